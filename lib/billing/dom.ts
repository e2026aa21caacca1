/**
 * As much of the DOM as this folder touches. It compiles without one: the same code walks a live page, the inert document of another page that was fetched, and
 * a test's document. The browser's own types fit these.
 */
export interface NodeLike {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<NodeLike>;
}

export interface ElementLike extends NodeLike {
  readonly tagName: string;
  readonly textContent: string | null;
  readonly children: ArrayLike<ElementLike>;
  readonly parentElement: ElementLike | null;
  readonly previousElementSibling: ElementLike | null;
  readonly nextElementSibling: ElementLike | null;
  readonly shadowRoot: RootLike | null;
  getAttribute(name: string): string | null;
  closest(selector: string): ElementLike | null;
  matches(selector: string): boolean;
  querySelector(selector: string): ElementLike | null;
  querySelectorAll(selector: string): ArrayLike<ElementLike>;
}

export interface RootLike extends NodeLike {
  querySelector(selector: string): ElementLike | null;
  querySelectorAll(selector: string): ArrayLike<ElementLike>;
  getElementById(id: string): ElementLike | null;
}

export interface DocumentLike extends RootLike {
  readonly title: string;
  readonly contentType: string;
  readonly body: ElementLike | null;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What only a page that is drawn can tell, in pixels of the whole page. An inert document has no look. */
export interface Look {
  width: number;
  height: number;
  /** False for what nobody sees: not rendered, transparent, cut to nothing for screen readers alone. */
  seen(element: ElementLike): boolean;
  /** Flows in the line of its parent: its words are words of the same line. */
  inline(element: ElementLike): boolean;
  /** Where the characters from `start` to `end` of a text stand; null when they have no box. */
  placeOf(text: NodeLike, start: number, end: number): Rectangle | null;
  boxOf(element: ElementLike): Rectangle;
}

export const ELEMENT = 1;
export const TEXT = 3;

export function isElement(node: NodeLike): node is ElementLike {
  return node.nodeType === ELEMENT;
}

/** Never words of the page: code, drawings, what is kept for later. */
export const silent = /^(title|script|style|noscript|template|svg|math|head|canvas|audio|video|iframe|object|embed)$/i;

/** The value a form field shows, "" for those that show none. Passwords are never looked at. */
export function shownValue(element: ElementLike): string {
  const tag = element.tagName.toLowerCase();
  if (tag === 'select') {
    const { selectedOptions } = element as unknown as { selectedOptions?: ArrayLike<ElementLike> };
    const chosen = selectedOptions?.[0] ?? element.querySelector('option[selected]');
    return tidy(chosen?.textContent ?? '');
  }
  if (tag === 'textarea') return ((element as unknown as { value?: string }).value ?? element.textContent ?? '').trim();
  if (tag !== 'input') return '';
  const type = (element.getAttribute('type') ?? 'text').toLowerCase();
  if (!/^(text|number|date|datetime-local|month|email|tel|url|search)$/.test(type)) return '';
  return tidy((element as unknown as { value?: string }).value ?? element.getAttribute('value') ?? '');
}

export const tidy = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

/** Elements of a tree and of the open shadow trees inside it. */
export function everywhere(root: RootLike, selector: string): ElementLike[] {
  const found = Array.from(root.querySelectorAll(selector));
  for (const host of Array.from(root.querySelectorAll('*'))) if (host.shadowRoot) found.push(...everywhere(host.shadowRoot, selector));
  return found;
}
