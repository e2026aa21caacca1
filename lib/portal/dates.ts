import { parisDay as dayInFrance } from '../invoice/dates.ts';

/**
 * Dates as the portal writes them: a day, a day and a minute in Paris, an ISO instant, milliseconds (chorus-pro.md §3.1: accept all). A day at midnight
 * told in UTC belongs to the day before there: years and days are therefore always taken in Paris.
 */

/** Milliseconds, as a number or as text, become an ISO instant; every other spelling stays as it is. */
export function spelledDate(value: string): string {
  return /^\d{12,14}$/.test(value) ? new Date(Number(value)).toISOString() : value;
}

/** The civil day in Paris, ISO; "" when the text is no date. */
export function parisDay(value: string): string {
  const text = spelledDate(value.trim());
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '';
  if (day === '' || !/[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return day;
  const instant = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(instant.getTime()) ? day : dayInFrance(instant.getTime());
}
