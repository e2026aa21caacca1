import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dossier, restoreDossier } from '../../../lib/desk/dossier.ts';
import { Store } from '../../../lib/desk/store/store.ts';
import { Fault } from '../../../lib/invoice/fault.ts';

let store: Store;
let serial = 0;

beforeEach(async () => {
  store = await Store.open(`test-${++serial}`);
});
afterEach(() => store.close());

function dossier(id: string, more: Partial<Dossier> = {}): Dossier {
  const blank = restoreDossier({ id, createdAt: 1, updatedAt: 1 });
  if (!blank) throw new Error('not restored');
  return { ...blank, ...more };
}

describe('restoreDossier', () => {
  it('gives null without an id and a whole dossier from the least', () => {
    expect(restoreDossier(null)).toBeNull();
    expect(restoreDossier({ id: '' })).toBeNull();
    expect(restoreDossier({ id: 'a' })).toMatchObject({ id: 'a', stage: { state: 'draft' }, environment: 'training', files: [], deletedAt: 0 });
  });

  it('doubts a damaged stage that may have left, and never calls it a draft', () => {
    for (const state of ['deposited', 'sending', 'sent-unconfirmed'])
      expect(restoreDossier({ id: 'a', stage: { state, since: 1, attempts: 'x', key: 3 } })?.stage.state).toMatch(/^(sending|sent-unconfirmed)$/);
    for (const stage of [undefined, null, 'x', {}, { state: 'nonsense' }]) expect(restoreDossier({ id: 'a', stage })?.stage.state).toBe('draft');
  });
});

/** An older version of the database, held open as a page that does not heed the newer one holds it. */
const heldOpen = (name: string) =>
  new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of [
        ['dossiers', 'id'],
        ['files', 'id'],
        ['undo', 'id'],
        ['recipients', 'siret'],
      ] as const)
        request.result.createObjectStore(store, { keyPath });
      request.result.createObjectStore('values');
    };
    request.onsuccess = () => resolve(request.result);
  });

describe('a newer version that another page keeps out', () => {
  it('says so instead of waiting for ever, keeps nobody out in its turn, and opens once that page is closed', async () => {
    const name = `held-${++serial}`;
    const held = await heldOpen(name);
    await expect(Store.open(name)).rejects.toMatchObject({ code: 'storage-blocked' });
    held.close();
    const opened = await Store.open(name);
    expect(await opened.list()).toEqual([]);
    opened.close();
    await expect(
      new Promise((resolve, reject) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onblocked: reject })),
    ).resolves.toBeDefined();
  });

  it('waits for one that is only ending its work', async () => {
    const name = `slow-${++serial}`;
    const held = await heldOpen(name);
    setTimeout(() => held.close(), 300);
    const opened = await Store.open(name);
    opened.close();
  });
});

describe('Store', () => {
  it('keeps a dossier and its files together, and lists the last changed first', async () => {
    const reference = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', size: 3, role: 'source' as const, page: 0, width: 0, height: 0 };
    await store.insert(dossier('a', { updatedAt: 5, files: [reference] }), [{ reference, bytes: new Uint8Array([1, 2, 3]) }]);
    await store.insert(dossier('b', { updatedAt: 9 }));
    expect((await store.list()).map((item) => item.id)).toEqual(['b', 'a']);
    expect(await store.file('f1')).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('shows nothing, and tells nobody, of a new dossier whose transaction does not end', async () => {
    await store.insert(dossier('a'));
    const told: string[] = [];
    store.onSaved(({ id }) => told.push(id));
    const put = IDBObjectStore.prototype.put;
    // the disk is full: the write itself is accepted, its end is not
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      const request = put.apply(this, args);
      request.addEventListener('success', async () => {
        for (let hop = 0; hop < 12; hop++) await null;
        this.transaction.abort();
      });
      return request;
    };
    try {
      await expect(store.insert(dossier('b'))).rejects.toBeInstanceOf(Fault);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(told).toEqual([]);
    expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
  });

  it('writes nothing when the step throws', async () => {
    await store.insert(dossier('a'));
    await expect(
      store.update('a', () => {
        throw new Fault('not-ready');
      }),
    ).rejects.toMatchObject({ code: 'not-ready' });
    expect((await store.get('a'))?.revision).toBe(0);
  });

  it('applies concurrent updates one after the other, none lost', async () => {
    await store.insert(dossier('a'));
    await Promise.all(
      Array.from({ length: 30 }, () => store.update('a', (current) => ({ dossier: { ...current, createdAt: current.createdAt + 1 } }))),
    );
    expect(await store.get('a')).toMatchObject({ createdAt: 31, revision: 30 });
  });

  it('refuses to overwrite what someone else changed meanwhile', async () => {
    await store.insert(dossier('a'));
    const first = await store.get('a');
    const second = await store.get('a');
    await store.save({ ...first!, notices: ['one'] });
    await expect(store.save({ ...second!, notices: ['two'] })).rejects.toMatchObject({ code: 'storage-broken' });
    expect((await store.get('a'))?.notices).toEqual(['one']);
  });

  it('tells its listeners, until they leave', async () => {
    let told = 0;
    const leave = store.subscribe(() => told++);
    await store.insert(dossier('a'));
    leave();
    await store.insert(dossier('b'));
    expect(told).toBe(1);
  });

  it('sweeps what was deleted long ago, with its files, and nothing else', async () => {
    const reference = { id: 'f1', name: 'a', type: '', size: 1, role: 'source' as const, page: 0, width: 0, height: 0 };
    await store.insert(dossier('old', { deletedAt: 10, files: [reference] }), [{ reference, bytes: new Uint8Array([1]) }]);
    await store.insert(dossier('new', { deletedAt: 90 }));
    await store.insert(dossier('alive'));
    await store.sweep(50);
    expect((await store.list()).map((item) => item.id).sort()).toEqual(['alive', 'new']);
    expect(await store.file('f1')).toBeNull();
  });

  it('shows a damaged record to nobody and leaves it in place', async () => {
    await store.insert(dossier('a'));
    await store.insert({ ...dossier('b'), files: 'not a list' as unknown as Dossier['files'] });
    expect((await store.list()).map((item) => item.id).sort()).toEqual(['a', 'b']);
    expect((await store.get('b'))?.files).toEqual([]);
  });
});
