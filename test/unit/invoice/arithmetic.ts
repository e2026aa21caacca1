import type { Invoice } from '../../../lib/invoice/model.ts';

/**
 * The sums of an invoice worked out again with integers, sharing nothing with lib/invoice: 1 = 1/10 000 000 000. Rounding is half away from zero, VAT
 * rounded once for each rate (EN 16931 BR-CO-17).
 */
const places = 10;
const cent = 10n ** 8n;

function scaled(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,10}))?$/.exec(text);
  if (!match) throw new Error(`« ${text} » is not a decimal`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const value = BigInt(whole + fraction.padEnd(places, '0'));
  return sign ? -value : value;
}

const optional = (text: string) => (text === '' ? 0n : scaled(text));

/** `value` in units of `step`, half away from zero, times `step`. */
function rounded(value: bigint, step: bigint): bigint {
  const half = value < 0n ? -step / 2n : step / 2n;
  return ((value + half) / step) * step;
}

/** Product of two scaled numbers, rounded to the cent; the scale of the product is 20 places. */
function product(left: bigint, right: bigint): bigint {
  return rounded(left * right, cent * 10n ** BigInt(places)) / 10n ** BigInt(places);
}

function money(value: bigint): string {
  const cents = value / cent;
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const total = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
const moved = (items: readonly { charge: boolean; amount: string }[]) => total(items.map((item) => (item.charge ? 1n : -1n) * scaled(item.amount)));

/** What the amounts of the invoice must be, from quantities, prices, rates, discounts, prepayment and rounding alone. */
export function derivedFrom(invoice: Invoice) {
  const lines = invoice.lines.map((line) => product(scaled(line.quantity), scaled(line.netPrice)) + moved(line.allowances));
  const bases = new Map<string, bigint>();
  const put = (category: string, rate: string, amount: bigint) => {
    const key = `${category} ${rate === '' ? '' : String(optional(rate))}`;
    bases.set(key, (bases.get(key) ?? 0n) + amount);
  };
  invoice.lines.forEach((line, index) => {
    put(line.vatCategory, line.vatRate, lines[index] ?? 0n);
  });
  for (const item of invoice.allowances) put(item.vatCategory, item.vatRate, moved([item]));
  const vats = [...bases].map(([key, base]) => {
    const [category = '', rate = ''] = key.split(' ');
    return { category, base, tax: product(base, BigInt(rate || '0') / 100n), rate };
  });
  const discounts = invoice.allowances.filter((item) => !item.charge);
  const charges = invoice.allowances.filter((item) => item.charge);
  const net = total(lines) + moved(invoice.allowances);
  const vat = total(vats.map((entry) => entry.tax));
  const prepaid = invoice.alreadyPaid ? net + vat : optional(invoice.totals.prepaid);
  return {
    lines: lines.map(money),
    vat: vats.map((entry) => `${entry.category} ${entry.rate}: ${money(entry.base)} ${money(entry.tax)}`).sort(),
    totals: {
      lines: money(total(lines)),
      allowances: discounts.length > 0 ? money(-moved(discounts)) : '',
      charges: charges.length > 0 ? money(moved(charges)) : '',
      net: money(net),
      vat: money(vat),
      gross: money(net + vat),
      prepaid: prepaid === 0n ? '' : money(prepaid),
      payable: money(net + vat - prepaid + optional(invoice.totals.rounding)),
    },
  };
}

/** The same amounts as the invoice writes them. */
export function storedIn(invoice: Invoice) {
  const { rounding: _, ...totals } = invoice.totals;
  return {
    lines: invoice.lines.map((line) => line.netAmount),
    vat: invoice.vatBreakdown
      .map((entry) => `${entry.category} ${entry.rate === '' ? '' : String(optional(entry.rate))}: ${entry.taxableAmount} ${entry.taxAmount}`)
      .sort(),
    totals,
  };
}

/** ISO 13616: 1 for an IBAN whose key is right. */
export function ibanRemainder(iban: string): bigint {
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((character) => String(Number.parseInt(character, 36))).join('');
  return BigInt(digits) % 97n;
}
