import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import type { browser as BrowserApi } from 'wxt/browser';
import { buildExtension } from '../../scripts/steps.mjs';
import { browserPath, patience, plainFlags, root, temporaryFolder } from './helpers.ts';

/** In functions that run inside the extension. */
declare global {
  const chrome: typeof BrowserApi;
}

/** The built extension in Chromium, with rights that no test can give by a click: what every test of the extension stands on. */
export interface ExtensionWorld {
  context: BrowserContext;
  /** Identifier of the extension, as in "chrome-extension://ID/". */
  id: string;
  /** The background: `worker.evaluate(() => chrome.…)`. */
  worker: Worker;
  /** Exceptions, console errors and refusals of the security policy, of every page of the extension opened by `openPanel` or `openOwn`. */
  complaints: string[];
  /** A page beside which the panel will stand. */
  openPage(url: string): Promise<Page>;
  /** The browser's own number for the tab of this page. */
  tabId(page: Page): Promise<number>;
  /** The panel, as a tab of 360×765 that serves this page's tab; without a page, one that serves itself. */
  openPanel(beside?: Page, hash?: string): Promise<Page>;
  /** Another page of the extension by its path: "capture.html". */
  openOwn(path: string): Promise<Page>;
  close(): Promise<void>;
}

export interface ExtensionWorldOptions {
  /** Origins whose permission the user is supposed to have given: "http://localhost:4173". Ports are not part of a permission. */
  allowed?: readonly string[];
  /** Origins of practice portals that he set up. */
  practice?: readonly string[];
  /** Flags of the browser: `--host-resolver-rules=MAP * 127.0.0.1` … */
  args?: readonly string[];
  /** Another build than `.output/chrome-mv3`. */
  build?: string;
}

const panelSize = { width: 360, height: 765 };

/** A copy of the built extension whose manifest holds these host permissions from the start: `permissions.request` cannot be answered headless. */
export function copyOfBuild(build: string, folder: string, allowed: readonly string[]): string {
  if (!existsSync(join(build, 'manifest.json')) && buildExtension({ firefox: build.includes('firefox') }) !== 0)
    throw new Error('the extension is not built: node scripts/build.mjs');
  const copy = join(folder, 'extension');
  cpSync(build, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { host_permissions?: string[] };
  manifest.host_permissions = [...(manifest.host_permissions ?? []), ...allowed.map((origin) => `${origin.replace(/:\d+$/, '')}/*`)];
  writeFileSync(path, JSON.stringify(manifest));
  return copy;
}

/** How long a tab may take to go before the browser is asked again, and how often it is asked. */
const TAB_GOES = 1_500;
const MOST_ASKED = 20;

/**
 * Closes a tab. Chromium forgets a close that comes while the page goes to another (a form of the old kind is filled by posting it again and again), and
 * playwright's own `close()` waits for it for ever: the browser is asked again.
 */
export async function closeTab(page: Page): Promise<void> {
  if (page.isClosed()) return;
  const closed = new Promise<true>((resolve) => page.once('close', () => resolve(true)));
  const session = await page.context().newCDPSession(page);
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    // the answer does not come where the tab went before it
    session.send('Page.close').catch(() => undefined);
    if (await Promise.race([closed, new Promise<false>((late) => setTimeout(late, TAB_GOES, false))])) return;
  }
  throw new Error(`the tab did not close: ${page.url()}`);
}

/** Puts values into the settings that the desk keeps, as if the user had chosen them. The page is one of the extension, with the desk open. */
export async function seedSettings(page: Page, part: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    (values) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('coursier');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction('values', 'readwrite');
          const store = transaction.objectStore('values');
          const reading = store.get('settings');
          reading.onsuccess = () => store.put({ ...(reading.result as object | undefined), ...values }, 'settings');
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    part,
  );
}

export async function startExtension({
  allowed = [],
  practice = [],
  args = [],
  build = join(root, '.output/chrome-mv3'),
}: ExtensionWorldOptions = {}): Promise<ExtensionWorld> {
  const folder = temporaryFolder();
  const extension = copyOfBuild(build, folder.path, allowed);
  const context = await chromium.launchPersistentContext(join(folder.path, 'profile'), {
    executablePath: browserPath(),
    headless: true,
    acceptDownloads: true,
    viewport: { width: 1280, height: 800 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    env: { ...process.env, LANGUAGE: 'fr' },
    args: [...plainFlags, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`, ...args],
  });
  context.setDefaultTimeout(patience);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const id = new URL(worker.url()).host;
  const complaints: string[] = [];

  async function openOwn(path: string): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/net::ERR_/.test(message.text())) complaints.push(message.text());
    });
    await page.setViewportSize(path.startsWith('sidepanel') ? panelSize : { width: 1280, height: 800 });
    await page.goto(`chrome-extension://${id}/${path}`);
    return page;
  }

  /** Known by being in front: addresses of tabs are hidden from the extension without permission. */
  async function tabId(page: Page): Promise<number> {
    await page.bringToFront();
    const [tab] = await worker.evaluate(() => chrome.tabs.query({ active: true, lastFocusedWindow: true }));
    if (tab?.id === undefined) throw new Error('no active tab');
    return tab.id;
  }

  const world: ExtensionWorld = {
    context,
    id,
    worker,
    complaints,
    tabId,
    openOwn,
    async openPage(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    async openPanel(beside, hash = '') {
      const query = beside ? `?onglet=${await tabId(beside)}` : '';
      const panel = await openOwn(`sidepanel.html${query}${hash}`);
      await panel.locator('main h1').first().waitFor();
      return panel;
    },
    async close() {
      await context.close();
      folder.remove();
    },
  };
  if (practice.length > 0) {
    const panel = await world.openPanel();
    await seedSettings(panel, { practice });
    await closeTab(panel);
  }
  return world;
}

/** The real side panel, which playwright does not see as a page: spoken to through the browser's own session. */
export interface RealPanel {
  /** Runs an expression in the panel, as a gesture of its user, and gives its value. */
  evaluate<T>(expression: string): Promise<T>;
  /** What the user sees of it, PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Opens the side panel of the window by a true click, as the browser demands, with `beside` in front. */
export async function openRealPanel(world: ExtensionWorld, beside: Page): Promise<RealPanel> {
  const opener = await world.openOwn('sidepanel.html#/aide');
  await opener.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'open-the-panel';
    button.style.cssText = 'position:fixed;inset:0;z-index:9999';
    // The window is asked for before the click: an `await` inside it would lose the gesture.
    void chrome.windows.getCurrent().then(({ id }) => {
      button.onclick = () => void chrome.sidePanel.open({ windowId: id ?? -2 });
      button.dataset.ready = '';
    });
    document.body.append(button);
  });
  await opener.locator('#open-the-panel[data-ready]').click();
  const browser = world.context.browser();
  if (!browser) throw new Error('no browser session');
  const session = await browser.newBrowserCDPSession();
  const address = `chrome-extension://${world.id}/sidepanel.html`;
  let targetId = '';
  for (let tries = 0; targetId === '' && tries < 100; tries++) {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
    // The panel is no tab: of the extension's pages with this address it is the only one without an opener's fragment.
    targetId = targetInfos.find(({ url, type }) => type !== 'tab' && url === address)?.targetId ?? '';
    if (targetId === '') await new Promise((wait) => setTimeout(wait, 50));
  }
  if (targetId === '') throw new Error('the side panel did not open');
  await closeTab(opener);
  await beside.bringToFront();
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let serial = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  session.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
    if (from !== sessionId) return;
    const { id, result, error } = JSON.parse(message) as { id?: number; result?: unknown; error?: { message: string } };
    const asked = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  });
  const send = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++serial;
      waiting.set(id, { resolve, reject });
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject);
    });
  return {
    async evaluate<T>(expression: string) {
      const answer = (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true })) as {
        result: { value: T };
        exceptionDetails?: { exception?: { description?: string } };
      };
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? 'the expression failed');
      return answer.result.value;
    },
    async screenshot() {
      const { data } = (await send('Page.captureScreenshot', { format: 'png' })) as { data: string };
      return Buffer.from(data, 'base64');
    },
    async close() {
      await session.send('Target.closeTarget', { targetId });
      await session.detach();
    },
  };
}
