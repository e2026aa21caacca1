import { useEffect, useRef, useState } from 'preact/hooks';
import type { Diagnosis, Step } from '../../portal/diagnosis.ts';
import type { Environment } from '../../portal/environment.ts';
import { looked } from '../accounts.ts';
import { attempt } from '../actions.ts';
import { useLoaded } from '../hooks.ts';
import { shell, theDesk } from '../state.ts';
import { findings, connection as words } from '../words/fr/accounts.ts';
import { Icon, type IconName } from './icon.tsx';
import { Quoted } from './quoted.tsx';

const icons: Record<Step['state'], IconName> = { todo: 'minus', doing: 'clock', ok: 'check', failed: 'stop', skipped: 'minus' };

/** The connection walked step by step, each said as it comes, the failed one with the thing to mend. */
export function Connection({
  environment,
  siren,
  strong = false,
  onResult,
}: {
  environment: Environment;
  siren: string;
  strong?: boolean;
  onResult?: (result: Diagnosis) => void;
}) {
  const [steps, setSteps] = useState<readonly Step[] | null>(null);
  const [result, setResult] = useState<Diagnosis | null>(null);
  const Reach = useLoaded(shell.value?.own?.reach);
  const [open, setOpen] = useState(!shell.value?.own);
  const control = useRef<AbortController | null>(null);
  useEffect(() => {
    setSteps(null);
    setResult(null);
    return () => control.current?.abort();
  }, [environment, siren]);
  const running = steps !== null && result === null;
  const run = async () => {
    control.current?.abort();
    const mine = new AbortController();
    control.current = mine;
    setResult(null);
    setSteps([]);
    const found = await attempt(async () =>
      (await theDesk().accounts()).test(environment, siren, { tell: (now) => mine.signal.aborted || setSteps(now), signal: mine.signal }),
    );
    if (mine.signal.aborted) return;
    if (!found) return setSteps(null);
    setResult(found);
    looked();
    onResult?.(found);
  };
  return (
    <div class="stack">
      {Reach && <Reach environment={environment} onOpen={setOpen} />}
      {open && (
        <div class="row">
          {running ? (
            <button
              type="button"
              class="button"
              onClick={() => {
                control.current?.abort();
                setSteps(null);
              }}
            >
              {words.stop}
            </button>
          ) : (
            <button type="button" class={strong ? 'button strong' : 'button'} onClick={() => void run()}>
              {result ? words.again : words.start}
            </button>
          )}
          <span class="hint" role="status">
            {running ? words.running : result ? (result.ready ? words.ok : words.broken) : words.deposits}
          </span>
        </div>
      )}
      {steps && steps.length > 0 && (
        <ol class="checks" data-testid="connection">
          {steps.map(({ id, state, finding, apis, names }) => (
            <li key={id} class={state}>
              <Icon name={icons[state]} />
              <div>
                <span class="check-name">{words.names[id]}</span> <span class="check-state">{words.states[state]}</span>
                {finding && (
                  <p class={state === 'failed' ? 'mend' : 'hint'}>
                    <Quoted text={findings[finding]({ apis, names })} />
                  </p>
                )}
                {id === 'structures' && state === 'ok' && !finding && names.length > 0 && <p class="hint">{names.join(', ')}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
