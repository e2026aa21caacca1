import { existsSync, readFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { Pixels } from '../../lib/scan/pixels.ts';
import { sharedData } from './shared.ts';

/** The development pictures, when the machine has them; nothing in the repository depends on them. */
export const photosFolder = `${sharedData}/photos/`;
export const hasPhotos = existsSync(`${photosFolder}truth.json`);

export interface TruthFile {
  file: string;
  kind: string;
  corners: [number, number][] | null;
}

export interface Truth {
  id: string;
  fields: Record<string, string>;
  text: string[];
  files: TruthFile[];
}

export const readTruth = (): Truth[] => JSON.parse(readFileSync(`${photosFolder}truth.json`, 'utf8'));

/** JPEG or PNG file as pixels, without a browser (no EXIF). */
export function decode(bytes: Uint8Array): Pixels {
  if (bytes[0] === 0x89) {
    const png = PNG.sync.read(Buffer.from(bytes));
    return { data: new Uint8Array(png.data), width: png.width, height: png.height };
  }
  return jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: 80, maxMemoryUsageInMB: 2048 });
}
