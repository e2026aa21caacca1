import '../styles/capture.css';
import '../styles/invoice.css';
import { useRef } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { leftOut } from '../../desk/too-heavy.ts';
import { attempt } from '../actions.ts';
import { adopt } from '../edits.ts';
import { useDossier, useProblems } from '../hooks.ts';
import { HandOver } from '../parts/hand-over-door.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { LongNames } from '../parts/long-names.tsx';
import { NextDraft } from '../parts/next-draft.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problems } from '../parts/problems.tsx';
import { Files, Recap } from '../parts/recap.tsx';
import { SendDock } from '../parts/send-dock.tsx';
import { Steps } from '../parts/steps.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { say, theDesk, training } from '../state.ts';
import { ready as words } from '../words/fr/invoice.ts';

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
  // a flow carries the paper inside the invoice, and what is left out of it is said with its files
  const heavy = dossier.route === 'facturx' ? [] : leftOut(dossier);
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
              <strong data-testid="ready">{words.ok(others.length)}</strong>
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
      {heavy.length > 0 && <Notice tone="doubt">{words.leftOut(heavy)}</Notice>}
      <Attach dossier={dossier} />
      <Files dossier={dossier} />
      <HandOver dossier={dossier} />
      {training.value && <p class="hint">{words.trainingNote}</p>}
      <SendDock id={id} ready={problems !== null && errors.length === 0} words={words} byForm />
    </div>
  );
}
