import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Lecture } from '../lib/desk/lecture.ts';
import { findBrowser } from './find-browser.mjs';
import { buildExtension, root } from './steps.mjs';

export type BeforePage = (page: Page) => unknown;

/** The built extension in a headless browser, its panel's engine at hand. */
export interface Capturer {
  context: BrowserContext;
  extensionId: string;
  /** Runs once: logs in, in the tab where the addresses will be opened. */
  before(work: BeforePage): Promise<void>;
  /** A page of that address, and the tab that it is; `file` when the browser saved it instead of showing it. */
  open(url: string): Promise<{ page: Page; tabId: number; file: boolean }>;
  /** The panel's page beside that tab. */
  panel(tabId: number, hash?: string): Promise<Page>;
  capture(url: string, options?: { insist?: boolean; number?: string; press?: boolean }): Promise<Lecture>;
  close(): Promise<void>;
}

/** A headless browser cannot accept a permission: the copy that it loads has every site's beforehand. */
async function allowed(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  const path = join(to, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  manifest.host_permissions = ['http://*/*', 'https://*/*'];
  await writeFile(path, JSON.stringify(manifest));
}

/** How long a page may take to come, and to become quiet, milliseconds. */
const COMING = 30_000;
const QUIET = 6_000;

export async function openCapture(options: { build?: boolean } = {}): Promise<Capturer> {
  if (options.build !== false && buildExtension({ ifOld: true }) !== 0) throw new Error('La construction de l’extension a échoué.');
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('Chromium est introuvable : installez-le ou donnez CHROMIUM_PATH=/chemin/vers/chrome.');
  const folder = await mkdtemp(join(tmpdir(), 'coursier-capture-'));
  const extension = join(folder, 'extension');
  await allowed(join(root, '.output/chrome-mv3'), extension);
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    headless: true,
    acceptDownloads: true,
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const [, , extensionId = ''] = worker.url().split('/');

  const tabIds = () =>
    worker.evaluate(async () => {
      const api = (globalThis as unknown as { chrome: { tabs: { query(q: object): Promise<{ id?: number }[]> } } }).chrome;
      return (await api.tabs.query({})).flatMap(({ id }) => (id === undefined ? [] : [id]));
    });

  const blank = async () => {
    const others = await tabIds();
    const page = await context.newPage();
    return { page, tabId: (await tabIds()).find((id) => !others.includes(id)) ?? -1 };
  };
  /** The tab where one logged in is used again: what a tool keeps for one tab alone is there. */
  let kept: { page: Page; tabId: number } | null = null;
  const open: Capturer['open'] = async (url) => {
    const { page, tabId } = kept && !kept.page.isClosed() ? kept : await blank();
    if (page.url() !== 'about:blank') await page.goto('about:blank').catch(() => undefined);
    let file = false;
    await page.goto(url, { waitUntil: 'load', timeout: COMING }).catch((error: unknown) => {
      // A PDF that the browser saves rather than shows: read by its address, as from a link.
      if (/Download is starting|ERR_ABORTED/.test(String(error))) file = true;
      else if (/^(about:blank|chrome-error:)/.test(page.url())) throw error;
    });
    if (!file) await page.waitForLoadState('networkidle', { timeout: QUIET }).catch(() => undefined);
    return { page, tabId, file };
  };
  const panel: Capturer['panel'] = async (tabId, hash = '') => {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/sidepanel.html?onglet=${tabId}${hash}`);
    return page;
  };

  return {
    context,
    extensionId,
    async before(work) {
      kept = await blank();
      await work(kept.page);
    },
    open,
    panel,
    async capture(url, settings = {}) {
      const { page, tabId, file } = await open(url);
      const door = await panel(tabId, '#/lecture');
      try {
        await door.waitForFunction(() => 'coursierCapture' in globalThis);
        await page.bringToFront();
        return await door.evaluate(
          ([id, given, link]) => {
            const { coursierCapture } = globalThis as unknown as { coursierCapture(tab: number, options: object, url: string): Promise<Lecture> };
            return coursierCapture(id, { press: true, ...given }, link);
          },
          [tabId, settings, file ? url : ''] as const,
        );
      } finally {
        await door.close();
        if (page !== kept?.page) await page.close().catch(() => undefined);
      }
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
