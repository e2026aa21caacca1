import { complete } from '../invoice/complete.ts';
import { isIsoDate } from '../invoice/dates.ts';
import { digitsOf } from '../invoice/identifiers.ts';
import { type Invoice, restoreInvoice } from '../invoice/model.ts';
import { big, parseDecimal, sameAmount, subtract, sum } from '../invoice/money.ts';
import { respread } from './changes.ts';
import { editLine, type LineField } from './lines.ts';

/** Amount-like leaves, by the last name of their path. */
const decimals = new Set([
  'quantity',
  'netPrice',
  'netAmount',
  'vatRate',
  'rate',
  'amount',
  'taxableAmount',
  'taxAmount',
  'lines',
  'allowances',
  'charges',
  'net',
  'vat',
  'gross',
  'prepaid',
  'payable',
]);
const dates = new Set(['issueDate', 'dueDate', 'date', 'periodStart', 'periodEnd']);

/**
 * What the user typed, as the model keeps it: amounts with a point, identifiers without spaces, dates as ISO.
 * What cannot be understood is kept as typed: the check will say what is wrong with it, nothing is lost.
 */
export function canonical(path: string, typed: string): string {
  const leaf = path.split('.').at(-1) ?? '';
  const value = typed.trim();
  if (decimals.has(leaf)) return parseDecimal(value) || value;
  if (dates.has(leaf)) return isoFromTyped(value);
  if (leaf === 'siret') return digitsOf(value);
  if (leaf === 'iban' || leaf === 'bic' || leaf === 'vatIdentifier') return value.replace(/[\s.\-\u00a0\u202f]/g, '').toUpperCase();
  if (path === 'invoiceNumber' || path === 'engagementNumber' || path === 'serviceCode' || path === 'contractNumber') return value;
  return typed;
}

function isoFromTyped(value: string): string {
  const match = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})$/.exec(value);
  if (!match) return value;
  const [, day = '', month = '', year = ''] = match;
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(iso) ? iso : value;
}

/** The value at a path, as text; "" when there is none. */
export function valueAt(invoice: Invoice, path: string): string {
  let value: unknown = invoice;
  for (const key of path.split('.'))
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** A copy with one leaf changed. A path that does not exist changes nothing. */
function withValue(invoice: Invoice, path: string, value: string): Invoice {
  const copy = structuredClone(invoice) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let target: Record<string, unknown> = copy;
  for (const key of keys) {
    // Own keys only: a path such as "__proto__.x" must reach nothing.
    const next = Object.hasOwn(target, key) ? target[key] : null;
    if (typeof next !== 'object' || next === null) return invoice;
    target = next as Record<string, unknown>;
  }
  if (!Object.hasOwn(target, last)) return invoice;
  target[last] = typeof target[last] === 'boolean' ? value === 'true' : value;
  return restoreInvoice(copy);
}

/**
 * One field edited. Amounts that follow from it follow: a quantity moves its line; lines move the totals, but only totals that agreed with the lines
 * before (or were empty): a total read on paper is a fact, and a disagreement is for the check to tell.
 * `received`: what had been received before the invoice was said to be paid, which the totals do not tell any more.
 */
export function applyEdit(invoice: Invoice, path: string, typed: string, received = ''): Invoice {
  const next = withValue(invoice, path, canonical(path, typed));
  if (next === invoice) return invoice;
  const line = /^lines\.(\d+)\.(\w+)$/.exec(path);
  if (line) {
    const index = Number(line[1]);
    const field = line[2] as LineField;
    const lines = next.lines.map((item, rank) => (rank === index ? editLine(item, field, item[field]) : item));
    return applyLines(invoice, { ...next, lines });
  }
  if (path === 'kind') return withOrigin(next);
  if (path === 'totals.gross' || path === 'totals.prepaid') return withPayable(next);
  if (path === 'alreadyPaid' && next.alreadyPaid !== invoice.alreadyPaid) return withPaid(next, received);
  return next;
}

/** After lines, or what is taken off or added to their sum, changed. */
export function applyLines(before: Invoice, after: Invoice): Invoice {
  const spread = respread(before, after);
  return totalsFollowLines(before) ? withTotalsFromLines(spread) : spread;
}

function totalsFollowLines(invoice: Invoice): boolean {
  const { lines, totals } = invoice;
  return totals.net === '' || (lines.length > 0 && sameAmount(sum(lines.map((item) => item.netAmount)), totals.lines || totals.net));
}

/** A credit note has somewhere to write which invoice it corrects. */
function withOrigin(invoice: Invoice): Invoice {
  if (invoice.kind !== 'credit-note' || invoice.precedingInvoices.length > 0) return invoice;
  return { ...invoice, precedingInvoices: [{ number: '', issueDate: '' }] };
}

function withPaid(invoice: Invoice, received: string): Invoice {
  const { gross, rounding } = invoice.totals;
  const due = big(gross) ? sum([gross, rounding]) : '';
  if (invoice.alreadyPaid) return { ...invoice, totals: { ...invoice.totals, prepaid: due, payable: due && '0.00' } };
  return withPayable({ ...invoice, totals: { ...invoice.totals, prepaid: received } });
}

function withPayable(invoice: Invoice): Invoice {
  const { gross, prepaid, rounding } = invoice.totals;
  return { ...invoice, totals: { ...invoice.totals, payable: big(gross) ? sum([subtract(gross, prepaid), rounding]) : '' } };
}

/** VAT breakdown and totals computed anew from the lines and the document's allowances; exemption reasons and what was prepaid are kept. */
export function withTotalsFromLines(invoice: Invoice): Invoice {
  const vatBreakdown: Invoice['vatBreakdown'] = [];
  const same = (entry: { category: string; rate: string }, category: string, rate: string) =>
    entry.category === category && (entry.rate === rate || sameAmount(entry.rate || '0', rate || '0'));
  for (const { vatCategory: category, vatRate: rate } of [...invoice.lines, ...invoice.allowances]) {
    if (vatBreakdown.some((entry) => same(entry, category, rate))) continue;
    const former = invoice.vatBreakdown.find((entry) => same(entry, category, rate));
    const { exemptionReason = '', exemptionReasonCode = '' } = former ?? {};
    vatBreakdown.push({ category, rate, taxableAmount: '', taxAmount: '', exemptionReason, exemptionReasonCode });
  }
  const prepaid = invoice.alreadyPaid ? '' : invoice.totals.prepaid;
  return complete({
    ...invoice,
    vatBreakdown,
    totals: { lines: '', allowances: '', charges: '', net: '', vat: '', gross: '', prepaid, rounding: invoice.totals.rounding, payable: '' },
  });
}
