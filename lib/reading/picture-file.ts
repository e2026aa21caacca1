import { Fault } from '../invoice/fault.ts';
import { dimensionsOf, longestSide, mostPixels } from './dimensions.ts';
import type { FileKind } from './sniff.ts';

const pictureTypes: Partial<Record<FileKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  avif: 'image/avif',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
};

/** A picture that may be decoded, told from its header alone. Faults: `file-unknown`, `image-too-big`, `nothing-read` when it is a few pixels wide. */
export function pictureOf(bytes: Uint8Array, kind: FileKind): { bytes: Uint8Array; type: string } {
  const type = pictureTypes[kind];
  if (!type) throw new Fault('file-unknown', kind);
  const size = dimensionsOf(bytes, kind);
  if (size && (size.width * size.height > mostPixels || Math.max(size.width, size.height) > longestSide)) {
    throw new Fault('image-too-big', `${size.width}x${size.height}`);
  }
  if (size && (size.width < 8 || size.height < 8)) throw new Fault('nothing-read', `${size.width}x${size.height}`);
  return { bytes, type };
}
