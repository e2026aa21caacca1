import { Fault } from '../invoice/fault.ts';
import type { Platform } from '../platform/ports.ts';
import { createPortalClient } from '../portal/api/client.ts';
import type { Environment, PortalCredentials } from '../portal/environment.ts';
import type { Dossier } from './dossier.ts';
import { createOutbox } from './outbox.ts';
import type { Store } from './store/store.ts';
import type { Way } from './ways.ts';

export interface SendingParts {
  platform: Platform;
  store: Store;
  alive(): Promise<readonly Dossier[]>;
  credentials(environment: Environment, siren: string): Promise<PortalCredentials | null>;
  /** Faults of `openWay`. */
  way(environment: Environment): Promise<Way>;
  file: Parameters<typeof createOutbox>[0]['file'];
  compose: Parameters<typeof createOutbox>[0]['compose'];
}

/** The outbox with its portal client: a chunk of its own, the first screen needs neither. */
export function openOutbox({ platform, store, alive, credentials, way, file, compose }: SendingParts) {
  return createOutbox({
    store: { get: (id) => store.get(id), list: alive, live: () => store.live(), save: (dossier) => store.save(dossier) },
    platform,
    compose,
    file,
    async clientFor(environment, siren) {
      const kept = await credentials(environment, siren);
      if (!kept) throw new Fault('portal-credentials', 'none kept');
      return createPortalClient({ environment, ...(await way(environment)), credentials: kept, platform });
    },
  });
}
