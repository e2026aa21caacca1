import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import type { Invoice } from '../../invoice/model.ts';
import type { Gray, Pixels } from '../../scan/pixels.ts';
import { sealed } from '../pdfa/container.ts';
import { documentFacts, drawnDocument, type FontBytes } from '../portal-pdf/index.ts';
import { type LightPage, lightPage } from './light.ts';

export type { LightPage } from './light.ts';

/** Long side of A4, points. */
const longSide = 842;

/**
 * The photographed paper as a clean, light PDF/A-2b to go along with the invoice: at most 300 KB a page, black and white where it is print on paper,
 * sixteen greys where it holds pictures. `pages` lie flat, level and evenly lit (`lib/scan`), grey or RGBA, or are light already (`lightPage`, in a worker).
 * No XML. Same pixels, same bytes.
 */
export async function supportingPdf(pages: readonly (Gray | Pixels | LightPage)[], invoice: Invoice): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const light = pages.map((page) => ('bits' in page ? page : lightPage(page)));
  for (const page of light) addPage(document, page);
  const facts = documentFacts(invoice);
  return sealed(document, { facts: { ...facts, title: `Pièce jointe, ${facts.title}` }, identity: light.map(({ bytes }) => bytes) });
}

/** The drawn page itself as PDF/A-2b, without XML: what stands for the paper of an invoice that never had any. */
export async function readablePdf(invoice: Invoice, fonts: FontBytes): Promise<Uint8Array> {
  return sealed(await drawnDocument(invoice, fonts), { facts: documentFacts(invoice), identity: [JSON.stringify(invoice)] });
}

function addPage(document: PDFDocument, { bits, width, height, bytes }: LightPage): void {
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
