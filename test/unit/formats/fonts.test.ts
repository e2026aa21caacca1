import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { PDFDict, PDFDocument, PDFName, PDFNumber } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { latinDescriptor } from '../../../lib/formats/fonts/embed.ts';
import { subsetProgram } from '../../../lib/formats/fonts/subset.ts';
import { openTrueType, TrueType } from '../../../lib/formats/fonts/truetype.ts';
import { facturxFromPdf } from '../../../lib/formats/index.ts';
import { openFaces } from '../../../lib/formats/portal-pdf/faces.ts';
import { Sheet } from '../../../lib/formats/portal-pdf/sheet.ts';
import { liberationFonts } from '../../../scripts/draft.ts';
import { draft } from './drafts.ts';
import { pdfaFaults } from './pdfa-guard.ts';

const require = createRequire(import.meta.url);
const faces = ['Regular', 'Bold', 'Italic', 'BoldItalic'].map(
  (face) => [face, new Uint8Array(readFileSync(require.resolve(`pdfjs-dist/standard_fonts/LiberationSans-${face}.ttf`)))] as const,
);
const fonts = liberationFonts();
const code = (letter: string) => letter.codePointAt(0) ?? 0;

describe.each(faces)('Liberation Sans %s', (face, bytes) => {
  const font = openTrueType(bytes);

  it('is read once, with the measures that its makers give', () => {
    expect(openTrueType(bytes)).toBe(font);
    expect(font.unitsPerEm).toBe(2048);
    expect([font.bold, font.italicAngle < 0]).toEqual([face.includes('Bold'), face.includes('Italic')]);
    // Widths of Helvetica (Adobe's metrics): space 278, A 667, figures 556, in both weights.
    for (const [letter, width] of [
      [' ', 278],
      ['A', face.includes('Bold') ? 722 : 667],
      ['0', 556],
      ['€', 556],
      ['œ', 944],
    ] as const)
      expect(Math.round(font.advance(font.glyphOf(code(letter))))).toBe(width);
    expect(font.has(0x65e5)).toBe(false);
    expect(font.glyphOf(0x65e5)).toBe(0);
  });

  it('keeps in a subset the outlines, widths and parts of its letters', () => {
    const letters = [...'Éœ€ñA'];
    const glyphs = [0, ...letters.map((letter) => font.glyphOf(code(letter)))];
    const program = subsetProgram(font, glyphs, new Map(letters.map((letter, index) => [code(letter), index + 1])));
    const subset = new TrueType(program);
    expect(program.length).toBeLessThan(40_000);
    expect(subset.glyphCount).toBeGreaterThan(glyphs.length); // É is made of E and an accent
    letters.forEach((letter, index) => {
      expect(subset.glyphOf(code(letter))).toBe(index + 1);
      expect(subset.metricsOf(index + 1)).toEqual(font.metricsOf(font.glyphOf(code(letter))));
      expect(subset.outline(index + 1).length).toBeGreaterThanOrEqual(font.outline(font.glyphOf(code(letter))).length);
    });
    expect([...subset.characters].sort((a, b) => a - b)).toEqual(letters.map(code).sort((a, b) => a - b));
  });
});

describe('drawn text', () => {
  const readable = fc
    .string({ unit: fc.constantFrom(...'abcXYZ0129éèàçœŒ€Łñß«».,;:’()/&<>-–° '), minLength: 1, maxLength: 40 })
    .map((text) => text.trim());

  it('is read back letter for letter, as wide as it was measured', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(readable, { minLength: 1, maxLength: 8 }), async (texts) => {
        const document = await PDFDocument.create({ updateMetadata: false });
        const sheet = new Sheet(openFaces(fonts), () => undefined);
        const drawn = texts.filter(Boolean);
        drawn.forEach((text, index) => {
          sheet.text(text, 50, 700 - index * 20, { size: 10, bold: index % 2 === 1 });
        });
        sheet.write(document);
        const opened = await getDocument({ data: await document.save(), verbosity: 0 }).promise;
        const { items } = await (await opened.getPage(1)).getTextContent();
        const found = new Map<number, { text: string; width: number }>();
        for (const item of items)
          if ('str' in item) {
            const y = item.transform[5] as number;
            const before = found.get(y);
            found.set(y, { text: (before?.text ?? '') + item.str, width: (before?.width ?? 0) + item.width });
          }
        await opened.destroy();
        drawn.forEach((text, index) => {
          const { text: read, width } = found.get(700 - index * 20) ?? { text: '', width: 0 };
          expect(read.replace(/ +/g, ' ')).toBe(text.replace(/ +/g, ' '));
          expect(width).toBeCloseTo(sheet.face(index % 2 === 1).width(text, 10), 0);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('an embedded TrueType of another program', () => {
  /** A page in an embedded face whose dictionary says `flags` and `encoding`. */
  async function page(flags: number, encoding: string | null, { map = true, widths = true } = {}): Promise<Uint8Array> {
    const document = await PDFDocument.create();
    const { context } = document;
    const font = openTrueType(fonts.regular);
    const letters = [...'Facture'].map(code);
    const program = subsetProgram(
      font,
      [0, ...letters.map((letter) => font.glyphOf(letter))],
      map ? new Map(letters.map((letter, index) => [letter, index + 1])) : undefined,
    );
    const descriptor = latinDescriptor(document, font, 'ABCDEF+Some', program);
    context.lookup(descriptor, PDFDict).set(PDFName.of('Flags'), PDFNumber.of(flags));
    const dict = context.obj({ Type: 'Font', Subtype: 'TrueType', BaseFont: 'ABCDEF+Some', FontDescriptor: descriptor });
    if (widths) {
      dict.set(PDFName.of('FirstChar'), PDFNumber.of(0));
      dict.set(PDFName.of('LastChar'), PDFNumber.of(255));
      dict.set(PDFName.of('Widths'), context.obj(Array.from({ length: 256 }, (_, letter) => Math.round(font.advance(font.glyphOf(letter))))));
    }
    if (encoding) dict.set(PDFName.of('Encoding'), PDFName.of(encoding));
    const { node } = document.addPage();
    node.set(PDFName.of('Resources'), context.obj({ Font: { F: context.register(dict) } }));
    node.set(PDFName.of('Contents'), context.register(context.flateStream('BT /F 12 Tf 50 500 Td (Facture) Tj ET')));
    return document.save({ useObjectStreams: false });
  }

  async function outcome(...parameters: Parameters<typeof page>): Promise<string> {
    const result = await facturxFromPdf(draft('01'), await page(...parameters), fonts, 'chorus');
    if ('refused' in result) return result.refused;
    expect(await pdfaFaults(result.bytes)).toEqual([]);
    return /\/Flags (\d+)/.exec(Buffer.from(result.bytes).toString('latin1'))?.[1] ?? '';
  }

  it('keeps a Latin one, calls one Latin that was said to be of symbols and has a Unicode map', async () => {
    expect(await outcome(32, 'WinAnsiEncoding')).toBe('32');
    expect(await outcome(4, 'WinAnsiEncoding')).toBe('32');
    expect(await outcome(4, null)).toBe('4');
  });

  it('refuses one that no reader could follow by the norm', async () => {
    expect(await outcome(32, null)).toBe('fonts');
    expect(await outcome(32, 'WinAnsiEncoding', { map: false })).toBe('fonts');
    expect(await outcome(32, 'WinAnsiEncoding', { widths: false })).toBe('fonts');
    expect(await outcome(4, null, { map: false })).toBe('fonts');
  });
});
