import type { Recipient } from '../directory/recipient.ts';
import type { SellerPaper } from '../extraction/paper.ts';
import type { Problem } from '../invoice/check.ts';
import type { Invoice, Line } from '../invoice/model.ts';
import type { InvoiceRule } from '../invoice/rules/rule.ts';
import type { Environment, PortalCredentials } from '../portal/environment.ts';
import type { Quad } from '../reading/document.ts';
import type { Eye } from '../reading/eye.ts';
import type { ReadingProgress, SourceFile } from '../reading/options.ts';
import type { Accounts, Companies } from './api-accounts.ts';
import type { Backups, Reminders } from './api-backups.ts';
import type { Claims } from './api-claims.ts';
import type { Pages } from './api-pages.ts';
import type { Found, Orders, ReadName, WhoPays } from './api-recipients.ts';
import type { Article } from './articles.ts';
import type { Company, CompanyBook } from './company-book.ts';
import type { DeliveryNote } from './delivery-note.ts';
import type { DirectoryDesk } from './directory/api.ts';
import type { Dossier, Errand } from './dossier.ts';
import type { Forms } from './forms.ts';
import type { Counter } from './hand-over/counter.ts';
import type { OtherSide } from './hand-over/other-side.ts';
import type { BillingGroup } from './note-groups.ts';
import type { RecipientMemory } from './recipient-memory.ts';
import type { Profile, Settings } from './settings.ts';

export type { RecipientMemory };

export interface SendReport {
  sent: number;
  waiting: number;
  refused: number;
}

/** A rule as the page of all rules shows it: the table's own facts, without the predicate. Rules on the XML itself judge files, for no target. */
export interface RuleFacts extends Pick<InvoiceRule, 'id' | 'family' | 'source' | 'targets' | 'severity' | 'message' | 'remedy'> {
  /** Bounds on the issue date, ISO, inclusive. */
  validFrom?: string;
  validUntil?: string;
  onPaper?: InvoiceRule['targets'];
  knowingly?: string;
  /** Syntax of the files a rule on the XML judges. */
  syntax?: 'cii' | 'ubl';
}

/** Something ready to be saved or shared. */
export interface MadeFile {
  name: string;
  type: string;
  bytes: Uint8Array;
  /** What the user should know of it: 'page-as-picture', 'page-drawn', 'page-joined', 'paper-left-out'. */
  notices?: readonly string[];
}

/** Too heavy for the memory of a phone: never whole in it. */
export type MadeArchive = Omit<MadeFile, 'bytes'> & { bytes: Blob };

/** Invoices written without any paper. */
export interface ByHand {
  /** A draft with what is known filled: seller, next number, dates of today, a first line. */
  create(): Promise<Dossier>;
  /** The same invoice once more: buyer, codes and lines kept; number and dates new. */
  duplicate(id: string): Promise<Dossier>;
  /**
   * A credit note for a whole invoice: its lines in plain (positive) amounts, its number and date as the origin, nothing to be paid by transfer.
   * Lines are then edited for a partial one. Fault 'not-ready' for an invoice without number or for a credit note.
   */
  creditNote(id: string): Promise<Dossier>;
  /** Lines of the latest other invoice of this seller to this buyer, as a new invoice may take them over; null when there is none. */
  lastLines(dossier: Dossier): Promise<{ lines: Line[]; number: string; date: string } | null>;
  /** The next number of the user's series, and the numbers that the draft's own leaves out (first and last). */
  numbering(dossier: Dossier): Promise<{ proposed: string; gap: { first: string; last: string; count: number } | null }>;
  /** Day by which a public buyer must pay an invoice of that date, "" when the date or the buyer is not known. */
  dueDate(dossier: Dossier): Promise<string>;
}

/** What a seller sells: learned from what he sends and delivers, shown and forgotten in the settings. */
export interface Articles {
  /** Of one seller (SIRET), latest used first; of the user's own company when none is named. */
  list(seller?: string): Promise<Article[]>;
  forget(keys: readonly string[]): Promise<void>;
  /** Puts forgotten ones back. */
  remember(articles: readonly Article[]): Promise<void>;
}

export interface DeliveryNotes {
  /** Notes not deleted, latest delivery first. */
  list(): Promise<DeliveryNote[]>;
  /** Those on no invoice yet, as the invoices that they will be. */
  toBill(): Promise<BillingGroup[]>;
  open(id: string): Promise<DeliveryNote | null>;
  /** A note of today; for a buyer already served, with his last lines and codes. */
  create(buyer?: Recipient): Promise<DeliveryNote>;
  /** A note of today with everything that this one says. */
  again(id: string): Promise<DeliveryNote>;
  /** Any change. Fault 'notes-billed' once it is on an invoice. */
  change(id: string, step: (note: DeliveryNote) => DeliveryNote): Promise<DeliveryNote>;
  /** The user is done with it for now: its articles are remembered, and a note without buyer or lines is not kept. */
  finish(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /**
   * These notes of one group (`toBill`) as one invoice, and marked as billed in the same transaction. Fault 'notes-billed' when one of them already is:
   * nothing is billed twice; 'not-ready' for several buyers or codes. Deleting the draft frees them.
   */
  bill(ids: readonly string[]): Promise<Dossier>;
}

/** Days, ISO, both included. */
export interface Period {
  from: string;
  to: string;
}

export interface Exporting {
  /** Invoices dated in the period, oldest first; drafts only when asked. */
  choose(period: Period, drafts: boolean): Promise<Dossier[]>;
  /** A ZIP for the accountant: for each invoice its PDF, XML, pictures, receipt and data, and one spreadsheet for all. */
  archive(dossiers: readonly Dossier[], options?: { name?: string; signal?: AbortSignal; onProgress?: (done: number) => void }): Promise<MadeArchive>;
  /** The spreadsheet alone, a CSV that French Excel and LibreOffice open as it is. */
  spreadsheet(dossiers: readonly Dossier[], name: string): Promise<MadeFile>;
}

export type { SellerPaper };

/** Sellers' papers met before, last used first. */
export interface Papers {
  list(): Promise<readonly SellerPaper[]>;
  forget(siret: string): Promise<void>;
  /** Puts a forgotten one back. */
  remember(paper: SellerPaper): Promise<void>;
}

/**
 * The use cases, as the screens call them. Every method that changes something has saved it when its promise resolves;
 * every rejection is a `Fault`. Heavy stages (reading, PDF, directory) are loaded on first use.
 */
export interface Desk {
  /** Alive dossiers, last changed first. */
  list(): Promise<readonly Dossier[]>;
  /** The same as far as it is known without reading years of them: all that is not paid or over, the latest of the rest, and how many those are. */
  glance(): Promise<{ dossiers: readonly Dossier[]; past: number; whole: boolean }>;
  open(id: string): Promise<Dossier | null>;
  /** Families of use cases loaded on first use. */
  byHand(): Promise<ByHand>;
  articles(): Promise<Articles>;
  /** What is remembered of sellers' papers: shown, and forgotten at will. */
  papers(): Promise<Papers>;
  deliveryNotes(): Promise<DeliveryNotes>;
  whoPays(): Promise<WhoPays>;
  orders(): Promise<Orders>;
  exporting(): Promise<Exporting>;
  claims(): Promise<Claims>;
  /** The data about public bodies: which, how old, how renewed, and what may be asked of others. */
  directory(): Promise<DirectoryDesk>;
  /** The portal's forms in the tab beside; only an extension has one. */
  forms(): Promise<Forms>;
  /** A draft typed by hand: `byHand().create()`. */
  create(): Promise<Dossier>;
  /** Stores the files and gives the dossier at once, `reading: 'waiting'`; several pictures are pages of one invoice. */
  capture(files: SourceFile[]): Promise<Dossier>;
  /** One more picture of the same invoice, kept at once: a page photographed is a page saved. */
  addPage(id: string, file: SourceFile): Promise<Dossier>;
  /** Takes the last picture back; the dossier goes with its only one. */
  dropPage(id: string): Promise<Dossier | null>;
  /** Reads what `capture` stored: reading, extraction, recipient. A failure is kept in the dossier (`reading: 'failed'`), the picture too. */
  read(id: string, options?: { signal?: AbortSignal; onProgress?: (progress: ReadingProgress) => void }): Promise<Dossier>;
  /** Sets the corners of the page in one picture by hand, null to let them be found again; the dossier waits to be read anew. */
  setCorners(id: string, fileId: string, corners: Quad | null): Promise<Dossier>;
  /** Looks at the camera's frames, and at pictures before they are read. */
  eye(options?: { armed?: boolean }): Promise<Eye>;
  /** Sets one field by its path ("seller.siret", "lines.0.quantity"), marks it confirmed, recomputes totals that depend on it. */
  edit(id: string, path: string, value: string): Promise<Dossier>;
  /** Any larger change as one undo step; changes of one `label` within two seconds are one step, as keystrokes are. */
  change(id: string, step: (invoice: Invoice) => Invoice, label?: string): Promise<Dossier>;
  /** The user looked and agrees. */
  confirm(id: string, path: string): Promise<Dossier>;
  undo(id: string): Promise<Dossier>;
  redo(id: string): Promise<Dossier>;
  canUndo(id: string): Promise<{ undo: boolean; redo: boolean }>;
  remove(id: string): Promise<void>;
  restore(id: string): Promise<Dossier>;
  problems(dossier: Dossier): Promise<Problem[]>;
  /** « C'est bien ce qui est écrit sur la facture »: kept with its date until the field changes. Fault 'not-ready' for a problem that cannot be. */
  confirmProblem(id: string, problem: Pick<Problem, 'rule' | 'field'>): Promise<Dossier>;
  withdrawConfirmation(id: string, problem: Pick<Problem, 'rule' | 'field'>): Promise<Dossier>;
  /** Every rule that an invoice may be checked against. */
  rules(): Promise<readonly RuleFacts[]>;

  file(id: string): Promise<Uint8Array | null>;
  attach(id: string, file: SourceFile): Promise<Dossier>;
  /** The files as they would leave: portal PDF and Factur-X. */
  compose(id: string): Promise<MadeFile[]>;
  /** The portal PDF and its pages as pictures. */
  preview(id: string): Promise<MadeFile & { pages: { bytes: Uint8Array; width: number; height: number }[] }>;

  /** `read`: the words come from paper. */
  searchRecipients(query: string, read?: ReadName): Promise<Found[]>;
  recentRecipients(): Promise<RecipientMemory[]>;
  lastCodes(siret: string): Promise<RecipientMemory | null>;
  /** What the chosen recipient demands; null when no SIRET or never seen. */
  recipientOf(dossier: Dossier): Promise<Recipient | null>;
  chooseRecipient(
    id: string,
    recipient: Recipient,
    codes?: Pick<RecipientMemory, 'serviceCode' | 'engagementNumber' | 'contractNumber'>,
  ): Promise<Dossier>;

  /** Puts a dossier without blocking problem in the outbox; it leaves when the network allows. Rejects with the first blocking problem otherwise. */
  send(id: string): Promise<Dossier>;
  /** Takes it back from the outbox while nothing has left. */
  hold(id: string): Promise<Dossier>;
  /** « À recycler »: the address mended, the same number; leaves with the outbox. Fault 'not-ready' when a code still lacks, or when it did not come back so. */
  recycle(id: string, change: Pick<Errand, 'buyerSiret' | 'buyerName' | 'serviceCode' | 'engagementNumber' | 'comment'>): Promise<Dossier>;
  /** « Suspendue »: what was missing, a word or documents (10 Mo each); leaves with the outbox. */
  complete(id: string, answer: { comment: string; files: SourceFile[] }): Promise<Dossier>;
  /** Takes such an answer back while it has not left. */
  dropErrand(id: string): Promise<Dossier>;
  /** After a refusal or a rejection: back to a draft, the attempt kept in the history; a rejection is acknowledged and its number given up. */
  reopen(id: string): Promise<Dossier>;
  /** The user does not want to wait for the next try: this dossier goes, or is asked about, now. */
  tryNow(id: string): Promise<SendReport>;
  /** Empties the outbox as far as the network allows. */
  flush(signal?: AbortSignal): Promise<SendReport>;
  /** Asks the portal where the deposited invoices stand, politely. */
  refresh(signal?: AbortSignal): Promise<void>;

  /** What the portal gave as a proof of deposit and what happened since, as a text. Fault 'not-ready' when it holds nothing. */
  receipt(id: string): Promise<MadeFile>;
  /** The invoice as the portal keeps it, asked of the portal. Fault 'not-ready' when it holds none. */
  portalCopy(id: string): Promise<MadeFile>;

  /** At start-up: settles what a dead page left, empties the outbox, wakes with the network. Gives the way to stop. */
  start(): () => void;

  /** Of the company at work. */
  profile(): Promise<Company>;
  saveProfile(profile: Profile): Promise<void>;
  /** Every company, and the one at work. */
  book(): Promise<CompanyBook>;
  companies(): Promise<Companies>;
  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  accounts(): Promise<Accounts>;
  /** As the outbox opens them: of that company, else of all; null when none are kept. Fault 'vault-locked'. */
  credentials(environment: Environment, siren?: string): Promise<PortalCredentials | null>;
  saveCredentials(environment: Environment, credentials: PortalCredentials | null, siren?: string): Promise<void>;

  /** Called after every change, from this tab or another. */
  subscribe(listener: () => void): () => void;
  backups(): Promise<Backups>;
  reminders(): Promise<Reminders>;
  /** Where invoices pass to the other side of this browser, the web app or the extension, and come from it. */
  counter(): Promise<Counter>;
  /** From the extension: the web app that the user named. Fault 'unknown' where there is no browser around. */
  otherSide(): Promise<OtherSide>;
  /** Reading the page of a billing tool beside the panel; null where there is no browser around us (`Platform.tabs`). */
  pages(): Promise<Pages | null>;
}
