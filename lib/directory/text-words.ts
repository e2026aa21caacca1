import { textBetween } from './bytes.ts';
import { searchWords } from './names.ts';
import { openers } from './normalise.ts';
import type { ListBuilder } from './postings.ts';
import { VocabularyBuilder } from './vocabulary.ts';
import { WordReader } from './words.ts';

/** Reads the words of texts and numbers them. The words that may open a long form come first: a word's number tells whether it may. */
export class TextWords {
  readonly reader = new WordReader();
  readonly builder: VocabularyBuilder;
  private readonly opening: number;

  constructor(expected: number) {
    this.builder = new VocabularyBuilder(expected);
    for (const opener of openers) this.builder.addText(opener);
    this.opening = this.builder.size;
  }

  /** Numbers of the words between two bytes, to the end of two lists; false, and nothing, when a word that opens a long form is among them. */
  put(text: Uint8Array, start: number, end: number, one: ListBuilder, other: ListBuilder): boolean {
    const { reader, builder, opening } = this;
    reader.read(text, start, end);
    const { count, letters, starts } = reader;
    for (let word = 0; word < count; word++) {
      const number = builder.add(letters, starts[word]!, starts[word + 1]!);
      if (number < opening && word + 1 < count) {
        one.forget();
        other.forget();
        return false;
      }
      one.put(number);
      other.put(number);
    }
    return true;
  }

  /** The same by the words that are searched, one for a long form: its own to the third list instead of the first. */
  putLong(text: Uint8Array, start: number, end: number, one: ListBuilder, other: ListBuilder, inside: ListBuilder | null): void {
    const { hard, soft } = searchWords(textBetween(text, start, end));
    for (const [list, words] of [
      [one, hard],
      [inside, inside ? soft : []],
    ] as const)
      for (const word of words) {
        const number = this.builder.addText(word);
        list?.put(number);
        other.put(number);
      }
  }
}
