import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFixtureTools, type Tools } from '../fixtures/billing/server.ts';
import { closeTab, type ExtensionWorld, startExtension } from './extension-world.ts';
import { axeViolations } from './helpers.ts';

let tools: Tools;
let world: ExtensionWorld;

beforeAll(async () => {
  tools = await openFixtureTools();
  world = await startExtension({ allowed: [tools.address] });
});
afterAll(async () => {
  await world?.close();
  await tools?.close();
});

const field = (panel: Page, path: string) => panel.getByTestId(`field-${path}`);
const state = (panel: Page) => panel.getByTestId('page').getAttribute('data-state');

/** A page of a tool with the panel beside it. */
async function beside(path: string): Promise<{ page: Page; panel: Page }> {
  const page = await world.openPage(`${tools.address}${path}`);
  return { page, panel: await world.openPanel(page) };
}

const read = (panel: Page) => panel.getByRole('button', { name: 'Lire la facture de cette page' }).click();
async function closeBoth({ page, panel }: { page: Page; panel: Page }) {
  await closeTab(panel);
  await closeTab(page);
}

test('from a Dolibarr card to a checked invoice: PDF, page and customer’s card together, each value with its source', async () => {
  const entry = await world.openPage(`${tools.address}/dolibarr/entrer`);
  await closeTab(entry);
  const both = await beside('/dolibarr/compta/facture/card.php?id=1');
  const { panel } = both;
  await read(panel);
  await field(panel, 'invoiceNumber').waitFor();
  expect(await field(panel, 'invoiceNumber').inputValue()).toBe('FA2611-0001');
  expect(await field(panel, 'totals.gross').inputValue()).toBe('1673,88');
  expect(await panel.getByText(/SIRET 219\s904\s711/).count()).toBe(1);
  expect(await panel.locator('.origin', { hasText: 'PDF et outil d’accord' }).count()).toBeGreaterThan(2);
  const address = panel.url();
  await panel.getByRole('link', { name: 'Retour' }).click();
  await read(panel);
  await panel.getByText('Cette facture est déjà ici : la voici.').waitFor();
  expect(panel.url()).toBe(address);
  await closeBoth(both);
});

test('a button of the tool that opens a new tab: the user presses it himself, or Coursier does', async () => {
  const both = await beside('/plane/invoices/view/7');
  const { page, panel } = both;
  await read(panel);
  await panel.getByRole('button', { name: /J’appuie moi-même/ }).click();
  await panel.getByText('Cliquez sur votre bouton « Télécharger le PDF »').first().waitFor();
  await page.bringToFront();
  await page.locator('#options').click();
  await page.locator('#btn_generate_pdf').click();
  await field(panel, 'invoiceNumber').waitFor();
  expect(await field(panel, 'invoiceNumber').inputValue()).toBe('137');
  await closeBoth(both);

  const single = await beside('/mono/factures/88');
  await read(single.panel);
  await single.panel.getByRole('button', { name: /Coursier appuie pour moi/ }).click();
  await field(single.panel, 'invoiceNumber').waitFor();
  expect(await field(single.panel, 'invoiceNumber').inputValue()).toBe('F-2026-0088');
  await closeBoth(single);
});

test('what must be asked is asked in clear sentences, and accessible', async () => {
  const list = await beside('/outil/liste');
  await read(list.panel);
  await list.panel.getByText('Cette page montre plusieurs factures.').waitFor();
  expect(await axeViolations(list.panel)).toEqual([]);
  await list.panel.getByRole('button', { name: /F-2026-0089/ }).click();
  await field(list.panel, 'invoiceNumber').waitFor();
  expect(await field(list.panel, 'invoiceNumber').inputValue()).toBe('F-2026-0089');
  await closeBoth(list);

  const quote = await beside('/outil/devis');
  await read(quote.panel);
  await quote.panel.getByText('C’est un devis, pas une facture.').waitFor();
  expect(await state(quote.panel)).toBe('not-invoice');
  await closeBoth(quote);

  const form = await beside('/outil/edition');
  await read(form.panel);
  await form.panel.getByRole('button', { name: /Prendre ce que montre la page/ }).waitFor();
  expect(await axeViolations(form.panel)).toEqual([]);
  await form.panel.getByRole('button', { name: /Prendre ce que montre la page/ }).click();
  await field(form.panel, 'invoiceNumber').waitFor();
  expect(await field(form.panel, 'invoiceNumber').inputValue()).toBe('FACT-00219');
  await closeBoth(form);
});

test('a click on the toolbar button reads at once; a link’s menu reads the link', async () => {
  const { page, panel } = await beside('/outil/lien/7');
  const tabId = await world.tabId(page);
  await world.worker.evaluate((id) => chrome.storage.session.set({ gesture: { kind: 'button', tabId: id, url: '', at: Date.now() } }), tabId);
  await field(panel, 'invoiceNumber').waitFor();
  expect(await field(panel, 'invoiceNumber').inputValue()).toBe('F-2026-1007');
  const link = `${tools.address}/outil/pdf/lien-8`;
  await world.worker.evaluate(({ id, url }) => chrome.storage.session.set({ gesture: { kind: 'link', tabId: id, url, at: Date.now() } }), {
    id: tabId,
    url: link,
  });
  await panel.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-testid="field-invoiceNumber"]')?.value === 'F-2026-1008');
  await closeBoth({ page, panel });
});

test('« Lire avec Coursier » stands in the tool’s pages where the user asked for it, and goes when he says so', async () => {
  const { page, panel } = await beside('/outil/lien/9');
  expect(await page.locator('coursier-button').count()).toBe(0);
  const wanted = panel.getByRole('checkbox', { name: /Bouton « Lire avec Coursier »/ });
  await wanted.check();
  await expect.poll(() => world.worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length)).toBe(1);
  await page.reload();
  await page.locator('coursier-button').waitFor({ state: 'attached' });
  await wanted.uncheck();
  await expect.poll(() => world.worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length)).toBe(0);
  await page.reload();
  expect(await page.locator('coursier-button').count()).toBe(0);
  await closeBoth({ page, panel });
});

test('nothing that changes something was asked for, and the panel complained of nothing', () => {
  expect(tools.harm).toEqual([]);
  expect(world.complaints).toEqual([]);
});
