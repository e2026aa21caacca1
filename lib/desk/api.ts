import type { Match, Recipient } from '../directory/recipient.ts';
import type { Problem } from '../invoice/check.ts';
import type { Invoice } from '../invoice/model.ts';
import type { Environment, PortalCredentials } from '../portal/environment.ts';
import type { Quad } from '../reading/document.ts';
import type { ReadingProgress, SourceFile } from '../reading/options.ts';
import type { Dossier } from './dossier.ts';
import type { Profile, Settings } from './settings.ts';

/** What worked last time for a recipient. */
export interface RecipientMemory {
  recipient: Recipient;
  serviceCode: string;
  engagementNumber: string;
  contractNumber: string;
  /** ISO day of the last use, and how many invoices went there. */
  usedOn: string;
  uses: number;
}

export interface SendReport {
  sent: number;
  waiting: number;
  refused: number;
}

/**
 * The use cases, as the screens call them. Every method that changes something has saved it when its promise resolves;
 * every rejection is a `Fault`. Heavy stages (reading, PDF, directory) are loaded on first use.
 */
export interface Desk {
  /** Alive dossiers, last changed first. */
  list(): Promise<Dossier[]>;
  open(id: string): Promise<Dossier | null>;
  /** A draft typed by hand, seller filled from the profile. */
  create(): Promise<Dossier>;
  /** Stores the files and gives the dossier at once, `reading: 'waiting'`; several pictures are pages of one invoice. */
  capture(files: SourceFile[]): Promise<Dossier>;
  /** One more picture of the same invoice, kept at once: a page photographed is a page saved. */
  addPage(id: string, file: SourceFile): Promise<Dossier>;
  /** Takes the last picture back; the dossier goes with its only one. */
  dropPage(id: string): Promise<Dossier | null>;
  /** Reads what `capture` stored: reading, extraction, recipient. A failure is kept in the dossier (`reading: 'failed'`), the picture too. */
  read(id: string, options?: { signal?: AbortSignal; onProgress?: (progress: ReadingProgress) => void; quad?: Quad }): Promise<Dossier>;
  /** Sets one field by its path ("seller.siret", "lines.0.quantity"), marks it confirmed, recomputes totals that depend on it. */
  edit(id: string, path: string, value: string): Promise<Dossier>;
  /** Any larger change (add a line, credit note ...) as one undo step. */
  change(id: string, step: (invoice: Invoice) => Invoice): Promise<Dossier>;
  /** The user looked and agrees. */
  confirm(id: string, path: string): Promise<Dossier>;
  undo(id: string): Promise<Dossier>;
  redo(id: string): Promise<Dossier>;
  canUndo(id: string): Promise<{ undo: boolean; redo: boolean }>;
  remove(id: string): Promise<void>;
  restore(id: string): Promise<Dossier>;
  problems(dossier: Dossier): Promise<Problem[]>;

  file(id: string): Promise<Uint8Array | null>;
  attach(id: string, file: SourceFile): Promise<Dossier>;
  /** The files as they would leave: portal PDF and Factur-X. */
  compose(id: string): Promise<{ name: string; type: string; bytes: Uint8Array }[]>;

  searchRecipients(query: string): Promise<Match[]>;
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
  /** After a refusal: back to a draft, the attempt kept in the history. */
  reopen(id: string): Promise<Dossier>;
  /** The user does not want to wait for the next try: this dossier goes, or is asked about, now. */
  tryNow(id: string): Promise<SendReport>;
  /** Empties the outbox as far as the network allows. */
  flush(signal?: AbortSignal): Promise<SendReport>;
  /** Asks the portal where the deposited invoices stand, politely. */
  refresh(signal?: AbortSignal): Promise<void>;

  /** At start-up: settles what a dead page left, empties the outbox, wakes with the network. Gives the way to stop. */
  start(): () => void;

  profile(): Promise<Profile>;
  saveProfile(profile: Profile): Promise<void>;
  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  /** Secrets are encrypted with a key that never leaves this browser; null when none are kept. */
  credentials(environment: Environment): Promise<PortalCredentials | null>;
  saveCredentials(environment: Environment, credentials: PortalCredentials | null): Promise<void>;

  /** Called after every change, from this tab or another. */
  subscribe(listener: () => void): () => void;
  /** Everything as one JSON-in-ZIP backup file. */
  backup(): Promise<Uint8Array>;
  restoreBackup(bytes: Uint8Array): Promise<number>;
}
