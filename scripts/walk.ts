import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, firefox, type Page } from 'playwright-core';
import { startExtension } from '../test/browsers/extension-world.ts';
import { firefoxPath } from '../test/browsers/firefox-world.ts';
import { launchBrowser, openPage, phone, startApp } from '../test/browsers/helpers.ts';
import { type Chapter, chapters } from '../test/walk/scenes.ts';
import { seed } from '../test/walk/stock.ts';
import { contrastLooks, everyLook, lookAt, panelLooks, plain, type Seen, wear } from '../test/walk/walk.ts';
import { buildExtension, buildPwa } from './steps.mjs';

/**
 * `npm run walk`: every screen in every state, light and dark, at 320, 390 and 1280 px, in Chromium and (fewer looks) Firefox. Pictures, findings and a
 * page to look at them all are kept in .cache/walk; a table of what was found is printed. Exits 1 when something was.
 * `--only vide/accueil,factures`: scenes or chapters whose name begins so. `--browser chromium|firefox`. `--no-pictures`.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, browser: { type: 'string', default: '' }, 'no-pictures': { type: 'boolean', default: false } },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.cache/walk');
const only = values.only.split(',').filter(Boolean);
const wanted = (name: string) => only.length === 0 || only.some((start) => name.startsWith(start) || start.startsWith(`${name}/`));

/** The sheet that playwright puts into Firefox's pages to take a picture, refused by our policy as it should be. */
const PLAYWRIGHT_SHEET = 'sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA=';

const withContrast = new Set([
  'vide/accueil',
  'vide/reglages',
  'factures/accueil',
  'factures/douteuse',
  'factures/prete',
  'factures/envoyee',
  'factures/refusee',
]);

interface Stage {
  context: BrowserContext;
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

/** The app in a page of this browser. */
async function inPage(browser: Browser, touch: boolean): Promise<Stage> {
  const app = await startApp();
  const opened = await openPage(browser, app.url, touch ? phone : { ...phone, hasTouch: false });
  return {
    ...opened,
    async close() {
      await opened.context.close();
      await app.close();
    },
  };
}

/** The app in the extension's panel, beside a form of the training portal that the user has named. */
async function inPanel(): Promise<Stage> {
  const app = await startApp();
  const extension = await startExtension({ allowed: [app.url], practice: [app.url] });
  const beside = await extension.openPage(`${app.url}/entrainement/formulaires/`);
  const page = await extension.openPanel(beside);
  return {
    context: extension.context,
    page,
    complaints: extension.complaints,
    async close() {
      await extension.close();
      await app.close();
    },
  };
}

async function walkChapter(browser: Browser, name: string, chapter: Chapter): Promise<Seen[]> {
  const inChromium = name === 'chromium';
  const scenes = chapter.scenes.filter((scene) => wanted(`${chapter.name}/${scene.name}`));
  if (scenes.length === 0 || (chapter.panel && !inChromium)) return [];
  const { context, page, complaints, close } = chapter.panel ? await inPanel() : await inPage(browser, inChromium);
  const seen: Seen[] = [];
  try {
    if (chapter.mute) await context.route('**/relais/**', (route) => route.abort());
    if (chapter.records) await seed(page, chapter.records);
    for (const scene of scenes) {
      const path = `${chapter.name}/${scene.name}`;
      try {
        await wear(page, plain, !inChromium);
        await scene.open(page);
        const contrast = inChromium && withContrast.has(path) ? contrastLooks : [];
        // headless Firefox loses the focus of its window between pictures: Tab is walked in Chromium alone
        const few = everyLook.filter(({ name: look }) => look === '390-clair' || look === '1280-sombre').map((look) => ({ ...look, full: false }));
        const looks = chapter.panel ? panelLooks : inChromium ? [...everyLook, ...contrast] : few;
        const findings = await lookAt(page, path, looks, { pictures: values['no-pictures'] ? null : join(folder, name), tree: inChromium });
        seen.push(...findings);
      } catch (error) {
        await page.screenshot({ path: join(folder, `${name}-${path.replace('/', '-')}.png`) });
        seen.push({ scene: path, look: '', findings: [`walk: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`] });
      }
      await scene.leave?.(page);
      const told = complaints.splice(0).filter((line) => !line.includes(PLAYWRIGHT_SHEET));
      if (told.length > 0) seen.push({ scene: path, look: 'console', findings: told.map((line) => `console: ${line.split('\n')[0]}`) });
      console.error(`${name} ${path}: ${seen.filter((one) => one.scene === path).reduce((sum, one) => sum + one.findings.length, 0)}`);
    }
  } finally {
    await close();
  }
  return seen;
}

const browsers: [name: string, launch: () => Promise<Browser>][] = [
  ['chromium', () => launchBrowser({ camera: null })],
  [
    'firefox',
    () => firefox.launch({ channel: 'moz-firefox', executablePath: firefoxPath() ?? '', headless: true, args: ['--remote-allow-system-access'] }),
  ],
];

if (buildPwa() !== 0 || buildExtension({ ifOld: true }) !== 0) process.exit(1);
if (only.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const all: (Seen & { browser: string })[] = [];
for (const [name, launch] of browsers) {
  if (values.browser && values.browser !== name) continue;
  if (name === 'firefox' && !firefoxPath()) {
    console.error('Firefox: none here, not walked');
    continue;
  }
  const browser = await launch();
  try {
    for (const chapter of chapters) for (const one of await walkChapter(browser, name, chapter)) all.push({ browser: name, ...one });
  } finally {
    await browser.close();
  }
}

const kinds = ['axe', 'scroll', 'target', 'outline', 'name', 'focus', 'motion', 'console', 'walk'];
const count = (seen: readonly Seen[], kind: string) =>
  seen.reduce((sum, { findings }) => sum + findings.filter((line) => line.startsWith(`${kind}:`)).length, 0);
const lines = new Map<string, Set<string>>();
for (const { browser, scene, look, findings } of all)
  for (const line of findings) lines.set(line, (lines.get(line) ?? new Set()).add(`${browser} ${scene} ${look}`));
for (const [line, places] of lines)
  console.log(`${line}\n    ${[...places].slice(0, 4).join(' · ')}${places.size > 4 ? ` and ${places.size - 4} more` : ''}`);

console.log(`\n| browser | scenes | looks | ${kinds.join(' | ')} |\n|${'---|'.repeat(kinds.length + 3)}`);
for (const [name] of browsers) {
  const own = all.filter(({ browser }) => browser === name);
  if (own.length === 0) continue;
  console.log(`| ${name} | ${new Set(own.map(({ scene }) => scene)).size} | ${own.length} | ${kinds.map((kind) => count(own, kind)).join(' | ')} |`);
}
writeFileSync(join(folder, 'findings.json'), JSON.stringify(all, null, 1));
process.exit(lines.size > 0 ? 1 : 0);
