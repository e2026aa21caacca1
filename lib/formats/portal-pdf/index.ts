import { PDFDocument } from 'pdf-lib';
import { isIsoDate } from '../../invoice/dates.ts';
import type { Invoice } from '../../invoice/model.ts';
import { embedFaces, type FontBytes } from './faces.ts';
import { drawInvoice } from './layout.ts';
import { titleOf } from './wording.ts';

export type { FontBytes } from './faces.ts';

/** The document's own date: noon of the day of issue, so that the same invoice gives the same bytes whenever it is made. */
export function documentDate({ issueDate }: Invoice): Date {
  return new Date(isIsoDate(issueDate) ? `${issueDate}T12:00:00Z` : '2000-01-01T12:00:00Z');
}

/** What the file says of itself; the Factur-X writer repeats it in its XMP. */
export interface DocumentFacts {
  title: string;
  author: string;
  subject: string;
  date: Date;
}

export const creator = 'Coursier';

export function documentFacts(invoice: Invoice): DocumentFacts {
  const title = `${titleOf(invoice)} ${invoice.invoiceNumber}`.trim();
  return { title, author: invoice.seller.name, subject: invoice.buyer.name ? `${title}, ${invoice.buyer.name}` : title, date: documentDate(invoice) };
}

/** A new document with the invoice drawn, its facts set, nothing attached. */
export async function drawnDocument(invoice: Invoice, fonts: FontBytes): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  drawInvoice(document, invoice, await embedFaces(document, fonts));
  setFacts(document, documentFacts(invoice));
  return document;
}

export function setFacts(document: PDFDocument, facts: DocumentFacts): void {
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setAuthor(facts.author);
  document.setSubject(facts.subject);
  document.setCreator(creator);
  document.setProducer(creator);
  document.setCreationDate(facts.date);
  document.setModificationDate(facts.date);
  document.setLanguage('fr-FR');
}

/**
 * The PDF to deposit on the portal: real text, black on white, the keywords of the portal's reader, and no attachment, since a Factur-X dropped there
 * is silently treated as a batch (formats.md §0.2). Same invoice and fonts, same bytes.
 */
export async function portalPdf(invoice: Invoice, fonts: FontBytes): Promise<Uint8Array> {
  const document = await drawnDocument(invoice, fonts);
  return document.save();
}
