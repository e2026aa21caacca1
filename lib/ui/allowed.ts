import { signal } from '@preact/signals';
import type { OtherAddresses } from '../portal/environment.ts';
import { pisteHosts } from '../portal/environment.ts';
import { portalOrigins, siteOf } from '../portal/pages/sites.ts';
import { theTabs } from './beside.ts';

/** Origins that the user allowed, as the browser keeps them (no ports); null until it was asked. */
export const allowed = signal<readonly string[] | null>(null);

let watching = false;

/** Keeps `allowed` true from now on. */
export function watchAllowed(): void {
  const look = () =>
    void theTabs()
      .allowedOrigins()
      .then((origins) => {
        allowed.value = [...new Set(origins)].sort();
      });
  look();
  if (!watching) theTabs().onAllowed(look);
  watching = true;
}

/** What an allowed site serves for. */
export type Use = 'all' | 'imitation' | 'portal' | 'sending' | 'practice' | 'other' | 'app' | 'billing';

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).hostname : origin.replace(/^[^:]*:\/\//, ''));
const piste = Object.values(pisteHosts).flatMap(({ oauth, api }) => [oauth, api]);

export function useOf(origin: string, { practice, other }: { practice: readonly string[]; other: OtherAddresses }, app = ''): Use {
  if (/\/\/\*$/.test(origin)) return 'all';
  if (siteOf(origin).kind === 'imitation') return 'imitation';
  const same = (address: string) => hostOf(address) === hostOf(origin);
  if (portalOrigins.some(same)) return 'portal';
  if (piste.some(same)) return 'sending';
  if (practice.some(same)) return 'practice';
  if (app !== '' && same(app)) return 'app';
  return [other.token, other.api].some((address) => address !== '' && same(address)) ? 'other' : 'billing';
}
