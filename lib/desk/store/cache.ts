import type { IDBPDatabase } from 'idb';
import { breather } from '../breath.ts';
import { type Dossier, restoreDossier } from '../dossier.ts';
import type { Shelf } from '../shelf.ts';
import { on, SEEN } from './schema.ts';
import type { Schema } from './store.ts';

/** Dossiers read at once: their copying out of the database is one task that nothing can cut. */
const LOT = 24;

type Stored = Schema['dossiers']['value'];

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

  /** As this page wrote it: no doubt is left of it. */
  keep(dossier: Dossier): void {
    this.#doubted.delete(dossier.id);
    this.learn(dossier);
  }

  /** As it was read a moment ago: what was doubted meanwhile stays so. */
  learn(dossier: Dossier): void {
    const known = this.#known.get(dossier.id);
    if (known === dossier || (known && known.revision > dossier.revision)) return;
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
    const age = this.#age;
    if (!this.#whole) {
      const index = this.#database.transaction('dossiers').store.index('shelf');
      const [alive, past] = await Promise.all([index.getAll(on('live')), index.count(on('past'))]);
      const recent: Stored[] = [];
      let cursor = alive.length < SEEN ? await index.openCursor(on('past'), 'prev') : null;
      for (; cursor && alive.length + recent.length < SEEN; cursor = await cursor.continue()) recent.push(cursor.value);
      const found = await this.#restored([...alive, ...recent]);
      if (age !== this.#age) return this.glance();
      for (const dossier of found) this.learn(dossier);
      if (!this.#whole) return { dossiers: this.#list(), past, whole: false };
    }
    const dossiers = await this.all();
    return { dossiers, past: 0, whole: true };
  }

  live = (): Promise<Dossier[]> => this.#shelf('live');
  gone = (): Promise<Dossier[]> => this.#shelf('gone');

  async #shelf(shelf: Shelf): Promise<Dossier[]> {
    return this.#restored(await this.#database.getAllFromIndex('dossiers', 'shelf', on(shelf)));
  }

  /** The one known already, where the record is that very version of it: checking five thousand fields again would give the same. */
  #restore(value: Stored): Dossier | null {
    const known = this.#known.get(value.id);
    return known && known.revision === value.revision && known.updatedAt === value.updatedAt ? known : restoreDossier(value);
  }

  async #restored(values: readonly Stored[]): Promise<Dossier[]> {
    const breathe = breather();
    const found: Dossier[] = [];
    for (const value of values) {
      const dossier = this.#restore(value);
      if (dossier) found.push(dossier);
      await breathe();
    }
    return found;
  }

  #list(): Dossier[] {
    this.#sorted ??= [...this.#known.values()].sort((a, b) => b.updatedAt - a.updatedAt);
    return this.#sorted;
  }

  async #read(age: number): Promise<void> {
    let last = '';
    const breathe = breather();
    for (;;) {
      const lot = await this.#database.getAll('dossiers', last === '' ? null : IDBKeyRange.lowerBound(last, true), LOT);
      for (const value of lot) {
        if (age !== this.#age) return;
        const dossier = this.#restore(value);
        if (dossier) this.learn(dossier);
        await breathe();
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
        if (dossier) this.learn(dossier);
        else this.forget(id);
      }
    }
  }
}
