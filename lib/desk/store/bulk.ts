import type { IDBPDatabase } from 'idb';
import type { RecipientMemory } from '../api.ts';
import type { Article } from '../articles.ts';
import { type DeliveryNote, restoreDeliveryNote } from '../delivery-note.ts';
import { type Dossier, restoreDossier } from '../dossier.ts';
import { shelved } from '../shelf.ts';
import { restoreUndo, type Schema, type UndoStep } from './store.ts';

/**
 * What a backup takes and a restore brings, in bulk. Loaded with them alone.
 *
 * A restore of hundreds of megabytes cannot be one transaction: the bytes of files come first, noted under `STAGED`, then everything that speaks of
 * them in one transaction that also clears the note. A page killed before leaves bytes that nothing names, and `sweepStaged` takes them away.
 */
type Database = IDBPDatabase<Schema>;

const stores = ['dossiers', 'files', 'undo', 'recipients', 'notes', 'articles', 'values'] as const;
const strict = { durability: 'strict' } as const;

/** Name of the value that holds the identifiers of files brought in and not yet named by a dossier. */
export const STAGED = 'restore-staged';

/** Everything but files and undo, at one moment. Recipients and articles as stored: their doors are elsewhere. */
export interface Snapshot {
  dossiers: Dossier[];
  deliveryNotes: DeliveryNote[];
  articles: unknown[];
  recipients: unknown[];
  values: Record<string, unknown>;
}

export interface BulkChange {
  dossiers: readonly Dossier[];
  /** Files to be kept under another name too. */
  copiedFiles: readonly { from: string; to: string; dossierId: string }[];
  undo: readonly { id: string; step: UndoStep }[];
  deliveryNotes: readonly DeliveryNote[];
  articles: readonly Article[];
  recipients: readonly RecipientMemory[];
  values: Readonly<Record<string, unknown>>;
}

const UNDO_STEPS = 60;
type Transaction = ReturnType<typeof open>;
const open = (database: Database) => database.transaction(stores, 'readwrite', strict);

export async function snapshot(database: Database): Promise<Snapshot> {
  const transaction = database.transaction(stores, 'readonly');
  const result = await read(transaction as unknown as Transaction);
  await transaction.done;
  return result;
}

async function read(transaction: Transaction): Promise<Snapshot> {
  const values = transaction.objectStore('values');
  const [dossiers, notes, articles, recipients, names, contents] = await Promise.all([
    transaction.objectStore('dossiers').getAll(),
    transaction.objectStore('notes').getAll(),
    transaction.objectStore('articles').getAll(),
    transaction.objectStore('recipients').getAll(),
    values.getAllKeys(),
    values.getAll(),
  ]);
  return {
    dossiers: dossiers.map(restoreDossier).filter((dossier) => dossier !== null),
    deliveryNotes: notes.map(restoreDeliveryNote).filter((note) => note !== null),
    articles,
    recipients,
    values: Object.fromEntries(names.map((name, index) => [name, contents[index]])),
  };
}

/** Files that no dossier names yet; the note of them is written before. */
export async function stageFiles(database: Database, files: readonly { id: string; dossierId: string; bytes: Uint8Array }[]): Promise<void> {
  const transaction = database.transaction('files', 'readwrite', strict);
  await Promise.all([...files.map((file) => transaction.store.put(file)), transaction.done]);
}

export async function fileIds(database: Database): Promise<Set<string>> {
  return new Set(await database.getAllKeys('files'));
}

/** Everything in one transaction, decided on what is stored at that moment: `step` must be synchronous. Nothing happens when it throws. */
export async function bulkWrite<T extends BulkChange>(database: Database, step: (stored: Snapshot) => T): Promise<T> {
  const transaction = open(database);
  const done = transaction.done.then(
    () => null,
    (error: unknown) => error ?? new Error('aborted'),
  );
  try {
    const stored = await read(transaction);
    const change = step(stored);
    await write(transaction, change);
    await dropUnnamed(transaction);
    const failure = await done;
    if (failure) throw failure;
    return change;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // already finished or aborted
    }
    await done;
    throw error;
  }
}

async function write(transaction: Transaction, change: BulkChange): Promise<void> {
  const files = transaction.objectStore('files');
  // One after the other: each may be a picture.
  for (const { from, to, dossierId } of change.copiedFiles) {
    const file = await files.get(from);
    if (file) await files.put({ id: to, dossierId, bytes: file.bytes });
  }
  for (const dossier of change.dossiers) {
    // What the version that stood here had, and the one that stands now has not, goes; copies have their own.
    const former = restoreDossier(await transaction.objectStore('dossiers').get(dossier.id));
    const kept = new Set(dossier.files.map(({ id }) => id));
    for (const { id } of former?.files ?? []) if (!kept.has(id)) await files.delete(id);
    await transaction.objectStore('dossiers').put(shelved(dossier));
  }
  for (const { id, step } of change.undo) {
    const undo = restoreUndo(id, await transaction.objectStore('undo').get(id));
    await transaction.objectStore('undo').put({ ...undo, past: [...undo.past, step].slice(-UNDO_STEPS), future: [] });
  }
  await Promise.all([
    ...change.deliveryNotes.map((note) => transaction.objectStore('notes').put(note)),
    ...change.articles.map((article) => transaction.objectStore('articles').put(article)),
    ...change.recipients.map((memory) => transaction.objectStore('recipients').put({ ...memory, siret: memory.recipient.siret })),
    ...Object.entries(change.values).map(([name, value]): Promise<unknown> => {
      const values = transaction.objectStore('values');
      return value === undefined ? values.delete(name) : values.put(value, name);
    }),
  ]);
}

/** Of the files brought in, those that no dossier names go, and the note with them. */
async function dropUnnamed(transaction: Transaction): Promise<void> {
  const staged = await transaction.objectStore('values').get(STAGED);
  if (!Array.isArray(staged)) return;
  const dossiers = (await transaction.objectStore('dossiers').getAll()).map(restoreDossier);
  const named = new Set(dossiers.flatMap((dossier) => dossier?.files.map(({ id }) => id) ?? []));
  for (const id of staged) if (typeof id === 'string' && !named.has(id)) await transaction.objectStore('files').delete(id);
  await transaction.objectStore('values').delete(STAGED);
}

/** After a restore that did not come to its end, by a fault or by the death of its page. */
export async function sweepStaged(database: Database): Promise<void> {
  const transaction = open(database);
  await dropUnnamed(transaction);
  await transaction.done;
}
