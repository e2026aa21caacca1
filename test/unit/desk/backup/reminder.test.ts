import { describe, expect, it } from 'vitest';
import { postponed, reminderOf, restoreBackupRecord } from '../../../../lib/desk/reminder.ts';

const day = 86_400_000;
const now = 1000 * day;
const invoices = (count: number, updatedAt = now) => Array.from({ length: count }, () => ({ updatedAt, deletedAt: 0 }));
const never = restoreBackupRecord(undefined);

describe('a backup is due', () => {
  it('when none was made and ten invoices are there, deleted ones aside', () => {
    expect(reminderOf(invoices(9), never, now).due).toBe(false);
    expect(reminderOf([...invoices(9), { updatedAt: now, deletedAt: now }], never, now).due).toBe(false);
    expect(reminderOf(invoices(10), never, now)).toEqual({ due: true, lastBackupAt: 0, invoices: 10 });
  });

  it('when five changed since the last one, a month ago', () => {
    const record = { lastBackupAt: now - 30 * day, postponedUntil: 0 };
    expect(reminderOf(invoices(5), record, now)).toEqual({ due: true, lastBackupAt: now - 30 * day, invoices: 5 });
    expect(reminderOf(invoices(4), record, now).due).toBe(false);
    expect(reminderOf(invoices(50, now - 31 * day), record, now).due).toBe(false);
    expect(reminderOf(invoices(50), { ...record, lastBackupAt: now - 29 * day }, now).due).toBe(false);
  });

  it('not for two weeks once postponed', () => {
    const record = postponed(never, now);
    expect(reminderOf(invoices(10), record, now + 14 * day - 1).due).toBe(false);
    expect(reminderOf(invoices(10), record, now + 14 * day).due).toBe(true);
  });

  it('whatever the clock was when it was wrong', () => {
    expect(reminderOf(invoices(10), { lastBackupAt: now + day, postponedUntil: 0 }, now).due).toBe(true);
    expect(reminderOf(invoices(10), { lastBackupAt: 0, postponedUntil: now + 400 * day }, now).due).toBe(true);
    expect(restoreBackupRecord({ lastBackupAt: 'x', postponedUntil: -3 })).toEqual(never);
  });
});
