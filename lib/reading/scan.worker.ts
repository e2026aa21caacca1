import { Fault } from '../invoice/fault.ts';
import {
  clearBench,
  type Gray,
  giveBack,
  grayscale,
  type MontageRequest,
  type PrepareOptions,
  pageIn,
  ScanSession,
  type Turns,
  zoomed,
} from '../scan/index.ts';
import { BAND, decodePicture, drawingOf } from './decode.ts';
import type { Word } from './document.ts';
import type { Frame, PictureSource, ScannedPage } from './scanner.ts';
import { type LineReader, lineReader, stripRise, stripsAt } from './strips/reader.ts';

export type ScanCall =
  | { method: 'open'; source: PictureSource; options: PrepareOptions; size: { width: number; height: number } | null }
  | { method: 'aim'; frame: Frame }
  | { method: 'montage'; request: MontageRequest }
  | { method: 'page' | 'quality' | 'jpeg'; turns: Turns }
  | { method: 'layout'; turns: Turns; clear: boolean }
  /** `weights`: of the strip reader, the first time that this worker is asked for it. */
  | { method: 'strips'; turns: Turns; pieces: readonly number[]; rise: number; clear: boolean; weights: Uint8Array | null }
  /** Forgets the picture; answered by nothing. */
  | { method: 'close' };

export interface ScanAnswer {
  value?: unknown;
  fault?: { code: string; detail: string };
}

let session: ScanSession | null = null;
let reader: LineReader | null = null;

function forget(): void {
  session?.end();
  session = null;
}

function strips(of: ScanSession, { turns, pieces, rise, clear, weights }: Extract<ScanCall, { method: 'strips' }>): Word[][] {
  if (weights) reader = readerWith(weights);
  if (!reader) throw new Fault('ocr-start', 'the strip reader was not taught');
  const montage = of.montage({ turns, clear, ...stripsAt(rise), drawn: pieces });
  return pieces.map((at) => (montage.pieces[at] ? reader!(montage, montage.pieces[at]) : []));
}

function readerWith(weights: Uint8Array): LineReader {
  try {
    return lineReader(weights);
  } catch (error) {
    throw Fault.from(error, 'ocr-start');
  }
}

async function jpeg(page: Gray): Promise<Uint8Array> {
  const drawing = drawingOf(page.width, page.height);
  const picture = drawing.createImageData(page.width, BAND);
  for (let top = 0; top < page.height; top += BAND) {
    const rows = Math.min(BAND, page.height - top);
    const from = top * page.width;
    for (let i = 0, p = 0; i < rows * page.width; i++, p += 4) {
      const value = page.data[from + i]!;
      picture.data[p] = value;
      picture.data[p + 1] = value;
      picture.data[p + 2] = value;
      picture.data[p + 3] = 255;
    }
    drawing.putImageData(picture, 0, top);
  }
  const blob = await drawing.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  // their pixels (22 MB) would otherwise lie there while the next picture is opened
  drawing.canvas.width = 0;
  giveBack(picture.data);
  return new Uint8Array(await blob.arrayBuffer());
}

async function answer(call: Exclude<ScanCall, { method: 'close' }>): Promise<unknown> {
  if (call.method === 'aim') {
    const { pixels, width, height } = call.frame;
    return pageIn(grayscale({ data: pixels, width, height }));
  }
  if (call.method === 'open') {
    forget();
    const { gray, width, height } = await decodePicture(call.source, call.size);
    const zoom = width / gray.width;
    const { corners, ...rest } = call.options;
    session = new ScanSession(gray, corners ? { ...rest, corners: zoomed(corners, 1 / zoom) } : rest);
    const opened: ScannedPage = { corners: session.corners && zoomed(session.corners, zoom), picture: { width, height }, page: session.size };
    return opened;
  }
  if (!session) throw new Fault('ocr-failed', 'no picture open');
  if (call.method === 'montage') return session.montage(call.request);
  if (call.method === 'layout') {
    // Nothing is drawn before it is read: number and total do not wait for the ink of the others.
    const { image: _, ...layout } = session.montage({ turns: call.turns, clear: call.clear, ...stripsAt(stripRise), drawn: [] });
    return layout;
  }
  if (call.method === 'strips') return strips(session, call);
  if (call.method === 'page') return session.page(call.turns);
  if (call.method === 'quality') return session.quality(call.turns);
  return jpeg(session.page(call.turns));
}

self.onmessage = async (event: MessageEvent<ScanCall>) => {
  if (event.data.method === 'close') {
    forget();
    clearBench();
    return;
  }
  let reply: ScanAnswer;
  try {
    reply = { value: await answer(event.data) };
  } catch (error) {
    const { code, detail } = Fault.from(error, 'ocr-failed');
    reply = { fault: { code, detail } };
  }
  self.postMessage(reply);
};
