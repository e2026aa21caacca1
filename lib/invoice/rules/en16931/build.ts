import { Big } from 'big.js';
import { big } from '../../money.ts';
import { Group, type GroupId, type TermId } from '../../norm/document.ts';
import { everyTarget, type Finding, type NormContext, type NormRule } from '../rule.ts';

/** What most rules of the norm share. `source` is filled with the rule's own number. */
export type NormRuleText = Pick<NormRule, 'id' | 'field' | 'message' | 'remedy'> &
  Partial<Pick<NormRule, 'severity' | 'targets' | 'source' | 'family' | 'onPaper'>>;

export function norm(text: NormRuleText, judge: NormRule['judge']): NormRule {
  return { family: 'EN 16931', source: `EN 16931-1, ${text.id}`, severity: 'error', targets: everyTarget, ...text, judge };
}

/**
 * Every instance of the group must have one of the terms. With `group` null the term belongs to the invoice itself. The norm asks of some terms that
 * they be there, of others that they say something: `filled` tells the second kind.
 */
export function required(text: NormRuleText & { filled?: boolean }, group: GroupId | null, ...anyOf: readonly TermId[]): NormRule {
  const { filled = false, ...rule } = text;
  return norm(rule, (document, { syntax }) =>
    (group ? found(document, group, syntax) : [document])
      .filter((item) => !anyOf.some((id) => (filled ? item.has(id) : item.exists(id))))
      .map((item) => ({ field: item.fieldOf(anyOf[0] ?? 'BT-1') || text.field })),
  );
}

/** A seller and a process control are always asked of, even when the file has none at all. */
function found(document: Group, id: GroupId, syntax: NormContext['syntax']): Group[] {
  const groups = instances(document, id, syntax);
  return groups.length === 0 && (id === 'BG-2' || id === 'BG-4') ? [new Group(id)] : groups;
}

/** UBL's rules on the totals speak of the element that holds them, not of the total of VAT, which stands elsewhere. */
export function instances(document: Group, id: GroupId, syntax: NormContext['syntax']): Group[] {
  const groups = [...document.deep(id)];
  if (id !== 'BG-22' || syntax !== 'ubl') return groups;
  return groups.filter((totals) => totalTerms.some((term) => totals.exists(term)));
}

const totalTerms = ['BT-106', 'BT-107', 'BT-108', 'BT-109', 'BT-112', 'BT-113', 'BT-114', 'BT-115'] as const;

/** The amount, or null when it is absent or no decimal. */
export function amountOf(group: Group | undefined, id: TermId): Big | null {
  const value = group?.value(id) ?? '';
  return value === '' ? null : big(canonical(value));
}

/** xsd:decimal allows a sign and a bare point; the model's decimals do not. */
function canonical(value: string): string {
  return value
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '')
    .replace(/(\.\d{10})\d+$/, '$1');
}

export function total(groups: readonly Group[], id: TermId): Big {
  return groups.reduce((sum, group) => sum.plus(amountOf(group, id) ?? 0), new Big(0));
}

/** Rounded to the cent, half up towards positive infinity as XPath's round() does. */
export function cents(value: Big): Big {
  const scaled = value.times(100);
  return scaled
    .plus('0.5')
    .round(0, scaled.plus('0.5').lt(0) && !scaled.plus('0.5').eq(scaled.plus('0.5').round(0, 0)) ? 3 : 0)
    .div(100);
}

export const present = (condition: boolean, finding: Finding = {}): readonly Finding[] => (condition ? [finding] : []);

/** « 1234,50 € » inside a sentence. */
export function euros(value: Big | string): string {
  const text = typeof value === 'string' ? value : value.toFixed(2);
  return `${text.replace('.', ',')} €`;
}

/** The tax is VAT: a file says so beside each category, a draft knows no other. */
export function vatKnown(group: Group, { syntax }: NormContext): boolean {
  return syntax === null || group.value('EXT-TAX-SCHEME').toUpperCase() === 'VAT';
}

/** The VAT category, unless the file says that the tax is another one than VAT. */
export function categoryOf(group: Group | undefined, id: TermId, context: NormContext): string {
  return group && vatKnown(group, context) ? group.value(id) : '';
}

export function categorised(group: Group | undefined, id: TermId, context: NormContext): boolean {
  return group !== undefined && vatKnown(group, context) && group.exists(id);
}

/** Number of decimals written. */
export function decimals(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}
