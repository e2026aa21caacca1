import { type Gray, type Montage, type Piece, type Rectangle, toPage } from '../scan/index.ts';
import type { Letter } from './ctc.ts';
import type { TextLine, Word } from './document.ts';
import { boundsOf } from './montage-lines.ts';

/** A reader of one printed line at a time: letters of a strip 48 pixels high, told with their places. */
export interface LineReader {
  read(strip: Gray): Promise<Letter[]>;
}

/** Height of the strips, pixels; capitals are 25 of them. */
const stripHeight = 48;
export const secondRise = 25;
const above = Math.round(secondRise * 1.38);

/** A piece of a montage alone, on its paper. */
function stripOf(montage: Montage, piece: Piece): Gray {
  const { image } = montage;
  const width = Math.max(16, Math.ceil(piece.width / 8) * 8);
  const strip: Gray = { data: new Uint8Array(width * stripHeight).fill(245), width, height: stripHeight };
  const top = piece.baseline - above;
  for (let y = 0; y < stripHeight; y++) {
    const from = top + y;
    if (from < 0 || from >= image.height) continue;
    for (let x = 0; x < piece.width && piece.x + x < image.width; x++) strip.data[y * width + x] = image.data[from * image.width + piece.x + x]!;
  }
  return strip;
}

function wordsOf(letters: readonly Letter[], strip: Gray, piece: Piece): Word[] {
  const words: Word[] = [];
  let group: Letter[] = [];
  const advance = medianAdvance(letters) * strip.width || secondRise * 0.6;
  const close = () => {
    const [first] = group;
    const last = group.at(-1);
    if (first && last) {
      const box: Rectangle = {
        x: piece.x + first.at * strip.width - advance / 2,
        y: piece.baseline - secondRise,
        width: (last.at - first.at) * strip.width + advance,
        height: secondRise,
      };
      words.push({
        text: group.map((one) => one.text).join(''),
        confidence: (100 * group.reduce((sum, one) => sum + one.confidence, 0)) / group.length,
        box: toPage(piece, box),
      });
    }
    group = [];
  };
  for (const letter of letters) {
    if (letter.text.trim() === '') {
      close();
      continue;
    }
    const before = group.at(-1);
    if (before && (letter.at - before.at) * strip.width > advance * 1.9) close();
    group.push(letter);
  }
  close();
  return words;
}

function medianAdvance(letters: readonly Letter[]): number {
  const gaps = letters.slice(1).map((letter, at) => letter.at - letters[at]!.at).sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

/** Words of each piece of a montage set at `secondRise`, in the order of its pieces; [] where nothing was read. */
export async function readPieces(montage: Montage, reader: LineReader, signal?: AbortSignal, wanted: (piece: Piece) => boolean = () => true): Promise<Word[][]> {
  const found: Word[][] = [];
  for (const piece of montage.pieces) {
    if (!wanted(piece)) continue;
    const strip = stripOf(montage, piece);
    const letters = await reader.read(strip);
    signal?.throwIfAborted();
    found.push(wordsOf(letters, strip, piece));
  }
  return found.filter((words) => words.length > 0);
}

const boxOf = (piece: Piece): Rectangle =>
  toPage(piece, { x: piece.x, y: piece.baseline - secondRise, width: piece.width, height: secondRise });

/** A piece that a doubtful place touches. */
export function inZones(piece: Piece, zones: readonly { box: Rectangle }[]): boolean {
  const own = boxOf(piece);
  const y = own.y + own.height / 2;
  return zones.some(({ box }) => y > box.y && y < box.y + box.height && Math.min(box.x + box.width, own.x + own.width) > Math.max(box.x, own.x));
}

const inside = (box: Rectangle) => (word: Word) => {
  const x = word.box.x + word.box.width / 2;
  const y = word.box.y + word.box.height / 2;
  return x > box.x - box.height * 0.5 && x < box.x + box.width + box.height * 0.5 && Math.abs(y - box.y - box.height / 2) < box.height * 0.7;
};

/** Print that reads well and holds no figure gains nothing from a second reader. */
export function worthSecond(piece: Piece, lines: readonly TextLine[]): boolean {
  const words = lines.flatMap((line) => line.words.filter(inside(boxOf(piece))));
  return words.length === 0 || digitsIn(words) > 0 || mean(words) < 80;
}

const mean = (words: readonly Word[]) => {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return letters ? words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters : 0;
};
const digitsIn = (words: readonly Word[]) => words.map((word) => word.text).join('').replace(/\D/g, '').length;

/**
 * Lines of the first reader, with what only the second saw (places without a word) and what it saw much better (figures read poorly by the first). What is not
 * taken into the lines stands beside them. Words without a figure are never replaced: the second reader knows few accents.
 */
export function withSecond(lines: readonly TextLine[], second: readonly Word[][]): { lines: TextLine[]; beside: Word[][] } {
  const result = lines.map((line) => ({ ...line, words: [...line.words] }));
  const beside: Word[][] = [];
  for (const words of second) {
    const box = boundsOf(words.map((word) => word.box));
    const first = result.flatMap((line) => line.words.filter(inside(box)));
    const sure = mean(words);
    const text = words.map((word) => word.text).join('');
    if (first.length === 0) {
      if (sure >= 75 && text.length > 2) result.push({ words, box });
      else beside.push(words);
    } else if (digitsIn(words) >= 2 && sure >= 80 && mean(first) < SWAP && sure > mean(first)) {
      for (const line of result) line.words = line.words.filter((word) => !first.includes(word));
      result.push({ words, box });
      beside.push([...first].sort((a, b) => a.box.x - b.box.x));
    } else beside.push(words);
  }
  return { lines: result.filter((line) => line.words.length > 0), beside };
}
const SWAP = Number(process.env.SWAP ?? 75);
