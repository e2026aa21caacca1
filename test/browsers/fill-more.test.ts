import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type {} from '../../entrypoints/sidepanel/bench.ts';
import { statusOf } from '../../lib/portal/statuses.ts';
import { createTrainingPortal } from '../portal/app.ts';
import { closeTab, type ExtensionWorld, startExtension } from './extension-world.ts';
import { axeViolations } from './helpers.ts';

/** What goes otherwise than planned on the portal's pages, through the panel as its user has it: fields under new words, a session that ends, refusals, lists. */
const portal = createTrainingPortal();
let server: ReturnType<typeof serve>;
let origin = '';
let world: ExtensionWorld;
let bench: Page;

function draft(number: string) {
  const value = JSON.parse(readFileSync(new URL('../fixtures/drafts/02-plombier-deux-taux.json', import.meta.url), 'utf8'));
  return {
    ...value,
    invoiceNumber: number,
    contractNumber: 'M-2026-07',
    serviceCode: 'SERVICE_DEST_SERV_OBL',
    buyer: { ...value.buyer, siret: '12345678200028' },
    seller: { ...value.seller, siret: '12345678200010' },
  };
}

const prepared = (number: string) =>
  bench.evaluate(([given, at]) => globalThis.coursierFill?.prepare(given, [at as string]) ?? '', [draft(number), origin] as const);

/** The portal's page with the panel beside it, on the screen that fills. */
async function beside(path: string, id: string) {
  const page = await world.openPage(`${origin}/formulaires/${path}`);
  const panel = await world.openPanel(page, `#/facture/${id}/remplir`);
  return { page, panel };
}

async function fill(panel: Page): Promise<void> {
  await panel.getByRole('button', { name: 'Remplir le formulaire' }).click();
  await panel.getByTestId('filled').waitFor();
}

const row = (panel: Page, field: string, outcome = '') => panel.locator(`[data-field="${field}"]${outcome && `[data-outcome="${outcome}"]`}`);
const wrongRows = (panel: Page) =>
  panel
    .locator('.fill-row:not(.right)')
    .evaluateAll((rows) => rows.map((one) => `${one.getAttribute('data-field')} ${one.getAttribute('data-outcome')}`));

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server = serve({ fetch: portal.app.fetch, port: 0 }, ({ port }) => {
      origin = `http://localhost:${port}`;
      resolve();
    });
  });
  world = await startExtension({ allowed: [origin], practice: [origin] });
  bench = await world.openOwn('sidepanel.html#/banc');
  await bench.waitForFunction(() => globalThis.coursierFill !== undefined);
});

afterEach(async () => {
  // the books first: a test played again must not find what it left
  portal.control.reset();
  for (const page of world.context.pages()) if (page !== bench) await closeTab(page);
});

afterAll(async () => {
  expect(world?.complaints).toEqual([]);
  await world?.close();
  server?.close();
});

test('a field under words that nobody knows is pointed at, filled, remembered for the next form, listed, and forgotten', async () => {
  const id = await prepared('F-MONTRE');
  const { page, panel } = await beside('react/saisir?essai=champs-renommes', id);
  await fill(panel);
  const engagement = row(panel, 'engagementNumber', 'not-found');
  await engagement.waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeViolations(panel)).toEqual([]);
  }

  // given up, in the page and in the panel
  for (const surface of [page, panel]) {
    await panel.bringToFront();
    await engagement.getByRole('button', { name: 'Montrer le champ' }).click();
    await panel.getByTestId('pointing').waitFor();
    await surface.bringToFront();
    if (surface === page) await page.getByText('Échap pour annuler').waitFor();
    await surface.keyboard.press('Escape');
    await panel.getByTestId('pointing').waitFor({ state: 'detached' });
    await panel.getByText('Rien n’a été retenu.').first().waitFor();
  }

  await engagement.getByRole('button', { name: 'Montrer le champ' }).click();
  await panel.getByTestId('pointing').waitFor();
  await page.bringToFront();
  await page.getByText('Échap pour annuler').waitFor();
  const field = page.getByLabel('Repère comptable acheteur');
  await field.click();
  await row(panel, 'engagementNumber', 'filled').waitFor({ state: 'attached' });
  expect(await field.inputValue()).toBe(draft('').engagementNumber);

  // the next form of the same portal needs no pointing
  await page.goto(`${origin}/formulaires/react/saisir?essai=champs-renommes`);
  await expect.poll(() => field.inputValue(), { timeout: 30_000 }).toBe(draft('').engagementNumber);

  await panel.bringToFront();
  await panel.evaluate(() => {
    location.hash = '#/';
  });
  await panel.getByText('Champs montrés à Coursier (1)').click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeViolations(panel)).toEqual([]);
  }
  await panel.getByRole('button', { name: 'Oublier' }).click();
  await panel.getByText('Champs montrés à Coursier (0)').waitFor();
});

test('a session that ends half-way: the login is left alone, and the filling goes on after it', async () => {
  const id = await prepared('F-SESSION');
  const { page, panel } = await beside('classique/saisir?essai=session-expiree', id);
  await panel.getByRole('button', { name: 'Remplir le formulaire' }).click();
  await panel.getByText('Reconnectez-vous au portail').waitFor();
  await page.bringToFront();
  expect(await page.locator('input[type="password"]').inputValue()).toBe('');
  await page.locator('input[type="email"]').fill('moi@exemple.fr');
  await page.locator('input[type="password"]').fill('secret');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await panel.getByTestId('filled').waitFor();
  await panel.locator('[data-field="serviceCode"].right').waitFor({ state: 'attached' });
  expect((await wrongRows(panel)).filter((one) => !one.endsWith(' waiting'))).toEqual([]);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('button', { name: 'Ajouter une ligne' }).waitFor();
  await row(panel, 'totals.gross', 'filled').waitFor({ state: 'attached' });
  await row(panel, 'lines.3.netPrice', 'filled').waitFor({ state: 'attached' });
  await expect.poll(() => wrongRows(panel), { timeout: 30_000 }).toEqual([]);
});

test('« Enregistrer » is told as a draft on the portal, which can still be sent', async () => {
  const id = await prepared('F-BROUILLON');
  const { page, panel } = await beside('react/saisir', id);
  await fill(panel);
  await page.bringToFront();
  await page.getByRole('button', { name: /^Enregistrer/ }).click();
  await panel.getByTestId('portal-draft').waitFor();
  expect(portal.control.pages.received().map(({ action }) => action)).toEqual(['brouillon']);
  await panel.bringToFront();
  await panel.evaluate((hash) => {
    location.hash = hash;
  }, `#/facture/${id}`);
  await panel.getByTestId('sent').waitFor({ state: 'detached' });
});

test('what the page refuses is said, and what it changes afterwards is put right', async () => {
  const id = await prepared('F-REFUS');
  const { panel } = await beside('react/saisir?essai=champ-refuse,valeurs-changees', id);
  await fill(panel);
  await row(panel, 'contractNumber', 'refused').waitFor();
  // the page wipes the engagement and rewrites the amounts a moment later
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await expect.poll(() => wrongRows(panel), { timeout: 30_000 }).toEqual(['contractNumber refused']);
});

test('every make of list tells the state of an invoice sent by the form', async () => {
  // played again, it must not meet the invoice of the first time in the panel's list
  const number = `F-LISTE-${Date.now() % 100_000}`;
  const id = await prepared(number);
  const { page, panel } = await beside('material/deposer', id);
  await fill(panel);
  // on a busy machine the page reads the PDF late, and only then has a field for the number
  await panel.locator('[data-field="invoiceNumber"].right').waitFor({ state: 'attached' });
  await page.bringToFront();
  await page.getByRole('button', { name: /^Valider et envoyer/ }).click();
  await panel.getByTestId('sent-by-form').waitFor();
  await panel.bringToFront();
  await panel.evaluate(() => {
    location.hash = '#/';
  });
  expect(portal.control.invoices().map(({ numeroFacture }) => numeroFacture)).toEqual([number]);
  const sent = portal.control.invoices()[0]?.identifiantFactureCPP ?? 0;
  const states = { react: 'SUSPENDUE', material: 'COMPTABILISEE', classique: 'A_RECYCLER', tableau: 'MISE_EN_PAIEMENT' };
  for (const [build, state] of Object.entries(states)) {
    expect(portal.control.push(sent, state, 'Pour essai')).toBe(true);
    await page.goto(`${origin}/formulaires/${build}/factures`);
    await panel.locator('.slip', { hasText: number }).getByText(statusOf(state).label).waitFor();
  }
});
