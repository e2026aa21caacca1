import type { GroupId, TermId } from '../norm/document.ts';

/**
 * How a syntax carries the business terms of EN 16931, as data: a tree of elements in the order of the schema, read by `lib/reading/xml` and written by
 * `lib/formats`. One table serves both ways, so what is written can be read back.
 */
export interface Element {
  /** Qualified name as written, "ram:ID"; the reader compares local names. */
  readonly name: string;
  /** Other local names under which older files hold the same element. Read, never written. */
  readonly also?: readonly string[];
  /** Each occurrence is one business group. */
  readonly group?: GroupId;
  /** The group may be spread over several elements: its terms join the one already there. */
  readonly merge?: boolean;
  /** The group belongs to the group around the current one: UBL nests a line's VAT inside its item. */
  readonly outer?: boolean;
  /** What is inside belongs to the whole invoice, wherever the syntax nests it. */
  readonly document?: boolean;
  /** The text is this term. */
  readonly term?: TermId;
  readonly form?: Form;
  /** Attributes that go with the term: its scheme and version (`Term.scheme`, `Term.version`). */
  readonly scheme?: string;
  readonly version?: string;
  /** Writes only terms that have a scheme, or only terms that have none. */
  readonly schemed?: boolean;
  /** Term whose value is this element's `unitCode`. */
  readonly unit?: TermId;
  /** Attributes of fixed value, written and demanded when reading. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Fixed text: written when its parent says something, demanded when reading. */
  readonly constant?: string;
  /** The constant is written, but any text is accepted; with a `term`, what is read is kept under it. */
  readonly lenient?: boolean;
  /** The parent is the one meant only if this child is there and holds; constants and fixed attributes tell by themselves. */
  readonly tells?: boolean;
  /** Written for the invoice's own terms inside it even when the group itself says nothing. */
  readonly even?: boolean;
  /** Written whenever its parent is, though it holds nothing but constants. */
  readonly joint?: boolean;
  /** The wrapper is repeated for each occurrence of the term inside it. */
  readonly each?: boolean;
  /** Weakest Factur-X profile that has the element. */
  readonly from?: Level;
  /** Written even when empty: the schema demands it. */
  readonly always?: boolean;
  /** Read, never written. */
  readonly readOnly?: boolean;
  readonly children?: readonly Element[];
}

/**
 * How a value is spelled. `amount`: two decimals at least. `money`: the same with its `currencyID`; `price`: the currency without the two decimals.
 * `day`: ISO in the model, YYYYMMDD under format 102. `note`: « #PMT#texte », BT-21 and BT-22 in one text. `multiline`: occurrences are one text.
 * `base64`: an attachment, of which only the beginning is kept. `vat-due`: UNTDID 2005 where the model has 2475.
 */
export type Form = 'text' | 'amount' | 'money' | 'price' | 'day' | 'note' | 'multiline' | 'base64' | 'vat-due';

export const levels = ['minimum', 'basicwl', 'basic', 'en16931', 'extended'] as const;
export type Level = (typeof levels)[number];

type Options = Omit<Element, 'name' | 'term' | 'children' | 'constant' | 'group'>;

/** An element whose text is a term. */
export function leaf(name: string, term: TermId, options: Options = {}): Element {
  return { name, term, ...options };
}

/** An element that only holds others. */
export function node(name: string, children: readonly Element[], options: Options = {}): Element {
  return { name, children, ...options };
}

/** An element that is a business group. */
export function group(name: string, id: GroupId, children: readonly Element[], options: Options & Pick<Element, 'term'> = {}): Element {
  return { name, group: id, children, ...options };
}

/** An element whose text is always the same, and tells its parent from its namesakes. */
export function constant(name: string, text: string, options: Options & Pick<Element, 'term'> = {}): Element {
  return { name, constant: text, ...options };
}

/** "ram:ID" → "ID". */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
