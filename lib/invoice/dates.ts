/** An ISO day "2026-11-24". Days are civil days in France: no time zone enters a date on an invoice. */
export type IsoDate = string;

/** True for a real calendar day between 2000 and 2099 (BR-FR-03 bounds the year). */
export function isIsoDate(value: string): boolean {
  const match = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** When the last Sunday of a month (0 = January) begins, UTC, in milliseconds. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getTime() - last.getUTCDay() * 86_400_000;
}

/**
 * Milliseconds → the civil day in France. By the rule of Directive 2000/84/EC (summer from the last Sunday of March to that of October, at 1:00 UTC), in force
 * since 2002, so that a page needs no `Intl` to open: the first use of it costs twenty milliseconds, a phone eighty. A test holds it to `Intl`.
 */
export function parisDay(at: number): IsoDate {
  const year = new Date(at).getUTCFullYear();
  const summer = at >= lastSunday(year, 2) + 3_600_000 && at < lastSunday(year, 9) + 3_600_000;
  return new Date(at + (summer ? 2 : 1) * 3_600_000).toISOString().slice(0, 10);
}

/** The civil day in France of what a portal wrote ("2026-11-24 09:12" is its own time) or of a moment with its zone; "" for anything else. */
export function civilDay(at: string): IsoDate | '' {
  const text = at.trim();
  if (/^\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    // not every browser reads "+0100"
    const moment = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
    return Number.isNaN(moment) ? '' : parisDay(moment);
  }
  const day = text.slice(0, 10);
  return isIsoDate(day) ? day : '';
}

export function addDays(date: IsoDate, days: number): IsoDate {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** "24/11/2026", the spelling a French reader expects on paper. Not a date → unchanged. */
export function frenchDate(date: IsoDate): string {
  return isIsoDate(date) ? `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}` : date;
}
