import type { Dossier } from './dossier.ts';

/** When to say, quietly, that a backup is due. */
export const REMINDER = 'backup-reminder';

const DAY_MS = 86_400_000;
const DUE_AFTER_MS = 30 * DAY_MS;
const POSTPONED_MS = 14 * DAY_MS;
/** Invoices changed since the last backup; and those on the device when none was ever made. */
const CHANGED = 5;
const NEVER_SAVED = 10;

export interface BackupRecord {
  /** Milliseconds, 0 = never. */
  lastBackupAt: number;
  postponedUntil: number;
}

export type Reminder = { due: false; lastBackupAt: number } | { due: true; lastBackupAt: number; invoices: number };

export function restoreBackupRecord(value: unknown): BackupRecord {
  const source = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const time = (moment: unknown) => (typeof moment === 'number' && Number.isFinite(moment) && moment > 0 ? moment : 0);
  return { lastBackupAt: time(source.lastBackupAt), postponedUntil: time(source.postponedUntil) };
}

export function reminderOf(dossiers: readonly Pick<Dossier, 'updatedAt' | 'deletedAt'>[], record: BackupRecord, now: number): Reminder {
  const { postponedUntil } = record;
  // A clock that was wrong on the day of the backup must not silence the reminder for years.
  const lastBackupAt = record.lastBackupAt > now ? 0 : record.lastBackupAt;
  const changed = dossiers.filter(({ updatedAt, deletedAt }) => deletedAt === 0 && updatedAt > lastBackupAt).length;
  const postponed = postponedUntil > now && postponedUntil <= now + POSTPONED_MS;
  const due = !postponed && (lastBackupAt === 0 ? changed >= NEVER_SAVED : changed >= CHANGED && now - lastBackupAt >= DUE_AFTER_MS);
  return due ? { due, lastBackupAt, invoices: changed } : { due, lastBackupAt };
}

export function postponed(record: BackupRecord, now: number): BackupRecord {
  return { ...record, postponedUntil: now + POSTPONED_MS };
}
