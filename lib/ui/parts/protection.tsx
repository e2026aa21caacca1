import { useState } from 'preact/hooks';
import { SHORTEST_PASSPHRASE, strengthOf } from '../../desk/passphrase.ts';
import type { Settings } from '../../desk/settings.ts';
import { looked, type VaultView } from '../accounts.ts';
import { useGesture } from '../hooks.ts';
import { say } from '../state.ts';
import { protection as words } from '../words/fr/accounts.ts';

const delays = [5, 15, 60] as const;

/** A passphrase over the keys: chosen, changed, taken away; how long it stays open. */
export function Protection({ view, settings, save }: { view: VaultView; settings: Settings; save: (part: Partial<Settings>) => void }) {
  const [choosing, setChoosing] = useState(false);
  const [code, setCode] = useState('');
  const [again, setAgain] = useState('');
  const [busy, run] = useGesture();
  const strength = strengthOf(code);
  const differ = again !== '' && again !== code;
  const close = () => {
    setChoosing(false);
    setCode('');
    setAgain('');
  };
  const set = (value: string | null, said: string) =>
    run(async () => {
      await view.accounts.setPassphrase(value);
      close();
      looked();
      say(said);
    });
  const field = (id: string, label: string, value: string, write: (value: string) => void, hint: string, wrong = '') => (
    <div class={wrong ? 'field stop' : 'field'}>
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type={'password' as 'text'}
        autoComplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={value}
        aria-describedby={`${id}-hint`}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <p class={wrong ? 'wrong' : 'hint'} id={`${id}-hint`} role="status">
        {wrong || hint}
      </p>
    </div>
  );
  return (
    <div class="stack">
      <div class="stack tight">
        <h3>{words.title}</h3>
        <p class="hint">{view.passphrase ? words.on : words.off}</p>
      </div>
      {choosing ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if ([...code].length >= SHORTEST_PASSPHRASE && again === code) set(code, words.saved);
          }}
        >
          {field('new-code', words.field, code, setCode, code === '' ? words.hint : words.strength[strength])}
          {field('code-again', words.again, again, setAgain, '', differ ? words.differ : '')}
          <div class="row">
            <button type="submit" class="button strong" disabled={busy || strength === 'short' || again !== code}>
              {words.save}
            </button>
            <button type="button" class="button" onClick={close}>
              {words.cancel}
            </button>
          </div>
        </form>
      ) : (
        <div class="row">
          <button type="button" class="button" onClick={() => setChoosing(true)}>
            {view.passphrase ? words.change : words.set}
          </button>
          {view.passphrase && (
            <button type="button" class="button plain" disabled={busy} onClick={() => set(null, words.removed)}>
              {words.remove}
            </button>
          )}
        </div>
      )}
      {view.passphrase && (
        <div class="field">
          <label for="lock-after">{words.delay}</label>
          <select
            id="lock-after"
            class="input brief"
            value={settings.lockAfter}
            onChange={(event) => save({ lockAfter: delays.find((minutes) => minutes === Number(event.currentTarget.value)) ?? 15 })}
          >
            {delays.map((minutes) => (
              <option key={minutes} value={minutes}>
                {words.delays[minutes]}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
