import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtApp, launchBrowser, openPage, phone, type RunningApp, sample, startApp, visit, withWorker } from './helpers.ts';

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

async function controlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Files the worker says it must hold, by the build's own list. */
function heavyFiles(): string[] {
  const source = readFileSync(join(builtApp, 'sw.js'), 'utf8');
  return [...source.matchAll(/url:\s*[`"'](\/(?:ocr|pdf|fonts|directory|samples|guide\/images)\/[^`"']+)/g)].map((match) => match[1] ?? '');
}

describe('offline', () => {
  it('says « prêt hors ligne » only when every heavy file is in the cache, then opens without network', async () => {
    const { context, page } = await openPage(browser, `${app.url}/#/reglages`, { ...phone, ...withWorker });
    await page.getByTestId('offline-ready').waitFor({ timeout: 90_000 });
    const cached = await page.evaluate(async () =>
      (await (await caches.open('coursier-heavy')).keys()).map((request) => new URL(request.url).pathname),
    );
    const wanted = heavyFiles();
    expect(wanted.length).toBeGreaterThan(8);
    for (const file of wanted) expect(cached).toContain(file);

    await context.setOffline(true);
    await page.reload();
    await page.getByText('Sans réseau').waitFor();
    for (const [hash, title] of [
      ['#/aide', 'Aide'],
      ['#/entreprise', 'Mon entreprise'],
      ['#/ajouter', 'Ajouter une facture'],
    ] as const) {
      await visit(page, hash);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    // the guide serves most where there is no network
    await page.goto(`${app.url}/guide/codes`);
    await page.getByRole('heading', { level: 1, name: 'Le code service et l’engagement' }).waitFor();
    await expect
      .poll(() =>
        page
          .locator('img')
          .first()
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBeGreaterThan(300);
    await context.close();
  });
});

describe('files from other apps', () => {
  it('receives a shared picture as a new invoice', async () => {
    const { context, page } = await openPage(browser, app.url, { ...phone, ...withWorker });
    await controlled(page);
    await page.evaluate(
      ({ bytes }) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: '/partage', enctype: 'multipart/form-data' });
        const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files' });
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'reçue d’ailleurs.jpg', { type: 'image/jpeg' }));
        input.files = data.files;
        form.append(input);
        document.body.append(form);
        form.submit();
      },
      { bytes: [...readFileSync(sample)] },
    );
    await page.getByText('Fichier reçu.').waitFor();
    await page.getByRole('heading', { name: 'Lecture de la facture' }).waitFor();
    expect(await page.evaluate(async () => (await (await caches.open('coursier-received')).keys()).length)).toBe(0);
    await context.close();
  });
});

describe('a new version', () => {
  it('is offered, and used only when the user says so', async () => {
    const path = join(builtApp, 'sw.js');
    const before = readFileSync(path);
    const { context, page } = await openPage(browser, app.url, { ...phone, ...withWorker });
    await controlled(page);
    const other = await context.newPage();
    await other.goto(app.url);
    await controlled(other);
    const update = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    try {
      writeFileSync(path, Buffer.concat([before, Buffer.from('\n// newer\n')]));
      await update();
      await page.getByText('Une nouvelle version est prête.').waitFor();
      expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null)).toBe(true);
      const told = other.getByText('Une nouvelle version est prête.');
      await told.waitFor();
      await told.waitFor({ state: 'detached' });
      // what is said passes after a while, here as there
      await page.reload();
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'L’utiliser' }).click()]);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting === null)).toBe(true);
      // the files of the other page were put away with the old version: it says so again, and is loaded anew
      await told.waitFor();
      await Promise.all([other.waitForEvent('load'), other.getByRole('button', { name: 'L’utiliser' }).click()]);
      await other.getByRole('heading', { level: 1 }).waitFor();
    } finally {
      writeFileSync(path, before);
    }
    await context.close();
  });
});
