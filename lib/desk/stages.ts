import type { DirectoryManifest } from '../directory/manifest.ts';
import type { Directory } from '../directory/open.ts';
import type { Match, Recipient } from '../directory/recipient.ts';
import type { SellerPaper } from '../extraction/paper.ts';
import type { Extraction } from '../extraction/result.ts';
import type { LetterFacts } from '../formats/letter/facts.ts';
import type { Invoice } from '../invoice/model.ts';
import type { Environment } from '../portal/environment.ts';
import type { Box, Reading } from '../reading/document.ts';
import type { Eye } from '../reading/eye.ts';
import type { ReadingOptions, SourceFile } from '../reading/options.ts';
import type { FieldTrace } from './dossier.ts';
import type { Profile } from './settings.ts';

export interface SearchOptions {
  mode: 'type' | 'ocr';
  environment: Environment;
  /** Two digits (or 2A, 97x) of the seller's department, to break ties between towns that share a name. */
  department?: string;
  postcode?: string;
  town?: string;
  /** SIRETs billed before, latest first. */
  used?: readonly string[];
  limit?: number;
}

/** The directory once opened. */
export interface DirectoryView {
  /** Where its data come from; absent from those that tests make up. */
  manifest?: DirectoryManifest;
  search(query: string, options: SearchOptions): Match[];
  /** With an environment, also what its portal said of that structure since. */
  bySiret(siret: string, environment?: Environment): Recipient | null;
  /** « Lequel ? », when a SIREN has several SIRETs that receive invoices. */
  budgets?(siren: string): { sentence: string; recipients: Recipient[] } | null;
  /** Who took over from a closed body, where the data says it. */
  successor?(recipient: Recipient): Recipient | null;
  /** Fetches the services of a body that are not on this device yet, and keeps them; false when they did not come. */
  bring?(siret: string): Promise<boolean>;
}

/** Opens a base whose SHA-256 was compared. */
export type OpenBase = (base: Uint8Array, sha256: string) => Promise<Directory>;

export interface Draft {
  invoice: Invoice;
  traces: Record<string, FieldTrace>;
}

export interface ComposedFiles {
  /** Deposited on the portal: plain text PDF, no attachment. */
  portalPdf: Uint8Array;
  /** Sent as a flow: PDF/A-3 with CII inside. */
  facturx: Uint8Array;
  /** The data alone, for an accountant's software. */
  cii: Uint8Array;
  /** What the user should know of the Factur-X: 'page-as-picture', 'page-drawn', 'page-joined', 'paper-left-out'. */
  notices: readonly string[];
}

/** A page of the user's paper: its picture, flat and level, and the words read on it, boxes in its pixels. */
export interface PaperPage {
  jpeg: Uint8Array;
  words: readonly { text: string; box: Box }[];
}

/** What a Factur-X is made around, and what goes inside it beside the data. */
export interface Papers {
  /** The user's own page, which says what the invoice says: his PDF, or the photographed pages. Null: a page is drawn. */
  page: { pdf: Uint8Array | null; pages: readonly PaperPage[] } | null;
  supporting: readonly { name: string; bytes: Uint8Array }[];
  notices: readonly string[];
}

/** A page as a JPEG, its size in pixels. */
export interface PagePicture {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/** What the desk tells extraction beside the page. */
export interface Known {
  today: string;
  /** Public bodies that a SIRET, a SIREN or a name designates, best first. */
  knownBuyers(text: string): readonly { siret: string; name: string }[];
  /** Papers of sellers met before. */
  papers?: readonly SellerPaper[];
}

/**
 * The stages as the desk walks them. The app loads each on first use (`stages-web.ts`): the first screen needs none of them.
 * A test gives its own.
 */
export interface Stages {
  /** Fetches what a reading needs before it is asked for. */
  warm?(): Promise<unknown>;
  /** `papers` tell where fields should stand, so that doubtful places are looked at twice. */
  read(file: SourceFile, options: ReadingOptions, papers?: readonly SellerPaper[]): Promise<Reading>;
  /** The scan stage alone. */
  eye(options?: { armed?: boolean }): Promise<Eye>;
  extract(reading: Reading, profile: Profile, known: Known): Promise<Extraction>;
  draft(extraction: Extraction, reading: Reading, base: Invoice): Promise<Draft>;
  /** The directory that ships. */
  directory(open: OpenBase): Promise<DirectoryView>;
  /** Its base, as it is packed; absent where nothing is built from it. */
  shippedBase?(): Promise<Uint8Array>;
  /** Without papers every page is drawn. */
  compose(invoice: Invoice, today: string, papers?: Papers): Promise<ComposedFiles>;
  /** Photographed pages (JPEG, flat and level) as one light PDF to go along with the invoice. */
  photograph(pages: readonly Uint8Array[], invoice: Invoice): Promise<Uint8Array>;
  /** The letter that claims a late payment, as a PDF. */
  letter(facts: LetterFacts): Promise<Uint8Array>;
  /** The pages of a PDF as one sees them. */
  pictures(pdf: Uint8Array): Promise<PagePicture[]>;
}
