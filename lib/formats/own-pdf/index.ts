import { PDFArray, PDFDict, PDFDocument, PDFHeader, PDFName, type PDFObject } from 'pdf-lib';
import type { FontBytes } from '../portal-pdf/faces.ts';
import { needsAppearances, settleAnnotations } from './annotations.ts';
import { FontMender } from './fonts.ts';
import { cleanObjects } from './objects.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { Usage } from './usage.ts';

export { type RefusalReason, refusalReasons } from './refusal.ts';

export type Conformed = { document: PDFDocument } | { refused: RefusalReason; detail: string };

/** What of the catalogue serves to show the pages; the rest (scripts, forms, files, layers, bookmarks) goes. */
const keptInCatalog = new Set(['Type', 'Pages', 'PageLabels', 'PageLayout', 'StructTreeRoot', 'MarkInfo', 'Lang']);
/** ISO 19005-3 6.1.13, points. */
const pageSides = { least: 3, most: 14_400 };

/**
 * A user's own PDF with its pages as they look and everything that PDF/A-3b forbids taken away or mended, ready to be sealed. What cannot be mended is
 * refused with its reason: the caller shows the pages as pictures instead. `fonts` stand in for Helvetica and Arial where the file leaves them to the
 * reader; slanted faces are needed only when the file uses them.
 */
export async function conformed(bytes: Uint8Array, fonts: FontBytes): Promise<Conformed> {
  try {
    const document = await opened(bytes);
    settle(document, fonts);
    return { document };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.reason, detail: error.message };
    // A part of the file is not of the type it should be: pdf-lib says so wherever it first looks at it.
    return { refused: 'broken', detail: String(error) };
  }
}

async function opened(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true, parseSpeed: Number.POSITIVE_INFINITY });
    if (document.context.trailerInfo.Encrypt) throw new Refusal('encrypted', 'encrypted');
    if (document.getPageCount() === 0) throw new Refusal('broken', 'no page');
    return document;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // pdf-lib throws errors of many kinds at what it cannot parse; compiled for old browsers, they have lost their class.
    const message = String(error);
    throw new Refusal(/is encrypted/.test(message) ? 'encrypted' : 'broken', message);
  }
}

function settle(document: PDFDocument, fonts: FontBytes): void {
  const { context, catalog } = document;
  context.header = PDFHeader.forVersion(1, 7);
  refuseLayers(catalog.lookup(PDFName.of('OCProperties')));
  const form = catalog.lookup(PDFName.of('AcroForm'));
  if (catalog.lookup(PDFName.of('NeedsRendering'))) throw new Refusal('annotations', 'form without pages');
  const redraw = needsAppearances(form);
  for (const key of catalog.keys()) if (!keptInCatalog.has(key.decodeText())) catalog.delete(key);

  const usage = new Usage(context);
  for (const page of document.getPages()) {
    const { node } = page;
    const { width, height } = page.getMediaBox();
    if (Math.min(width, height) < pageSides.least || Math.max(width, height) > pageSides.most) throw new Refusal('content', 'size of the page');
    // ISO 19005-3 6.2.2: what the page inherits from the tree is written on the page.
    for (const key of ['Resources', 'MediaBox', 'CropBox', 'Rotate']) {
      const inherited = node.getInheritableAttribute(PDFName.of(key));
      if (inherited) node.set(PDFName.of(key), inherited);
    }
    if (!node.lookup(PDFName.of('Resources'))) node.set(PDFName.of('Resources'), context.obj({}));
    const added = settleAnnotations(page, redraw);
    if (added !== '') addBehind(document, node, added);
    usage.page(page);
  }
  const mender = new FontMender(document, fonts);
  for (const font of usage.seen) mender.mend(font);
  cleanObjects(context);
}

/** A part that the reader would hide must not appear, nor the reverse: only a file that shows everything keeps its pages. */
function refuseLayers(properties: PDFObject | undefined): void {
  if (!(properties instanceof PDFDict)) return;
  const shown = properties.lookup(PDFName.of('D'));
  const off = shown instanceof PDFDict ? shown.lookup(PDFName.of('OFF')) : undefined;
  const base = shown instanceof PDFDict ? shown.lookup(PDFName.of('BaseState')) : undefined;
  if ((off instanceof PDFArray && off.size() > 0) || (base && base !== PDFName.of('ON'))) throw new Refusal('layers', 'some part is hidden');
}

/** More operators after the page's own, whose state they must not inherit. */
function addBehind(document: PDFDocument, node: PDFDict, operators: string): void {
  const { context } = document;
  const contents = node.get(PDFName.of('Contents'));
  const looked = context.lookup(contents);
  const before = looked instanceof PDFArray ? looked.asArray() : contents ? [contents] : [];
  const save = context.register(context.flateStream('q'));
  const restore = context.register(context.flateStream(`Q\n${operators}`));
  node.set(PDFName.of('Contents'), context.obj([save, ...before, restore]));
}
