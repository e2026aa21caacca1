/**
 * Which page is Chorus Pro. Kits that imitate its login are on the web (chorus-pro.md §1): nothing is filled, and no portal is announced, but on these exact
 * origins, and on the practice portal that the user set up himself.
 */
export type Site =
  | { kind: 'production' | 'qualification' | 'training'; origin: string }
  /** Looks like Chorus Pro or says so in its name, and is not. */
  | { kind: 'imitation'; origin: string }
  | { kind: 'other'; origin: string };

/** Origins of the State's portal; "https://chorus-pro.gouv.fr" serves the qualification below /qualif/ and public pages elsewhere. */
export const portalOrigins = ['https://portail.chorus-pro.gouv.fr', 'https://cpro.chorus-pro.gouv.fr', 'https://chorus-pro.gouv.fr'] as const;

const genuine: ReadonlySet<string> = new Set(portalOrigins);

/** Words of the name that an imitation borrows; letters and digits that stand for each other are folded first. */
const borrowed = /chorus-?pro|cpro-?(portail|gouv)|(portail|gouv)-?cpro|choruspro/;

function folded(host: string): string {
  return host
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/0/g, 'o')
    .replace(/[1!|]/g, 'l')
    .replace(/[_.]/g, '-')
    .replace(/-{2,}/g, '-');
}

/** What the address alone tells. `practice`: origins of training portals that the user set up ("http://localhost:4173"). */
export function siteOf(url: string, practice: readonly string[] = []): Site {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return { kind: 'other', origin: '' };
  }
  const { origin, hostname, pathname } = parsed;
  if (genuine.has(origin)) {
    return { kind: origin === 'https://chorus-pro.gouv.fr' && pathname.startsWith('/qualif/') ? 'qualification' : 'production', origin };
  }
  if (practice.includes(origin)) return { kind: 'training', origin };
  return { kind: borrowed.test(folded(hostname)) ? 'imitation' : 'other', origin };
}
