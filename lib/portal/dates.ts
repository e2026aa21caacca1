/**
 * Dates as the portal writes them: a day, a day and a minute in Paris, an ISO instant, milliseconds (chorus-pro.md §3.1: accept all). A day at midnight
 * told in UTC belongs to the day before there: years and days are therefore always taken in Paris (`civilDay`).
 */

/** Milliseconds, as a number or as text, become an ISO instant; every other spelling stays as it is. */
export function spelledDate(value: string): string {
  return /^\d{12,14}$/.test(value) ? new Date(Number(value)).toISOString() : value;
}
