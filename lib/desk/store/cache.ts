import type { IDBPDatabase } from 'idb';
import { type Dossier, restoreDossier } from '../dossier.ts';
import type { Shelf } from '../shelf.ts';
import { on, SEEN } from './schema.ts';
import type { Schema } from './store.ts';

/** Dossiers read at once: their copying out of the database is one task that nothing can cut. */
const LOT = 40;
/** Milliseconds of work between two breaths of the page. */
const SLICE_MS = 8;

type Stored = Schema['dossiers']['value'];

/** A turn of the page's loop, so that gestures are served before the next lot; a message, since timers are held back to four milliseconds. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * The dossiers of the store in memory, once they passed their door: five thousand take seconds to read anew, and each keystroke asks for them.
 * This page's writes are told to it (`keep`, `doubt`), other pages' through their channel (`distrust`); what is doubted is read again before it is given.
 */
export class DossierCache {
  readonly #database: IDBPDatabase<Schema>;
  readonly #known = new Map<string, Dossier>();
  readonly #doubted = new Set<string>();
  #whole = false;
  #reading: Promise<void> | null = null;
  /** Grows when everything is doubted: a reading begun before is worth nothing. */
  #age = 0;
  #sorted: Dossier[] | null = null;

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  keep(dossier: Dossier): void {
    const known = this.#known.get(dossier.id);
    this.#doubted.delete(dossier.id);
    if (known && known.revision > dossier.revision) return;
    this.#known.set(dossier.id, dossier);
    this.#sorted = null;
  }

  doubt(id: string): void {
    this.#doubted.add(id);
  }

  forget(id: string): void {
    this.#known.delete(id);
    this.#sorted = null;
  }

  /** What another page said of its write: `{ ids }`, null for any of them. Anything else (an older version of the app) is taken for any. */
  distrust(said: unknown): void {
    const ids = typeof said === 'object' && said !== null && 'ids' in said && Array.isArray(said.ids) ? said.ids : null;
    if (ids) for (const id of ids) this.#doubted.add(String(id));
    else {
      this.#known.clear();
      this.#doubted.clear();
      this.#sorted = null;
      this.#whole = false;
      this.#reading = null;
      this.#age++;
    }
  }

  async all(): Promise<Dossier[]> {
    while (!this.#whole) {
      this.#reading ??= this.#read(this.#age);
      await this.#reading;
    }
    await this.#settle();
    return this.#list();
  }

  async glance(): Promise<{ dossiers: Dossier[]; past: number; whole: boolean }> {
    if (!this.#whole) {
      const index = this.#database.transaction('dossiers').store.index('shelf');
      const [alive, past] = await Promise.all([index.getAll(on('live')), index.count(on('past'))]);
      const recent: Stored[] = [];
      let cursor = alive.length < SEEN ? await index.openCursor(on('past'), 'prev') : null;
      for (; cursor && alive.length + recent.length < SEEN; cursor = await cursor.continue()) recent.push(cursor.value);
      for (const dossier of restored([...alive, ...recent])) this.keep(dossier);
      if (!this.#whole) return { dossiers: this.#list(), past, whole: false };
    }
    const dossiers = await this.all();
    return { dossiers, past: 0, whole: true };
  }

  live = (): Promise<Dossier[]> => this.#shelf('live');
  gone = (): Promise<Dossier[]> => this.#shelf('gone');

  async #shelf(shelf: Shelf): Promise<Dossier[]> {
    return restored(await this.#database.getAllFromIndex('dossiers', 'shelf', on(shelf)));
  }

  #list(): Dossier[] {
    this.#sorted ??= [...this.#known.values()].sort((a, b) => b.updatedAt - a.updatedAt);
    return this.#sorted;
  }

  async #read(age: number): Promise<void> {
    let last = '';
    let began = performance.now();
    for (;;) {
      const lot = await this.#database.getAll('dossiers', last === '' ? null : IDBKeyRange.lowerBound(last, true), LOT);
      for (const value of lot) {
        const known = this.#known.get(value.id);
        // What this page wrote meanwhile, or read at the first glance, is not read twice.
        const dossier = known && known.revision === value.revision ? known : restoreDossier(value);
        if (age !== this.#age) return;
        if (dossier) this.keep(dossier);
        if (performance.now() - began > SLICE_MS) {
          await breath();
          began = performance.now();
        }
      }
      if (age !== this.#age) return;
      const end = lot.at(-1);
      if (lot.length < LOT || !end) break;
      last = end.id;
    }
    this.#whole = true;
    this.#reading = null;
  }

  async #settle(): Promise<void> {
    while (this.#doubted.size > 0) {
      const ids = [...this.#doubted];
      this.#doubted.clear();
      const values = await Promise.all(ids.map((id) => this.#database.get('dossiers', id)));
      for (const [index, id] of ids.entries()) {
        const dossier = restoreDossier(values[index]);
        if (dossier) this.keep(dossier);
        else this.forget(id);
      }
    }
  }
}

function restored(values: readonly Stored[]): Dossier[] {
  return values.map(restoreDossier).filter((dossier) => dossier !== null);
}
