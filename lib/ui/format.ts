/** Values as a French reader expects them. Amounts stay exact: Intl formats the decimal string itself, never a float. */
const moneyFormat = new Map<string, Intl.NumberFormat>();

/** "1234.5" → "1 234,50 €"; a text that is not an amount comes back as it is. */
export function money(amount: string, currency = 'EUR'): string {
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return amount;
  let format = moneyFormat.get(currency);
  if (!format) {
    const code = /^[A-Z]{3}$/.test(currency) ? currency : 'EUR';
    format = new Intl.NumberFormat('fr', { style: 'currency', currency: code });
    moneyFormat.set(currency, format);
  }
  return format.format(amount as `${number}`);
}

/** "10.15" → "10,15 %". */
export function percent(rate: string): string {
  return `${rate.replace('.', ',')}\u00a0%`;
}

const dayFormat = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });

const writtenFormat = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

function parsed(iso: string): Date | null {
  const date = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/** "2026-11-24" → "24 novembre 2026"; the first of a month is "1er", which Intl does not know. */
export function day(iso: string): string {
  const date = parsed(iso.slice(0, 10));
  return date ? dayFormat.format(date).replace(/^1 /, '1er ') : iso;
}

export function briefDay(iso: string): string {
  const date = parsed(iso.slice(0, 10));
  return date ? shortDay.format(date) : iso;
}

const monthFormat = new Intl.DateTimeFormat('fr', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const narrowMonth = new Intl.DateTimeFormat('fr', { month: 'narrow', timeZone: 'UTC' });

/** "2026-11" → "novembre 2026". */
export function monthName(month: string): string {
  const date = parsed(`${month}-01`);
  return date ? monthFormat.format(date) : month;
}

/** "2026-11" → "N": under a bar, between its neighbours. */
export function shortMonth(month: string): string {
  const date = parsed(`${month}-01`);
  return date ? narrowMonth.format(date) : month;
}

const civilFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

/** Milliseconds → "2026-11-24", the civil day in France. */
export function isoDay(at: number): string {
  return civilFormat.format(new Date(at));
}

/** Milliseconds, or a date the portal wrote ("2026-11-24 09:12"), to the minute in Paris. */
export function moment(at: number | string): string {
  const text = typeof at === 'string' ? at.trim().replace(' ', 'T') : '';
  if (text && /^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
  // without a zone it is the portal's own clock: shown as written, wherever the reader is
  const zoned = typeof at === 'number' || /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const date = new Date(typeof at === 'number' ? at : zoned ? text : `${text}Z`);
  if (Number.isNaN(date.getTime())) return String(at);
  return (zoned ? momentFormat : writtenFormat).format(date);
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

export function fileSize(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat('fr', { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
