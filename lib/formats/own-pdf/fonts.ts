import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRawStream, type PDFRef, PDFStream } from 'pdf-lib';
import { latinDescriptor } from '../fonts/embed.ts';
import { subsetProgram } from '../fonts/subset.ts';
import { openTrueType, type TrueType } from '../fonts/truetype.ts';
import type { FontBytes } from '../portal-pdf/faces.ts';
import { codePointOf, standardDifferences, winAnsi } from './encodings.ts';
import { Refusal } from './refusal.ts';
import { decoded } from './usage.ts';

type Style = keyof FontBytes;

const SYMBOLIC = 4;
const NONSYMBOLIC = 32;
/** A font file of that size is none. */
const mostProgram = 60_000_000;

/** The faces that Liberation Sans was drawn to replace, width for width: Helvetica (one of the fourteen of every reader) and Arial. */
const replaced = /^(?:[A-Z]{6}\+)?(?:Helvetica|Arial|ArialMT)(?:[-,]?(Bold)?(Italic|Oblique)?(?:MT)?)?$/;

const styles: Readonly<Record<string, Style>> = { '': 'regular', Bold: 'bold', Italic: 'italic', BoldItalic: 'boldItalic' };
const tags: Readonly<Record<Style, string>> = {
  regular: 'CRSRBA+LiberationSans',
  bold: 'CRSRBB+LiberationSans-Bold',
  italic: 'CRSRBC+LiberationSans-Italic',
  boldItalic: 'CRSRBD+LiberationSans-BoldItalic',
};

/** Makes the fonts that a document shows conform: embedded ones are checked, Helvetica and Arial given Liberation's outlines. Anything else is refused. */
export class FontMender {
  readonly #document: PDFDocument;
  readonly #fonts: FontBytes;
  readonly #faces = new Map<Style, { font: TrueType; descriptor: PDFRef }>();

  constructor(document: PDFDocument, fonts: FontBytes) {
    this.#document = document;
    this.#fonts = fonts;
  }

  mend(font: PDFDict): void {
    const kind = nameAt(font, 'Subtype');
    const descriptor = font.lookup(PDFName.of('FontDescriptor'));
    if (kind === 'Type0') this.#composite(font);
    else if (kind !== 'Type3') {
      if (descriptor instanceof PDFDict && programOf(descriptor)) simple(font, descriptor);
      else this.#substitute(font);
    }
  }

  #composite(font: PDFDict): void {
    const called = nameAt(font, 'BaseFont');
    const descendants = font.lookup(PDFName.of('DescendantFonts'));
    const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
    const descriptor = descendant instanceof PDFDict ? descendant.lookup(PDFName.of('FontDescriptor')) : undefined;
    if (!(descendant instanceof PDFDict) || !(descriptor instanceof PDFDict) || !programOf(descriptor))
      throw new Refusal('fonts', `${called}: not embedded`);
    descriptor.delete(PDFName.of('CIDSet'));
    const encoding = font.lookup(PDFName.of('Encoding'));
    const plain = encoding instanceof PDFName && /^Identity-[HV]$/.test(encoding.decodeText());
    if (!plain && !(encoding instanceof PDFStream)) throw new Refusal('fonts', `${called}: character map not embedded`);
    const map = PDFName.of('CIDToGIDMap');
    // ISO 19005-3 6.2.11.3.2 wants written what a reader would assume.
    if (nameAt(descendant, 'Subtype') === 'CIDFontType2' && !descendant.lookup(map)) descendant.set(map, PDFName.of('Identity'));
  }

  #substitute(font: PDFDict): void {
    const called = nameAt(font, 'BaseFont');
    const match = replaced.exec(called.replaceAll(' ', ''));
    const style = match ? styles[`${match[1] ?? ''}${match[2] ? 'Italic' : ''}`] : undefined;
    if (!style) throw new Refusal('fonts', `${called || 'a face without name'}: not embedded`);
    const codes = this.#codes(font, called);
    const { font: face, descriptor } = this.#face(style, called);
    const differences = codes.differences.flatMap(([code, name]) => [code, PDFName.of(name)]);
    const { context } = this.#document;
    const entries: Record<string, PDFObject> = {
      Subtype: PDFName.of('TrueType'),
      BaseFont: PDFName.of(tags[style]),
      FirstChar: PDFNumber.of(0),
      LastChar: PDFNumber.of(255),
      Widths: context.obj(codes.shown.map((codePoint) => Math.round(face.advance(codePoint === null ? 0 : face.glyphOf(codePoint)) * 100) / 100)),
      FontDescriptor: descriptor,
      Encoding:
        differences.length > 0
          ? context.obj({ Type: 'Encoding', BaseEncoding: 'WinAnsiEncoding', Differences: differences })
          : PDFName.of('WinAnsiEncoding'),
    };
    for (const [key, value] of Object.entries(entries)) font.set(PDFName.of(key), value);
  }

  /** What each byte shows, and how that differs from WinAnsiEncoding. */
  #codes(font: PDFDict, called: string): { shown: (number | null)[]; differences: (readonly [number, string])[] } {
    const shown = Array.from({ length: 256 }, (_, code) => winAnsi(code));
    const encoding = font.lookup(PDFName.of('Encoding'));
    const base = encoding instanceof PDFDict ? nameAt(encoding, 'BaseEncoding') : encoding instanceof PDFName ? encoding.decodeText() : '';
    if (base !== '' && base !== 'WinAnsiEncoding' && base !== 'StandardEncoding') throw new Refusal('fonts', `${called}: ${base}`);
    if (base === '' && nameAt(font, 'Subtype') === 'TrueType') throw new Refusal('fonts', `${called}: own encoding`);
    const differences = new Map<number, string>(base === 'WinAnsiEncoding' ? [] : standardDifferences);
    if (encoding instanceof PDFDict) {
      const list = encoding.lookup(PDFName.of('Differences'));
      let code = 0;
      for (const item of list instanceof PDFArray ? list.asArray().map((entry) => encoding.context.lookup(entry)) : []) {
        if (item instanceof PDFNumber) code = item.asNumber();
        else if (item instanceof PDFName) differences.set(code++, item.decodeText());
      }
    }
    const kept: [number, string][] = [];
    for (const [code, name] of [...differences].sort(([a], [b]) => a - b)) {
      if (name === '.notdef') continue;
      const codePoint = codePointOf(name);
      if (codePoint === null || code < 0 || code > 255) throw new Refusal('fonts', `${called}: glyph ${name}`);
      shown[code] = codePoint;
      if (winAnsi(code) !== codePoint) kept.push([code, name]);
    }
    return { shown, differences: kept };
  }

  #face(style: Style, called: string): { font: TrueType; descriptor: PDFRef } {
    const known = this.#faces.get(style);
    if (known) return known;
    const bytes = this.#fonts[style];
    if (!bytes) throw new Refusal('fonts', `${called}: no face at hand`);
    const font = openTrueType(bytes);
    const face = { font, descriptor: latinDescriptor(this.#document, font, tags[style], latinProgram(font)) };
    this.#faces.set(style, face);
    return face;
  }
}

const programs = new WeakMap<TrueType, Uint8Array>();

/** Every letter of WinAnsiEncoding and StandardEncoding, made once for each face. */
function latinProgram(font: TrueType): Uint8Array {
  const made = programs.get(font);
  if (made) return made;
  const wanted = new Set<number>();
  for (let code = 0x20; code < 256; code++) wanted.add(winAnsi(code) ?? 0x20);
  for (const [, name] of standardDifferences) wanted.add(codePointOf(name) ?? 0x20);
  const codePoints = [...wanted].filter((codePoint) => font.has(codePoint)).sort((a, b) => a - b);
  const program = subsetProgram(
    font,
    [0, ...codePoints.map((codePoint) => font.glyphOf(codePoint))],
    new Map(codePoints.map((codePoint, index) => [codePoint, index + 1])),
  );
  programs.set(font, program);
  return program;
}

function nameAt(dict: PDFDict, key: string): string {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : '';
}

function programOf(descriptor: PDFDict): PDFStream | null {
  for (const key of ['FontFile', 'FontFile2', 'FontFile3']) {
    const program = descriptor.lookup(PDFName.of(key));
    if (program instanceof PDFStream) return program;
  }
  return null;
}

function simple(font: PDFDict, descriptor: PDFDict): void {
  for (const key of ['FirstChar', 'LastChar', 'Widths'])
    if (!font.lookup(PDFName.of(key))) throw new Refusal('fonts', `${nameAt(font, 'BaseFont')}: no ${key}`);
  // A list of names that misses one is a fault, no list is none (ISO 19005-3 6.2.11.4.2).
  descriptor.delete(PDFName.of('CharSet'));
  if (nameAt(font, 'Subtype') === 'TrueType') trueTypeEncoding(font, descriptor);
}

/** ISO 19005-3 6.2.11.6: a Latin TrueType names WinAnsi or MacRoman, a symbolic one names nothing and has one map to follow. */
function trueTypeEncoding(font: PDFDict, descriptor: PDFDict): void {
  const called = nameAt(font, 'BaseFont');
  const flags = descriptor.lookup(PDFName.of('Flags'));
  if (!(flags instanceof PDFNumber)) throw new Refusal('fonts', `${called}: no flags`);
  const maps = characterMaps(descriptor);
  const encoding = font.lookup(PDFName.of('Encoding'));
  const base = encoding instanceof PDFDict ? nameAt(encoding, 'BaseEncoding') : encoding instanceof PDFName ? encoding.decodeText() : '';
  const latin = base === 'WinAnsiEncoding' || base === 'MacRomanEncoding';
  const differs = encoding instanceof PDFDict && encoding.has(PDFName.of('Differences'));
  const unicode = maps.includes('3,1');
  if ((flags.asNumber() & SYMBOLIC) === 0) {
    if (!latin || !(unicode || (maps.includes('1,0') && !differs))) throw new Refusal('fonts', `${called}: encoding`);
    return;
  }
  if (encoding === undefined) {
    if (maps.length !== 1 && !maps.includes('3,0')) throw new Refusal('fonts', `${called}: several character maps`);
    return;
  }
  if (latin && unicode) descriptor.set(PDFName.of('Flags'), PDFNumber.of((flags.asNumber() & ~SYMBOLIC) | NONSYMBOLIC));
  else if (!differs && (maps.length === 1 || maps.includes('3,0'))) font.delete(PDFName.of('Encoding'));
  else throw new Refusal('fonts', `${called}: symbols with an encoding`);
}

/** The character maps of a TrueType program, each as "platform,encoding". */
function characterMaps(descriptor: PDFDict): string[] {
  const program = descriptor.lookup(PDFName.of('FontFile2'));
  if (!(program instanceof PDFRawStream)) return [];
  const bytes = decoded(program, mostProgram);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (let index = 0; index < view.getUint16(4); index++) {
      const at = 12 + index * 16;
      if (view.getUint32(at) !== 0x636d6170) continue;
      const cmap = view.getUint32(at + 8);
      return Array.from(
        { length: view.getUint16(cmap + 2) },
        (_, map) => `${view.getUint16(cmap + 4 + map * 8)},${view.getUint16(cmap + 6 + map * 8)}`,
      );
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return [];
}
