import type { Invoice } from './model.ts';
import { normOf } from './norm/of-invoice.ts';
import type { Requirement } from './requirement.ts';
import { rules } from './rules/index.ts';

/** `portal`: PDF deposited with data typed beside it. `chorus`: Factur-X/CII flow to Chorus Pro. `afnor`: for an approved platform (XP Z12-012). */
export const targets = ['portal', 'chorus', 'afnor'] as const;
export type Target = (typeof targets)[number];

export type Severity = 'error' | 'warning' | 'info';

export interface Problem {
  /** Identifier of the rule, e.g. "BR-CO-15", "CPP-NUMBER-LENGTH". */
  rule: string;
  /** Path in the invoice ("buyer.siret", "lines.0.netAmount"), where the cursor should go. */
  field: string;
  severity: Severity;
  /** What is wrong, in plain French. */
  message: string;
  /** The one thing to do, in plain French. */
  remedy: string;
  /**
   * The paper itself may carry this anomaly and the target takes it all the same: the user may confirm that the invoice says so. Absent: he cannot.
   * A problem confirmed by `CheckContext.confirmed` comes back as `info` with `confirmed` true, so that it is seen and no longer blocks.
   */
  confirmable?: boolean;
  confirmed?: boolean;
}

/** What a confirmation is kept under: the same rule on the same field, whatever the sentence. */
export function confirmationKey({ rule, field }: Pick<Problem, 'rule' | 'field'>): string {
  return `${rule}|${field}`;
}

/** What the rules may know beside the invoice itself. */
export interface CheckContext {
  /** Today, ISO; rules on future dates are silent when absent. */
  today?: string;
  /** What the recipient demands; 'unknown' when its file was never seen. */
  requires?: Requirement;
  /** The chosen service demands an engagement number on its own. */
  serviceRequiresEngagement?: boolean;
  /** The recipient's SIRET was computed, not read anywhere official. */
  recipientGuessed?: boolean;
  /** Numbers already used by this seller in the same year. */
  usedNumbers?: readonly string[];
  /** Keys (`confirmationKey`) of the anomalies that the user confirmed to be on the paper. */
  confirmed?: readonly string[];
  /** Qualification's fictive structures fail the Luhn key: a warning there, an error in production. */
  fictiveIdentifiers?: boolean;
}

const order: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Everything that the portal, the norm or the law would refuse in this draft, errors first, then in the order of the rule table. Pure. */
export function check(invoice: Invoice, target: Target, context: CheckContext = {}): Problem[] {
  const problems: Problem[] = [];
  const document = normOf(invoice, target);
  const normContext = { ...context, target, syntax: null, profile: null };
  for (const rule of rules) {
    if (!rule.targets.includes(target)) continue;
    if (rule.validFrom && invoice.issueDate < rule.validFrom) continue;
    if (rule.validUntil && (invoice.issueDate === '' || invoice.issueDate > rule.validUntil)) continue;
    for (const finding of 'judge' in rule ? rule.judge(document, normContext) : rule.find(invoice, context)) {
      const problem: Problem = {
        rule: rule.id,
        severity: finding.severity ?? rule.severity,
        field: finding.field ?? rule.field,
        message: finding.message ?? rule.message,
        remedy: finding.remedy ?? rule.remedy,
      };
      problems.push(rule.onPaper?.includes(target) && problem.severity !== 'info' ? settle(problem, context) : problem);
    }
  }
  return problems.sort((a, b) => order[a.severity] - order[b.severity]);
}

function settle(problem: Problem, { confirmed = [] }: CheckContext): Problem {
  const known = confirmed.includes(confirmationKey(problem));
  return known ? { ...problem, confirmable: true, confirmed: true, severity: 'info' } : { ...problem, confirmable: true };
}

/** No error stands between this invoice and its deposit. */
export function isReady(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity !== 'error');
}
