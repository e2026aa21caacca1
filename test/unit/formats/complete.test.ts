import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../lib/invoice/complete.ts';
import { emptyInvoice, emptyLine, type Invoice } from '../../../lib/invoice/model.ts';
import { sum } from '../../../lib/invoice/money.ts';
import { invoices } from './arbitrary.ts';

const lines = (...items: Partial<Invoice['lines'][number]>[]) => items.map((item) => ({ ...emptyLine(), name: 'Pain', ...item }));

describe('complete', () => {
  it('rounds VAT once per rate, on the sum', () => {
    const done = complete({ ...emptyInvoice(), lines: lines(...Array<object>(3).fill({ quantity: '1', netPrice: '0.33', vatRate: '5.5' })) });
    // Line by line it would be 3 x 0.02 = 0.06.
    expect(done.totals).toMatchObject({ lines: '0.99', net: '0.99', vat: '0.05', gross: '1.04', payable: '1.04' });
    expect(done.vatBreakdown).toHaveLength(1);
  });

  it('never touches what is written, even wrong', () => {
    const wrong = { ...emptyInvoice(), lines: lines({ quantity: '2', netPrice: '3', netAmount: '7.00', vatRate: '20' }) };
    wrong.totals = { ...wrong.totals, gross: '9.99' };
    const done = complete(wrong);
    expect(done.lines[0]?.netAmount).toBe('7.00');
    expect(done.totals).toMatchObject({ net: '7.00', vat: '1.40', gross: '9.99', payable: '9.99' });
  });

  it('gives the ground of the franchise on its date, only to a seller without VAT number', () => {
    const bread = { ...emptyInvoice(), lines: lines({ netPrice: '1', vatCategory: 'E', vatRate: '0' }) };
    const reason = (issueDate: string, vatIdentifier = '') =>
      complete({ ...bread, issueDate, seller: { ...bread.seller, vatIdentifier } }).vatBreakdown[0]?.exemptionReason;
    expect(reason('2026-08-31')).toBe('TVA non applicable, art. 293 B du CGI');
    expect(reason('2026-09-01')).toBe('TVA non applicable, art. L. 223-1 du CIBS');
    expect(reason('2026-09-01', 'FR32123456789')).toBe('');
  });

  it('adds each legal note once and keeps the seller’s own', () => {
    const done = complete({ ...emptyInvoice(), notes: [{ subjectCode: 'AAB', text: '2 % à 8 jours' }] });
    expect(done.notes.map((note) => note.subjectCode).sort()).toEqual(['AAB', 'PMD', 'PMT']);
    expect(done.notes[0]?.text).toBe('2 % à 8 jours');
  });

  it('does not invent a total when a line has no amount', () => {
    expect(complete({ ...emptyInvoice(), lines: lines({ netPrice: '', vatRate: '20' }) }).totals.gross).toBe('');
  });

  it('changes nothing the second time, and its sums agree', () => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        expect(complete(invoice)).toEqual(invoice);
        const { totals, vatBreakdown } = invoice;
        expect(sum([totals.net, totals.vat])).toBe(totals.gross);
        expect(sum(vatBreakdown.map((entry) => entry.taxableAmount))).toBe(totals.net);
        expect(sum([totals.payable, totals.prepaid])).toBe(sum([totals.gross, totals.rounding]));
      }),
      { numRuns: 300 },
    );
  });
});
