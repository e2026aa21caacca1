import { Big } from 'big.js';
import type { AllowanceCharge, Invoice, VatCategory } from '../invoice/model.ts';
import { big, round, sameAmount, sum } from '../invoice/money.ts';
import { discountReason, percentOf, share } from './lines.ts';

/**
 * Discounts and costs of a whole invoice, as the user thinks of them: « 10 % de remise », « 5 € de livraison ». The norm wants each of them under one
 * VAT rate (BG-20, BG-21): what is given once is spread over the rates of the lines, in proportion (BOI-TVA-BASE-10-20-40).
 */
export interface DocumentChange {
  /** True adds (delivery costs), false takes off (discount). */
  charge: boolean;
  reason: string;
  /** Percent of the lines, "" when it is an amount. */
  percent: string;
  /** Excluding VAT, positive. */
  amount: string;
}

export const freightReason = 'Frais de livraison';

interface Base {
  vatCategory: VatCategory;
  vatRate: string;
  amount: Big;
}

function basesOf({ lines }: Pick<Invoice, 'lines'>): Base[] {
  const bases: Base[] = [];
  for (const { vatCategory, vatRate, netAmount } of lines) {
    const amount = big(netAmount) ?? new Big(0);
    const known = bases.find((base) => base.vatCategory === vatCategory && (base.vatRate === vatRate || sameAmount(base.vatRate, vatRate)));
    if (known) known.amount = known.amount.plus(amount);
    else bases.push({ vatCategory, vatRate, amount });
  }
  const positive = bases.filter((base) => base.amount.gt(0));
  return positive.length > 0 ? positive : bases.slice(0, 1);
}

/** Cents of `amount` shared in proportion to the bases; what rounding leaves goes to the largest remainders, so that the sum is exact. */
function proportioned(amount: Big, bases: readonly Base[]): Big[] {
  const total = bases.reduce((before, base) => before.plus(base.amount), new Big(0));
  const cents = amount.times(100).round();
  if (total.lte(0)) return bases.map((_, index) => (index === 0 ? cents.div(100) : new Big(0)));
  const exact = bases.map((base) => cents.times(base.amount).div(total));
  const floors = exact.map((value) => value.round(0, Big.roundDown));
  let left = Number(cents.minus(floors.reduce((before, value) => before.plus(value), new Big(0))));
  const byRemainder = exact.map((value, index) => ({ index, rest: value.minus(floors[index] ?? 0) })).sort((a, b) => b.rest.cmp(a.rest));
  const shares = [...floors];
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? new Big(0)).plus(1);
    left--;
  }
  return shares.map((value) => value.div(100));
}

function spread({ charge, reason, percent, amount }: DocumentChange, bases: readonly Base[]): AllowanceCharge[] {
  const given = big(amount);
  const amounts =
    percent !== '' ? bases.map((base) => share(base.amount.toFixed(), percent)) : given ? proportioned(given, bases).map((part) => round(part)) : [];
  const parts = amounts.flatMap((part, index) => {
    const base = bases[index];
    return base ? [{ charge, amount: part, reason, vatCategory: base.vatCategory, vatRate: base.vatRate }] : [];
  });
  // A discount of nothing on a rate prints no line, unless it is all there is to remember the percentage.
  const real = parts.filter((part) => !sameAmount(part.amount, '0'));
  return real.length > 0 ? real : parts.slice(0, 1);
}

/** The changes that an invoice carries, its allowances and charges of one reason taken together. */
export function changesOf({ allowances }: Pick<Invoice, 'allowances'>): DocumentChange[] {
  const changes: DocumentChange[] = [];
  for (const { charge, reason, amount } of allowances) {
    const percent = charge ? '' : percentOf(reason);
    const known = changes.find((change) => change.charge === charge && change.reason === reason);
    if (known) known.amount = sum([known.amount, amount]);
    else changes.push({ charge, reason, percent, amount });
  }
  return changes;
}

/** The invoice with exactly these changes, spread over its rates; its totals are not touched. */
export function withChanges(invoice: Invoice, changes: readonly DocumentChange[]): Invoice {
  const bases = basesOf(invoice);
  return { ...invoice, allowances: changes.flatMap((change) => spread(change, bases)) };
}

/**
 * After the lines changed: what was spread over the old ones is spread over the new. What a paper or a file said otherwise, and what the user has just
 * changed himself, is left as it is.
 */
export function respread(before: Invoice, after: Invoice): Invoice {
  const changes = changesOf(before);
  const same = (left: Invoice, right: Invoice) => JSON.stringify(left.allowances) === JSON.stringify(right.allowances);
  if (changes.length === 0 || !same(before, after) || !same(withChanges(before, changes), before)) return after;
  return withChanges(after, changes);
}

/** The user's discount, in percent or as an amount, and delivery costs; blank ones fall away. Others that the invoice carries stay. */
export function withDiscountAndFreight(invoice: Invoice, given: { percent: string; discount: string; freight: string }): Invoice {
  const others = changesOf(invoice).filter((change) => !isDiscount(change) && !isFreight(change));
  const isGiven = (value: string) => big(value)?.gt(0) === true;
  return withChanges(invoice, [
    ...others,
    ...(isGiven(given.percent)
      ? [{ charge: false, reason: discountReason(given.percent), percent: given.percent, amount: '' }]
      : isGiven(given.discount)
        ? [{ charge: false, reason: discountReason(''), percent: '', amount: given.discount }]
        : []),
    ...(isGiven(given.freight) ? [{ charge: true, reason: freightReason, percent: '', amount: given.freight }] : []),
  ]);
}

export function discountAndFreightOf(invoice: Invoice): { percent: string; discount: string; freight: string } {
  const changes = changesOf(invoice);
  const discount = changes.find(isDiscount);
  const { percent = '' } = discount ?? {};
  return { percent, discount: percent === '' ? (discount?.amount ?? '') : '', freight: changes.find(isFreight)?.amount ?? '' };
}

const isDiscount = ({ charge, reason }: DocumentChange) => !charge && (reason === discountReason('') || percentOf(reason) !== '');
const isFreight = ({ charge, reason }: DocumentChange) => charge && reason === freightReason;
