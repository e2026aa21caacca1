import '../styles/invoice.css';
import { useEffect } from 'preact/hooks';
import type { Dossier, HistoryEntry, Stage } from '../../desk/dossier.ts';
import { takenOf } from '../../desk/taken.ts';
import { faultCodeOf } from '../../invoice/fault.ts';
import { adviceForRefusal } from '../../portal/coach.ts';
import { handOver, reload } from '../actions.ts';
import { adopt } from '../edits.ts';
import { labelled, moment } from '../format.ts';
import { useDossier, useGesture, useLoaded } from '../hooks.ts';
import { Again } from '../parts/again.tsx';
import { Clock } from '../parts/clock.tsx';
import { adviceOf, Coach, recycle, saidOf } from '../parts/coach.tsx';
import { Complaints } from '../parts/complaints.tsx';
import { HandOver } from '../parts/hand-over-door.tsx';
import { Head } from '../parts/head.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { NextDraft } from '../parts/next-draft.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { FaultNotice, Notice } from '../parts/notice.tsx';
import { Files, Recap } from '../parts/recap.tsx';
import { Unsent } from '../parts/unsent.tsx';
import { type Progress, progressOf } from '../progress.ts';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { dossiers, online, say, theDesk } from '../state.ts';
import { coach } from '../words/fr/coach.ts';
import { follow as words } from '../words/fr/invoice.ts';

function Queued({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'ready' }> }) {
  return (
    <div class="stack">
      <p>
        <span class="stamp">{words.queued}</span>
      </p>
      {stage.lastError ? (
        <FaultNotice code={faultCodeOf(stage.lastError.code, 'portal-refused')} />
      ) : (
        <p role="status">{online.value ? words.queuedText : words.queuedOffline}</p>
      )}
      {stage.retryAt > Date.now() && <p class="hint">{words.nextTry(moment(stage.retryAt))}</p>}
      <Unsent
        dossier={dossier}
        back={words.hold}
        onBack={async () => {
          adopt(await theDesk().hold(dossier.id));
          say(words.held);
          go(to('facture', dossier.id));
        }}
      />
    </div>
  );
}

/** What is stamped: that it left, until it is known how it ended; then when it left stands below. */
function Stamp({ dossier, status, small }: { dossier: Dossier; status: Progress; small: (ended: boolean) => string }) {
  const paid = status.step === 4 || (!status.failed && dossier.paidOn !== undefined);
  const lost = status.failed || status.step === 0;
  return (
    <p>
      <span class={`stamp ${lost ? 'stop' : paid ? 'done' : ''}`} data-testid="sent">
        {lost ? status.label : paid ? words.paid : words.sent}
        <small>
          {small(status.failed || paid)}
          {dossier.environment === 'training' && <br />}
          {dossier.environment === 'training' && words.sentTraining}
        </small>
      </span>
    </p>
  );
}

function Deposited({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'deposited' }> }) {
  const [busy, run] = useGesture();
  const status = progressOf(stage.status);
  const { step } = status;
  const said = saidOf(dossier, stage.status);
  const advice = adviceOf(dossier);
  return (
    <div class="stack">
      <Stamp dossier={dossier} status={status} small={(ended) => (ended ? words.wasSentOn : words.sentOn)(moment(stage.depositedAt))} />
      <ol class="journey">
        {words.journey.map((label, index) =>
          status.failed && index > step ? null : (
            <li
              key={label}
              class={index < step ? 'passed' : status.failed ? 'failed' : ''}
              aria-current={index === (status.failed ? step : step - 1) ? 'step' : undefined}
            >
              {status.failed && index === step ? status.label : label}
            </li>
          ),
        )}
      </ol>
      <div role="status">
        <Notice tone={status.yours ? 'stop' : step === 4 ? 'done' : 'accent'}>
          <strong data-testid="status">{status.label}</strong>
          <span>{status.meaning}</span>
          {status.yours && said && (
            <div>
              {words.agentSays}
              <blockquote lang="fr">{said}</blockquote>
            </div>
          )}
        </Notice>
      </div>
      {advice && <Coach dossier={dossier} advice={advice} />}
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={busy || !online.value}
          onClick={() =>
            run(async () => {
              await theDesk().refresh();
              await reload();
              const now = dossiers.value?.find(({ id }) => id === dossier.id);
              // a new status is said in its place, which a message would cover
              if (now?.history.length === dossier.history.length) say(words.refreshed);
            })
          }
        >
          <Icon name="redo" />
          {words.refresh}
        </button>
      </div>
      {stage.refreshedAt > 0 && <p class="hint">{words.lastSeen(moment(stage.refreshedAt))}</p>}
      <Proof dossier={dossier} stage={stage} />
    </div>
  );
}

/** Sent by the user himself, through the portal's form: what its page said is the proof; no API asks about it. */
function SentByForm({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'sent-by-form' }> }) {
  const [busy, run] = useGesture();
  const give = () =>
    run(async () => {
      const { bytes, name, type } = await theDesk().receipt(dossier.id);
      handOver(bytes, name, type);
    });
  const status = progressOf(stage.status);
  return (
    <div class="stack">
      <Stamp dossier={dossier} status={status} small={(ended) => (ended ? words.wasByForm : words.byForm)} />
      <Notice tone={status.yours ? 'stop' : 'accent'}>
        <strong data-testid="status">{status.label}</strong>
        <span>{status.meaning}</span>
      </Notice>
      <section class="stack tight" aria-labelledby="form-proof">
        <h2 id="form-proof">{words.proof}</h2>
        {stage.sentence && <blockquote lang="fr">{stage.sentence}</blockquote>}
        <p class="hint">
          {words.byFormOn(moment(stage.sentAt))}
          {stage.number && ` · ${words.portalInvoice} ${stage.number}`}
        </p>
        <p class="hint">{words.byFormFollow}</p>
        <div class="row">
          <button type="button" class="button" disabled={busy} onClick={() => void give()}>
            <Icon name="stamp" />
            {words.receipt}
          </button>
        </div>
      </section>
    </div>
  );
}

/** What one shows when the town hall says that it received nothing. */
function Proof({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'deposited' }> }) {
  const [busy, run] = useGesture();
  const give = (make: 'receipt' | 'portalCopy') =>
    run(async () => {
      const { bytes, name, type } = await theDesk()[make](dossier.id);
      handOver(bytes, name, type);
    });
  return (
    <section class="stack tight" aria-labelledby="proof">
      <h2 id="proof">{words.proof}</h2>
      <p class="hint">
        {labelled(words.portalNumber, '')}
        <span class="number">{stage.identifiantFactureCPP}</span>
        {stage.numeroFacture && ` (${words.portalInvoice} ${stage.numeroFacture})`}
        {stage.certificate && ` · ${labelled(words.certificate, stage.certificate)}`}
      </p>
      <div class="row">
        <button type="button" class="button" disabled={busy} onClick={() => give('receipt')}>
          <Icon name="stamp" />
          {words.receipt}
        </button>
        <button type="button" class="button" disabled={busy || !online.value} onClick={() => give('portalCopy')}>
          <Icon name="down" />
          {words.portalCopy}
        </button>
      </div>
    </section>
  );
}

function Refused({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'refused' }> }) {
  const [busy, run] = useGesture();
  // The portal's sentences mislead (they name the wrong code): ours first, its own words small below, for its help desk.
  const { all, way } = adviceForRefusal(stage.code, stage.messages);
  const correct = () =>
    run(async () => {
      adopt(await theDesk().reopen(dossier.id));
      go(to('facture', dossier.id, 'reprendre'));
    });
  return (
    <div class="stack">
      <p>
        <span class="stamp stop">{words.refused}</span>
      </p>
      <p>{words.refusedText}</p>
      {all.length === 0 && <FaultNotice code={faultCodeOf(stage.code, 'portal-refused')} />}
      <Complaints messages={all} />
      {way === 'account' && <p>{coach.accountText}</p>}
      <button type="button" class="button main full" disabled={busy} onClick={correct}>
        {words.correct}
      </button>
    </div>
  );
}

const historyIcons: Record<string, IconName> = { DEPOSITED: 'stamp', REFUSED: 'stop', REOPENED: 'pen' };

/** « Envoyée » right after « Reçue par le portail » or « renvoyée » says the same thing twice. */
function worthTelling({ code, text }: HistoryEntry, index: number, all: readonly HistoryEntry[]): boolean {
  const before = all[index - 1]?.code ?? '';
  return code !== 'DEPOSEE' || text !== '' || !(before === 'DEPOSITED' || before === 'RECYCLED');
}

function Timeline({ dossier }: { dossier: Dossier }) {
  if (dossier.history.length === 0) return null;
  return (
    <section class="sheet stack" aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol class="timeline">
        {dossier.history.filter(worthTelling).map((entry) => (
          <li key={`${entry.at}${entry.code}`}>
            <Icon name={historyIcons[entry.code] ?? (progressOf(entry.code).yours ? 'warn' : 'check')} />
            <strong>{words.codes[entry.code] ?? progressOf(entry.code).label}</strong>
            <time>{moment(entry.at)}</time>
            {entry.text &&
              (entry.code === 'DEPOSITED' ? (
                <span class="hint">{words.receivedAs(entry.text)}</span>
              ) : (
                <blockquote lang="fr">{entry.text}</blockquote>
              ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

export default function Follow({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const state = dossier?.stage.state;
  useEffect(() => {
    if (state === 'draft') go(to('facture', id), { replace: true });
  }, [state]);
  const sentBack = dossier !== null && adviceOf(dossier)?.way === 'recycle';
  const form = useLoaded(sentBack ? recycle : undefined);
  if (!dossier) return <NoInvoice />;
  // its form stands in the middle: it must push nothing down when it comes
  if (sentBack && !form) return <Head title={words.title} back={to()} />;
  const { stage } = dossier;
  return (
    <div class="stack wide">
      <Head title={words.title} back={to()} />
      {stage.state === 'ready' && <Queued dossier={dossier} stage={stage} />}
      {stage.state === 'sending' && (
        <p role="status">
          <span class="tag accent">
            <Icon name="send" />
            {words.sending}
          </span>
        </p>
      )}
      {stage.state === 'sent-unconfirmed' && (
        <div class="stack" role="status">
          <p>
            <span class="stamp">{words.unconfirmed}</span>
          </p>
          <Notice tone="doubt">{words.unconfirmedText}</Notice>
        </div>
      )}
      {stage.state === 'deposited' && <Deposited dossier={dossier} stage={stage} />}
      {stage.state === 'sent-by-form' && <SentByForm dossier={dossier} stage={stage} />}
      {stage.state === 'refused' && <Refused dossier={dossier} stage={stage} />}
      <NextDraft dossier={dossier} />
      {takenOf(dossier) && <Clock dossier={dossier} />}
      <Recap dossier={dossier} />
      <Timeline dossier={dossier} />
      <Files dossier={dossier} />
      <Again dossier={dossier} />
      <HandOver dossier={dossier} />
      <a class="button" href={to('photo')}>
        <Icon name="camera" />
        {words.another}
      </a>
    </div>
  );
}
