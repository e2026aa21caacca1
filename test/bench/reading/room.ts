import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/find-browser.mjs';
import { openReader } from '../../../scripts/reader.ts';

const pwa = fileURLToPath(new URL('../../../.output/pwa', import.meta.url));

/** What reading offline needs, brotli 11: the engine's worker and core, the language, and every script of ours that the reader's page asks for. */
export async function kitBytes(): Promise<number> {
  const { page, readFile, close } = await openReader({ build: false });
  const asked = new Set<string>();
  page.context().on('request', (request) => asked.add(new URL(request.url()).pathname));
  try {
    await page.reload();
    await page.waitForFunction(() => 'coursierLecture' in globalThis);
    await readFile(join(pwa, 'samples/facture-boulangerie.jpg'));
  } finally {
    await close();
  }
  const ours = [...asked].filter((path) => /^\/(assets\/[^/]+\.js|ocr\/[^/]+)$/.test(path)).map((path) => path.slice(1));
  // workers fetch their own files, which the context does not always tell of
  const needed = new Set([...ours, ...readdirSync(join(pwa, 'ocr')).map((name) => `ocr/${name}`)]);
  return [...needed].reduce((sum, path) => sum + brotliCompressSync(readFileSync(join(pwa, path))).length, 0);
}

/** Megabytes that the pages of this browser hold, shared ones in proportion (PSS). */
async function held(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let sum = 0;
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    try {
      const kilobytes = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)?.[1];
      sum += Number(kilobytes ?? 0) / 1024;
    } catch {
      // ended meanwhile
    }
  }
  return sum;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Idle time after which the engine is put to rest (20 s), and a little more. */
const REST_MS = 26_000;

export interface Room {
  /** Megabytes over an empty page, at the most. */
  peak: number;
  /** The same once the page has rested. */
  rested: number;
  /** What the page holds more after the last document than after the fifth. */
  growth: number;
}

const IN_A_ROW = 20;

/** What reading twenty documents one after the other holds, these files in turn. Linux only. */
export async function memoryOver(files: readonly string[]): Promise<Room> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('Chromium est introuvable.');
  const empty = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  await (await empty.newPage()).goto('about:blank');
  await wait(2_000);
  const before = await held(empty);
  await empty.close();
  const reader = await openReader({ build: false, args: ['--js-flags=--expose-gc'] });
  try {
    let peak = 0;
    let over = false;
    const watching = (async () => {
      while (!over) {
        peak = Math.max(peak, await held(reader.browser));
        await wait(60);
      }
    })();
    const settled = async () => {
      await reader.page.evaluate(() => (globalThis as unknown as { gc(): void }).gc());
      await wait(2_000);
      return held(reader.browser);
    };
    let fifth = 0;
    for (let index = 0; index < IN_A_ROW; index++) {
      await reader.readFile(files[index % files.length] ?? '');
      if (index === 4) fifth = await settled();
    }
    const last = await settled();
    over = true;
    await watching;
    await wait(REST_MS);
    return { peak: peak - before, rested: (await settled()) - before, growth: last - fifth };
  } finally {
    await reader.close();
  }
}
