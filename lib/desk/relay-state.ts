import type { Platform } from '../platform/ports.ts';
import type { Finding } from '../portal/diagnosis.ts';
import type { Environment } from '../portal/environment.ts';
import { RELAY_HEADER } from '../portal/paths.ts';
import { RELAY_STATE_PATH, restoreRelayState } from '../portal/relay-state.ts';

const TIMEOUT_MS = 8_000;

/** What the relay says of itself, and whether it was reached at all. */
export interface RelayState {
  reached: 'yes' | 'offline' | 'no' | 'stranger';
  /** The host holds the PISTE application's own keys: only the technical account is asked of the user. */
  holdsKeys(environment: Environment): boolean;
  /** It lets « autre » through; null when it did not say. */
  othersAllowed: boolean | null;
}

const unknown = (reached: RelayState['reached']): RelayState => ({ reached, holdsKeys: () => false, othersAllowed: null });

/** Where calls go straight to the portal there is no relay to ask, nor one that could refuse. */
export const straight = ({ network }: Pick<Platform, 'network'>): RelayState => ({
  ...unknown(network.online() ? 'yes' : 'offline'),
  othersAllowed: true,
});

/** Never rejects: a relay that cannot be asked is said so. */
export async function relayState({ network }: Pick<Platform, 'network'>, relay: string, signal?: AbortSignal): Promise<RelayState> {
  if (!network.online()) return unknown('offline');
  if (relay === '') return unknown('no');
  try {
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await network.fetch(`${relay}${RELAY_STATE_PATH}`, {
      cache: 'no-store',
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const state = answer.ok ? restoreRelayState(await answer.json().catch(() => null)) : null;
    if (state) {
      const { production, qualification, other } = state.environnements;
      return {
        reached: 'yes',
        holdsKeys: (environment) => (environment === 'production' ? production.cle : environment === 'qualification' && qualification.cle),
        othersAllowed: other.hotes,
      };
    }
    // Its own refusals are signed; anything else is a site that relays nothing.
    return unknown(answer.headers.has(RELAY_HEADER) ? 'yes' : 'stranger');
  } catch {
    return unknown(network.online() ? 'no' : 'offline');
  }
}

/** What of the relay stands in the way to an environment; null when nothing does. */
export function relayFinding({ reached, othersAllowed }: RelayState, environment: Environment): Finding | null {
  if (reached === 'offline') return 'offline';
  if (reached === 'no') return 'relay-unreachable';
  if (reached === 'stranger') return 'relay-refuses';
  return environment === 'other' && othersAllowed === false ? 'host-refused' : null;
}
