import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { photograph } from './helpers.ts';
import { cameraFlags, type MortalBrowser, openBrowser, root, startWorld, temporaryFolder, type World } from './world.ts';

/** The main job, whole: photograph, correct, choose, be told what is missing, send; the network is dead from the first load to the send. */
let world: World;
let browser: MortalBrowser;
const folder = temporaryFolder('journey');

beforeAll(async () => {
  world = await startWorld();
  browser = await openBrowser(join(folder.path, 'profile'), cameraFlags(join(root, 'public/samples/facture-boulangerie.jpg'), folder.path));
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  folder.remove();
});

it('carries a photographed invoice to the portal, offline until the send', async () => {
  const { page, context } = browser;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const link = (name: string | RegExp) => page.getByRole('link', { name });
  // A doubtful field also stands in « À regarder », above: the form's own is the last.
  const field = (path: string) => page.getByTestId(`field-${path}`).last();

  // First load, then the heavy parts at idle: « prêt hors ligne » must be true when said.
  await page.goto(`${world.url}/#/reglages`);
  await page.getByTestId('offline-ready').waitFor({ timeout: 60_000 });
  await world.cut();
  await context.setOffline(true);
  await page.goto(`${world.url}/#/`);
  await page.reload();

  // Photograph.
  await link('Photographier une facture').click();
  await photograph(page);
  await button('Lire la facture').click();
  await page.getByRole('heading', { name: 'Vérifier' }).waitFor({ timeout: 90_000 });
  await field('invoiceNumber').waitFor();
  await expect.poll(() => field('invoiceNumber').inputValue(), { timeout: 10_000 }).toBe('F2026-118');
  expect(await field('issueDate').inputValue()).toBe('2026-11-20');
  expect(await field('totals.gross').inputValue()).toMatch(/^157,60/);

  // Correct.
  await field('invoiceNumber').fill('F2026-119');
  await field('delivery.date').fill('2026-11-20');

  // Recipient: chosen by name, and told that an engagement number is missing.
  await link(/Continuer : le destinataire/).click();
  const change = button('En choisir un autre');
  await page.getByRole('heading', { name: 'Le destinataire' }).waitFor();
  if (await change.isVisible().catch(() => false)) await change.click();
  await page.getByLabel('Nom, ville ou SIRET').fill('mairie de fontaine aux bois');
  await page
    .getByRole('option', { name: /Fontaine-aux-Bois/ })
    .or(button(/Fontaine-aux-Bois.*entraînement/))
    .first()
    .click();
  const engagement = field('engagementNumber');
  await engagement.waitFor();
  await engagement.fill('');
  await link(/Continuer : dernière vérification/).click();
  await page.getByText('Ce client exige un numéro d’engagement').waitFor();
  expect(await button(/Envoyer/).isDisabled()).toBe(true);
  await link(/Corriger.*engagement/i)
    .first()
    .click();
  await field('engagementNumber').fill('BC2026-0457');
  await link(/Continuer : dernière vérification/).click();

  // Ready, offline: it waits in the outbox, and nobody says « envoyée ».
  await page.getByTestId('ready').waitFor();
  await button('Envoyer dès qu’il y a du réseau').click();
  await page.getByText('En attente d’envoi').waitFor();
  expect(await page.getByTestId('sent').count()).toBe(0);
  expect(world.portal.control.invoices()).toHaveLength(0);

  // Network back.
  await world.restore();
  await context.setOffline(false);
  await page.getByTestId('sent').waitFor({ timeout: 60_000 });
  const books = world.portal.control.invoices();
  expect(books).toHaveLength(1);
  expect(books[0]).toMatchObject({ numeroFacture: 'F2026-119' });

  // The town hall pays, the app says so.
  const [deposited] = books;
  if (!deposited) throw new Error('not in the books');
  world.portal.control.push(deposited.identifiantFactureCPP, 'MISE_EN_PAIEMENT', '');
  await button('Où en est-elle ?').click();
  await expect.poll(() => page.getByTestId('status').innerText(), { timeout: 20_000 }).toMatch(/pay|paiement/i);
}, 240_000);
