/**
 * What is known of one tool beside what any page tells, as plain data: a few places to look, none of which must exist. The generic capture works without; an adapter
 * makes it surer where the tool could be tried. See README.md for how to add one.
 */
export interface Adapter {
  tool: string;
  /** Selectors that must all be on the page. */
  marks: readonly string[];
  /** A value by place, under a label that the extraction knows. `first-text`: the element's own first text, without what its children add. */
  values: readonly { label: string; select: string; take: 'text' | 'first-text' | 'title' }[];
  /** The link to the customer's own page, where the SIRET is; `rewrite` as [pattern, replacement] where another page of the tool has it. */
  customer: { select: string; rewrite: readonly [string, string] | null };
  /** The link to the page of notes, "" when there is none. */
  note: string;
  /** Patterns on addresses: the invoice's PDF, and what looks like it. "" for none. */
  pdf: { prefer: string; avoid: string };
  /** What it was seen to work on, latest first. */
  triedOn: readonly { version: string; date: string; how: string }[];
}
