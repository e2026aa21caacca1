/** The same value in the spellings a form takes and gives back: French or plain amounts, days in either order. */

/** A decimal from what an input shows, "1 234,50 €" or "1,234.50": as a plain decimal text, or null for what is no amount. */
export function amountOf(shown: string): string | null {
  const bare = shown
    .normalize('NFKC')
    .replace(/(eur(os?)?|€|%|\s|'|’)/gi, '')
    .replace(/[−–]/g, '-');
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(bare)) return null;
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const separators = bare.replace(/[^.,]/g, '');
  const mixed = new Set(separators).size > 1;
  let whole = bare;
  let decimals = '';
  // One kind of separator, several times, cuts thousands; of two kinds, the last is the decimal one.
  if (last >= 0 && (mixed || separators.length === 1)) {
    whole = bare.slice(0, last);
    decimals = bare.slice(last + 1);
  }
  const digits = whole.replace(/[.,]/g, '');
  const sign = digits.startsWith('-') ? '-' : '';
  const integer = digits.replace('-', '').replace(/^0+(?=\d)/, '') || '0';
  const fraction = decimals.replace(/0+$/, '');
  const value = fraction ? `${integer}.${fraction}` : integer;
  return value === '0' ? '0' : sign + value;
}

/** Is that the same number? */
export function sameNumber(shown: string, wanted: string): boolean {
  const one = amountOf(shown);
  return one !== null && one === amountOf(wanted);
}

/** "1234.5" with at least two decimals and a comma: "1234,50"; thousands are not cut, many inputs refuse the space. */
export function frenchAmount(decimal: string, decimals = 2): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const shown = fraction.padEnd(decimals, '0');
  return shown ? `${whole},${shown}` : whole;
}

export function plainAmount(decimal: string, decimals = 2): string {
  return frenchAmount(decimal, decimals).replace(',', '.');
}

/** The ISO day that a text shows, or null. Day first where it is not told. */
export function dayOf(shown: string): string | null {
  const text = shown.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  const french = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:\s.*)?$/.exec(text);
  const parts = iso ? [iso[1], iso[2], iso[3]] : french ? [french[3], french[2], french[1]] : null;
  if (parts) return dayFrom(parts[0] ?? '', parts[1] ?? '', parts[2] ?? '');
  const spoken = /^(?:\p{L}+\.?,? )?(\d{1,2})(?:er)? (\p{L}+)\.? (\d{4})$/u.exec(text);
  const month = spoken && monthOf(spoken[2] ?? '');
  return spoken && month ? dayFrom(spoken[3] ?? '', String(month), spoken[1] ?? '') : null;
}

function dayFrom(year: string, month: string, day: string): string | null {
  const full = year.length === 2 ? `20${year}` : year;
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return null;
  return `${full}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

const months = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aou', 'sept', 'oct', 'nov', 'dec'];

/** 1 to 12, 0 for what is no month. */
export function monthOf(text: string): number {
  const read = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return months.findIndex((month) => read.startsWith(month)) + 1;
}

/** The day as a pattern wants it: "jj/mm/aaaa", "yyyy-mm-dd", "dd.mm.yy". Null for what is no pattern of a day. */
export function dayAs(iso: string, pattern: string): string | null {
  const found = /(?<![a-z])([jd]{1,2}|m{1,2}|[ay]{4}|[ay]{2})([-/. ])([jd]{1,2}|m{1,2})\2([jd]{1,2}|[ay]{4}|[ay]{2})(?![a-z])/i.exec(pattern);
  if (!found) return null;
  const [year = '', month = '', day = ''] = iso.split('-');
  const part = (letters: string) => (/^[jd]/i.test(letters) ? day : /^m/i.test(letters) ? month : letters.length === 2 ? year.slice(2) : year);
  return [found[1], found[3], found[4]].map((letters) => part(letters ?? '')).join(found[2]);
}
