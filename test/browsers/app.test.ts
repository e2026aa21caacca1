import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  axeViolations,
  chooseRecipient,
  desktop,
  givenInvoice,
  launchBrowser,
  long,
  openPage,
  phone,
  photograph,
  type RunningApp,
  sample,
  saved,
  startApp,
  typeInvoice,
  visit,
  withWorker,
} from './helpers.ts';

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser({ camera: null });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

// In `npm test` the walk (`walk.test.ts`) judges the screens and `keyboard.test.ts` goes the same way to « envoyée »: this one is of `--long`. Its second look is the
// same page in other colours and at another width: what these can break is judged, the rest was on the first.
const looks = (
  [
    ['phone, light', { ...phone, colorScheme: 'light' }, []],
    ['wide, dark', { ...desktop, colorScheme: 'dark' }, ['color-contrast', 'target-size', 'scrollable-region-focusable']],
  ] as const
).slice(0, long ? 2 : 0);

/** Walks to a screen, runs axe there, and says which screen failed. */
async function clean(page: Page, name: string, rules: readonly string[] = []): Promise<void> {
  // colours are judged once they have stopped moving
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY || animation.playState === 'finished'),
  );
  expect(await axeViolations(page, { rules }), name).toEqual([]);
}

for (const [look, options, rules] of looks) {
  describe(`every screen is accessible (${look})`, () => {
    it('has no axe violation from the first visit to the follow-up', async () => {
      // the portal refuses a number sent twice, as the State's does
      app.portal.control.reset();
      const { context, page, complaints } = await openPage(browser, app.url, { ...options, ...withWorker });
      await clean(page, 'empty home', rules);
      for (const hash of [
        '#/ajouter',
        '#/entreprise',
        '#/reglages',
        '#/raccorder',
        '#/sauvegarde',
        '#/recevoir',
        '#/aide',
        '#/retards',
        '#/annuaire',
        '#/photo',
        '#/nulle-part',
      ]) {
        await visit(page, hash);
        await clean(page, hash, rules);
      }
      const id = await typeInvoice(page);
      await clean(page, 'review', rules);
      await visit(page, `#/facture/${id}/prete`);
      await page.getByText('à régler avant l’envoi').waitFor();
      await clean(page, 'not ready', rules);
      await visit(page, `#/facture/${id}/destinataire`);
      await page.getByLabel('Nom, ville ou SIRET').fill('mairie');
      await page.getByTestId('hits').getByRole('option').first().waitFor();
      await clean(page, 'recipient search', rules);
      await chooseRecipient(page, id, '12345678200036', 'BC2026-0457');
      await page.getByText('Où les trouver sur la commande ?').click();
      await clean(page, 'recipient chosen', rules);
      await visit(page, `#/facture/${id}/prete`);
      await page.getByTestId('ready').waitFor();
      await clean(page, 'ready', rules);
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Envoyer dès qu’il y a du réseau' }).click();
      await page.getByText('En attente d’envoi').first().waitFor();
      await clean(page, 'queued, offline', rules);
      await context.setOffline(false);
      await page.getByTestId('sent').waitFor({ timeout: 60_000 });
      await clean(page, 'sent', rules);
      const [deposited] = app.portal.control.invoices();
      expect(deposited?.numeroFacture).toBe('F2026-201');
      app.portal.control.push(deposited?.identifiantFactureCPP ?? 0, 'A_RECYCLER', 'Numéro d’engagement inconnu');
      await page.getByRole('button', { name: 'Où en est-elle ?' }).click();
      await page.getByRole('status').getByText('Numéro d’engagement inconnu').waitFor();
      await clean(page, 'comes back to the user', rules);
      await visit(page, '#/');
      await clean(page, 'home', rules);
      expect(complaints).toEqual([]);
      await context.close();
    });
  });
}

it('keeps every keystroke through a reload, undoes and redoes it by keys and by buttons, and takes a deleted invoice back', async () => {
  const { context, page } = await openPage(browser, app.url, desktop);
  const id = await givenInvoice(page);
  const number = page.getByTestId('field-invoiceNumber').last();
  await number.press('End');
  await number.pressSequentially('-BIS');
  await saved(page);
  await page.reload();
  await page.getByRole('heading', { name: 'Écrire' }).waitFor();
  await expect.poll(() => number.inputValue()).toBe('F2026-201-BIS');

  await number.fill('F2026-999');
  await saved(page);
  await number.blur();
  await page.keyboard.press('Control+z');
  await expect.poll(() => number.inputValue()).not.toBe('F2026-999');
  await page.getByRole('button', { name: 'Rétablir' }).click();
  await expect.poll(() => number.inputValue()).toBe('F2026-999');

  await page.getByRole('button', { name: 'Supprimer cette facture' }).click();
  await page.getByText('Facture supprimée.').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Annuler' }).click();
  await expect.poll(() => page.url()).toContain(id);
  await expect.poll(() => number.inputValue()).toBe('F2026-999');
  await context.close();
});

describe('ways in', () => {
  const picture = () => [...readFileSync(sample)];

  it('reads a chosen file and shows where each field was read', async () => {
    const { context, page, complaints } = await openPage(browser, app.url, desktop);
    await visit(page, '#/ajouter');
    await page.getByLabel('Choisir un fichier').setInputFiles(sample);
    await page.getByRole('heading', { name: 'Lecture de la facture' }).waitFor();
    await clean(page, 'reading');
    await page.getByRole('heading', { name: 'Vérifier' }).waitFor({ timeout: 90_000 });
    await expect.poll(() => page.getByTestId('field-invoiceNumber').last().inputValue()).toBe('F2026-118');
    await page.getByTestId('field-seller.siret').last().focus();
    await page.getByTestId('crop-seller.siret').last().waitFor();
    await clean(page, 'review of a read invoice');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes a picture pasted anywhere, a file dropped anywhere, and says in three parts what to do when one is empty', async () => {
    const { context, page } = await openPage(browser, app.url, desktop);
    await page.evaluate((bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'collee.jpg', { type: 'image/jpeg' }));
      dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
    }, picture());
    await page.getByRole('heading', { name: 'Lecture de la facture' }).waitFor();
    await page.getByRole('button', { name: 'Arrêter et taper à la main' }).click();
    await page.getByText('Lecture arrêtée.').first().waitFor();
    await page.getByRole('button', { name: 'Relire la photo' }).waitFor();

    await visit(page, '#/ajouter');
    await page.getByLabel('Choisir un fichier').setInputFiles({ name: 'vide.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
    const refused = page.getByRole('alert').filter({ hasText: 'Ce fichier est vide.' });
    await refused.getByText('Rien n’a changé dans vos factures.').waitFor();
    await refused.getByText('Choisir un autre fichier').waitFor();

    await page.evaluate((bytes) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(bytes)], 'posee.jpg', { type: 'image/jpeg' }));
      for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, picture());
    await page.getByRole('heading', { name: 'Lecture de la facture' }).waitFor();
    await context.close();
  });

  it('photographs with the camera, then reads', async () => {
    const { context, page } = await openPage(browser, app.url);
    await page.getByRole('link', { name: 'Photographier une facture' }).click();
    await photograph(page);
    await clean(page, 'photo taken');
    await page.getByRole('button', { name: 'Ajouter une page' }).click();
    await page.getByRole('button', { name: 'Prendre la photo' }).waitFor();
    await photograph(page);
    await page.getByRole('button', { name: 'Lire la facture (2 pages)' }).click();
    await page.getByRole('heading', { name: 'Lecture de la facture' }).waitFor();
    await context.close();
  });
});

describe('a camera that is refused', () => {
  it('says so and offers the other ways', async () => {
    const plain = await launchBrowser({ args: ['--deny-permission-prompts'] });
    const { context, page } = await openPage(plain, app.url);
    await visit(page, '#/photo');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Choisir un fichier').waitFor({ state: 'attached' });
    expect(await page.getByRole('alert').innerText()).toMatch(/appareil photo/);
    await clean(page, 'camera refused');
    await context.close();
    await plain.close();
  });
});

describe('settings', () => {
  it('keeps theme and big type, and says where invoices go', async () => {
    const { context, page } = await openPage(browser, app.url);
    await visit(page, '#/reglages');
    await page.getByLabel('Sombre').check();
    await page.getByLabel('Gros caractères').check();
    await expect
      .poll(() => page.evaluate(() => `${document.documentElement.dataset.theme} ${document.documentElement.dataset.big !== undefined}`))
      .toBe('dark true');
    await clean(page, 'settings, dark, big type');
    // the colours are there before the app's own script, which this opening never gets
    const script = `**${await page.locator('script[type="module"]:not([async])').getAttribute('src')}`;
    await page.route(script, (route) => route.abort());
    await page.reload();
    expect(await page.evaluate(() => `${document.documentElement.dataset.theme} ${document.documentElement.dataset.big !== undefined}`)).toBe(
      'dark true',
    );
    await page.unroute(script);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.getByText('Entraînement : rien n’est envoyé à l’État').waitFor();
    await page.getByLabel('Chorus Pro', { exact: false }).last().check();
    await page.getByText('Coursier a été essayé avec son portail d’entraînement seulement.').waitFor();
    await expect.poll(() => page.getByText('Entraînement : rien n’est envoyé à l’État').count()).toBe(0);
    await clean(page, 'settings, production');
    await context.close();
  });

  it('gives a backup back after everything was erased', async () => {
    const { context, page } = await openPage(browser, app.url);
    await givenInvoice(page);
    await visit(page, '#/reglages');
    await page.getByRole('button', { name: 'Tout effacer de cet appareil' }).click();
    await clean(page, 'erase dialog');
    await page.getByRole('link', { name: 'Sauvegarder d’abord' }).click();
    await page.getByLabel('Sans mot de passe').check();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Enregistrer la sauvegarde' }).click()]);
    const path = await download.path();
    await visit(page, '#/reglages');
    await page.getByRole('button', { name: 'Tout effacer de cet appareil' }).click();
    await page.getByRole('button', { name: 'Tout effacer', exact: true }).click();
    await page.getByRole('button', { name: 'Essayer avec un exemple' }).waitFor();
    await visit(page, '#/sauvegarde');
    await page.getByLabel('Choisir le fichier').setInputFiles(path);
    await page.getByRole('button', { name: 'Reprendre', exact: true }).click();
    await page.getByTestId('restored').waitFor();
    await visit(page, '#/');
    await page.getByText('F2026-201').waitFor();
    await context.close();
  });
});
