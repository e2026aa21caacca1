import type { CheckContext, Problem, Severity, Target } from '../check.ts';
import type { Invoice, Line } from '../model.ts';

/** What a predicate found; what it leaves out comes from the rule itself. */
export type Finding = Partial<Pick<Problem, 'field' | 'severity' | 'message' | 'remedy'>>;

/** A rule is data plus one small pure predicate that lists what is wrong (nothing = respected). */
export interface Rule {
  id: string;
  /** Where the rule comes from, for the page that lists them all. */
  source: string;
  targets: readonly Target[];
  field: string;
  severity: Severity;
  message: string;
  remedy: string;
  /** Bounds on the issue date, ISO, inclusive. */
  validFrom?: string;
  validUntil?: string;
  /** Targets that take an invoice whose own paper carries this anomaly: there the user may confirm it instead of mending it. */
  onPaper?: readonly Target[];
  find(invoice: Invoice, context: CheckContext): Iterable<Finding>;
}

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
