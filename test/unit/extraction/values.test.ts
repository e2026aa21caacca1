import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAmounts, findRates } from '../../../lib/extraction/values/amounts.ts';
import { findDates } from '../../../lib/extraction/values/dates.ts';
import { findBics, findSirets, findVatIdentifiers, ibanAt, ribKeyValid } from '../../../lib/extraction/values/identifiers.ts';
import { fictiveIban, fictiveSiret, fictiveVat } from '../../fixtures/identifiers.ts';
import { printedAmount, printedDate } from '../../fixtures/printed.ts';

const dates = (text: string) => findDates(text).map((date) => date.value);
const amounts = (text: string) => findAmounts(text).map((amount) => amount.value);

describe('dates', () => {
  it.each([
    ['24/11/2026', '2026-11-24'],
    ['24-11-2026', '2026-11-24'],
    ['24.11.26', '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['le 24 novembre 2026', '2026-11-24'],
    ['1er octobre 2026', '2026-10-01'],
    ['3 févr. 2026', '2026-02-03'],
    ['14 AOÛT 2026', '2026-08-14'],
    ['2 décernbre 2026', '2026-12-02'],
    ['l5/O6/2026', '2026-06-15'],
  ])('%s', (text, wanted) => expect(dates(text)).toEqual([wanted]));

  it('refuses days that do not exist and numbers that are none', () => {
    expect(dates('31/02/2026')).toEqual([]);
    expect(dates('2026/10/214')).toEqual([]);
    expect(dates('02 31 00 00 23')).toEqual([]);
  });

  it('reads back every printed day', () => {
    const day = fc
      .date({ min: new Date('2012-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom('slash', 'long', 'dots', 'dash', 'short'), (iso, style) => {
        expect(dates(`Date : ${printedDate(iso, style)}.`)).toEqual([iso]);
      }),
    );
  });
});

describe('amounts', () => {
  it.each([
    ['1 234,56 €', '1234.56'],
    ['1\u00a0234,56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['12,00', '12.00'],
    ['-145,00', '-145.00'],
    ['(62,50)', '-62.50'],
    ['3 156 10 €', '3156.10'],
    ['1 448,0 0', ''],
  ])('%s', (text, wanted) => expect(amounts(text)).toEqual(wanted === '' ? [] : [wanted]));

  it('offers the lost comma as another reading', () => {
    expect(findAmounts('315610 €')[0]).toMatchObject({ value: '315610.00', alternatives: ['3156.10'] });
  });

  it('is silent on dates, rates and references', () => {
    expect(amounts('du 24.11.26')).toEqual([]);
    expect(amounts('TVA 5,5 %')).toEqual([]);
    expect(amounts('F2026-118')).toEqual([]);
  });

  it('reads back every printed amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
        const value = (cents / 100).toFixed(2);
        expect(amounts(`${printedAmount(value)} €`)).toEqual([value]);
      }),
    );
  });

  it('snaps rates to those of the law', () => {
    expect(findRates('TVA 5,5 %').map((rate) => rate.value)).toEqual(['5.5']);
    expect(findRates('TVA 5,55 %').map((rate) => rate.value)).toEqual(['5.5']);
    expect(findRates('TVA 20,00 %').map((rate) => rate.value)).toEqual(['20']);
    expect(findRates('remise 3 %')).toEqual([]);
  });
});

describe('identifiers', () => {
  it('repairs letters that look like digits, and tells whether the key holds', () => {
    const siret = fictiveSiret(37);
    const [found] = findSirets(`SIRET ${siret.replace(/0/, 'O')}`);
    expect(found?.value).toBe(siret);
    expect(found?.evidence).toEqual(expect.arrayContaining(['luhn', 'repaired']));
    const wrong = `${siret.slice(0, 13)}${(Number(siret.at(-1)) + 1) % 10}`;
    expect(findSirets(wrong)[0]?.evidence).not.toContain('luhn');
  });

  it('never lets a single misread digit of a SIRET, VAT number or IBAN pass its key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.nat(26), fc.integer({ min: 1, max: 9 }), (seed, place, shift) => {
        const twist = (value: string, from: number) => {
          const at = from + (place % (value.length - from));
          return `${value.slice(0, at)}${(Number(value.charAt(at)) + shift) % 10}${value.slice(at + 1)}`;
        };
        const siret = fictiveSiret(seed);
        expect(findSirets(twist(siret, 0))[0]?.evidence ?? []).not.toContain('luhn');
        expect(ibanAt(twist(fictiveIban(seed), 4))?.valid).toBe(false);
        const vat = findVatIdentifiers(twist(fictiveVat(siret), 4))[0];
        expect(vat?.evidence ?? []).not.toContain('vat-key');
      }),
    );
  });

  it('reads an IBAN in groups, with letters for digits', () => {
    const iban = fictiveIban(5);
    const grouped = iban.replace(/(.{4})(?=.)/g, '$1 ');
    expect(ibanAt(`${grouped} BIC TESTFRPP`)).toMatchObject({ value: iban, valid: true });
    expect(ibanAt(grouped.replace(/1/, 'l'))).toMatchObject({ value: iban, valid: true, repaired: true });
    expect(ribKeyValid(iban)).toBe(true);
  });

  it('finds a BIC and mends its zeros', () => {
    expect(findBics('BIC : AGRIFRPP844').map((bic) => bic.value)).toEqual(['AGRIFRPP844']);
    expect(findBics('BIC TESTFR2N').map((bic) => bic.value)).toEqual(['TESTFR2N']);
    expect(findBics('TOTAL')).toEqual([]);
  });
});

it('an IBAN read with one character too many is not cut into one that holds its key by chance', () => {
  expect(ibanAt('FR76 1999 9006 0000 0419 83604 590')?.valid).toBe(false);
  expect(ibanAt('FR76 1999 9006 0000 0419 8304 590 BIC')?.valid).toBe(true);
});
