import { day, labelled, siret as spacedSiret, spelled } from './format.ts';
import { review } from './words/fr/invoice.ts';

type Kind = 'text' | 'amount' | 'number' | 'date' | 'siret' | 'iban' | 'code' | 'email' | 'tel';

interface FieldKind {
  kind: Kind;
  /** Any type of text field: preact types each one apart, so a type that is data goes under the name of the plainest. */
  type: 'text';
  inputMode: 'text' | 'decimal' | 'numeric' | 'email' | 'tel';
  autocomplete: string;
  capitals: boolean;
}

const kinds: Record<Kind, FieldKind> = {
  text: { kind: 'text', type: 'text', inputMode: 'text', autocomplete: 'off', capitals: false },
  amount: { kind: 'amount', type: 'text', inputMode: 'decimal', autocomplete: 'off', capitals: false },
  number: { kind: 'number', type: 'text', inputMode: 'numeric', autocomplete: 'off', capitals: false },
  date: { kind: 'date', type: 'date' as 'text', inputMode: 'numeric', autocomplete: 'off', capitals: false },
  siret: { kind: 'siret', type: 'text', inputMode: 'numeric', autocomplete: 'off', capitals: false },
  iban: { kind: 'iban', type: 'text', inputMode: 'text', autocomplete: 'off', capitals: true },
  code: { kind: 'code', type: 'text', inputMode: 'text', autocomplete: 'off', capitals: true },
  email: { kind: 'email', type: 'email' as 'text', inputMode: 'email', autocomplete: 'email', capitals: false },
  tel: { kind: 'tel', type: 'tel' as 'text', inputMode: 'tel', autocomplete: 'tel', capitals: false },
};

/** The keyboard and the browser's help that suit a field of the invoice. */
export function kindOf(path: string): FieldKind {
  const leaf = path.split('.').at(-1) ?? '';
  if (/^(quantity|netPrice|netAmount|vatRate|net|vat|gross|payable|prepaid|taxAmount|taxableAmount)$/.test(leaf)) return kinds.amount;
  if (/^(issueDate|dueDate|date|periodStart|periodEnd)$/.test(leaf)) return kinds.date;
  if (leaf === 'siret') return kinds.siret;
  if (leaf === 'iban') return kinds.iban;
  if (/^(bic|vatIdentifier|serviceCode|engagementNumber|contractNumber|invoiceNumber)$/.test(leaf)) return kinds.code;
  if (leaf === 'email') return kinds.email;
  if (leaf === 'phone') return kinds.tel;
  const autocomplete: Record<string, string> = {
    'seller.name': 'organization',
    'seller.address.line1': 'address-line1',
    'seller.address.postcode': 'postal-code',
    'seller.address.city': 'address-level2',
  };
  return { ...(leaf === 'postcode' ? kinds.number : kinds.text), autocomplete: autocomplete[path] ?? 'off' };
}

/** A stored value as it is shown in its field. */
export function spelling(path: string, value: string): string {
  const { kind } = kindOf(path);
  if (kind === 'amount') return spelled(value);
  if (kind === 'siret') return spacedSiret(value);
  if (kind === 'iban') return value.replace(/(.{4})(?=.)/g, '$1 ');
  if (path === 'kind') return review.fields[value] ?? value;
  return value;
}

/** A value in a sentence or on a button, where a date is no form field's. */
export const shown = (path: string, value: string): string => (kindOf(path).kind === 'date' ? day(value) : spelling(path, value));

export function labelOf(path: string): string {
  const line = /^lines\.(\d+)\.(\w+)$/.exec(path);
  if (line) return labelled(review.lineOf(Number(line[1]) + 1), review.line[line[2] as keyof typeof review.line] ?? line[2] ?? '');
  return review.fields[path] ?? review.fields[path.split('.')[0] ?? ''] ?? path;
}

/** The order in which doubtful fields are walked through: what costs most when wrong comes first. */
export const walkOrder = [
  'kind',
  'totals.gross',
  'totals.net',
  'totals.vat',
  'totals.payable',
  'invoiceNumber',
  'issueDate',
  'payment.dueDate',
  'delivery.date',
  'seller.siret',
  'seller.name',
  'seller.vatIdentifier',
  'payment.iban',
  'payment.bic',
  'seller.address.line1',
  'seller.address.postcode',
  'seller.address.city',
  'seller.legalMention',
];
