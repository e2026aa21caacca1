import { type Control, controlsAmong, isRaw } from './controls.ts';
import { lookAgain, namedBy, shownParent, shownWithin, textOf, visit } from './dom.ts';

/** A title and the part of the page it speaks of. */
export interface Heading {
  text: string;
  rank: number;
  scope: Element;
}

export interface Placed extends Control {
  /** Titles above it, the page's first, the nearest last. */
  context: Heading[];
}

export interface Button {
  element: HTMLElement;
  text: string;
}

export interface Scene {
  page: Document;
  controls: Placed[];
  buttons: Button[];
  headings: string[];
  /** How many fields stand inside an element. */
  within: (element: Element) => number;
  login: boolean;
}

const titled =
  /(^|[-_ ])(title|titre|heading|legend|legende|entete|intitule|card-header|panel-heading|section-header|libelle-bloc|bloc-titre|header)([-_ ]|$)/i;
const parts = new Set(['section', 'fieldset', 'form', 'table', 'dialog', 'article', 'details']);
const LONGEST_TITLE = 90;

interface Candidate {
  element: HTMLElement;
  text: string;
  rank: number;
  /** Known when the element itself is the part it names. */
  own: boolean;
  /** By look alone: it may as well be a field's name. */
  loose: boolean;
}

function candidateOf(element: HTMLElement): Candidate | null {
  const tag = element.localName;
  const role = element.getAttribute('role');
  const heading = /^h([1-6])$/.exec(tag);
  if (heading || role === 'heading')
    return {
      element,
      text: textOf(element, { buttons: true }),
      rank: heading ? Number(heading[1]) : Number(element.getAttribute('aria-level') ?? 2),
      own: false,
      loose: false,
    };
  if (tag === 'legend' || tag === 'caption' || tag === 'summary')
    return { element, text: textOf(element, { buttons: true }), rank: 7, own: false, loose: false };
  if (
    parts.has(tag) ||
    role === 'group' ||
    role === 'region' ||
    role === 'tabpanel' ||
    role === 'radiogroup' ||
    role === 'dialog' ||
    element.shadowRoot
  ) {
    const named = namedBy(element, 'aria-labelledby')
      .map((one) => textOf(one, { buttons: true }))
      .join(' ');
    const said = element.shadowRoot ? ['heading', 'titre', 'title', 'legend', 'label'].map((name) => element.getAttribute(name)).find(Boolean) : '';
    const text = named || element.getAttribute('aria-label') || said || '';
    if (text) return { element, text, rank: 8, own: true, loose: false };
  }
  if (element.closest('label, button, a, select, nav, thead')) return null;
  const alone = (tag === 'td' || tag === 'th') && element.parentElement !== null && textOf(element.parentElement) === textOf(element);
  const strong =
    (tag === 'b' || tag === 'strong' || tag === 'center' || tag === 'font' || tag === 'u') &&
    element.parentElement !== null &&
    textOf(element.parentElement) === textOf(element);
  if (!alone && !strong && !titled.test(element.getAttribute('class') ?? '')) return null;
  return { element, text: textOf(element, { buttons: true }), rank: 9, own: false, loose: true };
}

function isPressable(element: HTMLElement): boolean {
  const tag = element.localName;
  if (tag === 'button' || tag === 'summary') return true;
  if (tag === 'input') return ['submit', 'button', 'image', 'reset'].includes(element.getAttribute('type')?.toLowerCase() ?? '');
  const role = element.getAttribute('role');
  return role === 'button' || role === 'tab' || role === 'link' || tag === 'a';
}

/** What a button says: its words, or what it is called where it shows a sign alone. */
export function buttonText(element: HTMLElement): string {
  const input = element as HTMLInputElement;
  const said = element.localName === 'input' ? input.value || input.alt : textOf(element, { buttons: true });
  const named = namedBy(element, 'aria-labelledby')
    .map((one) => textOf(one))
    .join(' ');
  const all = [said, element.getAttribute('aria-label'), named, element.title];
  return all.find((text) => text && /\p{L}/u.test(text)) ?? all.find((text) => text?.trim()) ?? '';
}

/** Reads the page once: its fields with the titles above them, its buttons, its titles. */
export function sceneOf(page: Document): Scene {
  lookAgain();
  const raw: HTMLElement[] = [];
  const candidates: Candidate[] = [];
  const buttons: Button[] = [];
  const order = new Map<HTMLElement, number>();
  const headings: string[] = [page.title];
  let count = 0;
  visit(page, (element) => {
    if (element.hasAttribute('data-coursier')) return false;
    order.set(element, count++);
    if (isRaw(element)) raw.push(element);
    if (isPressable(element)) {
      const text = buttonText(element);
      buttons.push({ element, text });
      if (element.getAttribute('role') === 'tab') headings.push(text);
    }
    const candidate = candidateOf(element);
    if (candidate && candidate.text.length > 0 && candidate.text.length <= LONGEST_TITLE) candidates.push(candidate);
    else if (
      element.localName === 'li' &&
      /step|etape|stepper|wizard|breadcrumb|ariane/i.test(`${element.className} ${element.parentElement?.className ?? ''}`)
    )
      headings.push(textOf(element, { buttons: true }).slice(0, LONGEST_TITLE));
    return true;
  });
  const { controls, login } = controlsAmong(raw);
  const counts = new Map<Element, number>();
  for (const { element } of controls)
    for (let node: HTMLElement | null = element; node; node = shownParent(node)) counts.set(node, (counts.get(node) ?? 0) + 1);
  const within = (element: Element) => counts.get(element) ?? 0;

  type Event = { at: number; control?: Placed; candidate?: Candidate };
  const placed = controls.map((control): Placed => ({ ...control, context: [] }));
  const events = [
    ...placed.map((control): Event => ({ at: order.get(control.element) ?? 0, control })),
    ...candidates.map((candidate): Event => ({ at: order.get(candidate.element) ?? 0, candidate })),
  ].sort((a, b) => a.at - b.at || (a.candidate ? -1 : 1));
  let stack: Heading[] = [];
  for (const { control, candidate } of events) {
    const element = control?.element ?? candidate?.element;
    if (!element) continue;
    while (stack.length > 0 && !shownWithin(element, (stack.at(-1) as Heading).scope)) stack = stack.slice(0, -1);
    if (control) {
      control.context = stack;
      continue;
    }
    if (!candidate) continue;
    const scope = candidate.own ? candidate.element : scopeOf(candidate.element, within);
    if (!scope) {
      headings.push(candidate.text);
      continue;
    }
    // A bold word beside one field is its name, and a title in a row of fields that of its neighbour.
    if (candidate.loose && (within(scope) < 2 || scope.localName === 'tr' || within(candidate.element) > 0)) continue;
    headings.push(candidate.text);
    while (stack.length > 0) {
      const last = stack.at(-1) as Heading;
      if (last.scope !== scope || last.rank < candidate.rank) break;
      stack = stack.slice(0, -1);
    }
    stack = [...stack, { text: candidate.text, rank: candidate.rank, scope }];
  }
  return { page, controls: placed, buttons, headings, within, login };
}

/** The first element around a title that holds fields. */
function scopeOf(element: HTMLElement, within: (element: Element) => number): Element | null {
  for (let node: HTMLElement | null = element; node; node = shownParent(node)) if (within(node) > 0) return node;
  return null;
}
