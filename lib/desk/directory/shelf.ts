import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import { Fault } from '../../invoice/fault.ts';
import {
  type Asked,
  type Choices,
  type Held,
  heldRecord,
  type Live,
  restoreAsked,
  restoreChoices,
  restoreHeld,
  restoreLive,
  restoreWatch,
  type Watch,
} from './records.ts';

/**
 * What the device keeps of the directory, in a database of its own: all of it can be fetched or made again, so no backup takes it.
 *
 * | store  | key                                     | holds                                                    |
 * |--------|-----------------------------------------|----------------------------------------------------------|
 * | pieces | version/base, version/kept, version/s12 | files of a version: base, index as opened, services      |
 * | values | current, watch, choices                 | which version serves; the address followed; what is allowed |
 * | live   | environment/SIRET                       | a structure as the portal itself described it            |
 * | asked  | query                                   | answers of the business directory                        |
 *
 * A version is written whole under a new key, then pointed to in one write: a page killed at any moment leaves the former one.
 */
interface Schema extends DBSchema {
  pieces: { key: string; value: Uint8Array };
  values: { key: string; value: unknown };
  live: { key: string; value: Live };
  asked: { key: string; value: Asked };
}

const strict = { durability: 'strict' } as const;
/** The oldest answers go first. */
const MOST_ASKED = 300;
const MOST_LIVE = 2000;

export const pieceOfShard = (index: number): string => `s${index}`;

export class Shelf {
  readonly #database: IDBPDatabase<Schema>;
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel | null;

  private constructor(database: IDBPDatabase<Schema>, name: string) {
    this.#database = database;
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`${name}-changes`);
    this.#channel?.addEventListener('message', () => this.#tell());
  }

  /** Fault 'storage-broken'. */
  static async open(name: string): Promise<Shelf> {
    const database = await guard(
      openDB<Schema>(name, 1, {
        // 2026-11-29, version 1: first shape.
        upgrade(fresh) {
          for (const store of ['pieces', 'values', 'live', 'asked'] as const) fresh.createObjectStore(store);
        },
        blocking(_, __, event) {
          (event.target as IDBDatabase | null)?.close();
        },
      }),
    );
    return new Shelf(database, name);
  }

  close(): void {
    this.#channel?.close();
    this.#database.close();
  }

  /** Called when another version serves, or a structure was asked of the portal; from this tab or another. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #changed(): void {
    this.#tell();
    this.#channel?.postMessage('changed');
  }

  async held(): Promise<Held | null> {
    return restoreHeld(await guard(this.#database.get('values', 'current')));
  }

  /** Points to another version, or to none, unless something else than `former` ("" for none) serves by now: then false, and nothing is changed. */
  async point(held: Held | null, former: string): Promise<boolean> {
    const moved = await this.#write('values', async (store) => {
      const current = restoreHeld(await store.get('current'));
      if ((current?.version ?? '') !== former) return false;
      await (held ? store.put(heldRecord(held), 'current') : store.delete('current'));
      return true;
    });
    if (moved) this.#changed();
    return moved;
  }

  async piece(version: string, name: string): Promise<Uint8Array | null> {
    const bytes: unknown = await guard(this.#database.get('pieces', `${version}/${name}`));
    return bytes instanceof Uint8Array ? bytes : null;
  }

  /** Shards of a version that are here, by number. */
  async shards(version: string): Promise<Map<number, Uint8Array>> {
    const prefix = `${version}/s`;
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const transaction = this.#database.transaction('pieces');
    const [keys, pieces] = await guard(Promise.all([transaction.store.getAllKeys(range), transaction.store.getAll(range)]));
    return new Map(keys.map((key, rank) => [Number(key.slice(prefix.length)), pieces[rank] as Uint8Array]));
  }

  /** All or nothing. Faults 'storage-full', 'storage-broken'. */
  async put(version: string, pieces: ReadonlyMap<string, Uint8Array>): Promise<void> {
    await this.#write('pieces', (store) => Promise.all([...pieces].map(([name, bytes]) => store.put(bytes, `${version}/${name}`))));
  }

  /** Takes away the pieces of versions that are not to be kept. */
  async sweep(keep: (version: string) => boolean): Promise<void> {
    await this.#write('pieces', async (store) => {
      const gone = (await store.getAllKeys()).filter((key) => !keep(key.slice(0, key.indexOf('/'))));
      await Promise.all(gone.map((key) => store.delete(key)));
    });
  }

  async watch(): Promise<Watch> {
    return restoreWatch(await guard(this.#database.get('values', 'watch')));
  }

  async setWatch(watch: Watch): Promise<void> {
    await this.#write('values', (store) => store.put(watch, 'watch'));
  }

  async choices(): Promise<Choices> {
    return restoreChoices(await guard(this.#database.get('values', 'choices')));
  }

  async setChoices(choices: Choices): Promise<void> {
    await this.#write('values', (store) => store.put(choices, 'choices'));
  }

  async live(): Promise<Live[]> {
    return (await guard(this.#database.getAll('live'))).map(restoreLive).filter((live) => live !== null);
  }

  async saveLive(live: Live): Promise<void> {
    await this.#write('live', async (store) => {
      await store.put(live, `${live.environment}/${live.siret}`);
      await thin(store, MOST_LIVE);
    });
    this.#changed();
  }

  async asked(query: string): Promise<Asked | null> {
    return restoreAsked(await guard(this.#database.get('asked', query)));
  }

  async saveAsked(query: string, asked: Asked): Promise<void> {
    await this.#write('asked', async (store) => {
      await store.put(asked, query);
      await thin(store, MOST_ASKED);
    });
  }

  async forgetAsked(): Promise<void> {
    await this.#write('asked', (store) => store.clear());
  }

  async #write<Name extends StoreName, T>(name: Name, work: (store: WriteStore<Name>) => Promise<T>): Promise<T> {
    try {
      const transaction = this.#database.transaction(name, 'readwrite', strict);
      // Attached at once: a failing request aborts the transaction, whose own rejection must not go unheard.
      const done = transaction.done.then(
        () => null,
        (error: unknown) => error ?? new Error('aborted'),
      );
      const result = await work(transaction.store as WriteStore<Name>);
      const failure = await done;
      if (failure) throw failure;
      return result;
    } catch (error) {
      throw Fault.from(error, 'storage-broken');
    }
  }
}

type StoreName = 'pieces' | 'values' | 'live' | 'asked';
type WriteStore<Name extends StoreName> = IDBPObjectStore<Schema, [Name], Name, 'readwrite'>;

/** Keeps the latest records of a store that must not grow for ever. */
async function thin<Name extends 'live' | 'asked'>(store: WriteStore<Name>, most: number): Promise<void> {
  if ((await store.count()) <= most) return;
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  const oldest = keys.map((key, rank) => ({ key, at: values[rank]?.at ?? 0 })).sort((a, b) => a.at - b.at);
  await Promise.all(oldest.slice(0, Math.ceil(most / 4)).map(({ key }) => store.delete(key)));
}

async function guard<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw Fault.from(error, 'storage-broken');
  }
}
