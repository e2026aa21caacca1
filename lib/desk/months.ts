import type { Clock } from '../claims/clock.ts';
import { sum } from '../invoice/money.ts';
import type { MonthOfMoney } from './api-claims.ts';

/** One deposited invoice as its money sees it: `amount` in euros. */
export interface MoneyMovement extends Pick<Clock, 'state' | 'dueOn' | 'paidOn'> {
  amount: string;
  trial: boolean;
}

/** The month in which an invoice counts, and as what; null for one that nobody pays. */
function placeOf({ state, dueOn, paidOn }: MoneyMovement, today: string): { month: string; as: 'paid' | 'expected' | 'late' } | null {
  if (state === 'paid') return { month: (paidOn || today).slice(0, 7), as: 'paid' };
  if (state === 'late') return { month: dueOn.slice(0, 7), as: 'late' };
  if (state === 'running' || state === 'suspended') return { month: (dueOn || today).slice(0, 7), as: 'expected' };
  return null;
}

/** Pure: movements by month, oldest first. A trial's months never mix with real ones. */
export function monthsOf(movements: readonly MoneyMovement[], today: string): MonthOfMoney[] {
  const months = new Map<string, { month: string; trial: boolean; amounts: Record<'paid' | 'expected' | 'late', string[]> }>();
  for (const movement of movements) {
    const place = placeOf(movement, today);
    if (!place) continue;
    const key = `${movement.trial} ${place.month}`;
    const month = months.get(key) ?? { month: place.month, trial: movement.trial, amounts: { paid: [], expected: [], late: [] } };
    month.amounts[place.as].push(movement.amount);
    months.set(key, month);
  }
  return [...months.values()]
    .map(({ month, trial, amounts: { paid, expected, late } }) => ({ month, trial, paid: sum(paid), expected: sum(expected), late: sum(late) }))
    .sort((a, b) => a.month.localeCompare(b.month));
}
