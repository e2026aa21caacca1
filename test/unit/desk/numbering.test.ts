import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapBefore, laterNumber, type NumberedInvoice, nextNumber } from '../../../lib/desk/numbering.ts';

const used = (...numbers: [number: string, date: string][]): NumberedInvoice[] => numbers.map(([number, date]) => ({ number, date }));

describe('nextNumber', () => {
  it.each([
    ['F2026-009', 'F2026-010'],
    ['118', '119'],
    ['2026/99', '2026/100'],
    ['FA-7B', 'FA-8B'],
    ['', ''],
    ['ABC', ''],
  ])('%s → %s', (last, next) => expect(nextNumber(last)).toBe(next));

  it.each([
    // the year goes on
    ['2026-118', '2026-11-20', '2026-12-01', '2026-119'],
    // a new year starts again, as wide as before
    ['2026-118', '2026-11-20', '2027-01-04', '2027-001'],
    ['F26-118', '2026-11-20', '2027-01-04', 'F27-001'],
    ['118/2026', '2026-11-20', '2026-11-24', '119/2026'],
    ['118/2026', '2026-11-20', '2027-01-04', '001/2027'],
    // the month too
    ['2026-11-042', '2026-11-20', '2026-11-24', '2026-11-043'],
    ['2026-11-042', '2026-11-20', '2026-12-01', '2026-12-001'],
    ['11/2026/042', '2026-11-20', '2026-12-01', '12/2026/001'],
    ['FA2611-0042', '2026-11-20', '2026-12-01', 'FA2612-0001'],
    // digits without a separator
    ['2026118', '2026-11-20', '2026-11-24', '2026119'],
    ['2026118', '2026-11-20', '2027-01-04', '2027001'],
    ['202611042', '2026-11-20', '2026-12-02', '202612001'],
    // no period: goes on for ever
    ['F-0099', '2026-11-20', '2027-01-04', 'F-0100'],
    // a number of digits that only looks like a year
    ['F-2025', '2026-11-20', '2027-01-04', 'F-2026'],
  ])('%s of %s, on %s → %s', (last, lastDate, date, next) => expect(nextNumber(last, { lastDate, date })).toBe(next));

  it('goes on through the months when his own numbers show that he does', () => {
    const history = used(['FA2610-0030', '2026-10-31'], ['FA2611-0031', '2026-11-02']);
    expect(nextNumber('FA2611-0042', { lastDate: '2026-11-20', date: '2026-12-01', used: history })).toBe('FA2612-0043');
    const restarted = used(['FA2610-0030', '2026-10-31'], ['FA2611-0001', '2026-11-02']);
    expect(nextNumber('FA2611-0042', { lastDate: '2026-11-20', date: '2026-12-01', used: restarted })).toBe('FA2612-0001');
  });

  it('counts on in the old year for an invoice dated back', () => {
    const history = used(['2026-118', '2026-12-20']);
    expect(nextNumber('2027-003', { lastDate: '2027-01-10', date: '2026-12-31', used: history })).toBe('2026-119');
  });

  it('passes over numbers already used, whatever their case', () => {
    const history = used(['f2026-010', '2026-11-20'], ['F2026-011', '']);
    expect(nextNumber('F2026-009', { lastDate: '2026-11-20', date: '2026-11-24', used: history })).toBe('F2026-012');
  });

  it('never goes below a number that is known of the same period', () => {
    const history = used(['F2026-118', '2026-11-01'], ['F2026-120', '2026-11-20'], ['F2025-300', '2025-12-30']);
    expect(nextNumber('F2026-100', { lastDate: '2026-09-10', date: '2026-11-24', used: history })).toBe('F2026-121');
  });

  it('never proposes a number twice, and always moves forward', () => {
    const series = fc.record({
      head: fc.constantFrom('', 'F', 'FA-', 'Facture '),
      year: fc.boolean(),
      month: fc.boolean(),
      width: fc.integer({ min: 1, max: 5 }),
      start: fc.integer({ min: 0, max: 2000 }),
    });
    const days = fc.array(fc.integer({ min: 0, max: 800 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(series, days, ({ head, year, month, width, start }, offsets) => {
        const at = (offset: number) => new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10);
        const period = (date: string) => (year ? `${date.slice(0, 4)}-${month ? `${date.slice(5, 7)}-` : ''}` : '');
        const first = at(0);
        const history: NumberedInvoice[] = [{ number: `${head}${period(first)}${String(start).padStart(width, '0')}`, date: first }];
        for (const offset of [...offsets].sort((a, b) => a - b)) {
          const date = at(offset);
          const last = history.at(-1)!;
          const number = nextNumber(last.number, { lastDate: last.date, date, used: history });
          expect(number.startsWith(head + period(date))).toBe(true);
          expect(history.some((known) => known.number === number)).toBe(false);
          history.push({ number, date });
        }
      }),
    );
  });
});

describe('laterNumber', () => {
  it.each([
    ['F2026-120', 'F2026-100', '2026-09-10', 'F2026-120'],
    ['F2026-099', 'F2026-100', '2026-09-10', 'F2026-100'],
    ['F26-120', 'F26-100', '2026-09-10', 'F26-120'],
    ['2026118', '2026100', '2026-09-10', '2026118'],
    // an older year sent late, whatever it counted to
    ['2026-004', '2025-300', '2025-12-30', '2026-004'],
    ['2025-300', '2026-001', '2026-01-04', '2026-001'],
    // another series, or none before: what was just used
    ['A-12', 'F2026-100', '2026-09-10', 'F2026-100'],
    ['', 'F2026-100', '2026-09-10', 'F2026-100'],
  ])('%s, then %s of %s → %s', (known, number, date, later) => expect(laterNumber(known, { number, date })).toBe(later));
});

describe('gapBefore', () => {
  const history = used(['2026-118', '2026-11-20'], ['2026-125', '2026-11-22'], ['2025-300', '2025-12-30']);

  it('tells which numbers are left out', () => {
    expect(gapBefore('2026-121', '2026-11-24', history)).toEqual({ first: '2026-119', last: '2026-120', count: 2 });
    expect(gapBefore('2026-127', '2026-11-24', history)).toEqual({ first: '2026-126', last: '2026-126', count: 1 });
  });

  it('says nothing of a number that follows, of another series, of a first one, or of no series at all', () => {
    expect(gapBefore('2026-119', '2026-11-24', history)).toBeNull();
    expect(gapBefore('AV2026-300', '2026-11-24', history)).toBeNull();
    expect(gapBefore('2027-050', '2027-01-02', history)).toBeNull();
    expect(gapBefore('ABC', '2026-11-24', history)).toBeNull();
  });
});
