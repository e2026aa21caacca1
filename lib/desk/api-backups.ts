import type { MergeSummary } from './backup/merge.ts';
import type { BackupForm } from './backup.ts';
import type { Dossier } from './dossier.ts';
import type { CarriedInvoice } from './invoice-codes.ts';
import type { Reminder } from './reminder.ts';

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
  /** Takes away what a restore left when its page died. */
  sweep(): Promise<void>;
}

/** Whether a backup is due (`reminder.ts`). */
export interface Reminders {
  now(): Promise<Reminder>;
  /** « Plus tard »: two weeks of silence. */
  postpone(): Promise<void>;
}
