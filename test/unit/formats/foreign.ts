import { PDFArray, PDFDict, PDFDocument, type PDFFont, PDFName, type PDFPage, type PDFString, StandardFonts } from 'pdf-lib';

/** PDFs as other programs make them, for what Coursier must make of them. */
export const name = (text: string) => PDFName.of(text);

export interface Foreign {
  document: PDFDocument;
  page: PDFPage;
  font: PDFFont;
  /** Operators drawn after the rest. */
  draw(operators: string): void;
  /** An entry of the page's resources. */
  resource(category: string, key: string, value: Parameters<PDFDict['set']>[1]): void;
}

/** A page that says « Facture F2026-118, déjà réglée : 12,00 € » in Helvetica, left to the reader as billing tools do; then what the test adds. */
export async function foreignPdf(
  add: (foreign: Foreign) => void = () => undefined,
  face: StandardFonts = StandardFonts.Helvetica,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const font = await document.embedFont(face);
  page.drawText(face === StandardFonts.Symbol ? '∑' : 'Facture F2026-118, déjà réglée : 12,00 €', { x: 50, y: 700, size: 12, font });
  await document.flush();
  const { context } = document;
  const { node } = page;
  node.normalize();
  add({
    document,
    page,
    font,
    draw(operators) {
      const before = node.lookup(name('Contents'), PDFArray).asArray();
      node.set(name('Contents'), context.obj([...before, context.register(context.flateStream(operators))]));
    },
    resource(category, key, value) {
      const resources = node.lookup(name('Resources'), PDFDict);
      const dict = resources.lookupMaybe(name(category), PDFDict) ?? context.obj({});
      dict.set(name(key), value);
      resources.set(name(category), dict);
    },
  });
  return document.save({ useObjectStreams: false });
}

/** A font dictionary as a program writes it that leaves the outlines to the reader. */
export function absentFont(
  { document }: Foreign,
  entries: Record<string, string | (string | number)[] | Record<string, string | (string | number)[]>>,
) {
  return document.context.register(document.context.obj({ Type: 'Font', ...entries }));
}

/** A picture of one pixel. */
export function picture({ document }: Foreign, entries: Record<string, string | boolean | number | string[]>, data = new Uint8Array(4)) {
  const { context } = document;
  return context.register(
    context.stream(data, { Type: 'XObject', Subtype: 'Image', Width: 1, Height: 1, BitsPerComponent: 8, ColorSpace: 'DeviceGray', ...entries }),
  );
}

/** An annotation with a picture of its own that says `text`. */
export function annotation(
  { document, page, font }: Foreign,
  entries: Record<string, string | number | PDFString | PDFDict>,
  text: string | null = null,
): void {
  const { context } = document;
  const dict = context.obj({ Type: 'Annot', Rect: [100, 100, 300, 130], ...entries });
  if (text !== null) {
    const form = context.flateStream(`BT /F 10 Tf 2 5 Td (${text}) Tj ET`, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 100, 15],
      Resources: { Font: { F: font.ref } },
    });
    dict.set(name('AP'), context.obj({ N: context.register(form) }));
  }
  const before = page.node.lookupMaybe(name('Annots'), PDFArray)?.asArray() ?? [];
  page.node.set(name('Annots'), context.obj([...before, context.register(dict)]));
}

/** LZW as PDF has it (7.4.4), codes of nine bits: the table is cleared before it would need ten. */
export function lzw(bytes: Uint8Array): Uint8Array {
  const codes: number[] = [];
  for (let at = 0; at < bytes.length; at += 200) codes.push(256, ...bytes.subarray(at, at + 200));
  codes.push(257);
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  return Uint8Array.from((bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}
