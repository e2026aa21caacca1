import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MoneyMovement, monthsOf } from '../../../lib/desk/months.ts';
import { nextMonth, scaleOf, window } from '../../../lib/ui/chart.ts';
import { monthName, sumOf } from '../../../lib/ui/format.ts';
import { rankOf, tourStep, tourSteps } from '../../../lib/ui/tour.ts';
import { madeDossier } from '../../fixtures/dossiers.ts';

const movement = (state: MoneyMovement['state'], dueOn: string, paidOn = '', amount = '10.10', trial = false): MoneyMovement => ({
  state,
  dueOn,
  paidOn,
  amount,
  trial,
});

describe('money by month', () => {
  it('counts what was paid on its day, what is to come on its last day, what is suspended now', () => {
    const months = monthsOf(
      [
        movement('paid', '2026-09-30', '2026-10-12'),
        movement('paid', '2026-09-30', '2026-10-30', '0.20'),
        movement('late', '2026-10-01'),
        movement('running', '2026-12-15'),
        movement('suspended', ''),
        movement('ended', '2026-10-01'),
        movement('not-due', ''),
        movement('running', '2026-12-15', '', '5.00', true),
      ],
      '2026-11-29',
    );
    expect(months).toEqual([
      { month: '2026-10', trial: false, paid: '10.30', expected: '0.00', late: '10.10' },
      { month: '2026-11', trial: false, paid: '0.00', expected: '10.10', late: '0.00' },
      { month: '2026-12', trial: false, paid: '0.00', expected: '10.10', late: '0.00' },
      { month: '2026-12', trial: true, paid: '0.00', expected: '5.00', late: '0.00' },
    ]);
  });

  it('loses no cent', () => {
    const cents = fc.integer({ min: 1, max: 9_999_999 });
    const day = fc.integer({ min: 1, max: 12 }).map((month) => `2026-${String(month).padStart(2, '0')}-15`);
    const any = fc.record({ state: fc.constantFrom('paid' as const, 'late' as const, 'running' as const), day, cents });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (list) => {
        const months = monthsOf(
          list.map(({ state, day: at, cents: amount }) => movement(state, at, state === 'paid' ? at : '', (amount / 100).toFixed(2))),
          '2026-11-29',
        );
        const total = sumOf(months.flatMap(({ paid, expected, late }) => [paid, expected, late]));
        expect(total).toBe((list.reduce((sum, one) => sum + one.cents, 0) / 100).toFixed(2));
      }),
    );
  });
});

describe('the drawing', () => {
  it('has a scale of round numbers that reaches the top and no further than a step', () => {
    expect(scaleOf(76)).toEqual([0, 20, 40, 60, 80]);
    expect(scaleOf(157.6)).toEqual([0, 50, 100, 150, 200]);
    expect(scaleOf(0)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (top) => {
        const scale = scaleOf(top);
        const [, step = 0] = scale;
        const last = scale.at(-1) ?? 0;
        expect(scale.length).toBeLessThanOrEqual(6);
        expect(last).toBeGreaterThanOrEqual(top * 0.99999);
        expect(last - top).toBeLessThan(step * 1.0001);
      }),
    );
  });

  it('shows months without holes, the present one always, twelve at most', () => {
    expect(nextMonth('2026-12')).toBe('2027-01');
    expect(nextMonth('2026-01', -1)).toBe('2025-12');
    const shown = window([{ month: '2026-09' }, { month: '2027-01' }], '2026-11');
    expect(shown.map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12', '2027-01']);
    expect(shown.filter(({ value }) => value)).toHaveLength(2);
    const long = window([{ month: '2019-01' }, { month: '2031-01' }], '2026-11');
    expect([long.length, long.some(({ month }) => month === '2026-11')]).toEqual([12, true]);
    expect(monthName('2026-11')).toBe('Novembre 2026');
  });
});

describe('the tour', () => {
  const made = (standing: 'draft' | 'ready' | 'followed' | 'paid') =>
    madeDossier({ rank: 0, standing, today: '2026-11-29', daysAgo: 3, cents: 100, buyer: 0 });

  it('says what stands in where the invoice is, whatever way the user takes', () => {
    expect(tourStep({ ...made('draft'), reading: 'waiting' }, '')).toBe('read');
    expect(tourStep(made('draft'), '')).toBe('review');
    expect(tourStep(made('draft'), 'destinataire')).toBe('recipient');
    expect(tourStep(made('draft'), 'prete')).toBe('send');
    expect(tourStep(made('ready'), 'suivi')).toBe('leaving');
    expect(tourStep(made('followed'), 'suivi')).toBe('pay');
    expect(tourStep(made('paid'), 'prete')).toBe('done');
    expect(tourStep({ ...made('followed'), paidOn: '2026-11-28' }, '')).toBe('done');
  });

  it('counts six steps, each after the one before', () => {
    const ranks = tourSteps.map((step) => rankOf(step).rank);
    expect(ranks).toEqual([1, 2, 3, 4, 4, 5, 6]);
    expect(rankOf('done')).toEqual({ rank: 6, total: 6 });
  });
});
