import type { Reminders } from './api-backups.ts';
import type { Bench } from './bench.ts';
import { postponed, REMINDER, reminderOf, restoreBackupRecord } from './reminder.ts';

/** Whether a backup is due: asked by the list at each opening, so that nothing of a backup itself is needed for it. */
export function reminderCases({ store, platform, alive }: Bench): Reminders {
  const record = async () => restoreBackupRecord(await store.value(REMINDER));
  return {
    now: async () => reminderOf(await alive(), await record(), platform.clock.now()),
    async postpone() {
      await store.setValue(REMINDER, postponed(await record(), platform.clock.now()));
    },
  };
}
