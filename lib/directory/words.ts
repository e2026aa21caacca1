import { fold } from './normalise.ts';

/** Longest run of letters compared: what exceeds it (glued names of three words) is cut. */
export const longestWord = 32;

/** Letters in the packed words: a-z are 0-25, digits 26-35. */
export function codeOf(character: number): number {
  return character >= 97 ? character - 97 : character - 48 + 26;
}

export function letterOf(code: number): string {
  return String.fromCharCode(code < 26 ? code + 97 : code - 26 + 48);
}

export function encodeWord(word: string): Uint8Array {
  const codes = new Uint8Array(Math.min(word.length, longestWord));
  for (let index = 0; index < codes.length; index++) codes[index] = codeOf(word.charCodeAt(index));
  return codes;
}

/** The codes a character folds to ("œ" gives two), none for a separator; filled as characters are met. */
const foldedCodes: (Uint8Array | undefined)[] = [];
const separator = new Uint8Array(0);

function codesOf(character: number): Uint8Array {
  const text = fold(String.fromCodePoint(character)).replace(/[^a-z0-9]+/g, '');
  const codes = text === '' ? separator : Uint8Array.from(text, (letter) => codeOf(letter.charCodeAt(0)));
  if (character < 0x2200) foldedCodes[character] = codes;
  return codes;
}
for (let character = 0; character < 0x180; character++) codesOf(character);

const ascii = new Uint8Array(128).fill(255);
for (let character = 0; character < 128; character++) ascii[character] = foldedCodes[character]![0] ?? 255;

const st = [codeOf(115), codeOf(116)];
const saint = Uint8Array.from('saint', (letter) => codeOf(letter.charCodeAt(0)));
const letterE = codeOf(101);
const letterS = codeOf(115);

/** The same words as `wordsOf`, read from UTF-8 without making a string: it reads every name of the directory when that opens. */
export class WordReader {
  /** Letters of the words found, end to end. */
  readonly letters = new Uint8Array(8192);
  /** Where each word begins; one more for the end of the last. */
  readonly starts = new Uint16Array(2050);
  count = 0;

  private closeWord(from: number, at: number): number {
    const { letters } = this;
    let end = at;
    // "st", "ste", "sts", "stes" are written out.
    if (letters[from] === st[0] && letters[from + 1] === st[1] && end - from <= 4 && end - from >= 2) {
      const feminine = end - from > 2 && letters[from + 2] === letterE;
      const plural = end - from > 2 && letters[end - 1] === letterS;
      if (end - from === 2 + Number(feminine) + Number(plural)) {
        letters.set(saint, from);
        end = from + 5;
        if (feminine) letters[end++] = letterE;
        if (plural) letters[end++] = letterS;
      }
    }
    if (end - from > longestWord) end = from + longestWord;
    this.starts[++this.count] = end;
    return end;
  }

  read(bytes: Uint8Array, start: number, stop: number): void {
    const { letters } = this;
    this.count = 0;
    this.starts[0] = 0;
    let from = 0;
    let at = 0;
    let position = start;
    while (position < stop && at < 8000 && this.count < 2000) {
      const byte = bytes[position++]!;
      if (byte < 0x80) {
        const letter = ascii[byte]!;
        if (letter !== 255) letters[at++] = letter;
        else if (at > from) from = at = this.closeWord(from, at);
        continue;
      }
      let character = byte < 0xe0 ? byte & 31 : byte < 0xf0 ? byte & 15 : byte & 7;
      for (let rest = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3; rest > 0 && position < stop; rest--)
        character = (character << 6) | (bytes[position++]! & 63);
      // A combining mark belongs to the letter before it.
      if (character >= 0x300 && character <= 0x36f) continue;
      const codes = foldedCodes[character] ?? codesOf(Math.min(character, 0x10ffff));
      if (codes.length === 0) {
        if (at > from) from = at = this.closeWord(from, at);
      } else for (let letter = 0; letter < codes.length; letter++) letters[at++] = codes[letter]!;
    }
    if (at > from) this.closeWord(from, at);
  }

  text(word: number): string {
    let text = '';
    for (let at = this.starts[word]!; at < this.starts[word + 1]!; at++) text += letterOf(this.letters[at]!);
    return text;
  }
}
