import { Fault } from '../invoice/fault.ts';
import type { Invoice } from '../invoice/model.ts';
import type { EarlyFacts } from './adviser.ts';
import { textShows } from './agreement.ts';
import { lineText, type Page, type Reading } from './document.ts';
import { recogniser } from './ocr.ts';
import type { ReadingOptions, SourceFile } from './options.ts';
import { openPdf } from './pdf.ts';
import { type PictureReading, readPicture } from './picture.ts';
import { pictureOf } from './picture-file.ts';
import { endSpareScanner, scanWorker } from './scan-client.ts';
import type { PictureSource } from './scanner.ts';
import { sniff } from './sniff.ts';
import { parseEmbedded } from './xml/index.ts';

export { sniff } from './sniff.ts';

/** Largest file opened, bytes. */
const mostBytes = 100_000_000;

/** Ends every worker that waits for a next document, and gives its memory back. */
export async function endReading(): Promise<void> {
  endSpareScanner();
  await recogniser.end();
}

/**
 * Any document to pages of words, or to the invoice it carries as data. The one door of the stage.
 * Faults: `file-*`, `image-*`, `pdf-encrypted`, `pdf-broken`, `xml-broken`, `xml-hostile`, `ocr-start`, `ocr-failed`, `nothing-read`,
 * `not-an-invoice` (well-formed XML of another kind), `aborted` (at once, the workers ended).
 */
export async function read(file: SourceFile, options: ReadingOptions = {}): Promise<Reading> {
  const { signal } = options;
  if (signal?.aborted) throw new Fault('aborted');
  const work = readFile(file, options);
  if (!signal) return work.catch(faulty);
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new Fault('aborted'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } catch (error) {
    work.catch(() => undefined);
    return faulty(error);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function faulty(error: unknown): never {
  throw Fault.from(error, 'unknown');
}

async function readFile(file: SourceFile, options: ReadingOptions): Promise<Reading> {
  const { bytes } = file;
  const kind = sniff(bytes);
  if (kind === 'empty') throw new Fault('file-empty');
  if (bytes.length > mostBytes) throw new Fault('file-too-big', `${bytes.length} bytes`);
  options.onProgress?.({ step: 'opening', page: 1, pages: 1, ratio: 0 });
  if (kind === 'pdf') return readPdf(bytes, options);
  if (kind === 'xml') {
    const embedded = parseEmbedded(bytes);
    if (!embedded) throw new Fault('not-an-invoice', 'xml of another kind');
    return { source: 'embedded-xml', pages: [], pageCount: 0, embedded, notices: [] };
  }
  const picture = pictureOf(bytes, kind);
  const scanner = scanWorker(options.signal);
  try {
    const { page, notices } = await readPicture(picture, scanner, recogniser, pictureOptions(options, 1, 1));
    return whole([page], 1, null, notices);
  } finally {
    scanner.end();
  }
}

function pictureOptions(options: ReadingOptions, number: number, pages: number) {
  return {
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.quad ? { quad: options.quad } : {}),
    ...(options.adviser ? { adviser: options.adviser } : {}),
    images: options.images ?? true,
    onProgress: (step: 'straightening' | 'reading', ratio: number, early?: EarlyFacts) =>
      options.onProgress?.({ step, page: number, pages, ratio: (number - 1 + ratio) / pages, ...(early ? { early } : {}) }),
  };
}

async function readPdf(bytes: Uint8Array, options: ReadingOptions): Promise<Reading> {
  const { signal } = options;
  const pdf = await openPdf(bytes);
  const close = () => void pdf.close();
  signal?.addEventListener('abort', close, { once: true });
  const scanner = lazyScanner(signal);
  try {
    const count = Math.min(pdf.pageCount, options.maxPages ?? 5);
    const images = options.images ?? true;
    const notices = [...pdf.notices];
    if (pdf.pageCount > count) notices.push('more-pages');
    const pages: Page[] = [];
    for (let number = 1; number <= count; number++) {
      signal?.throwIfAborted();
      options.onProgress?.({ step: 'reading', page: number, pages: count, ratio: (number - 1) / count });
      const textual = await brokenPdf(pdf.textPage(number, images));
      if (textual) pages.push(textual);
      else if (pdf.embedded) pages.push(await brokenPdf(pdf.bare(number, images)));
      else {
        const picture: PictureSource = await brokenPdf(pdf.picture(number));
        const { quad: _, ...rest } = pictureOptions(options, number, count);
        const reading: PictureReading = await readPicture(picture, scanner.get(), recogniser, rest);
        pages.push({ ...reading.page, number });
        notices.push(...reading.notices);
      }
    }
    options.onProgress?.({ step: 'reading', page: count, pages: count, ratio: 1 });
    return whole(pages, pdf.pageCount, pdf.embedded, notices);
  } finally {
    signal?.removeEventListener('abort', close);
    scanner.end();
    await pdf.close();
  }
}

const brokenPdf = <T>(step: Promise<T>): Promise<T> =>
  step.catch((error: unknown) => {
    throw Fault.from(error, 'pdf-broken');
  });

function lazyScanner(signal?: AbortSignal) {
  let scanner: ReturnType<typeof scanWorker> | null = null;
  return {
    get: () => {
      scanner ??= scanWorker(signal);
      return scanner;
    },
    end: () => scanner?.end(),
  };
}

function whole(pages: Page[], pageCount: number, embedded: Invoice | null, notices: string[]): Reading {
  const all = [...new Set(notices)];
  if (embedded) {
    if (disagree(pages, embedded)) all.push('xml-and-page-disagree');
    return { source: 'embedded-xml', pages, pageCount, embedded, notices: all };
  }
  if (!pages.some((page) => page.lines.length)) throw new Fault('nothing-read');
  const source = pages.some((page) => page.source === 'ocr') ? 'ocr' : 'text-layer';
  return { source, pages, pageCount, embedded: null, notices: all };
}

/** A page with hardly any text shows nothing, and contradicts nothing. */
function disagree(pages: Page[], invoice: Invoice): boolean {
  const text = pages.flatMap((page) => page.lines.map(lineText)).join(' ');
  return text.replace(/\s/g, '').length >= 40 && !textShows(text, invoice);
}
