import type { Box, Word } from '../reading/document.ts';
import { type Cell, middle, right, type Sheet, union } from './layout.ts';

/** Figures, and the letters that poor print makes of them. */
const figures = /[0-9OoQDUIil|!ZzASs$GbTB&gq]/g;
/** At least half of a word's signs could be figures. */
const numeral = (text: string) => (text.match(figures)?.length ?? 0) * 2 >= text.length && /[0-9A-Za-z]/.test(text) && !/BAN|SIR|TVA/i.test(text);
/** Signs that are figures or could be. */
const signsOf = (words: readonly Word[]) => words.map((word) => word.text.replace(/[^0-9A-Za-z$|!&]/g, '')).join('');

/** A place of the page where a long number stands, with every reading of it. */
export interface NumberPlace {
  page: number;
  box: Box;
  /** Where it begins: in print, or in another reading where the print told nothing of it. */
  cell: Cell;
  start: number;
  end: number;
  readings: Word[][];
}

interface Part {
  word: Word;
  cell: Cell;
  start: number;
}

/** Runs of words of one line rich in figures, `least` to `most` signs long; a gap of more than three words' height parts them. */
function runs(cells: readonly Cell[], unit: number, least: number, most: number): Part[][] {
  const parts = cells.flatMap((cell) => cell.words.map((word, at): Part => ({ word, cell, start: cell.starts[at] ?? 0 })));
  const found: Part[][] = [];
  let run: Part[] = [];
  const end = () => {
    const signs = signsOf(run.map(({ word }) => word));
    if (signs.length >= least && signs.length <= most && (signs.match(/\d/g)?.length ?? 0) * 2 >= signs.length) found.push(run);
    run = [];
  };
  for (const part of parts) {
    const last = run.at(-1);
    if (last && part.word.box.x - right(last.word.box) > unit * 3) end();
    if (numeral(part.word.text)) run.push(part);
    else end();
  }
  end();
  return found;
}

const placeOf = (run: readonly Part[]): NumberPlace => {
  const [first, last] = [run[0] as Part, run.at(-1) as Part];
  const { cell, start } = first;
  const end = last.cell === cell ? last.start + last.word.text.length : cell.text.length;
  return { page: cell.page, box: union(run.map(({ word }) => word.box)), cell, start, end, readings: [run.map(({ word }) => word)] };
};

/** Whether two boxes are of one print. */
function same(a: Box, b: Box): boolean {
  const shared = Math.min(right(a), right(b)) - Math.max(a.x, b.x);
  return shared > 0.5 * Math.min(a.width, b.width) && Math.abs(middle(a) - middle(b)) < 0.6 * Math.max(a.height, b.height);
}

/** Where numbers of `least` to `most` signs stand, whatever became of their labels. */
export function numberPlaces(sheet: Sheet, least: number, most: number): NumberPlace[] {
  const unitOf = (page: number) => sheet.pages.find((one) => one.number === page)?.unit ?? 20;
  const looks = new Map<string, Cell[]>();
  for (const cell of sheet.echoes) {
    const key = `${cell.page} ${cell.look}`;
    looks.set(key, [...(looks.get(key) ?? []), cell]);
  }
  const lines = [...sheet.rows.map(({ cells }) => cells), ...looks.values()];
  const places: NumberPlace[] = [];
  for (const cells of lines) {
    for (const run of runs(cells, unitOf(cells[0]?.page ?? 1), least, most)) {
      const one = placeOf(run);
      const known = places.find((place) => place.page === one.page && same(place.box, one.box));
      if (known) known.readings.push(...one.readings);
      else places.push(one);
    }
  }
  return places;
}

/** Long enough for an account, and for nothing else on an invoice. */
export const accountSigns = [20, 31] as const;
export const siretSigns = [11, 18] as const;
export const vatSigns = [10, 16] as const;

/** Places that only an account is long enough for. */
export const accountPlaces = (sheet: Sheet): NumberPlace[] => numberPlaces(sheet, ...accountSigns);
