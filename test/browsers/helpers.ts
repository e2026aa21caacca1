import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Dossier, restoreDossier } from '../../lib/desk/dossier.ts';
import { shelved } from '../../lib/desk/shelf.ts';
import { type Invoice, restoreInvoice } from '../../lib/invoice/model.ts';
import { createServer } from '../../pwa/server.ts';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { createTrainingPortal, type TrainingPortal } from '../portal/app.ts';
import { bakerInvoice } from '../unit/invoice/baker.ts';

/** The built app, its training portal and a browser: what every browser test stands on. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const builtApp = join(root, '.output/pwa');
export const sample = join(root, 'public/samples/facture-boulangerie.jpg');

/** `npm test -- --long`: every variant of what `npm test` tries in one. */
export const long = process.env.COURSIER_LONG === '1';

export interface RunningApp {
  url: string;
  portal: TrainingPortal;
  close(): Promise<void>;
}

/**
 * Serves the built app and a fresh training portal on a free port. `port`: the same origin again, after a stop. `asReal`: the training portal also stands
 * behind the addresses of the State's.
 */
export async function startApp({ port = 0, asReal = false }: { port?: number; asReal?: boolean } = {}): Promise<RunningApp> {
  if (!existsSync(join(builtApp, 'index.html'))) throw new Error('the app is not built: node scripts/build.mjs');
  const portal = createTrainingPortal({});
  const upstream = (async (input, init) =>
    portal.app.fetch(new Request(`http://entrainement.invalid${new URL(String(input)).pathname}`, init))) as typeof fetch;
  const server = createServer({ root: builtApp, portal, ...(asReal ? { upstream } : {}) });
  const listening = await server.listen(port, '127.0.0.1');
  return { url: `http://localhost:${listening.port}`, portal, close: listening.close };
}

export function browserPath(): string {
  const path = findBrowser();
  if (!path) throw new Error('no Chromium: set CHROMIUM_PATH');
  return path;
}

/** French words, and no screen: frames drawn in software, blinking carets and shadows would take half of the processor. */
export const plainFlags: readonly string[] = ['--lang=fr', '--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'];

/** Milliseconds a test waits for what the user would see: three browsers on two busy cores are slow, and a test asks whether, not how fast. */
export const patience = 60_000;

/** `camera`: an MJPEG file played by the fake camera; null for a fake camera with its own picture. */
export async function launchBrowser({ camera, args = [] }: { camera?: string | null; args?: string[] } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    // the browser's own words (date fields) in French too
    env: { ...process.env, LANGUAGE: 'fr' },
    args: [
      ...plainFlags,
      ...(camera === undefined ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']),
      ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
      ...args,
    ],
  });
}

/** Motion is drawn by the processor here, and shows nothing to a test. */
const still: BrowserContextOptions = { locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' };
export const phone: BrowserContextOptions = { ...still, viewport: { width: 390, height: 844 }, hasTouch: true };
export const desktop: BrowserContextOptions = { ...still, viewport: { width: 1280, height: 800 } };

/** For what needs the service worker: it fills its cache with nine megabytes at each first visit, which the other tests spare themselves. */
export const withWorker: BrowserContextOptions = { serviceWorkers: 'allow' };

export interface OpenPage {
  context: BrowserContext;
  page: Page;
  /** Everything the page complained of: exceptions, console errors, refusals of its security policy. */
  complaints: string[];
}

/** A fresh profile on the app's first screen. Console errors that the browser writes for a network cut on purpose are not complaints. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = phone): Promise<OpenPage> {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR_/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { context, page, complaints };
}

/** Goes to a screen by its address and waits until it is drawn. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((value) => {
    location.hash = value;
  }, hash);
  await page.locator('main h1, .camera h1').first().waitFor();
}

/** Photographs what the camera shows: by the shutter, unless the camera was quicker than the finger. Leaves the picture on the screen. */
export async function photograph(page: Page): Promise<void> {
  const shutter = page.getByRole('button', { name: 'Prendre la photo' });
  const taken = page.getByRole('button', { name: /^Lire la facture/ });
  for (;;) {
    await shutter.or(taken).first().waitFor();
    if (await taken.isVisible()) return;
    // a press that finds the shutter gone is given up before the next page could be taken by it
    await shutter.click({ timeout: 2_000 }).catch(() => undefined);
  }
}

/** The words typed by hand that make an invoice ready but for its recipient. */
export const typedInvoice: readonly [path: string, value: string][] = [
  ['invoiceNumber', 'F2026-201'],
  ['issueDate', '2026-11-24'],
  ['delivery.date', '2026-11-24'],
  ['payment.dueDate', '2026-12-24'],
  ['seller.name', 'Boulangerie Martin'],
  ['seller.siret', '99980011300030'],
  ['seller.legalMention', 'EI'],
  ['seller.address.line1', '3 place du Marché'],
  ['seller.address.postcode', '59550'],
  ['seller.address.city', 'Landrecies'],
  ['payment.iban', 'FR7619999001110000009945433'],
];

/** Types an invoice by hand; gives its identifier. The page is left on its review screen. */
export async function typeInvoice(page: Page): Promise<string> {
  await visit(page, '#/ajouter');
  await page.getByRole('button', { name: 'Taper à la main' }).click();
  await page.getByRole('heading', { name: 'Écrire' }).waitFor();
  for (const [path, value] of typedInvoice) await page.getByTestId(`field-${path}`).last().fill(value);
  await page.getByLabel('Je ne facture pas la TVA').check();
  await page.getByLabel('Désignation').fill('Pain de campagne');
  await page.getByLabel('Quantité').fill('12');
  await page.getByLabel('Prix HT').fill('3,20');
  await saved(page);
  return page.url().split('/').at(-1) ?? '';
}

/**
 * What `typeInvoice` leaves, put into the store instead of typed: for tests of what comes after. The page is told as another page would tell it.
 * `lines`: beside the first one. Gives its identifier; the page is left on its review screen.
 */
export async function givenInvoice(
  page: Page,
  { environment = 'training' as Dossier['environment'], lines = [] as Invoice['lines'] } = {},
): Promise<string> {
  const id = randomUUID();
  const typed = Object.fromEntries(typedInvoice);
  const baker = bakerInvoice();
  const [bread] = baker.lines;
  const dossier = restoreDossier({
    id,
    revision: 1,
    createdAt: Date.now(),
    updatedAt: Date.now(),
    deletedAt: 0,
    environment,
    invoice: restoreInvoice({
      ...baker,
      category: '',
      engagementNumber: '',
      invoiceNumber: typed.invoiceNumber,
      issueDate: typed.issueDate,
      delivery: { date: typed['delivery.date'] },
      payment: { meansCode: '30', dueDate: typed['payment.dueDate'], iban: typed['payment.iban'] },
      seller: { ...baker.seller, name: typed['seller.name'], siret: typed['seller.siret'], legalMention: typed['seller.legalMention'] },
      buyer: {},
      lines: [bread, ...lines],
      vatBreakdown: [{ ...baker.vatBreakdown[0], taxableAmount: '38.40' }],
      totals: { lines: '38.40', net: '38.40', vat: '0.00', gross: '38.40', payable: '38.40' },
    }),
  });
  if (!dossier) throw new Error('no dossier');
  await keepDossiers(page, [dossier]);
  await page.evaluate((ids) => new BroadcastChannel('coursier-changes').postMessage({ ids }), [id]);
  await visit(page, `#/facture/${id}`);
  await page.getByRole('heading', { name: 'Écrire' }).waitFor();
  return id;
}

/** Waits until every keystroke is in the store. */
export async function saved(page: Page): Promise<void> {
  await page.getByTestId('saved').filter({ hasText: 'Enregistré' }).waitFor();
}

/** Chooses the first recipient found, with an engagement number when it asks for one. */
export async function chooseRecipient(page: Page, id: string, query: string, engagement = ''): Promise<void> {
  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByLabel('Nom, ville ou SIRET').fill(query);
  await page.getByTestId('hits').getByRole('option').first().click();
  await page.getByText('Vous facturez à').waitFor();
  if (engagement) await page.getByTestId('field-engagementNumber').fill(engagement);
}

/** Puts dossiers in the store as the app would have left them; the page must be loaded again to see them. */
export async function keepDossiers(page: Page, dossiers: readonly Dossier[]): Promise<void> {
  await page.evaluate(async (values) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('coursier');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction('dossiers', 'readwrite');
    for (const value of values) transaction.objectStore('dossiers').put(value);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, dossiers.map(shelved));
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations found by axe-core on what is on screen, one line each; empty when there is none. `rules`: those alone. */
export async function axeViolations(page: Page, { rules = [] as readonly string[] } = {}): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run(root: Document, options: unknown): Promise<AxeResults> } };
    interface AxeResults {
      violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[];
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run(document, { runOnly: only.length > 0 ? [...only] : tags });
    return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target.join(' ')}) ${node.failureSummary}`));
  }, rules);
}

/** A folder that lives as long as a test file; `remove()` at the end. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'coursier-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
