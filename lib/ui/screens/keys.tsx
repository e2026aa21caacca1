import { useEffect, useState } from 'preact/hooks';
import type { Environment, PortalCredentials } from '../../portal/environment.ts';
import { attempt } from '../actions.ts';
import { say, theDesk } from '../state.ts';
import { settings as words } from '../words/fr/settings.ts';

const empty: PortalCredentials = { clientId: '', clientSecret: '', login: '', password: '' };

/** The access keys of one environment: saved by a button, since half a key is worth nothing. */
export function Keys({ environment }: { environment: Environment }) {
  const [keys, setKeys] = useState(empty);
  useEffect(() => {
    void attempt(async () => setKeys((await theDesk().credentials(environment)) ?? empty));
  }, [environment]);
  const save = (value: PortalCredentials | null, said: string) =>
    void attempt(async () => {
      await theDesk().saveCredentials(environment, value);
      setKeys(value ?? empty);
      say(said);
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save(keys, words.keysSaved);
      }}
    >
      <h3>{words.keys}</h3>
      <p class="hint">{words.keysHint}</p>
      <div class="grid-2">
        {(['clientId', 'clientSecret', 'login', 'password'] as const).map((name) => (
          <div class="field" key={name}>
            <label for={name}>{words[name]}</label>
            <input
              id={name}
              class="input"
              type={(name === 'clientSecret' || name === 'password' ? 'password' : 'text') as 'text'}
              autoComplete="off"
              autocapitalize="none"
              spellcheck={false}
              required
              value={keys[name]}
              onInput={(event) => setKeys({ ...keys, [name]: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
      <div class="row">
        <button type="submit" class="button strong">
          {words.saveKeys}
        </button>
        <button type="button" class="button" onClick={() => save(null, words.keysForgotten)}>
          {words.forgetKeys}
        </button>
      </div>
    </form>
  );
}
