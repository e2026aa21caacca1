import { type Piece, toPage } from '../../scan/index.ts';
import type { Zone } from '../adviser.ts';
import type { TextLine, Word } from '../document.ts';
import { boundsOf } from '../places.ts';

/** Words seen in pieces of a montage, one list each, line by line of the page. */
export function linesOfPieces(pieces: readonly Piece[], seen: readonly (readonly Word[])[]): TextLine[] {
  const rows = new Map<number, Word[]>();
  for (const [at, words] of seen.entries()) {
    const { row } = pieces[at]!;
    if (words.length > 0) rows.set(row, [...(rows.get(row) ?? []), ...words]);
  }
  return [...rows]
    .sort(([one], [other]) => one - other)
    .map(([, words]) => {
      words.sort((one, other) => one.box.x - other.box.x);
      return { words, box: boundsOf(words.map((word) => word.box)) };
    });
}

/** Whether doubtful places stand on a piece. */
export function touches(piece: Piece, zones: readonly Zone[]): boolean {
  const own = toPage(piece, { x: piece.x, y: piece.baseline, width: piece.width, height: 0 });
  const level = own.y - piece.segment.rise / 2;
  return zones.some(({ box }) => level > box.y && level < box.y + box.height && box.x < own.x + own.width && box.x + box.width > own.x);
}
