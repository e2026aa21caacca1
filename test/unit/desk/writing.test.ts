import { describe, expect, it } from 'vitest';
import { learned, lineOf } from '../../../lib/desk/articles.ts';
import { withTotalsFromLines } from '../../../lib/desk/edits.ts';
import { stepped, withAmount } from '../../../lib/desk/lines.ts';
import { recentPeriods } from '../../../lib/desk/periods.ts';
import { runningTotals } from '../../../lib/desk/running.ts';
import { emptyInvoice, emptyLine } from '../../../lib/invoice/model.ts';

describe('recentPeriods', () => {
  it('goes back from the current month, quarter and year, each whole', () => {
    expect(recentPeriods('month', '2026-02-24').slice(0, 3)).toEqual([
      { name: '2026-02', from: '2026-02-01', to: '2026-02-28' },
      { name: '2026-01', from: '2026-01-01', to: '2026-01-31' },
      { name: '2025-12', from: '2025-12-01', to: '2025-12-31' },
    ]);
    expect(recentPeriods('quarter', '2026-02-24').slice(0, 2)).toEqual([
      { name: '2026-T1', from: '2026-01-01', to: '2026-03-31' },
      { name: '2025-T4', from: '2025-10-01', to: '2025-12-31' },
    ]);
    expect(recentPeriods('year', '2026-02-24')[1]).toEqual({ name: '2025', from: '2025-01-01', to: '2025-12-31' });
    expect(recentPeriods('month', '2028-02-10')[0]?.to).toBe('2028-02-29');
  });

  it('leaves no day out and counts none twice', () => {
    for (const kind of ['month', 'quarter', 'year'] as const) {
      const periods = recentPeriods(kind, '2026-11-24').reverse();
      for (const [index, { from }] of periods.entries()) {
        const before = periods[index - 1];
        if (before) expect(Date.parse(from) - Date.parse(before.to)).toBe(86_400_000);
      }
    }
  });
});

describe('runningTotals', () => {
  const bread = withAmount({ ...emptyLine(), name: 'Pain', quantity: '12', netPrice: '3.20', vatRate: '5.5' });
  const oven = withAmount({ ...emptyLine(), name: 'Four', quantity: '1', netPrice: '25', vatRate: '20' });

  it('are the invoice’s own when it is whole', () => {
    const invoice = withTotalsFromLines({ ...emptyInvoice(), lines: [bread, oven], totals: { ...emptyInvoice().totals, prepaid: '20.00' } });
    expect(runningTotals(invoice)).toEqual({
      net: '63.40',
      vat: [
        { rate: '20', amount: '5.00' },
        { rate: '5.5', amount: '2.11' },
      ],
      gross: '70.51',
      prepaid: '20.00',
      payable: '50.51',
    });
  });

  it('count the lines that have an amount while another is being typed, and start at nothing', () => {
    const invoice = withTotalsFromLines({ ...emptyInvoice(), lines: [bread, emptyLine()] });
    expect(invoice.totals.gross).toBe('');
    expect(runningTotals(invoice)).toMatchObject({ net: '38.40', gross: '40.51', payable: '40.51' });
    expect(runningTotals({ ...emptyInvoice(), lines: [emptyLine()] })).toEqual({ net: '0.00', vat: [], gross: '0.00', prepaid: '', payable: '0.00' });
  });
});

it('a quantity goes up and down by one, and never under one', () => {
  expect(['1', '12', '2.5', '0.5', '', 'douze'].map((quantity) => stepped(quantity, 1))).toEqual(['2', '13', '3.5', '1.5', '1', '1']);
  expect(['1', '12', '2.5', '0.5', ''].map((quantity) => stepped(quantity, -1))).toEqual(['1', '11', '1.5', '0.5', '1']);
});

it('an article put on an invoice has its amount at once', () => {
  const [article] = learned([], [{ ...emptyLine(), name: 'Pain', quantity: '12', netPrice: '3.20' }], { seller: 's', buyer: 'b', day: '2026-11-24' });
  expect(lineOf(article!, 'b').netAmount).toBe('38.40');
});
