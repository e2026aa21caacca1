import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MortalBrowser, openBrowser, root, startWorld, temporaryFolder, type World } from './world.ts';

/** Invoices that do not get through: refused at the door, a portal out of order, an account that ended. What agents send back is in life.test.ts. */
let world: World;
let browser: MortalBrowser;
const folder = temporaryFolder('comeback');
const textPdf = join(root, 'test/fixtures/samples/facture-boulangerie.pdf');

beforeAll(async () => {
  world = await startWorld();
  browser = await openBrowser(join(folder.path, 'profile'));
});
/** One test's fault must not become the next one's. */
afterEach(() => {
  for (const name of ['annuaire-ferme', 'erreur-500', 'mot-de-passe-expire'] as const) world.portal.control.fault(name, false);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  folder.remove();
});

const field = (page: Page, path: string) => page.getByTestId(`field-${path}`).last();

/** A ready invoice under this number, `send` not yet pressed. Gives its address. */
async function ready(page: Page, number: string): Promise<string> {
  await page.goto(`${world.url}/#/ajouter`);
  await page.locator('input[type=file]').first().setInputFiles(textPdf);
  await page.waitForURL(/#\/facture\//);
  await expect.poll(() => field(page, 'invoiceNumber').inputValue(), { timeout: 60_000 }).not.toBe('');
  const address = page.url();
  await field(page, 'invoiceNumber').fill(number);
  await field(page, 'delivery.date').fill('2026-11-20');
  await page.goto(`${address}/prete`);
  await page.getByTestId('ready').waitFor();
  return address;
}

const send = (page: Page) => page.getByRole('button', { name: /^Envoyer/ }).click();

it('explains a refusal in plain words, leads to the field, keeps the attempt, and sends again', async () => {
  const { page } = browser;
  // A body that the app cannot know and the portal does not: refused at the door.
  const address = await ready(page, 'RETOUR-1');
  await page.goto(`${address}/destinataire`);
  await page.getByRole('button', { name: 'En choisir un autre' }).click();
  await page.getByLabel('Nom, ville ou SIRET').fill('73282932000074');
  await page
    .getByRole('option', { name: /Utiliser ce SIRET/ })
    .first()
    .click();
  await field(page, 'buyer.name').fill('Syndicat des eaux');
  world.portal.control.fault('annuaire-ferme', true);
  await page.goto(`${address}/prete`);
  await page.getByTestId('ready').waitFor();
  await send(page);
  await page.getByText('Refusée', { exact: true }).waitFor({ timeout: 60_000 });
  expect(await page.getByTestId('sent').count()).toBe(0);
  const said = await page.locator('main').innerText();
  expect(said).toMatch(/destinataire/i);

  world.portal.control.fault('annuaire-ferme', false);
  await page.getByRole('button', { name: 'Corriger et renvoyer' }).click();
  await page.waitForURL(/reprendre/);
  await page.getByTestId('ready').waitFor();
  await page.getByRole('button', { name: /^Renvoyer/ }).click();
  await page.getByTestId('sent').waitFor({ timeout: 60_000 });
  expect(await page.locator('main').innerText()).toContain('Reprise pour correction');
  expect(world.portal.control.invoices().filter((invoice) => invoice.numeroFacture === 'RETOUR-1')).toHaveLength(1);
}, 180_000);

it('waits out a portal that answers 500, and never says « envoyée » meanwhile', async () => {
  const { page } = browser;
  world.portal.control.fault('erreur-500', true);
  await ready(page, 'PANNE-1');
  await send(page);
  await page.getByText('En attente d’envoi').waitFor({ timeout: 60_000 });
  await page.getByText(/portail est en panne|portail ne répond pas/i).waitFor({ timeout: 60_000 });
  expect(await page.getByTestId('sent').count()).toBe(0);
  world.portal.control.fault('erreur-500', false);
  await page.getByRole('button', { name: 'Essayer maintenant' }).click();
  await page.getByTestId('sent').waitFor({ timeout: 90_000 });
  expect(world.portal.control.invoices().filter((invoice) => invoice.numeroFacture === 'PANNE-1')).toHaveLength(1);
}, 180_000);

it('says that a technical password has expired, and what to do', async () => {
  const { page } = browser;
  world.portal.control.fault('mot-de-passe-expire', true);
  await ready(page, 'EXPIRE-1');
  await send(page);
  await page
    .getByText(/mot de passe technique|compte technique/i)
    .first()
    .waitFor({ timeout: 90_000 });
  expect(await page.getByTestId('sent').count()).toBe(0);
}, 180_000);
