/**
 * An invoice as EN 16931-1 lays it out: business terms (BT) inside business groups (BG), whatever the syntax or the draft they came from. The rules of
 * the norm are written once, on this shape; a problem leads back through `field` to the place it came from (a path of the draft, or of the file).
 * `EXT-…` are the terms that the French EXTENDED-CTC-FR profile adds (XP Z12-012).
 */
export type TermId = `BT-${string}` | `EXT-${string}`;
export type GroupId = `BG-${string}` | `EXT-${string}`;

/** One business term, as written: no value is repaired on the way. */
export interface Term {
  readonly id: TermId;
  /** The text, spaces around removed; never "" (a term without text is absent, except in `blank`). */
  readonly value: string;
  /** Scheme of an identifier (`schemeID`, `listID`), unit of a quantity, currency of an amount, MIME type of an attachment; "" when none. */
  readonly scheme: string;
  /** The scheme's attribute is there and says nothing. */
  readonly blankScheme?: boolean;
  /** Version of the scheme (`listVersionID`), file name of an attachment; "" when none. */
  readonly version: string;
  /** Where it came from: "totals.gross" in a draft, "/CrossIndustryInvoice/…" in a file. */
  readonly field: string;
}

/** A business group, or the whole invoice. Groups and terms keep the order in which they were written. */
export class Group {
  readonly id: GroupId | 'invoice';
  /** Where the group stands in its source. */
  readonly field: string;
  readonly #terms = new Map<TermId, Term[]>();
  readonly #groups = new Map<GroupId, Group[]>();
  readonly #order: Group[] = [];
  /** Where a term that is missing should be written; filled by the source for the terms it knows. */
  readonly #places = new Map<TermId, string>();
  /** Terms whose element is there without a text. */
  readonly #blank = new Set<TermId>();

  constructor(id: GroupId | 'invoice', field = '') {
    this.id = id;
    this.field = field;
  }

  /** First value of the term, "" when absent. */
  value(id: TermId): string {
    return this.#terms.get(id)?.[0]?.value ?? '';
  }

  term(id: TermId): Term | undefined {
    return this.#terms.get(id)?.[0];
  }

  terms(id: TermId): readonly Term[] {
    return this.#terms.get(id) ?? [];
  }

  has(id: TermId): boolean {
    return this.#terms.has(id);
  }

  /** The element of the term is there and says nothing. */
  blank(id: TermId): boolean {
    return this.#blank.has(id);
  }

  /** The element of the term is there, whatever it says. */
  exists(id: TermId): boolean {
    return this.#terms.has(id) || this.#blank.has(id);
  }

  group(id: GroupId): Group | undefined {
    return this.#groups.get(id)?.[0];
  }

  groups(id: GroupId): readonly Group[] {
    return this.#groups.get(id) ?? [];
  }

  /** Where to mend the term: its own place, else the place announced for it, else the group's. */
  fieldOf(id: TermId): string {
    return this.#terms.get(id)?.[0]?.field ?? this.#places.get(id) ?? this.field;
  }

  /** Every term below, this group's own included, in the order written. */
  *all(): Generator<{ term: Term; group: Group }> {
    for (const terms of this.#terms.values()) for (const term of terms) yield { term, group: this };
    for (const groups of this.#groups.values()) for (const group of groups) yield* group.all();
  }

  /** Every group, this one first, in the order written. */
  *everywhere(): Generator<Group> {
    yield this;
    for (const group of this.#order) yield* group.everywhere();
  }

  /** Every group of that id below, at any depth. */
  *deep(id: GroupId): Generator<Group> {
    for (const [key, groups] of this.#groups)
      for (const group of groups) {
        if (key === id) yield group;
        yield* group.deep(id);
      }
  }

  get isEmpty(): boolean {
    return this.#terms.size === 0 && this.#groups.size === 0;
  }

  /** Adds a term; a blank one only leaves its place. */
  set(
    id: TermId,
    value: string,
    { scheme = '', version = '', field = this.field, blankScheme = false }: Partial<Pick<Term, 'scheme' | 'version' | 'field' | 'blankScheme'>> = {},
  ): this {
    const text = value.trim();
    if (text === '') {
      this.#places.set(id, field);
      return this;
    }
    const terms = this.#terms.get(id) ?? [];
    terms.push({ id, value: text, scheme, version, field, ...(blankScheme ? { blankScheme } : {}) });
    this.#terms.set(id, terms);
    return this;
  }

  /** Says that the element is there without a text. */
  setBlank(id: TermId, field: string): void {
    this.#blank.add(id);
    this.#places.set(id, field);
  }

  /** Moves the terms that `chosen` picks under another id. */
  rename(from: TermId, to: TermId, chosen: (term: Term) => boolean): void {
    const terms = this.#terms.get(from) ?? [];
    const moved = terms.filter(chosen);
    if (moved.length === 0) return;
    const left = terms.filter((term) => !chosen(term));
    if (left.length > 0) this.#terms.set(from, left);
    else this.#terms.delete(from);
    this.#terms.set(to, [...(this.#terms.get(to) ?? []), ...moved.map((term) => ({ ...term, id: to }))]);
  }

  add(group: Group): this {
    if (group.id === 'invoice') throw new TypeError('an invoice is inside no group');
    const groups = this.#groups.get(group.id) ?? [];
    groups.push(group);
    this.#groups.set(group.id, groups);
    this.#order.push(group);
    return this;
  }

  /** The groups directly below, of any id, in the order written. */
  get ordered(): readonly Group[] {
    return this.#order;
  }
}
