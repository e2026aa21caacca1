import { Fault } from '../../invoice/fault.ts';
import { type Gray, type Montage, type Piece, type Turns, toPage } from '../../scan/index.ts';
import type { Word } from '../document.ts';
import type { Scanner } from '../scanner.ts';
import type { Letter } from './ctc.ts';

/**
 * A reader of one printed line at a time, of another make than the first: it fails elsewhere. Letters of a strip `stripHeight` pixels high.
 * Rejects with a Fault: `ocr-start`, `ocr-failed`, `aborted`.
 */
export interface LineReader {
  read(strip: Gray, signal?: AbortSignal): Promise<Letter[]>;
}

export const stripHeight = 48;
/** Height of capitals in a strip, pixels: room is left for accents above and tails below. */
export const stripRise = 25;
/** Pixels of a strip above its baseline. */
const above = Math.round(stripRise * 1.38);
/** Paper of a gentle montage. */
const paper = 245;
/** Letters further apart than so many times their usual advance are two words: this reader seldom says its spaces. */
const wordGap = 1.9;

/** A piece of a montage cut out, alone on its paper. Its width is a multiple of eight, as the reader's columns are. */
export function stripOf({ image }: Montage, piece: Piece): Gray {
  const width = Math.max(16, Math.ceil(piece.width / 8) * 8);
  const data = new Uint8Array(width * stripHeight).fill(paper);
  const top = piece.baseline - above;
  const shown = Math.min(piece.width, image.width - piece.x);
  for (let y = 0; y < stripHeight; y++) {
    const from = top + y;
    if (from < 0 || from >= image.height) continue;
    data.set(image.data.subarray(from * image.width + piece.x, from * image.width + piece.x + shown), y * width);
  }
  return { data, width, height: stripHeight };
}

/** Letters as words of the page. */
export function wordsOf(letters: readonly Letter[], piece: Piece, stripWidth: number): Word[] {
  const advance = usualAdvance(letters) * stripWidth || stripRise * 0.6;
  const groups: Letter[][] = [];
  let open = false;
  for (const letter of letters) {
    if (letter.text.trim() === '') {
      open = false;
      continue;
    }
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (open && group && before && (letter.at - before.at) * stripWidth <= advance * wordGap) group.push(letter);
    else groups.push([letter]);
    open = true;
  }
  return groups.map((group): Word => {
    const left = (group[0]?.at ?? 0) * stripWidth - advance / 2;
    const right = (group.at(-1)?.at ?? 0) * stripWidth + advance / 2;
    return {
      text: group.map((letter) => letter.text).join(''),
      confidence: (100 * group.reduce((sum, letter) => sum + letter.confidence, 0)) / group.length,
      box: toPage(piece, { x: piece.x + left, y: piece.baseline - stripRise, width: right - left, height: stripRise }),
    };
  });
}

/** Share of the strip from one letter to the next, median; 0 for less than two letters. */
function usualAdvance(letters: readonly Letter[]): number {
  const steps = letters.slice(1).map((letter, at) => letter.at - letters[at]!.at);
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
}

/** Milliseconds after which no further piece begins: this reader is slow, and the user who asked for it still waits. */
const budget = 30_000;
/** Pieces of one page read at most. */
const mostPieces = 40;

export interface SecondLook {
  turns: Turns;
  signal?: AbortSignal | undefined;
  /** Called with 0 to 1. */
  onProgress?: (ratio: number) => void;
}

/**
 * Words of the printed pieces that `choose` puts first, one list each. What this reader cannot do must not cost the reading: nothing is then read. Throws what
 * the scanner throws, and when the user stopped it.
 */
export async function readSecond(
  reader: LineReader,
  scanner: Pick<Scanner, 'montage'>,
  choose: (pieces: readonly Piece[]) => readonly Piece[],
  { turns, signal, onProgress }: SecondLook,
): Promise<Word[][]> {
  const montage = await scanner.montage({ turns, rise: stripRise, contrast: 'gentle' });
  signal?.throwIfAborted();
  const pieces = choose(montage.pieces).slice(0, mostPieces);
  const until = performance.now() + budget;
  const found: Word[][] = [];
  try {
    for (const [index, piece] of pieces.entries()) {
      if (performance.now() > until) break;
      const strip = stripOf(montage, piece);
      const words = wordsOf(await reader.read(strip, signal), piece, strip.width);
      signal?.throwIfAborted();
      if (words.length > 0) found.push(words);
      onProgress?.((index + 1) / pieces.length);
    }
  } catch (error) {
    if (signal?.aborted || Fault.from(error).code === 'aborted') throw error;
    return [];
  }
  return found;
}
