import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../../lib/desk/dossier.ts';
import { shelfOf } from '../../../lib/desk/shelf.ts';
import { DossierCache } from '../../../lib/desk/store/cache.ts';
import { type Schema, Store } from '../../../lib/desk/store/store.ts';
import { madeDossier, madeDossiers, type Standing } from '../../fixtures/dossiers.ts';

const today = '2026-11-29';
const made = (standing: Standing, rank = 0) => madeDossier({ rank, standing, today, daysAgo: 40, cents: 7_640, buyer: 0 });
const sorted = (list: readonly Dossier[]) => list.map(({ id }) => id).sort();

async function filled(name: string, list: readonly Dossier[]): Promise<Store> {
  const store = await Store.open(name);
  for (const dossier of list) await store.insert(dossier);
  store.close();
  return Store.open(name);
}

describe('the shelf of an invoice', () => {
  it('is alive while somebody has something to do or to wait for', () => {
    expect((['draft', 'ready', 'followed', 'late', 'suspended', 'recycle', 'paid'] as const).map((standing) => shelfOf(made(standing)))).toEqual([
      'live',
      'live',
      'live',
      'live',
      'live',
      'live',
      'past',
    ]);
    expect(shelfOf({ ...made('followed'), paidOn: today })).toBe('past');
    expect(shelfOf({ ...made('paid'), deletedAt: 1 })).toBe('gone');
  });
});

describe('a glance at the store', () => {
  const list = madeDossiers(140, today);

  it('gives what is alive and the latest of the rest, then everything', async () => {
    const store = await filled('glance', list);
    const { dossiers, past, whole } = await store.glance();
    const alive = list.filter((dossier) => shelfOf(dossier) === 'live');
    expect(whole).toBe(false);
    expect(past).toBe(140 - alive.length);
    expect(dossiers).toHaveLength(Math.max(24, alive.length));
    expect(dossiers.map(({ id }) => id)).toEqual(expect.arrayContaining(alive.map(({ id }) => id)));
    expect(sorted(await store.list())).toEqual(sorted(list));
    expect(await store.glance()).toMatchObject({ whole: true });
    expect(sorted(await store.live())).toEqual(sorted(alive));
    store.close();
  });

  it('gives the same dossiers again, and the same list while nothing changes', async () => {
    const store = await filled('glance-same', list);
    const whole = await store.list();
    expect(await store.list()).toBe(whole);
    const known = new Set(whole);
    const live = await store.live();
    expect(live.length).toBeGreaterThan(0);
    expect(live.every((dossier) => known.has(dossier))).toBe(true);
    store.close();
  });

  it('keeps a doubt that comes while an invoice is being read', async () => {
    const database = await openDB<Schema>('glance-doubt', 1, { upgrade: (made) => void made.createObjectStore('dossiers', { keyPath: 'id' }) });
    const cache = new DossierCache(database);
    const old = made('followed');
    const paid = { ...old, revision: old.revision + 1, paidOn: today };
    await database.put('dossiers', { ...old });
    await cache.all();
    await database.put('dossiers', { ...paid });
    cache.distrust({ ids: [old.id] });
    // what was read before the other page wrote comes late
    cache.learn(old);
    expect((await cache.all()).map(({ paidOn }) => paidOn)).toEqual([today]);
    database.close();
  });

  it('keeps up with its own writes and with those of another page', async () => {
    const here = await filled('glance-two', list);
    const there = await Store.open('glance-two');
    await here.list();
    await there.list();
    const [first, second] = list;
    if (!first || !second) throw new Error('no dossiers');
    const told = new Promise<void>((resolve) => {
      here.subscribe(resolve);
    });
    await there.update(first.id, (dossier) => ({ dossier: { ...dossier, paidOn: today } }));
    expect((await there.list()).find(({ id }) => id === first.id)?.paidOn).toBe(today);
    await told;
    expect((await here.list()).find(({ id }) => id === first.id)?.paidOn).toBe(today);
    await here.update(second.id, (dossier) => ({ dossier: { ...dossier, deletedAt: 9 } }));
    expect((await here.list()).find(({ id }) => id === second.id)?.deletedAt).toBe(9);
    await here.sweep(10);
    expect((await here.list()).some(({ id }) => id === second.id)).toBe(false);
    here.close();
    there.close();
  });

  it('finds what the second version of the app stored', async () => {
    const old = await openDB('glance-old', 2, {
      upgrade(database) {
        for (const name of ['dossiers', 'files', 'undo', 'notes']) database.createObjectStore(name, { keyPath: 'id' });
        database.createObjectStore('recipients', { keyPath: 'siret' });
        database.createObjectStore('articles', { keyPath: 'key' });
        database.createObjectStore('values');
      },
    });
    await old.put('dossiers', made('late', 1));
    await old.put('dossiers', made('paid', 2));
    old.close();
    const store = await Store.open('glance-old');
    expect(sorted(await store.live())).toEqual(['made-00001']);
    expect((await store.glance()).past).toBe(1);
    store.close();
  });
});
