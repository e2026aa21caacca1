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
}

/** Cells at the same height, left to right, whatever lines the reader put them in. */
export interface Row {
  page: number;
  cells: Cell[];
  box: Box;
}

/** The document as extraction sees it. `unit` is the usual height of a word, in pixels of the page: every distance is told in units. */
export interface Sheet {
  pages: { number: number; width: number; height: number; unit: number; source: Page['source'] }[];
  cells: Cell[];
  rows: Row[];
}

export function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

export const right = (box: Box) => box.x + box.width;
export const bottom = (box: Box) => box.y + box.height;
export const middle = (box: Box) => box.y + box.height / 2;

/** A gap wider than this many word heights parts two cells: a space is 0.3, a justified one at most 0.8. */
const GAP = 1.15;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function sheetOf(pages: readonly Page[]): Sheet {
  const sheet: Sheet = { pages: [], cells: [], rows: [] };
  for (const page of pages) {
    const words = page.lines.flatMap((line) => line.words);
    const unit = median(words.map((word) => word.box.height)) || 20;
    sheet.pages.push({ number: page.number, width: page.width, height: page.height, unit, source: page.source });
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
  return sheet;
}

function cellsOf(words: readonly Word[], page: number, unit: number): Cell[] {
  const sorted = words.filter((word) => word.text.trim() !== '').sort((a, b) => a.box.x - b.box.x);
  const groups: Word[][] = [];
  for (const word of sorted) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const height = Math.max(unit * 0.8, Math.min(last?.box.height ?? unit, word.box.height * 1.6));
    if (group && last && word.box.x - right(last.box) <= GAP * height) group.push(word);
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

function rowsOf(lines: Cell[][], page: number): Row[] {
  const rows: Row[] = [];
  const ordered = [...lines].sort((a, b) => middle(union(a.map((cell) => cell.box))) - middle(union(b.map((cell) => cell.box))));
  for (const cells of ordered) {
    const box = union(cells.map((cell) => cell.box));
    const row = rows.findLast((other) => fits(other, cells));
    if (row) {
      row.cells = [...row.cells, ...cells].sort((a, b) => a.box.x - b.box.x);
      row.box = union([row.box, box]);
    } else rows.push({ page, cells, box });
  }
  return rows.sort((a, b) => middle(a.box) - middle(b.box));
}

/** A line joins a row when its nearest cell there stands at the same height and nothing overlaps sideways. */
function fits(row: Row, cells: readonly Cell[]): boolean {
  return cells.every((cell) => {
    const clash = row.cells.some((other) => Math.min(right(other.box), right(cell.box)) - Math.max(other.box.x, cell.box.x) > 2);
    if (clash) return false;
    const near = row.cells.reduce((best, other) => (gap(other, cell) < gap(best, cell) ? other : best));
    return Math.abs(middle(near.box) - middle(cell.box)) < 0.45 * Math.min(Math.max(near.box.height, 1), Math.max(cell.box.height, 1));
  });
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
