import { Fault } from '../invoice/fault.ts';
import type { Invoice } from '../invoice/model.ts';
import type { Platform } from '../platform/ports.ts';
import type { SourceFile } from '../reading/options.ts';
import { BOOK, type Company, type CompanyBook, companyOf, currentOf, FORMER, restoreBook, withProfile } from './company-book.ts';
import type { DirectoryKeeper } from './directory/keeper.ts';
import type { Shelf } from './directory/shelf.ts';
import type { Dossier, FileReference } from './dossier.ts';
import { RecipientMemories } from './memory.ts';
import { once } from './once.ts';
import { perList } from './per-list.ts';
import { type Profile, restoreSettings, type Settings } from './settings.ts';
import type { DirectoryView, Stages } from './stages.ts';
import { type NewFile, type Store, shelfName } from './store/store.ts';

export interface DeskOptions {
  platform: Platform;
  store: Store;
  stages: Stages;
  /** Base address of the relay, without trailing slash; settings may name another. "" where the portal is called without one: in an extension. */
  relay: string;
}

/** What every family of use cases works with. */
export interface Bench extends DeskOptions {
  memories: RecipientMemories;
  /** The directory in use, opened once; a failure is forgotten, so that the next call tries again. */
  directory(): Promise<DirectoryView>;
  /** What the device keeps of the directory. */
  shelf(): Promise<Shelf>;
  book(): Promise<CompanyBook>;
  /** Of the company at work. */
  profile(): Promise<Company>;
  /** Of the known company with that SIRET, else of its SIREN; null for a stranger. */
  profileOf(siret: string): Promise<Company | null>;
  /** Of that company, else of the known one of its SIREN, else of the one at work. */
  saveProfile(profile: Profile, id?: string): Promise<void>;
  settings(): Promise<Settings>;
  /** Invoices not deleted, last changed first; the same list as long as nothing changes (`perList`), never to be changed in place. */
  alive(): Promise<readonly Dossier[]>;
  /** Orders not deleted, likewise. */
  orders(): Promise<readonly Dossier[]>;
  /** Fault 'storage-broken' when there is no such dossier. */
  need(id: string): Promise<Dossier>;
  blankDossier(invoice: Invoice, settings: Settings): Dossier;
  newFile(file: SourceFile, role: FileReference['role'], page?: { number: number; width: number; height: number }): NewFile;
}

/** Invoices and orders of a list, without those deleted. */
export const standing = perList((list) => {
  const kept: { invoices: Dossier[]; orders: Dossier[] } = { invoices: [], orders: [] };
  for (const dossier of list) if (dossier.deletedAt === 0) kept[dossier.order ? 'orders' : 'invoices'].push(dossier);
  return kept;
});

export function openBench(options: DeskOptions): Bench {
  const { platform, store, stages } = options;
  const openShelf = once(async (): Promise<Shelf> => (await import('./directory/shelf.ts')).Shelf.open(shelfName(store.name)));
  const openKeeper = once(async (): Promise<DirectoryKeeper> => {
    const [module, opened] = await Promise.all([import('./directory/keeper.ts'), openShelf()]);
    return new module.DirectoryKeeper({ platform, stages, shelf: opened });
  });
  const book = async () => restoreBook(await store.value(BOOK), await store.value(FORMER));
  return {
    ...options,
    memories: new RecipientMemories(store),
    shelf: openShelf,
    directory: async () => (await openKeeper()).view(),
    book,
    profile: async () => currentOf(await book()),
    profileOf: async (siret) => companyOf(await book(), siret),
    saveProfile: ({ ...profile }, id) =>
      store.changeValues([BOOK, FORMER], ([value, former]) => ({
        [BOOK]: withProfile(restoreBook(value, former), profile, id),
        [FORMER]: undefined,
      })),
    settings: async () => restoreSettings(await store.value('settings')),
    alive: async () => standing(await store.list()).invoices,
    orders: async () => standing(await store.list()).orders,
    async need(id) {
      const dossier = await store.get(id);
      if (!dossier) throw new Fault('storage-broken', `no dossier ${id}`);
      return dossier;
    },
    blankDossier(invoice, { environment, route }) {
      const now = platform.clock.now();
      return {
        id: platform.uuid(),
        revision: 0,
        createdAt: now,
        updatedAt: now,
        invoice,
        traces: {},
        files: [],
        readBy: '',
        notices: [],
        reading: 'none',
        readingFault: '',
        confirmations: {},
        deliveryNotes: [],
        stage: { state: 'draft' },
        environment,
        route,
        history: [],
        errands: [],
        deletedAt: 0,
      };
    },
    newFile({ name, bytes }, role, { number, width, height } = { number: 0, width: 0, height: 0 }) {
      const type = role === 'page' ? 'image/jpeg' : role === 'words' || role === 'told' ? 'application/json' : mediaType(bytes);
      const reference: FileReference = { id: platform.uuid(), name, type, size: bytes.length, role, page: number, width, height };
      return { reference, bytes };
    },
  };
}

/** The type told by the first bytes; the name is never believed. */
function mediaType(bytes: Uint8Array): string {
  const starts = (...codes: number[]) => codes.every((code, index) => bytes[index] === code);
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'application/pdf';
  if (starts(0xff, 0xd8)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (starts(0x52, 0x49, 0x46, 0x46)) return 'image/webp';
  if (starts(0x3c)) return 'text/xml';
  return 'application/octet-stream';
}
