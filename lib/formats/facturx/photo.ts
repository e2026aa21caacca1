import { PDFDocument, PDFName, PDFOperator, PDFOperatorNames, StandardFonts } from 'pdf-lib';

/** A photographed page: a JPEG in grey or RGB (a canvas never gives CMYK) and the words read on it, boxes in its pixels from the top left. */
export interface PhotoPage {
  jpeg: Uint8Array;
  words: readonly { text: string; box: { x: number; y: number; width: number; height: number } }[];
}

/** Longest side of A4 in points: a photo is fitted to it, whatever its pixels. */
const longSide = 842;

/** Pages that show the pictures, their words invisible above them, so that they can be searched. */
export async function photographedDocument(pages: readonly PhotoPage[]): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  // Never shown (render mode 3), hence exempt from embedding: ISO 19005-3 6.2.11.4.1.
  const font = await document.embedFont(StandardFonts.Helvetica);
  const known = new Set(font.getCharacterSet());
  for (const { jpeg, words } of pages) {
    const image = await document.embedJpg(jpeg);
    const scale = longSide / Math.max(image.width, image.height);
    const page = document.addPage([image.width * scale, image.height * scale]);
    page.drawImage(image, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() });
    page.setFont(font);
    page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginText), PDFOperator.of(PDFOperatorNames.SetTextRenderingMode, [document.context.obj(3)]));
    const fontKey = page.node.newFontDictionary('F', font.ref);
    for (const { text, box } of words) {
      const writable = [...text.replace(/\s/g, ' ')].filter((character) => known.has(character.codePointAt(0) ?? 0)).join('');
      const size = Math.max(1, box.height * scale);
      const natural = font.widthOfTextAtSize(writable, size);
      if (writable.trim() === '' || natural === 0) continue;
      const stretch = (box.width * scale) / natural;
      const y = page.getHeight() - (box.y + box.height) * scale;
      page.pushOperators(
        PDFOperator.of(PDFOperatorNames.SetFontAndSize, [fontKey, document.context.obj(size)]),
        PDFOperator.of(
          PDFOperatorNames.SetTextMatrix,
          [stretch, 0, 0, 1, box.x * scale, y].map((value) => document.context.obj(Number(value.toFixed(4)))),
        ),
        // The space keeps two words apart for a reader that ignores positions.
        PDFOperator.of(PDFOperatorNames.ShowText, [font.encodeText(`${writable} `)]),
      );
    }
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndText));
    page.node.delete(PDFName.of('Group'));
  }
  return document;
}
