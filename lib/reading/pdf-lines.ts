import type { Box, TextLine, Word } from './document.ts';
import { boundsOf } from './places.ts';

/** One run of text as the PDF draws it. */
export interface TextRun {
  text: string;
  /** Matrix from the run's own space to the page in PDF points (a b c d e f). */
  transform: readonly number[];
  /** Length along the baseline, PDF points. */
  width: number;
}

export type Matrix = readonly [number, number, number, number, number, number];

const multiply = (m: Matrix, n: readonly number[]): Matrix => [
  m[0] * n[0]! + m[2] * n[1]!,
  m[1] * n[0]! + m[3] * n[1]!,
  m[0] * n[2]! + m[2] * n[3]!,
  m[1] * n[2]! + m[3] * n[3]!,
  m[0] * n[4]! + m[2] * n[5]! + m[4],
  m[1] * n[4]! + m[3] * n[5]! + m[5],
];

/** Quarter turns (clockwise, 0 to 3) that most of the text makes on the page as displayed. */
export function dominantTurn(runs: readonly TextRun[], viewport: Matrix): 0 | 1 | 2 | 3 {
  const letters = [0, 0, 0, 0];
  for (const run of runs) {
    const [a, b] = multiply(viewport, run.transform);
    const quarter = ((Math.round(Math.atan2(b, a) / (Math.PI / 2)) % 4) + 4) % 4;
    letters[quarter]! += run.text.trim().length;
  }
  return letters.indexOf(Math.max(...letters)) as 0 | 1 | 2 | 3;
}

/** Rough advance of a character in most text fonts, in ems: places the words inside a run drawn whole. */
function advance(char: string): number {
  if ("iljI.,:;'’|!()[] ".includes(char)) return 0.3;
  if ('frt-/'.includes(char)) return 0.36;
  if ('mwMW@%€'.includes(char)) return 0.85;
  if (char >= 'A' && char <= 'Z') return 0.68;
  return 0.54;
}

interface Placed extends Word {
  baseline: number;
  size: number;
  /** A space stands before: never glue it to the word on its left. */
  apart: boolean;
}

const blank = /[\s\u00a0\u202f\u2007\u2009]/;

/** The words of one run, placed on the page; empty when the run lies outside it, is set upright or too small to be seen. */
function wordsOfRun(run: TextRun, viewport: Matrix, scale: number, width: number, height: number): Placed[] {
  const [a, b, c, d, e, f] = multiply(viewport, run.transform);
  const size = Math.hypot(c, d);
  if (size < 2 * scale || Math.abs(b) > Math.abs(a)) return [];
  const length = run.width * scale;
  const weights = [...run.text].map(advance);
  const total = weights.reduce((sum, w) => sum + w, 0) || 1;
  const words: Placed[] = [];
  let x = e;
  let start = x;
  let text = '';
  let apart = false;
  const close = (end: number) => {
    if (text) {
      const box: Box = { x: start, y: f - size * 0.78, width: Math.max(1, end - start), height: size };
      const seen = box.x < width && box.x + box.width > 0 && box.y < height && box.y + box.height > 0;
      if (seen) words.push({ text, box, confidence: 100, baseline: f, size, apart });
    }
    text = '';
  };
  [...run.text].forEach((char, i) => {
    const next = x + (weights[i]! / total) * length;
    if (blank.test(char)) {
      close(x);
      apart = true;
    } else {
      if (!text) start = x;
      text += char;
      if (text.length === 1 && words.length) apart = true;
    }
    x = next;
  });
  close(x);
  return words;
}

/** Text runs of a page as visual lines of words. `scale` page pixels per PDF point. Glyphs drawn one by one are put together again. */
export function linesOfRuns(runs: readonly TextRun[], viewport: Matrix, scale: number, width: number, height: number): TextLine[] {
  const words: Placed[] = [];
  let broken = true;
  for (const run of runs) {
    const placed = wordsOfRun(run, viewport, scale, width, height);
    if (placed[0] && broken) placed[0].apart = true;
    words.push(...placed);
    broken = run.text === '' ? broken : blank.test(run.text.at(-1)!);
  }
  const lines: Placed[][] = [];
  for (const word of [...words].sort((s, t) => s.baseline - t.baseline)) {
    const home = lines.findLast((line) => {
      const other = line[line.length - 1]!;
      return Math.abs(other.baseline - word.baseline) < 0.35 * Math.min(other.size, word.size);
    });
    if (home) home.push(word);
    else lines.push([word]);
  }
  return lines.map((line) => {
    const joined = join(line.sort((s, t) => s.box.x - t.box.x));
    return { words: joined, box: boundsOf(joined.map((word) => word.box)) };
  });
}

/** Pieces of a word touch; a printed twin (bold by double strike) is dropped. */
function join(line: Placed[]): Word[] {
  const out: Placed[] = [];
  for (const word of line) {
    const last = out.at(-1);
    if (last) {
      const gap = word.box.x - (last.box.x + last.box.width);
      const twin = last.text === word.text && Math.abs(word.box.x - last.box.x) < word.size * 0.15;
      if (twin) continue;
      const tight = gap < word.size * 0.12 && gap > -word.size * 0.5;
      if (tight && (!word.apart || gap < word.size * 0.02) && Math.abs(word.size - last.size) < 0.3 * last.size && !(word.apart && gap > -0.5)) {
        last.text += word.text;
        last.box = boundsOf([last.box, word.box]);
        continue;
      }
    }
    out.push({ ...word });
  }
  return out.map(({ text, box, confidence }) => ({ text, box, confidence }));
}
