import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, discountAndFreightOf, withDiscountAndFreight } from '../../../lib/desk/changes.ts';
import { applyEdit, applyLines, withTotalsFromLines } from '../../../lib/desk/edits.ts';
import { discountOf, moved, percentOf, withAmount, withDiscount } from '../../../lib/desk/lines.ts';
import { check } from '../../../lib/invoice/check.ts';
import { emptyLine, type Invoice, type Line } from '../../../lib/invoice/model.ts';
import { bakerInvoice } from '../invoice/baker.ts';

const line = (more: Partial<Line>): Line => withAmount({ ...emptyLine(), name: 'Pain', vatRate: '5.5', ...more });

function invoiceOf(lines: Line[]): Invoice {
  const { allowances: _, ...rest } = bakerInvoice();
  return withTotalsFromLines({ ...rest, allowances: [], seller: { ...rest.seller, vatIdentifier: 'FR44732829320' }, vatBreakdown: [], lines });
}

describe('the discount of a line', () => {
  it('takes a percentage off, says so in its reason, and follows the quantity', () => {
    const discounted = withDiscount(line({ quantity: '12', netPrice: '3.20' }), { percent: '10', amount: '' });
    expect(discounted).toMatchObject({ netAmount: '34.56', allowances: [{ charge: false, amount: '3.84', reason: 'Remise 10\u00a0%' }] });
    const more = applyEdit(invoiceOf([discounted]), 'lines.0.quantity', '20');
    expect(more.lines[0]).toMatchObject({ netAmount: '57.60', allowances: [{ amount: '6.40' }] });
    expect(more.totals).toMatchObject({ net: '57.60', gross: '60.77' });
  });

  it('takes an amount off and keeps it whatever the quantity', () => {
    const discounted = withDiscount(line({ quantity: '12', netPrice: '3.20' }), { percent: '', amount: '5' });
    expect(discounted.netAmount).toBe('33.40');
    expect(applyEdit(invoiceOf([discounted]), 'lines.0.quantity', '2').lines[0]?.netAmount).toBe('1.40');
  });

  it('reads back what it wrote, goes away with nothing, and leaves the others alone', () => {
    const other = { charge: true, amount: '1.00', reason: 'Emballage' };
    const base = line({ quantity: '1', netPrice: '10', allowances: [other] });
    for (const given of [
      { percent: '5.5', amount: '' },
      { percent: '', amount: '2.50' },
    ]) {
      const discounted = withDiscount(base, given);
      expect(discountOf(discounted)).toEqual(given);
      expect(withDiscount(discounted, { percent: '', amount: '' }).allowances).toEqual([other]);
    }
    expect(percentOf('Remise')).toBe('');
    expect(percentOf('Remise 100\u00a0%')).toBe('100');
  });
});

describe('discount and delivery costs of the whole invoice', () => {
  const lines = [line({ quantity: '10', netPrice: '1' }), line({ quantity: '10', netPrice: '2', vatRate: '20' })];

  it('is spread over the rates in proportion, and prints one sum', () => {
    const invoice = withTotalsFromLines(withDiscountAndFreight(invoiceOf(lines), { percent: '', discount: '10', freight: '4' }));
    expect(invoice.allowances.map(({ charge, amount, vatRate }) => [charge, amount, vatRate])).toEqual([
      [false, '3.33', '5.5'],
      [false, '6.67', '20'],
      [true, '1.33', '5.5'],
      [true, '2.67', '20'],
    ]);
    expect(invoice.totals).toMatchObject({ lines: '30.00', allowances: '10.00', charges: '4.00', net: '24.00' });
    expect(changesOf(invoice).map(({ amount }) => amount)).toEqual(['10.00', '4.00']);
    expect(discountAndFreightOf(invoice)).toEqual({ percent: '', discount: '10.00', freight: '4.00' });
  });

  it('follows the lines, and only when it followed them before', () => {
    const invoice = withTotalsFromLines(withDiscountAndFreight(invoiceOf(lines), { percent: '10', discount: '', freight: '' }));
    expect(applyEdit(invoice, 'lines.0.quantity', '20').allowances.map(({ amount }) => amount)).toEqual(['2.00', '2.00']);
    expect(applyEdit(invoice, 'lines.1.vatRate', '5,5').allowances).toMatchObject([{ amount: '3.00', vatRate: '5.5' }]);
    const paper = withTotalsFromLines({
      ...invoice,
      allowances: [{ charge: false, amount: '3.00', reason: 'Remise', vatCategory: 'S', vatRate: '20' }],
    });
    expect(applyEdit(paper, 'lines.0.quantity', '20').allowances).toEqual(paper.allowances);
  });

  it('takes what the user just changed as it is', () => {
    const before = withTotalsFromLines(withDiscountAndFreight(invoiceOf(lines), { percent: '10', discount: '', freight: '' }));
    const after = applyLines(before, withDiscountAndFreight(before, { percent: '20', discount: '', freight: '' }));
    expect(after.totals).toMatchObject({ allowances: '6.00', net: '24.00' });
  });

  it('gives exactly what was given, and an invoice that adds up, whatever the lines', () => {
    const cents = (max: number) => fc.integer({ min: 0, max }).map((value) => new Big(value).div(100).toFixed(2));
    const anyLine = fc.record({
      quantity: fc.integer({ min: 1, max: 200 }).map(String),
      netPrice: cents(5_000),
      vatRate: fc.constantFrom('20', '10', '5.5', '2.1'),
      percent: fc.constantFrom('', '', '5', '10', '12.5'),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), cents(3_000), cents(3_000), (drawn, discount, freight) => {
        const made = drawn.map(({ percent, ...rest }) => withDiscount(line(rest), { percent, amount: '' }));
        const invoice = withTotalsFromLines(withDiscountAndFreight(invoiceOf(made), { percent: '', discount, freight }));
        const given = changesOf(invoice);
        expect(given.find(({ charge }) => !charge)?.amount ?? '0.00').toBe(discount);
        expect(given.find(({ charge }) => charge)?.amount ?? '0.00').toBe(freight);
        const sums = check(invoice, 'portal').filter(({ rule }) => /^(BR-CO-1|BR-S-08|LINE-PRODUCT)/.test(rule));
        expect(sums).toEqual([]);
      }),
    );
  });
});

describe('moved', () => {
  it('moves one and keeps the others in order; outside the list nothing moves', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });
});
