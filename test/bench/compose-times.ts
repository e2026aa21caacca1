import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type { Invoice } from '../../lib/invoice/model.ts';
import { liberationFonts } from '../../scripts/draft.ts';
import { findBrowser } from '../../scripts/find-browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Milliseconds of `facturx(invoice)` in headless Chromium: the first call and the median of the `runs` that follow; null without a browser. */
export async function composeTimes(invoice: Invoice, runs: number): Promise<{ first: number; median: number } | null> {
  const executablePath = findBrowser();
  if (!executablePath) return null;
  const outDir = join(root, '.cache/bench-formats');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: true, lib: { entry: join(root, 'lib/formats/index.ts'), formats: ['iife'], name: 'formats', fileName: 'formats' } },
  });
  const fonts = liberationFonts();
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: join(outDir, 'formats.iife.js') });
    const times = await page.evaluate(
      async ({ invoice, regular, bold, runs }) => {
        const faces = {
          regular: Uint8Array.from(atob(regular), (character) => character.charCodeAt(0)),
          bold: Uint8Array.from(atob(bold), (character) => character.charCodeAt(0)),
        };
        const { facturx } = (globalThis as unknown as { formats: { facturx(...args: unknown[]): Promise<Uint8Array> } }).formats;
        const taken: number[] = [];
        for (let run = 0; run <= runs; run++) {
          const start = performance.now();
          await facturx(invoice, faces, 'chorus');
          taken.push(performance.now() - start);
        }
        return taken;
      },
      { invoice, regular: base64(fonts.regular), bold: base64(fonts.bold), runs },
    );
    const [first = 0, ...rest] = times;
    return { first, median: rest.sort((left, right) => left - right)[Math.floor(rest.length / 2)] ?? 0 };
  } finally {
    await browser.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}
