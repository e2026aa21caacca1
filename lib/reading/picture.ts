import type { Montage, Turns } from '../scan/index.ts';
import { pieceAt, toPage } from '../scan/index.ts';
import type { Box, Page, TextLine, Word } from './document.ts';
import { mergePasses } from './merge.ts';
import type { Recogniser } from './recogniser.ts';
import type { PictureSource, Scanner } from './scanner.ts';

/** Below this mean confidence the page may lie on its side or upside down: right side up reads at 68 or more, upside down at 49 or less. */
const upright = 75;
/** Lines read to tell which way is up. */
const probeLines = 12;
/** Below this mean confidence a second reading, of the page as a whole, is merged in. */
const secondPassBelow = 90;

export interface PictureOptions {
  signal?: AbortSignal;
  /** Corners set by hand. */
  quad?: Page['quad'];
  /** False when the picture is known to be the page. */
  search?: boolean;
  images?: boolean;
  /** Called with 0 to 1. */
  onProgress?: (step: 'straightening' | 'reading', ratio: number) => void;
}

export interface PictureReading {
  page: Page;
  notices: string[];
}

export const boundsOf = (boxes: Box[]): Box => {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x, height: Math.max(...boxes.map((b) => b.y + b.height)) - y };
};

/** Mean confidence of the words, each weighing its letters; 0 when nothing was read. */
export function meanConfidence(words: readonly Word[]): number {
  let total = 0;
  let letters = 0;
  for (const word of words) {
    total += word.confidence * word.text.length;
    letters += word.text.length;
  }
  return letters ? total / letters : 0;
}

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

/** One picture of a page, read. Throws what the scanner and the recogniser throw. */
export async function readPicture(
  source: PictureSource,
  scanner: Scanner,
  recogniser: Recogniser,
  options: PictureOptions = {},
): Promise<PictureReading> {
  const { signal, onProgress } = options;
  onProgress?.('straightening', 0);
  const opened = await scanner.open(source, { ...(options.quad ? { corners: options.quad } : {}), search: options.search ?? true });
  signal?.throwIfAborted();

  const readLines = async (turns: Turns, longest?: number) => {
    const montage = await scanner.montage(longest ? { turns, longest } : { turns });
    signal?.throwIfAborted();
    if (!montage.pieces.length) return [];
    return linesOfMontage(montage, await recogniser.recognise(montage.image, 'block', signal));
  };
  const wordsOf = (lines: TextLine[]) => lines.flatMap((line) => line.words);

  onProgress?.('reading', 0.2);
  let turns: Turns = 0;
  let lines = await readLines(0);
  let confidence = meanConfidence(wordsOf(lines));
  if (confidence < upright) {
    onProgress?.('reading', 0.5);
    let bestTurn: Turns = 0;
    let best = confidence;
    for (const turn of [2, 1, 3] as const) {
      const probed = wordsOf(await readLines(turn, probeLines));
      // A few lucky words are no page.
      const score = probed.length >= 3 ? meanConfidence(probed) : 0;
      if (score > best + 4) {
        best = score;
        bestTurn = turn;
      }
      if (best >= upright + 5) break;
    }
    if (bestTurn !== 0) {
      turns = bestTurn;
      lines = await readLines(turns);
      confidence = meanConfidence(wordsOf(lines));
    }
  }

  if (confidence < secondPassBelow && lines.length > 0) {
    onProgress?.('reading', 0.7);
    const whole = await recogniser.recognise(await scanner.page(turns), 'page', signal);
    lines = mergePasses(lines, whole.flat());
    confidence = meanConfidence(wordsOf(lines));
  }

  const flat = await scanner.page(turns);
  const quality = await scanner.quality(turns);
  const notices: string[] = quality.warnings.map((warning) => `quality-${warning}`);
  if (confidence < 80) notices.push('low-quality');
  const image = options.images === false ? null : await scanner.jpeg(turns);
  signal?.throwIfAborted();
  onProgress?.('reading', 1);
  const page: Page = { number: 1, width: flat.width, height: flat.height, source: 'ocr', lines, quad: opened.corners, confidence, image };
  return { page, notices };
}
