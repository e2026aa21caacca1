import { addDays } from '../invoice/dates.ts';
import type { Period } from './api.ts';

export type PeriodKind = 'month' | 'quarter' | 'year';

/** A period with its name for files, which sorts: "2026-11", "2026-T4", "2026". */
export interface NamedPeriod extends Period {
  name: string;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

function monthsFrom(year: number, month: number, count: number): Period {
  const [nextYear, nextMonth] = month + count > 12 ? [year + 1, month + count - 12] : [year, month + count];
  return { from: `${year}-${twoDigits(month)}-01`, to: addDays(`${nextYear}-${twoDigits(nextMonth)}-01`, -1) };
}

/** The last periods of a kind, the current one first: 24 months, 8 quarters or 5 years. */
export function recentPeriods(kind: PeriodKind, today: string): NamedPeriod[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (kind === 'year')
    return Array.from({ length: 5 }, (_, back) => ({ from: `${year - back}-01-01`, to: `${year - back}-12-31`, name: String(year - back) }));
  const [size, count] = kind === 'month' ? [1, 24] : [3, 8];
  const current = year * 12 + (month - 1);
  return Array.from({ length: count }, (_, back) => {
    const first = Math.floor(current / size) * size - back * size;
    const [ofYear, ofMonth] = [Math.floor(first / 12), (first % 12) + 1];
    const name = kind === 'month' ? `${ofYear}-${twoDigits(ofMonth)}` : `${ofYear}-T${Math.floor((ofMonth - 1) / 3) + 1}`;
    return { ...monthsFrom(ofYear, ofMonth, size), name };
  });
}
