import type { Columns } from './columns.ts';
import { ListBuilder } from './postings.ts';
import type { TextWords } from './text-words.ts';

/** 2 to 12 capitals in brackets, at the end of a piece: most often a piece of its own. */
function endsWithSigle(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 4 || bytes[end - 1] !== 41) return false;
  let at = end - 2;
  while (at >= start && bytes[at]! >= 65 && bytes[at]! <= 90) at--;
  const letters = end - 2 - at;
  return at >= start && bytes[at] === 40 && letters >= 2 && letters <= 12;
}

/** The words of every piece; `held`: all of them, those inside long forms too, and room for one list more. */
export function pieceLists({ bytes, pieceStart }: Columns, texts: TextWords) {
  const pieces = pieceStart.length - 1;
  const own = new ListBuilder(pieces);
  const soft = new ListBuilder(pieces);
  const held = new ListBuilder(pieces + 1);
  const pieceSigle = new Uint8Array(pieces);
  for (let piece = 0; piece < pieces; piece++) {
    const start = pieceStart[piece]!;
    const end = pieceStart[piece + 1]! - 1;
    if (endsWithSigle(bytes, start, end)) pieceSigle[piece] = 1;
    if (!texts.put(bytes, start, end, own, held)) texts.putLong(bytes, start, end, own, held, soft);
    own.endList();
    soft.endList();
    held.endList();
  }
  return { own, soft, held, pieceSigle };
}
