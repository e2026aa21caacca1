import '../styles/accounts.css';
import { expiryOf } from '../../desk/expiry.ts';
import type { Settings } from '../../desk/settings.ts';
import type { VaultAccount } from '../../desk/vault.ts';
import type { Environment } from '../../portal/environment.ts';
import { looked, useVault } from '../accounts.ts';
import { attempt } from '../actions.ts';
import { day } from '../format.ts';
import { Connection } from '../parts/connection.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { Protection } from '../parts/protection.tsx';
import { Unlock } from '../parts/unlock.tsx';
import { to } from '../router.ts';
import { book, say } from '../state.ts';
import { today } from '../today.ts';
import { expiry as expiryWords, vault as words } from '../words/fr/accounts.ts';

function ofWhom(siren: string): string {
  const company = book.value?.companies.find(({ seller }) => siren !== '' && seller.siret.startsWith(siren));
  return company?.seller.name ?? siren;
}

/** One account in clear facts: for whom, whole or not, until when. */
function Account({ account, several, locked }: { account: VaultAccount; several: boolean; locked: boolean }) {
  const { has, siren } = account;
  const whole = has.login && has.password;
  const expiry = expiryOf(account, today());
  return (
    <div class="stack tight">
      <p class="row tight">
        <span class={`tag ${locked ? 'doubt' : whole ? 'done' : 'doubt'}`}>
          <Icon name={whole && !locked ? 'check' : 'warn'} />
          {locked ? words.locked : whole ? words.kept : words.partial}
        </span>
        {several && <span>{siren === '' ? words.all : ofWhom(siren)}</span>}
      </p>
      {whole && expiry?.state === 'far' && <p class="hint">{words.expires(day(expiry.on), expiry.by === 'portal')}</p>}
      {whole && expiry && expiry.state !== 'far' && (
        <Notice tone={expiry.state === 'over' ? 'stop' : 'doubt'}>
          <span>{expiry.state === 'over' ? expiryWords.over : expiryWords.soon(expiry.days)}</span>
        </Notice>
      )}
      {whole && !expiry && <p class="hint">{words.noDate}</p>}
    </div>
  );
}

/** The keys of one environment: state, end of the password, test, lock; giving them is the guided set-up's business. */
export function Keys({ environment, settings, save }: { environment: Environment; settings: Settings; save: (part: Partial<Settings>) => void }) {
  const view = useVault();
  if (!view) return null;
  const mine = view.list.filter((account) => account.environment === environment);
  const locked = view.state === 'locked';
  const complete = mine.some(({ has }) => has.login && has.password);
  const current = book.value?.companies.find(({ id }) => id === book.value?.current)?.seller.siret.slice(0, 9) ?? '';
  const forget = () =>
    void attempt(async () => {
      const undos: (() => Promise<void>)[] = [];
      for (const { siren } of mine) undos.push(await view.accounts.forget(environment, siren));
      looked();
      say(words.forgotten, {
        label: words.undo,
        run: () =>
          void attempt(async () => {
            for (const undo of undos) await undo();
            looked();
          }),
      });
    });
  return (
    <div class="keys-card">
      <h3>{words.title}</h3>
      {mine.length === 0 && (
        <p>
          <span class="tag doubt">
            <Icon name="warn" />
            {words.none}
          </span>
        </p>
      )}
      {mine.map((account) => (
        <Account key={account.siren} account={account} several={mine.length > 1 || account.siren !== ''} locked={locked} />
      ))}
      {locked && <Unlock />}
      {complete && !locked && <Connection environment={environment} siren={current} />}
      <div class="row">
        <a class={complete ? 'button' : 'button strong'} href={to('raccorder')}>
          {complete ? words.revise : words.guide}
        </a>
        {view.passphrase && !locked && (
          <button
            type="button"
            class="button"
            onClick={() =>
              void attempt(async () => {
                await view.accounts.lock();
                looked();
              })
            }
          >
            {words.lock}
          </button>
        )}
      </div>
      {mine.length > 0 && (
        <details class="more">
          <summary>
            <Icon name="next" />
            {words.more}
          </summary>
          <div class="stack">
            {!locked && <Protection view={view} settings={settings} save={save} />}
            <div>
              <button type="button" class="button" onClick={forget}>
                {words.forget}
              </button>
            </div>
          </div>
        </details>
      )}
    </div>
  );
}
