import '../styles/capture.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BuildProgress, BuildRefusal, BuildReport } from '../../desk/directory/api.ts';
import { Fault, type FaultCode } from '../../invoice/fault.ts';
import { Icon } from '../parts/icon.tsx';
import { FaultNotice, Notice } from '../parts/notice.tsx';
import { announce, theDesk } from '../state.ts';
import { said } from '../words/dictionary.ts';
import { directory as words } from '../words/fr/directory.ts';

const whole = (reason: string) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;

type Step =
  | { name: 'choose' }
  | { name: 'building'; progress: BuildProgress }
  | { name: 'stopped' }
  | { name: 'built'; report: BuildReport }
  | { name: 'refused'; refusal: BuildRefusal }
  | { name: 'failed'; fault: FaultCode };

const start: BuildProgress = { step: 'reading', ratio: 0, structures: 0, services: 0 };

/** The official files, chosen, read and put in order on the device; whatever goes wrong leaves the directory as it was, and says so. */
export function BuildDirectory({ onBuilt }: { onBuilt: () => void }) {
  const [step, setStep] = useState<Step>({ name: 'choose' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const build = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const controller = new AbortController();
    stop.current = controller;
    setStep({ name: 'building', progress: start });
    try {
      const desk = await theDesk().directory();
      const answer = await desk.build(files, {
        signal: controller.signal,
        onProgress: (progress) => !controller.signal.aborted && setStep({ name: 'building', progress }),
      });
      if ('refused' in answer) return setStep({ name: 'refused', refusal: answer.refused });
      setStep({ name: 'built', report: answer.report });
      announce(words.built(answer.report.structures, answer.report.services));
      onBuilt();
    } catch (error) {
      const { code } = Fault.from(error);
      setStep(code === 'aborted' ? { name: 'stopped' } : { name: 'failed', fault: code });
    }
  };
  return (
    <section class="sheet stack" aria-labelledby="directory-official">
      <h2 id="directory-official">{words.official}</h2>
      <p>{words.officialHint}</p>
      <ol class="directory-steps">
        {words.officialSteps.map((sentence, rank) => (
          <li key={sentence}>
            {sentence}
            {rank === 0 && <span class="hint directory-where">{words.officialWhere}</span>}
          </li>
        ))}
      </ol>
      {step.name === 'building' ? (
        <Building progress={step.progress} onStop={() => stop.current?.abort()} />
      ) : (
        <label class="way">
          <Icon name="file" />
          <strong>{words.choose}</strong>
          <span class="hint">{words.chooseHint}</span>
          <input
            class="hidden"
            type="file"
            multiple
            accept=".xml,.csv,.txt,.zip,.gz,.xlsx,text/xml,text/csv,application/zip,application/gzip"
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = '';
              void build(files);
            }}
          />
        </label>
      )}
      {step.name === 'stopped' && <p role="status">{words.stopped}</p>}
      {step.name === 'failed' && <FaultNotice code={step.fault} />}
      {step.name === 'refused' && (
        <div role="alert">
          <Notice tone="stop">
            <strong>{words.refused(step.refusal.file)}</strong>
            <span class="directory-reason">{whole(said(step.refusal.reason))}</span>
            <span>{words.refusedSafe}</span>
          </Notice>
        </div>
      )}
      {step.name === 'built' && <Built report={step.report} />}
    </section>
  );
}

function Building({ progress, onStop }: { progress: BuildProgress; onStop: () => void }) {
  const percent = Math.floor(progress.ratio * 100);
  return (
    <div class="stack tight" data-testid="directory-building">
      <span class="bar" role="progressbar" aria-label={words.steps[progress.step]} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <span style={{ transform: `scaleX(${progress.ratio})` }} />
      </span>
      <p class="row between">
        <span class="number">{words.progress(progress.step, percent, progress.structures)}</span>
        <button type="button" class="button" onClick={onStop}>
          {words.stop}
        </button>
      </p>
    </div>
  );
}

function Built({ report }: { report: BuildReport }) {
  const { structures, services, skipped, rows, orphans } = report;
  return (
    <Notice tone="done">
      <strong data-testid="directory-built">{words.built(structures, services)}</strong>
      {orphans > 0 && <span>{words.orphans(orphans)}</span>}
      {skipped > 0 && (
        <details class="more">
          <summary>
            {words.skipped(skipped)} {words.skippedSee}
          </summary>
          <ul class="directory-rows">
            {rows.map(({ file, line, reason }) => (
              <li key={`${file}:${line}:${reason}`}>{words.line(file, line, said(reason))}</li>
            ))}
            {skipped > rows.length && <li>{words.skippedMore(skipped - rows.length)}</li>}
          </ul>
        </details>
      )}
    </Notice>
  );
}
