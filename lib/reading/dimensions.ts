import type { FileKind } from './sniff.ts';

export interface Dimensions {
  width: number;
  height: number;
}

/** Largest picture accepted, pixels: a 108-megapixel phone passes, a picture bomb does not. */
export const mostPixels = 130_000_000;
/** Longest side accepted, pixels. */
export const longestSide = 30_000;

/** Size written in the header, before anything is decoded; null when the format hides it (HEIC, TIFF) or the header is cut. */
export function dimensionsOf(bytes: Uint8Array, kind: FileKind): Dimensions | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (kind === 'png') return { width: view.getUint32(16), height: view.getUint32(20) };
    if (kind === 'gif') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (kind === 'bmp') return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
    if (kind === 'webp') return webp(view);
    if (kind === 'jpeg') return jpeg(view);
  } catch (error) {
    // The header ends before the size does.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** First start-of-frame segment (ITU-T T.81, B.2.2). EXIF may still turn the picture by a quarter: the longest side stays the same. */
function jpeg(view: DataView): Dimensions | null {
  let at = 2;
  while (at < view.byteLength) {
    if (view.getUint8(at) !== 0xff) {
      at++;
      continue;
    }
    const marker = view.getUint8(at + 1);
    if (marker === 0xff || marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd9)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xda) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webp(view: DataView): Dimensions | null {
  const chunk = view.getUint32(12);
  // 'VP8X', 'VP8L', 'VP8 ' (RFC 9649).
  if (chunk === 0x56503858) {
    const u24 = (at: number) => view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
    return { width: u24(24) + 1, height: u24(27) + 1 };
  }
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk === 0x56503820) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return null;
}
