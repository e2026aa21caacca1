import { exemptionCode, franchiseCode, franchiseMention, legalNotes, reverseChargeCode, reverseChargeMention } from './mentions.ts';
import type { Invoice, Line, Totals, VatBreakdown } from './model.ts';
import { big, multiply, round, sameAmount, subtract, sum } from './money.ts';

/**
 * The invoice with every blank filled that follows from what is known: line amounts, VAT by rate, totals, legal notes, ground of exemption on its
 * date, payment means. A value already there is never touched, even a wrong one: it was read or typed, and `check()` tells.
 * VAT is rounded once per rate, on the sum (EN 16931 BR-CO-17), never line by line. Applying it twice changes nothing more.
 */
export function complete(invoice: Invoice): Invoice {
  const lines = invoice.lines.map(completeLine);
  const vatBreakdown = completeBreakdown({ ...invoice, lines });
  return {
    ...invoice,
    lines,
    vatBreakdown,
    totals: completeTotals({ ...invoice, lines, vatBreakdown }),
    notes: completeNotes(invoice.notes),
    payment: { ...invoice.payment, meansCode: invoice.payment.meansCode || paymentMeans(invoice) },
  };
}

/** Categories whose rate is always zero (BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05). */
const zeroRated = new Set(['Z', 'E', 'AE', 'K', 'G']);

function completeLine(line: Line): Line {
  const product = multiply(line.quantity, line.netPrice);
  return {
    ...line,
    netAmount: line.netAmount || (product ? sum([round(product), ...line.allowances.map(signed)]) : ''),
    vatRate: line.vatRate || (zeroRated.has(line.vatCategory) ? '0' : ''),
  };
}

/** Positive for a charge, negative for an allowance. */
export function signed(item: { charge: boolean; amount: string }): string {
  return item.charge ? item.amount : subtract('0', item.amount);
}

const sameRate = (left: string, right: string) => sameAmount(left || '0', right || '0');

/** Taxable amount of a category and rate: its lines, plus charges, less allowances (BR-S-08). */
function taxable({ lines, allowances }: Pick<Invoice, 'lines' | 'allowances'>, category: string, rate: string): string {
  const here = (item: { vatCategory: string; vatRate: string }) => item.vatCategory === category && sameRate(item.vatRate, rate);
  return sum([...lines.filter(here).map((line) => line.netAmount), ...allowances.filter(here).map(signed)]);
}

function completeBreakdown(invoice: Invoice): VatBreakdown[] {
  let entries: VatBreakdown[] = invoice.vatBreakdown;
  if (entries.length === 0) {
    entries = [];
    for (const { vatCategory: category, vatRate: rate } of [...invoice.lines, ...invoice.allowances]) {
      if (category !== 'O' && !big(rate)) continue;
      if (entries.some((entry) => entry.category === category && sameRate(entry.rate, rate))) continue;
      entries.push({ category, rate, taxableAmount: '', taxAmount: '', exemptionReason: '', exemptionReasonCode: '' });
    }
  }
  return entries.map((entry) => {
    const taxableAmount = entry.taxableAmount || (invoice.lines.length > 0 ? taxable(invoice, entry.category, entry.rate) : '');
    const product = multiply(taxableAmount, entry.rate || '0');
    return { ...entry, taxableAmount, taxAmount: entry.taxAmount || (product ? round(product.div(100)) : ''), ...exemption(entry, invoice) };
  });
}

/**
 * An exempt line of a seller without VAT number is the franchise en base; of another seller the ground is his to give, and its code follows from the
 * article that he names.
 */
function exemption(entry: VatBreakdown, { seller, issueDate }: Invoice): Pick<VatBreakdown, 'exemptionReason' | 'exemptionReasonCode'> {
  const { exemptionReason, exemptionReasonCode } = entry;
  if (entry.category === 'AE')
    return { exemptionReason: exemptionReason || reverseChargeMention, exemptionReasonCode: exemptionReasonCode || reverseChargeCode };
  const said = exemptionReason === '' ? '' : exemptionCode(entry.category, exemptionReason);
  const silent = exemptionReason === '' && exemptionReasonCode === '' && seller.vatIdentifier === '';
  const isFranchise = entry.category === 'E' && (exemptionReasonCode === franchiseCode || said === franchiseCode || silent);
  if (!isFranchise) return { exemptionReason, exemptionReasonCode: exemptionReasonCode || said };
  return {
    exemptionReason: exemptionReason || (issueDate === '' ? '' : franchiseMention(issueDate)),
    exemptionReasonCode: exemptionReasonCode || franchiseCode,
  };
}

/** BR-CO-10 to BR-CO-16. Allowances, charges and prepayment stay blank when there are none. */
function completeTotals(invoice: Invoice): Totals {
  const { lines: items, allowances: changes, vatBreakdown, totals, alreadyPaid } = invoice;
  if (items.length === 0 || items.some((line) => !big(line.netAmount))) return withPayable(totals, alreadyPaid);
  const allowances = changes.filter((item) => !item.charge);
  const charges = changes.filter((item) => item.charge);
  const filled = {
    ...totals,
    lines: totals.lines || sum(items.map((line) => line.netAmount)),
    allowances: totals.allowances || (allowances.length > 0 ? sum(allowances.map((item) => item.amount)) : ''),
    charges: totals.charges || (charges.length > 0 ? sum(charges.map((item) => item.amount)) : ''),
  };
  filled.net ||= subtract(sum([filled.lines, filled.charges]), filled.allowances);
  const knownVat = vatBreakdown.length > 0 && vatBreakdown.every((entry) => big(entry.taxAmount));
  filled.vat ||= knownVat ? sum(vatBreakdown.map((entry) => entry.taxAmount)) : '';
  filled.gross ||= filled.vat ? sum([filled.net, filled.vat]) : '';
  return withPayable(filled, alreadyPaid);
}

function withPayable(totals: Totals, alreadyPaid: boolean): Totals {
  const due = big(totals.gross) ? sum([totals.gross, totals.rounding]) : '';
  const prepaid = totals.prepaid || (alreadyPaid ? due : '');
  return { ...totals, prepaid, payable: totals.payable || (due && subtract(due, prepaid)) };
}

/** PMT, PMD and AAB once each (BR-FR-05); the seller's own wording stands. */
function completeNotes(notes: Invoice['notes']): Invoice['notes'] {
  return [...notes, ...legalNotes.filter((legal) => !notes.some((note) => note.subjectCode === legal.subjectCode))];
}

/**
 * UNTDID 4461. Public accountants pay by transfer; a credit note is set against other invoices (97). How a paid invoice was paid cannot be derived
 * without an account.
 */
function paymentMeans({ kind, alreadyPaid, payment }: Invoice): string {
  if (payment.iban) return '30';
  if (kind === 'credit-note') return '97';
  return alreadyPaid ? '' : '30';
}
