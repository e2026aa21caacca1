import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MortalBrowser, openBrowser, root, startWorld, temporaryFolder, type World } from './world.ts';

/** A whole life with faults on: deposited, rejected, made anew, sent back, mended, suspended, answered, late, paid; every decisive answer is lost once. */
const DAY_MS = 86_400_000;

let world: World;
let browser: MortalBrowser;
const folder = temporaryFolder('life');

beforeAll(async () => {
  world = await startWorld();
  browser = await openBrowser(join(folder.path, 'profile'));
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  folder.remove();
});

it('goes from the deposit to the payment, through what public agents send back, on a portal in bad health', async () => {
  const { page } = browser;
  const { control } = world.portal;
  const field = (path: string) => page.getByTestId(`field-${path}`).last();
  control.fault('jeton-400-au-hasard', true);
  control.fault('formes-melees', true);
  control.latency(50);

  await page.goto(`${world.url}/#/ajouter`);
  await page.locator('input[type=file]').first().setInputFiles(join(root, 'test/fixtures/samples/facture-boulangerie.pdf'));
  await page.waitForURL(/#\/facture\//);
  await expect.poll(() => field('invoiceNumber').inputValue(), { timeout: 60_000 }).not.toBe('');
  const address = page.url();
  await field('invoiceNumber').fill('VIE-0');
  await field('delivery.date').fill('2026-11-20');
  await page.goto(`${address}/prete`);
  await page.getByTestId('ready').waitFor();
  control.once('reponse-perdue', 'soumettre');
  await page.getByRole('button', { name: /^Envoyer/ }).click();
  await page.getByTestId('sent').waitFor({ timeout: 90_000 });

  const numbered = (number: string) => control.invoices().filter((invoice) => invoice.numeroFacture === number);
  let id = numbered('VIE-0')[0]?.identifiantFactureCPP ?? 0;
  const agent = async (status: string, words: string) => {
    control.push(id, status, words);
    await page.getByRole('button', { name: 'Où en est-elle ?' }).click();
    await page.getByText(words).first().waitFor({ timeout: 60_000 });
  };

  // rejected by the town hall: over for the portal, made anew under another number, the rejection acknowledged
  await agent('REJETEE', 'Montant différent du bon de commande');
  expect(await page.getByTestId('status').innerText()).toBe('Rejetée');
  await page.getByRole('button', { name: 'Refaire la facture' }).click();
  await page.waitForURL(/reprendre/);
  await page.getByText('Montant différent du bon de commande').first().waitFor();
  // the old number is spent: the next one of the series is there, and the cursor is in what the agent complained of
  await expect.poll(() => field('invoiceNumber').inputValue()).toBe('VIE-1');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).not.toBe('invoiceNumber');
  await page.goto(`${world.url}/#/`);
  await page.getByText('Rejetée, à refaire').click();
  await page.waitForURL(/reprendre/);
  await page.getByTestId('ready').waitFor();
  await page.getByRole('button', { name: /^Renvoyer/ }).click();
  await page.getByTestId('sent').waitFor({ timeout: 90_000 });
  const held = () => numbered('VIE-1');
  id = held()[0]?.identifiantFactureCPP ?? 0;
  expect(numbered('VIE-0')).toMatchObject([{ statut: 'REJETEE' }]);
  expect(held()).toMatchObject([{ statut: 'DEPOSEE' }]);
  await expect.poll(() => numbered('VIE-0')[0]?.rejetTraite, { timeout: 30_000 }).toBe(true);

  // sent back for its engagement number; the mended address leaves under the same number
  await agent('A_RECYCLER', 'EJ incorrect ou inexistant');
  const coach = page.getByTestId('coach');
  expect(await coach.innerText()).toContain('VIE-1');
  await coach.getByLabel('Numéro d’engagement').fill('BC2026-999');
  control.once('reponse-perdue', 'recycler');
  await coach.getByRole('button', { name: /Renvoyer à la bonne adresse/ }).click();
  await page.getByText('Adresse corrigée, renvoyée').waitFor({ timeout: 60_000 });
  expect(held()).toMatchObject([{ numeroBonCommande: 'BC2026-999', statut: 'DEPOSEE' }]);

  // suspended for a document; the answer carries it
  await agent('SUSPENDUE', 'Merci de joindre le bon de livraison signé');
  await coach.getByLabel('Votre réponse').fill('Le voici.');
  await coach
    .locator('input[type=file]')
    .setInputFiles({ name: 'bon-de-livraison.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 bon') });
  control.once('reponse-perdue', 'completer');
  await coach.getByRole('button', { name: /Envoyer la réponse/ }).click();
  await page.getByText('Réponse envoyée à l’agent').waitFor({ timeout: 60_000 });

  // three months go by without a payment: the app says so, and what is owed; the day after is today again
  await page.clock.setFixedTime(Date.now() + 90 * DAY_MS);
  await page.reload();
  await page
    .getByText(/En retard de \d+ jours/)
    .first()
    .waitFor();
  expect(await page.locator('main').innerText()).toContain('40,00');
  await page.clock.setFixedTime(Date.now());
  await page.reload();
  await page.getByTestId('status').waitFor();
  expect(await page.getByText(/En retard de/).count()).toBe(0);

  control.push(id, 'SERVICE_FAIT', '');
  control.push(id, 'MANDATEE', '');
  await agent('MISE_EN_PAIEMENT', 'Virement du 3 décembre');
  expect(await page.getByTestId('status').innerText()).toBe('Paiement lancé');
  const told = await page.locator('.timeline').innerText();
  for (const moment of ['Reçue par le portail', 'Adresse corrigée, renvoyée', 'En pause', 'Réponse envoyée à l’agent', 'Paiement lancé'])
    expect(told).toContain(moment);
  expect(held()).toHaveLength(1);
}, 240_000);
