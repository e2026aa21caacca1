import type { Invoice } from '../invoice/model.ts';

/**
 * What reading hands to extraction. No browser type appears here: the stages to the right compile without a DOM.
 * Coordinates are pixels of the page as read (after perspective and orientation were put right), origin at the top left.
 */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Word {
  text: string;
  box: Box;
  /** 0 to 100; 100 for a text layer. */
  confidence: number;
  /** What was weighed, letter by letter; the strip reader alone tells it. */
  weighed?: Weighed;
}

/** One letter after the other, left to right; of each, the signs that were likely there and how likely each was at its best, in percent; '' for none at all. */
export type Weighed = readonly (readonly (readonly [sign: string, percent: number])[])[];

/** Words of one visual line, left to right. Two columns far apart may share a line: extraction looks at the gaps. */
export interface TextLine {
  words: Word[];
  box: Box;
}

export interface Point {
  x: number;
  y: number;
}

/** Corners of the page in the picture: top left, top right, bottom right, bottom left; pixels of the original upright picture. */
export type Quad = readonly [Point, Point, Point, Point];

export interface Page {
  /** 1 for the first. */
  number: number;
  width: number;
  height: number;
  source: 'text-layer' | 'ocr';
  lines: TextLine[];
  /** Where the page was found in a photograph; null when the picture is the page. */
  quad: Quad | null;
  /** Mean word confidence, 0 to 100: the engine's where it read too. */
  confidence: number;
  /** The page as read (JPEG), for the review screen's crops; null when nobody asked for it. */
  image: Uint8Array | null;
  /** Other readings of doubtful places, one line of words each: claims beside `lines`, not instead of them. */
  again?: Word[][];
  /** The same as the engine saw it, who is asked where the strip reader leaves doubts. */
  engine?: { lines: TextLine[]; again: Word[][] };
}

export type ReadingSource = 'embedded-xml' | 'text-layer' | 'ocr';

export interface Reading {
  source: ReadingSource;
  pages: Page[];
  /** Pages in the file, which may be more than were read. */
  pageCount: number;
  /** The invoice found as data inside the file (Factur-X, CII, UBL), else null. */
  embedded: Invoice | null;
  /** What a user should know: 'more-pages', 'xml-and-page-disagree', 'low-quality' ... */
  notices: string[];
}

/** Text of a line, single spaces. */
export function lineText(line: TextLine): string {
  return line.words.map((word) => word.text).join(' ');
}

export const wordsIn = (lines: readonly TextLine[]): Word[] => lines.flatMap((line) => line.words);

/** Mean confidence of words, each weighing its letters; 0 when nothing was read. */
export function meanConfidence(words: readonly Word[]): number {
  let total = 0;
  let letters = 0;
  for (const word of words) {
    total += word.confidence * word.text.length;
    letters += word.text.length;
  }
  return letters ? total / letters : 0;
}
