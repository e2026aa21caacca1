import { type Piece, type Rectangle, toPage } from '../../scan/index.ts';
import type { Zone } from '../adviser.ts';
import type { TextLine, Word } from '../document.ts';
import { boundsOf } from '../montage-lines.ts';
import { stripRise } from './reader.ts';

/** Print that the first reader saw at least so well and that holds no figure gains nothing from the second. */
const wellRead = 80;
/** Print with figures below this mean confidence gives way to the second reader's, when that one is surer ... */
const poorlyRead = 75;
/** ... and at least this sure. */
const sureEnough = 80;
/** What only the second reader saw is believed from here on. */
const alone = 75;

const mean = (words: readonly Word[]) => {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return letters ? words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters : 0;
};
const figures = (words: readonly Word[]) => words.map((word) => word.text.replace(/\D/g, '')).join('').length;

const boxOf = (piece: Piece): Rectangle => toPage(piece, { x: piece.x, y: piece.baseline - stripRise, width: piece.width, height: stripRise });

/** Words of the lines that stand in a box, half a height more on both sides. */
function within(lines: readonly TextLine[], box: Rectangle): Word[] {
  return lines.flatMap((line) =>
    line.words.filter((word) => {
      const x = word.box.x + word.box.width / 2;
      const y = word.box.y + word.box.height / 2;
      return x > box.x - box.height / 2 && x < box.x + box.width + box.height / 2 && Math.abs(y - box.y - box.height / 2) < box.height * 0.7;
    }),
  );
}

/** Share of a piece that a box covers, in width; 0 on another line. */
function covered(piece: Rectangle, box: Rectangle): number {
  const level = piece.y + piece.height / 2;
  if (level < box.y || level > box.y + box.height) return 0;
  return (Math.min(box.x + box.width, piece.x + piece.width) - Math.max(box.x, piece.x)) / piece.width;
}

/** The pieces of a hard page worth a second reader: unread, unclear or with figures, and not mostly `settled`; the worst read first. */
export function worthSecond(pieces: readonly Piece[], lines: readonly TextLine[], settled: readonly Rectangle[] = []): Piece[] {
  return pieces
    .filter((piece) => !settled.some((box) => covered(boxOf(piece), box) > 0.4))
    .map((piece) => ({ piece, words: within(lines, boxOf(piece)) }))
    .filter(({ words }) => words.length === 0 || figures(words) > 0 || mean(words) < wellRead)
    .sort((a, b) => mean(a.words) - mean(b.words))
    .map(({ piece }) => piece);
}

/** The pieces that doubtful places touch. */
export function piecesIn(zones: readonly Zone[], pieces: readonly Piece[]): Piece[] {
  return pieces.filter((piece) => {
    const own = boxOf(piece);
    const level = own.y + own.height / 2;
    return zones.some(
      ({ box }) => level > box.y && level < box.y + box.height && Math.min(box.x + box.width, own.x + own.width) > Math.max(box.x, own.x),
    );
  });
}

/**
 * The first reader's lines, with what only the second saw and with the figures that it saw much better; everything else it read stands `beside`. Words without
 * a figure are never replaced: the second reader knows few accents, and names must not change by it.
 */
export function withSecond(lines: readonly TextLine[], second: readonly Word[][]): { lines: TextLine[]; beside: Word[][] } {
  let result = [...lines];
  const beside: Word[][] = [];
  for (const words of second) {
    const box = boundsOf(words.map((word) => word.box));
    const first = within(result, box);
    const sure = mean(words);
    if (first.length === 0 && sure >= alone && words.map((word) => word.text).join('').length > 2) result.push({ words, box });
    else if (first.length > 0 && figures(words) >= 2 && mean(first) < poorlyRead && sure >= sureEnough && sure > mean(first)) {
      result = result.map((line) => ({ ...line, words: line.words.filter((word) => !first.includes(word)) })).filter((line) => line.words.length > 0);
      result.push({ words, box });
      beside.push([...first].sort((a, b) => a.box.x - b.box.x));
    } else beside.push([...words]);
  }
  return { lines: result, beside };
}
