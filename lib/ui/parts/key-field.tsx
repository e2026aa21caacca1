import { useRef, useState } from 'preact/hooks';
import type { Accounts } from '../../desk/api-accounts.ts';
import { cleanKey, keyDoubt } from '../../desk/key-forms.ts';
import type { KeyField as Field } from '../../desk/vault-record.ts';
import type { Environment } from '../../portal/environment.ts';
import { looked } from '../accounts.ts';
import { attempt } from '../actions.ts';
import { labelled } from '../format.ts';
import { doubts, setup as words } from '../words/fr/accounts.ts';
import { Icon } from './icon.tsx';

/**
 * One key, pasted and sealed at once. A secret is never put back on the screen: once kept, it can only be replaced, and the old one stays until the new
 * one is whole.
 */
export function KeyField({
  accounts,
  environment,
  siren,
  field,
  kept,
  shown,
  clientId,
}: {
  accounts: Accounts;
  environment: Environment;
  siren: string;
  field: Field;
  kept: boolean;
  /** The key itself, for the two that are no secret. */
  shown: string;
  clientId: string;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [visible, setVisible] = useState(false);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const secret = field === 'clientSecret' || field === 'password';
  const replacing = useRef(false);
  const id = `key-${field}`;
  const save = (value: string) => {
    queue.current = queue.current.then(() => attempt(() => accounts.save(environment, siren, field, value)));
    return queue.current;
  };
  if (kept && typed === null)
    return (
      <div class="field kept-key">
        <span class="label">{words.fields[field]}</span>
        <div class="row nowrap between">
          {secret ? (
            <span class="tag done">
              <Icon name="check" />
              {words.kept}
            </span>
          ) : (
            <span class="key-shown">{shown}</span>
          )}
          <button
            type="button"
            class="button plain"
            aria-label={labelled(words.change, words.fields[field])}
            onClick={() => {
              replacing.current = true;
              setTyped('');
            }}
          >
            {words.change}
          </button>
        </div>
        {!secret && keyDoubt(field, shown) && <p class="hint doubtful">{doubts[keyDoubt(field, shown) ?? 'spaces']}</p>}
      </div>
    );
  const doubt = keyDoubt(field, cleanKey(typed ?? ''), clientId);
  const finish = async (value: string) => {
    if (cleanKey(value) === '') {
      if (replacing.current) setTyped(null);
      return;
    }
    await save(value);
    replacing.current = false;
    setTyped(null);
    looked();
  };
  return (
    <div class={doubt ? 'field doubt' : 'field'}>
      <label for={id}>{words.fields[field]}</label>
      <div class="row nowrap">
        <input
          id={id}
          class="input"
          type={(secret && !visible ? 'password' : 'text') as 'text'}
          autoComplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={typed ?? ''}
          aria-describedby={`${id}-hint`}
          onInput={(event) => {
            const { value } = event.currentTarget;
            setTyped(value);
            // nothing to lose yet: a page that dies keeps every sign
            if (!replacing.current) void save(value);
          }}
          onChange={(event) => void finish(event.currentTarget.value)}
        />
        {secret && (
          <button type="button" class="button" aria-pressed={visible} onClick={() => setVisible(!visible)}>
            {visible ? words.hide : words.show}
          </button>
        )}
      </div>
      <p class={doubt ? 'hint doubtful' : 'hint'} id={`${id}-hint`} role={doubt ? 'status' : undefined}>
        {doubt ? doubts[doubt] : words.hints[field]}
      </p>
      {replacing.current && (
        <div>
          <button type="button" class="button plain" onClick={() => setTyped(null)}>
            {words.cancel}
          </button>
        </div>
      )}
    </div>
  );
}
