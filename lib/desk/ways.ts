import { Fault } from '../invoice/fault.ts';
import type { Platform } from '../platform/ports.ts';
import { type Environment, type OtherAddresses, pisteHosts } from '../portal/environment.ts';
import { TOKEN_PATH } from '../portal/paths.ts';
import type { Settings } from './settings.ts';

/** How calls reach a portal: through the relay at `base`, or straight to `direct`, which an extension may do. */
export interface Way {
  base: string;
  /** Told to the relay. */
  other: OtherAddresses;
  direct?: OtherAddresses;
}

interface Here {
  platform: Pick<Platform, 'tabs'>;
  /** Base address of the relay, "" where there is none. */
  relay: string;
}

type Chosen = Pick<Settings, 'relay' | 'other' | 'practice'>;

/** Fault 'portal-no-practice' where training has no portal yet. A relay that the user named is used everywhere. */
export function wayTo(environment: Environment, { relay, other, practice }: Chosen, here: Here): Way {
  const base = relay || here.relay;
  // a page among others reaches nothing but its own site
  if (base !== '' || !here.platform.tabs) return { base, other };
  if (environment === 'other') return { base, other, direct: other };
  if (environment !== 'training') {
    const { oauth, api } = pisteHosts[environment];
    return { base, other, direct: { token: `${oauth}${TOKEN_PATH}`, api } };
  }
  const [first] = practice;
  if (first === undefined) throw new Fault('portal-no-practice');
  // a training portal is served by our own site, behind its relay
  return { base: `${first}/relais`, other };
}

/** Origins of a way that the browser would not let us reach yet; none where there is no browser to ask. */
export async function missingSites({ base, direct }: Way, { tabs }: Pick<Platform, 'tabs'>): Promise<string[]> {
  if (!tabs) return [];
  const origins = (direct ? [direct.token, direct.api] : [base]).flatMap((address) => (URL.canParse(address) ? [new URL(address).origin] : []));
  const allowed = await Promise.all(origins.map((origin) => tabs.allowed(origin)));
  return [...new Set(origins.filter((_, index) => !allowed[index]))];
}

/** The way, once it is open. Faults 'portal-no-practice', 'portal-not-allowed'. */
export async function openWay(environment: Environment, settings: Chosen, here: Here): Promise<Way> {
  const way = wayTo(environment, settings, here);
  const missing = await missingSites(way, here.platform);
  if (missing.length > 0) throw new Fault('portal-not-allowed', missing.join(' '));
  return way;
}
