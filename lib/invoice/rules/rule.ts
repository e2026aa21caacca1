import type { CheckContext, Problem, Severity, Target } from '../check.ts';
import type { Invoice, Line } from '../model.ts';
import type { Group } from '../norm/document.ts';
import type { Profile } from '../norm/profile.ts';

/** What a predicate found; what it leaves out comes from the rule itself. */
export type Finding = Partial<Pick<Problem, 'field' | 'severity' | 'message' | 'remedy'>>;

/** Who wrote the rule; the norm and its Factur-X profiles judge any file, the others a file meant for their target. */
export const families = ['EN 16931', 'Factur-X', 'BR-FR', 'BR-FR-CPRO', 'Chorus Pro', 'Loi', 'Vraisemblance'] as const;
export type Family = (typeof families)[number];

/** A rule is data plus one small pure predicate that lists what is wrong (nothing = respected). */
interface RuleFacts {
  /** Identifier given by its author, else one of ours in capitals. Unique in the table. */
  id: string;
  family: Family;
  /** Where the rule comes from, for the page that lists them all. */
  source: string;
  targets: readonly Target[];
  /** Path in the draft where the cursor goes when the finding names no other. */
  field: string;
  severity: Severity;
  message: string;
  remedy: string;
  /** Bounds on the issue date, ISO, inclusive. */
  validFrom?: string;
  validUntil?: string;
  /** Targets that take an invoice whose own paper carries this anomaly: there the user may confirm it instead of mending it. */
  onPaper?: readonly Target[];
  /** The user may go on all the same, knowingly, on every target: what the button says. Kept and shown like a confirmation. */
  knowingly?: string;
  /** What lacks or is doubtful can be asked of the buyer, by a message ready to send. */
  asks?: true;
}

/** A rule on the draft as the user sees it. */
export interface InvoiceRule extends RuleFacts {
  find(invoice: Invoice, context: CheckContext): Iterable<Finding>;
}

/** What a rule of the norm may know beside the terms: some are worded for one syntax, or apply from one profile up. */
export interface NormContext extends CheckContext {
  target: Target | null;
  /** Null for a draft. */
  syntax: 'cii' | 'ubl' | null;
  profile: Profile | null;
}

/** A rule on business terms, for drafts and files alike. */
export interface NormRule extends RuleFacts {
  judge(document: Group, context: NormContext): Iterable<Finding>;
}

export type Rule = InvoiceRule | NormRule;

export const everyTarget: readonly Target[] = ['portal', 'chorus', 'afnor'];
export const chorusPro: readonly Target[] = ['portal', 'chorus'];

const respected: readonly Finding[] = [];
const broken: readonly Finding[] = [{}];

/** The rule's own sentence when `condition` holds. */
export function when(condition: boolean): readonly Finding[] {
  return condition ? broken : respected;
}

export function missing(value: string): readonly Finding[] {
  return when(value.trim() === '');
}

/** One finding for each line that breaks the rule, the cursor on `lines.N.<field>`. */
export function onLines(
  invoice: Invoice,
  field: keyof Line,
  broken: (line: Line) => boolean,
  message?: (line: Line, index: number) => string,
): Finding[] {
  return invoice.lines.flatMap((line, index) =>
    broken(line) ? [{ field: `lines.${index}.${field}`, ...(message ? { message: message(line, index) } : {}) }] : [],
  );
}

/** « ligne 2 (Pain de campagne) », to name a line in a sentence. */
export function lineLabel(line: Line, index: number): string {
  return line.name ? `ligne ${index + 1} (${line.name})` : `ligne ${index + 1}`;
}
