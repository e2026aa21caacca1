import type { FontBytes, LetterFacts } from '../formats/index.ts';
import { Fault } from '../invoice/fault.ts';
import type { Invoice } from '../invoice/model.ts';
import type { PhotographAnswer } from './photograph.worker.ts';
import type { ComposedFiles, PagePicture, PaperPage, Papers } from './stages.ts';

export interface MakingParts {
  /** A run-time file of the app. */
  bytesOf(path: string): Promise<Uint8Array>;
  pictures(pdf: Uint8Array): Promise<{ pages: PagePicture[]; pageCount: number }>;
}

const face = (style: string) => `fonts/LiberationSans-${style}.ttf`;

/** The bytes of each face, the same array each time: the formats parse a font once for each. */
const faces = new Map<string, Promise<Uint8Array>>();

function faceBytes(style: string, { bytesOf }: Pick<MakingParts, 'bytesOf'>): Promise<Uint8Array> {
  const known = faces.get(style);
  if (known) return known;
  const loading = bytesOf(face(style)).catch((error: unknown) => {
    faces.delete(style);
    throw error;
  });
  faces.set(style, loading);
  return loading;
}

/** The files of an invoice, in a browser. The formats, and pdf-lib with them, are loaded here and nowhere before. */
export async function makeFiles(invoice: Invoice, today: string, papers: Papers | undefined, parts: MakingParts): Promise<ComposedFiles> {
  const [formats, regular, bold] = await Promise.all([import('../formats/index.ts'), faceBytes('Regular', parts), faceBytes('Bold', parts)]);
  const fonts: FontBytes = { regular, bold };
  const target = 'chorus';
  if (!papers) return { ...(await formats.compose(invoice, { fonts, today, target })), notices: [] };
  const made = { portalPdf: await formats.portalPdf(invoice, fonts), cii: formats.ciiOf(invoice, target) };
  const { page, supporting } = papers;
  if (page && !page.pdf) {
    return { ...made, facturx: await formats.facturxFromPhoto(invoice, page.pages, target, { supporting }), notices: papers.notices };
  }
  if (page?.pdf) {
    const kept = await formats.facturxFromPdf(invoice, page.pdf, await withSlanted(fonts, parts), target, { supporting });
    if ('bytes' in kept) return { ...made, facturx: kept.bytes, notices: papers.notices };
    const shown = await asPictures(page.pdf, page.pages, parts);
    if (shown) {
      const facturx = await formats.facturxFromPhoto(invoice, shown, target, { supporting });
      return { ...made, facturx, notices: [...papers.notices, 'page-as-picture'] };
    }
    // Nothing that can be shown: a page is drawn, the user's own goes inside as it is.
    const joined = [{ name: 'facture-originale.pdf', bytes: page.pdf }, ...supporting];
    return { ...made, facturx: await formats.facturx(invoice, fonts, target, { supporting: joined }), notices: [...papers.notices, 'page-joined'] };
  }
  return { ...made, facturx: await formats.facturx(invoice, fonts, target, { supporting }), notices: papers.notices };
}

/** The letter that claims a late payment. */
export async function makeLetter(facts: LetterFacts, bytesOf: MakingParts['bytesOf']): Promise<Uint8Array> {
  const [{ claimLetter }, regular, bold] = await Promise.all([
    import('../formats/index.ts'),
    faceBytes('Regular', { bytesOf }),
    faceBytes('Bold', { bytesOf }),
  ]);
  return claimLetter(facts, { regular, bold });
}

/** Slanted faces serve only a PDF that leans on the reader's: without them such a file becomes pictures, no worse. */
async function withSlanted(fonts: FontBytes, parts: MakingParts): Promise<FontBytes> {
  try {
    const [italic, boldItalic] = await Promise.all([faceBytes('Italic', parts), faceBytes('BoldItalic', parts)]);
    return { ...fonts, italic, boldItalic };
  } catch {
    return fonts;
  }
}

/** Each page as one sees it, with the words read on it; null when some page cannot be shown. */
async function asPictures(pdf: Uint8Array, read: readonly PaperPage[], parts: MakingParts): Promise<PaperPage[] | null> {
  try {
    const { pages, pageCount } = await parts.pictures(pdf);
    if (pages.length < pageCount) return null;
    // The page as read is such a picture too, and its words lie on it.
    return pages.map(({ bytes }, index) => read[index] ?? { jpeg: bytes, words: [] });
  } catch (error) {
    if (Fault.from(error).code === 'aborted') throw error;
    return null;
  }
}

/** Photographed pages as one light PDF: pixels in a worker, which ends with its work, the PDF here. */
export async function makePhotograph(pages: readonly Uint8Array[], invoice: Invoice): Promise<Uint8Array> {
  const worker = new Worker(new URL('./photograph.worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = await new Promise<PhotographAnswer>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<PhotographAnswer>) => resolve(event.data);
      worker.onerror = (event) => reject(new Fault('unknown', event.message || 'the photograph worker did not load'));
      worker.postMessage(pages);
    });
    if (!answer.pages) throw new Fault('image-undecodable', answer.fault?.detail);
    const { supportingPdf } = await import('../formats/index.ts');
    return await supportingPdf(answer.pages, invoice);
  } finally {
    worker.terminate();
  }
}
