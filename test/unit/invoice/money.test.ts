import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { big, parseDecimal, round, sameAmount, subtract, sum } from '../../../lib/invoice/money.ts';

describe('parseDecimal', () => {
  it.each([
    ['1 234,50 €', '1234.50'],
    ['1\u202f234,50 €', '1234.50'],
    ['1.234,5', '1234.5'],
    ['1,234.50', '1234.50'],
    ['12,00 EUR', '12.00'],
    ['(12,00)', '-12.00'],
    ['- 12,00', '-12.00'],
    ['12,00-', '-12.00'],
    ['−3,10', '-3.10'],
    ["1'234'567,89", '1234567.89'],
    ['0012,5', '12.5'],
    [',50', '0.50'],
    ['-0,00', '0.00'],
    ['1.234.567', '1234567'],
    ['', ''],
    ['abc', ''],
    ['12,34,5', '12345'],
    ['1 2 3 €', '123'],
  ])('%s → %s', (spelling, value) => expect(parseDecimal(spelling)).toBe(value));

  it('reads a lone separator before three digits as thousands only when told so', () => {
    expect(parseDecimal('1.234')).toBe('1.234');
    expect(parseDecimal('1.234', { thousands: true })).toBe('1234');
    expect(parseDecimal('1.234,5', { thousands: true })).toBe('1234.5');
  });

  it('reads back every amount in every usual spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom(' ', '\u00a0', '\u202f', '.', ''), (cents, separator) => {
        const value = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
        const [whole = '', fraction] = value.split('.');
        const spelled = `${whole.replace(/\B(?=(\d{3})+$)/g, separator)},${fraction} €`;
        expect(parseDecimal(spelled)).toBe(value);
      }),
    );
  });
});

describe('exact arithmetic', () => {
  it('rounds half away from zero, where a float would not', () => {
    expect(round('1.005')).toBe('1.01');
    expect(round('-1.005')).toBe('-1.01');
    expect(round('2.5', 0)).toBe('3');
  });

  it('sums what is plain and what is not as one by one', () => {
    const amount = fc.oneof(
      fc.integer({ min: -(10 ** 11) + 1, max: 10 ** 11 - 1 }).map((cents) => (cents / 100).toFixed(2)),
      fc.nat(99_999).map(String),
      fc.nat(9_999).map((tenths) => `${tenths / 10}`),
      fc.constantFrom('', '-0', '0.005', '-12.345', '1234567890123.45', '.5', '12,5', '1e3', '0012.5'),
    );
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 40 }), (amounts) => {
        const one = amounts.reduce((total, value) => total.plus(big(value) ?? 0), new Big(0));
        expect(sum(amounts)).toBe(round(one));
      }),
      { numRuns: 500 },
    );
  });

  it('sums cents exactly, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9_999_999, max: 9_999_999 }), { maxLength: 60 }), (cents) => {
        const amounts = cents.map(
          (value) => `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`,
        );
        const total = cents.reduce((left, right) => left + right, 0);
        expect(Math.round(Number(sum(amounts)) * 100)).toBe(total);
        expect(sum(amounts)).toBe(sum([...amounts].reverse()));
      }),
    );
  });

  it('counts a blank as zero in a difference and never as equal to an amount', () => {
    expect(subtract('10.00', '')).toBe('10.00');
    expect(sameAmount('', '0')).toBe(false);
    expect(sameAmount('5', '5.00')).toBe(true);
  });
});
