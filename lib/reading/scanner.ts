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

/** Where the lines of a page stand when they are set afresh, without their picture. */
export type Layout = Omit<Montage, 'image'>;

/**
 * The scan stage behind one door, so that the page runs it in a worker and tests run it in place.
 * One picture at a time: `open` forgets the one before.
 */
export interface Scanner {
  open(source: PictureSource, options: PrepareOptions): Promise<ScannedPage>;
  montage(request: MontageRequest): Promise<Montage>;
  page(turns: Turns): Promise<Gray>;
  quality(turns: Turns): Promise<Quality>;
  /** The pieces of the page as the strip reader is shown them; `clear`: once its grain is smoothed and its blur taken back, which may find other pieces. */
  layout(turns: Turns, clear?: boolean): Promise<Layout>;
  /**
   * What the strip reader sees in these pieces of that layout, capitals `rise` pixels high, one list of words each. Rejects with `ocr-start` where its weights are
   * not at hand, or the browser is too old for it.
   */
  strips(turns: Turns, pieces: readonly number[], rise: number, clear?: boolean): Promise<Word[][]>;
  /** The flat page as JPEG. */
  jpeg(turns: Turns): Promise<Uint8Array>;
}
