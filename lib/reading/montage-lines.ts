import type { Gray, Montage, Piece } from '../scan/index.ts';
import { pieceAt, toPage } from '../scan/index.ts';
import type { Box, TextLine, Word } from './document.ts';
import type { Recogniser } from './recogniser.ts';

/** Lines of a montage below which reading it in two parts costs more than it gives. */
const worthParting = 12;
/** The head of a page: this share of its height; an invoice is numbered there. */
const head = 0.42;
/** A column of amounts ends within this share of the page's width from the right end of its print, and is no wider than a quarter of it. */
const rightEdge = 0.1;
const amountWidth = 0.25;
/** Lines that end with what may be an amount and stand lowest: the totals are among them. */
const totals = 7;

/**
 * The lines of a montage that most likely hold number and total, told by their place alone, and the others. Both in order; the first part is empty when there are too
 * few lines to be worth it.
 */
export function likelyFirst({ pieces, rows }: Pick<Montage, 'pieces' | 'rows'>): [number[], number[]] {
  const all = rows.map((_, row) => row);
  const lines: Piece[][] = all.map(() => []);
  for (const piece of pieces) lines[piece.row]?.push(piece);
  const baselines = pieces.map(({ segment }) => segment.baseline.a);
  if (all.length < worthParting || baselines.length === 0) return [[], all];
  const top = Math.min(...baselines);
  const height = Math.max(...baselines) - top;
  const left = Math.min(...pieces.map(({ segment }) => segment.left));
  const right = Math.max(...pieces.map(({ segment }) => segment.right));
  const inHead = (line: Piece[]) => line.some(({ segment }) => segment.baseline.a < top + height * head);
  const amount = (line: Piece[]) => {
    const last = line.at(-1)?.segment;
    return last !== undefined && right - last.right < (right - left) * rightEdge && last.right - last.left < (right - left) * amountWidth;
  };
  const low = all.filter((row) => amount(lines[row] ?? []) && !inHead(lines[row] ?? [])).slice(-totals);
  const first = all.filter((row) => inHead(lines[row] ?? []) || low.includes(row));
  return [first, all.filter((row) => !first.includes(row))];
}

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

/**
 * The words of a montage; boxes in pixels of the whole. Its likeliest lines are read first, or at the same time as the others where there are two engines:
 * `onFirst` has their words as soon as they are read.
 */
export async function recogniseMontage(
  montage: Montage,
  recogniser: Recogniser,
  signal?: AbortSignal,
  onFirst?: (read: Word[][]) => void,
): Promise<Word[][]> {
  const [first, rest] = likelyFirst(montage);
  if (first.length === 0 || rest.length === 0) return recogniser.recognise(montage.image, 'block', signal);
  const read = async (rows: readonly number[]) => {
    const { image, offsets } = picked(montage, rows);
    const lines = await recogniser.recognise(image, 'block', signal);
    const offset = (y: number) => offsets.findLast(({ from }) => from <= y)?.by ?? offsets[0]?.by ?? 0;
    return lines.map((words) => words.map((word) => ({ ...word, box: { ...word.box, y: word.box.y + offset(word.box.y + word.box.height / 2) } })));
  };
  const parts = await Promise.all([
    read(first).then((words) => {
      onFirst?.(words);
      return words;
    }),
    read(rest),
  ]);
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
