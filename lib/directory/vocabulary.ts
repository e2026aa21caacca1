/** Codes of letters in the packed words: a-z 0-25, digits 26-35. */
export function codeOf(character: number): number {
  return character >= 97 ? character - 97 : character - 48 + 26;
}

/** Letters present once or more, and those present twice or more: one bit a letter, one more for any digit. An edit changes two bits at most. */
function masksOf(codes: Uint8Array, start: number, end: number): [number, number] {
  let once = 0;
  let twice = 0;
  for (let index = start; index < end; index++) {
    const bit = 1 << Math.min(codes[index]!, 26);
    twice |= once & bit;
    once |= bit;
  }
  return [once, twice];
}

/** Longest run of letters compared: what exceeds it (glued names of three words) is cut. */
export const longestWord = 32;

export function encodeWord(word: string): Uint8Array {
  const codes = new Uint8Array(Math.min(word.length, longestWord));
  for (let index = 0; index < codes.length; index++) codes[index] = codeOf(word.charCodeAt(index));
  return codes;
}

export function wordMasks(codes: Uint8Array): [number, number] {
  return masksOf(codes, 0, codes.length);
}

/** Every word of the directory, sorted, so that a prefix is a range; letters packed side by side, with a letter mask and a length for quick refusal. */
export class Vocabulary {
  private identifiers = new Map<string, number>();
  words: string[] = [];
  codes = new Uint8Array(0);
  start = new Uint32Array(1);
  /** Words by length: their numbers in order, and the two letter masks of each. */
  byLength: { words: Uint32Array; once: Int32Array; twice: Int32Array }[] = [];

  get size(): number {
    return this.words.length;
  }

  add(word: string): number {
    let identifier = this.identifiers.get(word);
    if (identifier === undefined) {
      identifier = this.words.length;
      this.words.push(word);
      this.identifiers.set(word, identifier);
    }
    return identifier;
  }

  /** Sorts the words and packs their letters; gives the new number of each old one. */
  close(): Uint32Array {
    const renumbered = new Uint32Array(this.words.length);
    // All are plain letters and digits: the built-in order is the one that the searches by halves need.
    this.words.sort();
    this.words.forEach((word, fresh) => {
      renumbered[this.identifiers.get(word)!] = fresh;
    });
    this.identifiers = new Map();
    this.start = new Uint32Array(this.words.length + 1);
    this.words.forEach((word, index) => {
      this.start[index + 1] = this.start[index]! + Math.min(word.length, longestWord);
    });
    this.codes = new Uint8Array(this.start[this.words.length]!);
    const byLength: number[][] = Array.from({ length: longestWord + 1 }, () => []);
    this.words.forEach((word, index) => {
      const from = this.start[index]!;
      const to = this.start[index + 1]!;
      for (let position = from; position < to; position++) this.codes[position] = codeOf(word.charCodeAt(position - from));
      byLength[to - from]!.push(index);
    });
    this.byLength = byLength.map((list) => {
      const once = new Int32Array(list.length);
      const twice = new Int32Array(list.length);
      list.forEach((word, index) => {
        [once[index], twice[index]] = masksOf(this.codes, this.start[word]!, this.start[word + 1]!);
      });
      return { words: Uint32Array.from(list), once, twice };
    });
    return renumbered;
  }

  /** First word not before `text`. */
  lowerBound(text: string): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Number of the word, -1 when the directory does not hold it. */
  find(word: string): number {
    const index = this.lowerBound(word);
    return this.words[index] === word ? index : -1;
  }

  /** Numbers of the words that begin with `prefix`: from the first, up to but without the second. */
  prefixRange(prefix: string): [number, number] {
    return [this.lowerBound(prefix), this.lowerBound(`${prefix}\u{ff}`)];
  }
}
