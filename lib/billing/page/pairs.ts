import { type DocumentLike, type ElementLike, everywhere, type Look, shownValue, silent, tidy } from '../dom.ts';
import { textOf } from './text.ts';

const LONGEST_LABEL = 70;
const LONGEST_VALUE = 500;
const MOST = 1500;

type Pair = [label: string, value: string];

/**
 * Labels and their values by the page's own structure, whatever it looks like: rows of two cells, definitions, form fields with their label, two siblings in a
 * box, aria-label, microdata, tooltips. Which labels mean something is for the extraction to say.
 */
export function pairsOf(document: DocumentLike, look: Look | null): Pair[] {
  const pairs: Pair[] = [];
  const known = new Set<string>();
  const add = (label: string, value: string) => {
    const name = tidy(label).replace(/\s*[:：*]+\s*$/, '');
    const said = tidy(value);
    const key = `${name}\u0000${said}`;
    if (name === '' || said === '' || name === said || name.length > LONGEST_LABEL || said.length > LONGEST_VALUE) return;
    if (known.has(key) || pairs.length >= MOST) return;
    known.add(key);
    pairs.push([name, said]);
  };
  const seen = (element: ElementLike) => !look || look.seen(element);
  const text = (element: ElementLike | null | undefined) => (element && seen(element) ? textOf(element, look) : '');
  const all = (selector: string) => everywhere(document, selector);

  for (const row of all('tr')) {
    const cells = Array.from(row.children).filter((cell) => /^(td|th)$/i.test(cell.tagName) && !cell.querySelector('table tr + tr'));
    const texts = cells.map(text);
    if (texts.length === 2 || texts.length === 4) for (let at = 0; at < texts.length; at += 2) add(texts[at] ?? '', texts[at + 1] ?? '');
    // « Total HT | | | 540,60 € »: what lies between is empty.
    const said = texts.filter((one) => one !== '');
    if (said.length === 2 && texts.length !== 2) add(said[0] ?? '', said[1] ?? '');
  }
  for (const term of all('dt')) {
    let next = term.nextElementSibling;
    while (next && /^dd$/i.test(next.tagName)) {
      add(text(term), text(next));
      next = next.nextElementSibling;
    }
  }
  for (const field of all('input,select,textarea')) {
    const value = shownValue(field);
    if (value === '' || !seen(field)) continue;
    for (const label of labelsOf(document, field, look)) add(label, value);
  }
  for (const box of all('div,li,p,span,section,header')) {
    const { children } = box;
    if (children.length !== 2) continue;
    const [first, second] = Array.from(children);
    if (!first || !second || first.querySelector('input,select,textarea') || (first.textContent ?? '').length > 200) continue;
    const label = text(first);
    if (label !== '' && label.length <= LONGEST_LABEL && (second.textContent ?? '').length < 2000) add(label, text(second));
  }
  for (const element of all('[aria-label]')) {
    if (/^(a|button|input|select|textarea|nav|svg|form|ul|table)$/i.test(element.tagName)) continue;
    add(element.getAttribute('aria-label') ?? '', text(element));
  }
  for (const element of all('[itemprop]')) add(element.getAttribute('itemprop') ?? '', element.getAttribute('content') ?? text(element));
  for (const element of all('[title]')) for (const [label, value] of tooltip(element.getAttribute('title') ?? '')) add(label, value);
  return pairs;
}

/** Tooltips of some tools are small pages: « <b>Numéro de TVA</b> : FR… ». */
function tooltip(title: string): Pair[] {
  if (title.length < 8 || title.length > 4000) return [];
  return title
    .replace(/<(br|\/div|\/p|\/li|\/tr)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .split('\n')
    .flatMap((line): Pair[] => {
      const match = /^([^:]{2,60}?)\s*:\s*(\S.*)$/.exec(tidy(line.replace(/&nbsp;/g, ' ')));
      return match ? [[match[1] ?? '', match[2] ?? '']] : [];
    });
}

/** Every name a form field bears: its label, what it is labelled by, what stands before it, its placeholder, its own name. */
function labelsOf(document: DocumentLike, field: ElementLike, look: Look | null): string[] {
  const found: string[] = [];
  const id = field.getAttribute('id');
  if (id) for (const label of everywhere(document, 'label[for]')) if (label.getAttribute('for') === id) found.push(textOf(label, look));
  const around = field.closest('label');
  if (around) found.push(textOf(around, look).replace(shownValue(field), ''));
  const by = field.getAttribute('aria-labelledby');
  if (by)
    found.push(
      by
        .split(/\s+/)
        .map((one) => tidy(document.getElementById(one)?.textContent ?? ''))
        .join(' '),
    );
  found.push(field.getAttribute('aria-label') ?? '');
  if (found.every((one) => one.trim() === '')) found.push(before(field, look));
  if (found.every((one) => one.trim() === '')) found.push(field.getAttribute('placeholder') ?? '', humanised(field.getAttribute('name') ?? id ?? ''));
  return found.filter((one) => one.trim() !== '');
}

/** The short text just before a field, or before the box that holds it alone. */
function before(field: ElementLike, look: Look | null): string {
  let at: ElementLike | null = field;
  for (let up = 0; at && up < 4 && !/^(body|html|form|table)$/i.test(at.tagName); up++) {
    const { previousElementSibling: sibling }: ElementLike = at;
    if (sibling && !silent.test(sibling.tagName)) {
      const said = textOf(sibling, look);
      if (said !== '') return said.length <= LONGEST_LABEL && !sibling.querySelector('input,select,textarea') ? said : '';
    }
    at = at.parentElement;
    if (at && at.querySelectorAll('input:not([type=hidden]),select,textarea').length > 1) return '';
  }
  return '';
}

/** « invoice_date_due », « clientName » → words. */
function humanised(name: string): string {
  return name
    .replace(/\[([^\]]*)\]/g, ' $1')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .trim();
}
