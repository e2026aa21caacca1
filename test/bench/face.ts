import { argv } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { restoreDossier } from '../../lib/desk/dossier.ts';
import { keepDossiers, launchBrowser, openPage, phone, type RunningApp, startApp, withWorker } from '../browsers/helpers.ts';
import { madeDossiers } from '../fixtures/dossiers.ts';

/**
 * `npm run bench:face [-- --invoices 5000]`: how the list feels with years of invoices in it, on the built app, as it is and with the processor slowed
 * down four times, as on a slow phone. Times are of this machine and of what else it does: the least of five, the median and the worst. The page itself tells
 * when its first slip is painted: a question asked of it meanwhile would cost it what the question takes to compile.
 */
const wanted = Number(argv[argv.indexOf('--invoices') + 1]);
const count = argv.includes('--invoices') && wanted > 0 ? wanted : 5_000;
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
const RUNS = 5;
/** Within which all invoices are there, at full speed on a quiet machine, and more. */
const ARRIVED_MS = 3_000;

declare global {
  var seen: { tasks: number[]; shift: number; first: number };
}

/**
 * Watches the page from its first instant: long tasks, what moved by itself, and when the first slip was painted. A text: a function would be
 * given a helper of the compiler that the page has not.
 */
const watch = `
  globalThis.seen = { tasks: [], shift: 0, first: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(Math.round(duration));
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  (function look() {
    requestAnimationFrame(document.querySelector('.slip') ? () => setTimeout(() => { seen.first = performance.now(); console.debug('first slip'); }) : look);
  })();
`;

const seenIn = (page: Page) => page.evaluate(() => globalThis.seen);
const forget = (page: Page) =>
  page.evaluate(() => {
    globalThis.seen.tasks = [];
  });
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const told = (values: readonly number[]) =>
  `${Math.round(median(values))} ms (least ${Math.round(Math.min(...values))}, worst ${Math.round(Math.max(...values))})`;

/** From the press of a key to the painted answer. */
function keystroke(page: Page, text: string): Promise<number> {
  return page.evaluate(async (value) => {
    const input = document.querySelector<HTMLInputElement>('#search');
    if (!input) throw new Error('no search field');
    const began = performance.now();
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, text);
}

/** Scrolls to the end of the list, a screen at a time; how long each frame took. */
function scrolled(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const frames: number[] = [];
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step < 240; step++) {
      scrollBy(0, 260);
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      last = now;
    }
    return frames;
  });
}

const arrived = (total: number) => Number(document.querySelector('#group-past .count')?.textContent) + 60 > total;

/** Waits until every invoice can be found. */
async function whole(page: Page): Promise<void> {
  await page.locator('#search').fill('zzz');
  await page.getByText('Les plus anciennes arrivent').waitFor({ state: 'detached', timeout: 120_000 });
  await page.locator('#search').fill('');
}

async function measure(page: Page, session: CDPSession, app: RunningApp, rate: number): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const opened: number[] = [];
  const shifts: number[] = [];
  const tasks: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await page.goto('about:blank');
    const painted = page.waitForEvent('console', { predicate: (message) => message.text() === 'first slip', timeout: 60_000 });
    await page.goto(app.url, { waitUntil: 'commit' });
    await painted;
    // no question is asked meanwhile: what it takes to compile would be counted for a task of the page's own
    await sleep(ARRIVED_MS * rate);
    const { first, shift, tasks: long } = await seenIn(page);
    await page.waitForFunction(arrived, count);
    await whole(page);
    opened.push(first);
    shifts.push(shift);
    tasks.push(...long);
  }
  await forget(page);
  const keys: number[] = [];
  for (const text of ['m', 'ma', 'mai', 'mair', 'mairi', 'mairie', 'mairie 2026', '157,60', 'école jean', '']) keys.push(await keystroke(page, text));
  const afterKeys = (await seenIn(page)).tasks;
  await forget(page);
  const frames = await scrolled(page);
  const afterScroll = (await seenIn(page)).tasks;
  console.log(`processor ${rate === 1 ? 'as it is' : `${rate}x slower`}`);
  console.log(`  address to first slip painted  ${told(opened)}`);
  console.log(`  search, key to painted answer  ${told(keys)}`);
  console.log(
    `  scroll, a frame                ${told(frames)}; ${frames.filter((frame) => frame > 34).length} of ${frames.length} missed a beat (> 34 ms)`,
  );
  console.log(`  layout shift                   ${Math.max(...shifts).toFixed(3)}`);
  console.log(`  long tasks (> 50 ms)           opening ${list(tasks)}; search ${list(afterKeys)}; scroll ${list(afterScroll)}`);
}

const list = (tasks: readonly number[]) => (tasks.length === 0 ? 'none' : `${tasks.length}, longest ${Math.max(...tasks)} ms`);

async function main(browser: Browser, app: RunningApp): Promise<void> {
  const { context, page } = await openPage(browser, app.url, { ...phone, ...withWorker });
  const dossiers = madeDossiers(count, today);
  if (dossiers.some((dossier) => restoreDossier(dossier) === null)) throw new Error('a made dossier does not pass the door of the store');
  await keepDossiers(page, dossiers);
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  console.log(`${count} invoices, a phone of 390 x 844`);
  for (const rate of [1, 4]) await measure(page, session, app, rate);
  await context.close();
}

const app = await startApp();
const browser = await launchBrowser();
try {
  await main(browser, app);
} finally {
  await browser.close();
  await app.close();
}
