import type { PDFDocument } from 'pdf-lib';

/** What the file says of itself, in its Info dictionary and again in its XMP: ISO 19005-3 6.6.2.3 wants them equal. */
export interface DocumentFacts {
  title: string;
  author: string;
  subject: string;
  /** The document's own date: it follows from the invoice, so that the same invoice gives the same bytes whenever it is made. */
  date: Date;
}

export const creator = 'Coursier';

/** Writes the Info dictionary anew: nothing of an earlier one stays. */
export function setFacts(document: PDFDocument, facts: DocumentFacts): void {
  const { context } = document;
  if (context.trailerInfo.Info) context.trailerInfo.Info = context.register(context.obj({}));
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setAuthor(facts.author);
  document.setSubject(facts.subject);
  document.setCreator(creator);
  document.setProducer(creator);
  document.setCreationDate(facts.date);
  document.setModificationDate(facts.date);

  document.setLanguage('fr-FR');
}
