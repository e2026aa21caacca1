import { buttonsOf, candidatesOf, menusOf } from '../billing/generic/candidates.ts';
import type { Tabs } from '../platform/tabs.ts';
import { type MadeFile, pressAndWait } from './page-armed.ts';
import { type Frame, fetchCandidates, look } from './page-scan.ts';

/** Buttons pressed at most, and menus opened to find one. */
const MOST_BUTTONS = 3;
const MOST_MENUS = 3;

export interface Button {
  label: string;
  at: number;
  frame: number;
}

/** The tool's own buttons that would make a PDF, best first. */
export function buttonsIn(frames: readonly Frame[]): Button[] {
  return frames.flatMap(({ id, snapshot }) =>
    buttonsOf(snapshot.links, snapshot.url).map(({ link }) => ({ label: link.text || link.hints, at: link.at, frame: id })),
  );
}

/**
 * With the user's word: presses the likeliest buttons, one after the other, and gives each PDF that comes of it; where there is none, opens the page's menus first. A press
 * may also only show the PDF (a preview in a dialogue): what is new on the page is then asked for.
 */
export async function* pressedFiles(tabs: Tabs, tabId: number, frames: readonly Frame[], signal?: AbortSignal): AsyncGenerator<MadeFile> {
  const known = new Set(frames.flatMap(({ snapshot }) => snapshot.links.map(({ url }) => url)));
  let buttons = buttonsIn(frames);
  if (buttons.length === 0) {
    for (const { id, snapshot } of frames.slice(0, 1)) {
      for (const menu of menusOf(snapshot.links).slice(0, MOST_MENUS)) {
        await tabs.ask(tabId, id, 'press', { at: menu.at }).catch(() => undefined);
        await new Promise((wait) => setTimeout(wait, 250));
        const after = await look(tabs, tabId).catch(() => []);
        yield* shownFiles(tabs, tabId, after, known, signal);
        buttons = buttonsIn(after);
        if (buttons.length > 0) break;
      }
    }
  }
  for (const button of buttons.slice(0, MOST_BUTTONS)) {
    const controller = new AbortController();
    const stop = () => controller.abort();
    signal?.addEventListener('abort', stop, { once: true });
    const made = await firstOf([pressAndWait(tabs, tabId, button, controller.signal), shownAfter(tabs, tabId, known, controller.signal)]).finally(
      () => {
        signal?.removeEventListener('abort', stop);
        controller.abort();
      },
    );
    signal?.throwIfAborted();
    if (made) yield made;
  }
}

/** The first that is not null; null when all are. What fails gave nothing. */
function firstOf<T>(works: readonly Promise<T | null>[]): Promise<T | null> {
  return new Promise((resolve) => {
    const given = works.map((work) =>
      work.then(
        (value) => {
          if (value !== null) resolve(value);
        },
        () => undefined,
      ),
    );
    void Promise.all(given).then(() => resolve(null));
  });
}

/** When a preview may have been drawn, milliseconds after the press and after each look. */
const LOOKS = [500, 900, 1600];

/** A file that the page shows after a press. */
async function shownAfter(tabs: Tabs, tabId: number, known: Set<string>, signal: AbortSignal): Promise<MadeFile | null> {
  for (const wait of LOOKS) {
    await new Promise((done) => setTimeout(done, wait));
    if (signal.aborted) return null;
    for await (const file of shownFiles(tabs, tabId, await look(tabs, tabId).catch(() => []), known, signal)) return file;
  }
  return null;
}

/** PDFs at addresses that were not on the page before. */
async function* shownFiles(tabs: Tabs, tabId: number, frames: readonly Frame[], known: Set<string>, signal?: AbortSignal): AsyncGenerator<MadeFile> {
  const fresh = frames
    .flatMap(({ id, snapshot }) => candidatesOf(snapshot.links, snapshot.url).map((one) => ({ ...one, frame: id })))
    .filter(({ link }) => link.kind !== 'form' && !known.has(link.url));
  for (const { link } of fresh) known.add(link.url);
  if (fresh.length > 0) yield* (await fetchCandidates(tabs, tabId, fresh, () => true, signal)).pdfs;
}
