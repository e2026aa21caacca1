import { type Signal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Accounts } from '../desk/api-accounts.ts';
import type { VaultAccount, VaultState } from '../desk/vault.ts';
import { attempt } from './actions.ts';
import { theDesk } from './state.ts';

/** What the screens see of the vault. Counted up at each change of ours; a change by another page or by time comes with the next look. */
const turn: Signal<number> = signal(0);

export function looked(): void {
  turn.value++;
}

export interface VaultView {
  accounts: Accounts;
  state: VaultState;
  passphrase: boolean;
  list: readonly VaultAccount[];
}

const LOOK_EVERY_MS = 20_000;

/** null until it was looked at. Looks again now and then: the lock closes by itself. */
export function useVault(): VaultView | null {
  const [view, setView] = useState<VaultView | null>(null);
  useEffect(() => {
    let alive = true;
    const look = async () => {
      const accounts = await theDesk().accounts();
      const [state, passphrase, list] = await Promise.all([accounts.state(), accounts.hasPassphrase(), accounts.list()]);
      if (alive) setView({ accounts, state, passphrase, list });
    };
    void attempt(look);
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
    return () => {
      alive = false;
      clearInterval(timer);
    };
  }, [turn.value]);
  return view;
}
