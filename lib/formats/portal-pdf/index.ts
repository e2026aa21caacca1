import { PDFDocument } from 'pdf-lib';
import { isIsoDate } from '../../invoice/dates.ts';
import type { Invoice } from '../../invoice/model.ts';
import { saved } from '../pdfa/container.ts';
import { type DocumentFacts, setFacts } from '../pdfa/facts.ts';
import type { FontBytes } from './faces.ts';
import { drawInvoice } from './layout.ts';
import { titleOf } from './wording.ts';

export type { FontBytes } from './faces.ts';

/** The document's own date: noon of the day of issue, so that the same invoice gives the same bytes whenever it is made. */
export function documentDate({ issueDate }: Invoice): Date {
  return new Date(isIsoDate(issueDate) ? `${issueDate}T12:00:00Z` : '2000-01-01T12:00:00Z');
}

export function documentFacts(invoice: Invoice): DocumentFacts {
  // Control characters cannot stand in XMP, which must say the same.
  const plain = (text: string) => text.replace(/[\p{C}\s]+/gu, ' ').trim();
  const title = plain(`${titleOf(invoice)} ${invoice.invoiceNumber}`);
  const buyer = plain(invoice.buyer.name);
  return { title, author: plain(invoice.seller.name), subject: buyer ? `${title}, ${buyer}` : title, date: documentDate(invoice) };
}

/** A new document with the invoice drawn, its facts set, nothing attached. */
export async function drawnDocument(invoice: Invoice, fonts: FontBytes): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  drawInvoice(document, invoice, fonts);
  setFacts(document, documentFacts(invoice));
  return document;
}

/**
 * The PDF to deposit on the portal: real text, black on white, the keywords of the portal's reader, and no attachment, since a Factur-X dropped there
 * is silently treated as a batch (formats.md §0.2). Same invoice and fonts, same bytes.
 */
export async function portalPdf(invoice: Invoice, fonts: FontBytes): Promise<Uint8Array> {
  const document = await drawnDocument(invoice, fonts);
  return saved(document);
}
