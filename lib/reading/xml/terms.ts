import { Group, type TermId } from '../../invoice/norm/document.ts';
import { type Element, localName } from '../../invoice/syntax/template.ts';
import { childrenOf, type XmlNode } from './tree.ts';
import { day } from './values.ts';

/** Start of an attachment that is kept as its value: enough to tell that there is one. */
const KEPT_OF_ATTACHMENT = 64;

export interface Terms {
  document: Group;
  /** Paths of the elements with a text that the syntax binding does not know. */
  unbound: string[];
}

/** The business terms of a file, by the binding of its syntax. Values are kept as written, but days: ISO when they are days. */
export function termsOf(root: XmlNode, template: Element): Terms {
  const reader = new Reader();
  reader.inside(root, template, [reader.document], `/${root.name}`);
  splitTaxTotals(reader.document);
  return { document: reader.document, unbound: reader.unbound };
}

class Reader {
  readonly document = new Group('invoice', '');
  readonly unbound: string[] = [];

  /** Reads the children of a node; `chain` goes from the invoice to the current group. */
  inside(node: XmlNode, template: Element, chain: readonly Group[], path: string): void {
    for (const { node: child, path: at } of childrenOf(node, path)) {
      const element = template.children?.find((candidate) => matches(child, candidate));
      if (element) this.#element(child, element, chain, at);
      else this.#leftOver(child, at);
    }
  }

  #element(node: XmlNode, element: Element, chain: readonly Group[], path: string): void {
    let here = chain;
    if (element.group) here = [...chain, this.#group(element, chain, path)];
    const current = element.document && !element.group ? this.document : (here.at(-1) ?? this.document);
    if (element.term) this.#term(node, element, element.term, current, path);
    if (element.children) {
      this.inside(node, element, here, path);
      // Older files write a day without its wrapper.
      const wrapped = element.children.length === 1 ? element.children[0] : undefined;
      if (wrapped?.form === 'day' && wrapped.term && node.children.length === 0 && node.text() !== '')
        this.#term(node, wrapped, wrapped.term, wrapped.document ? this.document : current, path);
    }
  }

  #group(element: Element, chain: readonly Group[], path: string): Group {
    const id = element.group ?? 'BG-1';
    const parent = (element.document ? this.document : element.outer ? chain.at(-2) : chain.at(-1)) ?? this.document;
    const known = element.merge ? parent.groups(id).at(-1) : undefined;
    if (known) return known;
    const group = new Group(id, path);
    parent.add(group);
    return group;
  }

  #term(node: XmlNode, element: Element, id: TermId, group: Group, path: string): void {
    const text = node.text();
    const scheme = element.scheme ? node.attribute(element.scheme) : '';
    const version = element.version ? node.attribute(element.version) : '';
    if (element.unit) {
      const at = `${path}/@unitCode`;
      if ('unitCode' in node.attributes && node.attribute('unitCode') === '') group.setBlank(element.unit, at);
      else group.set(element.unit, node.attribute('unitCode'), { field: at });
    }
    if (text === '') {
      group.setBlank(id, path);
      return;
    }
    const field = path;
    if (element.form === 'note') {
      const coded = /^#([A-Z]{2,3})#\s*([\s\S]*)$/.exec(text);
      if (coded) group.set('BT-21', coded[1] ?? '', { field });
      group.set(id, coded ? (coded[2] ?? '') : text, { field });
      return;
    }
    const value = element.form === 'day' ? day(text) : element.form === 'base64' ? text.slice(0, KEPT_OF_ATTACHMENT) : text;
    // A term of the whole invoice may be repeated by its syntax (BT-8 in each VAT breakdown): the same thing is said once.
    if (element.document && !element.group && group.terms(id).some((term) => term.value === value && term.scheme === scheme)) return;
    const blankScheme = element.scheme !== undefined && scheme === '' && element.scheme in node.attributes;
    group.set(id, value, { scheme, version, field, blankScheme });
  }

  #leftOver(node: XmlNode, path: string): void {
    if (node.children.length === 0) {
      if (node.text() !== '') this.unbound.push(path);
    } else for (const child of node.children) this.#leftOver(child, `${path}/${child.name}`);
  }
}

/** The name fits and every fixed attribute and constant below is there. */
function matches(node: XmlNode, element: Element): boolean {
  if (localName(element.name) !== node.name && !element.also?.includes(node.name)) return false;
  return holds(node, element);
}

function holds(node: XmlNode, element: Element): boolean {
  if (element.constant !== undefined && !element.lenient) return same(node.text(), element.constant);
  for (const [name, value] of Object.entries(element.fixed ?? {})) if (!same(node.attribute(name), value)) return false;
  return (element.children ?? []).every((child) => !tells(child) || node.all(localName(child.name)).some((found) => holds(found, child)));
}

function tells(element: Element): boolean {
  return element.tells ?? (element.fixed !== undefined || (element.constant !== undefined && !element.lenient));
}

function same(text: string, constant: string): boolean {
  const plain = text.toUpperCase() === '1' ? 'TRUE' : text.toUpperCase() === '0' ? 'FALSE' : text.toUpperCase();
  return plain === constant.toUpperCase();
}

/** The total of VAT in the accounting currency is another term (BT-111) than the one in the invoice's. */
function splitTaxTotals(document: Group): void {
  const accounting = document.value('BT-6');
  if (accounting === '' || accounting === document.value('BT-5')) return;
  for (const totals of document.groups('BG-22')) totals.rename('BT-110', 'BT-111', (term) => term.scheme === accounting);
}
