import type { Corners, Gray, Montage, MontageRequest, PrepareOptions, Quality, Turns } from '../scan/index.ts';
import type { Word } from './document.ts';

/** What a scanner tells of a picture once it lies flat. */
export interface ScannedPage {
  /** Corners found or given, pixels of the upright picture; null when the picture is the page. */
  corners: Corners | null;
  /** Size of the upright picture. */
  picture: { width: number; height: number };
  /** Size of the flat page, before any quarter turn. */
  page: { width: number; height: number };
}

/** Encoded picture, or pixels already decoded (a rendered PDF page). */
export type PictureSource = { bytes: Uint8Array; type: string } | { pixels: Uint8ClampedArray; width: number; height: number };

/** What a camera shows now, RGBA; 480 pixels on the long side are what the search works on. */
export interface Frame {
  pixels: Uint8ClampedArray;
  width: number;
  height: number;
}

/**
 * The scan stage behind one door, so that the page runs it in a worker and tests run it in place.
 * One picture at a time: `open` forgets the one before.
 */
export interface Scanner {
  open(source: PictureSource, options: PrepareOptions): Promise<ScannedPage>;
  montage(request: MontageRequest): Promise<Montage>;
  page(turns: Turns): Promise<Gray>;
  quality(turns: Turns): Promise<Quality>;
  /**
   * What the second reader sees in these pieces of the page's montage (by their place in it; its own picture is made for it, capitals `rise` pixels high), one
   * list of words each. Rejects where there is none: its weights are not at hand, or the browser is too old for it.
   */
  second(turns: Turns, pieces: readonly number[], rise: number): Promise<Word[][]>;
  /** The flat page as JPEG. */
  jpeg(turns: Turns): Promise<Uint8Array>;
}
