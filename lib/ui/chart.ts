/** The pure part of our charts: whole pixels and round numbers, nothing of the page. Amounts become floats here alone, where a pixel is enough. */

/** Lines of a scale from 0: at most `most` steps of 1, 2 or 5 times a power of ten, the last one at or above `top`. */
export function scaleOf(top: number, most = 4): readonly number[] {
  if (!(top > 0)) return [0, 1];
  const rough = top / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999999) ?? 10) * power;
  return Array.from({ length: Math.ceil((top / step) * 0.999999) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

export function nextMonth(month: string, by = 1): string {
  const [year = 0, rank = 1] = month.split('-').map(Number);
  const months = year * 12 + rank - 1 + by;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/**
 * Months to be drawn, without holes: `length` of them that end with the last month that holds something, or with the present one when nothing is to come. What is
 * older is left out of the drawing, not of the table.
 */
export function window<T extends { month: string }>(months: readonly T[], present: string, length = 12): { month: string; value: T | null }[] {
  const last = months.reduce((latest, { month }) => (month > latest ? month : latest), present);
  const end = last > nextMonth(present, 4) ? nextMonth(present, 4) : last;
  const first = months.reduce((earliest, { month }) => (month < earliest ? month : earliest), present);
  const start = first > nextMonth(end, 1 - length) ? first : nextMonth(end, 1 - length);
  const shown: { month: string; value: T | null }[] = [];
  for (let month = start; month <= end; month = nextMonth(month)) shown.push({ month, value: months.find((one) => one.month === month) ?? null });
  return shown;
}
