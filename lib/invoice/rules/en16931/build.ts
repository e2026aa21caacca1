import { Big } from 'big.js';
import { big } from '../../money.ts';
import type { Group, GroupId, TermId } from '../../norm/document.ts';
import { everyTarget, type Finding, type NormContext, type NormRule } from '../rule.ts';

/** What most rules of the norm share. `source` is filled with the rule's own number. */
export type NormRuleText = Pick<NormRule, 'id' | 'field' | 'message' | 'remedy'> &
  Partial<Pick<NormRule, 'severity' | 'targets' | 'source' | 'family' | 'onPaper'>>;

export function norm(text: NormRuleText, judge: NormRule['judge']): NormRule {
  return { family: 'EN 16931', source: `EN 16931-1, ${text.id}`, severity: 'error', targets: everyTarget, ...text, judge };
}

/** Every instance of the group must have the term. With `group` null the term belongs to the invoice itself. */
export function required(text: NormRuleText, group: GroupId | null, ...anyOf: readonly TermId[]): NormRule {
  return norm(text, (document) =>
    (group ? [...document.deep(group)] : [document])
      .filter((item) => !anyOf.some((id) => item.has(id)))
      .map((item) => ({ field: item.fieldOf(anyOf[0] ?? 'BT-1') || text.field })),
  );
}

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

/** The VAT category, unless the file says that the tax is another one than VAT. */
export function categoryOf(group: Group | undefined, id: TermId, { syntax }: NormContext): string {
  if (!group) return '';
  const scheme = group.value('EXT-TAX-SCHEME');
  return syntax !== null && scheme.toUpperCase() !== 'VAT' ? '' : group.value(id);
}

/** Number of decimals written. */
export function decimals(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}
