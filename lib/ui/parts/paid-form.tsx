import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { takenOf } from '../../desk/taken.ts';
import { civilDay } from '../../invoice/dates.ts';
import { adopt } from '../edits.ts';
import { useGesture } from '../hooks.ts';
import { say, theDesk } from '../state.ts';
import { today as dayInFrance } from '../today.ts';
import { clock as words } from '../words/fr/claims.ts';
import { Icon } from './icon.tsx';

/** « J'ai été payé… »: the day the money came, since many bodies never tell the portal. */
export function PaidForm({ dossier }: { dossier: Dossier }) {
  const id = useId();
  const today = dayInFrance();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(today);
  const [busy, run] = useGesture();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) input.current?.focus();
  }, [open]);
  const first = civilDay(takenOf(dossier)?.takenAt ?? '');
  const wrong = text === '' || text > today || text < first;
  if (!open)
    return (
      <button type="button" class="button" onClick={() => setOpen(true)}>
        <Icon name="coin" />
        {words.paidWhen}
      </button>
    );
  const keep = (event: Event) => {
    event.preventDefault();
    if (wrong) return;
    run(async () => {
      adopt(await (await theDesk().claims()).paid(dossier.id, text));
      say(words.paidSaved);
    });
  };
  return (
    <form class="paid-form" onSubmit={keep}>
      <div class={`field ${wrong ? 'stop' : ''}`}>
        <label for={id}>{words.paidOn}</label>
        <input
          ref={input}
          id={id}
          class="input"
          type="date"
          min={first}
          max={today}
          value={text}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {wrong && (
          <p class="wrong" id={`${id}-wrong`} role="alert">
            {words.badDay}
          </p>
        )}
      </div>
      <button type="submit" class="button strong" disabled={busy || wrong}>
        {words.keep}
      </button>
      <button type="button" class="button plain" onClick={() => setOpen(false)}>
        {words.cancel}
      </button>
    </form>
  );
}
