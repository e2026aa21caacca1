import { signal } from '@preact/signals';
import type { CaptureOptions, CaptureStep, PageOutcome, Pages } from '../desk/api-pages.ts';
import { Fault, type FaultCode } from '../invoice/fault.ts';
import type { Tabs } from '../platform/tabs.ts';
import { reload } from './actions.ts';
import { go, to } from './router.ts';
import { announce, desk, say, theDesk } from './state.ts';
import { page as words } from './words/fr/page.ts';

/** The reading of one tab: under way, waiting for the user's own click, or standing before a question. */
export type Capture =
  | { state: 'none' }
  | { state: 'busy'; tabId: number; step: CaptureStep }
  /** `until`: milliseconds since 1970. */
  | { state: 'armed'; tabId: number; until: number }
  | { state: 'asks'; tabId: number; outcome: Exclude<PageOutcome, { kind: 'captured' }>; options: CaptureOptions }
  | { state: 'failed'; tabId: number; code: FaultCode; detail: string; options: CaptureOptions };

export const capture = signal<Capture>({ state: 'none' });

const ARMED = 120_000;
let controller = new AbortController();

/** Gives the reading up; what was kept stays. */
export function giveUp(): void {
  controller.abort();
  capture.value = { state: 'none' };
}

async function run(tabId: number, options: CaptureOptions, work: (pages: Pages, given: CaptureOptions) => Promise<PageOutcome>): Promise<void> {
  controller.abort();
  controller = new AbortController();
  const { signal: stopped } = controller;
  capture.value = { state: 'busy', tabId, step: 'looking' };
  go(to('page'));
  try {
    const pages = await theDesk().pages();
    if (!pages) throw new Fault('page-closed');
    const outcome = await work(pages, {
      ...options,
      signal: stopped,
      onProgress: (step) => {
        if (!stopped.aborted) capture.value = { state: 'busy', tabId, step };
      },
    });
    if (stopped.aborted) return;
    if (outcome.kind !== 'captured') {
      capture.value = { state: 'asks', tabId, outcome, options };
      return;
    }
    capture.value = { state: 'none' };
    await reload();
    if (outcome.known) say(words.known);
    else announce(words.read);
    go(to('facture', outcome.id), { replace: true });
  } catch (error) {
    const { code, detail } = Fault.from(error);
    if (stopped.aborted || code === 'aborted') return;
    capture.value = { state: 'failed', tabId, code, detail, options };
  }
}

/** « Lire cette page ». */
export const readPage = (tabId: number, options: CaptureOptions = {}) => run(tabId, options, (pages, given) => pages.capture(tabId, given));

/** « Lire ce lien avec Coursier », from the context menu. */
export const readLink = (tabId: number, url: string, options: CaptureOptions = {}) =>
  run(tabId, options, (pages, given) => pages.link(tabId, url, given));

/** The user presses his own button; Coursier waits for what comes. */
export const awaitFile = (tabId: number, options: CaptureOptions = {}) =>
  run(tabId, options, (pages, given) => {
    capture.value = { state: 'armed', tabId, until: Date.now() + ARMED };
    return pages.await(tabId, given);
  });

/** Pages where a click on the toolbar button says enough: a PDF, or what calls itself an invoice and shows an amount. */
async function showsInvoice(tabs: Tabs, tabId: number): Promise<boolean> {
  const tab = await tabs.get(tabId);
  if (!tab || !/^(https?|file|blob):/.test(tab.url)) return false;
  if (/\.pdf($|[?#])/i.test(tab.url)) return true;
  const frames = await tabs.look(tabId);
  return frames.some(
    ({ title, heads, text }) =>
      /\b(facture|avoir|invoice|credit note)\b/i.test(`${title}\n${heads}\n${text.slice(0, 3000)}`) && /\d[.,]\d\d\s?(€|EUR)|€\s?\d/.test(text),
  );
}

/** A click on the toolbar button, on the button in the tool's page, or on a link's menu, is a wish: it is done at once. Gives the way to stop. */
export function watchWishes(tabs: Tabs, mayRead: () => boolean): () => void {
  return tabs.onGesture(({ kind, tabId, url }) => {
    // The panel may have just been opened by this very click: the desk comes a moment later.
    const ready = async () => {
      for (let tries = 0; !desk.value && tries < 100; tries++) await new Promise((wait) => setTimeout(wait, 30));
      return desk.value !== null;
    };
    void (async () => {
      if (kind === 'link') {
        if (await ready()) await readLink(tabId, url);
      } else if (mayRead() && (await showsInvoice(tabs, tabId)) && (await ready())) await readPage(tabId);
    })().catch(() => undefined);
  });
}
