import type { Montage } from '../scan/index.ts';
import { pieceAt, toPage } from '../scan/index.ts';
import type { Box, TextLine, Word } from './document.ts';

export const boundsOf = (boxes: Box[]): Box => {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x, height: Math.max(...boxes.map((b) => b.y + b.height)) - y };
};

/** Words of a montage, carried back to the page and gathered by visual line. */
export function linesOfMontage(montage: Montage, read: Word[][]): TextLine[] {
  const rows: Word[][] = montage.rows.map(() => []);
  for (const word of read.flat()) {
    const { box } = word;
    const piece = pieceAt(montage, box.x + box.width / 2, box.y + box.height / 2);
    if (piece) rows[piece.row]!.push({ ...word, box: toPage(piece, box) });
  }
  return rows
    .filter((words) => words.length)
    .map((words) => {
      words.sort((a, b) => a.box.x - b.box.x);
      return { words, box: boundsOf(words.map((word) => word.box)) };
    });
}
