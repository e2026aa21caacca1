import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parisDay } from '../../../lib/invoice/dates.ts';
import { shown } from '../../../lib/ui/fields.ts';
import { briefDay, fileSize, moment, money } from '../../../lib/ui/format.ts';

describe('what is written without Intl is what Intl writes', () => {
  it('the civil day in France', () => {
    const paris = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });
    const from = Date.UTC(2002, 0, 1);
    const to = Date.UTC(2099, 11, 31, 22);
    // the hours around midnight and around both changes, beside moments taken anywhere
    const changes = Array.from({ length: 97 }, (_, year) => [Date.UTC(2002 + year, 2, 31), Date.UTC(2002 + year, 9, 31)]).flat();
    const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -8 * 24 * 60, max: 24 * 60 })).map(([at, minutes]) => at + minutes * 60_000);
    fc.assert(
      fc.property(fc.oneof(near, fc.integer({ min: from, max: to })), (at) => {
        expect(parisDay(at)).toBe(paris.format(at));
      }),
      { numRuns: 3_000 },
    );
  });

  it('an amount in euros', () => {
    const euros = new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR' });
    const whole = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }).map(String);
    const amount = fc.tuple(
      fc.constantFrom('', '-'),
      fc.oneof(whole, fc.nat(20_000).map(String)),
      fc.constantFrom('', '.5', '.00', '.07', '.125', '.995'),
    );
    fc.assert(
      fc.property(amount, ([sign, units, cents]) => {
        const text = `${sign}${units}${cents}`;
        expect(money(text)).toBe(euros.format(text as `${number}`));
      }),
    );
    expect(money('007.5')).toBe(euros.format('7.5'));
    expect(money('12,5')).toBe('12,5');
  });

  it('the size of a file', () => {
    const size = fc.oneof(
      fc.nat(20_000),
      fc.nat(2_000_000),
      fc.nat(2 ** 31 - 1),
      fc.nat(99_999).map((hundreds) => hundreds * 50),
    );
    fc.assert(
      fc.property(size, (bytes) => {
        const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
        const said = new Intl.NumberFormat('fr', { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
        expect(fileSize(bytes)).toBe(said);
      }),
      { numRuns: 1_000 },
    );
    expect(fileSize(1_250_000)).toBe('1,3\u202fMo');
  });

  it('a brief day', () => {
    const brief = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'short', timeZone: 'UTC' });
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000)
      expect(briefDay(new Date(at).toISOString().slice(0, 10))).toBe(brief.format(at));
  });
});

it('no word of the code is shown for a value of the invoice', () => {
  expect([shown('kind', 'invoice'), shown('kind', 'credit-note')]).toEqual(['Facture', 'Avoir (je rends de l’argent)']);
  expect([shown('payment.iban', 'FR7619999001'), shown('totals.gross', '12.50')]).toEqual(['FR76 1999 9001', '12,50']);
});

it('the first of a month is « 1er », with the hour as without', () => {
  expect(moment('2026-12-01T03:07:00Z')).toMatch(/^1er décembre/);
  expect(moment('2026-12-01')).toBe('1er décembre 2026');
  expect(moment('2026-12-21T03:07:00Z')).toMatch(/^21 décembre/);
});
