import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import { Fault } from '../../invoice/fault.ts';
import { localName } from '../../invoice/syntax/template.ts';
import { decodeXml, refuseHostile } from './text.ts';

/**
 * An element with its namespace resolved. A missing element is an empty node, never null, so that a path may be followed without a test at each step.
 */
export class XmlNode {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly #text: string;

  constructor(name: string, namespace: string, attributes: Record<string, string>, children: XmlNode[], text: string) {
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
    this.children = children;
    this.#text = text;
  }

  get exists(): boolean {
    return this.name !== '';
  }

  /** Every child element of that local name, whatever its prefix. */
  all(name: string): XmlNode[] {
    return this.children.filter((child) => child.name === name);
  }

  /** The first element at the end of the path. */
  at(...path: string[]): XmlNode {
    let node: XmlNode = this;
    for (const name of path) node = node.children.find((child) => child.name === name) ?? nothing;
    return node;
  }

  /** Text of the element at the end of the path, spaces around removed; "" when there is none. */
  text(...path: string[]): string {
    return this.at(...path).#text.trim();
  }

  attribute(name: string): string {
    return this.attributes[name]?.trim() ?? '';
  }
}

/** The children with their paths below `path`: namesakes are numbered from one, "/Invoice/InvoiceLine[2]", an only child is not. */
export function* childrenOf(node: XmlNode, path: string): Generator<{ node: XmlNode; path: string }> {
  const counts = new Map<string, number>();
  for (const child of node.children) counts.set(child.name, (counts.get(child.name) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const child of node.children) {
    const index = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, index);
    yield { node: child, path: `${path}/${child.name}${(counts.get(child.name) ?? 1) > 1 ? `[${index}]` : ''}` };
  }
}

const nothing = new XmlNode('', '', {}, [], '');

/**
 * The tree of an XML file; `rename` maps local names of an older vocabulary to today's.
 * Throws `xml-hostile` (DOCTYPE, too deep, too big) or `xml-broken`.
 */
export function readTree(bytes: Uint8Array, rename: (root: string) => Readonly<Record<string, string>> = () => ({})): XmlNode {
  const text = decodeXml(bytes);
  refuseHostile(text);
  let root: XmlElement | null;
  try {
    root = parseXml(text).root;
  } catch (cause) {
    throw new Fault('xml-broken', cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '', { cause });
  }
  if (!root) throw new Fault('xml-broken', 'no root element');
  return nodeOf(root, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]), rename(localName(root.name)));
}

function nodeOf(element: XmlElement, inherited: ReadonlyMap<string, string>, names: Readonly<Record<string, string>>): XmlNode {
  let scope = inherited;
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      if (scope === inherited) scope = new Map(inherited);
      (scope as Map<string, string>).set(name === 'xmlns' ? '' : name.slice(6), value);
    } else attributes[localName(name)] = value;
  }
  const prefix = element.name.includes(':') ? element.name.slice(0, element.name.indexOf(':')) : '';
  const local = localName(element.name);
  const children: XmlNode[] = [];
  let text = '';
  for (const child of element.children) {
    if (child instanceof XmlElement) children.push(nodeOf(child, scope, names));
    else if (child instanceof XmlText) text += child.text;
  }
  return new XmlNode(Object.hasOwn(names, local) ? (names[local] ?? local) : local, scope.get(prefix) ?? '', attributes, children, text);
}
