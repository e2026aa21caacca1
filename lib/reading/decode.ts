import { Fault, type FaultCode } from '../invoice/fault.ts';
import { type Gray, giveBack, grayscale, quarterTurn, resize, type Turns } from '../scan/index.ts';
import type { Dimensions } from './dimensions.ts';
import type { PictureSource } from './scanner.ts';
import { sniff } from './sniff.ts';

/** Longest side kept, pixels: iOS refuses canvases above 16.7 million. */
const longestKept = 4000;
/** What few browsers show: said to be of another kind, not to be damaged. */
const undecodable: Record<string, FaultCode | undefined> = { 'image/heic': 'image-heic', 'image/tiff': 'file-unknown' };
/** Rows that pass through colours at once: those of twelve megapixels are 50 MB, four times their grey. */
export const BAND = 512;

export interface Decoded {
  /** The upright picture, its longest side 4000 pixels at most. */
  gray: Gray;
  /** Size of the upright picture as it came. */
  width: number;
  height: number;
}

/** A canvas to draw into and to read from. Throws `image-too-big`. */
export function drawingOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (!drawing) throw new Fault('image-too-big', `no canvas of ${width}x${height}`);
  return drawing;
}

/**
 * A picture as grey, upright (EXIF orientation honoured). `size`: what its header says, null when it hides it.
 * Throws `image-heic`, `image-undecodable`, `image-too-big`.
 */
export async function decodePicture(source: PictureSource, size: Dimensions | null): Promise<Decoded> {
  if ('pixels' in source) {
    const { pixels, width, height } = source;
    const gray = grayscale({ data: pixels, width, height });
    giveBack(pixels);
    return { gray, width, height };
  }
  return (await brightnessOf(source.bytes)) ?? throughCanvas(source, size);
}

/**
 * A JPEG holds its brightness apart, by the very formula of `grayscale` (JFIF, BT.601 full range): where WebCodecs hands it out, nothing is turned into
 * colours to be made grey again, a third of the time and a quarter of the memory. Null where it does not (another browser, a mirrored or odd picture).
 */
async function brightnessOf(bytes: Uint8Array): Promise<Decoded | null> {
  if (typeof ImageDecoder === 'undefined' || sniff(bytes) !== 'jpeg') return null;
  let decoder: ImageDecoder | null = null;
  let frame: (VideoFrame & { rotation?: number; flip?: boolean }) | null = null;
  try {
    decoder = new ImageDecoder({ data: bytes as Uint8Array<ArrayBuffer>, type: 'image/jpeg' });
    frame = (await decoder.decode()).image;
    const area = frame.visibleRect;
    // a browser that does not say how the picture lies may not have looked
    if (!area || !frame.format?.startsWith('I4') || !frame.colorSpace.fullRange || frame.rotation === undefined || frame.flip) return null;
    const { width, height } = area;
    const gray: Gray = { data: new Uint8Array(width * height), width, height };
    const rect = (top: number) => ({ x: area.x, y: area.y + top, width, height: Math.min(BAND, height - top) });
    const planes = new Uint8Array(frame.allocationSize({ rect: rect(0) }));
    for (let top = 0; top < height; top += BAND) {
      const [brightness] = await frame.copyTo(planes, { rect: rect(top) });
      if (!brightness || brightness.stride !== width) return null;
      const { offset } = brightness;
      gray.data.set(planes.subarray(offset, offset + width * rect(top).height), top * width);
    }
    const ratio = longestKept / Math.max(width, height);
    const kept = ratio < 1 ? resize(gray, width * ratio, height * ratio) : gray;
    const upright = quarterTurn(kept, ((frame.rotation / 90) & 3) as Turns);
    for (const step of [gray, kept]) if (step !== upright) giveBack(step.data);
    giveBack(planes);
    const lying = frame.rotation % 180 !== 0;
    return { gray: upright, width: lying ? height : width, height: lying ? width : height };
  } catch {
    // whatever is wrong with the picture, the other way says it
    return null;
  } finally {
    frame?.close();
    decoder?.close();
  }
}

function grayOf(bitmap: ImageBitmap, width: number, height: number): Gray {
  const gray: Gray = { data: new Uint8Array(width * height), width, height };
  const drawing = drawingOf(width, Math.min(BAND, height));
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top);
    drawing.clearRect(0, 0, width, rows);
    drawing.drawImage(bitmap, 0, -top, width, height);
    const colours = drawing.getImageData(0, 0, width, rows);
    const band = grayscale(colours);
    gray.data.set(band.data, top * width);
    giveBack(colours.data, band.data);
  }
  drawing.canvas.width = 0;
  return gray;
}

/** Any picture that the browser shows; what is too large is shrunk while decoding. */
async function throughCanvas(source: { bytes: Uint8Array; type: string }, size: Dimensions | null): Promise<Decoded> {
  const blob = new Blob([source.bytes as Uint8Array<ArrayBuffer>], { type: source.type });
  const longest = size ? Math.max(size.width, size.height) : 0;
  const shrink =
    size && longest > longestKept ? { resizeWidth: Math.round((size.width * longestKept) / longest), resizeQuality: 'high' as const } : {};
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image', ...shrink });
  } catch (error) {
    throw new Fault(undecodable[source.type] ?? 'image-undecodable', String(error));
  }
  try {
    const ratio = Math.min(1, longestKept / Math.max(bitmap.width, bitmap.height));
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
