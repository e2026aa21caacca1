import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { Fault } from '../invoice/fault.ts';
import type { Invoice } from '../invoice/model.ts';
import { assetUrl, fetchAsset } from './assets.ts';
import type { Page } from './document.ts';
import { dominantTurn, linesOfRuns, type Matrix, type TextRun } from './pdf-lines.ts';
import { lookAt } from './pdf-look.ts';
import type { PictureSource } from './scanner.ts';
import { sniff } from './sniff.ts';
import { parseEmbedded } from './xml/index.ts';

/** Short side of a page read from its text, pixels. */
const textSide = 1240;
/** Short side of a page handed to the scanner, pixels. */
const pictureSide = 1800;

const folders = { wasmUrl: 'pdf/wasm/', standardFontDataUrl: 'fonts/' };

/** How pdf.js gets its decoders and fonts: as every other stage gets its files. */
class Assets {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const answer = kind in folders ? await fetchAsset(`${folders[kind as keyof typeof folders]}${filename}`) : null;
    if (!answer?.ok) throw new Error(`no ${kind} ${filename}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

export interface OpenPdf {
  pageCount: number;
  embedded: Invoice | null;
  notices: string[];
  /** A page read from its text; null when its text is not what one sees (a scan, invisible or unreadable text). */
  textPage(number: number, image: boolean): Promise<Page | null>;
  /** A page as a picture to be read by OCR. */
  picture(number: number): Promise<PictureSource>;
  /** A page that needs no reading, with its picture. */
  bare(number: number, image: boolean): Promise<Page>;
  close(): Promise<void>;
}

/** Faults: `pdf-encrypted`, `pdf-broken`. Scripts in the file are never run: nothing here executes them. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerSrc = assetUrl('pdf/pdf.worker.min.mjs');
  const task = pdfjs.getDocument({
    // pdf.js takes the buffer for itself.
    data: bytes.slice(),
    BinaryDataFactory: Assets,
    useWorkerFetch: false,
    wasmUrl: folders.wasmUrl,
    standardFontDataUrl: folders.standardFontDataUrl,
    enableXfa: false,
    verbosity: 0,
    maxImageSize: 130_000_000,
  });
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    await task.destroy();
    const name = error instanceof Error ? error.name : '';
    throw new Fault(name === 'PasswordException' ? 'pdf-encrypted' : 'pdf-broken', String(error));
  }

  try {
    const { embedded, notices } = await attachedInvoice(document);
    return {
      pageCount: document.numPages,
      embedded,
      notices,
      async textPage(number, image) {
        return readText(await document.getPage(number), number, image, pdfjs.OPS);
      },
      async picture(number) {
        const page = await document.getPage(number);
        const { canvas, drawing } = await render(page, scaleFor(page, pictureSide), page.rotate);
        const { data, width, height } = drawing.getImageData(0, 0, canvas.width, canvas.height);
        release(canvas);
        page.cleanup();
        return { pixels: data, width, height };
      },
      async bare(number, image) {
        const page = await document.getPage(number);
        const view = page.getViewport({ scale: scaleFor(page, textSide) });
        const size = { width: Math.round(view.width), height: Math.round(view.height) };
        return {
          number,
          ...size,
          source: 'text-layer',
          lines: [],
          quad: null,
          confidence: 0,
          image: image ? await pictureOf(page, view.scale, page.rotate) : null,
        };
      },
      close: () => task.destroy(),
    };
  } catch (error) {
    await task.destroy();
    throw Fault.from(error, 'pdf-broken');
  }
}

function scaleFor(page: PDFPageProxy, shortSide: number): number {
  const view = page.getViewport({ scale: 1 });
  const scale = shortSide / Math.min(view.width, view.height);
  // A banner or a till roll: the long side is bounded too.
  return Math.min(scale, (shortSide * 5) / Math.max(view.width, view.height));
}

async function attachedInvoice(document: PDFDocumentProxy): Promise<{ embedded: Invoice | null; notices: string[] }> {
  const attachments: Record<string, { filename: string; content: Uint8Array }> = (await document.getAttachments()) ?? {};
  const notices: string[] = [];
  const known = /factur-x|zugferd|xrechnung|cii|ubl/i;
  const files = Object.values(attachments)
    .filter(({ content }) => content && sniff(content) === 'xml')
    .sort((a, b) => Number(known.test(b.filename)) - Number(known.test(a.filename)));
  for (const { content } of files) {
    try {
      const embedded = parseEmbedded(content);
      if (embedded) return { embedded, notices };
    } catch (error) {
      // The page itself can still be read: a spoilt attachment is told, not fatal.
      notices.push(Fault.from(error, 'xml-broken').code);
    }
  }
  return { embedded: null, notices };
}

async function readText(page: PDFPageProxy, number: number, image: boolean, ops: Record<string, number>): Promise<Page | null> {
  const content = await page.getTextContent();
  const runs: TextRun[] = [];
  for (const item of content.items) if ('str' in item) runs.push({ text: item.str, transform: item.transform, width: item.width });
  const text = runs.map((run) => run.text).join('');
  const letters = text.replace(/\s/g, '').length;
  if (letters < 12 || unreadable(text)) return null;
  const look = lookAt(await page.getOperatorList(), ops, page.getViewport({ scale: 1 }).rawDims as { pageWidth: number; pageHeight: number });
  if (look.hiddenText > 0.9) return null;
  // A scan with a stamped footer: the text there is says little about the page.
  if (look.pictureShare > 0.5 && letters < 200) return null;

  const scale = scaleFor(page, textSide);
  let rotation = page.rotate;
  let view = page.getViewport({ scale, rotation });
  const turn = dominantTurn(runs, view.transform as unknown as Matrix);
  if (turn) {
    rotation = (rotation + 360 - turn * 90) % 360;
    view = page.getViewport({ scale, rotation });
  }
  const size = { width: Math.round(view.width), height: Math.round(view.height) };
  const lines = linesOfRuns(runs, view.transform as unknown as Matrix, scale, size.width, size.height);
  const picture = image ? await pictureOf(page, scale, rotation) : null;
  page.cleanup();
  return { number, ...size, source: 'text-layer', lines, quad: null, confidence: 100, image: picture };
}

/** Fonts without a map to Unicode give control or private characters. */
function unreadable(text: string): boolean {
  let odd = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 0xe000 && code <= 0xf8ff) || code === 0xfffd) odd++;
  }
  return odd > text.length * 0.2;
}

async function render(page: PDFPageProxy, scale: number, rotation: number) {
  const view = page.getViewport({ scale, rotation });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(view.width);
  canvas.height = Math.round(view.height);
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (!drawing) throw new Fault('image-too-big', `no canvas of ${canvas.width}x${canvas.height}`);
  await page.render({ canvas, canvasContext: drawing, viewport: view, background: '#ffffff' }).promise;
  return { canvas, drawing };
}

async function pictureOf(page: PDFPageProxy, scale: number, rotation: number): Promise<Uint8Array> {
  const { canvas } = await render(page, scale, rotation);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
  release(canvas);
  return blob ? new Uint8Array(await blob.arrayBuffer()) : new Uint8Array();
}

/** Safari counts the memory of canvases until they are small again. */
function release(canvas: HTMLCanvasElement) {
  canvas.width = 1;
  canvas.height = 1;
}
