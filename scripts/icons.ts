import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from './find-browser.mjs';

/** Draws the PNG icons from our SVG ones: `node --import tsx scripts/icons.ts`. The results are committed: nobody needs a browser to build. */
const icons = fileURLToPath(new URL('../public/icons', import.meta.url));
const sizes = [
  { source: 'icon.svg', name: 'icon-32.png', size: 32 },
  { source: 'icon.svg', name: 'icon-48.png', size: 48 },
  { source: 'icon.svg', name: 'icon-128.png', size: 128 },
  { source: 'icon.svg', name: 'icon-192.png', size: 192 },
  { source: 'icon.svg', name: 'icon-512.png', size: 512 },
  { source: 'icon-maskable.svg', name: 'icon-maskable-512.png', size: 512 },
];

const executablePath = findBrowser();
if (!executablePath) throw new Error('no Chromium: set CHROMIUM_PATH');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const { source, name, size } of sizes) {
    const svg = readFileSync(join(icons, source), 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `);
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
    writeFileSync(join(icons, name), await page.screenshot({ omitBackground: true }));
    console.error(name);
  }
} finally {
  await browser.close();
}
