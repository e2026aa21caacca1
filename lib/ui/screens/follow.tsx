import '../styles/invoice.css';
import { useEffect } from 'preact/hooks';
import type { Dossier, Stage } from '../../desk/dossier.ts';
import { type FaultCode, faultCodes } from '../../invoice/fault.ts';
import { explain } from '../../portal/errors.ts';
import { reload } from '../actions.ts';
import type { ScreenProps } from '../app.tsx';
import { adopt } from '../edits.ts';
import { moment } from '../format.ts';
import { useDossier, useGesture } from '../hooks.ts';
import { Again } from '../parts/again.tsx';
import { HandOver } from '../parts/hand-over.tsx';
import { Head } from '../parts/head.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { FaultNotice, Notice } from '../parts/notice.tsx';
import { hrefOf } from '../parts/problems.tsx';
import { progressOf } from '../progress.ts';
import { go, to } from '../router.ts';
import { online, say, theDesk } from '../state.ts';
import { follow as words } from '../words/fr/invoice.ts';
import { Files, Recap } from './ready.tsx';

const faultOf = (code: string): FaultCode => faultCodes.find((known) => known === code) ?? 'portal-refused';

function Queued({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'ready' }> }) {
  const [busy, run] = useGesture();
  return (
    <div class="stack">
      <p>
        <span class="stamp">{words.queued}</span>
      </p>
      {stage.lastError ? (
        <FaultNotice code={faultOf(stage.lastError.code)} />
      ) : (
        <p role="status">{online.value ? words.queuedText : words.queuedOffline}</p>
      )}
      {stage.retryAt > Date.now() && <p class="hint">{words.nextTry(moment(stage.retryAt))}</p>}
      <div class="row">
        <button
          type="button"
          class="button strong"
          disabled={busy || !online.value}
          onClick={() =>
            run(async () => {
              await theDesk().tryNow(dossier.id);
              await reload();
            })
          }
        >
          {words.tryNow}
        </button>
        <button
          type="button"
          class="button"
          disabled={busy}
          onClick={() =>
            run(async () => {
              adopt(await theDesk().hold(dossier.id));
              say(words.held);
              go(to('facture', dossier.id));
            })
          }
        >
          {words.hold}
        </button>
      </div>
    </div>
  );
}

function Deposited({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'deposited' }> }) {
  const [busy, run] = useGesture();
  const status = progressOf(stage.status);
  const { step } = status;
  const reopens = stage.status === 'REJETEE';
  const said = dossier.history.findLast((entry) => entry.code === stage.status)?.text;
  return (
    <div class="stack">
      <p>
        <span class={`stamp ${status.yours ? 'stop' : step === 4 ? 'done' : ''}`} data-testid="sent">
          {words.sent}
          <small>
            {words.sentOn(moment(stage.depositedAt))}
            {dossier.environment === 'training' && <br />}
            {dossier.environment === 'training' && words.sentTraining}
          </small>
        </span>
      </p>
      <ol class="journey">
        {words.journey.map((label, index) => (
          <li key={label} class={index < step ? 'passed' : ''} aria-current={index === step - 1 ? 'step' : undefined}>
            {label}
          </li>
        ))}
      </ol>
      <div role="status">
        <Notice tone={status.yours ? 'stop' : step === 4 ? 'done' : 'accent'}>
          <strong data-testid="status">{status.label}</strong>
          <span>{status.meaning}</span>
          {status.yours && said && (
            <div>
              {words.agentSays}
              <blockquote>{said}</blockquote>
            </div>
          )}
        </Notice>
      </div>
      {status.yours && !reopens && (
        <div class="stack tight">
          <p>{words.onPortal}</p>
          <div>
            <a
              class="button"
              href={dossier.environment === 'training' ? '/entrainement/' : 'https://chorus-pro.gouv.fr/'}
              target="_blank"
              rel="noopener"
            >
              {dossier.environment === 'training' ? words.openTraining : words.openPortal}
            </a>
          </div>
        </div>
      )}
      <div class="row">
        {reopens && (
          <button
            type="button"
            class="button strong"
            disabled={busy}
            onClick={() =>
              run(async () => {
                adopt(await theDesk().reopen(dossier.id));
                go(to('facture', dossier.id));
              })
            }
          >
            {words.correct}
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={busy || !online.value}
          onClick={() =>
            run(async () => {
              await theDesk().refresh();
              await reload();
              say(words.refreshed);
            })
          }
        >
          <Icon name="redo" />
          {words.refresh}
        </button>
      </div>
      {stage.refreshedAt > 0 && <p class="hint">{words.lastSeen(moment(stage.refreshedAt))}</p>}
      <p class="hint">
        {words.portalNumber} : <span class="number">{stage.identifiantFactureCPP}</span>
        {stage.certificate && ` · ${words.certificate} : ${stage.certificate}`}
      </p>
    </div>
  );
}

function Refused({ dossier, stage }: { dossier: Dossier; stage: Extract<Stage, { state: 'refused' }> }) {
  const [busy, run] = useGesture();
  // The portal's sentences mislead (they name the wrong code): ours first, its own words small below, for its help desk.
  const complaints = stage.messages.flatMap(explain);
  const [first] = complaints.filter(({ field }) => field !== '');
  const correct = () =>
    run(async () => {
      const draft = await theDesk().reopen(dossier.id);
      adopt(draft);
      go(first ? hrefOf(draft, first.field) : to('facture', draft.id));
    });
  return (
    <div class="stack">
      <p>
        <span class="stamp stop">{words.refused}</span>
      </p>
      <p>{words.refusedText}</p>
      {complaints.length === 0 && <FaultNotice code={faultOf(stage.code)} />}
      {complaints.map(({ message, remedy, original }) => (
        <Notice key={original} tone="stop">
          <strong>{message}</strong>
          <span>{remedy}</span>
          {original && !message.includes(original) && (
            <details>
              <summary>{words.portalSays}</summary>
              <blockquote>{original}</blockquote>
            </details>
          )}
        </Notice>
      ))}
      <button type="button" class="button main full" disabled={busy} onClick={correct}>
        {words.correct}
      </button>
    </div>
  );
}

const historyIcons: Record<string, IconName> = { DEPOSITED: 'stamp', REFUSED: 'stop', REOPENED: 'pen' };

function Timeline({ dossier }: { dossier: Dossier }) {
  if (dossier.history.length === 0) return null;
  return (
    <section class="sheet stack" aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol class="timeline">
        {dossier.history.map((entry) => (
          <li key={`${entry.at}${entry.code}`}>
            <Icon name={historyIcons[entry.code] ?? (progressOf(entry.code).yours ? 'warn' : 'check')} />
            <strong>{words.codes[entry.code] ?? progressOf(entry.code).label}</strong>
            <time>{moment(entry.at)}</time>
            {entry.text &&
              (entry.code === 'DEPOSITED' ? <span class="hint">{words.receivedAs(entry.text)}</span> : <blockquote>{entry.text}</blockquote>)}
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
  if (!dossier) return <NoInvoice />;
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
      {stage.state === 'refused' && <Refused dossier={dossier} stage={stage} />}
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
