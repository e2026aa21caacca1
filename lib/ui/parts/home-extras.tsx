import { useEffect, useState } from 'preact/hooks';
import type { ExpiryNotice } from '../../desk/api-accounts.ts';
import { useVault } from '../accounts.ts';
import { attempt } from '../actions.ts';
import { to } from '../router.ts';
import { book, dossiers, settings, theDesk } from '../state.ts';
import { today } from '../today.ts';
import { expiry as expiryWords, vault as words } from '../words/fr/accounts.ts';
import { Firms } from './firms.tsx';
import { Notice } from './notice.tsx';
import { Unlock } from './unlock.tsx';

/** What the list says above the invoices only when it must: keys locked while something waits, a password that ends, whose invoices are shown. */
export function HomeExtras() {
  const view = useVault();
  const [ending, setEnding] = useState<readonly ExpiryNotice[]>([]);
  useEffect(() => {
    if (!view) return;
    void attempt(async () => {
      setEnding(await view.accounts.notices());
      await view.accounts.announce();
    });
  }, [view?.list.length]);
  const chosen = settings.value;
  const waiting = (dossiers.value ?? []).filter(({ stage }) => stage.state === 'ready' && stage.lastError?.code === 'vault-locked').length;
  const [first] = ending.filter(({ environment }) => environment === chosen?.environment);
  const dismissed = chosen?.expirySeenOn === today();
  const dismiss = () => {
    if (!chosen) return;
    const next = { ...chosen, expirySeenOn: today() };
    settings.value = next;
    void attempt(() => theDesk().saveSettings(next));
  };
  const several = (book.value?.companies.length ?? 0) > 1;
  if (!several && waiting === 0 && (!first || dismissed)) return null;
  return (
    <>
      {view?.state === 'locked' && waiting > 0 && (
        <Notice tone="doubt">
          <strong>{words.lockedTitle}</strong>
          <span>{words.lockedWaiting(waiting)}</span>
          <Unlock />
        </Notice>
      )}
      {first && !dismissed && (
        <Notice tone={first.expiry.state === 'over' ? 'stop' : 'doubt'}>
          <strong>{first.expiry.state === 'over' ? expiryWords.over : expiryWords.soon(first.expiry.days)}</strong>
          <div class="row">
            <a class="button" href={to('raccorder')}>
              {expiryWords.renew}
            </a>
            <button type="button" class="button plain" onClick={dismiss}>
              {expiryWords.later}
            </button>
          </div>
        </Notice>
      )}
      {several && <Firms every />}
    </>
  );
}
