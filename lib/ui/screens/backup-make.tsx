import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackupFile } from '../../desk/api-backups.ts';
import { SHORTEST_PASSPHRASE, strengthOf } from '../../desk/passphrase.ts';
import { attempt, handOver } from '../actions.ts';
import { canShare, shared } from '../arrivals.ts';
import { fileSize } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { announce, theDesk } from '../state.ts';
import { backup as words } from '../words/fr/backup.ts';

const parts = { short: 0.12, weak: 0.3, fair: 0.62, good: 1 };

interface Field {
  id: string;
  label: string;
  hint: string;
  /** A wrong value, told as such. */
  wrong?: boolean;
  shown: boolean;
  fresh: boolean;
  value: string;
  onType: (text: string) => void;
}

export function PassphraseField({ id, label, hint, wrong = false, shown, fresh, value, onType }: Field) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        // a kind of text field; one that is data goes under the name of the plainest, as in `fields.ts`
        type={(shown ? 'text' : 'password') as 'text'}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={wrong || undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {hint && (
        <p class={wrong ? 'wrong' : 'hint'} id={`${id}-hint`} role={wrong ? 'alert' : undefined}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** The passphrase twice, its strength in words, or none at all with its warning; then the file. */
export function MakeBackup({ onMade }: { onMade: () => void }) {
  const [sealed, setSealed] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const [left, setLeft] = useState(false);
  const [ratio, setRatio] = useState<number | null>(null);
  const [made, setMade] = useState<BackupFile | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const strength = strengthOf(passphrase);
  const differ = again !== '' && again !== passphrase;
  // what is shown need not be typed twice
  const ready = !sealed || ([...passphrase].length >= SHORTEST_PASSPHRASE && (shown || again === passphrase));
  const save = () => {
    const controller = new AbortController();
    stop.current = controller;
    setMade(null);
    setRatio(0);
    void attempt(async () => {
      const backups = await theDesk().backups();
      const file = await backups.write(sealed ? passphrase : '', { signal: controller.signal, onProgress: setRatio });
      handOver(file.blob, file.name, file.blob.type);
      await backups.handedOver();
      setMade(file);
      setPassphrase('');
      setAgain('');
      setShown(false);
      setLeft(false);
      onMade();
      announce(words.saved(file.invoices, fileSize(file.blob.size)));
    }).finally(() => setRatio(null));
  };
  return (
    <section class="sheet stack" aria-labelledby="make-backup">
      <h2 id="make-backup">{words.make}</h2>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setLeft(true);
          if (ready && ratio === null) save();
        }}
      >
        <fieldset class="stack tight">
          <legend class="hidden">{words.make}</legend>
          {[
            { value: true, label: words.withPassphrase, hint: words.withPassphraseHint },
            { value: false, label: words.without, hint: words.withoutHint },
          ].map(({ value, label, hint }) => (
            <label key={label} class="choice">
              <input type="radio" name="sealed" checked={sealed === value} onChange={() => setSealed(value)} />
              <span>
                <strong>{label}</strong>
                <br />
                <span class="hint">{hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {sealed && (
          <div class="passphrase">
            <PassphraseField
              id="passphrase"
              label={words.passphrase}
              hint={left && passphrase === '' ? words.strengths.short : words.passphraseHint}
              wrong={left && passphrase === ''}
              shown={shown}
              fresh
              value={passphrase}
              onType={setPassphrase}
            />
            {passphrase !== '' && (
              <p class={`strength ${strength}`} role="status">
                <span class="bar" aria-hidden="true">
                  <span style={{ transform: `scaleX(${parts[strength]})` }} />
                </span>
                <span>{words.strengths[strength]}</span>
              </p>
            )}
            {!shown && (
              <PassphraseField
                id="passphrase-again"
                label={words.again}
                hint={differ && left ? words.differ : ''}
                wrong={differ && left}
                shown={false}
                fresh
                value={again}
                onType={(text) => {
                  setAgain(text);
                  setLeft(text.length >= passphrase.length);
                }}
              />
            )}
            <label class="switch">
              <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
              {words.show}
            </label>
            <Notice tone="doubt">{words.warning}</Notice>
          </div>
        )}
        <button type="submit" class="button main" disabled={ratio !== null || (sealed && !ready && left)}>
          <Icon name="down" />
          {words.save}
        </button>
      </form>
      {ratio !== null && (
        <p class="row between" role="status">
          {words.saving(Math.floor(ratio * 100))}
          <button type="button" class="button" onClick={() => stop.current?.abort()}>
            {words.stop}
          </button>
        </p>
      )}
      {made && (
        <Notice tone="done">
          <strong data-testid="backup-saved">{words.saved(made.invoices, fileSize(made.blob.size))}</strong>
          <span>{words.savedNext}</span>
          {canShare(made.blob, made.name) && (
            <button type="button" class="button" onClick={() => void shared(made.blob, made.name)}>
              <Icon name="share" />
              {words.share}
            </button>
          )}
        </Notice>
      )}
    </section>
  );
}
