import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityTree } from '../walk/checks.ts';
import { seed, stocked } from '../walk/stock.ts';
import { desktop, launchBrowser, openPage, type RunningApp, root, startApp, visit } from './helpers.ts';

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Tag and words of what has the focus; "BODY" is a focus that was lost. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return `${element?.tagName} ${(element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim()}`;
  });

/** Presses Tab until the focus stands on a control of that name. */
async function tabTo(page: Page, name: string): Promise<void> {
  // the screen may have put it there already
  for (let step = 0; step < 80; step++) {
    if ((await focused(page)).endsWith(` ${name}`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reached « ${name} »`);
}

/** The title of the screen that came, where a screen reader starts. */
async function onTitle(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor({ timeout: 120_000 });
  await expect.poll(() => focused(page)).toMatch(/^H1 /);
}

describe('the keyboard alone', () => {
  it('goes from the opening to « envoyée », the focus following each screen', async () => {
    const { context, page, complaints } = await openPage(browser, app.url, desktop);
    // the same sample from its text: what a photograph leaves doubtful is answered by keys in face.test.ts
    await context.route('**/samples/facture-boulangerie.jpg', (route) =>
      route.fulfill({ path: `${root}/test/fixtures/samples/facture-boulangerie.pdf` }),
    );
    await tabTo(page, 'Essayer avec un exemple');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Vérifier' }).waitFor({ timeout: 120_000 });
    const walk = page.getByTestId('walk');
    await walk.or(page.getByTestId('all-seen')).first().waitFor();
    // each doubtful point is agreed with, as it comes
    for (let point = 0; (await walk.isVisible()) && point < 20; point++) {
      const count = await walk.getByRole('status').innerText();
      await tabTo(page, 'C’est juste');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await walk.isVisible()) && (await walk.getByRole('status').innerText()) === count).toBe(false);
    }
    await tabTo(page, (await page.getByTestId('all-seen').getByRole('link').last().innerText()).trim());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^(Le destinataire|Prête à partir \?)$/ }).waitFor();
    if (await page.getByRole('heading', { level: 1, name: 'Le destinataire' }).isVisible()) {
      await tabTo(page, 'Continuer : dernière vérification');
      await page.keyboard.press('Enter');
    }
    await onTitle(page, 'Prête à partir ?');
    await page.getByTestId('ready').waitFor();
    await tabTo(page, 'Envoyer au portail d’entraînement');
    await page.keyboard.press('Enter');
    await onTitle(page, 'Le suivi');
    await page.getByTestId('sent').waitFor({ timeout: 60_000 });
    expect(app.portal.control.invoices()).toHaveLength(1);
    // what a screen reader is told of it: the state is a word, and each control has a name
    const tree = await accessibilityTree(page);
    expect(tree.some(({ name }) => /Envoyée/.test(name))).toBe(true);
    expect(tree.filter(({ role, name }) => ['button', 'link', 'textbox', 'img'].includes(role) && name === '')).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is never lost by a removal, its undoing or a dialog', async () => {
    const { context, page } = await openPage(browser, app.url, desktop);
    await context.route('**/relais/**', (route) => route.abort());
    await seed(page, stocked);
    await visit(page, '#/facture/ready');
    await onTitle(page, 'Écrire');
    await tabTo(page, 'Supprimer cette facture');
    await page.keyboard.press('Enter');
    await onTitle(page, 'Ce qui m’attend');
    await tabTo(page, 'Annuler');
    await page.keyboard.press('Enter');
    await onTitle(page, 'Écrire');
    await visit(page, '#/reglages');
    await onTitle(page, 'Réglages');
    await tabTo(page, 'Tout effacer de cet appareil');
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('BUTTON Tout effacer de cet appareil');
    await context.close();
  });
});
