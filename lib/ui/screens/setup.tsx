import '../styles/accounts.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SetupProgress } from '../../desk/api.ts';
import { cleanAddress } from '../../desk/key-forms.ts';
import type { RelayState } from '../../desk/relay-state.ts';
import { sirenOf } from '../../invoice/model.ts';
import { type Environment, environments } from '../../portal/environment.ts';
import { useVault, type VaultView } from '../accounts.ts';
import { attempt, reload } from '../actions.ts';
import type { ScreenProps } from '../app.tsx';
import { Connection } from '../parts/connection.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { KeyField } from '../parts/key-field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Unlock } from '../parts/unlock.tsx';
import { to } from '../router.ts';
import { book, settings, theDesk } from '../state.ts';
import { addressFaults, places, steps as stepWords, vault as vaultWords, setup as words } from '../words/fr/accounts.ts';

type StepName = keyof typeof stepWords;

/** What is left to do for a place; the host's own PISTE key spares the first three. */
function stepsOf(environment: Environment, host: boolean): StepName[] {
  if (environment === 'training') return [];
  if (environment === 'other') return ['addresses', 'keys', 'account'];
  return host ? ['declare', 'account'] : ['piste', 'terms', 'keys', 'declare', 'account'];
}

/** The two addresses of « autre », kept at each change that makes sense. */
function Addresses() {
  const kept = settings.value?.other ?? { token: '', api: '' };
  const [typed, setTyped] = useState(kept);
  /** The address whose password was taken off, until it is touched again. */
  const [stripped, setStripped] = useState('');
  return (
    <div class="stack">
      {(['token', 'api'] as const).map((kind) => {
        const { fault } = cleanAddress(typed[kind], kind);
        const shown = stripped === kind ? 'with-secret' : fault;
        const said = shown ? addressFaults[shown] : '';
        const save = () => {
          const { address, fault: wrong } = cleanAddress(typed[kind], kind);
          setTyped({ ...typed, [kind]: address });
          setStripped(wrong === 'with-secret' ? kind : '');
          const current = settings.value;
          if (!current || wrong === 'not-an-address' || wrong === 'not-http') return;
          const next = { ...current, other: { ...current.other, [kind]: address } };
          settings.value = next;
          void attempt(() => theDesk().saveSettings(next));
        };
        return (
          <div class={said ? 'field stop' : 'field'} key={kind}>
            <label for={`address-${kind}`}>{words[kind]}</label>
            <input
              id={`address-${kind}`}
              class="input"
              type={'url' as 'text'}
              inputMode="url"
              autoComplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={typed[kind]}
              aria-describedby={`address-${kind}-hint`}
              onInput={(event) => {
                setStripped('');
                setTyped({ ...typed, [kind]: event.currentTarget.value });
              }}
              onChange={save}
            />
            <p class={said ? 'wrong' : 'hint'} id={`address-${kind}-hint`} role={said ? 'status' : undefined}>
              {said || words[kind === 'token' ? 'tokenHint' : 'apiHint']}
            </p>
          </div>
        );
      })}
    </div>
  );
}

function Keys({ view, environment, siren, name }: { view: VaultView; environment: Environment; siren: string; name: 'keys' | 'account' }) {
  const account = view.list.find((item) => item.environment === environment && item.siren === siren);
  const [shown, setShown] = useState({ clientId: '', login: '' });
  useEffect(() => {
    void attempt(async () => setShown(await view.accounts.visible(environment, siren)));
  }, [view, environment, siren]);
  const fields = name === 'keys' ? (['clientId', 'clientSecret'] as const) : (['login', 'password'] as const);
  return (
    <div class="stack">
      {fields.map((field) => (
        <KeyField
          key={`${environment}/${siren}/${field}`}
          accounts={view.accounts}
          environment={environment}
          siren={siren}
          field={field}
          kept={account?.has[field] ?? false}
          shown={field === 'clientId' || field === 'login' ? shown[field] : ''}
          clientId={shown.clientId}
        />
      ))}
      {name === 'account' && account?.has.password && (
        <div class="field">
          <label for="set-on">{words.setOn}</label>
          <input
            id="set-on"
            class="input brief"
            type={'date' as 'text'}
            value={account.passwordSetOn}
            aria-describedby="set-on-hint"
            onChange={(event) => void attempt(() => view.accounts.datePassword(environment, siren, event.currentTarget.value))}
          />
          <p class="hint" id="set-on-hint">
            {words.setOnHint}
          </p>
        </div>
      )}
    </div>
  );
}

export default function SetupScreen(_: ScreenProps) {
  const view = useVault();
  const [progress, setProgress] = useState<SetupProgress | null>(null);
  const [relay, setRelay] = useState<RelayState | null>(null);
  /** A step opened again by hand. */
  const [opened, setOpened] = useState<StepName | 'test' | null>(null);
  const [ready, setReady] = useState(false);
  /** Where: folded to a line once the walk has begun. */
  const [choosing, setChoosing] = useState<boolean | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    void attempt(async () => {
      const accounts = await theDesk().accounts();
      const kept = await accounts.setup();
      const chosen = settings.value?.environment ?? 'training';
      setProgress(chosen === 'training' ? kept : { ...kept, environment: chosen });
      setRelay(await accounts.relay());
    });
  }, []);
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
          {environment === 'training' && <Notice tone="done">{words.noNeed}</Notice>}
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
                      <ul class="setup-lines">
                        {lines.map((line) => (
                          <li key={line}>{line}</li>
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
