import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';

/** TrueType files that hold the Latin alphabets (the app gives Liberation Sans, OFL): the core reads no file. */
export interface FontBytes {
  regular: Uint8Array;
  bold: Uint8Array;
}

/** One embedded face: measures, wraps, and keeps what it cannot draw out of the page. */
export class Face {
  readonly font: PDFFont;
  readonly #known: ReadonlySet<number>;
  readonly #widths = new Map<string, number>();

  constructor(font: PDFFont) {
    this.font = font;
    this.#known = new Set(font.getCharacterSet());
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
    return this.#known.has(character.codePointAt(0) ?? 0);
  }

  /** Points. Ligatures and kerning are off, so a text is as wide as its letters: each is measured once. */
  width(text: string, size: number): number {
    let total = 0;
    for (const character of this.clean(text)) {
      let width = this.#widths.get(character);
      if (width === undefined) {
        width = this.font.widthOfTextAtSize(character, 1);
        this.#widths.set(character, width);
      }
      total += width;
    }
    return total * size;
  }

  /** Lines no wider than `width` points; breaks at plain spaces (a no-break space holds), inside a word only when it is alone too wide. */
  wrap(text: string, size: number, width: number): string[] {
    return text.split(/\r?\n/).flatMap((paragraph) => this.#wrapParagraph(paragraph, size, width));
  }

  #wrapParagraph(paragraph: string, size: number, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(/[ \t]+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.width(longer, size) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const character of word) {
        if (this.width(line + character, size) > width && line !== '') {
          lines.push(line);
          line = '';
        }
        line += character;
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

/** Both faces as subsets. Ligatures off: a search for « office » must find it. */
export async function embedFaces(document: PDFDocument, fonts: FontBytes): Promise<Faces> {
  document.registerFontkit(fontkit);
  const embed = async (bytes: Uint8Array, customName: string) =>
    new Face(await document.embedFont(bytes, { subset: true, customName, features: { liga: false, clig: false } }));
  return { regular: await embed(fonts.regular, 'CRSRAA+LiberationSans'), bold: await embed(fonts.bold, 'CRSRAB+LiberationSans-Bold') };
}
