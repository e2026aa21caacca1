import type { Gray, Montage, Row } from '../scan/index.ts';
import { likelyFirst, pieceAt, toPage } from '../scan/index.ts';
import type { Box, TextLine, Word } from './document.ts';
import type { Recogniser } from './recogniser.ts';
import type { Layout } from './scanner.ts';

/** Lines of a montage as a picture of their own, one below the other. */
function picked({ image, rows }: Montage, wanted: readonly number[]): { image: Gray; offsets: { from: number; by: number }[] } {
  const offsets: { from: number; by: number }[] = [];
  // The rim above the first line and below the last one belongs to the page: without it the engine sees a cut.
  const above = rows[0]?.top ?? 0;
  const below = image.height - (rows.at(-1)?.bottom ?? image.height);
  const height = above + below + wanted.reduce((sum, row) => sum + (rows[row] ? rows[row].bottom - rows[row].top : 0), 0);
  const data = new Uint8Array(image.width * height).fill(255);
  let y = above;
  for (const row of wanted) {
    const line = rows[row];
    if (!line) continue;
    data.set(image.data.subarray(line.top * image.width, line.bottom * image.width), y * image.width);
    offsets.push({ from: y, by: line.top - y });
    y += line.bottom - line.top;
  }
  return { image: { data, width: image.width, height }, offsets };
}

/** The segments of each line of a montage, left to right. */
export function rowsOf({ pieces, rows }: Layout): Row[] {
  const lines: Row[] = rows.map(() => []);
  for (const { row, segment } of pieces) lines[row]?.push(segment);
  return lines;
}

/** The words of a montage; boxes in pixels of the whole. In two parts at the same time where there are two engines. */
export async function recogniseMontage(montage: Montage, recogniser: Recogniser, signal?: AbortSignal): Promise<Word[][]> {
  const [first, rest] = likelyFirst(rowsOf(montage));
  // two parts cost more than one
  if ((recogniser.hands ?? 1) === 1 || first.length === 0 || rest.length === 0) return recogniser.recognise(montage.image, signal);
  const read = async (rows: readonly number[]) => {
    const { image, offsets } = picked(montage, rows);
    const lines = await recogniser.recognise(image, signal);
    const offset = (y: number) => offsets.findLast(({ from }) => from <= y)?.by ?? offsets[0]?.by ?? 0;
    return lines.map((words) => words.map((word) => ({ ...word, box: { ...word.box, y: word.box.y + offset(word.box.y + word.box.height / 2) } })));
  };
  return (await Promise.all([read(first), read(rest)])).flat();
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
