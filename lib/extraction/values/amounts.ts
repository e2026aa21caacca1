import { parseDecimal } from '../../invoice/money.ts';
import type { Found } from './dates.ts';

export interface FoundAmount extends Found {
  /** A currency sign follows or precedes. */
  euro: boolean;
  /** Written with two decimals, the normal form of a total. */
  cents: boolean;
}

// A minus or an opening bracket, digits in groups, a separator, two decimals; OCR may put a space beside the comma or lose it.
const withCents = /(?<![\d.,/-])([-−–]\s?|\()?(\d{1,3}(?:[\s.,'’]\d{3})+|\d+)\s?[,.]\s?(\d{2})(?![\d])(?!\s?%)(?![.,/]\d)\)?/g;
// « 1234,6 € »: a spreadsheet drops the last zero; read from a picture it may have been lost, so that it is never sure.
const tenths = /(?<![\w.,/-])([-−–]\s?)?(\d{1,3}(?:[\s.]\d{3})+|\d{1,9}),(\d)\s?(?=€|EUR|euros)/gi;
const bare = /(?<![\w.,/-])([-−–]\s?)?(\d{1,3}(?:[\s.]\d{3})+|\d{1,9})(?:\s(\d\d))?\s?(?=€|EUR|euros)/gi;
const plain = /(?<![\w.,/°-])(\d{3,9})(?![\w/,.-]|\s?%)/g;

/** Amounts of a text: "1 234,56 €", "1.234,56", "-145,00", "(12,00)"; whole ones only before a currency sign. */
export function findAmounts(text: string): FoundAmount[] {
  const found: FoundAmount[] = [];
  const add = (value: string, match: RegExpMatchArray, cents: boolean, evidence: string[], alternatives: string[]) => {
    const start = match.index ?? 0;
    const end = start + match[0].trimEnd().length;
    if (value === '' || found.some((other) => other.start < end && start < other.end)) return;
    const euro = /^\s?(€|EUR|euros)/i.test(text.slice(end)) || /€\s?$/.test(text.slice(0, start));
    found.push({ value, start, end, evidence, alternatives, euro, cents });
  };
  for (const match of text.matchAll(withCents)) {
    const [all, sign = '', whole = '', cents = ''] = match;
    const negative = sign.includes('(') ? all.endsWith(')') : sign !== '';
    const value = parseDecimal(`${negative ? '-' : ''}${whole.replace(/[.,'’\s]/g, '')},${cents}`);
    add(value, match, true, /[,.]/.test(all) && !/\s[,.]|[,.]\s/.test(all) ? ['amount'] : ['amount', 'repaired'], []);
  }
  for (const match of text.matchAll(tenths)) {
    const [, sign = '', whole = '', tenth = ''] = match;
    add(`${sign ? '-' : ''}${Number(whole.replace(/[\s.]/g, ''))}.${tenth}0`, match, true, ['amount', 'repaired'], []);
  }
  for (const match of text.matchAll(bare)) {
    const [, sign = '', whole = '', cents] = match;
    const stem = whole.replace(/[\s.]/g, '');
    const mark = sign ? '-' : '';
    // « 3156 10 € » or « 315610 € »: the comma was lost.
    if (cents) add(`${mark}${Number(stem)}.${cents}`, match, true, ['amount', 'repaired'], []);
    else
      add(`${mark}${Number(stem)}.00`, match, false, ['amount'], stem.length >= 3 ? [`${mark}${Number(stem.slice(0, -2))}.${stem.slice(-2)}`] : []);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whole numbers that may be amounts without their comma ("315610"); arithmetic alone may take them. */
export function findCommaless(text: string): FoundAmount[] {
  return [...text.matchAll(plain)].map((match) => {
    const stem = match[1] ?? '';
    const value = `${Number(stem.slice(0, -2))}.${stem.slice(-2)}`;
    return {
      value,
      start: match.index,
      end: match.index + stem.length,
      evidence: ['repaired'],
      alternatives: [`${Number(stem)}.00`],
      euro: false,
      cents: false,
    };
  });
}

const percent = /(?<![\d,.])(\d{1,2})(?:\s?[,.]\s?(\d{1,2}))?\s?(?:%|°\/o|pour\s?cent|9\/o|\/o)/gi;
export const vatRates: readonly string[] = ['20', '10', '5.5', '2.1', '8.5', '1.05', '0.9', '13', '0'];

/** Rates of a text, snapped to those of French law: "5,55 %" is 5.5. */
export function findRates(text: string): Found[] {
  return [...text.matchAll(percent)].flatMap((match) => {
    const value = parseDecimal(`${match[1]}${match[2] ? `,${match[2]}` : ''}`).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
    const rate = vatRates.includes(value) ? value : value === '5.55' || value === '55' ? '5.5' : '';
    return rate === '' ? [] : [{ value: rate, start: match.index, end: match.index + match[0].length, evidence: ['rate'], alternatives: [] }];
  });
}
