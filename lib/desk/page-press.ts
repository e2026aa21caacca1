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
    const made = await pressAndWait(tabs, tabId, button, signal);
    if (made) yield made;
    yield* shownFiles(tabs, tabId, await look(tabs, tabId).catch(() => []), known, signal);
  }
}

/** PDFs at addresses that were not on the page before. */
async function* shownFiles(tabs: Tabs, tabId: number, frames: readonly Frame[], known: Set<string>, signal?: AbortSignal): AsyncGenerator<MadeFile> {
  const fresh = frames
    .flatMap(({ id, snapshot }) => candidatesOf(snapshot.links, snapshot.url).map((one) => ({ ...one, frame: id })))
    .filter(({ link }) => link.kind !== 'form' && !known.has(link.url));
  for (const { link } of fresh) known.add(link.url);
  if (fresh.length > 0) yield* (await fetchCandidates(tabs, tabId, fresh, () => true, signal)).pdfs;
}
