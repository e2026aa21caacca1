import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { type BrowserContext, firefox, type Page } from 'playwright-core';
import { copyOfBuild } from './extension-world.ts';
import { root, temporaryFolder } from './helpers.ts';

/** As in `wxt.config.ts`. */
const ID = 'coursier@coursier.invalid';
/** The browser draws one for each profile; told beforehand, so that the pages' addresses are known. */
const UUID = '7c9b1f0e-2a54-4a6d-9b5f-3f0c5a1d7e42';

/** Firefox where it is usually found, or where FIREFOX_PATH says; null when there is none, and then the tests of Firefox are skipped, and counted so. */
export function findFirefox(): string | null {
  const places = [
    process.env.FIREFOX_PATH ?? '',
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/snap/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    join(process.env.PROGRAMFILES ?? '', 'Mozilla Firefox', 'firefox.exe'),
  ];
  return places.find((place) => place !== '' && existsSync(place)) ?? null;
}

export interface FirefoxWorld {
  context: BrowserContext;
  /** A page of the extension by its path: "sidepanel.html". */
  openOwn(path: string): Promise<Page>;
  openPage(url: string): Promise<Page>;
  /** The panel as a tab beside that page, which it knows by its address: give the origin of a page that the extension may read. */
  openPanel(besideUrl?: string): Promise<Page>;
  close(): Promise<void>;
}

/**
 * The built extension in Firefox, through playwright's own protocol for it (toolchain §2: playwright-core 1.64.1, an undocumented channel). Waiting for `load`
 * never ends on an extension's page, hence `commit`.
 */
export async function startFirefox({ allowed = [] as readonly string[] } = {}): Promise<FirefoxWorld> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('no Firefox: set FIREFOX_PATH');
  const folder = temporaryFolder();
  const extension = copyOfBuild(join(root, '.output/firefox-mv3'), folder.path, allowed);
  const profile = join(folder.path, 'profile');
  mkdirSync(join(profile, 'extensions'), { recursive: true });
  writeFileSync(join(profile, 'extensions', `${ID}.xpi`), zipOf(extension));
  const context = await firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath,
    headless: true,
    args: ['--remote-allow-system-access'],
    firefoxUserPrefs: {
      'xpinstall.signatures.required': false,
      'extensions.autoDisableScopes': 0,
      'extensions.enabledScopes': 15,
      'extensions.originControls.grantByDefault': true,
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      'intl.accept_languages': 'fr',
    },
  });
  const open = async (url: string) => {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    return page;
  };
  /** Beside other windows a page of the extension answers nothing to the protocol until a picture of it was taken (seen with Firefox 153). */
  async function openOwn(path: string): Promise<Page> {
    const page = await open(`moz-extension://${UUID}/${path}`);
    for (let tries = 0; tries < 12; tries++) {
      const answers = page.evaluate(() => true).catch(() => false);
      if (await Promise.race([answers, new Promise((late) => setTimeout(late, 1_000))])) return page;
      await page.screenshot();
    }
    throw new Error(`Firefox does not answer for ${path}`);
  }
  return {
    context,
    openOwn,
    async openPage(url) {
      const page = await open(url);
      await page.waitForLoadState('domcontentloaded');
      return page;
    },
    async openPanel(besideUrl) {
      const panel = await openOwn('sidepanel.html');
      await panel.locator('main h1').first().waitFor();
      if (besideUrl === undefined) return panel;
      const id = await panel.evaluate(
        async (url) =>
          (await (globalThis as unknown as { browser: typeof chrome }).browser.tabs.query({})).find((tab) => tab.url?.startsWith(url))?.id,
        besideUrl,
      );
      // left open: closing a page of an extension never ends here
      const serving = await openOwn(`sidepanel.html?onglet=${id}`);
      await serving.locator('main h1').first().waitFor();
      return serving;
    },
    async close() {
      await context.close();
      folder.remove();
    },
  };
}

function zipOf(extension: string): Uint8Array {
  const files = readdirSync(extension, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return zipSync(Object.fromEntries(paths.map((path) => [relative(extension, path).replaceAll('\\', '/'), readFileSync(path)])), { level: 0 });
}
