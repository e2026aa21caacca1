import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { restoreDossier } from '../dossier.ts';
import { shelved } from '../shelf.ts';
import type { Schema } from './store.ts';

/** Records from before 29 November 2026 knew one set of codes: it becomes that of the site without a name. */
export function withSites<T>(value: T): T {
  if (typeof value !== 'object' || value === null || 'sites' in value) return value;
  const { serviceCode, engagementNumber, contractNumber, usedOn, uses } = value as unknown as Record<string, unknown>;
  const used = typeof uses === 'number' && uses > 0;
  const sites = used ? [{ site: '', serviceCode, engagementNumber, contractNumber, usedOn, uses, since: usedOn }] : [];
  return { ...value, sites, refused: [] };
}

/** Dated steps from a former version to the present one; an old one may go when nobody can still have that version. */
export async function upgrade(
  database: IDBPDatabase<Schema>,
  oldVersion: number,
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  // 2026-11-24, version 1: first shape.
  if (oldVersion < 1) {
    database.createObjectStore('dossiers', { keyPath: 'id' });
    database.createObjectStore('files', { keyPath: 'id' });
    database.createObjectStore('undo', { keyPath: 'id' });
    database.createObjectStore('recipients', { keyPath: 'siret' });
    database.createObjectStore('values');
  }
  // 2026-11-25, version 2: delivery notes and articles. What was stored before needs no change: the doors fill what it lacks.
  if (oldVersion < 2) {
    database.createObjectStore('notes', { keyPath: 'id' });
    database.createObjectStore('articles', { keyPath: 'key' });
  }
  if (oldVersion < 3) {
    // 2026-11-29, version 3: the codes of a recipient are kept for each of its sites;
    const recipients = transaction.objectStore('recipients');
    for (const memory of await recipients.getAll()) await recipients.put(withSites(memory));
    // and the shelf of each dossier, so that a list of years opens on what is alive.
    const dossiers = transaction.objectStore('dossiers');
    dossiers.createIndex('shelf', ['shelf', 'updatedAt']);
    for (let cursor = await dossiers.openCursor(); cursor; cursor = await cursor.continue()) {
      const dossier = restoreDossier(cursor.value);
      if (dossier) await cursor.update(shelved(dossier));
    }
  }
}
