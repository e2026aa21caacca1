import { useEffect, useState } from 'preact/hooks';
import { cleanAddress } from '../../desk/key-forms.ts';
import type { Environment } from '../../portal/environment.ts';
import type { VaultView } from '../accounts.ts';
import { attempt } from '../actions.ts';
import { settings, theDesk } from '../state.ts';
import { addressFaults, setup as words } from '../words/fr/accounts.ts';
import { KeyField } from './key-field.tsx';

/** The two addresses of « autre », kept at each change that makes sense. */
export function Addresses() {
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

/** The keys of one step. */
export function Keys({ view, environment, siren, name }: { view: VaultView; environment: Environment; siren: string; name: 'keys' | 'account' }) {
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
