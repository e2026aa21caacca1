import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from './find-browser.mjs';

/**
 * `npm run icons`: the one source of our mark. Draws its SVG files, then their PNG. The results are committed: nobody needs a browser to build.
 * An order slip folded into a paper plane, three grains of wheat as its lines; below 48 px the grains would be dust, and the plane takes their room.
 */
const icons = fileURLToPath(new URL('../public/icons', import.meta.url));
const cache = fileURLToPath(new URL('../.cache', import.meta.url));

/** Colours of `lib/ui/tokens.css`, in the light: an icon has no dark theme. */
const ink = '#55288f';
const paper = '#fff6e4';
const fold = '#d9c6f5';
const butter = '#f0b93a';

const wing = 'M76 246L430 88 330 418 240 296z';
const keel = 'M430 88L240 296l-16 104-40-124z';
const grains = [
  'M284 316c24-5 40 7 44 29-24 4-40-8-44-29z',
  'M300 268c24-6 40 5 44 27-23 5-40-6-44-27z',
  'M316 221c23-7 40 4 45 26-23 6-40-5-45-26z',
];
const plane = `<path d="${wing}" fill="${paper}"/><path d="${keel}" fill="${fold}"/>`;
const wheat = `<g fill="${butter}">${grains.map((path) => `<path d="${path}"/>`).join('')}</g>`;

const svg = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="Coursier">\n  ${content}\n</svg>\n`;
const centred = (scale: number, content: string) =>
  `<g transform="translate(${256 - 253 * scale} ${256 - 244 * scale}) scale(${scale})">${content}</g>`;

const drawings: Record<string, string> = {
  'icon.svg': svg(`<rect width="512" height="512" rx="112" fill="${ink}"/>${plane}${wheat}`),
  // to the edges: the system cuts its own shape, and keeps a circle of four fifths
  'icon-maskable.svg': svg(`<rect width="512" height="512" fill="${ink}"/>${centred(0.76, plane + wheat)}`),
  'icon-full.svg': svg(`<rect width="512" height="512" fill="${ink}"/>${centred(0.92, plane + wheat)}`),
  'icon-small.svg': svg(`<rect width="512" height="512" rx="96" fill="${ink}"/>${centred(1.22, plane)}`),
  // one colour, given by the system: the fold and the grains are what is left out
  'icon-monochrome.svg': svg(
    `<mask id="cut"><rect width="512" height="512" fill="#fff"/><g fill="none" stroke="#000" stroke-width="16" stroke-linejoin="round"><path d="M430 88L240 296l-16 104"/></g><g fill="#000">${grains.map((path) => `<path d="${path}"/>`).join('')}</g></mask>${centred(0.9, `<g mask="url(#cut)"><path d="${wing}"/><path d="${keel}"/></g>`)}`,
  ),
};

const pngs = [
  { source: 'icon-small.svg', name: 'icon-16.png', size: 16 },
  { source: 'icon-small.svg', name: 'icon-32.png', size: 32 },
  { source: 'icon.svg', name: 'icon-48.png', size: 48 },
  { source: 'icon.svg', name: 'icon-128.png', size: 128 },
  { source: 'icon.svg', name: 'icon-192.png', size: 192 },
  { source: 'icon.svg', name: 'icon-512.png', size: 512 },
  { source: 'icon-maskable.svg', name: 'icon-maskable-512.png', size: 512 },
  // iOS paints what is transparent in black and rounds the corners itself
  { source: 'icon-full.svg', name: 'apple-touch-icon.png', size: 180 },
];

for (const [name, drawing] of Object.entries(drawings)) if (name !== 'icon-full.svg') writeFileSync(join(icons, name), drawing);
const executablePath = findBrowser();
if (!executablePath) throw new Error('no Chromium: set CHROMIUM_PATH');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const { source, name, size } of pngs) {
    const sized = (drawings[source] ?? '').replace('<svg ', `<svg width="${size}" height="${size}" `);
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${sized}`);
    writeFileSync(join(icons, name), await page.screenshot({ omitBackground: true }));
    console.error(name);
  }
  // .cache/icons.png: a sheet to judge them by, beside each other
  mkdirSync(cache, { recursive: true });
  await page.setViewportSize({ width: 760, height: 260 });
  const shown = ['icon-16.png', 'icon-32.png', 'icon-48.png', 'icon-128.png', 'apple-touch-icon.png'].map(
    (name) => pngs.find((png) => png.name === name)!,
  );
  const tag = ({ source, size }: (typeof pngs)[number]) => (drawings[source] ?? '').replace('<svg ', `<svg width="${size}" height="${size}" `);
  await page.setContent(
    `<style>body{margin:20px;display:flex;gap:20px;align-items:end;background:#eee}</style>${shown.map(tag).join('')}${(drawings['icon-monochrome.svg'] ?? '').replace('<svg ', '<svg width="96" height="96" ')}<div style="border-radius:50%;overflow:hidden;width:96px;height:96px">${(drawings['icon-maskable.svg'] ?? '').replace('<svg ', '<svg width="96" height="96" ')}</div>`,
  );
  await page.screenshot({ path: join(cache, 'icons.png') });
} finally {
  await browser.close();
}
