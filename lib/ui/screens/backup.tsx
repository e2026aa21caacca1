import '../styles/backup.css';
import '../styles/capture.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reminder } from '../../desk/reminder.ts';
import { attempt } from '../actions.ts';
import { day, isoDay } from '../format.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { dossiers, theDesk } from '../state.ts';
import { backup as words } from '../words/fr/backup.ts';
import { doors } from '../words/fr/doors.ts';
import { MakeBackup } from './backup-make.tsx';
import { TakeBack } from './backup-restore.tsx';

/** Everything as one file, and back; what the law says of keeping. */
export default function BackupScreen(_: ScreenProps) {
  const [reminder, setReminder] = useState<Reminder | null>(null);
  const asked = useRef(0);
  // the answer to the last question alone: an earlier one that comes late would say again that nothing was ever saved
  const ask = () =>
    attempt(async () => {
      const turn = ++asked.current;
      const answer = await (await theDesk().reminders()).now();
      if (turn === asked.current) setReminder(answer);
    });
  useEffect(() => void ask(), [dossiers.value]);
  return (
    <div class="stack wide">
      <div class="stack tight">
        <Head title={words.title} back={to('reglages')} />
        <p class="soft">{words.intro}</p>
        {reminder && <p data-testid="last-backup">{reminder.lastBackupAt > 0 ? words.last(day(isoDay(reminder.lastBackupAt))) : words.never}</p>}
      </div>
      {reminder?.due && (
        <Notice tone="doubt">
          <strong>{words.due(reminder.invoices)}</strong>
          <span>{words.dueText}</span>
        </Notice>
      )}
      <MakeBackup onMade={() => void ask()} />
      <TakeBack />
      <a class="way" href={to('recevoir')}>
        <Icon name="phone" />
        <strong>{doors.receive.link}</strong>
        <span class="hint">{doors.receive.hint}</span>
      </a>
      <section class="stack tight" aria-labelledby="ten-years">
        <h2 id="ten-years">{words.tenYears}</h2>
        <p class="soft">{words.tenYearsText}</p>
      </section>
    </div>
  );
}
