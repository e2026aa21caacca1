import { rootsOf } from './dom.ts';

/** Quiet after a change before it is looked at, and the most that constant changes can put it off, in milliseconds. */
const QUIET = 150;
const MOST = 900;

/** Tells when the page changed, its shadow roots and frames included; gives the way to stop. */
export function watch(page: Document, changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let since = 0;
  const known = new WeakSet<Node>();
  const observer = new MutationObserver((records) => {
    if (records.every(({ target }) => isOurs(target))) return;
    since ||= Date.now();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(tell, Date.now() - since > MOST ? 0 : QUIET);
  });
  const observe = () => {
    for (const root of rootsOf(page)) {
      if (known.has(root)) continue;
      known.add(root);
      observer.observe(root, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: ['class', 'style', 'hidden', 'open', 'disabled', 'aria-expanded', 'aria-hidden'],
      });
    }
  };
  const tell = () => {
    timer = null;
    since = 0;
    observe();
    changed();
  };
  observe();
  return () => {
    observer.disconnect();
    if (timer !== null) clearTimeout(timer);
  };
}

function isOurs(node: Node): boolean {
  return node.nodeType === 1 && (node as Element).closest('[data-coursier]') !== null;
}

/** Did elements come, go or change their state since the last question? Values do not count. */
export class Redrawn {
  private readonly observer: MutationObserver;
  private changed = false;

  constructor(page: Document) {
    const Observer = (page.defaultView as (Window & typeof globalThis) | null)?.MutationObserver ?? MutationObserver;
    this.observer = new Observer((records) => this.note(records));
    for (const root of rootsOf(page))
      this.observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['hidden', 'disabled', 'open'] });
  }

  private note(records: readonly MutationRecord[]): void {
    if (records.some(({ type, addedNodes }) => type === 'attributes' || [...addedNodes].some((node) => node.nodeType === 1))) this.changed = true;
  }

  take(): boolean {
    this.note(this.observer.takeRecords());
    const { changed } = this;
    this.changed = false;
    return changed;
  }

  stop(): void {
    this.observer.disconnect();
  }
}
