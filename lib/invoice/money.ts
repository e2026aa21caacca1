import { Big, type BigSource } from 'big.js';
import { isDecimal } from './decimal.ts';

export { isDecimal };

/**
 * Exact decimal arithmetic on strings (big.js): an amount is "1234.50", never a float.
 * Rounding is half away from zero, the commercial rounding that EN 16931 calculators and French accounting use.
 */
export type Decimal = string;

const HALF_UP = 1;

/** The decimal as a Big, or null when the text is not a decimal (empty included). */
export function big(value: BigSource): Big | null {
  if (typeof value === 'string' && !isDecimal(value)) return null;
  return new Big(value);
}

/** Rounded to `decimals` places and printed with exactly that many: round("2.345") = "2.35". */
export function round(value: BigSource, decimals = 2): Decimal {
  return new Big(value).round(decimals, HALF_UP).toFixed(decimals);
}

/** An amount as nearly all are written. Ten thousand of them, in cents, stay whole numbers that a float holds. */
const plain = /^-?\d{1,9}(?:\.\d{1,2})?$/;

/** Sum of the decimals, blanks counted as zero, printed with two decimals. Plain amounts are added in cents: a market has years of invoices. */
export function sum(values: readonly string[]): Decimal {
  let cents = 0;
  let others = new Big(0);
  for (const value of values) {
    if (plain.test(value)) cents += Math.round(Number(value) * 100);
    else others = others.plus(big(value) ?? 0);
  }
  return round(others.plus(new Big(cents).div(100)));
}

export function multiply(left: string, right: string): Big | null {
  const a = big(left);
  const b = big(right);
  return a && b ? a.times(b) : null;
}

/** Difference left - right, blanks counted as zero, two decimals. */
export function subtract(left: string, right: string): Decimal {
  return round((big(left) ?? new Big(0)).minus(big(right) ?? 0));
}

/** True when both are decimals at most `tolerance` apart (default: equal as values, "5" = "5.00"). */
export function sameAmount(left: string, right: string, tolerance: BigSource = 0): boolean {
  const a = big(left);
  const b = big(right);
  return a !== null && b !== null && a.minus(b).abs().lte(tolerance);
}

/** Number of decimals written: decimalsOf("12.340") = 3. */
export function decimalsOf(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}

/**
 * A French or international spelling as a canonical decimal, or "" when it is none: "1 234,50 €" → "1234.50", "1.234,5" → "1234.5", "(12,00)" → "-12.00".
 * A lone separator followed by exactly three digits ("1.234", "1,234") is read as thousands only when `thousands` says so: quantities need the other reading.
 */
export function parseDecimal(spelling: string, { thousands = false }: { thousands?: boolean } = {}): Decimal {
  let text = spelling.replace(/€|EUR(OS?)?/gi, '').replace(/[\s\u00a0\u202f'’]/g, '');
  let negative = false;
  if (/^\(.*\)$/.test(text)) {
    negative = true;
    text = text.slice(1, -1);
  }
  const sign = /^([-−–+])|([-−–])$/.exec(text);
  if (sign) {
    negative = negative || (sign[1] ?? sign[2]) !== '+';
    text = text.replace(/^[-−–+]|[-−–]$/, '');
  }
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(text)) return '';
  const lastComma = text.lastIndexOf(',');
  const lastPoint = text.lastIndexOf('.');
  const decimalAt = Math.max(lastComma, lastPoint);
  let whole = text;
  let fraction = '';
  if (decimalAt >= 0) {
    const mark = text.charAt(decimalAt);
    const repeated = text.indexOf(mark) !== decimalAt;
    const loneThousands = thousands && !repeated && (lastComma < 0 || lastPoint < 0) && text.length - decimalAt - 1 === 3;
    if (!repeated && !loneThousands) {
      whole = text.slice(0, decimalAt);
      fraction = text.slice(decimalAt + 1);
    }
  }
  whole = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0';
  const value = fraction ? `${whole}.${fraction}` : whole;
  if (!isDecimal(value)) return '';
  return negative && !/^0(\.0+)?$/.test(value) ? `-${value}` : value;
}
