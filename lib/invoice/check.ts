import type { Invoice } from './model.ts';
import type { Group } from './norm/document.ts';
import { normOf } from './norm/of-invoice.ts';
import type { Profile } from './norm/profile.ts';
import type { Requirement } from './requirement.ts';
import { rules } from './rules/index.ts';
import type { Family, NormContext } from './rules/rule.ts';

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
  /** It is not the paper that is confirmed: the user goes on knowingly, and this is what he presses. Always with `confirmable`. */
  knowingly?: string;
  /** A message to the buyer can ask for what lacks. */
  asks?: true;
}

/** What this device knows of the engagement number of an invoice. Amounts exclude VAT. */
export interface EngagementFacts {
  /** ISO day of the order, else of the first invoice that carried it; "" unknown. */
  since: string;
  /** Amount of the order, "" unknown. */
  ordered: string;
  /** Billed by the other invoices that left, credit notes taken off. */
  billed: string;
  /** Their numbers. */
  invoices: readonly string[];
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
  /** The service code given: one of the recipient's that is open, closed, not among those listed, or nothing is known (or none is given). */
  serviceState?: 'open' | 'closed' | 'unknown' | 'unsaid';
  /** In the directory the recipient is closed; receives nothing but works; is a primary school or a canteen, for which another pays. */
  recipientClosed?: boolean;
  recipientWorksOnly?: boolean;
  recipientIsSchool?: boolean;
  /** Absent when the invoice has no engagement number, or nothing is known of it. */
  engagement?: EngagementFacts;
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
  return judge(normOf(invoice, target), invoice, { ...context, target, syntax: null, profile: null });
}

/**
 * The whole table on business terms and on the model they make: a draft's, or a file's. A file without target is judged by the norm and its profiles
 * alone: nobody knows yet to whom it would be sent.
 */
export function judge(document: Group, invoice: Invoice, context: NormContext): Problem[] {
  const { target } = context;
  const problems: Problem[] = [];
  for (const rule of rules) {
    if (target === null ? !ofTheNorm.has(rule.family) : !rule.targets.includes(target)) continue;
    if (rule.validFrom && invoice.issueDate < rule.validFrom) continue;
    if (rule.validUntil && (invoice.issueDate === '' || invoice.issueDate > rule.validUntil)) continue;
    if (context.profile !== null && !inProfile(rule.id, rule.family, context.profile)) continue;
    for (const finding of 'judge' in rule ? rule.judge(document, context) : rule.find(invoice, context)) {
      const field = finding.field ?? rule.field;
      const problem: Problem = {
        rule: rule.id,
        severity: finding.severity ?? rule.severity,
        field,
        message: 'judge' in rule ? onLine(invoice, field, finding.message ?? rule.message) : (finding.message ?? rule.message),
        remedy: finding.remedy ?? rule.remedy,
      };
      if (rule.asks) problem.asks = true;
      if (rule.knowingly) problem.knowingly = rule.knowingly;
      const onPaper = target !== null && (rule.knowingly !== undefined || rule.onPaper?.includes(target) === true) && problem.severity !== 'info';
      problems.push(onPaper ? settle(problem, context) : problem);
    }
  }
  return problems.sort((a, b) => order[a.severity] - order[b.severity]);
}

const ofTheNorm: ReadonlySet<Family> = new Set(['EN 16931', 'Factur-X']);

/**
 * A Factur-X profile weaker than EN 16931 leaves terms out, and the rules on them with them; EXTENDED has sub-lines and replaces the rules that count
 * lines by its own (Factur-X 1.09, rule sets of each profile). Code lists are bound from EN 16931 up.
 */
function inProfile(id: string, family: Family, profile: Profile): boolean {
  if (family !== 'EN 16931') return true;
  if (profile === 'minimum') return inMinimum.test(id);
  if (profile === 'basicwl') return !beyondBasicWl.test(id);
  return profile !== 'extended' || !countsLines.test(id);
}

const inMinimum = /^BR-(0[1-9]|1[345]|CO-09|CO-26|DEC-1[2348])$/;
const beyondBasicWl =
  /^BR-(CL-\d+|16|2[1-8]|30|4[1-4]|5[124]|6[45]|B-0[12]|CO-(0[478]|10|20|23|24)|DEC-2[3-8]|(S|Z|E|AE|IC|G|O|AF|AG)-(01|02|05|08)|O-12)$/;
const countsLines =
  /^BR-(CL-\d+|2[2-8]|38|44|54|CO-(0[468]|1[0-3]|1[5-7]|2[24])|(S|Z|E|AE|IC|G|O|AF|AG)-(01|08)|(AF|AG|Z|S)-10|S-09|O-(0[2-4]|1[1-4]))$/;

/** A sentence on one of several lines says which: « Ligne 2 (Pain de campagne) : la quantité manque. » */
function onLine({ lines }: Invoice, field: string, message: string): string {
  const index = Number(/^lines\.(\d+)/.exec(field)?.[1] ?? -1);
  const line = lines[index];
  if (!line || lines.length < 2) return message;
  return `Ligne ${index + 1}${line.name ? ` (${line.name})` : ''} : ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

function settle(problem: Problem, { confirmed = [] }: CheckContext): Problem {
  const known = confirmed.includes(confirmationKey(problem));
  return known ? { ...problem, confirmable: true, confirmed: true, severity: 'info' } : { ...problem, confirmable: true };
}

/** No error stands between this invoice and its deposit. */
export function isReady(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity !== 'error');
}
