import { nextTask, press, settled } from './act.ts';
import { isShown, shownWithin, textOf, visit } from './dom.ts';
import type { Candidate } from './find.ts';
import { wordsOf } from './text.ts';
import { groupIn, roleIn, type Words } from './words.ts';

/** A closed part of the form, and what opens it. */
interface Closed {
  opener: HTMLElement;
  panel: HTMLElement | null;
}

function panelOf(opener: HTMLElement): HTMLElement | null {
  const page = opener.getRootNode() as Document | ShadowRoot;
  const id =
    opener.getAttribute('aria-controls') ??
    (
      opener.getAttribute('data-target') ??
      opener.getAttribute('data-bs-target') ??
      (/^#[\w-]+$/.test(opener.getAttribute('href') ?? '') ? opener.getAttribute('href') : null)
    )?.replace(/^#/, '');
  return id ? ((page.getElementById?.(id) ?? null) as HTMLElement | null) : null;
}

function closedIn(page: Document): Closed[] {
  const found: Closed[] = [];
  visit(page, (element) => {
    if (element.localName === 'nav' || element.hasAttribute('data-coursier')) return false;
    if (element.localName === 'details' && !(element as HTMLDetailsElement).open) {
      const summary = element.querySelector<HTMLElement>(':scope > summary');
      if (summary && isShown(summary)) found.push({ opener: summary, panel: element });
      return false;
    }
    if (element.localName === 'input' || element.getAttribute('role') === 'combobox' || element.hasAttribute('aria-haspopup')) return true;
    const state = element.getAttribute('aria-expanded');
    const tab = element.getAttribute('role') === 'tab' && element.getAttribute('aria-selected') === 'false';
    const legacy = state === null && /collapsed/.test(element.className) && panelOf(element) !== null;
    if ((state === 'false' || tab || legacy) && isShown(element)) found.push({ opener: element, panel: panelOf(element) });
    return true;
  });
  return found;
}

/**
 * Opens one closed block that hides a field still wanted, or whose title speaks of the form. Gives false when there is nothing more to open. `tried` keeps the
 * openers that were pressed already.
 */
export async function openBlock(page: Document, hidden: readonly Candidate[], words: Words, tried: Set<HTMLElement>): Promise<boolean> {
  const closed = closedIn(page).filter(({ opener }) => !tried.has(opener));
  const needed = closed.find(({ panel }) => panel !== null && hidden.some(({ control }) => shownWithin(control.element, panel)));
  const spoken = closed.find(({ opener, panel }) => {
    const read = wordsOf(textOf(opener, { buttons: true }));
    const says = roleIn(read, words) ?? groupIn(read, words) ?? (read.includes('cadre') ? 'references' : null);
    return (
      read.length > 0 &&
      read.length <= 8 &&
      says !== null &&
      says !== 'search' &&
      (panel === null || panel.childElementCount === 0 || panel.localName === 'details')
    );
  });
  const chosen = needed ?? spoken;
  if (!chosen) return false;
  tried.add(chosen.opener);
  if (chosen.panel?.localName === 'details') (chosen.panel as HTMLDetailsElement).open = true;
  else if (!press(chosen.opener, 'open')) return openBlock(page, hidden, words, tried);
  await nextTask();
  await settled(page, 30, 450);
  return true;
}
