import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBuyer } from '../../../lib/desk/drafting.ts';
import { applyEdit, applyLines, canonical, valueAt, withTotalsFromLines } from '../../../lib/desk/edits.ts';
import { check } from '../../../lib/invoice/check.ts';
import { emptyInvoice, emptyLine, type Invoice } from '../../../lib/invoice/model.ts';
import { bakerInvoice } from '../invoice/baker.ts';

describe('canonical', () => {
  it.each([
    ['totals.gross', '1 234,5 €', '1234.5'],
    ['lines.0.quantity', '2,5', '2.5'],
    ['issueDate', '3/7/26', '2026-07-03'],
    ['issueDate', '31/02/2026', '31/02/2026'],
    ['seller.siret', '732 829 320 00074', '73282932000074'],
    ['payment.iban', 'fr76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
    ['totals.gross', 'douze', 'douze'],
    ['seller.name', ' Boulangerie ', ' Boulangerie '],
  ])('%s: %s → %s', (path, typed, value) => expect(canonical(path, typed)).toBe(value));
});

describe('applyEdit', () => {
  it('moves the line, the breakdown and the totals with a quantity', () => {
    const invoice = applyEdit(bakerInvoice(), 'lines.0.quantity', '20');
    expect(invoice.lines[0]?.netAmount).toBe('64.00');
    expect(invoice.totals).toMatchObject({ lines: '102.00', net: '102.00', gross: '102.00', payable: '102.00' });
    expect(invoice.vatBreakdown).toEqual([expect.objectContaining({ taxableAmount: '102.00', exemptionReasonCode: 'VATEX-FR-FRANCHISE' })]);
  });

  it('leaves totals read on paper alone when they disagreed with the lines', () => {
    const read: Invoice = { ...bakerInvoice(), totals: { ...bakerInvoice().totals, lines: '', net: '500.00', gross: '500.00', payable: '500.00' } };
    expect(applyEdit(read, 'lines.0.quantity', '20').totals.net).toBe('500.00');
  });

  it('ignores a path that does not exist and never invents a key', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('lines', '0', '9', 'seller', '__proto__', 'constructor', 'x', 'totals'), { minLength: 1, maxLength: 4 }),
        fc.string(),
        (keys, value) => {
          const invoice = applyEdit(bakerInvoice(), keys.join('.'), value);
          expect(Object.keys(invoice)).toEqual(Object.keys(emptyInvoice()));
          expect(({} as Record<string, unknown>).x).toBeUndefined();
        },
      ),
    );
  });

  it('sets « déjà payée » and its amounts together', () => {
    const paid = applyEdit(bakerInvoice(), 'alreadyPaid', 'true');
    expect(paid).toMatchObject({ alreadyPaid: true, totals: { prepaid: '76.40', payable: '0.00' } });
    expect(check(paid, 'portal')).toEqual([]);
  });

  it('takes nothing of what was received off an invoice that was not « déjà payée »', () => {
    const deposit = applyEdit(bakerInvoice(), 'totals.prepaid', '30');
    expect(applyEdit(deposit, 'alreadyPaid', 'false').totals).toEqual(deposit.totals);
  });

  it('keeps the rounding in what is to be paid, whatever is typed of the totals', () => {
    const rounded: Invoice = { ...bakerInvoice(), totals: { ...bakerInvoice().totals, rounding: '-0.40', payable: '76.00' } };
    expect(applyEdit(rounded, 'totals.prepaid', '20').totals.payable).toBe('56.00');
    expect(applyEdit(rounded, 'totals.gross', '80').totals.payable).toBe('79.60');
    const paid = applyEdit(rounded, 'alreadyPaid', 'true');
    expect(paid.totals).toMatchObject({ prepaid: '76.00', payable: '0.00' });
    expect(check(paid, 'portal')).toEqual([]);
    expect(applyEdit(paid, 'lines.0.quantity', '20').totals).toMatchObject({ gross: '102.00', prepaid: '101.60', payable: '0.00' });
    expect(applyEdit(paid, 'alreadyPaid', 'false').totals.payable).toBe('76.00');
  });

  it('reads back what it wrote', () => {
    expect(valueAt(applyEdit(bakerInvoice(), 'seller.address.city', 'Avesnes'), 'seller.address.city')).toBe('Avesnes');
    expect(valueAt(bakerInvoice(), 'lines.7.name')).toBe('');
  });
});

describe('totals from lines', () => {
  const cents = (max: number) => fc.integer({ min: 0, max }).map((value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`);

  it('always satisfies every arithmetic rule', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ netAmount: cents(10_000_000), vatRate: fc.constantFrom('20', '10', '5.5', '2.1', '0') }), {
          minLength: 1,
          maxLength: 20,
        }),
        (lines) => {
          const invoice = withTotalsFromLines({
            ...bakerInvoice(),
            lines: lines.map((line) => ({
              ...emptyLine(),
              ...line,
              name: 'x',
              quantity: '1',
              netPrice: line.netAmount,
              vatCategory: line.vatRate === '0' ? 'E' : 'S',
            })),
          });
          const arithmetic = check(invoice, 'portal').filter((problem) => /^BR-(CO|S-08|DEC)/.test(problem.rule));
          expect(arithmetic).toEqual([]);
        },
      ),
    );
  });

  it('follows an added line', () => {
    const before = bakerInvoice();
    const after = {
      ...before,
      lines: [
        ...before.lines,
        { ...emptyLine(), name: 'Brioche', quantity: '2', netPrice: '5', netAmount: '10.00', vatRate: '0', vatCategory: 'E' as const },
      ],
    };
    expect(applyLines(before, after).totals.gross).toBe('86.40');
  });
});

describe('withBuyer', () => {
  const recipient = {
    siret: '73282932000074',
    siren: '732829320',
    name: '',
    town: '',
    postcode: '',
    kind: 'other',
    requires: 'unknown',
    services: [],
    siretCertain: true,
    origin: 'user',
  } as const;

  it('keeps what was read of the same buyer, and nothing of another', () => {
    const read = bakerInvoice();
    expect(withBuyer(read, { ...recipient, services: [] }).buyer).toMatchObject({
      name: '',
      siret: '73282932000074',
      address: { line1: '', city: '' },
    });
    const unnumbered = { ...read, buyer: { ...read.buyer, siret: '' } };
    expect(withBuyer(unnumbered, { ...recipient, services: [] }).buyer).toMatchObject({
      name: 'Mairie de Fontaine-aux-Bois',
      address: { city: 'Fontaine' },
    });
    expect(withBuyer(read, { ...recipient, services: [], siret: read.buyer.siret, town: 'Ailleurs' }).buyer).toMatchObject({
      name: 'Mairie de Fontaine-aux-Bois',
      address: { line1: '1 place de la Mairie', city: 'Ailleurs' },
    });
  });
});
