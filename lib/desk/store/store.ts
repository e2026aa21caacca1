import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, wrap } from 'idb';
import { Fault } from '../../invoice/fault.ts';
import { restoreInvoice } from '../../invoice/model.ts';
import { restoreConfirmations } from '../confirmations.ts';
import { type DeliveryNote, restoreDeliveryNote } from '../delivery-note.ts';
import { type Dossier, type FileReference, restoreDossier } from '../dossier.ts';
import { shelved } from '../shelf.ts';
import { DossierCache } from './cache.ts';
import { NAME, VERSION } from './schema.ts';
import { upgrade } from './upgrades.ts';

/**
 * What is kept on the device, and where:
 *
 * | store      | key         | holds                                                     |
 * |------------|-------------|-----------------------------------------------------------|
 * | dossiers   | id          | a dossier, restored through `restoreDossier()` when read, |
 * |            |             | and its shelf (`shelf.ts`), by which it is found quickly  |
 * | files      | file id     | bytes of a picture, a PDF, a page as read                 |
 * | undo       | dossier id  | invoices before and after, for undo and redo              |
 * | recipients | SIRET       | the codes that worked at each site, those that came back  |
 * | notes      | id          | a delivery note, restored through `restoreDeliveryNote()` |
 * | articles   | seller/name | what a seller sells, at which price, to whom              |
 * | values     | name        | companies, settings, sealed credentials, the key          |
 *
 * Every change of a dossier, of its files and of the delivery notes it bills is one transaction with strict durability: a page killed at any moment leaves either all or nothing.
 * Migrations: `upgrades.ts`.
 */
export interface Schema extends DBSchema {
  dossiers: { key: string; value: { id: string } & Record<string, unknown>; indexes: { shelf: [string, number] } };
  files: { key: string; value: { id: string; dossierId: string; bytes: Uint8Array } };
  undo: { key: string; value: UndoRecord };
  recipients: { key: string; value: { siret: string } & Record<string, unknown> };
  notes: { key: string; value: { id: string } & Record<string, unknown> };
  articles: { key: string; value: { key: string } & Record<string, unknown> };
  values: { key: string; value: unknown };
}

/** What an undo brings back, and what it is called; `at` in milliseconds. */
export interface UndoStep extends Pick<Dossier, 'invoice' | 'confirmations'> {
  label: string;
  at: number;
}

export interface UndoRecord {
  id: string;
  past: UndoStep[];
  future: UndoStep[];
}

const strict = { durability: 'strict' } as const;
/** A page that lets a newer version in first ends what it writes: longer than that, it does not let it in. */
const BLOCKED_FOR_MS = 2_000;

export interface NewFile {
  reference: FileReference;
  bytes: Uint8Array;
}

export interface DossierChange {
  dossier: Dossier;
  /** Files added in the same transaction. */
  files?: NewFile[];
  /** File ids dropped in the same transaction. */
  dropFiles?: string[];
  undo?: UndoRecord;
  /** Delivery notes changed in the same transaction. */
  notes?: DeliveryNote[];
}

export class Store {
  readonly name: string;
  readonly #database: IDBPDatabase<Schema>;
  readonly #listeners = new Set<() => void>();
  readonly #witnesses = new Set<(saved: Dossier) => void>();
  readonly #channel: BroadcastChannel | null;
  readonly #cache: DossierCache;

  private constructor(database: IDBPDatabase<Schema>, name: string) {
    this.name = name;
    this.#database = database;
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`${name}-changes`);
    this.#cache = new DossierCache(database);
    this.#channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
      this.#cache.distrust(event.data);
      this.#tell();
    });
  }

  /**
   * Opens or creates the database; `early`: one that was opened before (`first-look.ts`) is taken over, null if it could not be. Faults: 'storage-blocked'
   * (another tab holds an older version), 'storage-broken'.
   */
  static async open(name = NAME, early?: Promise<IDBDatabase | null>): Promise<Store> {
    const there = await early;
    if (there) return new Store(wrap(there) as unknown as IDBPDatabase<Schema>, name);
    let keptOut: () => void = () => undefined;
    // IndexedDB would wait for ever
    const waited = new Promise<never>((_, reject) => {
      keptOut = () => reject(new Fault('storage-blocked'));
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const opening = openDB<Schema>(name, VERSION, {
      upgrade(database, oldVersion, _, transaction) {
        clearTimeout(timer);
        return upgrade(database, oldVersion, transaction);
      },
      blocked() {
        timer = setTimeout(keptOut, BLOCKED_FOR_MS);
      },
      blocking(_, __, event) {
        // A newer version of the app wants in: let it, this tab will say that it must be reloaded.
        (event.target as IDBDatabase | null)?.close();
      },
    });
    try {
      return new Store(await Promise.race([opening, waited]), name);
    } catch (error) {
      // one that opens after all must keep nobody out in its turn
      opening.then((database) => database.close()).catch(() => undefined);
      throw Fault.from(error, 'storage-broken');
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#channel?.close();
    this.#database.close();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told of each dossier as this page wrote it, in order: other pages' writes come through `subscribe` alone. */
  onSaved(witness: (saved: Dossier) => void): () => void {
    this.#witnesses.add(witness);
    return () => this.#witnesses.delete(witness);
  }

  #witnessed(saved: Dossier): Dossier {
    this.#cache.keep(saved);
    for (const witness of this.#witnesses) witness(saved);
    return saved;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** `ids`: the dossiers that changed, for the caches of other pages; null when it may be any. */
  #changed(ids: readonly string[] | null): void {
    for (const id of ids ?? []) this.#cache.doubt(id);
    this.#tell();
    this.#channel?.postMessage({ ids });
  }

  /**
   * Every dossier, deleted ones included, last changed first. A record that cannot be restored is left in place and not shown. Read once, by small
   * lots that leave the page its breath; then kept up to date. What comes out is shared: never to be changed in place.
   */
  async list(): Promise<Dossier[]> {
    return guard(this.#cache.all());
  }

  /** What is known without reading everything: at least the dossiers still alive and the latest of the others; how many are past; whether that is all. */
  async glance(): Promise<{ dossiers: Dossier[]; past: number; whole: boolean }> {
    return guard(this.#cache.glance());
  }

  /** The dossiers still alive (`shelf.ts`), as they stand on the disk at this moment: for decisions that another page's write would change. */
  async live(): Promise<Dossier[]> {
    return guard(this.#cache.live());
  }

  async get(id: string): Promise<Dossier | null> {
    const dossier = restoreDossier(await guard(this.#database.get('dossiers', id)));
    if (dossier) this.#cache.learn(dossier);
    return dossier;
  }

  /** One transaction with strict durability, that changes the dossiers named; whatever `work` throws undoes it all. Nothing but IndexedDB may be awaited in `work`. */
  async #write<T>(ids: readonly string[], work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    const transaction = this.#database.transaction(written, 'readwrite', strict);
    // Attached at once: a failing request aborts the transaction, whose own rejection must not go unheard.
    const done = transaction.done.then(
      () => null,
      (error: unknown) => error ?? new Error('aborted'),
    );
    try {
      const result = await work(transaction);
      const failure = await done;
      if (failure) throw failure;
      this.#changed(ids);
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // already finished or aborted
      }
      throw Fault.from(error, 'storage-broken');
    }
  }

  /**
   * Reads, changes and writes a dossier in one transaction. `step` also gets the delivery notes that the dossier bills, and must be synchronous:
   * IndexedDB would commit under an await. A null from `step` writes nothing. Rejects with 'storage-broken' when the dossier is gone,
   * 'storage-full' when the disk is.
   */
  async update(id: string, step: (dossier: Dossier, undo: UndoRecord, notes: DeliveryNote[]) => DossierChange | null): Promise<Dossier> {
    const written = await this.#write([id], async (transaction) => {
      const dossier = restoreDossier(await transaction.objectStore('dossiers').get(id));
      if (!dossier) throw new Fault('storage-broken', `no dossier ${id}`);
      const undo = restoreUndo(id, await transaction.objectStore('undo').get(id));
      const change = step(dossier, undo, await notesIn(transaction, dossier.deliveryNotes));
      if (!change) return dossier;
      const saved: Dossier = { ...change.dossier, id, revision: dossier.revision + 1 };
      await Promise.all([
        transaction.objectStore('dossiers').put(shelved(saved)),
        ...(change.undo ? [transaction.objectStore('undo').put(change.undo)] : []),
        ...(change.files ?? []).map(({ reference, bytes }) => transaction.objectStore('files').put({ id: reference.id, dossierId: id, bytes })),
        ...(change.dropFiles ?? []).map((file) => transaction.objectStore('files').delete(file)),
        ...(change.notes ?? []).map((note) => transaction.objectStore('notes').put(note)),
      ]);
      return saved;
    });
    return this.#witnessed(written);
  }

  /** A new dossier and its files, all or nothing. */
  async insert(dossier: Dossier, files: NewFile[] = []): Promise<Dossier> {
    await this.#write([dossier.id], (transaction) =>
      Promise.all([
        transaction.objectStore('dossiers').put(shelved(dossier)),
        ...files.map(({ reference, bytes }) => transaction.objectStore('files').put({ id: reference.id, dossierId: dossier.id, bytes })),
      ]),
    );
    return this.#witnessed(dossier);
  }

  /** Delivery notes become a dossier in one transaction: `step` gets those of `ids` that exist, and gives them back changed, with the dossier. */
  async bill(ids: readonly string[], step: (notes: DeliveryNote[]) => { dossier: Dossier; notes: DeliveryNote[] }): Promise<Dossier> {
    const written: string[] = [];
    return this.#write(written, async (transaction) => {
      const { dossier, notes } = step(await notesIn(transaction, ids));
      written.push(dossier.id);
      await Promise.all([
        transaction.objectStore('dossiers').put(shelved(dossier)),
        ...notes.map((note) => transaction.objectStore('notes').put(note)),
      ]);
      return dossier;
    });
  }

  /** Every delivery note, deleted ones included, latest delivery first. */
  async notes(): Promise<DeliveryNote[]> {
    const notes = (await guard(this.#database.getAll('notes'))).map(restoreDeliveryNote).filter((note) => note !== null);
    return notes.sort((a, b) => b.date.localeCompare(a.date) || b.createdAt - a.createdAt);
  }

  async saveNote(note: DeliveryNote): Promise<void> {
    await this.#write([], (transaction) => transaction.objectStore('notes').put(note));
  }

  /** One delivery note read, changed and written in one transaction. Rejects with 'storage-broken' when it is gone. */
  async updateNote(id: string, step: (note: DeliveryNote) => DeliveryNote): Promise<DeliveryNote> {
    return this.#write([], async (transaction) => {
      const [note] = await notesIn(transaction, [id]);
      if (!note) throw new Fault('storage-broken', `no delivery note ${id}`);
      const changed = step(note);
      await transaction.objectStore('notes').put(changed);
      return changed;
    });
  }

  /**
   * Writes a dossier read earlier; refuses when someone else wrote in between, so that a sender and an editor never overwrite each other.
   * Gives the saved dossier, its revision grown.
   */
  async save(dossier: Dossier): Promise<Dossier> {
    return this.update(dossier.id, (current) => {
      if (current.revision !== dossier.revision) throw new Fault('storage-broken', `revision ${dossier.revision} is not ${current.revision}`);
      return { dossier };
    });
  }

  async file(id: string): Promise<Uint8Array | null> {
    return (await guard(this.#database.get('files', id)))?.bytes ?? null;
  }

  async undoOf(id: string): Promise<UndoRecord> {
    return restoreUndo(id, await guard(this.#database.get('undo', id)));
  }

  /** Removes for good the dossiers and delivery notes deleted before `before`, with their files. */
  async sweep(before: number): Promise<void> {
    const isOld = ({ deletedAt }: { deletedAt: number }) => deletedAt > 0 && deletedAt < before;
    for (const { id } of (await this.notes()).filter(isOld)) await guard(this.#database.delete('notes', id));
    const dead = (await guard(this.#cache.gone())).filter(isOld);
    for (const dossier of dead) {
      const transaction = this.#database.transaction(['dossiers', 'files', 'undo'], 'readwrite', strict);
      await Promise.all([
        transaction.objectStore('dossiers').delete(dossier.id),
        transaction.objectStore('undo').delete(dossier.id),
        ...dossier.files.map((file) => transaction.objectStore('files').delete(file.id)),
        transaction.done,
      ]);
      this.#cache.forget(dossier.id);
    }
  }

  async value(name: string): Promise<unknown> {
    return guard(this.#database.get('values', name));
  }

  async setValue(name: string, value: unknown): Promise<void> {
    if (value === undefined) await guard(this.#database.delete('values', name));
    else await guard(this.#database.put('values', value, name));
    this.#changed([]);
  }

  /**
   * Values read, changed and written in one transaction. `step` gets those of `names` in that order and must be synchronous; it gives those to write
   * (undefined deletes), or null for none.
   */
  async changeValues(names: readonly string[], step: (values: readonly unknown[]) => Readonly<Record<string, unknown>> | null): Promise<void> {
    const transaction = this.#database.transaction('values', 'readwrite', strict);
    try {
      const change = step(await Promise.all(names.map((name) => transaction.store.get(name))));
      const changes = Object.entries(change ?? {});
      await Promise.all([
        ...changes.map(([name, value]) => (value === undefined ? transaction.store.delete(name) : transaction.store.put(value, name))),
        transaction.done,
      ]);
      if (changes.length > 0) this.#changed([]);
    } catch (error) {
      throw Fault.from(error, 'storage-broken');
    }
  }

  async recipients(): Promise<unknown[]> {
    return guard(this.#database.getAll('recipients'));
  }

  async recipient(siret: string): Promise<unknown> {
    return guard(this.#database.get('recipients', siret));
  }

  async saveRecipient(value: { siret: string } & Record<string, unknown>): Promise<void> {
    await guard(this.#database.put('recipients', value));
    this.#changed([]);
  }

  async dropRecipient(siret: string): Promise<void> {
    await guard(this.#database.delete('recipients', siret));
    this.#changed([]);
  }

  async articles(): Promise<unknown[]> {
    return guard(this.#database.getAll('articles'));
  }

  /** Articles added or replaced, and those whose key is in `drop` forgotten, all or nothing. */
  async saveArticles(values: readonly ({ key: string } & Record<string, unknown>)[], drop: readonly string[] = []): Promise<void> {
    if (values.length === 0 && drop.length === 0) return;
    await this.#write([], (transaction) => {
      const articles = transaction.objectStore('articles');
      return Promise.all([...values.map((value) => articles.put(value)), ...drop.map((key) => articles.delete(key))]);
    });
  }

  /** What `bulk.ts` does with the database, for a backup or a restore; listeners are told at the end. */
  async inBulk<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const result = await guard(work(this.#database));
    this.#cache.distrust({ ids: null });
    this.#changed(null);
    return result;
  }
}

const written = ['dossiers', 'files', 'undo', 'notes', 'articles'] as const;
type WriteTransaction = IDBPTransaction<Schema, [...typeof written], 'readwrite'>;

async function notesIn(transaction: WriteTransaction, ids: readonly string[]): Promise<DeliveryNote[]> {
  const stored = await Promise.all(ids.map((id) => transaction.objectStore('notes').get(id)));
  return stored.map(restoreDeliveryNote).filter((note) => note !== null);
}

/** The directory's files lie in a database of their own (`directory/shelf.ts`): they can be fetched again, and no backup takes them. */
export const shelfName = (name: string): string => `${name}-annuaire`;

/** Forgets everything on this device. */
export async function forgetEverything(name = NAME): Promise<void> {
  await Promise.all([deleteDB(name), deleteDB(shelfName(name))]);
}

export function restoreUndo(id: string, value: unknown): UndoRecord {
  const source = (value ?? {}) as Partial<UndoRecord>;
  const steps = (list: unknown) =>
    (Array.isArray(list) ? list : []).map((step: Partial<UndoStep>) => ({
      invoice: restoreInvoice(step.invoice),
      confirmations: restoreConfirmations(step.confirmations),
      label: String(step.label ?? ''),
      at: Number(step.at ?? 0),
    }));
  return { id, past: steps(source.past), future: steps(source.future) };
}

async function guard<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw Fault.from(error, 'storage-broken');
  }
}
