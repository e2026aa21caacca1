/** The page as one sees it: open shadow roots and frames of the same origin are part of it, in the order in which they are shown. */

export function isElement(node: unknown): node is HTMLElement {
  return typeof node === 'object' && node !== null && (node as Node).nodeType === 1;
}

/** The document of a frame of the same origin, null for another's. */
export function frameDocument(element: Element): Document | null {
  if (element.localName !== 'iframe' && element.localName !== 'frame') return null;
  try {
    return (element as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}

/** Children as shown: the shadow root instead of the element's own, what was put into a slot in its place, the document of a frame. */
export function shownChildren(node: Node): ArrayLike<Node> {
  if (!isElement(node)) return node.childNodes;
  if (node.shadowRoot) return node.shadowRoot.childNodes;
  if (node.localName === 'slot') {
    const assigned = (node as unknown as HTMLSlotElement).assignedNodes?.({ flatten: true }) ?? [];
    if (assigned.length > 0) return assigned;
  }
  const inner = frameDocument(node);
  if (inner?.documentElement) return [inner.documentElement];
  return node.childNodes;
}

/** The element around, across slots, shadow roots and frames; null above the page. */
export function shownParent(node: Node): HTMLElement | null {
  const slot = (node as Element).assignedSlot;
  if (slot) return slot;
  const parent = node.parentNode;
  if (isElement(parent)) return parent;
  if (!parent) return null;
  if (parent.nodeType === 11) return ((parent as ShadowRoot).host as HTMLElement | undefined) ?? null;
  if (parent.nodeType === 9) {
    try {
      return ((parent as Document).defaultView?.frameElement as HTMLElement | null) ?? null;
    } catch {
      return null;
    }
  }
  return null;
}

/** Is `inner` shown within `outer`? */
export function shownWithin(inner: Node, outer: Node): boolean {
  for (let node: Node | null = inner; node; node = shownParent(node)) if (node === outer) return true;
  return false;
}

const silent = new Set(['script', 'style', 'template', 'noscript', 'head', 'meta', 'link', 'svg', 'option', 'optgroup', 'datalist', 'object']);

/** Calls `enter` on each element in shown order; false keeps out of it. `leave` follows once its inside is done. */
export function visit(
  node: Node,
  enter: (element: HTMLElement) => boolean | undefined,
  leave?: (element: HTMLElement) => void,
  text?: (node: Text) => void,
): void {
  const children = shownChildren(node);
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (!child) continue;
    if (child.nodeType === 3) text?.(child as Text);
    if (!isElement(child) || silent.has(child.localName)) continue;
    if (enter(child) !== false) {
      visit(child, enter, leave, text);
      leave?.(child);
    }
  }
}

/** Every document and open shadow root below, the given one first: what must be watched for changes. */
export function rootsOf(page: Document): (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [page];
  visit(page, (element) => {
    if (element.shadowRoot) roots.push(element.shadowRoot);
    const inner = frameDocument(element);
    if (inner) roots.push(inner);
    return true;
  });
  return roots;
}

const layouts = new WeakMap<Document, boolean>();

/** False in a document without layout (a test's): sizes then say nothing. */
function hasLayout(page: Document): boolean {
  const known = layouts.get(page);
  if (known !== undefined) return known;
  const shown = (page.documentElement?.getBoundingClientRect?.().width ?? 0) > 0;
  if (shown) layouts.set(page, true);
  return shown;
}

export function styleOf(element: Element): CSSStyleDeclaration | null {
  return element.ownerDocument.defaultView?.getComputedStyle(element) ?? null;
}

/** What is cut away by an element around, found once and kept until the page may have changed. */
let cut = new WeakMap<Element, boolean>();

/** The page may look otherwise now. */
export function lookAgain(): void {
  cut = new WeakMap();
}

/** Would a person see it and reach it? Traps for robots are there, but nobody sees them. */
export function isShown(element: HTMLElement): boolean {
  if (!element.isConnected || element.closest('[inert]')) return false;
  if (!hasLayout(element.ownerDocument)) return isStyledVisible(element);
  if (
    element.checkVisibility
      ? !element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
      : !isStyledVisible(element)
  )
    return false;
  const box = element.getBoundingClientRect();
  if (box.width < 3 || box.height < 3) return false;
  const view = element.ownerDocument.defaultView;
  const left = box.left + (view?.scrollX ?? 0);
  const top = box.top + (view?.scrollY ?? 0);
  if (left + box.width <= 0 || top + box.height <= 0) return false;
  if (isCut(element, true)) return false;
  const frame = frameAround(element);
  return frame === null || isShown(frame);
}

function frameAround(element: Element): HTMLElement | null {
  try {
    return (element.ownerDocument.defaultView?.frameElement as HTMLElement | null | undefined) ?? null;
  } catch {
    return null;
  }
}

function isStyledVisible(element: HTMLElement): boolean {
  for (let node: HTMLElement | null = element; node; node = shownParent(node)) {
    if (node.hidden) return false;
    const style = styleOf(node);
    if (!style) continue;
    if (style.display === 'none' || Number.parseFloat(style.opacity || '1') < 0.05) return false;
    if (node === element && (style.visibility === 'hidden' || style.visibility === 'collapse')) return false;
    if (node.localName === 'details' && !(node as HTMLDetailsElement).open && node !== element && !inSummary(element, node)) return false;
  }
  return true;
}

function inSummary(element: HTMLElement, details: HTMLElement): boolean {
  const summary = details.querySelector(':scope > summary');
  return summary !== null && shownWithin(element, summary);
}

/** Inside a box of no height (a closed block), cut to a point, or all but transparent. */
function isCut(element: HTMLElement, self: boolean): boolean {
  const known = self ? undefined : cut.get(element);
  if (known !== undefined) return known;
  const parent = element.localName === 'html' ? null : shownParent(element);
  const result = cutsAway(element, self) || (parent !== null && isCut(parent, false));
  if (!self) cut.set(element, result);
  return result;
}

function cutsAway(node: HTMLElement, self: boolean): boolean {
  const style = styleOf(node);
  if (!style) return false;
  if (Number.parseFloat(style.opacity || '1') < 0.05) return true;
  if (/^rect\(\s*[01]px,? [01]px,? [01]px,? [01]px\s*\)$/.test(style.clip) || /inset\((50|100)%/.test(style.clipPath)) return true;
  if (self || style.overflow === 'visible' || style.display === 'contents' || node.localName === 'body' || node.localName === 'html') return false;
  const box = node.getBoundingClientRect();
  return box.height < 2 || box.width < 2;
}

const noise = /(^|[-_ ])(error|erreur|invalid|hint|help|aide|feedback|counter|compteur|tooltip|infobulle|helper|coursier)([-_ ]|$)/i;

/** Words beside a field that are not its name: what went wrong, how to write it. */
export function isNoise(element: Element): boolean {
  const role = element.getAttribute('role');
  if (role === 'alert' || role === 'tooltip' || role === 'status' || element.hasAttribute('data-coursier')) return true;
  // a field's own box is marked too when something is wrong with it
  return noise.test(element.getAttribute('class') ?? '') && !element.querySelector('label,input,select,textarea');
}

const controlTags = new Set(['input', 'select', 'textarea', 'button', 'progress', 'meter', 'ul', 'ol']);

/** Text that names something: without the values inside it, its buttons, its lists and the remarks around it. */
export function textOf(node: Node, { buttons = false }: { buttons?: boolean } = {}): string {
  const parts: string[] = [];
  const take = (child: Node) => {
    if (child.nodeType === 3) parts.push(child.nodeValue ?? '');
    if (!isElement(child) || silent.has(child.localName)) return;
    if (controlTags.has(child.localName) && !(buttons && child.localName === 'button')) return;
    if (isNoise(child) || child.getAttribute('role') === 'listbox' || child.getAttribute('aria-hidden') === 'true') return;
    const inner = shownChildren(child);
    for (let index = 0; index < inner.length; index++) take(inner[index] as Node);
    parts.push(' ');
  };
  const children = isElement(node) || node.nodeType !== 3 ? shownChildren(node) : [node];
  for (let index = 0; index < children.length; index++) take(children[index] as Node);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** Elements that an attribute names by their ids, in the same document or shadow root. */
export function namedBy(element: Element, attribute: string): HTMLElement[] {
  const ids = element.getAttribute(attribute)?.split(/\s+/).filter(Boolean) ?? [];
  const root = element.getRootNode() as Document | ShadowRoot;
  return ids.flatMap((id) => root.getElementById?.(id) ?? []) as HTMLElement[];
}
