import type { Adviser, EarlyFacts } from './adviser.ts';
import type { Quad } from './document.ts';

export interface ReadingProgress {
  step: 'opening' | 'straightening' | 'starting-ocr' | 'reading';
  /** 1 for the first page. */
  page: number;
  pages: number;
  /** 0 to 1 over the whole document. */
  ratio: number;
  /** What is known of the invoice before the reading ends. */
  early?: EarlyFacts;
}

export interface ReadingOptions {
  signal?: AbortSignal;
  onProgress?: (progress: ReadingProgress) => void;
  /** Pages read at most (default 5); the rest is announced in `notices`, never silently dropped. */
  maxPages?: number;
  /** Corners set by the user's finger, instead of the ones found. */
  quad?: Quad;
  /** Keep a JPEG of each page as read. Default true. */
  images?: boolean;
  /** Names doubtful places, which are then read again, and tells the first facts. */
  adviser?: Adviser;
}

/** A file as the user gave it. Its kind is told from its first bytes, never from its name or declared type. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}
