import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { browser as BrowserApi } from 'wxt/browser';
import { closeTab, type ExtensionWorld, startExtension } from './extension-world.ts';
import { axeViolations, type RunningApp, root, saved, startApp, temporaryFolder, typeInvoice, visit } from './helpers.ts';

/** In functions that run inside the extension. */
declare const chrome: typeof BrowserApi;

const folder = temporaryFolder();
let app: RunningApp;
let world: ExtensionWorld;
let web: Page;
let panel: Page;

beforeAll(async () => {
  app = await startApp();
  world = await startExtension({ allowed: [app.url] });
  web = await world.openPage(app.url);
});
afterAll(async () => {
  await world?.close();
  await app?.close();
  folder.remove();
});

const number = (page: Page) => page.getByTestId('field-invoiceNumber').last();
const slips = (page: Page) => page.locator('.slip');

async function fileOf(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Vers un autre appareil' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Par un fichier' }).click()]);
  const path = join(folder.path, name);
  await download.saveAs(path);
  return path;
}

/** As a sending leaves it in the store: what the portal answered is another test's. */
async function sentInStore(page: Page, invoiceNumber: string): Promise<void> {
  const stage = { state: 'deposited', identifiantFactureCPP: 77, numeroFacture: '', depositedAt: '2026-11-24', certificate: '', status: 'DEPOSEE' };
  await page.evaluate(
    ([wanted, sent]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('coursier');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('dossiers', 'readwrite');
          const store = transaction.objectStore('dossiers');
          const reading = store.getAll();
          reading.onsuccess = () => {
            const dossier = reading.result.find(({ invoice }) => invoice.invoiceNumber === wanted);
            store.put({ ...dossier, stage: sent, updatedAt: Date.now(), revision: dossier.revision + 1 });
          };
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [invoiceNumber, { ...stage, statusAt: '2026-11-24 10:00', numeroFluxDepot: '', refreshedAt: 0 }] as const,
  );
}

async function takeFile(page: Page, path: string): Promise<void> {
  await visit(page, '#/ajouter');
  await page.getByLabel('Choisir un fichier').setInputFiles({ name: 'recue.pdf', mimeType: 'application/pdf', buffer: readFileSync(path) });
  await page.getByText('Une facture d’un autre appareil').waitFor();
  await page.getByRole('button', { name: 'Reprendre', exact: true }).click();
  await page.getByRole('link', { name: 'Ouvrir la facture' }).click();
  await page.getByRole('heading', { name: 'Écrire' }).waitFor();
}

describe('the web app and the extension of one browser', () => {
  it('are linked by the user’s word; a draft comes into the panel, goes on there, and goes back, one invoice all along', async () => {
    await typeInvoice(web);
    await visit(web, '#/');
    panel = await world.openPanel(web);
    await panel.getByRole('heading', { name: 'Cet onglet est votre application Coursier ?' }).waitFor();
    expect(await axeViolations(panel), 'proposal').toEqual([]);
    await panel.getByRole('button', { name: 'Relier' }).click();
    await panel.getByText(/^Une facture dans votre Coursier de localhost:/).waitFor();
    expect(await axeViolations(panel), 'coming').toEqual([]);
    await panel.getByRole('button', { name: 'Prendre la facture F2026-201' }).click();
    await slips(panel).first().waitFor();
    await panel.getByTestId('coming').waitFor({ state: 'detached' });

    await slips(panel).first().click();
    await panel.getByRole('heading', { name: 'Écrire' }).waitFor();
    await number(panel).fill('F2026-202');
    await saved(panel);
    await visit(panel, '#/');
    await panel.getByText('Une facture modifiée ici').waitFor();
    expect(await axeViolations(panel), 'going').toEqual([]);
    await panel.getByRole('button', { name: 'Mettre à jour là-bas' }).click();
    await panel.getByTestId('going').waitFor({ state: 'detached' });
    await web.getByText('n° F2026-202').waitFor();
    expect(await slips(web).count()).toBe(1);
    expect(await slips(panel).count()).toBe(1);
  });

  it('what changes in the app is told to the open panel', async () => {
    await slips(web).first().click();
    await web.getByRole('heading', { name: 'Écrire' }).waitFor();
    await number(web).fill('F2026-203');
    await saved(web);
    await panel.getByText('plus récente là-bas').waitFor();
    await panel.getByRole('button', { name: 'Prendre la facture F2026-203' }).click();
    await slips(panel).filter({ hasText: 'F2026-203' }).waitFor();
    expect(await slips(panel).count()).toBe(1);
  });

  it('the app offers the extension: one press opens the real side panel, which takes the invoice', async () => {
    await closeTab(panel);
    await typeInvoice(web);
    await number(web).fill('F2026-250');
    await saved(web);
    await web.getByRole('button', { name: 'Vers un autre appareil' }).click();
    expect(await axeViolations(web), 'hint').toEqual([]);
    await web.getByRole('button', { name: 'Dans l’extension de ce navigateur' }).click();
    const session = await world.context.browser()?.newBrowserCDPSession();
    const sidePanel = async () => {
      const { targetInfos = [] } = (await session?.send('Target.getTargets', { filter: [{}] })) ?? {};
      return targetInfos.find(({ url, type }) => type !== 'tab' && url === `chrome-extension://${world.id}/sidepanel.html`)?.targetId;
    };
    await expect.poll(sidePanel).toBeTruthy();
    panel = await world.openPanel(web);
    await slips(panel).filter({ hasText: 'F2026-250' }).waitFor();
    expect(await slips(panel).count()).toBe(2);
    await session?.send('Target.closeTarget', { targetId: (await sidePanel()) ?? '' });
  });

  it('another site of the same host, where the browser would let the script in, sees nothing of the extension', async () => {
    const stranger = await startApp();
    const page = await world.context.newPage();
    await page.addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      addEventListener('message', ({ data }) => heard.push(data));
    });
    await page.goto(stranger.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await panel.bringToFront();
    await panel.reload();
    await slips(panel).first().waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard)).toEqual([]);
    // nor by WXT's own event, which bears the extension's identifier (`extension-context.ts`)
    for (const script of ['pwa', 'billing', 'portal'])
      expect(readFileSync(join(root, `.output/chrome-mv3/content-scripts/${script}.js`), 'utf8')).not.toContain('wxt:content-script-started');
    await closeTab(page);
    await stranger.close();
  });

  it('what the panel sent while the app was closed, the app knows when it opens again, the panel being closed', async () => {
    await closeTab(web);
    await sentInStore(panel, 'F2026-250');
    await panel.reload();
    await slips(panel).filter({ hasText: 'F2026-250' }).waitFor();
    await expect.poll(() => world.worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get('pwa')).length)).toBeGreaterThan(500);
    await closeTab(panel);
    web = await world.openPage(app.url);
    await web.locator('.group', { hasText: 'En chemin' }).getByText('n° F2026-250').waitFor();
    expect(await slips(web).count()).toBe(2);
    panel = await world.openPanel(web);
  });

  it('the panel opens the app when it is closed, and gives it an invoice', async () => {
    await closeTab(web);
    await visit(panel, '#/ajouter');
    await panel.getByRole('button', { name: 'Taper à la main' }).click();
    await number(panel).fill('F2026-300');
    await saved(panel);
    await panel.getByRole('button', { name: 'Vers un autre appareil' }).click();
    const opening = world.context.waitForEvent('page');
    await panel.getByRole('button', { name: 'Dans mon application' }).click();
    web = await opening;
    await web.getByText('n° F2026-300').waitFor();
    expect(await slips(web).count()).toBe(3);
  });

  it('a file of one opens in the other, both ways', async () => {
    await panel.bringToFront();
    await panel.reload();
    await panel.getByRole('button', { name: 'Vers un autre appareil' }).waitFor();
    await number(panel).fill('F2026-301');
    await saved(panel);
    const fromPanel = await fileOf(panel, 'panel');
    await takeFile(web, fromPanel);
    expect(await number(web).inputValue()).toBe('F2026-301');
    await number(web).fill('F2026-302');
    await saved(web);
    await takeFile(panel, await fileOf(web, 'web'));
    expect(await number(panel).inputValue()).toBe('F2026-302');
    await visit(panel, '#/');
    expect(await slips(panel).count()).toBe(3);
    expect(world.complaints).toEqual([]);
  });
});
