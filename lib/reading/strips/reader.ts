import { type Gray, type Montage, type Piece, toPage } from '../../scan/index.ts';
import type { Word } from '../document.ts';
import { stripAlphabet } from './alphabet.ts';
import { type Letter, lettersOf } from './ctc.ts';
import { answers, Network, stripHeight } from './network/network.ts';

/** The words of one piece of a montage made as `stripsAt` says, boxes in pixels of the page. */
export type LineReader = (montage: Montage, piece: Piece) => Word[];

/** Height of capitals in a strip, pixels: what the network was taught to read. */
export const stripRise = 16;
/** Larger and smaller, a line is another look: what is read otherwise then is in doubt, and the true letters are among what is weighed. The larger reads better. */
export const otherRises = [19, 14] as const;
/** How the strip reader wants the page set: small, and grey where it is grey. */
export const stripsAt = (rise: number) => ({ rise, contrast: 'gentle' }) as const;
/** Rows of a strip above its baseline: room for accents; below it there is room for tails. */
const above = 23;
/** Paper of a gentle montage. */
const paper = 245;

/** A piece of a montage cut out, alone on its paper. */
export function stripOf({ image }: Montage, piece: Piece): Gray {
  const width = Math.max(16, piece.width);
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
export function wordsOf(letters: readonly Letter[], piece: Piece): Word[] {
  const groups: Letter[][] = [[]];
  for (const [at, letter] of letters.entries()) {
    if (letter.text !== ' ') groups.at(-1)!.push(letter);
    // « FA- 2026 » is one code set wide: a dash has its spaces on both sides, or the one before it (a negative amount)
    else if (!(letters[at - 1]?.text === '-' && /\w/.test(letters[at - 2]?.text ?? ''))) groups.push([]);
  }
  // Half a letter on both sides of the middles of the outer ones.
  const half = stripRise * 0.35;
  return groups
    .filter((group) => group.length > 0)
    .map((group): Word => {
      const left = group[0]!.at - half;
      const right = group.at(-1)!.at + half;
      return {
        text: group.map((letter) => letter.text).join(''),
        confidence: (100 * group.reduce((sum, letter) => sum + letter.confidence, 0)) / group.length,
        box: toPage(piece, { x: piece.x + left, y: piece.baseline - stripRise, width: right - left, height: stripRise }),
        weighed: group.map((letter) => letter.weighed),
      };
    });
}

/** The strip reader with these weights (`ocr/strips.bin`). Throws where it cannot run: see `Network`. */
export function lineReader(weights: Uint8Array): LineReader {
  const network = new Network(weights);
  return (montage, piece) => {
    const { steps, logits } = network.read(stripOf(montage, piece));
    return wordsOf(lettersOf(logits, steps, answers, stripAlphabet), piece);
  };
}
