import { big, decimalsOf } from '../invoice/money.ts';
import { Group, type Term, type TermId } from '../invoice/norm/document.ts';
import { type Element, type Level, levels } from '../invoice/syntax/template.ts';
import { escapeText, type Xml } from './xml.ts';

/** The element and what is inside as XML text, from the terms of the invoice; "" when nothing is said. Terms above the level are left out. */
export function writeTerms(document: Group, template: Element, level: Level, namespaces: Readonly<Record<string, string>>): Xml {
  const writer = new Writer(document, levels.indexOf(level));
  const content = writer.children(template, [document]);
  return tag(template.name, content.text, namespaces);
}

interface Written {
  text: Xml;
  /** Something beside constants was written: the element is worth its place. */
  says: boolean;
}

const nothing: Written = { text: '', says: false };

class Writer {
  readonly #document: Group;
  readonly #level: number;

  constructor(document: Group, level: number) {
    this.#document = document;
    this.#level = level;
  }

  children(element: Element, chain: readonly Group[]): Written {
    let text = '';
    let says = false;
    const list = element.children ?? [];
    for (let index = 0; index < list.length; ) {
      const run = namesakes(list, index);
      const written = run.length > 1 ? this.#mixed(run, chain) : this.#element(list[index] ?? element, chain);
      text += written.text;
      says ||= written.says;
      index += run.length;
    }
    return { text, says };
  }

  /** Groups that share an element (allowances and charges) keep the order in which they stand. */
  #mixed(run: readonly Element[], chain: readonly Group[]): Written {
    const parts = (chain.at(-1)?.ordered ?? []).flatMap((group) => {
      const element = run.find((candidate) => candidate.group === group.id);
      return element && this.#written(element) ? [this.#inside(element, [...chain, group])] : [];
    });
    return { text: parts.map((part) => part.text).join(''), says: parts.some((part) => part.says) };
  }

  #written(element: Element): boolean {
    return !element.readOnly && levels.indexOf(element.from ?? 'minimum') <= this.#level;
  }

  #element(element: Element, chain: readonly Group[]): Written {
    if (!this.#written(element)) return nothing;
    if (element.constant !== undefined) return { text: tag(element.name, escapeText(element.constant)), says: false };
    if (!element.group) return this.#inside(element, chain);
    const parent = element.document ? this.#document : element.outer ? chain.at(-2) : chain.at(-1);
    const found = parent?.groups(element.group) ?? [];
    const parts = (found.length === 0 && element.even ? [new Group(element.group)] : found).map((group) => this.#inside(element, [...chain, group]));
    return { text: parts.map((part) => part.text).join(''), says: parts.some((part) => part.says) };
  }

  #inside(element: Element, chain: readonly Group[]): Written {
    const current = element.document && !element.group ? this.#document : chain.at(-1);
    if (element.term && current) return this.#terms(element, element.term, current);
    const only = element.each ? element.children?.[0] : undefined;
    if (only?.term && current) {
      const text = this.#spelledTerms(only, only.term, current).map((each) => tag(element.name, each));
      return { text: text.join(''), says: text.length > 0 };
    }
    const { text, says } = this.children(element, chain);
    if (says || (element.joint && text !== '')) return { text: tag(element.name, text), says };
    return element.always ? { text: `<${element.name}/>`, says: false } : nothing;
  }

  #terms(element: Element, id: TermId, group: Group): Written {
    const text = this.#spelledTerms(element, id, group).join('');
    return { text, says: text !== '' };
  }

  #spelledTerms(element: Element, id: TermId, group: Group): Xml[] {
    return group
      .terms(id)
      .filter((term) => element.schemed === undefined || element.schemed === (term.scheme !== ''))
      .map((term) => tag(element.name, escapeText(this.#spelled(element, term, group)), this.#attributes(element, term, group)));
  }

  #spelled(element: Element, term: Term, group: Group): string {
    switch (element.form) {
      case 'amount':
      case 'money':
        return padded(term.value);
      case 'day':
        return element.scheme === 'format' ? term.value.replaceAll('-', '') : term.value;
      case 'note': {
        const code = group.value('BT-21');
        return code === '' ? term.value : `#${code}#${term.value}`;
      }
      case 'vat-due':
        return vatDueInUbl[term.value] ?? term.value;
      default:
        return term.value;
    }
  }

  #attributes(element: Element, term: Term, group: Group): Readonly<Record<string, string>> {
    const attributes: Record<string, string> = { ...element.fixed };
    if (element.form === 'money' || element.form === 'price') attributes.currencyID = term.scheme || this.#document.value('BT-5');
    else if (element.scheme === 'format') attributes.format = '102';
    else if (element.scheme && term.scheme !== '') attributes[element.scheme] = term.scheme;
    if (element.version && term.version !== '') attributes[element.version] = term.version;
    if (element.unit) {
      const unit = group.value(element.unit);
      if (unit !== '') attributes.unitCode = unit;
    }
    return attributes;
  }
}

/** The elements from `start` that are groups under the same name; the one at `start` alone when it is no such group. */
function namesakes(list: readonly Element[], start: number): readonly Element[] {
  const first = list[start];
  let end = start + 1;
  if (first?.group && !first.merge) while (list[end]?.group && list[end]?.name === first.name) end++;
  return list.slice(start, end);
}

/** BT-8: UNTDID 2475 in CII, 2005 in UBL: date of the invoice, of delivery, of payment. */
const vatDueInUbl: Readonly<Record<string, string>> = { '5': '3', '29': '35', '72': '432' };

/** Amounts carry two decimals ("12" → "12.00"); one that has more is left for the check to refuse. */
function padded(value: string): string {
  const number = big(value);
  return number && decimalsOf(value) < 2 ? number.toFixed(2) : value;
}

function tag(name: string, inside: string, attributes: Readonly<Record<string, string>> = {}): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value).replaceAll('"', '&quot;')}"`);
  return `<${name}${written.join('')}>${inside}</${name}>`;
}
