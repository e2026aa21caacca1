import { signed } from '../invoice/complete.ts';
import { emptyLine, type Line, type LineAllowance } from '../invoice/model.ts';
import { big, multiply, round, sum } from '../invoice/money.ts';

/** Pure changes of the lines of an invoice or of a delivery note. */

/** The fields of a line that the user types. */
export type LineField = 'name' | 'description' | 'note' | 'quantity' | 'unit' | 'netPrice' | 'netAmount' | 'vatRate';

/** « Remise 10 % »: the model keeps amounts alone, so a discount given in percent says so in its reason, which is also what prints. */
const percentReason = /^Remise (\d{1,2}(?:,\d{1,2})?|100)\u00a0%$/;

export function percentOf(reason: string): string {
  return (percentReason.exec(reason)?.[1] ?? '').replace(',', '.');
}

export function discountReason(percent: string): string {
  return percent === '' ? 'Remise' : `Remise ${percent.replace('.', ',')}\u00a0%`;
}

/** A percentage of an amount, rounded to cents; "0.00" when one of them is no number. */
export function share(amount: string, percent: string): string {
  const product = multiply(amount, percent);
  return product ? round(product.div(100)) : '0.00';
}

/** The line with its amount = quantity × price − discounts, the discounts in percent following. Without a quantity or a price it stays as it is. */
export function withAmount(line: Line): Line {
  const product = multiply(line.quantity, line.netPrice);
  if (!product) return line;
  const base = round(product);
  const allowances = line.allowances.map((item) => {
    const percent = item.charge ? '' : percentOf(item.reason);
    return percent === '' ? item : { ...item, amount: share(base, percent) };
  });
  return { ...line, allowances, netAmount: sum([base, ...allowances.map(signed)]) };
}

/** One field changed, `value` already canonical; the amount and the VAT category follow. */
export function editLine(line: Line, field: LineField, value: string): Line {
  const next = { ...line, [field]: value };
  if (field === 'quantity' || field === 'netPrice') return withAmount(next);
  return field === 'vatRate' ? withCategory(next) : next;
}

/** A rate above zero is the standard category; zero keeps an exemption chosen before, else becomes exempt. */
function withCategory(line: Line): Line {
  const rate = big(line.vatRate);
  if (!rate) return line;
  return { ...line, vatCategory: rate.gt(0) ? 'S' : line.vatCategory === 'S' ? 'E' : line.vatCategory };
}

/** What the line's discount is, as the user gave it; both empty when there is none. Other allowances and charges are not ours to show here. */
export function discountOf(line: Pick<Line, 'allowances'>): { percent: string; amount: string } {
  const item = line.allowances.find(isDiscount);
  if (!item) return { percent: '', amount: '' };
  const percent = percentOf(item.reason);
  return { percent, amount: percent === '' ? item.amount : '' };
}

const isDiscount = (item: LineAllowance) => !item.charge && (item.reason === discountReason('') || percentOf(item.reason) !== '');

/** The line's discount set, in percent or as an amount; none when both are blank or zero. */
export function withDiscount(line: Line, { percent, amount }: { percent: string; amount: string }): Line {
  const others = line.allowances.filter((item) => !isDiscount(item));
  const given = percent || amount;
  const discount = given === '' || big(given)?.eq(0) ? [] : [{ charge: false, amount, reason: discountReason(percent) }];
  return withAmount({ ...line, allowances: [...others, ...discount] });
}

/** What a new line starts with: the VAT of the line before, or of a seller in franchise; else no rate, which the user chooses. */
export function nextLine(lines: readonly Line[], franchise: boolean): Line {
  const last = lines.at(-1);
  if (last && last.vatRate !== '') return { ...emptyLine(), vatCategory: last.vatCategory, vatRate: last.vatRate };
  return franchise ? { ...emptyLine(), vatCategory: 'E', vatRate: '0' } : emptyLine();
}

/** A quantity one more or one less; below one it stops, and what is no number starts at one. */
export function stepped(quantity: string, by: 1 | -1): string {
  const value = big(quantity);
  if (!value) return '1';
  const next = value.plus(by);
  return next.gte(1) ? next.toFixed() : value.gt(0) ? value.toFixed() : '1';
}

/** Nothing was typed in it yet. */
export function isBlank(line: Line): boolean {
  return line.name.trim() === '' && line.netPrice === '' && line.netAmount === '';
}

/** What another invoice may take over of a line: not the deliveries it billed. */
export function freshCopy(line: Line): Line {
  return { ...structuredClone(line), note: '', periodStart: '', periodEnd: '' };
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}
