import { useEffect, useState } from 'preact/hooks';
import { attempt, reload, startReading } from '../actions.ts';
import { fileSize } from '../format.ts';
import type { SecondReaderShell } from '../shell.ts';
import { say, settings, shell, theDesk } from '../state.ts';
import { second as words } from '../words/fr/second.ts';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';

function Loading({ ratio }: { ratio: number }) {
  const percent = Math.floor(ratio * 100);
  return (
    <>
      <div class="bar" role="progressbar" aria-label={words.title} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <span style={{ transform: `scaleX(${Math.max(0.03, ratio)})` }} />
      </div>
      <p class="soft">{words.loading(percent)}</p>
    </>
  );
}

/** In the settings: what the second reader is, what it weighs, and whether it is there. */
export default function SecondReaderSection() {
  const second = shell.value?.second;
  return second ? <Section second={second} /> : null;
}

function Section({ second }: { second: SecondReaderShell }) {
  const now = second.state.value;
  return (
    <section class="sheet stack" aria-labelledby="second">
      <h2 id="second">{words.title}</h2>
      <p>{words.what}</p>
      <p class="soft">
        {words.slow} {words.here}
      </p>
      <div class="stack tight" aria-live="polite">
        {now.state === 'ready' && (
          <p class="row">
            <span class="tag done">
              <Icon name="check" />
              {words.ready}
            </span>
          </p>
        )}
        {now.state === 'loading' && <Loading ratio={now.ratio} />}
        {now.state === 'failed' && <Notice tone="doubt">{words.failed}</Notice>}
      </div>
      <div>
        {now.state === 'ready' ? (
          <button
            type="button"
            class="button"
            onClick={() => {
              second.remove();
              say(words.removed);
            }}
          >
            <Icon name="trash" />
            {words.remove}
          </button>
        ) : (
          now.state !== 'loading' && (
            <button type="button" class="button" onClick={second.keep}>
              <Icon name="down" />
              {words.keep(fileSize(second.bytes))}
            </button>
          )
        )}
      </div>
    </section>
  );
}

/**
 * After a photograph that a second reader would help with. Once it is there the page can be read again; until then its download is offered, and no more once
 * the user has answered. What he set or confirmed by hand stands.
 */
export function SecondReaderOffer({ id }: { id: string }) {
  const second = shell.value?.second;
  const [accepted, setAccepted] = useState(false);
  const state = second?.state.value.state;
  const readAgain = () => {
    say(words.rereading);
    startReading(id);
  };
  useEffect(() => {
    if (accepted && state === 'ready') readAgain();
  }, [accepted, state]);
  if (!second || !settings.value) return null;
  if (state === 'ready')
    return (
      <Notice>
        <span>{words.ready}</span>
        <button type="button" class="button" onClick={readAgain}>
          {words.again}
        </button>
      </Notice>
    );
  if (second.state.value.state === 'loading') return <Loading ratio={second.state.value.ratio} />;
  if (state === 'failed' && accepted)
    return (
      <Notice tone="doubt">
        <span>{words.failed}</span>
        <button type="button" class="button" onClick={second.keep}>
          {words.retry}
        </button>
      </Notice>
    );
  if (settings.value.secondAsked) return null;
  const answered = () => {
    const next = { ...settings.value!, secondAsked: true };
    settings.value = next;
    void attempt(async () => {
      await theDesk().saveSettings(next);
      await reload();
    });
  };
  const accept = () => {
    setAccepted(true);
    answered();
    second.keep();
  };
  const decline = () => {
    answered();
    say(words.declined);
  };
  return (
    <Notice>
      <strong>{words.offer(fileSize(second.bytes))}</strong>
      <span>{words.offerHow}</span>
      <div class="row">
        <button type="button" class="button" onClick={accept}>
          <Icon name="down" />
          {words.accept}
        </button>
        <button type="button" class="button plain" onClick={decline}>
          {words.decline}
        </button>
      </div>
    </Notice>
  );
}
