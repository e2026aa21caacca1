import { parisDay } from '../invoice/dates.ts';
import { locale } from './words/dictionary.ts';
import { home } from './words/fr/shell.ts';

/** Values as the reader of the screen's language expects them. Amounts stay exact: Intl formats the decimal string itself, never a float. */
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(name: string, make: () => Format): Format {
  const known = formats.get(name) as Format | undefined;
  if (known) return known;
  const format = make();
  formats.set(name, format);
  return format;
}

/** What the first screens write, as `Intl` would: its first use takes longer than a list to draw, and French euros and sizes have none. A test holds the two together. */
const euros = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,2}))?$/;

const thousands = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** "1234.5" → "1 234,50 €"; a text that is not an amount comes back as it is. */
export function money(amount: string, currency = 'EUR', language = locale()): string {
  const plain = language === 'fr' && currency === 'EUR' ? euros.exec(amount) : null;
  if (plain) {
    const [, sign = '', whole = '', cents = ''] = plain;
    return `${sign}${thousands(whole)},${cents.padEnd(2, '0')}\u00a0€`;
  }
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return amount;
  const code = /^[A-Z]{3}$/.test(currency) ? currency : 'EUR';
  return kept(`${code} ${language}`, () => new Intl.NumberFormat(language, { style: 'currency', currency: code })).format(amount as `${number}`);
}

const isFrench = () => locale() === 'fr';

/** "10.15" → "10,15": a decimal as it is typed, without the spaces of thousands. */
export function spelled(decimal: string): string {
  return isFrench() ? decimal.replace('.', ',') : decimal;
}

/** « Montant : 12 € »: French leaves a space before the colon. */
export function labelled(label: string, value: string): string {
  return isFrench() ? `${label}\u00a0: ${value}` : `${label}: ${value}`;
}

/** "10.15" → "10,15 %". */
export function percent(rate: string): string {
  return isFrench() ? `${spelled(rate)}\u00a0%` : `${rate}%`;
}

const days = (name: string, options: Intl.DateTimeFormatOptions, language = locale()) =>
  kept(`${name} ${language}`, () => new Intl.DateTimeFormat(language, options));
/** English dates are short ones, "29 Nov 2026": its long months do not fit where French ones do. */
const month = (language = locale()) => (language === 'fr' ? 'long' : 'short');
const minutes = (timeZone: string) => days(timeZone, { day: 'numeric', month: month(), hour: '2-digit', minute: '2-digit', timeZone });

function parsed(iso: string): Date | null {
  const date = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/** "2026-11-24" → "24 novembre 2026"; the first of a month is "1er", which Intl does not know. `language`: of what leaves for a public body, always French. */
export function day(iso: string, language = locale()): string {
  const date = parsed(iso.slice(0, 10));
  if (!date) return iso;
  const text = days('day', { day: 'numeric', month: month(language), year: 'numeric', timeZone: 'UTC' }, language).format(date);
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** "2026-11", or a day of it → "Novembre 2026". */
export function monthName(iso: string): string {
  const date = parsed(`${iso.slice(0, 7)}-01`);
  if (!date) return iso;
  const name = days('month', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
  return name.charAt(0).toLocaleUpperCase('fr') + name.slice(1);
}

export function briefDay(iso: string): string {
  const date = parsed(iso.slice(0, 10));
  return date ? `${date.getUTCDate()} ${home.months[date.getUTCMonth()]}` : iso;
}

/** "2026-11" → "N": under a bar, between its neighbours. */
export function shortMonth(month: string): string {
  const date = parsed(`${month}-01`);
  return date ? days('narrow', { month: 'narrow', timeZone: 'UTC' }).format(date) : month;
}

/** Milliseconds → "2026-11-24", the civil day in France. */
export const isoDay = parisDay;

/** Milliseconds, or a date the portal wrote ("2026-11-24 09:12"), to the minute in Paris. */
export function moment(at: number | string): string {
  const text = typeof at === 'string' ? at.trim().replace(' ', 'T') : '';
  if (text && /^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
  // without a zone it is the portal's own clock: shown as written, wherever the reader is
  const zoned = typeof at === 'number' || /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const date = new Date(typeof at === 'number' ? at : zoned ? text : `${text}Z`);
  if (Number.isNaN(date.getTime())) return String(at);
  const told = minutes(zoned ? 'Europe/Paris' : 'UTC').format(date);
  return isFrench() ? told.replace(/^1 /, '1er ') : told;
}

/** Exact sum of decimal amounts in cents; what is not an amount counts for nothing. */
export function sumOf(amounts: readonly string[]): string {
  let cents = 0n;
  for (const amount of amounts) {
    const match = /^(-?)(\d+)(?:\.(\d{1,2})\d*)?$/.exec(amount);
    if (!match) continue;
    const value = BigInt((match[2] ?? '0') + (match[3] ?? '').padEnd(2, '0'));
    cents += match[1] ? -value : value;
  }
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "732 829 320 00074". */
export function siret(value: string): string {
  return value.length === 14 ? `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6, 9)} ${value.slice(9)}` : value;
}

/** Bytes → "980 ko", "1,2 Mo": a tenth under ten. */
export function fileSize(bytes: number, language = locale()): string {
  const [one, unit, sign] = bytes < 1e6 ? [1e3, 'kilobyte', 'ko'] : [1e6, 'megabyte', 'Mo'];
  const value = bytes / one;
  if (language !== 'fr') return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  const rounded = value < 10 ? Math.round((10 * bytes) / one) / 10 : Math.round(value);
  return `${thousands(String(rounded).replace('.', ','))}\u202f${sign}`;
}
