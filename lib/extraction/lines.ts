import { Big } from 'big.js';
import { big, parseDecimal, round, sameAmount, sum } from '../invoice/money.ts';
import type { Box } from '../reading/document.ts';
import type { Candidates } from './candidates.ts';
import type { LabelHit, LabelKind } from './find-labels.ts';
import { type Cell, isTyped, type Row, right, type Sheet, union } from './layout.ts';
import type { ExtractedLine } from './result.ts';
import { fold } from './text.ts';

export interface Goods {
  lines: ExtractedLine[];
  /** Rows of the sheet that belong to the table, so that nobody takes their amounts for totals. */
  rows: Set<number>;
  /** Sum of the net amounts, null without lines. */
  sum: string | null;
  /** Lines where quantity x price = amount. */
  proved: number;
}

interface NumberAt {
  value: string;
  /** Other splits of the same print: "1 120,00" may be "1" and "120,00". */
  others: string[];
  x: number;
  right: number;
  cell: Cell;
  start: number;
  percent: boolean;
  /** A minus at the head of its cell: « -10,00 ». */
  negative: boolean;
}

const totalKinds: ReadonlySet<LabelKind> = new Set<LabelKind>(['net', 'gross', 'payable', 'vat', 'prepaid']);
const numberShape =
  /(?<![\w.,/°-])([-−–]\s?)?(\d{1,3}(?:[\s.'’]\d{3})+(?:[,.]\s?\d{1,4})?|\d+(?:\s?[,.]\s?\d{1,4})?)(?![a-wyzA-WYZ_\d/-]|[xX]\w|[,.]\d)(\s?%)?/g;

/** The table of goods: from the header row (or the first row whose numbers multiply) down to the totals, page after page. */
export function findLines(sheet: Sheet, candidates: Candidates, labels: readonly LabelHit[]): Goods {
  const rows = new Set<number>();
  const lines: ExtractedLine[] = [];
  let proved = 0;
  for (const { start, end } of tables(sheet, labels)) {
    const columns = {
      typed: isTyped(sheet, sheet.rows[start]?.page) && labels.some((label) => label.row === start - 1 && label.header),
      priceFirst: priceFirst(labels, start - 1),
    };
    let pending: { text: string; box: Box }[] = [];
    let open = -1;
    // On receipts the name stands above its numbers: then text under a line opens the next one.
    let namesAbove = false;
    // Numbers of the row above, where a wrapped name kept them from the rest of theirs.
    let above: NumberAt[] = [];
    const left = leftEdge(sheet, labels, start, end);
    for (let index = start; index < end; index++) {
      const row = sheet.rows[index];
      if (
        !row ||
        row.cells.some((cell) => candidates.sirets.some((siret) => siret.cell === cell) || candidates.ibans.some((iban) => iban.cell === cell))
      )
        continue;
      if (
        carried.test(headline(row)) ||
        labels.some((label) => label.row === index && label.kind === 'discount' && label.start < 3 && !label.header)
      ) {
        rows.add(index);
        continue;
      }
      const own = { ...row, cells: row.cells.filter((cell) => right(cell.box) > left) };
      const numbers = numbersOf(own);
      const names = nameOf(own, numbers, columns);
      const found =
        multiply(numbers, columns) ??
        multiply(
          [...above, ...numbers].sort((a, b) => a.x - b.x),
          columns,
        ) ??
        byPlace(numbers, sheet, labels, own, columns);
      if (found) {
        rows.add(index);
        namesAbove = names.text === '';
        const parts = names.text !== '' ? [...pending.map((cell) => cell.text), names.text] : pending.map((cell) => cell.text);
        const text = parts.join(' ').trim();
        if (found.proved) proved++;
        const back = found.negative ? '-' : '';
        lines.push({
          name: text,
          quantity: `${back}${found.quantity}`,
          unit: 'C62',
          netPrice: found.price,
          netAmount: `${back}${found.net}`,
          vatRate: found.rate,
          page: row.page,
          box: union([row.box, ...pending.map((cell) => cell.box)]),
        });
        pending = [];
        above = [];
        open = index;
      } else if (names.text !== '' && numbers.filter((number) => !number.percent && number.value.includes('.')).length <= 1) {
        rows.add(index);
        const last = lines.at(-1);
        const previous = sheet.rows[open];
        const gap = previous ? row.box.y - (previous.box.y + previous.box.height) : Number.POSITIVE_INFINITY;
        const unit = sheet.pages.find((page) => page.number === row.page)?.unit ?? 20;
        // Near under a line: its description goes on. Otherwise it opens the next one.
        if (last && !namesAbove && open >= 0 && gap < unit * 1.1 && row.page === previous?.page) {
          last.name = `${last.name} ${names.text}`.trim();
          open = index;
        } else {
          pending = [...pending, { text: names.text, box: row.box }].slice(-4);
          above = numbers;
        }
      }
    }
  }
  // All of them negative: a credit note, whose kind carries the sign.
  if (lines.every((line) => line.netAmount.startsWith('-')))
    for (const line of lines) Object.assign(line, { quantity: line.quantity.replace('-', ''), netAmount: line.netAmount.replace('-', '') });
  return { lines, rows, sum: lines.length > 0 ? sum(lines.map((line) => line.netAmount)) : null, proved };
}

/** « À reporter » ends the table of a page, « Report » begins that of the next: neither is sold. */
const carriedOver = /^(total )?a reporter\b/;
const carried = /^((total )?a )?report(er)?\b/;
const headline = (row: Row | undefined) => fold(row?.cells[0]?.text ?? '');

/** Text that ends left of the table (a side column) is no part of it; known when names begin exactly under the first header. */
function leftEdge(sheet: Sheet, labels: readonly LabelHit[], start: number, end: number): number {
  const heads = labels.filter((label) => label.row === start - 1 && label.header);
  const first = Math.min(...heads.map((label) => label.box.x));
  // A column whose head is no label (« Travaux ») stands left of it.
  if (sheet.rows[start - 1]?.cells.some((cell) => right(cell.box) < first)) return Number.NEGATIVE_INFINITY;
  const unit = sheet.pages.find((page) => page.number === sheet.rows[start]?.page)?.unit ?? 20;
  const aligned = sheet.rows.slice(start, end).some((row) => row.cells.some((cell) => Math.abs(cell.box.x - first) < unit * 1.5));
  return Number.isFinite(first) && aligned ? first - unit : Number.NEGATIVE_INFINITY;
}

/** Ranges of rows from just under a header to the first total. */
function tables(sheet: Sheet, labels: readonly LabelHit[]): { start: number; end: number }[] {
  const headers = new Map<number, Set<LabelKind>>();
  for (const label of labels)
    if (label.header || label.kind.startsWith('column') || (label.kind === 'net' && label.strength === 1))
      headers.set(label.row, (headers.get(label.row) ?? new Set()).add(label.kind));
  const starts = [...headers]
    .filter(([row, kinds]) => {
      const money = /\d[.,]\d\d(\D|$)/.test(sheet.rows[row]?.cells.map((cell) => cell.text).join(' ') ?? '');
      const count = ['columnName', 'columnQuantity', 'columnPrice'].filter((kind) => kinds.has(kind as LabelKind)).length;
      return !money && (count >= 2 || (count >= 1 && (kinds.has('columnNet') || kinds.has('net')) && (sheet.rows[row]?.cells.length ?? 0) >= 2));
    })
    .map(([row]) => row)
    .sort((a, b) => a - b);
  const isTotal = (index: number) =>
    labels.some((label) => label.row === index && !label.header && totalKinds.has(label.kind) && endsTable(sheet, label));
  // The head of a table of VAT or of totals: « Taux, Base HT, TVA, TTC ».
  const recaps = new Set(
    [...headers]
      .filter(([row, kinds]) => {
        const goods = ['columnName', 'columnQuantity', 'columnPrice'].some((kind) => kinds.has(kind as LabelKind));
        return (
          !goods &&
          !starts.includes(row) &&
          (kinds.has('vat') || kinds.has('columnVat')) &&
          (kinds.has('net') || kinds.has('gross') || kinds.has('payable'))
        );
      })
      .map(([row]) => row),
  );
  const ranges: { start: number; end: number }[] = [];
  for (const header of starts) {
    if (ranges.some((range) => header < range.end)) continue;
    let end = header + 1;
    while (end < sheet.rows.length && !isTotal(end) && !recaps.has(end) && !starts.includes(end) && !carriedOver.test(headline(sheet.rows[end])))
      end++;
    ranges.push({ start: header + 1, end });
  }
  if (ranges.length > 0) return ranges;
  // No header: everything between the references and the first total where numbers multiply.
  const first = sheet.rows.findIndex((row) => multiply(numbersOf(row), { typed: false, priceFirst: false }) !== null);
  if (first < 0) return [];
  let end = first;
  while (end < sheet.rows.length && !isTotal(end)) end++;
  return [{ start: Math.max(0, first - 1), end }];
}

/** A total label at the start of its cell, with an amount after it on the row: « Total HT 7 104,75 € », not « Produit total confort ». */
function endsTable(sheet: Sheet, label: LabelHit): boolean {
  if (label.start > 3 || (label.strength < 0.5 && label.kind !== 'net')) return false;
  const after =
    sheet.rows[label.row]?.cells
      .filter((cell) => cell.box.x >= label.box.x)
      .map((cell) => (cell === label.cell ? cell.text.slice(label.end) : cell.text))
      .join(' ') ?? '';
  const numbers = [...after.matchAll(/\d[\d\s]*[,.]?\s?\d\d/g)].length;
  return numbers >= 1 && numbers <= 2;
}

function numbersOf(row: Row): NumberAt[] {
  return row.cells.flatMap((cell) =>
    [...cell.text.matchAll(numberShape)].flatMap((match) => {
      const [, sign = '', body = '', percent] = match;
      const value = parseDecimal(body.replace(/\s/g, '').replace(/\.(?=\d{3}(\D|$))/g, ''));
      if (value === '') return [];
      const start = match.index;
      const ends = wordAt(cell, start + match[0].trimEnd().length - 1);
      const begins = wordAt(cell, start);
      const groups = body.split(/\s/);
      const others = groups.length === 2 ? [groups[1] ?? ''].map((part) => parseDecimal(part.replace(/\s/g, ''))) : [];
      return [{ value, others, x: begins.x, right: right(ends), cell, start, percent: percent !== undefined, negative: sign !== '' && start === 0 }];
    }),
  );
}

function wordAt(cell: Cell, offset: number) {
  let index = 0;
  for (const [at, start] of cell.starts.entries()) if (start <= offset) index = at;
  return cell.words[index]?.box ?? cell.box;
}

/** What the head of a table says of its numbers. */
interface Columns {
  /** Numbers are as typed, under heads: nothing is to be repaired, and whole amounts are amounts. */
  typed: boolean;
  /** The price stands left of the quantity. */
  priceFirst: boolean;
}

function priceFirst(labels: readonly LabelHit[], row: number): boolean {
  const [price, quantity] = (['columnPrice', 'columnQuantity'] as const).map((kind) =>
    labels.find((label) => label.row === row && label.kind === kind),
  );
  return price !== undefined && quantity !== undefined && price.box.x < quantity.box.x;
}

interface Product {
  quantity: string;
  price: string;
  net: string;
  rate: string;
  proved: boolean;
  first: number;
  /** Something given back: taken off the others. */
  negative: boolean;
}

/** A number as read, and as it would be with the comma that OCR lost: « 48000 » for 480,00, « 75 » for 7,5. */
function readings(number: NumberAt, places: number, { typed }: Columns): string[] {
  if (typed || number.value.includes('.') || number.value.length <= places) return [number.value];
  const at = number.value.length - places;
  return [number.value, `${number.value.slice(0, at)}.${number.value.slice(at)}`];
}

/** Three numbers in order with quantity x price = amount; the last amount of the row is preferred, and what was read over what was repaired. */
function multiply(numbers: readonly NumberAt[], columns: Columns): Product | null {
  const plain = numbers.filter((number) => !number.percent);
  const rate = numbers.find((number) => number.percent)?.value ?? '';
  for (let k = plain.length - 1; k >= 2; k--) {
    const net = plain[k];
    if (!net) continue;
    for (const amount of readings(net, 2, columns).filter((value) => columns.typed || /\.\d\d$/.test(value))) {
      for (let j = k - 1; j >= 1; j--) {
        for (let i = j - 1; i >= 0; i--) {
          const [a, b] = [plain[i], plain[j]];
          const factors = a && b ? factorsOf(a, b, round(amount), columns) : null;
          if (factors && a) return { ...factors, net: round(amount), rate, proved: true, first: numbers.indexOf(a), negative: net.negative };
        }
      }
    }
  }
  // Quantity lost or glued to the price: « 1 120,00 120,00 ».
  const last = plain.at(-1);
  const before = plain.at(-2);
  if (last && before && plain.length === 2 && before.others.some((other) => sameAmount(other, last.value))) {
    return { quantity: '1', price: last.value, net: round(last.value), rate, proved: true, first: numbers.indexOf(before), negative: last.negative };
  }
  return null;
}

function factorsOf(a: NumberAt, b: NumberAt, amount: string, columns: Columns): { quantity: string; price: string } | null {
  if (columns.priceFirst) [a, b] = [b, a];
  for (const quantity of readings(a, 1, columns)) {
    for (const price of readings(b, 2, columns)) {
      const [q, p] = [big(quantity), big(price)];
      if (q && p && !q.eq(0) && round(q.times(p)) === amount) return { quantity, price };
    }
  }
  return null;
}

/** No product holds: columns by their place, when the row has an amount under the last column. The missing member is computed where it can be. */
function byPlace(numbers: readonly NumberAt[], sheet: Sheet, labels: readonly LabelHit[], row: Row, { typed }: Columns): Product | null {
  const plain = numbers.filter((number) => !number.percent);
  const net = plain.at(-1);
  if (!net || !(typed || /\.\d\d$/.test(net.value))) return null;
  const width = sheet.pages.find((page) => page.number === row.page)?.width ?? 1000;
  const header = labels.filter((label) => label.header && label.page === row.page && label.box.y < row.box.y);
  const column = (kind: LabelKind[]) => header.filter((label) => kind.includes(label.kind)).at(-1);
  const under = (label: LabelHit | undefined) =>
    label
      ? plain.find((number) => number !== net && number.x < right(label.box) + width * 0.02 && number.right > label.box.x - width * 0.02)
      : undefined;
  const netColumn = column(['columnNet', 'net', 'gross']);
  if (netColumn && net.right < netColumn.box.x - width * 0.03) return null;
  const quantity = under(column(['columnQuantity']));
  const price = under(column(['columnPrice']));
  const rate = numbers.find((number) => number.percent)?.value ?? '';
  const first = numbers.indexOf(quantity ?? price ?? net);
  const [n, q, p] = [new Big(net.value), big(quantity?.value ?? ''), big(price?.value ?? '')];
  if (!q && !p && plain.length > 1 && !netColumn) return null;
  if (!net.value.includes('.') && !((q || p) && netColumn)) return null;
  const line = (quantity: string, price: string, proved = false): Product => ({
    quantity,
    price,
    net: round(n),
    rate,
    proved,
    first,
    negative: net.negative,
  });
  const shared = (parts: Big) => round(n.div(parts), 4).replace(/\.?0+$/, '');
  const printed = quantity?.value ?? '';
  if (q && !p && !q.eq(0)) return line(printed, shared(q));
  if (p && q && !q.eq(0) && !p.eq(0)) {
    // « 60 × 6,75, remise 15 % », « 600, le mille à 1 140 »: the quantity is what is printed, the net price what it comes to.
    const off = numbers.some(({ value }) => round(q.times(p).times(new Big(100).minus(value)).div(100)) === round(n));
    if (off || typed) return line(printed, shared(q), off);
  }
  if (p && !p.eq(0)) {
    const exact = n.div(p);
    const fits = exact.times(1000).mod(1).eq(0) && exact.gt(0);
    return line(fits ? exact.toFixed() : printed, price?.value ?? '');
  }
  return line(printed || '1', net.value);
}

/** Words left of the first number that belongs to the columns. */
function nameOf(row: Row, numbers: readonly NumberAt[], columns: Columns): { text: string } {
  const product = multiply(numbers, columns);
  const first = product ? numbers[product.first] : numbers.find((number) => /[.,]/.test(number.value) || number.cell !== row.cells[0]);
  const parts: string[] = [];
  for (const cell of row.cells) {
    if (first && cell.box.x > first.x) break;
    const text = first && cell === first.cell ? cell.text.slice(0, first.start) : cell.text;
    parts.push(text);
  }
  return {
    text: parts
      .join(' ')
      .replace(/[|_\s]+$/, '')
      .replace(/^[|_\s]+/, '')
      .trim(),
  };
}
