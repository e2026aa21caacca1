import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenedBackup } from '../../desk/api-backups.ts';
import type { MergeSummary } from '../../desk/backup/merge.ts';
import { Fault, type FaultCode } from '../../invoice/fault.ts';
import { reload } from '../actions.ts';
import { arrived } from '../arrivals.ts';
import { day, isoDay } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { FaultNotice, Notice } from '../parts/notice.tsx';
import { to } from '../router.ts';
import { screenOf } from '../standing.ts';
import { dossiers, theDesk } from '../state.ts';
import { changesOf, backup as words } from '../words/fr/backup.ts';
import { PassphraseField } from './backup-make.tsx';

function Changes({ summary }: { summary: MergeSummary }) {
  const changes = changesOf(summary);
  if (changes.length === 0) return <p>{words.nothing}</p>;
  return (
    <ul class="changes">
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
    </ul>
  );
}

function titleOf({ kind, madeAt }: OpenedBackup): string {
  if (kind === 'invoice') return words.foundInvoice;
  return madeAt > 0 ? words.found(day(isoDay(madeAt))) : words.foundUndated;
}

type Step =
  | { name: 'choose' }
  | { name: 'passphrase'; file: Blob }
  | { name: 'opening' }
  | { name: 'preview'; opened: OpenedBackup }
  | { name: 'taking'; ratio: number }
  | { name: 'done'; opened: OpenedBackup; summary: MergeSummary };

/** A file, its passphrase if it has one, what it would change here, and only then the restore. */
export function TakeBack() {
  const [step, setStep] = useState<Step>({ name: 'choose' });
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  const section = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  /** Whatever fails is said here, beside what can be tried next. */
  const go = async (work: () => Promise<void>, back: Step) => {
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(Fault.from(error).code);
      setStep(back);
    }
  };
  const open = (file: Blob, words: string, back: Step) =>
    go(async () => {
      setStep({ name: 'opening' });
      const opened = await (await theDesk().backups()).open(file, words);
      setPassphrase('');
      setStep({ name: 'preview', opened });
    }, back);
  const take = (file: Blob) =>
    go(
      async () => {
        if ((await (await theDesk().backups()).formOf(file)) === 'sealed') setStep({ name: 'passphrase', file });
        else await open(file, '', { name: 'choose' });
      },
      { name: 'choose' },
    );
  useEffect(() => {
    const file = arrived.value;
    if (!file) return;
    arrived.value = null;
    void take(file);
    section.current?.scrollIntoView();
  }, [arrived.value]);
  useEffect(() => {
    if (step.name === 'preview' || step.name === 'done') title.current?.focus();
    if (step.name === 'passphrase') section.current?.querySelector<HTMLInputElement>('#open-passphrase')?.focus();
  }, [step.name]);
  const restore = (opened: OpenedBackup) =>
    go(
      async () => {
        setStep({ name: 'taking', ratio: 0 });
        const summary = await opened.restore((ratio) => setStep({ name: 'taking', ratio }));
        await reload();
        setStep({ name: 'done', opened, summary });
      },
      { name: 'preview', opened },
    );
  const invoice = step.name === 'done' && step.opened.kind === 'invoice' ? dossiers.value?.find(({ id }) => id === step.opened.id) : undefined;
  return (
    <section class="sheet stack" ref={section} aria-labelledby="take-back">
      <h2 id="take-back">{words.restore}</h2>
      <p class="hint">{words.restoreHint}</p>
      {fault && <FaultNotice code={fault} />}
      {(step.name === 'choose' || step.name === 'passphrase') && (
        <label class="way">
          <Icon name="undo" />
          <strong>{words.choose}</strong>
          <span class="hint">{words.chooseHint}</span>
          <input
            class="hidden"
            type="file"
            accept=".coursier,.zip,application/zip,application/octet-stream"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) void take(file);
            }}
          />
        </label>
      )}
      {step.name === 'passphrase' && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void open(step.file, passphrase, step);
          }}
        >
          <strong>{words.sealed}</strong>
          <PassphraseField
            id="open-passphrase"
            label={words.passphrase}
            hint=""
            shown={shown}
            fresh={false}
            value={passphrase}
            onType={setPassphrase}
          />
          <label class="switch">
            <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
            {words.show}
          </label>
          <button type="submit" class="button strong" disabled={passphrase === ''}>
            {words.open}
          </button>
        </form>
      )}
      {step.name === 'opening' && <p role="status">{words.opening}</p>}
      {step.name === 'taking' && <p role="status">{words.taking(Math.floor(step.ratio * 100))}</p>}
      {step.name === 'preview' && (
        <div class="stack" data-testid="preview">
          <h3 ref={title} tabIndex={-1}>
            {titleOf(step.opened)}
          </h3>
          <p class="soft">{words.preview}</p>
          <Changes summary={step.opened.summary} />
          <div class="row">
            <button type="button" class="button strong" onClick={() => void restore(step.opened)}>
              {words.take}
            </button>
            <button type="button" class="button" onClick={() => setStep({ name: 'choose' })}>
              {words.cancel}
            </button>
          </div>
        </div>
      )}
      {step.name === 'done' && (
        <Notice tone="done">
          <h3 ref={title} tabIndex={-1} data-testid="restored">
            {words.done}
          </h3>
          <Changes summary={step.summary} />
          <a class="button" href={invoice ? to(...screenOf(invoice)) : to()}>
            {invoice ? words.openInvoice : words.see}
          </a>
        </Notice>
      )}
    </section>
  );
}
