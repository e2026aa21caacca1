import { complete } from '../invoice/complete.ts';
import type { Invoice } from '../invoice/model.ts';
import { big, isDecimal, subtract } from '../invoice/money.ts';

export interface RunningTotals {
  net: string;
  /** Rates above zero, highest first. */
  vat: { rate: string; amount: string }[];
  gross: string;
  /** What was paid before, "" for nothing. */
  prepaid: string;
  payable: string;
}

/** Totals to show while an invoice is being written: those of the invoice, or, while a line has no amount yet, of the lines that have one. */
export function runningTotals(invoice: Invoice): RunningTotals {
  const whole = isDecimal(invoice.totals.net) && isDecimal(invoice.totals.gross);
  const { vatBreakdown, totals } = whole ? invoice : partial(invoice);
  const net = totals.net || '0.00';
  const gross = totals.gross || net;
  return {
    net,
    vat: vatBreakdown
      .filter(({ rate, taxAmount }) => big(rate)?.gt(0) && isDecimal(taxAmount))
      .map(({ rate, taxAmount }) => ({ rate, amount: taxAmount }))
      .sort((a, b) => Number(b.rate) - Number(a.rate)),
    gross,
    prepaid: big(totals.prepaid)?.eq(0) ? '' : totals.prepaid,
    payable: totals.payable || (isDecimal(totals.prepaid) ? subtract(gross, totals.prepaid) : gross),
  };
}

function partial(invoice: Invoice): Invoice {
  const { prepaid, rounding } = invoice.totals;
  const blank = { lines: '', allowances: '', charges: '', net: '', vat: '', gross: '', payable: '' };
  const lines = invoice.lines.filter((line) => isDecimal(line.netAmount));
  return complete({ ...invoice, lines, vatBreakdown: [], totals: { ...blank, prepaid: invoice.alreadyPaid ? '' : prepaid, rounding } });
}
