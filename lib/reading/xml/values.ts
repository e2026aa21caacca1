import { digitsOf, luhnValid } from '../../invoice/identifiers.ts';
import { categoryMentions } from '../../invoice/mentions.ts';
import type { Invoice } from '../../invoice/model.ts';
import { big, isDecimal } from '../../invoice/money.ts';

/** An xsd:decimal as the model writes it ("+5" → "5", ".5" → "0.5"); what is not one stays as it is, for the check to tell. */
export function decimal(text: string): string {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match || (!match[2] && !match[3])) return text;
  const [, sign, whole = '', fraction = ''] = match;
  const value = `${sign === '-' ? '-' : ''}${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction ? `.${fraction}` : ''}`;
  return isDecimal(value) ? value : trimmedFraction(value);
}

/** Some tools print floats ("0.1000000000000000055"): ten decimals are all that the model keeps. */
function trimmedFraction(value: string): string {
  const shorter = value.replace(/(\.\d{10})\d+$/, '$1');
  return isDecimal(shorter) ? shorter : value;
}

/** Formats 102 ("20261124") and ISO, with or without hour and zone; anything else stays as written. */
export function day(text: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{4,6})?$/.exec(text);
  if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`;
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[TZ+-].*)?$/.exec(text);
  return iso?.[1] ?? text;
}

export interface Identifier {
  value: string;
  scheme: string;
  /** Where it stood: legal registration (BT-30, BT-47), identifier (BT-29, BT-46) or electronic address (BT-34, BT-49). */
  place: 'legal' | 'party' | 'endpoint';
}

/**
 * The SIRET among a party's identifiers, whichever circuit wrote them (formats.md §0): 0009 anywhere, 14 digits in the legal registration under any
 * scheme (0002 in the field, 1 in CII16B), 14 digits that pass the key elsewhere, "SIREN_SIRET_SERVICE" in an electronic address.
 * When only a SIREN is there, the SIREN: the check will ask for the rest.
 */
export function siretAmong(identifiers: readonly Identifier[]): string {
  const candidates = identifiers.flatMap((identifier) => {
    const parts = identifier.place === 'endpoint' ? identifier.value.split('_') : [identifier.value];
    return parts.map((part) => ({ identifier, digits: digitsOf(part) }));
  });
  const long = candidates.filter(({ digits }) => /^\d{14}$/.test(digits));
  const short = candidates.filter(({ digits }) => /^\d{9}$/.test(digits));
  const found =
    long.find(({ identifier }) => identifier.scheme === '0009') ??
    long.find(({ identifier }) => identifier.place === 'legal') ??
    long.find(({ identifier }) => identifier.scheme === '0002') ??
    long.find(({ digits, identifier }) => (identifier.scheme === '' || identifier.place === 'endpoint') && luhnValid(digits)) ??
    short.find(({ identifier }) => identifier.scheme === '0002') ??
    short.find(({ digits, identifier }) => identifier.place === 'legal' && luhnValid(digits));
  return found?.digits ?? '';
}

/** UNTDID 1001 codes that EN 16931 lists as credit notes. */
const creditNotes = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '502', '503', '532']);

export function isCreditNote(typeCode: string): boolean {
  return creditNotes.has(typeCode);
}

/** What BT-23 says, in both circuits: A1/A2 (Chorus Pro), B/S/M with 1, 2 … (XP Z12-012). Null when it is no such code (Peppol, ZUGFeRD). */
export function framework(code: string): { category: Invoice['category']; alreadyPaid: boolean } | null {
  const match = /^([ABSM])(\d{1,2})$/.exec(code);
  if (!match) return null;
  const categories: Record<string, Invoice['category']> = { B: 'goods', S: 'services', M: 'mixed' };
  return { category: categories[match[1] ?? ''] ?? '', alreadyPaid: match[2] === '2' };
}

/** Last touches that both syntaxes share: the category's mention, a paid invoice, the sign of a credit note. */
export function settled(invoice: Invoice, code: string): Invoice {
  const result = { ...invoice, ...(framework(code) ?? {}) };
  for (const [category, mention] of Object.entries(categoryMentions) as [Exclude<Invoice['category'], ''>, string][]) {
    if (!result.notes.some((note) => note.text === mention)) continue;
    result.category ||= category;
    result.notes = result.notes.filter((note) => note.text !== mention);
  }
  const { gross, prepaid, payable } = result.totals;
  if (!framework(code) && big(gross)?.gt(0) && big(payable)?.eq(0) && big(prepaid)?.eq(gross)) result.alreadyPaid = true;
  const only = result.vatBreakdown.length === 1 ? result.vatBreakdown[0] : undefined;
  if (only)
    result.lines = result.lines.map((line) =>
      line.vatRate === '' && line.vatCategory === 'S' ? { ...line, vatCategory: only.category, vatRate: only.rate } : line,
    );
  return big(gross)?.lt(0) ? negated({ ...result, kind: 'credit-note' }) : result;
}

/** A negative invoice, or a credit note written with minus signs, says what a credit note says with plain amounts. */
function negated(invoice: Invoice): Invoice {
  const minus = (text: string) => (isDecimal(text) && !big(text)?.eq(0) ? (text.startsWith('-') ? text.slice(1) : `-${text}`) : text);
  const totals = Object.fromEntries(Object.entries(invoice.totals).map(([name, value]) => [name, minus(value)])) as Invoice['totals'];
  return {
    ...invoice,
    totals,
    lines: invoice.lines.map((line) => {
      const negativePrice = line.netPrice.startsWith('-');
      return {
        ...line,
        netAmount: minus(line.netAmount),
        quantity: negativePrice ? line.quantity : minus(line.quantity),
        netPrice: negativePrice ? minus(line.netPrice) : line.netPrice,
        // else quantity times price less discounts is the net amount no more
        allowances: line.allowances.map((item) => ({ ...item, amount: minus(item.amount) })),
      };
    }),
    allowances: invoice.allowances.map((item) => ({ ...item, amount: minus(item.amount) })),
    vatBreakdown: invoice.vatBreakdown.map((entry) => ({ ...entry, taxableAmount: minus(entry.taxableAmount), taxAmount: minus(entry.taxAmount) })),
  };
}

/** Price of one unit when the price stands for several (BT-149), at six decimals. */
export function unitPrice(amount: string, basisQuantity: string): string {
  const price = big(decimal(amount));
  const basis = big(decimal(basisQuantity));
  if (!price || !basis || basis.lte(0) || basis.eq(1)) return decimal(amount);
  return price.div(basis).round(6, 1).toFixed();
}
