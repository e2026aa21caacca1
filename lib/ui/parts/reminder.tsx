import { useEffect, useState } from 'preact/hooks';
import type { Reminder as Due } from '../../desk/reminder.ts';
import { attempt } from '../actions.ts';
import { to } from '../router.ts';
import { dossiers, say, theDesk } from '../state.ts';
import { backup as words } from '../words/fr/backup.ts';
import { Notice } from './notice.tsx';

/** Says, once a month at most, that a backup is due; « plus tard » keeps it quiet for two weeks. */
export function Reminder() {
  const [due, setDue] = useState<Due | null>(null);
  useEffect(() => {
    let alive = true;
    theDesk()
      .reminders()
      .then((reminders) => reminders.now())
      .then(
        (found) => alive && setDue(found),
        () => undefined,
      );
    return () => {
      alive = false;
    };
  }, [dossiers.value]);
  if (!due?.due) return null;
  const later = () =>
    void attempt(async () => {
      await (await theDesk().reminders()).postpone();
      setDue(null);
      say(words.postponed);
    });
  return (
    <Notice tone="doubt">
      <strong data-testid="backup-due">{words.due(due.invoices)}</strong>
      <span>{words.dueText}</span>
      <div class="row">
        <a class="button" href={to('sauvegarde')}>
          {words.dueNow}
        </a>
        <button type="button" class="button plain" onClick={later}>
          {words.later}
        </button>
      </div>
    </Notice>
  );
}
