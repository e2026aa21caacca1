/**
 * The French words are the dictionary: screens import them as they are, and a French user loads nothing else. Each file of `fr/` hands its lists to `words`;
 * another language, once loaded, is written into these same lists, those that come later included. Hence two duties: a language is spoken before the first
 * screen is drawn (`language.ts`), and nothing of the first load copies a word out of its list while its module is evaluated.
 */

/**
 * The shape of words in another language: the same keys, functions of the same parameters, any text. What a list holds under `inFrench` is read by a public body
 * and is never said in another language.
 */
export type Words<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Words<Said>
    : T extends readonly unknown[]
      ? { [Key in keyof T]: Words<T[Key]> }
      : { [Key in keyof T as Key extends 'inFrench' ? never : Key]: Words<T[Key]> };

/** A whole file of words: what it exports, but for the functions that put words together and are no words themselves. */
export type WordsOf<File> = { [List in keyof File as File[List] extends (...given: never[]) => unknown ? never : List]: Words<File[List]> };

export interface Speech {
  /** For Intl and for `<html lang>`. */
  locale: string;
  /** By file of `fr/`, then by what it exports. */
  files: Readonly<Record<string, object>>;
  /** A sentence that the core wrote in French: of a rule, of a status, of a notification. What it does not know comes back as it is. */
  said(french: string): string;
}

type List = Record<string, unknown>;

const french = new Map<string, List>();
let spoken: Speech | null = null;

const isList = (value: unknown): value is List => typeof value === 'object' && value !== null && !Array.isArray(value);

function write(into: List, from: List): void {
  for (const [key, value] of Object.entries(from)) {
    const held = into[key];
    if (isList(held) && isList(value)) write(held, value);
    else into[key] = value;
  }
}

/** Called by each file of `fr/` with all the lists it exports. */
export function words(file: string, lists: Record<string, unknown>): void {
  french.set(file, lists);
  const other = spoken?.files[file];
  if (other) write(lists, other as List);
}

/** Every list says it in this language from now on. There is no way back: going back to French is loading the page anew. */
export function speak(speech: Speech): void {
  spoken = speech;
  for (const [file, lists] of french) {
    const other = speech.files[file];
    if (other) write(lists, other as List);
  }
}

export const locale = (): string => spoken?.locale ?? 'fr';

/** The core's French sentence, in the language of the screen; in French, with the spaces that keep its signs off the beginning of a line. */
export const said = (sentence: string): string =>
  spoken ? spoken.said(sentence) : sentence.replace(/ (?=[:;!?»%€])/g, '\u00a0').replace(/« /g, '«\u00a0');
