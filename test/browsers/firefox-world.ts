import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { type BrowserContext, firefox, type Page } from 'playwright-core';
import type { browser as BrowserApi } from 'wxt/browser';
import { buildExtension } from '../../scripts/steps.mjs';
import { root, temporaryFolder } from './helpers.ts';

/** The built extension in Firefox ESR, by playwright's channel for Mozilla's own builds (toolchain §2): no geckodriver, no screen. */
export interface FirefoxWorld {
  context: BrowserContext;
  /** A page of the web. */
  openPage(url: string): Promise<Page>;
  /** A page of the extension: "sidepanel.html#/reglages". It is closed with the world alone: its own `close()` never comes back. */
  openOwn(path: string): Promise<Page>;
  /** The user allows these origins, by a press in a page of the extension. */
  allow(page: Page, origins: readonly string[]): Promise<boolean>;
  /** The panel that serves this page's tab, whose origin is allowed. `own`: any page of the extension, which asks the browser for the tab's number. */
  openPanel(own: Page, beside: Page, hash?: string): Promise<Page>;
  close(): Promise<void>;
}

/** In functions that run inside the extension. */
declare const browser: typeof BrowserApi;

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** Path of Firefox, null when this machine has none: its tests are then skipped, and say so. */
export function firefoxPath(): string | null {
  return [process.env.FIREFOX_PATH, ...places].find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}

const ID = 'coursier@coursier.invalid';
/** Chosen here: Firefox gives each profile another, which nothing tells from outside. */
const UUID = '5d8f6c1e-2b7a-4c39-9e4f-0a1b2c3d4e5f';

function packed(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return zipSync(Object.fromEntries(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), new Uint8Array(readFileSync(path))])), {
    level: 0,
  });
}

export async function startFirefox({ build = join(root, '.output/firefox-mv3') }: { build?: string } = {}): Promise<FirefoxWorld> {
  const executablePath = firefoxPath();
  if (executablePath === null) throw new Error('no Firefox: set FIREFOX_PATH');
  if (!existsSync(join(build, 'manifest.json')) && buildExtension({ firefox: true }) !== 0) throw new Error('the extension is not built');
  const folder = temporaryFolder();
  const profile = join(folder.path, 'profile');
  mkdirSync(join(profile, 'extensions'), { recursive: true });
  writeFileSync(join(profile, 'extensions', `${ID}.xpi`), packed(build));
  const context = await firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath,
    headless: true,
    serviceWorkers: 'block',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    args: ['--remote-allow-system-access'],
    firefoxUserPrefs: {
      // not signed, installed by lying there, at an address known in advance
      'xpinstall.signatures.required': false,
      'extensions.autoDisableScopes': 0,
      'extensions.enabledScopes': 15,
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      // A permission asked in a click is given, as by a user who says yes: nobody can press the browser's own button here.
      'extensions.webextOptionalPermissionPrompts': false,
      'intl.accept_languages': 'fr-FR, fr',
    },
  });
  async function openOwn(path: string): Promise<Page> {
    const page = await context.newPage();
    // pages of extensions never tell this channel that they are loaded
    await page.goto(`moz-extension://${UUID}/${path}`, { waitUntil: 'commit' });
    if (path.startsWith('sidepanel')) await page.setViewportSize({ width: 360, height: 765 });
    // the bench has no screen
    if (!path.endsWith('#/banc')) await page.locator('main h1').first().waitFor();
    return page;
  }
  return {
    context,
    openOwn,
    async openPage(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    async allow(page, origins) {
      await page.evaluate(
        (patterns) => {
          const button = document.createElement('button');
          button.id = 'allow';
          button.style.cssText = 'position:fixed;inset:0;z-index:9999';
          button.onclick = () =>
            void browser.permissions.request({ origins: patterns }).then((granted) => button.setAttribute('data-granted', `${granted}`));
          document.body.append(button);
        },
        origins.map((origin) => `${origin.replace(/:\d+$/, '')}/*`),
      );
      const button = page.locator('#allow');
      await button.click();
      await page.locator('#allow[data-granted]').waitFor();
      const granted = (await button.getAttribute('data-granted')) === 'true';
      await button.evaluate((element) => element.remove());
      return granted;
    },
    async openPanel(own, beside, hash = '') {
      const id = await own.evaluate(async (url) => (await browser.tabs.query({})).find((tab) => tab.url === url)?.id, beside.url());
      if (id === undefined) throw new Error(`no tab at ${beside.url()}: is its origin allowed?`);
      return openOwn(`sidepanel.html?onglet=${id}${hash}`);
    },
    async close() {
      await context.close();
      folder.remove();
    },
  };
}
