import type { Box, Page } from './document.ts';

/** Canonical values; null while unknown. */
export interface EarlyFacts {
  invoiceNumber: string | null;
  totalGross: string | null;
}

/** What a place may hold: letters of other kinds are then not even tried. `text` is anything. */
export type Alphabet = 'text' | 'digits' | 'capitals';

/** A place worth a second look. */
export interface Zone {
  page: number;
  box: Box;
  alphabet: Alphabet;
}

/** Who understands the words while they are being read; reading itself does not. */
export interface Adviser {
  early(pages: readonly Page[]): EarlyFacts;
  /** Most wanted first. */
  doubts(pages: readonly Page[]): Zone[];
}
