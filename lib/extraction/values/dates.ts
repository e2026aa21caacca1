import { isIsoDate } from '../../invoice/dates.ts';
import { distance, fold } from '../text.ts';

export interface Found {
  value: string;
  start: number;
  end: number;
  /** Codes of what the form itself proves: 'calendar', 'luhn', 'mod97', 'repaired' ... */
  evidence: string[];
  alternatives: string[];
}

const months = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'];
const short: Record<string, number> = { janv: 1, jan: 1, fevr: 2, fev: 2, avr: 4, juil: 7, sept: 9, sep: 9, oct: 10, nov: 11, dec: 12 };

/** Digits that OCR wrote as letters; only where a digit must stand. */
export function digits(text: string): string {
  return text.replace(/[OoQDIil|!SsBZzGgT]/g, (letter) => lookalikes[letter] ?? letter);
}

const lookalikes: Record<string, string> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  i: '1',
  l: '1',
  '|': '1',
  '!': '1',
  S: '5',
  s: '5',
  B: '8',
  Z: '2',
  z: '2',
  G: '6',
  g: '9',
  T: '7',
};

const D = '[0-9OoIl|SB]';
const numeric = new RegExp(`(?<![\\w/.,-])(${D}{1,2})\\s?([/.\\-])\\s?(${D}{1,2})\\s?\\2\\s?(${D}{4}|${D}{2})(?![\\w/])`, 'g');
/** One of the two strokes lost: « 1607/2026 », « 16/072026 ». */
const crippled = new RegExp(`(?<![\\w/.,-])(${D}{2})(?:([/.\\-])\\s?(${D}{2})\\s?|(${D}{2})\\s?([/.\\-])\\s?)(20${D}{2})(?![\\w/])`, 'g');
const iso = /(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)/g;
const written = new RegExp(`(?<![\\w])(${D}{1,2})\\s?(?:er|°|e)?\\s+([a-z.]{3,11})\\s+(2${D}{3})(?!\\d)`, 'g');

function day(year: string, month: number, dayOfMonth: string): string {
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${String(month).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
}

function monthOf(name: string): number {
  const plain = name.replace(/\./g, '');
  const exact = months.indexOf(plain);
  if (exact >= 0) return exact + 1;
  if (short[plain]) return short[plain];
  const close = months.findIndex((month) => month.length >= 4 && distance(plain, month, month.length > 6 ? 2 : 1) <= (month.length > 6 ? 2 : 1));
  return close + 1;
}

/** Dates of a text, in every French spelling: 24/11/2026, 24-11-26, 24.11.2026, 2026-11-24, 24 novembre 2026, 1er déc. 2026. Only real days. */
export function findDates(text: string): Found[] {
  const found: Found[] = [];
  const add = (value: string, match: RegExpMatchArray, raw: string) => {
    const start = match.index ?? 0;
    if (!isIsoDate(value) || value < '2010' || value > '2060') return;
    if (found.some((other) => other.start < start + match[0].length && start < other.end)) return;
    found.push({
      value,
      start,
      end: start + match[0].length,
      evidence: /[a-zA-Z|]/.test(raw) ? ['calendar', 'repaired'] : ['calendar'],
      alternatives: [],
    });
  };
  for (const match of text.matchAll(iso)) add(match[0], match, match[0]);
  for (const match of text.matchAll(numeric)) {
    const [, d = '', , m = '', y = ''] = match;
    add(day(digits(y), Number(digits(m)), digits(d)), match, d + m + y);
  }
  for (const match of text.matchAll(crippled)) {
    const [, d = '', , m1 = '', m2 = '', , y = ''] = match;
    add(day(digits(y), Number(digits(m1 || m2)), digits(d)), match, '|');
  }
  for (const match of fold(text).matchAll(written)) {
    const [, d = '', name = '', y = ''] = match;
    const month = monthOf(name);
    if (month > 0) add(day(digits(y), month, digits(d)), match, d + y);
  }
  return found.sort((a, b) => a.start - b.start);
}
