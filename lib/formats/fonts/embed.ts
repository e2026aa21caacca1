import { type PDFDocument, type PDFRef, PDFString } from 'pdf-lib';
import { subsetProgram } from './subset.ts';
import type { TrueType } from './truetype.ts';

/** A character drawn with a font: its number in the PDF is its place in the list, from 1. */
export interface DrawnCharacter {
  codePoint: number;
  glyph: number;
}

/** Flags of a font descriptor (PDF 1.7 §9.8.2). */
const SYMBOLIC = 4;
const NONSYMBOLIC = 32;
const ITALIC = 64;

/**
 * The characters drawn, as an embedded subset that spells each glyph in two bytes (Type 0, Identity-H) and gives its text back (ToUnicode): what PDF/A
 * asks of a font, and what lets « œ » be searched. `name` carries the subset's tag ("CRSRAA+LiberationSans").
 */
export function embedCharacters(document: PDFDocument, font: TrueType, name: string, drawn: readonly DrawnCharacter[]): PDFRef {
  const { context } = document;
  const program = subsetProgram(font, [0, ...drawn.map(({ glyph }) => glyph)]);
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      CIDToGIDMap: 'Identity',
      DW: 1000,
      W: [1, drawn.map(({ glyph }) => rounded(font.advance(glyph)))],
      FontDescriptor: descriptor(document, font, name, program, SYMBOLIC),
    }),
  );
  const toUnicode = context.register(context.flateStream(unicodeMap(drawn)));
  return context.register(
    context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: name, Encoding: 'Identity-H', DescendantFonts: [descendant], ToUnicode: toUnicode }),
  );
}

/** The font descriptor with its program. */
function descriptor(document: PDFDocument, font: TrueType, name: string, program: Uint8Array, flags: number): PDFRef {
  const { context } = document;
  return context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: flags | (font.italicAngle === 0 ? 0 : ITALIC),
      FontBBox: [...font.box],
      ItalicAngle: font.italicAngle,
      Ascent: font.ascent,
      Descent: font.descent,
      CapHeight: font.capHeight,
      StemV: font.bold ? 140 : 80,
      FontFile2: context.register(context.flateStream(program, { Length1: program.length })),
    }),
  );
}

/** Descriptor of a simple font whose codes follow a Latin encoding. */
export function latinDescriptor(document: PDFDocument, font: TrueType, name: string, program: Uint8Array): PDFRef {
  return descriptor(document, font, name, program, NONSYMBOLIC);
}

function rounded(width: number): number {
  return Math.round(width * 100) / 100;
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0').toUpperCase();
}

/** UTF-16, as ToUnicode wants it. */
function utf16(codePoint: number): string {
  return [...Array(String.fromCodePoint(codePoint).length).keys()].map((index) => hex(String.fromCodePoint(codePoint).charCodeAt(index))).join('');
}

function unicodeMap(drawn: readonly DrawnCharacter[]): string {
  const lines = drawn.map(({ codePoint }, index) => `<${hex(index + 1)}> <${utf16(codePoint)}>`);
  const blocks: string[] = [];
  // At most a hundred entries in a block (Adobe Technical Note 5014).
  for (let start = 0; start < lines.length; start += 100) {
    const block = lines.slice(start, start + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}
