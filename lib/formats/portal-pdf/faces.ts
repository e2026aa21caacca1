import type { PDFDocument, PDFRef } from 'pdf-lib';
import { type DrawnCharacter, embedCharacters } from '../fonts/embed.ts';
import { openTrueType, type TrueType } from '../fonts/truetype.ts';

/** TrueType files that hold the Latin alphabets (the app gives Liberation Sans, OFL): the core reads no file. */
export interface FontBytes {
  regular: Uint8Array;
  bold: Uint8Array;
  /** For a user's own PDF that leans; the invoice drawn here never does. */
  italic?: Uint8Array;
  boldItalic?: Uint8Array;
}

/**
 * One face of a document: measures, wraps, keeps what it cannot draw out of the page, and remembers what was drawn, which alone is embedded.
 * Ligatures and kerning are off: a text is as wide as its letters, and a search for « office » finds it.
 */
export class Face {
  /** Its name in the pages' resources. */
  readonly key: string;
  readonly #font: TrueType;
  readonly #name: string;
  readonly #drawn: DrawnCharacter[] = [];
  readonly #numbers = new Map<number, string>();

  constructor(bytes: Uint8Array, key: string, name: string) {
    this.#font = openTrueType(bytes);
    this.key = key;
    this.#name = name;
  }

  /**
   * The text as it will be drawn: special spaces as plain ones (the portal's reader splits on them), a letter missing from the face with as many of its
   * accents as the face knows, anything else missing as "?". PDF/A forbids drawing a glyph that is not there.
   */
  clean(text: string): string {
    let result = '';
    for (const character of text.normalize('NFC').replace(/[\s\u00a0\u2000-\u200a\u202f]/g, ' ')) {
      if (this.#has(character)) result += character;
      else if (!/^[\p{C}\p{M}]$/u.test(character)) result += this.#nearest(character);
    }
    return result;
  }

  #nearest(character: string): string {
    const parts = [...character.normalize('NFKD')];
    for (let length = parts.length - 1; length > 0; length--) {
      const fewer = parts.slice(0, length).join('').normalize('NFC');
      if ([...fewer].every((part) => this.#has(part))) return fewer;
    }
    return '?';
  }

  #has(character: string): boolean {
    return this.#font.has(character.codePointAt(0) ?? 0);
  }

  /** Points. */
  width(text: string, size: number): number {
    let total = 0;
    for (const character of this.clean(text)) total += this.#font.advance(this.#font.glyphOf(character.codePointAt(0) ?? 0));
    return (total * size) / 1000;
  }

  /** The text (already clean) as the hexadecimal string of a show operator. */
  spelled(text: string): string {
    let result = '';
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      let number = this.#numbers.get(codePoint);
      if (number === undefined) {
        number = this.#drawn
          .push({ codePoint, glyph: this.#font.glyphOf(codePoint) })
          .toString(16)
          .padStart(4, '0')
          .toUpperCase();
        this.#numbers.set(codePoint, number);
      }
      result += number;
    }
    return result;
  }

  /** Writes the face into the document once every page is drawn; null when nothing was drawn with it. */
  embed(document: PDFDocument): PDFRef | null {
    return this.#drawn.length > 0 ? embedCharacters(document, this.#font, this.#name, this.#drawn) : null;
  }

  /** Lines no wider than `width` points; breaks at plain spaces (a no-break space holds), inside a word only when it is alone too wide. */
  wrap(text: string, size: number, width: number): string[] {
    return text.split(/\r?\n/).flatMap((paragraph) => this.#wrapParagraph(paragraph, size, width));
  }

  #wrapParagraph(paragraph: string, size: number, width: number): string[] {
    const lines: string[] = [];
    const space = this.width(' ', size);
    let line = '';
    let used = 0;
    const start = (text: string, wide: number) => {
      if (line !== '') lines.push(line);
      line = text;
      used = wide;
    };
    for (const word of paragraph.split(/[ \t]+/)) {
      const wide = this.width(word, size);
      if (line !== '' && used + space + wide <= width) {
        line += ` ${word}`;
        used += space + wide;
      } else if (wide <= width) start(word, wide);
      else {
        start('', 0);
        for (const character of word) {
          const one = this.width(character, size);
          if (used + one > width) start('', 0);
          line += character;
          used += one;
        }
      }
    }
    if (line !== '' || lines.length === 0) lines.push(line);
    return lines;
  }
}

export interface Faces {
  regular: Face;
  bold: Face;
}

export function openFaces({ regular, bold }: FontBytes): Faces {
  return { regular: new Face(regular, 'F1', 'CRSRAA+LiberationSans'), bold: new Face(bold, 'F2', 'CRSRAB+LiberationSans-Bold') };
}
