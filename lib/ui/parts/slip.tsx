import { useRef, useState } from 'preact/hooks';
import type { Glimpse } from '../../desk/glimpse.ts';
import { takenOf } from '../../desk/taken.ts';
import { attempt, reload, removeDossier } from '../actions.ts';
import { briefDay, money } from '../format.ts';
import { lateness } from '../lateness.ts';
import { to } from '../router.ts';
import { screenOf } from '../standing.ts';
import { openedDesk, say, several } from '../state.ts';
import { useSwipe } from '../swipe.ts';
import { today } from '../today.ts';
import type { Entry } from '../waiting.ts';
import { shell, home as words } from '../words/fr/shell.ts';
import { Icon, type IconName } from './icon.tsx';

interface Gesture {
  label: string;
  icon: IconName;
  run: () => void;
}

async function markPaid({ id }: Glimpse): Promise<void> {
  const on = async (day: string) => {
    const saved = await (await (await openedDesk()).claims()).paid(id, day);
    await reload();
    return saved;
  };
  if (await attempt(() => on(today()))) say(words.markedPaid, { label: shell.undo, run: () => void attempt(() => on('')) });
}

/** What may be done to an invoice from the list, each with its undoing: nothing that left may be deleted while the portal has not answered. */
function gesturesOf({ dossier, standing }: Entry): { paid: Gesture | null; remove: Gesture | null } {
  const { state } = dossier.stage;
  const settled = takenOf(dossier) !== null && (standing.group === 'followed' || standing.group === 'again') && dossier.invoice.kind === 'invoice';
  return {
    paid: settled ? { label: words.markPaid, icon: 'coin', run: () => void markPaid(dossier) } : null,
    remove:
      state === 'sending' || state === 'sent-unconfirmed'
        ? null
        : { label: words.remove, icon: 'trash', run: () => void removeDossier(dossier.id, { stay: true }) },
  };
}

/** The clock of the law once it is counted; until then the day that the invoice asks for. */
function dueOf({ id, invoice }: Glimpse): string {
  const dueOn = lateness.value.get(id)?.dueOn ?? invoice.payment.dueDate;
  return dueOn && words.due(briefDay(dueOn));
}

/** One invoice of the list: the whole slip opens it; its other gestures stand behind one button, and under the finger that slides it. */
export function Slip({ entry }: { entry: Entry }) {
  const { dossier, standing, late } = entry;
  const { invoice } = dossier;
  const [open, setOpen] = useState(false);
  const slip = useRef<HTMLDivElement>(null);
  const gestures = gesturesOf(entry);
  const [touched, setTouched] = useState(false);
  useSwipe(slip, { left: gestures.remove?.run ?? null, right: gestures.paid?.run ?? null, touched: () => setTouched(true) });
  /** A slip that goes gives the focus to its neighbour: the keyboard goes on from there. */
  const act = ({ run }: Gesture) => {
    const place = slip.current?.closest('li');
    const neighbour = place?.nextElementSibling ?? place?.previousElementSibling;
    (neighbour?.querySelector<HTMLElement>('.slip-link') ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true });
    run();
  };
  const amount = invoice.totals.gross || invoice.totals.payable;
  const name = invoice.buyer.name || words.unnamed;
  const facts = [
    invoice.invoiceNumber ? words.number(invoice.invoiceNumber) : standing.group !== 'again' && words.noNumber,
    invoice.issueDate && briefDay(invoice.issueDate),
    dossier.notices.includes('backup-copy') && words.copy,
    several.value && invoice.seller.name,
    standing.group === 'followed' && late === 0 && dueOf(dossier),
  ];
  const others = [gestures.paid, gestures.remove].filter((gesture) => gesture !== null);
  return (
    <li class="slip-place">
      {touched && gestures.paid && (
        <span class="under right" aria-hidden="true">
          <Icon name="coin" />
          {words.markPaid}
        </span>
      )}
      {touched && gestures.remove && (
        <span class="under left" aria-hidden="true">
          <Icon name="trash" />
          {words.remove}
        </span>
      )}
      <div class={`slip ${standing.tone}`} ref={slip}>
        <a
          class="slip-link"
          href={to(...screenOf(dossier))}
          onKeyDown={(event) => {
            if (event.key === 'Delete' && gestures.remove) act(gestures.remove);
          }}
        >
          <span class="who">{name}</span>
          <span class="amount number">{amount ? money(amount, invoice.currency) : '—'}</span>
          <span class="meta">{facts.filter(Boolean).join(' · ')}</span>
          <span class="state">
            <span class={`tag ${standing.tone}`}>
              <Icon name={standing.icon} />
              {standing.label}
            </span>{' '}
            {late > 0 && (
              <span class="tag stop">
                <Icon name="clock" />
                {words.late(late)}
              </span>
            )}
          </span>
        </a>
        {others.length > 0 && (
          <button
            type="button"
            class="slip-more"
            aria-expanded={open}
            aria-label={words.gestures([name, invoice.invoiceNumber].filter(Boolean).join(' '))}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'cross' : 'dots'} />
          </button>
        )}
        {open && (
          <div class="slip-gestures">
            {others.map((gesture) => (
              <button key={gesture.label} type="button" class="button" onClick={() => act(gesture)}>
                <Icon name={gesture.icon} />
                {gesture.label}
              </button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}
