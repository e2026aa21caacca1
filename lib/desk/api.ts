import type { Claim } from '../claims/claim.ts';
import type { Clock } from '../claims/clock.ts';
import type { EcbRate } from '../claims/rates.ts';
import type { Term, TermDays } from '../claims/terms.ts';
import type { Recipient } from '../directory/recipient.ts';
import type { SellerPaper } from '../extraction/paper.ts';
import type { ClaimMail } from '../formats/letter/wording.ts';
import type { Problem } from '../invoice/check.ts';
import type { Invoice, Line } from '../invoice/model.ts';
import type { InvoiceRule } from '../invoice/rules/rule.ts';
import type { Diagnosis, Step } from '../portal/diagnosis.ts';
import type { Environment, PortalCredentials } from '../portal/environment.ts';
import type { Quad } from '../reading/document.ts';
import type { Eye } from '../reading/eye.ts';
import type { ReadingProgress, SourceFile } from '../reading/options.ts';
import type { Pages } from './api-pages.ts';
import type { Found, Orders, ReadName, WhoPays } from './api-recipients.ts';
import type { Article } from './articles.ts';
import type { MergeSummary } from './backup/merge.ts';
import type { BackupForm } from './backup.ts';
import type { Company, CompanyBook } from './company-book.ts';
import type { DeliveryNote } from './delivery-note.ts';
import type { DirectoryDesk } from './directory/api.ts';
import type { Dossier, Errand } from './dossier.ts';
import type { Expiry } from './expiry.ts';
import type { Forms } from './forms.ts';
import type { Counter } from './hand-over/counter.ts';
import type { OtherSide } from './hand-over/other-side.ts';
import type { CarriedInvoice } from './invoice-codes.ts';
import type { RecipientMemory } from './recipient-memory.ts';
import type { RelayState } from './relay-state.ts';
import type { Reminder } from './reminder.ts';
import type { Profile, Settings } from './settings.ts';
import type { Unlocking, VaultAccount, VaultState } from './vault.ts';
import type { KeyField } from './vault-record.ts';

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
  /** What the user should know of it: 'page-as-picture', 'page-drawn', 'page-joined'. */
  notices?: readonly string[];
}

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
   * These notes, of one buyer, as one invoice, and marked as billed in the same transaction. Fault 'notes-billed' when one of them already is:
   * nothing is billed twice. Deleting the draft frees them.
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
  archive(dossiers: readonly Dossier[], options?: { name?: string; signal?: AbortSignal; onProgress?: (done: number) => void }): Promise<MadeFile>;
  /** The spreadsheet alone, a CSV that French Excel and LibreOffice open as it is. */
  spreadsheet(dossiers: readonly Dossier[], name: string): Promise<MadeFile>;
}

export interface BackupFile {
  name: string;
  /** A Blob, since it may be larger than a phone's memory. */
  blob: Blob;
  invoices: number;
}

export interface OpenedBackup {
  kind: 'everything' | 'invoice';
  /** Milliseconds; 0 when the file does not say. */
  madeAt: number;
  /** The first dossier, for a file that carries one. */
  id: string;
  /** What taking it back would change here. */
  summary: MergeSummary;
  /** Does it, all or nothing. Faults 'storage-full', 'storage-broken'. */
  restore(onProgress?: (ratio: number) => void): Promise<MergeSummary>;
}

/** Everything as one file, and back: `backup.ts` for its form, `backup/merge.ts` for what stands when both sides have something. */
export interface Backups {
  /** Everything but secrets and undo steps, sealed with the passphrase; with '' it is open to whoever has the file. */
  write(passphrase: string, options?: { signal?: AbortSignal; onProgress?: (ratio: number) => void }): Promise<BackupFile>;
  /** The file is in the user's hands: the reminder counts from now. */
  handedOver(): Promise<void>;
  /** One invoice with its files, for another device; not sealed. Without its papers the other side keeps those it has. */
  writeInvoice(id: string, options?: { papers?: boolean }): Promise<BackupFile>;
  /** The draft without its pictures, as texts for QR codes. Faults 'too-long-for-codes', 'not-ready' for what is no draft. */
  codes(id: string): Promise<string[]>;
  /** A draft that came by codes: itself when it is here already as it is, else a new one. Nothing is sent. */
  receive(carried: CarriedInvoice): Promise<Dossier>;
  /** What can be told without the passphrase. Faults of a sealed one: 'backup-newer', 'backup-cut', 'backup-broken'. */
  formOf(file: Blob): Promise<BackupForm>;
  /** Reads it to its end and changes nothing. Faults 'backup-passphrase', 'backup-cut', 'backup-newer', 'backup-broken'. */
  open(file: Blob, passphrase?: string, onProgress?: (ratio: number) => void): Promise<OpenedBackup>;
  reminder(): Promise<Reminder>;
  /** « Plus tard »: two weeks of silence. */
  postponeReminder(): Promise<void>;
  /** Takes away what a restore left when its page died. */
  sweep(): Promise<void>;
}

/** A technical password that ends soon or has ended. */
export interface ExpiryNotice {
  environment: Environment;
  siren: string;
  expiry: Expiry;
}

export interface SetupProgress {
  environment: Environment;
  siren: string;
  ticked: Record<string, boolean>;
}

/** Keys of the portal. `siren` is the company's, "" for the keys that serve every company without its own. Never gives a secret back. */
export interface Accounts {
  state(): Promise<VaultState>;
  hasPassphrase(): Promise<boolean>;
  /** What is kept where, in clear facts: which keys, which dates. */
  list(): Promise<VaultAccount[]>;
  /** The two keys that are no secret. Fault 'vault-locked'. */
  visible(environment: Environment, siren: string): Promise<{ clientId: string; login: string }>;
  /** One key, sealed at once: an interruption loses nothing. `setOn`: ISO day on which the password was given, today by default. */
  save(environment: Environment, siren: string, field: KeyField, value: string, setOn?: string): Promise<void>;
  datePassword(environment: Environment, siren: string, setOn: string): Promise<void>;
  /** Gives the way to undo. */
  forget(environment: Environment, siren: string): Promise<() => Promise<void>>;
  /** All of them and the passphrase; invoices stay. */
  forgetAll(): Promise<void>;
  /** Sends what waited for it. */
  unlock(passphrase: string): Promise<Unlocking>;
  lock(): Promise<void>;
  /** Sets, changes, or takes away (null) the passphrase. Fault 'vault-locked'. */
  setPassphrase(passphrase: string | null): Promise<void>;
  relay(): Promise<RelayState>;
  /** Origins that the user must allow before calls reach this environment: in an extension alone, empty elsewhere. Fault 'portal-no-practice'. */
  sitesToAllow(environment: Environment): Promise<string[]>;
  /** What the user opened just now (a site, a practice portal) lets go what waited for it. */
  release(): Promise<void>;
  /** Walks the connection step by step; deposits nothing. */
  test(environment: Environment, siren: string, options?: { tell?: (steps: readonly Step[]) => void; signal?: AbortSignal }): Promise<Diagnosis>;
  notices(): Promise<ExpiryNotice[]>;
  /** A notification for what ends soon, once a step, where the user wants them. */
  announce(): Promise<void>;
  setup(): Promise<SetupProgress>;
  saveSetup(setup: SetupProgress): Promise<void>;
}

/** Several companies under one roof. Which is at work decides the seller, the numbers, the articles and the keys of what is made next. */
export interface Companies {
  /** A blank one, at work at once; gives its id. */
  add(): Promise<string>;
  switchTo(id: string): Promise<void>;
  /** With its keys; its invoices stay. Gives the way to undo. The last one cannot be removed. */
  remove(id: string): Promise<() => Promise<void>>;
}

/** Where the payment of one deposited invoice stands; `claim` when it is late, or was paid late. */
export interface InvoiceClaim {
  clock: Clock;
  term: Term;
  claim: Claim | null;
}

/** What one buyer owes. Amounts in euros, credit notes left out: they have no term. */
export interface BuyerDebt {
  siret: string;
  name: string;
  /** Deposited elsewhere than on the State's portal in use. */
  trial: boolean;
  /** To be paid, late included, and how many invoices that is. */
  expected: string;
  waiting: number;
  /** Not paid and late. */
  late: string;
  /** Of all open claims, those paid late included. */
  interest: string;
  indemnity: string;
  /** Open claims, the longest late first. */
  claims: (InvoiceClaim & { dossier: Dossier; claim: Claim })[];
  /** Days that this buyer took, on average, from the start of the term to the payment; null while he paid nothing. */
  averageDays: number | null;
  /** Days that the law gives this buyer. */
  term: number;
  paid: number;
}

/** What came and what is to come in one month ("2026-11"). Amounts in euros, credit notes left out. */
export interface MonthOfMoney {
  month: string;
  /** By the day of payment. */
  paid: string;
  /** Not paid yet, by the last day of its term; what is suspended has none, and counts in the present month. */
  expected: string;
  /** Of those, late: by the last day that was missed. */
  late: string;
  trial: boolean;
}

export interface ClaimLetter {
  file: MadeFile;
  mail: ClaimMail;
  /** The mail as an address to open. */
  mailto: string;
}

/** The clock of payment, and what the law gives when it is over (`lib/claims`). */
export interface Claims {
  /** Null for an invoice that the portal does not hold. */
  of(dossier: Dossier): Promise<InvoiceClaim | null>;
  /**
   * The last day and the days late of each deposited invoice still alive, by id: what a list shows. `quick`: buyers never met are not looked up in the
   * directory, and have the usual term.
   */
  lateness(quick?: boolean): Promise<ReadonlyMap<string, Pick<Clock, 'state' | 'dueOn' | 'daysLate'>>>;
  /** Buyers who owe something or ever paid: real ones first, then by what is late. */
  byBuyer(): Promise<BuyerDebt[]>;
  /** Months that hold something, oldest first; those of a trial apart from the real ones. */
  byMonth(): Promise<MonthOfMoney[]>;
  /** « J'ai été payé le … »; "" takes it back. Fault 'not-ready' for a day to come or an invoice that is not deposited. */
  paid(id: string, day: string): Promise<Dossier>;
  /** The interest and the indemnity came, or are given up; "" takes it back. */
  close(id: string, day: string): Promise<Dossier>;
  /** One letter for late invoices of one buyer. Fault 'not-ready' when none of them is late or they are of several buyers. */
  letter(ids: readonly string[]): Promise<ClaimLetter>;
  /** By half-year, latest first. */
  rates(): Promise<EcbRate[]>;
  /** Percent by first day of the half-year; what is not a rate, or equals the table, is not kept. */
  saveRates(typed: Readonly<Record<string, string>>): Promise<void>;
  /** The user knows the term of this buyer better; null gives the kind of buyer its say again. */
  chooseTerm(siret: string, days: TermDays | null): Promise<void>;
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
  list(): Promise<Dossier[]>;
  /** The same as far as it is known without reading years of them: all that is not paid or over, the latest of the rest, and how many those are. */
  glance(): Promise<{ dossiers: Dossier[]; past: number; whole: boolean }>;
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
  /** Where invoices pass to the other side of this browser, the web app or the extension, and come from it. */
  counter(): Promise<Counter>;
  /** From the extension: the web app that the user named. Fault 'unknown' where there is no browser around. */
  otherSide(): Promise<OtherSide>;
  /** Reading the page of a billing tool beside the panel; null where there is no browser around us (`Platform.tabs`). */
  pages(): Promise<Pages | null>;
}
