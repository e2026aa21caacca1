import { encodeWord, letterOf, longestWord } from './words.ts';

/** Letters present once or more: one bit a letter, one more for any digit. */
export function onceMask(codes: Uint8Array, start: number, end: number): number {
  let once = 0;
  for (let index = start; index < end; index++) once |= 1 << Math.min(codes[index]!, 26);
  return once;
}

/** Letters present twice or more. With `onceMask`, an edit changes two bits at most. */
export function twiceMask(codes: Uint8Array, start: number, end: number): number {
  let once = 0;
  let twice = 0;
  for (let index = start; index < end; index++) {
    const bit = 1 << Math.min(codes[index]!, 26);
    twice |= once & bit;
    once |= bit;
  }
  return twice;
}

/** The arrays of a vocabulary: plain numbers, so that they can be kept and read back as they are. */
export interface VocabularyArrays {
  codes: Uint8Array;
  /** Where each word begins in `codes`; one more for the end of the last. */
  start: Uint32Array;
  /** Numbers of the words, shortest first, and their letter masks in that order. */
  lengthWords: Uint32Array;
  lengthStart: Uint32Array;
  once: Int32Array;
  twice: Int32Array;
}

/** Every word of the directory, sorted, so that a prefix is a range; letters packed side by side, with letter masks and lengths for quick refusal. */
export class Vocabulary implements VocabularyArrays {
  readonly codes: Uint8Array;
  readonly start: Uint32Array;
  readonly lengthWords: Uint32Array;
  readonly lengthStart: Uint32Array;
  readonly once: Int32Array;
  readonly twice: Int32Array;

  constructor(arrays: VocabularyArrays) {
    this.codes = arrays.codes;
    this.start = arrays.start;
    this.lengthWords = arrays.lengthWords;
    this.lengthStart = arrays.lengthStart;
    this.once = arrays.once;
    this.twice = arrays.twice;
  }

  get size(): number {
    return this.start.length - 1;
  }

  lengthOf(word: number): number {
    return this.start[word + 1]! - this.start[word]!;
  }

  /** Spelt out. */
  text(word: number): string {
    let text = '';
    for (let at = this.start[word]!; at < this.start[word + 1]!; at++) text += letterOf(this.codes[at]!);
    return text;
  }

  /** First word that is not before these letters; with `after`, first word that neither is before them nor begins with them. */
  private bound(letters: Uint8Array, after: boolean): number {
    const { codes, start } = this;
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      const from = start[middle]!;
      const length = start[middle + 1]! - from;
      let at = 0;
      while (at < length && at < letters.length && codes[from + at] === letters[at]) at++;
      const before = at === letters.length ? after : at === length || codes[from + at]! < letters[at]!;
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Number of the word, -1 when the directory does not hold it. */
  find(word: string): number {
    const letters = encodeWord(word);
    const index = this.bound(letters, false);
    if (index >= this.size || this.lengthOf(index) !== letters.length) return -1;
    for (let at = 0, from = this.start[index]!; at < letters.length; at++) if (this.codes[from + at] !== letters[at]) return -1;
    return index;
  }

  /** Numbers of the words that begin with `prefix`: from the first, up to but without the second. */
  prefixRange(prefix: string): [number, number] {
    const letters = encodeWord(prefix);
    return [this.bound(letters, false), this.bound(letters, true)];
  }
}

/** Within 30 bits at every step: Chromium keeps such numbers in place, and makes an object of each larger one until the loop is compiled. */
function hashOf(letters: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = (hash * 37 + letters[at]!) & 0xffffff;
  return hash ^ (hash >>> 11);
}

/** Collects words while a directory opens: a hash table over packed letters, no string made. */
export class VocabularyBuilder {
  private table: Int32Array;
  private codes: Uint8Array;
  private start: Uint32Array;
  size = 0;

  /** `expected`: about how many words will come, so that little is made twice. */
  constructor(expected: number) {
    let slots = 1 << 10;
    while (slots < 2 * expected) slots *= 2;
    this.table = new Int32Array(slots).fill(-1);
    this.codes = new Uint8Array(12 * expected);
    this.start = new Uint32Array(expected + 2);
  }

  /** Number of the word whose letters are letters[from … to], made when new. */
  add(letters: Uint8Array, from: number, to: number): number {
    const mask = this.table.length - 1;
    const length = to - from;
    let slot = hashOf(letters, from, to) & mask;
    for (;;) {
      const word = this.table[slot]!;
      if (word < 0) break;
      const first = this.start[word]!;
      if (this.start[word + 1]! - first === length) {
        let at = 0;
        while (at < length && this.codes[first + at] === letters[from + at]) at++;
        if (at === length) return word;
      }
      slot = (slot + 1) & mask;
    }
    const end = this.start[this.size]!;
    if (end + length > this.codes.length) this.codes = grown(this.codes, Math.max(2 * this.codes.length, end + length), Uint8Array);
    if (this.size + 2 > this.start.length) this.start = grown(this.start, 2 * this.start.length, Uint32Array);
    for (let at = 0; at < length; at++) this.codes[end + at] = letters[from + at]!;
    this.table[slot] = this.size++;
    this.start[this.size] = end + length;
    if (this.size * 2 > this.table.length) this.rehash();
    return this.size - 1;
  }

  addText(word: string): number {
    const letters = encodeWord(word);
    return this.add(letters, 0, letters.length);
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    const mask = this.table.length - 1;
    for (let word = 0; word < this.size; word++) {
      let slot = hashOf(this.codes, this.start[word]!, this.start[word + 1]!) & mask;
      while (this.table[slot]! >= 0) slot = (slot + 1) & mask;
      this.table[slot] = word;
    }
  }

  /** The letter of a word at this depth and one more, 0 beyond its end. */
  private letterAt(word: number, depth: number): number {
    const at = this.start[word]! + depth;
    return at < this.start[word + 1]! ? this.codes[at]! + 1 : 0;
  }

  private before(a: number, b: number, from: number): boolean {
    for (let depth = from; ; depth++) {
      const letter = this.letterAt(a, depth);
      const other = this.letterAt(b, depth);
      if (letter !== other || letter === 0) return letter < other;
    }
  }

  /** Sorts order[from … to], words alike in their first `depth` letters (Bentley and Sedgewick 1997): parted by the next letter of one of them in three. */
  private sortFrom(order: Uint32Array, from: number, to: number, depth: number): void {
    let low = from;
    let high = to;
    let shared = depth;
    while (high - low > 10) {
      const pivot = this.letterAt(order[(low + high) >> 1]!, shared);
      let less = low;
      let more = high;
      for (let at = low; at < more; ) {
        const word = order[at]!;
        const letter = this.letterAt(word, shared);
        if (letter < pivot) {
          order[at++] = order[less]!;
          order[less++] = word;
        } else if (letter > pivot) {
          order[at] = order[--more]!;
          order[more] = word;
        } else at++;
      }
      this.sortFrom(order, low, less, shared);
      this.sortFrom(order, more, high, shared);
      // Words are all different: those that end here are one.
      if (pivot === 0) return;
      low = less;
      high = more;
      shared++;
    }
    for (let at = low + 1; at < high; at++) {
      const word = order[at]!;
      let place = at;
      for (; place > low && this.before(word, order[place - 1]!, shared); place--) order[place] = order[place - 1]!;
      order[place] = word;
    }
  }

  /** The sorted vocabulary, and the new number of each word. */
  close(): { vocabulary: Vocabulary; renumbered: Uint32Array } {
    const { size } = this;
    const order = new Uint32Array(size);
    for (let word = 0; word < size; word++) order[word] = word;
    this.sortFrom(order, 0, size, 0);
    const renumbered = new Uint32Array(size);
    const start = new Uint32Array(size + 1);
    const codes = new Uint8Array(this.start[size]!);
    const lengthStart = new Uint32Array(longestWord + 2);
    for (let fresh = 0, end = 0; fresh < size; fresh++) {
      const word = order[fresh]!;
      renumbered[word] = fresh;
      const from = this.start[word]!;
      const length = this.start[word + 1]! - from;
      for (let at = 0; at < length; at++) codes[end + at] = this.codes[from + at]!;
      end += length;
      start[fresh + 1] = end;
      lengthStart[length + 1]!++;
    }
    for (let length = 0; length <= longestWord; length++) lengthStart[length + 1]! += lengthStart[length]!;
    const lengthWords = new Uint32Array(size);
    const once = new Int32Array(size);
    const twice = new Int32Array(size);
    const next = lengthStart.slice();
    for (let word = 0; word < size; word++) {
      const from = start[word]!;
      const to = start[word + 1]!;
      const at = next[to - from]!++;
      lengthWords[at] = word;
      once[at] = onceMask(codes, from, to);
      twice[at] = twiceMask(codes, from, to);
    }
    return { vocabulary: new Vocabulary({ codes, start, lengthWords, lengthStart, once, twice }), renumbered };
  }
}

function grown<T extends Uint8Array | Uint32Array>(old: T, length: number, type: new (length: number) => T): T {
  const fresh = new type(length);
  fresh.set(old as never);
  return fresh;
}
