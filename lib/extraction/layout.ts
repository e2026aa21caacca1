import type { Box, Page, Word } from '../reading/document.ts';

/** Words of one line without a wide gap between them: a column of a table, a label with its value, a line of an address. */
export interface Cell {
  page: number;
  words: Word[];
  text: string;
  /** Offset of each word in `text`. */
  starts: number[];
  box: Box;
  row: number;
  index: number;
  /** Of another reading: which look at the page it comes from. */
  look?: number;
}

/** Cells at the same height, left to right, whatever lines the reader put them in. */
export interface Row {
  page: number;
  cells: Cell[];
  box: Box;
  /** Slope of its page. */
  slope: number;
}

/** The document as extraction sees it. `unit` is the usual height of a word, in pixels of the page: every distance is told in units. */
export interface Sheet {
  pages: { number: number; width: number; height: number; unit: number; source: Page['source']; confidence: number }[];
  cells: Cell[];
  rows: Row[];
  /** Other readings of places of the page: they offer values, and are no part of its layout. */
  echoes: Cell[];
}

export function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

export const right = (box: Box) => box.x + box.width;
export const bottom = (box: Box) => box.y + box.height;
export const middle = (box: Box) => box.y + box.height / 2;

/** Whether the letters of a page are as they were typed, and not read from a picture. */
export const isTyped = (sheet: Sheet, page: number | undefined) => sheet.pages.find(({ number }) => number === page)?.source === 'text-layer';

/** A gap wider than this many word heights, and than this many of its letters, parts two cells: a space is 0.3, a justified one 0.8; typewriter faces are wide. */
const GAP = 1.15;
const LETTERS = 1.75;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function sheetOf(pages: readonly Page[]): Sheet {
  const sheet: Sheet = { pages: [], cells: [], rows: [], echoes: [] };
  for (const page of pages) {
    const words = page.lines.flatMap((line) => line.words);
    const unit = median(words.map((word) => word.box.height)) || 20;
    sheet.pages.push({ number: page.number, width: page.width, height: page.height, unit, source: page.source, confidence: page.confidence });
    const lines = page.lines.map((line) => cellsOf(line.words, page.number, unit)).filter((cells) => cells.length > 0);
    for (const row of rowsOf(lines, page.number)) {
      for (const cell of row.cells) {
        cell.row = sheet.rows.length;
        cell.index = sheet.cells.length;
        sheet.cells.push(cell);
      }
      sheet.rows.push(row);
    }
  }
  for (const page of pages) for (const [look, words] of (page.again ?? []).entries()) sheet.echoes.push(...echoesOf(sheet, words, page.number, look));
  return sheet;
}

/** Cells of another reading, each in the row of the printed cell that it covers best; what covers none stands in no row and is left out. */
function echoesOf(sheet: Sheet, words: readonly Word[], page: number, look: number): Cell[] {
  const unit = sheet.pages.find((one) => one.number === page)?.unit ?? 20;
  return cellsOf(words, page, unit).flatMap((cell): Cell[] => {
    let row = -1;
    let nearest = 0.6;
    for (const [index, other] of sheet.rows.entries()) {
      if (other.page !== page) continue;
      for (const one of other.cells) {
        if (gap(one, cell) > unit * 12) continue;
        const off = Math.abs(middle(one.box) - middle(cell.box)) / unit + Math.max(0, gap(one, cell)) / (unit * 40);
        if (off < nearest) {
          nearest = off;
          row = index;
        }
      }
    }
    return row < 0 ? [] : [{ ...cell, row, index: -1, look }];
  });
}

function cellsOf(words: readonly Word[], page: number, unit: number): Cell[] {
  const sorted = words.filter((word) => word.text.trim() !== '').sort((a, b) => a.box.x - b.box.x);
  const groups: Word[][] = [];
  for (const word of sorted) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const height = Math.max(unit * 0.8, Math.min(last?.box.height ?? unit, word.box.height * 1.6));
    const letter = last ? Math.min(letterWidth(last), letterWidth(word) * 1.4) : 0;
    if (group && last && word.box.x - right(last.box) <= Math.max(GAP * height, LETTERS * letter)) group.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => {
    const starts: number[] = [];
    let text = '';
    for (const word of group) {
      if (text !== '') text += ' ';
      starts.push(text.length);
      text += word.text;
    }
    return { page, words: group, text, starts, box: union(group.map((word) => word.box)), row: 0, index: 0 };
  });
}

const letterWidth = (word: Word) => word.box.width / Math.max(1, word.text.length);

function rowsOf(lines: Cell[][], page: number): Row[] {
  const rows: Row[] = [];
  const slope = slopeOf(lines.flat());
  const level = (box: Box) => middle(box) - slope * centre(box);
  const ordered = [...lines].sort((a, b) => level(union(a.map((cell) => cell.box))) - level(union(b.map((cell) => cell.box))));
  for (const cells of ordered) {
    const box = union(cells.map((cell) => cell.box));
    const row = rows.findLast((other) => fits(other, cells));
    if (row) {
      row.cells = [...row.cells, ...cells].sort((a, b) => a.box.x - b.box.x);
      row.box = union([row.box, box]);
    } else rows.push({ page, cells, box, slope });
  }
  const sorted = rows.sort((a, b) => level(a.box) - level(b.box));
  return settle(sorted).sort((a, b) => level(a.box) - level(b.box));
}

/**
 * Curled paper leaves the right half of a row a little above or below its left half: neighbours that fill each other's gaps are joined, nearest first,
 * as long as they stand less than a word's height apart (a little more for amounts alone, which belong to a label).
 */
function settle(rows: Row[]): Row[] {
  const result = paired(rows);
  for (;;) {
    let best: { upper: Row; lower: Row; offset: number } | null = null;
    for (const [index, upper] of result.entries()) {
      for (const lower of result.slice(index + 1, index + 4)) {
        const offset = offsetOf(upper, lower);
        const limit = isAmounts(upper) || isAmounts(lower) ? 1.25 : 0.85;
        if (offset !== null && offset < Math.min(limit, best?.offset ?? limit)) best = { upper, lower, offset };
      }
    }
    if (!best) return result;
    const { upper, lower } = best;
    upper.cells = [...upper.cells, ...lower.cells].sort((a, b) => a.box.x - b.box.x);
    upper.box = union([upper.box, lower.box]);
    result.splice(result.indexOf(lower), 1);
  }
}

/**
 * Paper bent by half a row: amounts stand midway between the label above and the one below. Where amounts and labels take turns, the turn they begin with tells
 * whose each is: A L A L are amounts above their labels, L A L A below.
 */
function paired(rows: readonly Row[]): Row[] {
  const result: Row[] = [];
  for (let at = 0; at < rows.length; ) {
    let end = at + 1;
    while (end < rows.length && takesTurns(rows[end - 1] as Row, rows[end] as Row)) end++;
    const run = rows.slice(at, end);
    if (run.length < 4 || run.length % 2 === 1) result.push(...run);
    else {
      for (let pair = 0; pair < run.length; pair += 2) {
        const [upper, lower] = run.slice(pair, pair + 2) as [Row, Row];
        const cells = [...upper.cells, ...lower.cells].sort((a, b) => a.box.x - b.box.x);
        result.push({ ...upper, cells, box: union([upper.box, lower.box]) });
      }
    }
    at = end;
  }
  return result;
}

/** Amounts after words or the reverse, beside each other but for less than a row and a half, further apart than a row that only leans. */
function takesTurns(upper: Row, lower: Row): boolean {
  if (isAmounts(upper) === isAmounts(lower)) return false;
  const words = isAmounts(upper) ? lower : upper;
  if (words.cells.some((cell) => /\d[,.]\d\d/.test(cell.text)) || words.cells.length > 1) return false;
  const offset = offsetOf(upper, lower);
  return offset !== null && offset > 0.85 && offset < 2.4;
}

/** Nothing but amounts: the right half of a row of totals. */
const isAmounts = (row: Row) =>
  row.cells.every((cell) => /^[-−(|a-z]?\s?\d[\d\s.,]*€?\)?\s?\|?$/.test(cell.text) && cell.text.replace(/\D/g, '').length < 8);

/** Vertical distance, in word heights, of two rows that do not overlap sideways; null when they do. */
function offsetOf(upper: Row, lower: Row): number | null {
  let near: { a: Cell; b: Cell; gap: number } | null = null;
  for (const a of upper.cells) {
    for (const b of lower.cells) {
      const between = gap(a, b);
      if (between < 2) return null;
      if (!near || between < near.gap) near = { a, b, gap: between };
    }
  }
  if (!near) return null;
  const { a, b } = near;
  const { slope } = upper;
  const expected = middle(a.box) + slope * (centre(b.box) - centre(a.box));
  return Math.abs(expected - middle(b.box)) / Math.min(wordHeight(a), wordHeight(b));
}

/** A line joins a row when its nearest cell there stands at the same height and nothing overlaps sideways. */
function fits(row: Row, cells: readonly Cell[]): boolean {
  return cells.every((cell) => {
    const clash = row.cells.some((other) => Math.min(right(other.box), right(cell.box)) - Math.max(other.box.x, cell.box.x) > 2);
    if (clash) return false;
    const near = row.cells.reduce((best, other) => (gap(other, cell) < gap(best, cell) ? other : best));
    const slope = row.slope;
    const expected = middle(near.box) + slope * (centre(cell.box) - centre(near.box));
    return Math.abs(expected - middle(cell.box)) < 0.5 * Math.min(wordHeight(near), wordHeight(cell));
  });
}

const centre = (box: Box) => box.x + box.width / 2;
const wordHeight = (cell: Cell) => median(cell.words.map((word) => word.box.height)) || 1;

/**
 * Slope of the page, pixels down per pixel right: the one under which most cells apart from each other stand at the same height. 0 unless another is
 * clearly better: pages are straight, but never quite.
 */
function slopeOf(cells: readonly Cell[]): number {
  const votes = (slope: number) => {
    const levels = cells.map((cell) => ({ cell, at: middle(cell.box) - slope * centre(cell.box) })).sort((a, b) => a.at - b.at);
    let count = 0;
    for (const [index, one] of levels.entries()) {
      const next = levels[index + 1];
      if (next && next.at - one.at < 0.15 * wordHeight(one.cell) && gap(one.cell, next.cell) > wordHeight(one.cell)) count++;
    }
    return count;
  };
  let best = { slope: 0, count: votes(0) * 1.15 + 2 };
  for (let step = -20; step <= 20; step++) {
    const count = votes(step * 0.002);
    if (count > best.count) best = { slope: step * 0.002, count };
  }
  return best.slope;
}

const gap = (a: Cell, b: Cell) => Math.max(a.box.x - right(b.box), b.box.x - right(a.box));

/** The words that hold the characters from `start` to `end` of a cell. */
export function span(cell: Cell, start: number, end: number): { box: Box; confidence: number } {
  const words = cell.words.filter((word, index) => {
    const from = cell.starts[index] ?? 0;
    return from < end && from + word.text.length > start;
  });
  if (words.length === 0) return { box: cell.box, confidence: 0 };
  return { box: union(words.map((word) => word.box)), confidence: Math.min(...words.map((word) => word.confidence)) };
}
