import '../styles/claims.css';
import { useEffect, useState } from 'preact/hooks';
import { halfYearOf } from '../../claims/rates.ts';
import { type TermDays, termDays } from '../../claims/terms.ts';
import type { Claims, InvoiceClaim } from '../../desk/api-claims.ts';
import type { Dossier } from '../../desk/dossier.ts';
import { adopt } from '../edits.ts';
import { day, money, percent } from '../format.ts';
import { useGesture } from '../hooks.ts';
import { say, theDesk } from '../state.ts';
import { today as dayInFrance } from '../today.ts';
import { clock as words } from '../words/fr/claims.ts';
import { LetterButton } from './claim-letter.tsx';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';
import { PaidForm } from './paid-form.tsx';

/** The clock of a deposited invoice: until when, how late, what is owed on top, and what one can do about it. Nothing where there is no term. */
export function Clock({ dossier }: { dossier: Dossier }) {
  const [found, setFound] = useState<InvoiceClaim | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let alive = true;
    theDesk()
      .claims()
      .then((claims) => claims.of(dossier))
      .then(
        (answer) => alive && setFound(answer),
        () => undefined,
      );
    return () => {
      alive = false;
    };
  }, [dossier.id, dossier.revision, turn]);
  if (!found) return null;
  const { state, reasons } = found.clock;
  if (state === 'not-due' && !reasons.includes('to-recycle')) return null;
  if (state === 'ended') return null;
  return (
    <section class="sheet stack clock" aria-labelledby="clock" data-testid="clock">
      <h2 id="clock">{words.title}</h2>
      {state === 'not-due' && <p class="soft">{words.recycle}</p>}
      {state === 'running' && <Running found={found} />}
      {state === 'suspended' && <Suspended found={found} />}
      {state === 'late' && <Late dossier={dossier} found={found} />}
      {state === 'paid' && <Paid dossier={dossier} found={found} />}
      {(state === 'running' || state === 'suspended') && (
        <div class="row">
          <PaidForm dossier={dossier} />
        </div>
      )}
      {found.claim && <How found={found} claim={found.claim} />}
      {(state === 'running' || state === 'late') && (
        <WrongTerm dossier={dossier} days={found.term.days} onChange={() => setTurn((count) => count + 1)} />
      )}
    </section>
  );
}

/** Where the last day comes from, a sentence each. */
function Origin({ found: { clock, term } }: { found: InvoiceClaim }) {
  const [start = ''] = clock.reasons;
  const said = words.starts[start];
  const notes = [
    clock.startsOn && `${words.term(term.days, day(clock.startsOn))}${said ? `, ${said}` : ''}.`,
    clock.reasons.includes('restarted-after-recycling') && words.restarted,
    ...clock.suspensions.map(({ from, to, effect }) =>
      effect !== 'stops' ? words.noEffect[effect](day(from)) : to && words.paused(day(from), day(to)),
    ),
    !term.sure && words.unsure,
  ].filter(Boolean);
  return <p class="hint">{notes.join(' ')}</p>;
}

function Running({ found }: { found: InvoiceClaim }) {
  const { dueOn, daysLeft } = found.clock;
  const near = daysLeft <= 5;
  // What is left of the term: the bar empties as days go. A restarted term is thirty days at least.
  const share = Math.min(1, daysLeft / Math.max(found.term.days, daysLeft, 1));
  return (
    <div class="stack tight">
      <p class="between row">
        <strong class="clock-line">{words.due(day(dueOn))}</strong>
        <span class={`tag ${near ? 'doubt' : 'accent'}`}>
          <Icon name="clock" />
          {words.left(daysLeft)}
        </span>
      </p>
      <div class="bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <Origin found={found} />
    </div>
  );
}

function Suspended({ found }: { found: InvoiceClaim }) {
  const open = found.clock.suspensions.find(({ to }) => to === '');
  return (
    <Notice tone="doubt">
      <strong>{words.suspended}</strong>
      <span>{words.suspendedText(day(open?.from ?? ''))}</span>
    </Notice>
  );
}

const some = (interest: string) => interest !== '0.00';

function Late({ dossier, found: { clock, claim, term } }: { dossier: Dossier; found: InvoiceClaim }) {
  return (
    <>
      <Notice tone="stop">
        <strong class="clock-line">{words.late(clock.daysLate)}</strong>
        {claim && <span>{words.owed(money(claim.interest), money(claim.indemnity), some(claim.interest))}</span>}
      </Notice>
      <div class="stack tight">
        <p>{words.due(day(clock.dueOn))}.</p>
        <Origin found={{ clock, claim, term }} />
        <p class="hint">{clock.reasons.includes('maybe-paid') ? words.maybePaid : words.lookFirst}</p>
      </div>
      <div class="row">
        {claim && <LetterButton ids={[dossier.id]} label={words.letter} unsure={!claim.rateSure} />}
        <PaidForm dossier={dossier} />
      </div>
    </>
  );
}

function Paid({ dossier, found: { clock, claim } }: { dossier: Dossier; found: InvoiceClaim }) {
  const [busy, run] = useGesture();
  const tell = (step: (claims: Claims) => Promise<Dossier>, done: string) =>
    run(async () => {
      adopt(await step(await theDesk().claims()));
      if (done) say(done);
    });
  const today = dayInFrance();
  const closed = dossier.claimClosedOn;
  return (
    <>
      <Notice tone="done">
        <strong class="clock-line">{words.paid(day(clock.paidOn))}</strong>
        <span>{clock.daysLate > 0 ? words.afterTime(clock.daysLate) : words.inTime(clock.daysTaken)}</span>
        {claim && !closed && <span>{words.owedPaid(money(claim.interest), money(claim.indemnity), some(claim.interest))}</span>}
        {claim && closed && <span>{words.closed(day(closed))}</span>}
      </Notice>
      <div class="row">
        {claim && !closed && <LetterButton ids={[dossier.id]} label={words.letter} unsure={!claim.rateSure} />}
        {claim && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => tell((claims) => claims.close(dossier.id, closed ? '' : today), closed ? '' : words.closedDone)}
          >
            {closed ? words.reopen : words.close}
          </button>
        )}
        {clock.reasons.includes('paid-said') && (
          <button type="button" class="button plain" disabled={busy} onClick={() => tell((claims) => claims.paid(dossier.id, ''), '')}>
            {words.notPaid}
          </button>
        )}
      </div>
    </>
  );
}

/** The arithmetic, for whoever wants to check it. */
function How({ found: { term }, claim }: { found: InvoiceClaim; claim: NonNullable<InvoiceClaim['claim']> }) {
  return (
    <details class="more">
      <summary>
        <Icon name="next" />
        {words.how}
      </summary>
      <div class="stack tight small">
        <p class="number formula">{words.formula(money(claim.principal), percent(claim.rate), claim.days, money(claim.interest))}</p>
        <p>{words.rate(percent(claim.rate), percent(claim.ecb), halfYearOf(claim.from))}</p>
        {!claim.rateSure && (
          <p>
            <strong>{words.rateUnsure}</strong>
          </p>
        )}
        <p>{words.indemnity}</p>
        <p class="soft">{words.law(term.article)}</p>
      </div>
    </details>
  );
}

function WrongTerm({ dossier, days, onChange }: { dossier: Dossier; days: TermDays; onChange: () => void }) {
  const [busy, run] = useGesture();
  const choose = (wanted: TermDays) =>
    run(async () => {
      await (await theDesk().claims()).chooseTerm(dossier.invoice.buyer.siret, wanted);
      onChange();
      say(words.termSaved);
    });
  return (
    <details class="more">
      <summary>
        <Icon name="next" />
        {words.wrongTerm}
      </summary>
      <fieldset class="stack tight">
        <legend class="small">{words.wrongTermText}</legend>
        {termDays.map((wanted) => (
          <label key={wanted} class="choice">
            <input type="radio" name="term" checked={wanted === days} disabled={busy} onChange={() => choose(wanted)} />
            {words.terms[wanted]}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
