import { zlibSync } from 'fflate';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import type { Invoice } from '../../invoice/model.ts';
import { type Gray, grayscale, type Pixels, resize, soften } from '../../scan/pixels.ts';
import { sealed } from '../pdfa/container.ts';
import { documentFacts, drawnDocument, type FontBytes } from '../portal-pdf/index.ts';
import { blackAndWhite, holdsPictures, type Packed, sixteenGreys } from './tones.ts';

/** Long side of A4, points and inches. */
const longSide = 842;
const inches = longSide / 72;
/** Reading quality, dots an inch; a page of pictures gives some away until it is light enough. */
const fineness = [200, 150, 120, 100, 72] as const;
/** Heaviest page, bytes. */
const mostPerPage = 290_000;

/**
 * The photographed paper as a clean, light PDF/A-2b to go along with the invoice: at most 300 KB a page, black and white where it is print on paper,
 * sixteen greys where it holds pictures. `pages` lie flat, level and evenly lit (`lib/scan`), grey or RGBA. No XML. Same pixels, same bytes.
 */
export async function supportingPdf(pages: readonly (Gray | Pixels)[], invoice: Invoice): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (const page of pages) addPage(document, lightest(greyOf(page)));
  const facts = documentFacts(invoice);
  return sealed(document, { facts: { ...facts, title: `Pièce jointe, ${facts.title}` } });
}

/** The drawn page itself as PDF/A-2b, without XML: what stands for the paper of an invoice that never had any. */
export async function readablePdf(invoice: Invoice, fonts: FontBytes): Promise<Uint8Array> {
  return sealed(await drawnDocument(invoice, fonts), { facts: documentFacts(invoice) });
}

function greyOf(picture: Gray | Pixels): Gray {
  const { data, width, height } = picture;
  return data.length === width * height ? { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height } : grayscale(picture);
}

/** Never larger than it came. */
function atFineness(page: Gray, dotsAnInch: number): Gray {
  const ratio = Math.min(1, (dotsAnInch * inches) / Math.max(page.width, page.height));
  return resize(page, page.width * ratio, page.height * ratio);
}

interface Compressed extends Packed {
  bytes: Uint8Array;
}

function lightest(page: Gray): Compressed {
  const fine = atFineness(page, fineness[0]);
  if (!holdsPictures(fine)) return compressed(blackAndWhite(fine));
  let result = compressed(sixteenGreys(fine));
  for (const dots of fineness.slice(1)) {
    if (result.bytes.length <= mostPerPage) break;
    // The grain of a dark photograph is what weighs.
    result = compressed(sixteenGreys(soften(atFineness(page, dots))));
  }
  return result;
}

/** A predictor made 27 development pages 5 to 15 % heavier, CCITT G4 halves 17 to 52 KB: neither is worth its code. */
function compressed(packed: Packed): Compressed {
  return { ...packed, bytes: zlibSync(packed.rows, { level: 9 }) };
}

function addPage(document: PDFDocument, { bits, width, height, bytes }: Compressed): void {
  const { context } = document;
  const dict = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: bits,
    ColorSpace: 'DeviceGray',
    Filter: 'FlateDecode',
    Length: bytes.length,
  });
  const picture = context.register(PDFRawStream.of(dict, bytes));
  const scale = longSide / Math.max(width, height);
  const [across, up] = [width * scale, height * scale].map((points) => Math.round(points * 100) / 100);
  const page = document.addPage([across ?? longSide, up ?? longSide]);
  page.node.set(PDFName.of('Resources'), context.obj({ XObject: { Page: picture } }));
  page.node.set(PDFName.of('Contents'), context.register(context.flateStream(`q ${across} 0 0 ${up} 0 0 cm /Page Do Q`)));
}
