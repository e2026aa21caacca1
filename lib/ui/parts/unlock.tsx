import { useEffect, useRef, useState } from 'preact/hooks';
import { looked } from '../accounts.ts';
import { attempt, reload } from '../actions.ts';
import { useGesture } from '../hooks.ts';
import { say, theDesk } from '../state.ts';
import { vault as words } from '../words/fr/accounts.ts';

/** The passphrase asked for; the pause after wrong ones counts down on the button's line. */
export function Unlock({ onOpen }: { onOpen?: () => void }) {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(Date.now());
  const [busy, run] = useGesture();
  const lost = useRef<HTMLDialogElement>(null);
  const wait = Math.ceil((until - now) / 1000);
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until, wait > 0]);
  const open = () =>
    run(async () => {
      const { state, waitUntil } = await (await theDesk().accounts()).unlock(code);
      setNow(Date.now());
      setUntil(waitUntil);
      setWrong(state === 'wrong');
      if (state !== 'open') return;
      setCode('');
      looked();
      say(words.unlocked);
      await reload();
      onOpen?.();
    });
  const erase = () =>
    void attempt(async () => {
      lost.current?.close();
      await (await theDesk().accounts()).forgetAll();
      looked();
      say(words.erased);
    });
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (wait <= 0 && code !== '') open();
      }}
    >
      <div class={wrong ? 'field stop' : 'field'}>
        <label for="code">{words.code}</label>
        <div class="row nowrap">
          <input
            id="code"
            class="input"
            type={'password' as 'text'}
            autoComplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={code}
            aria-describedby="code-said"
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          <button type="submit" class="button strong" disabled={busy || wait > 0 || code === ''}>
            {words.unlock}
          </button>
        </div>
        <p class="wrong" id="code-said" role="status">
          {[wrong && words.wrong, wait > 0 && words.pause(wait)].filter(Boolean).join(' ')}
        </p>
      </div>
      <div>
        <button type="button" class="button plain small" onClick={() => lost.current?.showModal()}>
          {words.lost}
        </button>
      </div>
      <dialog ref={lost} aria-labelledby="lost-title">
        <div class="stack">
          <h2 id="lost-title">{words.lost}</h2>
          <p>{words.lostText}</p>
          <div class="row">
            <button type="button" class="button strong" onClick={() => lost.current?.close()}>
              {words.keep}
            </button>
            <button type="button" class="button danger" onClick={erase}>
              {words.erase}
            </button>
          </div>
        </div>
      </dialog>
    </form>
  );
}
