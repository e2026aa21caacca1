import '../styles/capture.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { attempt } from '../actions.ts';
import { fileSize } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Papers } from '../parts/papers.tsx';
import { to } from '../router.ts';
import { dossiers, say, shell } from '../state.ts';
import { doors } from '../words/fr/doors.ts';
import { settings as words } from '../words/fr/settings.ts';

function OfflineLine() {
  const offline = shell.value?.offline.value ?? { state: 'absent' as const };
  if (offline.state === 'ready')
    return (
      <p class="row">
        <span class="tag done" data-testid="offline-ready">
          <Icon name="check" />
          {words.offlineReady}
        </span>
      </p>
    );
  if (offline.state === 'absent') return <p class="soft">{words.offlineNone}</p>;
  return <p class="soft">{offline.ratio > 0 ? words.offlineLoading(Math.floor(offline.ratio * 100)) : words.offlineNotYet}</p>;
}

/** What this device holds: offline readiness, storage, backup, and the way to erase everything. */
export function Device() {
  const [kept, setKept] = useState<boolean | null>(null);
  const [used, setUsed] = useState(0);
  const wipe = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // an extension has `unlimitedStorage`: neither quota nor eviction, whatever `persisted` says
    if (shell.value?.surface === 'extension') setKept(true);
    else void navigator.storage?.persisted?.().then(setKept);
    void navigator.storage?.estimate?.().then((estimate) => setUsed(estimate.usage ?? 0));
  }, [dossiers.value]);
  const askToKeep = async () => {
    const granted = (await navigator.storage?.persist?.()) ?? false;
    setKept(granted);
    say(granted ? words.storageSafe : words.storageRefused);
  };
  const eraseAll = () =>
    void attempt(async () => {
      wipe.current?.close();
      await shell.value?.eraseAll();
    });
  const install = shell.value?.install.value;
  return (
    <section class="sheet stack" aria-labelledby="device">
      <h2 id="device">{words.device}</h2>
      <OfflineLine />
      {kept !== null && <p class="soft">{kept ? words.storageSafe : words.storageAtRisk}</p>}
      {used > 0 && <p class="soft">{words.used(fileSize(used))}</p>}
      <div class="row">
        {kept === false && (
          <button type="button" class="button" onClick={() => void askToKeep()}>
            {words.storageAsk}
          </button>
        )}
        {install && (
          <button type="button" class="button" onClick={() => void install()}>
            <Icon name="down" />
            {words.install}
          </button>
        )}
      </div>
      <div class="ways">
        <a class="way" href={to('sauvegarde')}>
          <Icon name="down" />
          <strong>{words.backup}</strong>
          <span class="hint">{words.backupHint}</span>
        </a>
        <a class="way" href={to('exporter')}>
          <Icon name="list" />
          <strong>{doors.exporting.link}</strong>
          <span class="hint">{doors.exporting.hint}</span>
        </a>
        <a class="way" href={to('destinataires')}>
          <Icon name="mail" />
          <strong>{doors.recipients.link}</strong>
          <span class="hint">{doors.recipients.hint}</span>
        </a>
        <a class="way" href={to('annuaire')}>
          <Icon name="town" />
          <strong>{doors.directory.link}</strong>
          <span class="hint">{doors.directory.hint}</span>
        </a>
        <a class="way" href={to('articles')}>
          <Icon name="book" />
          <strong>{doors.articles.link}</strong>
          <span class="hint">{doors.articles.hint}</span>
        </a>
      </div>
      <Papers />
      <div>
        <button type="button" class="button danger" onClick={() => wipe.current?.showModal()}>
          <Icon name="trash" />
          {words.wipe}
        </button>
      </div>
      <dialog ref={wipe} aria-labelledby="wipe-title">
        <div class="stack">
          <h2 id="wipe-title">{words.wipe}</h2>
          <p>{words.wipeText}</p>
          <p class="soft">{words.keepTenYears}</p>
          <div>
            <a class="button strong" href={to('sauvegarde')}>
              <Icon name="down" />
              {words.beforeWiping}
            </a>
          </div>
          <div class="row">
            <button type="button" class="button" onClick={() => wipe.current?.close()}>
              {words.keep}
            </button>
            <button type="button" class="button danger" onClick={eraseAll}>
              {words.wipeNow}
            </button>
          </div>
        </div>
      </dialog>
      <p class="hint">
        {words.version} {shell.value?.version.value ?? ''}
      </p>
    </section>
  );
}
