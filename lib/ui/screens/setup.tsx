import '../styles/accounts.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExpiryNotice, SetupProgress } from '../../desk/api-accounts.ts';
import type { RelayState } from '../../desk/relay-state.ts';
import { sirenOf } from '../../invoice/model.ts';
import { type Environment, environments } from '../../portal/environment.ts';
import { useVault } from '../accounts.ts';
import { attempt, reload } from '../actions.ts';
import { Connection } from '../parts/connection.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { Quoted } from '../parts/quoted.tsx';
import { Addresses, Keys } from '../parts/setup-fields.tsx';
import { Unlock } from '../parts/unlock.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { book, settings, shell, theDesk } from '../state.ts';
import { expiry as expiryWords, steps as stepWords, vault as vaultWords, setup as words } from '../words/fr/accounts.ts';
import { places } from '../words/fr/places.ts';

type StepName = keyof typeof stepWords;

/** What is left to do for a place; the host's own PISTE key spares the first three. */
function stepsOf(environment: Environment, host: boolean): StepName[] {
  if (environment === 'training') return [];
  if (environment === 'other') return ['addresses', 'keys', 'account'];
  return host ? ['declare', 'account'] : ['piste', 'terms', 'keys', 'declare', 'account'];
}

export default function SetupScreen(_: ScreenProps) {
  const view = useVault();
  const [progress, setProgress] = useState<SetupProgress | null>(null);
  const [relay, setRelay] = useState<RelayState | null>(null);
  /** A step opened again by hand. */
  const [opened, setOpened] = useState<StepName | 'test' | null>(null);
  const [ready, setReady] = useState(false);
  /** Passwords that end: the step that renews them is open, whatever was ticked. */
  const [ending, setEnding] = useState<readonly ExpiryNotice[]>([]);
  /** Where: folded to a line once the walk has begun. */
  const [choosing, setChoosing] = useState<boolean | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    void attempt(async () => {
      const accounts = await theDesk().accounts();
      const kept = await accounts.setup();
      const chosen = settings.value?.environment ?? 'training';
      const start = chosen === 'training' ? kept : { ...kept, environment: chosen };
      const notices = await accounts.notices();
      const mine = notices.find((notice) => notice.environment === start.environment);
      setEnding(notices);
      if (mine) setOpened('account');
      setProgress(mine ? { ...start, siren: mine.siren } : start);
      setRelay(await accounts.relay());
    });
  }, []);
  useEffect(() => {
    // a new password is sealed: its end is far
    if (view) void view.accounts.notices().then(setEnding, () => undefined);
  }, [view]);
  useEffect(() => {
    // the button that was pressed went with its step
    if (moved.current) list.current?.querySelector<HTMLElement>('.now > .setup-head')?.focus();
    moved.current = false;
  }, [progress]);
  if (!view || !progress)
    return (
      <div class="stack">
        <Head title={words.title} back={to('reglages')} />
      </div>
    );
  const { environment, siren, ticked } = progress;
  const change = (part: Partial<SetupProgress>) => {
    const next = { ...progress, ...part };
    setProgress(next);
    void attempt(() => view.accounts.saveSetup(next));
  };
  const host = relay?.holdsKeys(environment) ?? false;
  const names = stepsOf(environment, host);
  const keyOf = (name: StepName) => `${environment}/${siren}/${name}`;
  const current = opened ?? names.find((name) => !ticked[keyOf(name)]) ?? 'test';
  const count = names.length + 1;
  const firms = book.value?.companies ?? [];
  const locked = view.state === 'locked';
  const begun = environment !== 'training' && names.some((name) => ticked[keyOf(name)]);
  const unfolded = choosing ?? !begun;
  const end = ending.find((notice) => notice.environment === environment && notice.siren === siren);
  const inUse = settings.value?.environment === environment;
  const tick = (name: StepName) => {
    setOpened(null);
    setChoosing(false);
    moved.current = true;
    change({ ticked: { ...ticked, [keyOf(name)]: true } });
  };
  const use = () => {
    const now = settings.value;
    if (!now) return;
    const next = { ...now, environment };
    settings.value = next;
    void attempt(async () => {
      await theDesk().saveSettings(next);
      await reload();
    });
  };
  const head = (name: StepName | 'test', index: number, title: string, state: 'now' | 'done' | 'later') => (
    <button type="button" class="setup-head" aria-expanded={state === 'now'} onClick={() => setOpened(state === 'now' ? null : name)}>
      <span class="setup-mark">
        {state === 'done' ? <Icon name="check" /> : <span aria-hidden="true">{index + 1}</span>}
        <span class="hidden">{state === 'done' ? words.doneWord : words.step(index + 1, count)}</span>
      </span>
      <strong>{title}</strong>
      {state === 'done' && <span class="hint">{words.redo}</span>}
    </button>
  );
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to('reglages')} />
        <p class="soft">{words.intro}</p>
      </div>
      {unfolded ? (
        <section class="stack tight" aria-labelledby="place">
          <h2 id="place">{words.where}</h2>
          <fieldset class="stack tight">
            <legend class="hidden">{words.where}</legend>
            {environments.map((place) => (
              <label key={place} class="choice">
                <input
                  type="radio"
                  name="place"
                  checked={environment === place}
                  onChange={() => {
                    setOpened(null);
                    setReady(false);
                    setChoosing(true);
                    change({ environment: place });
                  }}
                />
                <span>
                  <strong>{places[place].name}</strong>
                  <br />
                  <span class="hint">{places[place].hint}</span>
                </span>
              </label>
            ))}
          </fieldset>
        </section>
      ) : (
        <p class="row between">
          <span>
            <span class="label">{words.where}</span>
            <br />
            <strong>{places[environment].name}</strong>
          </span>
          <button type="button" class="button plain" onClick={() => setChoosing(true)}>
            {words.change}
          </button>
        </p>
      )}
      {firms.length > 1 && environment !== 'training' && (
        <div class="field">
          <label for="firm">{words.forWhom}</label>
          <select id="firm" class="input" value={siren} onChange={(event) => change({ siren: event.currentTarget.value })}>
            <option value="">{words.everyone}</option>
            {firms.map(
              ({ id, seller }) =>
                sirenOf(seller) !== '' && (
                  <option key={id} value={sirenOf(seller)}>
                    {seller.name || seller.siret}
                  </option>
                ),
            )}
          </select>
        </div>
      )}
      {locked && environment !== 'training' ? (
        <section class="sheet stack" aria-labelledby="locked">
          <h2 id="locked">{vaultWords.lockedTitle}</h2>
          <p class="soft">{vaultWords.lockedText}</p>
          <Unlock />
        </section>
      ) : (
        <>
          {environment === 'training' && <Notice tone="done">{shell.value?.own ? words.noNeedBeside : words.noNeed}</Notice>}
          {host && <Notice>{words.host}</Notice>}
          <ol class="setup" ref={list}>
            {names.map((name, index) => {
              const { title, lines, link } = stepWords[name](environment, host);
              const state = current === name ? 'now' : ticked[keyOf(name)] ? 'done' : 'later';
              return (
                <li key={name} class={state}>
                  {head(name, index, title, state)}
                  {state === 'now' && (
                    <div class="setup-body stack">
                      {name === 'account' && end && (
                        <Notice tone={end.expiry.state === 'over' ? 'stop' : 'doubt'}>
                          <strong>{end.expiry.state === 'over' ? expiryWords.over : expiryWords.soon(end.expiry.days)}</strong>
                          <span>{expiryWords.what}</span>
                        </Notice>
                      )}
                      <ul class="setup-lines">
                        {(name === 'addresses' && shell.value?.own ? words.addressesBeside : lines).map((line) => (
                          <li key={line}>
                            <Quoted text={line} />
                          </li>
                        ))}
                      </ul>
                      {name === 'addresses' && <Addresses />}
                      {(name === 'keys' || name === 'account') && <Keys view={view} environment={environment} siren={siren} name={name} />}
                      <div class="row">
                        <button type="button" class="button strong" onClick={() => tick(name)}>
                          {words.done}
                        </button>
                        {link && (
                          <a class="button plain" href={link[1]} target="_blank" rel="noreferrer">
                            {link[0]}
                          </a>
                        )}
                      </div>
                    </div>
                  )}
                </li>
              );
            })}
            <li class={current === 'test' ? 'now' : ready ? 'done' : 'later'}>
              {head('test', names.length, words.test, current === 'test' ? 'now' : ready ? 'done' : 'later')}
              {current === 'test' && (
                <div class="setup-body stack">
                  <Connection environment={environment} siren={siren} strong onResult={(result) => setReady(result.ready)} />
                  {ready && (
                    <Notice tone="done">
                      <strong data-testid="connected">{words.ready}</strong>
                      {inUse && <span>{words.inUse(places[environment].name)}</span>}
                      {environment === 'production' && <span>{words.firstOne}</span>}
                    </Notice>
                  )}
                  {ready && (
                    <div class="row">
                      {inUse ? (
                        <a class="button strong" href={to()}>
                          {words.backHome}
                        </a>
                      ) : (
                        <button type="button" class="button strong" onClick={use}>
                          {words.use}
                        </button>
                      )}
                    </div>
                  )}
                </div>
              )}
            </li>
          </ol>
        </>
      )}
      {environment !== 'training' && <p class="hint">{words.honest}</p>}
    </div>
  );
}
