import type { DecodeQR } from 'qr/decode.js';

/** The browser's own reader, absent from the DOM types: Android has it, most computers have not. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> } | undefined;

const EVERY_MS = 120;
/** Side of the square that is looked at; a code takes at least a third of it. */
const SIDE = 720;
/** Milliseconds that our own reader may spend on one picture. */
const EFFORT_MS = 60;

async function ownDetector(): Promise<Detector | null> {
  try {
    if (typeof BarcodeDetector === 'undefined' || !(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return null;
    return new BarcodeDetector({ formats: ['qr_code'] });
  } catch {
    return null;
  }
}

/** The middle square of the picture, at a size that is read quickly. */
function middle(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const side = Math.min(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (side === 0 || !context) return null;
  const size = Math.min(SIDE, side);
  canvas.width = size;
  canvas.height = size;
  context.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, size, size);
  return context.getImageData(0, 0, size, size);
}

/** Every QR code that the camera sees, until the signal fires; the same one may come again and again. */
export async function readCodes(video: HTMLVideoElement, found: (text: string) => void, signal: AbortSignal): Promise<void> {
  const detector = await ownDetector();
  const canvas = document.createElement('canvas');
  let decode: DecodeQR | null = null;
  while (!signal.aborted) {
    try {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        if (detector) for (const { rawValue } of await detector.detect(video)) found(rawValue);
        else {
          decode ??= (await import('qr/decode.js')).decodeQR;
          const picture = middle(video, canvas);
          if (picture) found(decode(picture, { timeLimit: EFFORT_MS }));
        }
      }
    } catch {
      // no code in this picture: the next one may have it
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
