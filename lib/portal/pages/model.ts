/**
 * What crosses between the desk, which knows the invoice, and the script in the page, which knows none of it: the portal's fields and a plan, as plain data.
 */
export type FieldKind = 'text' | 'code' | 'siret' | 'date' | 'amount' | 'rate' | 'choice' | 'file';

/** Whose block a field stands in: the same « SIRET » is the buyer's or the seller's. */
export type Role = 'buyer' | 'seller' | 'validator' | 'payee';
export type Group = 'line' | 'vat' | 'totals' | 'references' | 'files' | 'comment' | 'search';

/** One value of a choice, with what a page may write for it; `code` is the contract's own. */
export interface Choice {
  code: string;
  spellings: readonly string[];
}

/**
 * A field of the portal as data. `names` tell it wherever they stand; those that begin with "~" are second best. `weak` names tell it inside its own block
 * (`role` or `group`) alone. A label with a word of `not` is another field's. A field without value in a plan still claims its label: it keeps others off.
 */
export interface FieldSpec {
  key: string;
  kind: FieldKind;
  role?: Role;
  group?: Group;
  names: readonly string[];
  weak?: readonly string[];
  not?: readonly string[];
  /** Words of ids and names in the portal's habit; a bonus, or all there is when a field has no label. */
  ids?: readonly string[];
  choices?: readonly Choice[];
}

/** What the page's words say about whose block it is, which part of the form, and whether this is the portal's form at all. */
export interface Vocabulary {
  roles: Readonly<Record<Role, readonly string[]>>;
  groups: Readonly<Record<Group, readonly string[]>>;
  /** Around a label without changing its meaning. */
  neutral: readonly string[];
  /** Texts that speak for the portal's form, or against it, with their weight; "strong" ones are found on no other kind of page. */
  signs: readonly { words: string; weight: number; strong?: boolean; where?: 'heading' | 'section' | 'button' | 'label' }[];
}

export interface Catalogue {
  version: number;
  fields: readonly FieldSpec[];
  vocabulary: Vocabulary;
}

/** A field that the user pointed at: first looked for, before any label. */
export interface Taught {
  key: string;
  /** Origin of the page. */
  origin: string;
  label: string;
  id: string;
  name: string;
  /** From the page to the element: selectors, one for each shadow root or frame on the way. */
  path: readonly string[];
  tag: string;
  at: number;
}

/** What one field should hold. `values`: the same value in the spellings an input may take, best first. `choice`: the code of the option wanted. */
export interface PlanStep {
  key: string;
  /** Index of the row, for fields of lines and of VAT by rate. */
  row?: number;
  kind: FieldKind;
  values: readonly string[];
  choice?: string;
  /** What else names it in a list, never typed: the structure's name beside its SIRET, the ground of a rate of zero. */
  also?: readonly string[];
  /** May be cut at the input's length: a designation, a comment. */
  mayCut?: boolean;
  /** Fills only where no control stands for that other field. */
  unless?: string;
  /** Where the list holds one thing alone, it is that one: the user's own account, his own structure. */
  sole?: boolean;
  /** Not every form of the portal has it: said only when it stands there. */
  optional?: boolean;
}

export interface FillPlan {
  catalogue: Catalogue;
  steps: readonly PlanStep[];
  /** How many rows the lines and the VAT by rate need. */
  rows: { line: number; vat: number };
  taught: readonly Taught[];
}

export type Outcome =
  | 'filled'
  | 'already-right'
  /** Something else stands there that the user may have typed: not touched. */
  | 'differs'
  | 'not-found'
  /** The page did not keep the value. */
  | 'refused'
  /** Two fields of the page could be it. */
  | 'ambiguous'
  /** Not there yet: a further step, a window that is open. */
  | 'waiting';

/** What became of one step. `id` is the key with its row: "lines.0.name". */
export interface StepReport {
  id: string;
  outcome: Outcome;
  /** Label seen on the page, "" when there is none. */
  label: string;
  /** What the page shows. */
  value: string;
  /** Milliseconds since the filling began. */
  ms: number;
  /** The page's own words about a refusal. */
  said?: string;
}

/** A file that goes into the page, as the extension gives it. */
export interface PlanFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** What the panel asks of the script. `practice`: origins of training portals. `force`: steps whose other value the user agreed to replace. */
export interface FillRequest {
  plan: FillPlan;
  origin: string;
  practice: readonly string[];
  file: PlanFile | null;
  force: readonly string[];
  /** Searches and added rows that were asked of the pages before: a page may come anew for each. */
  asked: readonly string[];
  /** Steps that the user wrote himself on a page before: never replaced unless forced. */
  users: readonly string[];
  /** The page came a moment ago, by the filling or the user's « Suivant »: what stands there is the portal's doing. */
  fresh: boolean;
  /** The page before was the portal's form and this one follows it: less must speak for it. */
  goesOn: boolean;
}

export type Verdict = 'form' | 'not-a-form' | 'login' | 'wrong-site' | 'inner-frame';

export interface FillReport {
  verdict: Verdict;
  /** Weight of what spoke for the portal's form. */
  evidence: number;
  steps: StepReport[];
  ms: number;
}

/** "lines.*.name" with its row: "lines.0.name". */
export function stepId({ key, row }: Pick<PlanStep, 'key' | 'row'>): string {
  return row === undefined ? key : key.replace('*', String(row));
}
