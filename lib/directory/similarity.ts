import { onceMask, twiceMask, type Vocabulary } from './vocabulary.ts';
import { encodeWord, longestWord } from './words.ts';

/**
 * How far two words are, when one was typed in haste or read by a machine from paper. Costs are hundredths of an edit.
 * Classic distances first (bit-parallel, Myers 1999) to refuse most words in nanoseconds; then, for the survivors, a weighted distance that knows
 * doubled letters, swapped letters and the shapes that readers confuse (rn/m, cl/d, 1/l/i, 0/o, e/c, u/v …).
 */
const letters = 36;
const substitution = new Uint8Array(letters * letters).fill(100);
const code = (character: string) => (character >= 'a' ? character.charCodeAt(0) - 97 : character.charCodeAt(0) - 48 + 26);

function alike(pairs: string, cost: number): void {
  for (const pair of pairs.split(' ')) {
    const a = code(pair[0]!);
    const b = code(pair[1]!);
    substitution[a * letters + b] = Math.min(substitution[a * letters + b]!, cost);
    substitution[b * letters + a] = Math.min(substitution[b * letters + a]!, cost);
  }
}
for (let index = 0; index < letters; index++) substitution[index * letters + index] = 0;
// Shapes.
alike('o0 l1 i1 il s5 b8 z2 g9 a4 q9 t7', 25);
alike('ec uv nu vy ft tl it lt hb hn co eo fl ij lj tr ri gq bh do ce rn li ae as yv mn vw xk kx pf', 50);
// Sounds and neighbours of the keyboard that people mix up.
alike('iy sz ck ao ei mn bp dt', 60);

/** What two signs read as one, or one as two, cost: by the two, then the one (255 where they are not: dearer than two plain edits); and which two are such. */
const doubles = new Uint8Array(letters ** 3).fill(255);
const isDouble = new Uint8Array(letters ** 2);
for (const pair of 'rn-m nn-m in-m ni-m cl-d vv-w ii-u li-u il-u li-h ri-n ti-n ct-d lz-k tl-d oe-o ph-f ss-c qu-k ai-e au-o th-t ff-f'.split(' ')) {
  const two = code(pair[0]!) * letters + code(pair[1]!);
  isDouble[two] = 1;
  doubles[two * letters + code(pair[3]!)] = 50;
}

const rows = [new Uint16Array(longestWord + 2), new Uint16Array(longestWord + 2), new Uint16Array(longestWord + 2)];
/** Of each letter of the second word: what it costs to add, and the two that it ends when they may be read as one, 0 for none. */
const adding = new Uint8Array(longestWord + 2);
const ending = new Uint16Array(longestWord + 2);

/** Weighted distance in hundredths of an edit between `a` and the word packed at b[start…end]; at least `limit` + 1 when it exceeds the limit. */
export function weightedDistance(a: Uint8Array, b: Uint8Array, start: number, end: number, limit: number): number {
  const width = end - start;
  let [before, previous, current] = rows as [Uint16Array, Uint16Array, Uint16Array];
  previous[0] = 0;
  for (let column = 1, last = -1; column <= width; column++) {
    const other = b[start + column - 1]!;
    const two = last * letters + other;
    previous[column] = column * 95;
    adding[column] = other === last ? 50 : 95;
    ending[column] = last >= 0 && isDouble[two] === 1 ? two : 0;
    last = other;
  }
  let leastBefore = 0;
  for (let row = 1; row <= a.length; row++) {
    const letter = a[row - 1]!;
    const letterBefore = row > 1 ? a[row - 2]! : -1;
    const leaving = letter === letterBefore ? 50 : 95;
    const pair = letterBefore * letters + letter;
    const two = letterBefore >= 0 && isDouble[pair] === 1;
    current[0] = row * 95;
    let least = current[0]!;
    for (let column = 1; column <= width; column++) {
      const other = b[start + column - 1]!;
      let cost = previous[column - 1]! + substitution[letter * letters + other]!;
      const removed = previous[column]! + leaving;
      if (removed < cost) cost = removed;
      const inserted = current[column - 1]! + adding[column]!;
      if (inserted < cost) cost = inserted;
      if (letterBefore === other && letter !== other && column > 1 && letter === b[start + column - 2]) {
        const swapped = before[column - 2]! + 70;
        if (swapped < cost) cost = swapped;
      }
      if (two) {
        const one = before[column - 1]! + doubles[pair * letters + other]!;
        if (one < cost) cost = one;
      }
      if (ending[column] !== 0) {
        const one = previous[column - 2]! + doubles[ending[column]! * letters + letter]!;
        if (one < cost) cost = one;
      }
      current[column] = cost;
      if (cost < least) least = cost;
    }
    // What follows starts from this row, or leaps over it from the one before for 50 at least.
    if (least > limit && leastBefore + 50 > limit) return limit + 1;
    leastBefore = least;
    [before, previous, current] = [previous, current, before];
  }
  return previous[width]!;
}

const peq = new Int32Array(letters);

/** Bits set in two masks together, of 27 bits each at most. */
function bits(one: number, other: number): number {
  let first = one - ((one >>> 1) & 0x55555555);
  let second = other - ((other >>> 1) & 0x55555555);
  first = (first & 0x33333333) + ((first >>> 2) & 0x33333333);
  second = (second & 0x33333333) + ((second >>> 2) & 0x33333333);
  const both = first + second;
  return Math.imul((both & 0x0f0f0f0f) + ((both >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}

/** Similarity 0 to 1 of two words, length counted. */
export function closeness(distance: number, lengthA: number, lengthB: number): number {
  return Math.max(0, 1 - distance / 100 / (0.5 * (lengthA + lengthB)));
}

export interface Candidate {
  word: number;
  /** 0 to 1. */
  similarity: number;
}

/** Edits allowed for a word of this length. */
export function editsAllowed(length: number, ocr: boolean): number {
  if (length <= 2) return 0;
  if (length <= 4) return 1;
  if (ocr) return length <= 5 ? 2 : length <= 8 ? 3 : 4;
  return length <= 5 ? 1 : length <= 9 ? 2 : 3;
}

/** The words of the directory nearest to `word`, best first, at most `limit`. */
export function nearWords(vocabulary: Vocabulary, word: string, ocr: boolean, limit: number): Candidate[] {
  const codes = encodeWord(word);
  const length = codes.length;
  const edits = editsAllowed(length, ocr);
  if (edits === 0) return [];
  const once = onceMask(codes, 0, length);
  const twice = twiceMask(codes, 0, length);
  peq.fill(0);
  for (let index = 0; index < length; index++) peq[codes[index]!]! |= 1 << index;
  const top = 1 << (length - 1);
  const found: Candidate[] = [];
  const { lengthStart, once: onces, twice: twices } = vocabulary;
  // A swap, or one sound written with two letters, is two plain edits but costs less than one: let it through to the weighing.
  const plain = ocr ? edits : edits + 1;
  const least = ocr ? 0.52 : 0.6;
  for (let other = Math.max(2, length - plain); other <= Math.min(longestWord, length + plain); other++) {
    // A swap changes no letter, "au" for "o" three; and the letters that one word has more of cannot be changed ones.
    const tolerance = Math.min(ocr ? 2 * edits : 2 * edits + 1, 2 * plain - Math.abs(other - length));
    const last = lengthStart[other + 1]!;
    for (let at = lengthStart[other]!; at < last; at++) {
      if (bits(once ^ onces[at]!, twice ^ twices[at]!) > tolerance) continue;
      const candidate = vocabulary.lengthWords[at]!;
      const start = vocabulary.start[candidate]!;
      const end = start + other;
      // Myers: vertical positive and negative differences as bit vectors.
      let positive = -1;
      let negative = 0;
      let score = length;
      let remaining = end - start;
      for (let position = start; position < end; position++) {
        const match = peq[vocabulary.codes[position]!]!;
        const zero = (((match & positive) + positive) ^ positive) | match | negative;
        let horizontalPositive = negative | ~(zero | positive);
        let horizontalNegative = positive & zero;
        if (horizontalPositive & top) score++;
        else if (horizontalNegative & top) score--;
        remaining--;
        if (score - remaining > plain) break;
        horizontalPositive = (horizontalPositive << 1) | 1;
        horizontalNegative <<= 1;
        positive = horizontalNegative | ~(zero | horizontalPositive);
        negative = horizontalPositive & zero;
      }
      if (score > plain) continue;
      const distance = weightedDistance(codes, vocabulary.codes, start, end, edits * 100);
      if (distance > edits * 100) continue;
      const similarity = closeness(distance, length, other);
      if (similarity >= least) found.push({ word: candidate, similarity });
    }
  }
  found.sort((a, b) => b.similarity - a.similarity);
  return found.length > limit ? found.slice(0, limit) : found;
}

const encodedLinks = ['de', 'du', 'des'].map(encodeWord);

/** True when a short word is "de", "du" or "des" with one sign misread ("cle", "dc", "oe"). */
export function readsAsLink(word: string): boolean {
  if (word.length > 3) return false;
  const letters = encodeWord(word);
  return encodedLinks.some((link) => weightedDistance(letters, link, 0, link.length, 60) <= 55);
}
