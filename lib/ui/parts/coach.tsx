import type { Dossier, Errand } from '../../desk/dossier.ts';
import { faultCodeOf } from '../../invoice/fault.ts';
import { type Advice, adviceFor } from '../../portal/coach.ts';
import { explain } from '../../portal/errors.ts';
import { adopt } from '../edits.ts';
import { useGesture, useLoaded } from '../hooks.ts';
import { go, to } from '../router.ts';
import type { Loaded } from '../shell.ts';
import { say, theDesk } from '../state.ts';
import { said } from '../words/dictionary.ts';
import { coach as words } from '../words/fr/coach.ts';
import { Complaints } from './complaints.tsx';
import { Complete } from './complete.tsx';
import { Icon } from './icon.tsx';
import { FaultNotice } from './notice.tsx';
import { Unsent } from './unsent.tsx';

/** The form of an invoice sent back to be addressed anew: it searches for recipients, and most invoices never need it. */
export const recycle: Loaded<Props> = () =>
  import('./recycle.tsx').then(
    ({ Recycle }) => ({ default: Recycle }),
    () => ({ default: () => <FaultNotice code="offline" /> }),
  );

/** What the public agent wrote beside this status. */
export const saidOf = ({ history }: Dossier, status: string): string => history.findLast(({ code }) => code === status)?.text ?? '';

export const adviceOf = (dossier: Dossier): Advice | null =>
  dossier.stage.state === 'deposited' ? adviceFor(dossier.stage.status, saidOf(dossier, dossier.stage.status)) : null;

interface Props {
  dossier: Dossier;
  advice: Advice;
}

/** An invoice that came back: what it means, the one thing to change, and the way to send it again. */
export function Coach({ dossier, advice }: Props) {
  const errand = dossier.errands.find(({ kind }) => kind !== 'acknowledge');
  const Recycle = useLoaded(advice.way === 'recycle' ? recycle : undefined);
  if (errand && errand.state !== 'refused') return <OnItsWay dossier={dossier} errand={errand} />;
  return (
    <section class="sheet stack" aria-labelledby="coach-title" data-testid="coach">
      <h2 id="coach-title">{words.title}</h2>
      {errand && <Refused errand={errand} />}
      <p>
        <strong>{said(advice.remedy)}</strong>{' '}
        <span class="soft">{advice.number === 'same' ? words.sameNumber(dossier.invoice.invoiceNumber) : words.newNumber}</span>
      </p>
      {advice.way === 'recycle' && Recycle && <Recycle dossier={dossier} advice={advice} />}
      {advice.way === 'complete' && <Complete dossier={dossier} />}
      {advice.way === 'renew' && <Renew dossier={dossier} />}
      {advice.way === 'portal' && <OnPortal dossier={dossier} />}
    </section>
  );
}

function Refused({ errand }: { errand: Errand }) {
  return (
    <div role="alert" class="stack">
      <strong>{words.refusedTitle}</strong>
      <Complaints messages={explain(errand.message)} />
    </div>
  );
}

/** Like an invoice in the outbox: never said to be sent before the portal said so. */
function OnItsWay({ dossier, errand }: { dossier: Dossier; errand: Errand }) {
  const waiting = errand.state === 'waiting';
  return (
    <section class="sheet stack" aria-labelledby="errand-title" data-testid="errand">
      <h2 id="errand-title">{waiting ? words.waiting : errand.state === 'unsure' ? words.unsure : words.leaving}</h2>
      {errand.fault ? (
        <FaultNotice code={faultCodeOf(errand.fault, 'portal-refused')} />
      ) : (
        <p role="status">{waiting ? words.waitingText : words.unsureText}</p>
      )}
      {waiting && (
        <Unsent
          dossier={dossier}
          back={words.drop}
          onBack={async () => {
            adopt(await theDesk().dropErrand(dossier.id));
            say(words.dropped);
          }}
        />
      )}
    </section>
  );
}

/** Over for the portal: the same content as a new draft, under a new number. */
function Renew({ dossier }: { dossier: Dossier }) {
  const [busy, run] = useGesture();
  return (
    <div class="stack tight">
      <p class="hint">{words.renewHint}</p>
      <div class="dock">
        <button
          type="button"
          class="button main"
          disabled={busy}
          onClick={() =>
            run(async () => {
              adopt(await theDesk().reopen(dossier.id));
              go(to('facture', dossier.id, 'reprendre'));
            })
          }
        >
          <Icon name="pen" />
          {words.renew}
        </button>
      </div>
    </div>
  );
}

function OnPortal({ dossier }: { dossier: Dossier }) {
  const training = dossier.environment === 'training';
  return (
    <div>
      <a class="button" href={training ? '/entrainement/' : 'https://chorus-pro.gouv.fr/'} target="_blank" rel="noopener">
        {training ? words.openTraining : words.openPortal}
      </a>
    </div>
  );
}
