import type { Nature } from '../extraction/nature.ts';
import type { Extraction } from '../extraction/result.ts';
import type { Reading } from '../reading/document.ts';

export type CaptureStep = 'looking' | 'fetching' | 'pressing' | 'reading' | 'customer' | 'keeping';

export interface CaptureOptions {
  /** The invoice that the user chose among several that the page shows. */
  number?: string;
  /** Taken although it does not call itself an invoice. */
  insist?: boolean;
  /** The user agreed that Coursier presses the tool's own PDF button. */
  press?: boolean;
  /** The page's values alone, without looking for a PDF. */
  values?: boolean;
  signal?: AbortSignal;
  onProgress?: (step: CaptureStep) => void;
  /** What was read, with the source of each value in its evidence: for `npm run capture` and the bench. */
  onRead?: (read: { extraction: Extraction; reading: Reading; from: 'xml' | 'pdf' | 'page' }) => void;
}

/** What came of reading a page; nothing is kept but by `captured`. */
export type PageOutcome =
  /** `known`: it was here already, and its dossier is the answer. */
  | { kind: 'captured'; id: string; known: boolean }
  /** The page shows several invoices: which one? */
  | { kind: 'several'; choices: { number: string; about: string }[] }
  /** A quote, an order, a delivery note, or nothing that looks like an invoice. */
  | { kind: 'not-invoice'; nature: Nature; number: string }
  /** No PDF by its address: buttons that would make one, the values that can be had instead. */
  | {
      kind: 'no-pdf';
      buttons: { label: string; at: number; frame: number }[];
      values: { number: string; total: string; buyer: string } | null;
      /** The tool answered with its login page. */
      login: boolean;
      /** Origins that the browser keeps us from without the user's word. */
      blocked: string[];
      nature: Nature;
    };

/**
 * Capture in billing tools, beside the panel. Faults: 'page-closed' (the browser lets nobody into this page, or the user did not click our button there), 'page-lost',
 * 'page-login', 'page-file', 'page-refused', 'page-nothing', 'page-late', and those of reading.
 */
export interface Pages {
  /** Fetches what a reading will need, before it is asked for. */
  warm(): void;
  capture(tabId: number, options?: CaptureOptions): Promise<PageOutcome>;
  /** The file behind a link, from the context menu. */
  link(tabId: number, url: string, options?: CaptureOptions): Promise<PageOutcome>;
  /** Armed: waits for the PDF that the user's own click makes, two minutes at most. */
  await(tabId: number, options?: CaptureOptions): Promise<PageOutcome>;
}
