import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPage, phone, type RunningApp, root, startApp, visit, withWorker } from './helpers.ts';

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

/** Small print that tesseract gets wrong at every size: seed 9 of `test/fixtures/varied`, hard. */
const sellerSiret = '99983009400028';

it('the second reader: offered after a hard photograph, downloaded, used without network, removed', async () => {
  const { context, page, complaints } = await openPage(browser, `${app.url}/#/ajouter`, { ...phone, ...withWorker });
  const field = async (path: string) => (await page.getByTestId(`field-${path}`).last().inputValue()).replace(/\s/g, '');
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.locator('input[type=file]').first().setInputFiles(join(root, 'test/fixtures/samples/petits-caracteres.jpg'));
  const offer = page.getByText('Cette photo est difficile.');
  await offer.waitFor({ timeout: 120_000 });
  expect(await field('seller.siret')).not.toBe(sellerSiret);
  const [name, gross] = [await field('seller.name'), await field('totals.gross')];
  const kept = () =>
    page.evaluate(
      async () =>
        (await caches.has('coursier-second')) &&
        (await (await caches.open('coursier-second')).keys()).map((request) => new URL(request.url).pathname),
    );
  // nothing of it came before it was asked for
  expect(asked.filter((path) => /^.second.|second.worker/.test(path))).toEqual([]);
  expect(await kept()).toBe(false);
  const invoice = new URL(page.url()).hash;
  await page.getByRole('button', { name: 'Non merci' }).click();
  await offer.waitFor({ state: 'detached' });

  await visit(page, '#/reglages');
  await page.getByTestId('offline-ready').waitFor({ timeout: 90_000 });
  expect(await kept()).toBe(false);
  await page.getByRole('button', { name: 'Télécharger (5,4 Mo)' }).click();
  await page.getByText('Le second lecteur est sur cet appareil.').waitFor();
  expect(await kept()).toHaveLength(4);

  await context.setOffline(true);
  await page.reload();
  await visit(page, invoice);
  await page.getByRole('button', { name: 'Relire cette page' }).click();
  await expect.poll(() => field('seller.siret'), { timeout: 120_000 }).toBe(sellerSiret);
  expect([await field('seller.name'), await field('totals.gross')]).toEqual([name, gross]);
  expect(await page.getByText('Cette photo est difficile.').count()).toBe(0);

  await visit(page, '#/reglages');
  await page.getByRole('button', { name: 'Retirer le second lecteur' }).click();
  await page.getByRole('button', { name: 'Télécharger (5,4 Mo)' }).waitFor();
  expect(await kept()).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
});
