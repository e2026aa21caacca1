import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimOf } from '../../../lib/claims/claim.ts';
import { clockOf } from '../../../lib/claims/clock.ts';
import { interestOf } from '../../../lib/claims/interest.ts';
import { ecbRates, halfYearOf, isRate, lateRate, rateTable } from '../../../lib/claims/rates.ts';
import { chosenTerm, termOf } from '../../../lib/claims/terms.ts';
import { recipientKinds } from '../../../lib/directory/recipient.ts';
import { addDays } from '../../../lib/invoice/dates.ts';
import { sameAmount, subtract, sum } from '../../../lib/invoice/money.ts';

const table = rateTable('2026-11-25');

describe('interest, against figures worked out by hand', () => {
  it.each([
    // users.md §5 G: 320 × 10.15 % × 15 / 365 = 487.20 / 365 = 1.33479…
    ['320.00', '10.15', 15, '1.33'],
    // one day of a thousand euros: 101.5 / 365 = 0.27808…
    ['1000.00', '10.15', 1, '0.28'],
    // a whole year is the rate itself
    ['1000.00', '12.25', 365, '122.50'],
    // 76.40 × 8 % × 42 / 365 = 256.704 / 365 = 0.70330…
    ['76.40', '8.00', 42, '0.70'],
    // half a cent goes up: 36.50 × 10 % × 0.5 day does not exist, but 18.25 × 10 % × 1 / 365 = 0.005 does
    ['18.25', '10.00', 1, '0.01'],
    // just below half a cent: 18.24 × 10 % / 365 = 0.004997…
    ['18.24', '10.00', 1, '0.00'],
    // the spring of 2024: 12 345.67 × 12.50 % × 91 / 365 = 140 431.99625 / 365 = 384.74519…
    ['12345.67', '12.50', 91, '384.75'],
    // a leap year is divided by 365 all the same: 366 days cost a little more than the rate
    ['1000.00', '12.50', 366, '125.34'],
    ['320.00', '10.15', 0, '0.00'],
    ['320.00', '10.15', -3, '0.00'],
    ['0', '10.15', 15, '0.00'],
    ['', '10.15', 15, '0.00'],
    ['-320', '10.15', 15, '0.00'],
  ])('%s € at %s %% for %i days: %s €', (principal, rate, days, interest) => expect(interestOf(principal, rate, days)).toBe(interest));

  const cents = fc.integer({ min: 1, max: 100_000_000 }).map((value) => (value / 100).toFixed(2));
  const rate = fc.integer({ min: 800, max: 1600 }).map((value) => (value / 100).toFixed(2));
  const days = fc.integer({ min: 0, max: 3000 });
  it('never falls as days pass, and is a plain amount', () => {
    fc.assert(
      fc.property(cents, rate, days, (principal, percent, count) => {
        const now = interestOf(principal, percent, count);
        expect(now).toMatch(/^\d+\.\d\d$/);
        expect(Number(interestOf(principal, percent, count + 1))).toBeGreaterThanOrEqual(Number(now));
      }),
    );
  });
  it('of two spans is the interest of both, to the cent that rounding may move', () => {
    fc.assert(
      fc.property(cents, rate, days, days, (principal, percent, one, two) => {
        const apart = sum([interestOf(principal, percent, one), interestOf(principal, percent, two)]);
        expect(sameAmount(interestOf(principal, percent, one + two), apart, '0.01')).toBe(true);
      }),
    );
  });
});

describe('the rates of the law', () => {
  it.each([
    ['2022-08-01', '8.00'],
    ['2023-03-15', '10.50'],
    ['2023-07-01', '12.00'],
    ['2024-06-30', '12.50'],
    // users.md §5 G
    ['2024-07-01', '12.25'],
    ['2025-01-01', '11.15'],
    ['2025-07-02', '10.15'],
    ['2026-01-31', '10.15'],
  ])('interest that starts on %s bears %s %%', (day, rate) => expect(lateRate(day, table)).toMatchObject({ rate, sure: true }));
  it('says that the second half of 2026 is a guess, until the user types it', () => {
    expect(lateRate('2026-12-01', table)).toEqual({ ecb: '2.15', rate: '10.15', sure: false });
    expect(lateRate('2026-12-01', rateTable('2026-11-25', { '2026-07-01': '1.90' }))).toEqual({ ecb: '1.90', rate: '9.90', sure: true });
  });
  it('goes on by itself into half-years that nobody filled, after the last one typed', () => {
    const rows = rateTable('2028-02-01', { '2027-01-01': '1.75' });
    expect(rows[0]).toMatchObject({ from: '2028-01-01', ecb: '1.75', certainty: 'carried' });
    expect(rows.at(-1)?.from).toBe('2020-01-01');
    expect(new Set(rows.map(({ from }) => from)).size).toBe(rows.length);
  });
  it('leaves what is known alone after a half-year that the user corrected', () => {
    expect(rateTable('2026-11-25', { '2024-01-01': '9' }).find(({ from }) => from === '2024-07-01')?.ecb).toBe('4.25');
  });
  it('takes no nonsense', () => {
    for (const text of ['', 'x', '-1', '51', '2,15', '2.155']) expect(isRate(text)).toBe(false);
    for (const text of ['0', '2.15', '4', '12.5']) expect(isRate(text)).toBe(true);
    expect(rateTable('2026-11-25', { '2026-07-01': 'abc' })).toEqual(table);
  });
  it('is a table of half-years without a hole, each with its source', () => {
    for (const [index, row] of ecbRates.entries()) {
      expect(row.from).toBe(halfYearOf(row.from));
      expect(row.source).not.toBe('');
      if (index > 0) expect(halfYearOf(addDays(row.from, -1))).toBe(ecbRates[index - 1]?.from);
    }
  });
});

describe('the terms', () => {
  it('is 50 days for a hospital, 60 for a public undertaking, 30 for everyone else', () => {
    expect(recipientKinds.filter((kind) => termOf(kind).days !== 30)).toEqual(['hospital']);
    expect(termOf('public-undertaking')).toEqual({ days: 60, article: 'R2192-11 2°', sure: true });
    expect(termOf('unknown')).toEqual({ days: 30, article: 'R2192-10', sure: false });
    expect(chosenTerm(50)).toEqual({ days: 50, article: 'R2192-11 1°', sure: true });
  });
});

describe('a claim', () => {
  const deposited = { days: 30, depositedAt: '2025-08-01', history: [] as { at: string; code: string }[] };
  it('is the worked example of users.md: 320 € paid fifteen days late', () => {
    const clock = clockOf({ ...deposited, history: [{ at: '2025-09-15', code: 'MISE_EN_PAIEMENT' }], today: '2025-12-01' });
    expect(claimOf(clock, '320.00', '2025-12-01', table)).toEqual({
      principal: '320.00',
      dueOn: '2025-08-31',
      from: '2025-09-01',
      to: '2025-09-15',
      days: 15,
      ecb: '2.15',
      rate: '10.15',
      rateSure: true,
      interest: '1.33',
      indemnity: '40.00',
      due: '41.33',
      paid: true,
      total: '41.33',
    });
  });
  it('is the principal too while it is not paid, from the first day on', () => {
    const clock = clockOf({ ...deposited, today: '2025-09-01' });
    expect(claimOf(clock, '320', '2025-09-01', table)).toMatchObject({ days: 1, interest: '0.09', due: '40.09', total: '360.09', paid: false });
  });
  it('keeps the rate of its first day over the new year (R.2192-31)', () => {
    // Last day 31 December 2024: interest starts on 1 January 2025, at that half-year's 11.15 %, and keeps it in July.
    const clock = clockOf({ ...deposited, depositedAt: '2024-12-01', today: '2025-08-01' });
    expect(claimOf(clock, '1000', '2025-08-01', table)).toMatchObject({ from: '2025-01-01', rate: '11.15', days: 213, interest: '65.07' });
  });
  it('does not exist in time, nor suspended, nor for nothing', () => {
    expect(claimOf(clockOf({ ...deposited, today: '2025-08-31' }), '320', '2025-08-31', table)).toBeNull();
    const suspended = clockOf({ ...deposited, history: [{ at: '2025-08-10', code: 'SUSPENDUE' }], today: '2026-01-01' });
    expect(claimOf(suspended, '320', '2026-01-01', table)).toBeNull();
    expect(claimOf(clockOf({ ...deposited, today: '2026-01-01' }), '0', '2026-01-01', table)).toBeNull();
  });
  it('adds up, whatever the amount and the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 900 }), (cents, days) => {
        const principal = (cents / 100).toFixed(2);
        const today = addDays('2025-08-31', days);
        const claim = claimOf(clockOf({ ...deposited, today }), principal, today, table);
        expect(claim?.days).toBe(days);
        expect(sum([claim?.interest ?? '', '40.00'])).toBe(claim?.due);
        expect(subtract(claim?.total ?? '', claim?.due ?? '')).toBe(principal);
      }),
    );
  });
});
