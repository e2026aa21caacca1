import { Fault } from '../invoice/fault.ts';
import { findPage, type Gray, grayscale, isPage, type MontageRequest, type PrepareOptions, ScanSession, type Turns } from '../scan/index.ts';
import type { Frame, PictureSource, ScannedPage } from './scanner.ts';

/** Longest side decoded, pixels: iOS refuses canvases above 16.7 million. */
const decodedSide = 4000;

export type ScanCall =
  | { method: 'open'; source: PictureSource; options: PrepareOptions; size: { width: number; height: number } | null }
  | { method: 'aim'; frame: Frame }
  | { method: 'montage'; request: MontageRequest }
  | { method: 'page' | 'quality' | 'jpeg'; turns: Turns }
  /** Forgets the picture; answered by nothing. */
  | { method: 'close' };

export interface ScanAnswer {
  value?: unknown;
  fault?: { code: string; detail: string };
}

let session: ScanSession | null = null;

function context(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (!drawing) throw new Fault('image-too-big', `no canvas of ${width}x${height}`);
  return drawing;
}

/** Rows drawn at once: the colours of twelve megapixels are 50 MB, and twice that while they are copied, of which nothing but the grey is kept. */
const BAND = 512;

function grayOf(bitmap: ImageBitmap, width: number, height: number): Gray {
  const gray: Gray = { data: new Uint8Array(width * height), width, height };
  const drawing = context(width, Math.min(BAND, height));
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top);
    drawing.clearRect(0, 0, width, rows);
    drawing.drawImage(bitmap, 0, -top, width, height);
    gray.data.set(grayscale(drawing.getImageData(0, 0, width, rows)).data, top * width);
  }
  return gray;
}

/** EXIF orientation honoured; pictures above 4000 pixels are shrunk while decoding. */
async function decode(source: PictureSource, size: { width: number; height: number } | null): Promise<{ gray: Gray; width: number; height: number }> {
  if ('pixels' in source)
    return { gray: grayscale({ data: source.pixels, width: source.width, height: source.height }), width: source.width, height: source.height };
  const blob = new Blob([source.bytes as Uint8Array<ArrayBuffer>], { type: source.type });
  const longest = size ? Math.max(size.width, size.height) : 0;
  const shrink =
    size && longest > decodedSide ? { resizeWidth: Math.round((size.width * decodedSide) / longest), resizeQuality: 'high' as const } : {};
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image', ...shrink });
  } catch (error) {
    throw new Fault(source.type === 'image/heic' ? 'image-heic' : 'image-undecodable', String(error));
  }
  try {
    const ratio = Math.min(1, decodedSide / Math.max(bitmap.width, bitmap.height));
    const width = Math.round(bitmap.width * ratio);
    const height = Math.round(bitmap.height * ratio);
    const gray = grayOf(bitmap, width, height);
    // Upright size of the original: EXIF may have swapped the sides.
    const turned = size && size.width > size.height !== width > height;
    const original = size ? (turned ? { width: size.height, height: size.width } : size) : { width: bitmap.width, height: bitmap.height };
    return { gray, width: original.width, height: original.height };
  } finally {
    bitmap.close();
  }
}

async function jpeg(page: Gray): Promise<Uint8Array> {
  const drawing = context(page.width, page.height);
  for (let top = 0; top < page.height; top += BAND) {
    const rows = Math.min(BAND, page.height - top);
    const picture = drawing.createImageData(page.width, rows);
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
  return new Uint8Array(await blob.arrayBuffer());
}

async function answer(call: Exclude<ScanCall, { method: 'close' }>): Promise<unknown> {
  if (call.method === 'aim') {
    const { pixels, width, height } = call.frame;
    const found = findPage(grayscale({ data: pixels, width, height }));
    return isPage(found) ? found.corners : null;
  }
  if (call.method === 'open') {
    session = null;
    const { gray, width, height } = await decode(call.source, call.size);
    const zoom = width / gray.width;
    const scaled = (points: NonNullable<PrepareOptions['corners']>, by: number) =>
      points.map((p) => ({ x: p.x * by, y: p.y * by })) as unknown as NonNullable<PrepareOptions['corners']>;
    const { corners, ...rest } = call.options;
    session = new ScanSession(gray, corners ? { ...rest, corners: scaled(corners, 1 / zoom) } : rest);
    const opened: ScannedPage = { corners: session.corners ? scaled(session.corners, zoom) : null, picture: { width, height } };
    return opened;
  }
  if (!session) throw new Fault('ocr-failed', 'no picture open');
  if (call.method === 'montage') return session.montage(call.request);
  if (call.method === 'page') return session.page(call.turns);
  if (call.method === 'quality') return session.quality(call.turns);
  return jpeg(session.page(call.turns));
}

self.onmessage = async (event: MessageEvent<ScanCall>) => {
  if (event.data.method === 'close') {
    session = null;
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
