import 'fake-indexeddb/auto';
import type { Desk } from '../../../lib/desk/api.ts';
import { createDesk } from '../../../lib/desk/desk.ts';
import { restoreProfile } from '../../../lib/desk/settings.ts';
import type { Stages } from '../../../lib/desk/stages.ts';
import { Store } from '../../../lib/desk/store/store.ts';
import type { Recipient } from '../../../lib/directory/recipient.ts';
import { type MemoryPlatform, memoryPlatform } from '../../../lib/platform/memory.ts';

export const townHall: Recipient = {
  siret: '11000201100044',
  siren: '110002011',
  name: 'Mairie de Fontaine-aux-Bois',
  town: 'Fontaine-aux-Bois',
  postcode: '59550',
  kind: 'commune',
  requires: 'none',
  services: [],
  siretCertain: true,
  origin: 'official',
};

export const hospital: Recipient = {
  ...townHall,
  siret: '26590001300018',
  siren: '265900013',
  name: 'Centre hospitalier du Cateau',
  kind: 'hospital',
};

export const baker = restoreProfile({
  seller: {
    name: 'Boulangerie Martin',
    siret: '73282932000074',
    legalMention: 'EI',
    address: { line1: '3 place du Marché', postcode: '59550', city: 'Landrecies' },
  },
  vatRegime: 'franchise',
  iban: 'FR7630006000011234567890189',
  lastNumber: 'F2026-009',
});

/** A desk whose stages answer at once, on a database of its own; the baker's profile is filled. The clock stands on 24 November 2026, 9 a.m. UTC. */
export interface Bench {
  desk: Desk;
  store: Store;
  platform: MemoryPlatform;
  stages: Stages;
}

let serial = 0;

export async function openDesk({
  name = `hand-${++serial}`,
  fetch: network,
  relay = '',
}: {
  name?: string;
  fetch?: typeof fetch;
  relay?: string;
} = {}): Promise<Bench> {
  const store = await Store.open(name);
  const platform = memoryPlatform(network ? { fetch: network } : {});
  const known = [townHall, hospital];
  const unused = () => Promise.reject(new Error('no reading in these tests'));
  const stages: Stages = {
    read: unused,
    extract: unused,
    draft: unused,
    eye: () => Promise.reject(new Error('no camera here')),
    directory: async () => ({ search: () => [], bySiret: (siret) => known.find((recipient) => recipient.siret === siret) ?? null }),
    compose: async (invoice) => ({
      portalPdf: new TextEncoder().encode(`%PDF ${invoice.invoiceNumber}`),
      facturx: new TextEncoder().encode('%PDF factur-x'),
      cii: new TextEncoder().encode('<cii/>'),
      notices: [],
    }),
    photograph: async () => new TextEncoder().encode('%PDF papier'),
    letter: async ({ invoices }) => new TextEncoder().encode(`%PDF lettre ${invoices.map(({ number }) => number).join(' ')}`),
    pictures: async () => [{ bytes: new Uint8Array([0xff, 0xd8]), width: 1240, height: 1754 }],
  };
  const desk = createDesk({ platform, store, stages, relay });
  await desk.saveProfile(baker);
  return { desk, store, platform, stages };
}

/** Leaves an invoice as the outbox does once the portal took it; the desk learns from it. */
export async function portalTakes({ store, platform }: Pick<Bench, 'store' | 'platform'>, id: string): Promise<void> {
  const now = platform.clock.now();
  const stage = {
    state: 'deposited',
    identifiantFactureCPP: 4,
    numeroFacture: '',
    depositedAt: '2026-11-24 10:00',
    certificate: '',
    status: 'DEPOSEE',
    statusAt: '',
    numeroFluxDepot: '',
    refreshedAt: 0,
  } as const;
  const said = { at: new Date(now).toISOString(), code: 'DEPOSITED', text: '4' };
  await store.update(id, (dossier) => ({ dossier: { ...dossier, stage, history: [...dossier.history, said], updatedAt: now } }));
}
