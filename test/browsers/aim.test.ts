import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeViolations, launchBrowser, openPage, type RunningApp, sample, startApp, visit } from './helpers.ts';
import { temporaryFolder } from './world.ts';

/** A page held before the camera: found, taken by itself, judged before the reading, its corners set by hand, looked at closer. */
let app: RunningApp;
let browser: Browser;
const folder = temporaryFolder('aim');

beforeAll(async () => {
  app = await startApp();
  const film = join(folder.path, 'page.mjpeg');
  writeFileSync(film, readFileSync(sample));
  browser = await launchBrowser({ camera: film });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  folder.remove();
});

it('a page held still is taken by itself, judged at once, and read with the corners its user set', async () => {
  const { context, page, complaints } = await openPage(browser, app.url);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await visit(page, '#/photo');
  await page.getByTestId('outline').waitFor();
  await button(/^Lire/).waitFor();
  await page.getByTestId('verdict').getByText('Page bien cadrée et nette.').waitFor();
  expect(await axeViolations(page), 'photo judged').toEqual([]);

  // the same page still lies there: it is not taken a second time, and « Auto » can be put off
  await button('Ajouter une page').click();
  await page.getByRole('heading', { name: 'Page suivante, ou une autre facture' }).waitFor();
  await button(/^Auto/).click();
  expect(await button(/^Auto/).getAttribute('aria-pressed')).toBe('false');
  await button('Page 1').click();

  await page.getByRole('link', { name: 'Ajuster les bords' }).click();
  const corner = button(/^Coin en haut à gauche/);
  const place = async (of = corner) => (await of.getAttribute('aria-label'))?.match(/\d+\s%/g)?.map(Number.parseFloat) ?? [];
  await corner.waitFor();
  const found = await place();
  await corner.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => ((await place())[0] ?? 0) - (found[0] ?? 0)).toBeGreaterThan(3);
  await button('Bords trouvés par Coursier').click();
  await expect.poll(() => place()).toEqual(found);
  const box = await corner.boundingBox();
  if (!box) throw new Error('the corner is not on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 9, box.y + box.height / 2 - 9, { steps: 3 });
  await page.locator('.glass').waitFor();
  await page.mouse.up();
  await page.locator('.glass').waitFor({ state: 'detached' });
  expect((await place())[0]).toBeLessThan(found[0] ?? 0);
  expect(await axeViolations(page), 'corners').toEqual([]);
  // crossed corners are no page: the handle stays where a page is still possible
  for (let press = 0; press < 90; press++) await page.keyboard.press('ArrowRight');
  expect((await place())[0]).toBeLessThan((await place(button(/^Coin en haut à droite/)))[0] ?? 0);
  await button('Toute la photo').click();
  await expect.poll(() => place()).toEqual([0, 0]);
  await button('Bords trouvés par Coursier').click();
  await button('Lire avec ces bords').click();
  await page.getByRole('heading', { name: 'Vérifier' }).waitFor();
  await expect.poll(() => page.getByTestId('field-invoiceNumber').last().inputValue()).toBe('F2026-118');

  // closer, by button and by key; the page scrolls under it
  const paper = page.locator('.page-view .paper');
  const width = async () => (await paper.boundingBox())?.width ?? 0;
  const before = await width();
  await button('Agrandir la page').click();
  await expect.poll(width).toBeGreaterThan(before * 1.4);
  await page.getByRole('region', { name: 'La page' }).focus();
  await page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(before * 2);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect.poll(width).toBeLessThan(before * 1.05);
  expect(await button('Réduire la page').isDisabled()).toBe(true);

  // what the user set is kept for the next reading
  await page.getByRole('link', { name: 'Recadrer la photo' }).click();
  await corner.waitFor();
  expect(await place()).toEqual(found);
  expect(complaints).toEqual([]);
  await context.close();
});
