import type { IsoDate } from '../invoice/dates.ts';

/**
 * The user's own series of numbers. A number is cut into runs of digits and what stands between; the run that counts is the last one that is not the
 * year or the month of the invoice. « 2026-118 » counts with 118 and starts again at 001 in 2027, unless his own history shows that he goes on.
 */
export interface NumberedInvoice {
  number: string;
  /** ISO day, "" when not known. */
  date: IsoDate;
}

type Part = { kind: 'text'; text: string } | { kind: 'year' | 'month' | 'counter'; text: string };

interface Series {
  parts: Part[];
  counter: bigint;
  /** "2026", "2026-11" or "" when the number carries no period; compares as time goes. */
  period: string;
}

/** The number after the last of the series for an invoice of that `date`, none of `used` taken twice; "" when there is no series to follow. */
export function nextNumber(last: string, options: { lastDate?: IsoDate; date?: IsoDate; used?: readonly NumberedInvoice[] } = {}): string {
  const { lastDate = '', date = '', used = [] } = options;
  const series = readSeries(last, lastDate);
  if (!series) return '';
  const period = periodOf(series, date);
  const known = sameSeries(series, used);
  const taken = new Set(used.map(({ number }) => number.trim().toUpperCase()));
  const before = [series, ...known];
  // the last one used may be an older paper: higher numbers of the period are passed, not filled up to
  const inside = before.filter((item) => item.period === period);
  const latest = (items: readonly Series[]) => items.reduce((most, item) => (item.counter > most ? item.counter : most), 0n);
  let counter = inside.length > 0 ? latest(inside) : startsAgain(before) ? 0n : latest(before);
  for (;;) {
    counter += 1n;
    const number = written(series, counter, period);
    if (!taken.has(number.toUpperCase())) return number;
  }
}

/** Of the last number known and one just used, the later of their series; the one just used where they are of two. */
export function laterNumber(known: string, { number, date }: NumberedInvoice): string {
  const series = readSeries(number, date);
  if (!series) return number;
  // the day of the known one is not kept: it is read as of the same year, and by its digits alone
  const before = sameSeries(series, [
    { number: known, date },
    { number: known, date: '' },
  ]);
  const isLater = ({ period, counter }: Series) => (period === series.period ? counter > series.counter : period > series.period);
  return before.some(isLater) ? known : number;
}

/** Numbers that no known invoice of the same series and period carries between the last one below and this one: first and last of them. */
export function gapBefore(number: string, date: IsoDate, used: readonly NumberedInvoice[]): { first: string; last: string; count: number } | null {
  const series = readSeries(number, date);
  if (!series) return null;
  const below = sameSeries(series, used)
    .filter((item) => item.period === series.period && item.counter < series.counter)
    .reduce((most, item) => (item.counter > most ? item.counter : most), -1n);
  const count = Number(series.counter - below - 1n);
  if (below < 0n || count === 0) return null;
  return { first: written(series, below + 1n, series.period), last: written(series, series.counter - 1n, series.period), count };
}

/** The number read as one of a series, with what the invoice's own date says of its digits; null when nothing in it counts. */
function readSeries(number: string, date: IsoDate): Series | null {
  const tokens = number.trim().match(/\d+|\D+/g) ?? [];
  const parts: Part[] = tokens.flatMap((text): Part[] => cut(text, date, tokens.filter((token) => /^\d/.test(token)).length === 1));
  const counters = () => parts.filter((part) => part.kind === 'counter').length;
  const isYear = (text: string) => (date ? text === date.slice(0, 4) : /^20\d\d$/.test(text));
  const isShortYear = (text: string) => date !== '' && text === date.slice(2, 4);
  const isMonth = (text: string) => (date ? text === date.slice(5, 7) : /^(0[1-9]|1[0-2])$/.test(text));
  const mark = (index: number, kind: 'year' | 'month') => {
    const part = parts[index];
    if (part) parts[index] = { kind, text: part.text };
  };
  const find = (test: (text: string) => boolean) => parts.findIndex((part) => part.kind === 'counter' && test(part.text));
  if (!parts.some((part) => part.kind === 'year') && counters() > 1) {
    const year = find(isYear);
    if (year >= 0) mark(year, 'year');
    else mark(find(isShortYear), 'year');
  }
  const year = parts.findIndex((part) => part.kind === 'year');
  if (year >= 0 && counters() > 1 && !parts.some((part) => part.kind === 'month')) {
    // Beside the year, a separator between: « 2026-11-042 », « 11/2026/042 ».
    for (const index of [year + 2, year - 2]) {
      const part = parts[index];
      if (part?.kind === 'counter' && isMonth(part.text)) {
        mark(index, 'month');
        break;
      }
    }
  }
  const counting = parts.findLastIndex((part) => part.kind === 'counter');
  if (counting < 0) return null;
  const fixed = parts.map((part, index): Part => (part.kind === 'counter' && index !== counting ? { kind: 'text', text: part.text } : part));
  const textOf = (kind: Part['kind']) => fixed.find((part) => part.kind === kind)?.text ?? '';
  const writtenYear = textOf('year');
  const fullYear = writtenYear.length === 2 ? `20${writtenYear}` : writtenYear;
  return {
    parts: fixed,
    counter: BigInt(fixed[counting]?.text ?? '0'),
    period: [fullYear, textOf('month')].filter(Boolean).join('-'),
  };
}

/** Digits written without a separator: « 202611 » is a year and its month, « 2026118 » (alone in its number) a year and what counts. */
function cut(text: string, date: IsoDate, alone: boolean): Part[] {
  if (!/^\d/.test(text)) return [{ kind: 'text', text }];
  const plain: Part[] = [{ kind: 'counter', text }];
  if (!date) {
    const known = !alone && /^(20\d\d)(0[1-9]|1[0-2])$/.exec(text);
    return known
      ? [
          { kind: 'year', text: known[1] ?? '' },
          { kind: 'month', text: known[2] ?? '' },
        ]
      : plain;
  }
  const [year, short, month] = [date.slice(0, 4), date.slice(2, 4), date.slice(5, 7)];
  for (const written of [year, short]) {
    if (!text.startsWith(written)) continue;
    const rest = text.slice(written.length);
    if (!alone && rest === month)
      return [
        { kind: 'year', text: written },
        { kind: 'month', text: month },
      ];
    if (!alone || written === short) continue;
    if (rest.startsWith(month) && rest.length >= 4)
      return [
        { kind: 'year', text: written },
        { kind: 'month', text: month },
        { kind: 'counter', text: rest.slice(2) },
      ];
    if (rest.length >= 2)
      return [
        { kind: 'year', text: written },
        { kind: 'counter', text: rest },
      ];
  }
  return plain;
}

/** The period in which an invoice of that date counts. */
function periodOf({ parts, period }: Series, date: IsoDate): string {
  if (!date || period === '') return period;
  return parts.some((part) => part.kind === 'month') ? date.slice(0, 7) : date.slice(0, 4);
}

function written({ parts }: Series, counter: bigint, period: string): string {
  const [year = '', month = ''] = period.split('-');
  return parts
    .map(({ kind, text }) => {
      if (kind === 'year') return text.length === 2 ? year.slice(2) : year;
      if (kind === 'month') return month;
      return kind === 'counter' ? String(counter).padStart(text.length, '0') : text;
    })
    .join('');
}

/** Of the invoices, those numbered in the same way. */
function sameSeries(series: Series, invoices: readonly NumberedInvoice[]): Series[] {
  const shape = ({ parts }: Series) =>
    parts.map(({ kind, text }) => (kind === 'text' ? text.toUpperCase() : `${kind}${kind === 'year' ? text.length : ''}`)).join('\u0000');
  const wanted = shape(series);
  return invoices.flatMap(({ number, date }) => {
    const read = readSeries(number, date);
    return read && shape(read) === wanted ? [read] : [];
  });
}

/** False only when his own numbers crossed a period without starting again. */
function startsAgain(known: readonly Series[]): boolean {
  const bounds = new Map<string, { first: bigint; last: bigint }>();
  for (const { period, counter } of known) {
    const bound = bounds.get(period);
    bounds.set(period, {
      first: bound && bound.first < counter ? bound.first : counter,
      last: bound && bound.last > counter ? bound.last : counter,
    });
  }
  const inOrder = [...bounds].sort(([a], [b]) => a.localeCompare(b)).map(([, bound]) => bound);
  for (let index = inOrder.length - 1; index > 0; index--) {
    const [before, after] = [inOrder[index - 1], inOrder[index]];
    if (before && after && after.first === before.last + 1n) return false;
    if (before && after && after.first <= before.last) return true;
  }
  return true;
}
