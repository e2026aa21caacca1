import { likelyFirst } from '../../scan/index.ts';
import { rowsOf } from '../places.ts';
import type { Layout } from '../scanner.ts';

/** The pieces of a page on the lines that most likely hold number and total, those of the totals before those of the head, and the others. */
export function likeliestFirst(layout: Layout): [number[], number[]] {
  const likely = new Set(likelyFirst(rowsOf(layout))[0]);
  const all = [...layout.pieces.keys()];
  const row = (piece: number) => layout.pieces[piece]!.row;
  // the head is many lines from the first on, the totals are the few after a gap
  const gap = [...likely].findIndex((each) => !likely.has(each + 1)) + 1;
  const foot = new Set([...likely].slice(gap));
  const first = all.filter((piece) => likely.has(row(piece)));
  return [
    [...first.filter((piece) => foot.has(row(piece))), ...first.filter((piece) => !foot.has(row(piece)))],
    all.filter((piece) => !likely.has(row(piece))),
  ];
}

/** Turns in which likely pieces are read: what the first ones say is told while the others are read. */
const TURNS = 6;

/** Pieces in so many turns of about as much print each, in their order. */
export function inTurn(pieces: readonly number[], layout: Layout): number[][] {
  const widths = pieces.map((piece) => layout.pieces[piece]!.width);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const parts: number[][] = Array.from({ length: TURNS }, () => []);
  let before = 0;
  for (const [at, piece] of pieces.entries()) {
    parts[Math.min(TURNS - 1, Math.floor((before / whole) * TURNS))]!.push(piece);
    before += widths[at]!;
  }
  return parts.filter((part) => part.length > 0);
}
