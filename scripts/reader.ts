import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Lecture, LectureOptions } from '../pwa/lecture.ts';
import { staticFiles } from '../pwa/server/files.ts';
import { securityHeaders } from '../pwa/server/headers.ts';
import { findBrowser } from './find-browser.mjs';
import { buildPwa } from './steps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The shipped PWA, open in a headless browser at its reading address. */
export interface Reader {
  page: Page;
  context: BrowserContext;
  browser: Browser;
  address: string;
  read(name: string, bytes: Uint8Array, options?: LectureOptions): Promise<Lecture>;
  readFile(path: string, options?: LectureOptions): Promise<Lecture>;
  close(): Promise<void>;
}

/** Builds the PWA if a source is newer, serves it on a free port, opens it. */
export async function openReader(options: { build?: boolean; args?: string[] } = {}): Promise<Reader> {
  if (options.build !== false && buildPwa() !== 0) throw new Error('La construction de la PWA a échoué.');
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('Chromium est introuvable : installez-le ou donnez CHROMIUM_PATH=/chemin/vers/chrome.');
  const app = new Hono();
  app.use('*', securityHeaders());
  app.get('*', staticFiles(join(root, '.output/pwa')));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...(options.args ?? [])],
  });
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${address}/#/lecture`);
  await page.waitForFunction(() => 'coursierLecture' in globalThis);

  // A file comes as from a user's hand: the page holds what it holds for anyone. The page may have been loaded anew since the last one.
  const given = async (file: Parameters<Page['setInputFiles']>[1], settings: LectureOptions = {}): Promise<Lecture> => {
    await page.evaluate(() => {
      if (!document.querySelector('#lecture')) document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'lecture' }));
    });
    await page.setInputFiles('#lecture', file);
    return page.evaluate((options) => {
      const file = document.querySelector<HTMLInputElement>('#lecture')?.files?.[0];
      return globalThis.coursierLecture!.read(file!, options);
    }, settings);
  };
  return {
    page,
    context,
    browser,
    address,
    read: (name, bytes, settings) => given({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }, settings),
    readFile: given,
    async close() {
      await browser.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
