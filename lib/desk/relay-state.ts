import * as z from 'zod/mini';
import type { Platform } from '../platform/ports.ts';
import type { Finding } from '../portal/diagnosis.ts';
import type { Environment } from '../portal/environment.ts';
import { RELAY_HEADER } from '../portal/paths.ts';

const flag = z.catch(z.boolean(), false);
const Host = z.catch(z.object({ cle: flag, hotes: flag }), { cle: false, hotes: false });
const nothing = { production: { cle: false, hotes: false }, qualification: { cle: false, hotes: false }, other: { cle: false, hotes: false } };

/** What `GET {relay}/etat` answers; an older relay does not know the question. */
const Answer = z.object({ environnements: z.catch(z.object({ production: Host, qualification: Host, other: Host }), nothing) });

const TIMEOUT_MS = 8_000;

export interface RelayState {
  reached: 'yes' | 'offline' | 'no' | 'stranger';
  /** The host holds the PISTE application's own keys: only the technical account is asked of the user. */
  holdsKeys(environment: Environment): boolean;
  /** It lets « autre » through; null when it did not say. */
  othersAllowed: boolean | null;
}

const unknown = (reached: RelayState['reached']): RelayState => ({ reached, holdsKeys: () => false, othersAllowed: null });

/** Never rejects: a relay that cannot be asked is said so. */
export async function relayState({ network }: Pick<Platform, 'network'>, relay: string, signal?: AbortSignal): Promise<RelayState> {
  if (!network.online()) return unknown('offline');
  if (relay === '') return unknown('no');
  try {
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await network.fetch(`${relay}/etat`, {
      cache: 'no-store',
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const read = Answer.safeParse(await answer.json().catch(() => null));
    if (answer.ok && read.success) {
      const { environnements } = read.data;
      return {
        reached: 'yes',
        holdsKeys: (environment) => (environment === 'production' || environment === 'qualification') && environnements[environment].cle,
        othersAllowed: environnements.other.hotes,
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
