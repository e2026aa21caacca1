import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { madeDossiers } from '../fixtures/dossiers.ts';
import {
  axeViolations,
  keepDossiers,
  launchBrowser,
  openPage,
  phone,
  photograph,
  type RunningApp,
  root,
  startApp,
  temporaryFolder,
  visit,
} from './helpers.ts';
import { cameraFlags } from './world.ts';

/** What one does every day: the first run to the payment, ten photographs in a row, five taps, the keyboard alone, and every gesture taken back. */
let app: RunningApp;
let browser: Browser;
const folder = temporaryFolder();
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser({ args: cameraFlags(`${root}/public/samples/facture-boulangerie.jpg`, folder.path) });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  folder.remove();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

it('carries the sample to its payment, beside the real screens', async () => {
  app.portal.control.reset();
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  const tour = page.getByRole('complementary', { name: 'Découverte' });

  // The tour does the job, beside the real screens.
  await button(page, 'Essayer avec un exemple').click();
  await tour.getByText('2 sur 6').waitFor({ timeout: 90_000 });
  await tour.getByRole('link', { name: 'Le destinataire' }).click();
  await tour.getByText('Où est ce numéro sur la commande ?').click();
  await tour.getByRole('img', { name: /bon de commande/i }).waitFor();
  await page.getByText('Vous facturez à').waitFor();
  expect(await axeViolations(page), 'the tour').toEqual([]);
  // Left, then taken up again.
  await tour.getByRole('button', { name: 'Quitter la découverte' }).click();
  await tour.waitFor({ state: 'detached' });
  await visit(page, '#/aide');
  await link(page, 'Reprendre la découverte').click();
  await tour.getByRole('link', { name: 'Le destinataire' }).click();
  await tour.getByRole('link', { name: 'La dernière vérification' }).click();
  await page.getByTestId('ready').waitFor();
  await button(page, 'Envoyer au portail d’entraînement').click();
  await tour.getByText('5 sur 6').waitFor({ timeout: 60_000 });
  const [agent] = await Promise.all([context.waitForEvent('page'), tour.getByRole('link', { name: 'Ouvrir la page de la mairie' }).click()]);
  await agent.getByRole('button', { name: 'Toute la vie jusqu’au paiement' }).click();
  await agent.waitForLoadState();
  await agent.close();
  await tour.getByRole('button', { name: /J’ai payé/ }).click();
  await tour.getByText('6 sur 6').waitFor({ timeout: 60_000 });
  await tour.getByRole('link', { name: 'Terminer' }).click();
  await page.getByRole('heading', { name: /Réglées/ }).waitFor();
  expect(await tour.count()).toBe(0);

  expect(complaints).toEqual([]);
  await context.close();
});

it('is ready in five taps or by the keyboard, and ten photographs in a row are reviewed in a row', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  const clear = page.getByTestId('all-seen');
  let taps = 0;
  const tap = async (locator: Locator) => {
    await locator.click();
    taps++;
  };
  await tap(link(page, 'Photographier une facture'));
  // by the shutter, or by the camera itself once the page is still
  await photograph(page);
  taps++;
  await tap(button(page, 'Lire la facture'));
  // what is doubtful is asked, and the focus waits on the answer: from a doubt to the next, Enter is enough
  await clear.or(page.getByTestId('walk')).first().waitFor({ timeout: 90_000 });
  for (; (await clear.count()) === 0 && taps < 9; taps++) {
    await expect.poll(() => focused(page)).toBe('C’est juste');
    const count = await page.getByTestId('walk').getByRole('status').innerText();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.walk [role=status]').innerText()).not.toBe(count);
  }
  await expect.poll(() => focused(page)).toBe('Continuer');
  await page.keyboard.press('Enter');
  taps++;
  await page.getByTestId('ready').waitFor();
  expect(taps).toBeLessThanOrEqual(5);
  const first = page.url();

  await visit(page, '#/photo');
  await photograph(page);
  await button(page, 'Encore une facture').click();
  await page.locator('h1 small', { hasText: 'Une facture gardée' }).waitFor();
  await button(page, 'Prendre la photo').click();
  expect(await axeViolations(page), 'photographs in a row').toEqual([]);
  await button(page, 'Revoir les 2 factures').click();
  await page.getByRole('heading', { name: /Lecture de la facture|Vérifier/ }).waitFor();
  // the one that is ready leads to the next to review, and says how many are left
  await page.goto(first);
  const next = page.getByTestId('next-draft');
  await next.getByText('(encore 2)').waitFor();
  await next.click();
  await page.getByRole('heading', { name: /Lecture de la facture|Vérifier/ }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it('gives every gesture of the list a button, a key or a finger, and takes it back', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  await keepDossiers(page, madeDossiers(70, today));
  await page.reload();
  const slip = (text: string) => page.locator('.slip', { hasText: text });
  const undo = () => page.getByRole('status').getByRole('button', { name: 'Annuler' }).last().click();
  await page.getByText('Adresse à corriger').waitFor();
  // what came back first, then drafts; late payments as one thing to do
  expect(await page.locator('.slip').first().innerText()).toContain('Adresse à corriger');
  await page.getByText('10 factures ne sont pas payées à temps').waitFor();
  await button(page, /Autres gestes.*F2026-0001$/).click();
  await slip('F2026-0001').getByRole('button', { name: 'Supprimer' }).waitFor();
  expect(await axeViolations(page), 'home, gestures open').toEqual([]);
  await slip('F2026-0001').getByRole('button', { name: 'Supprimer' }).click();
  await slip('F2026-0001').waitFor({ state: 'detached' });
  await undo();
  await slip('F2026-0001').waitFor();
  // the same by a key
  await slip('F2026-0002').getByRole('link').focus();
  await page.keyboard.press('Delete');
  await slip('F2026-0002').waitFor({ state: 'detached' });
  // the keyboard goes on from the slip beside
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('slip-link');
  await undo();
  await slip('F2026-0002').waitFor();
  // the same under the finger: to the left, gone; to the right, paid
  await slide(page, slip('F2026-0003'), -150);
  await slip('F2026-0003').waitFor({ state: 'detached' });
  await undo();
  await slip('F2026-0003').waitFor();
  const followed = page.getByRole('list', { name: 'En chemin' }).locator('.slip').first();
  const [number = ''] = /F\d{4}-\d{4}/.exec(await followed.innerText()) ?? [];
  await slide(page, slip(number), 150);
  await page.getByText('Notée payée aujourd’hui.').waitFor();
  await page.getByRole('list', { name: 'Réglées' }).getByText(number).waitFor();
  await undo();
  await page.getByRole('list', { name: 'En chemin' }).getByText(number).waitFor();
  // the search finds by words, whatever the accents
  await page.getByLabel('Chercher une facture').fill('ecole jaures');
  await page.getByText(/factures trouvées/).waitFor();
  expect(new Set(await page.locator('.slip .who').allTextContents())).toEqual(new Set(['École Jean-Jaurès']));
  // money, drawn and in a table
  await visit(page, '#/retards');
  await page.getByRole('img', { name: /^Payé .* en retard/ }).waitFor();
  await page.getByText('Voir le tableau').click();
  await page
    .getByRole('row', { name: /20\d\d/ })
    .first()
    .waitFor();
  await page.getByRole('heading', { name: 'Qui paie en combien de temps' }).waitFor();
  expect(await axeViolations(page), 'money').toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

/** A finger that slides an element aside, by so many pixels. */
async function slide(page: Page, target: Locator, across: number): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('nothing to slide');
  const [x, y] = [box.x + box.width / 2 - across / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: at, y }] });
  await touch('touchStart', x);
  for (let step = 1; step <= 6; step++) await touch('touchMove', x + (across * step) / 6);
  await touch('touchEnd', x + across);
  await session.detach();
}
