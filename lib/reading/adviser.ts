import type { Box, Page } from './document.ts';

/** Canonical values; null while unknown. */
export interface EarlyFacts {
  invoiceNumber: string | null;
  totalGross: string | null;
}

/** A place worth a second look. */
export interface Zone {
  page: number;
  box: Box;
  /** Plain words, a name: two looks of three that agree are enough. */
  words?: true;
}

/** Who understands the words while they are being read; reading itself does not. */
export interface Adviser {
  early(pages: readonly Page[]): EarlyFacts;
  /** Most wanted first. */
  doubts(pages: readonly Page[]): Zone[];
}
