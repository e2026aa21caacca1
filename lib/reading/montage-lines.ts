import type { Gray, Montage } from '../scan/index.ts';
import { pieceAt, toPage } from '../scan/index.ts';
import type { Box, TextLine, Word } from './document.ts';
import type { Recogniser } from './recogniser.ts';

/** Lines of a montage below which cutting it costs more than it gives. */
const worthSharing = 12;

/** The words of a montage, its lines shared out between as many engines as there are; boxes in pixels of the whole. */
export async function recogniseMontage({ image, rows }: Montage, recogniser: Recogniser, signal?: AbortSignal): Promise<Word[][]> {
  const hands = rows.length < worthSharing ? 1 : (recogniser.hands ?? 1);
  const cuts = Array.from({ length: hands + 1 }, (_, hand) =>
    hand === 0 ? 0 : hand === hands ? image.height : (rows[Math.round((rows.length * hand) / hands)]?.top ?? image.height),
  );
  const parts = await Promise.all(
    cuts.slice(1).map(async (below, hand) => {
      const above = cuts[hand] ?? 0;
      const part: Gray = { data: image.data.subarray(above * image.width, below * image.width), width: image.width, height: below - above };
      const read = await recogniser.recognise(part, 'block', signal);
      return read.map((words) => words.map((word) => ({ ...word, box: { ...word.box, y: word.box.y + above } })));
    }),
  );
  return parts.flat();
}

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
