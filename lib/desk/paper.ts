import { MAX_DOCUMENT_BYTES, supportingName } from '../invoice/file-names.ts';
import type { Invoice } from '../invoice/model.ts';
import { textShows } from '../reading/agreement.ts';
import type { Dossier, FileReference } from './dossier.ts';
import { fileStem } from './file-names.ts';
import type { PaperPage, Papers, Stages } from './stages.ts';
import type { Store } from './store/store.ts';
import { goesAsPages, isPdf, isPicture, leftOut, sourcesOf } from './too-heavy.ts';
import { restoreWords } from './words.ts';

/** A document that goes along with the invoice. */
export interface Joined {
  name: string;
  type: string;
  bytes: Uint8Array;
}

type Shelf = Pick<Store, 'file'>;

/** The pages as read, in order, each with its words. */
async function pagesOf(dossier: Dossier, store: Shelf): Promise<PaperPage[]> {
  const kept = dossier.files.find((file) => file.role === 'words');
  const words = restoreWords(kept ? await store.file(kept.id) : null);
  const pages: PaperPage[] = [];
  for (const file of dossier.files.filter((item) => item.role === 'page').sort((a, b) => a.page - b.page)) {
    const jpeg = await store.file(file.id);
    if (jpeg) pages.push({ jpeg, words: words.find(({ page }) => page === file.page)?.words ?? [] });
  }
  return pages;
}

/**
 * What the Factur-X of this dossier is made around: the user's own PDF or the photographed page when it shows the invoice's number and total, else a page
 * drawn anew, and the paper joined. What a Factur-X shows must be what its data say.
 */
export async function papersOf(dossier: Dossier, invoice: Invoice, store: Shelf, stages: Pick<Stages, 'photograph'>): Promise<Papers> {
  const sources = sourcesOf(dossier);
  const [first] = sources;
  const pages = await pagesOf(dossier, store);
  const pdf = first && sources.length === 1 && isPdf(first) ? await store.file(first.id) : null;
  const photographed = sources.length > 0 && sources.every(isPicture) && pages.length === sources.length;
  const text = pages.flatMap(({ words }) => words.map((word) => word.text)).join(' ');
  // A PDF without a word, read from the data inside it: nothing can be compared, and nothing but those data was read.
  const mute = pdf !== null && text.trim() === '' && dossier.readBy === 'embedded-xml';
  const page = (pdf || photographed) && (mute || textShows(text, invoice)) ? { pdf, pages } : null;
  const joined = page ? await attached(dossier, store, 'attachment') : await joinedDocuments(dossier, invoice, store, stages);
  return {
    page,
    supporting: joined.map(({ name, bytes }) => ({ name, bytes })),
    notices: page ? [] : [...(pdf || photographed ? ['page-drawn'] : []), ...(leftOut(dossier).length > 0 ? ['paper-left-out'] : [])],
  };
}

/** The documents that go along with a drawn page: the photographed paper, or one too heavy, as one light PDF; other files as they are. */
export async function joinedDocuments(dossier: Dossier, invoice: Invoice, store: Shelf, stages: Pick<Stages, 'photograph'>): Promise<Joined[]> {
  const photographs = goesAsPages(dossier) ? (await pagesOf(dossier, store)).map(({ jpeg }) => jpeg) : [];
  const all = photographs.length > 0 && photographs.length === dossier.files.filter((file) => file.role === 'page').length;
  // Pages that were not read, not kept or cannot be opened go as they came: a heavy document rather than none.
  const light = all ? await stages.photograph(photographs, invoice).catch(() => null) : null;
  if (!light) return attached(dossier, store, 'source', 'attachment');
  const name = `${fileStem(invoice)}-papier.pdf`;
  return [{ name, type: 'application/pdf', bytes: light }, ...(await attached(dossier, store, 'attachment'))];
}

async function attached(dossier: Dossier, store: Shelf, ...roles: FileReference['role'][]): Promise<Joined[]> {
  const joined: Joined[] = [];
  for (const file of dossier.files.filter((item) => roles.includes(item.role))) {
    const bytes = await store.file(file.id);
    if (!bytes || bytes.length > MAX_DOCUMENT_BYTES) continue;
    const taken = joined.map(({ name }) => name);
    joined.push({ name: supportingName(file.name, bytes, taken), type: file.type, bytes });
  }
  return joined;
}
