import { environments } from '../../portal/environment.ts';
import { BOOK } from '../company-names.ts';
import type { FirstLook } from '../first-look.ts';
import { type Glimpse, isGlimpse } from '../glimpse.ts';
import { latenessOf, TERMS } from '../lateness.ts';
import { on, SEEN } from './schema.ts';

export interface Early {
  /** The open database, for the store to take over; null where it must be made, changed or mended first. */
  database: Promise<IDBDatabase | null>;
  /** Null where only the desk can tell. */
  look: Promise<FirstLook | null>;
}

const nothing: FirstLook = { dossiers: [], past: 0, lateness: new Map(), environment: 'training', companies: 1 };

/**
 * Reads what the list shows, without waiting for the desk and without any of its code: the desk's own reading follows and corrects. `opening`: the database,
 * 'none' where there is none yet, null where only the store may open it. `wanted` false: another screen is asked for. `today`: ISO, in France.
 */
export function lookEarly(opening: Promise<IDBDatabase | 'none' | null>, wanted: boolean, today: string): Early {
  return {
    database: opening.then((found) => (found === 'none' ? null : found)),
    look: opening.then((found) => (!wanted || found === null ? null : found === 'none' ? nothing : look(found, today))).catch(() => null),
  };
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

async function look(database: IDBDatabase, today: string): Promise<FirstLook | null> {
  const transaction = database.transaction(['dossiers', 'values', 'recipients']);
  const [dossiers, values, recipients] = ['dossiers', 'values', 'recipients'].map((name) => transaction.objectStore(name)) as [
    IDBObjectStore,
    IDBObjectStore,
    IDBObjectStore,
  ];
  const shelf = dossiers.index('shelf');
  const [alive, past, settings, book, terms] = await Promise.all([
    asked<unknown[]>(shelf.getAll(on('live'))),
    asked(shelf.count(on('past'))),
    asked<unknown>(values.get('settings')),
    asked<unknown>(values.get(BOOK)),
    asked<unknown>(values.get(TERMS)),
  ]);
  const recent = alive.length < SEEN && past > 0 ? await latest(shelf, SEEN - alive.length) : [];
  const found = [...alive, ...recent];
  if (!found.every(isGlimpse)) return null;
  const shown = (found as Glimpse[]).filter(({ deletedAt, order }) => deletedAt === 0 && !order).sort((a, b) => b.updatedAt - a.updatedAt);
  const buyers = new Set(shown.map(({ invoice }) => invoice.buyer.siret).filter((siret) => siret !== ''));
  const kinds = await Promise.all([...buyers].map(async (siret) => [siret, kindIn(await asked<unknown>(recipients.get(siret)))] as const));
  return {
    dossiers: shown,
    past,
    lateness: latenessOf(shown, terms, new Map(kinds), today),
    environment: environments.find((known) => isRecord(settings) && known === settings.environment) ?? 'training',
    companies: isRecord(book) && Array.isArray(book.companies) ? book.companies.length : 1,
  };
}

/** The past invoices that changed last. A cursor: the keys of five thousand take longer to come than two dozen records. */
function latest(shelf: IDBIndex, most: number): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const found: unknown[] = [];
    const request = shelf.openCursor(on('past'), 'prev');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor) found.push(cursor.value);
      if (!cursor || found.length === most) resolve(found);
      else cursor.continue();
    };
  });
}

/** What a remembered recipient is, as stored. */
function kindIn(memory: unknown): unknown {
  return isRecord(memory) && isRecord(memory.recipient) ? memory.recipient.kind : undefined;
}
