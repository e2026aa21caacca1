import '../styles/capture.css';
import '../styles/invoice.css';
import { useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { attempt, handOver } from '../actions.ts';
import { adopt } from '../edits.ts';
import { day, money, siret } from '../format.ts';
import { useDossier, useProblems } from '../hooks.ts';
import { HandOver } from '../parts/hand-over-door.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { LongNames } from '../parts/long-names.tsx';
import { NextDraft } from '../parts/next-draft.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problems } from '../parts/problems.tsx';
import { SendDock } from '../parts/send-dock.tsx';
import { Steps } from '../parts/steps.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { say, theDesk, training } from '../state.ts';
import { ready as words } from '../words/fr/invoice.ts';

export function Recap({ dossier }: { dossier: Dossier }) {
  const { invoice } = dossier;
  const codes = [invoice.serviceCode, invoice.engagementNumber, invoice.contractNumber].filter(Boolean).join(' · ');
  const rows = [
    [words.to, invoice.buyer.name],
    ['SIRET', siret(invoice.buyer.siret)],
    [words.codes, codes],
    [words.from, invoice.seller.name],
    [words.number, invoice.invoiceNumber],
    [words.date, day(invoice.issueDate)],
  ].filter(([, value]) => value);
  return (
    <section class="sheet recap" aria-label={words.recap}>
      <dl>
        {rows.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <p class="total">
        <span>{words.amount}</span>
        <strong class="number">{invoice.totals.gross ? money(invoice.totals.gross, invoice.currency) : '—'}</strong>
      </p>
      {invoice.totals.payable !== '' && invoice.totals.payable !== invoice.totals.gross && (
        <p class="row between">
          <span>{words.payable}</span>
          <strong class="number">{money(invoice.totals.payable, invoice.currency)}</strong>
        </p>
      )}
    </section>
  );
}

/** The files exactly as they would leave, made on the device. */
export function Files({ dossier }: { dossier: Dossier }) {
  const [making, setMaking] = useState(false);
  const [notices, setNotices] = useState<readonly string[] | null>(null);
  // what was sent as a flow keeps what was said of it
  const shown = notices ?? dossier.notices;
  const give = async (wanted: (file: { name: string }) => boolean) => {
    setMaking(true);
    await attempt(async () => {
      const files = await theDesk().compose(dossier.id);
      const file = files.find(wanted);
      if (file) handOver(file.bytes, file.name, file.type);
      setNotices(file?.notices ?? []);
    });
    setMaking(false);
  };
  const isFacturx = (file: { name: string }) => /factur-?x/i.test(file.name);
  return (
    <section class="stack tight" aria-labelledby="files">
      <h2 id="files">{words.files}</h2>
      <p class="hint">{words.filesText}</p>
      <div class="row">
        <a class="button" href={to('facture', dossier.id, 'apercu')}>
          <Icon name="eye" />
          {words.seePdf}
        </a>
        <button type="button" class="button" disabled={making} onClick={() => void give(isFacturx)}>
          <Icon name="down" />
          {words.saveFacturx}
        </button>
        <span class="hint" role="status">
          {making ? words.making : ''}
        </span>
      </div>
      <div role="status">{shown.map((notice) => words.papers[notice] && <Notice key={notice}>{words.papers[notice]}</Notice>)}</div>
    </section>
  );
}

function Attach({ dossier }: { dossier: Dossier }) {
  const names = dossier.files.filter((file) => file.role === 'attachment').map((file) => file.name);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const updated = await attempt(async () => theDesk().attach(dossier.id, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
    if (!updated) return;
    adopt(updated);
    say(words.attached);
  };
  return (
    <div class="stack tight">
      <label class="way">
        <Icon name="clip" />
        <strong>{words.attach}</strong>
        <span class="hint">{names.length > 0 ? names.join(', ') : words.attachHint}</span>
        <input class="hidden" type="file" onChange={(event) => void take(event.currentTarget.files?.[0])} />
      </label>
      <LongNames names={names} />
    </div>
  );
}

export default function Ready({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const problems = useProblems(dossier);
  const verdict = useRef<HTMLDivElement>(null);
  if (!dossier) return <NoInvoice />;
  const errors = problems?.filter((problem) => problem.severity === 'error') ?? [];
  const others = problems?.filter((problem) => problem.severity !== 'error') ?? [];
  const kept = others.some((problem) => problem.confirmed);
  // the button that was pressed is gone with its problem: what remains is said again
  const settle = () => verdict.current?.focus();
  return (
    <div class="stack wide">
      <div>
        <Head title={words.title} back={to('facture', id, 'destinataire')} />
        <Steps dossier={dossier} current={2} />
      </div>
      {problems !== null && (
        <div role="status" ref={verdict} tabIndex={-1}>
          {errors.length === 0 ? (
            <Notice tone="done">
              <strong data-testid="ready">{words.ok}</strong>
            </Notice>
          ) : (
            <h2>{words.blocked(errors.length)}</h2>
          )}
        </div>
      )}
      {errors.length > 0 && <Problems dossier={dossier} problems={errors} onSettled={settle} />}
      <Recap dossier={dossier} />
      {problems !== null && errors.length === 0 && <NextDraft dossier={dossier} />}
      {others.length > 0 && (
        <details class="more" open={errors.length === 0 || kept}>
          <summary>
            <Icon name="next" />
            {words.warnings} ({others.length})
          </summary>
          <Problems dossier={dossier} problems={others} onSettled={settle} />
        </details>
      )}
      <Attach dossier={dossier} />
      <Files dossier={dossier} />
      <HandOver dossier={dossier} />
      {training.value && <p class="hint">{words.trainingNote}</p>}
      <SendDock id={id} ready={problems !== null && errors.length === 0} words={words} byForm />
    </div>
  );
}
