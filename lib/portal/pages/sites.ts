import { borrowsName } from './names.ts';

/**
 * Which page is Chorus Pro. Kits that imitate its login are on the web (chorus-pro.md §1): nothing is filled, and no portal is announced, but on these exact
 * origins, and on the practice portal that the user set up himself.
 */
export type Site =
  | Portal
  /** Looks like Chorus Pro or says so in its name, and is not. */
  | { kind: 'imitation'; origin: string; why: Suspicion }
  | { kind: 'other'; origin: string };

/** Its kind is the environment of the invoices that it holds: what a practice page says is true of practice invoices alone. */
export interface Portal {
  kind: 'production' | 'qualification' | 'training';
  origin: string;
}

/**
 * `name`: another's name that is read as Chorus Pro's. `insecure`: the true name without encryption, which anybody on the way can answer. `odd`: the true name in
 * an address that the portal never has (a port, a dot at its end, a user before an "@"). `page`: what the page shows (`evidence.ts`).
 */
export type Suspicion = 'name' | 'insecure' | 'odd' | 'page';

/** Origins of the State's portal; "https://chorus-pro.gouv.fr" serves the qualification below /qualif/ and public pages elsewhere. */
export const portalOrigins = ['https://portail.chorus-pro.gouv.fr', 'https://cpro.chorus-pro.gouv.fr', 'https://chorus-pro.gouv.fr'] as const;

const genuine: ReadonlySet<string> = new Set(portalOrigins);
const genuineHosts: ReadonlySet<string> = new Set(portalOrigins.map((origin) => new URL(origin).hostname));

/** Only the State gets names below gouv.fr. */
const isState = (host: string) => host === 'gouv.fr' || host.endsWith('.gouv.fr');

const NOWHERE: Site = { kind: 'other', origin: '' };

/** What the address alone tells. `practice`: origins of training portals that the user set up ("http://localhost:4173"). */
export function siteOf(url: string, practice: readonly string[] = []): Site {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return NOWHERE;
  }
  const { origin, protocol, hostname, pathname, username, password } = parsed;
  // "blob:https://portail…" has the portal's origin and is a page that a script made
  if (protocol !== 'https:' && protocol !== 'http:') return NOWHERE;
  const suspect = (why: Suspicion): Site => ({ kind: 'imitation', origin, why });
  const withUser = username !== '' || password !== '';
  if (genuine.has(origin)) {
    if (withUser) return suspect('odd');
    return { kind: origin === 'https://chorus-pro.gouv.fr' && pathname.startsWith('/qualif/') ? 'qualification' : 'production', origin };
  }
  if (withUser && (borrowsName(username) || borrowsName(password))) return suspect('name');
  const bare = hostname.replace(/\.$/, '');
  if (borrowsName(bare)) {
    if (!isState(bare)) return suspect('name');
    if (protocol === 'http:') return suspect('insecure');
    if (genuineHosts.has(bare)) return suspect('odd');
  }
  // A practice portal is a machine of the user's or of ours: it never needs the State's name.
  if (practice.includes(origin) && !withUser) return { kind: 'training', origin };
  return { kind: 'other', origin };
}

/** May these pages be filled and read as the portal's? */
export const isPortal = (site: Site): site is Portal => site.kind === 'production' || site.kind === 'qualification' || site.kind === 'training';
