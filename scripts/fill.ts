import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { browser as BrowserApi } from 'wxt/browser';
import type {} from '../entrypoints/sidepanel/bench.ts';
import type { FillState } from '../lib/desk/filling.ts';
import { goesOn } from '../lib/portal/pages/buttons.ts';
import { readDraft, refuse } from './draft.ts';
import { findBrowser } from './find-browser.mjs';
import { buildExtension } from './steps.mjs';

/** In functions that run inside the extension. */
declare const chrome: typeof BrowserApi;

/**
 * `npm run fill -- DRAFT.json URL`: the built extension in Chromium fills the form at that address, which is a portal for this run. One JSON line a field on
 * stdout. It presses nothing that sends; a « Suivant » of a form that goes on step by step is pressed as its user would, unless `--sans-suivant`.
 */
const USAGE = `Usage : npm run fill -- [--image FICHIER.png] [--html FICHIER.html] [--sans-suivant] BROUILLON.json ADRESSE
  --image, --html   la page remplie, en image ou en texte
  --sans-suivant    ne pas appuyer sur « Suivant » dans un formulaire à étapes`;

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: { image: { type: 'string' }, html: { type: 'string' }, 'sans-suivant': { type: 'boolean' }, visible: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [draft, address, ...more] = positionals;
    if (!draft || !address || more.length > 0) return refuse(USAGE);
    return { draft, address, ...values };
  } catch {
    return refuse(USAGE);
  }
}

function addressOf(text: string): URL {
  try {
    const url = new URL(text);
    if (!/^https?:$/.test(url.protocol)) throw new TypeError('not a page');
    return url;
  } catch {
    return refuse(`« ${text} » n’est pas l’adresse d’une page : écrivez-la en entier, par exemple http://127.0.0.1:8787/formulaires/.`);
  }
}

/** A copy of the build whose manifest holds the permission that a user gives by a click. */
function copyFor(origin: string, folder: string): string {
  const copy = join(folder, 'extension');
  cpSync(fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url)), copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { host_permissions?: string[] };
  manifest.host_permissions = [...(manifest.host_permissions ?? []), `${origin.replace(/:\d+$/, '')}/*`];
  writeFileSync(path, JSON.stringify(manifest));
  return copy;
}

/** The user's « Suivant », when fields wait for a further step: pressed by a mouse, not by the extension. */
async function pressNext(page: Page): Promise<boolean> {
  for (const frame of page.frames()) {
    const buttons = await frame
      .locator('button:visible, input[type="submit"]:visible, input[type="button"]:visible, a[role="button"]:visible, [role="button"]:visible')
      .all();
    for (const button of buttons) {
      const text = ((await button.textContent()) || (await button.getAttribute('value')) || (await button.getAttribute('aria-label')) || '').trim();
      if (!goesOn(text) || (await button.isDisabled())) continue;
      await button.click({ timeout: 2_000 }).catch(() => undefined);
      return true;
    }
  }
  return false;
}

const options = readOptions();
const invoice = readDraft(options.draft);
const url = addressOf(options.address);
if (buildExtension({ ifOld: true }) !== 0) refuse('La construction de l’extension a échoué : voyez le message ci-dessus.');
const executablePath = findBrowser() ?? refuse('Chromium est introuvable : installez-le ou donnez CHROMIUM_PATH=/chemin/vers/chrome.');
const folder = mkdtempSync(join(tmpdir(), 'coursier-fill-'));
let context: BrowserContext | null = null;
try {
  const extension = copyFor(url.origin, folder);
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    headless: !options.visible,
    viewport: { width: 1280, height: 900 },
    locale: 'fr-FR',
    args: ['--lang=fr', '--no-sandbox', '--disable-dev-shm-usage', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const panel = await context.newPage();
  await panel.goto(`chrome-extension://${new URL(worker.url()).host}/sidepanel.html#/banc`);
  await panel.waitForFunction(() => globalThis.coursierFill !== undefined);
  const id = await panel.evaluate(([draft, origin]) => globalThis.coursierFill?.prepare(draft, [origin as string]), [invoice, url.origin] as const);
  const page = await context.newPage();
  const answer = await page.goto(url.href, { waitUntil: 'load', timeout: 30_000 }).catch(() => null);
  if (!answer) throw new Error(`La page ${url.href} ne répond pas. Vérifiez l’adresse.`);
  await page.bringToFront();
  const [tab] = await worker.evaluate(() => chrome.tabs.query({ active: true, lastFocusedWindow: true }));
  let state: FillState | undefined;
  for (let steps = 0; steps < 12; steps++) {
    state = await panel.evaluate(([dossier, tabId]) => globalThis.coursierFill?.fill(dossier as string, tabId as number), [
      id ?? '',
      tab?.id ?? -1,
    ] as const);
    if (state?.trouble !== '' || options['sans-suivant'] || !state.rows.some(({ outcome }) => outcome === 'waiting')) break;
    if (!(await pressNext(page))) break;
    await page.waitForLoadState('load').catch(() => undefined);
    await page.waitForTimeout(150);
  }
  if (options.image) await page.screenshot({ path: options.image, fullPage: true });
  if (options.html) writeFileSync(options.html, await page.content());
  for (const { id: field, label, value, outcome, ms, wanted, said } of state?.rows ?? []) {
    // a field that this form does not have
    if (outcome === null && !state?.trouble) continue;
    const reason = state?.trouble ? { reason: state.trouble } : {};
    console.log(JSON.stringify({ field, label, value, outcome: outcome ?? 'not-found', ms, wanted, ...(said ? { said } : {}), ...reason }));
  }
  console.error(`${state?.trouble || 'form'} · ${state?.ms} ms`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
  process.exitCode = 2;
} finally {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
}
