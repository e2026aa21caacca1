import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { restoreDossier } from '../../../lib/desk/dossier.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { baker, openDesk } from './harness.ts';

/** A database as the first version of the app left it. */
async function firstVersion(name: string): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(created) {
      created.createObjectStore('dossiers', { keyPath: 'id' });
      created.createObjectStore('files', { keyPath: 'id' });
      created.createObjectStore('undo', { keyPath: 'id' });
      created.createObjectStore('recipients', { keyPath: 'siret' });
      created.createObjectStore('values');
    },
  });
  const { lines, ...invoice } = bakerInvoice();
  // lines of that time had neither note nor discounts
  const old = lines.map(({ name: title, quantity, netPrice, netAmount, vatCategory, vatRate }) => ({
    name: title,
    quantity,
    netPrice,
    netAmount,
    vatCategory,
    vatRate,
  }));
  await database.put('dossiers', {
    id: 'old',
    revision: 4,
    createdAt: 1,
    updatedAt: 2,
    deletedAt: 0,
    invoice: { ...invoice, lines: old },
    stage: { state: 'deposited', identifiantFactureCPP: 4, depositedAt: '2026-11-24 10:00', certificate: '', status: 'DEPOSEE' },
  });
  await database.put('dossiers', { id: 'draft', revision: 1, createdAt: 1, updatedAt: 1, deletedAt: 0, invoice, stage: { state: 'draft' } });
  await database.put('undo', { id: 'draft', past: [{ invoice, label: '', at: 1 }], future: [] });
  await database.put('values', { seller: baker.seller, lastNumber: 'F2026-118' }, 'profile');
  database.close();
}

it('opens what the first version stored: nothing lost, new fields empty, articles learned from what the portal took', async () => {
  await firstVersion('first-version');
  const { desk, store } = await openDesk({ name: 'first-version' });
  expect(await desk.open('old')).toMatchObject({
    revision: 4,
    confirmations: {},
    deliveryNotes: [],
    invoice: { lines: [{ note: '', allowances: [] }, {}] },
  });
  expect((await desk.undo('draft')).confirmations).toEqual({});
  expect(await (await desk.deliveryNotes()).list()).toEqual([]);
  expect((await (await desk.articles()).list()).map(({ name }) => name).sort()).toEqual(['Baguette', 'Pain de campagne']);
  store.close();
});

it('restores a dossier whose new fields are damaged', () => {
  expect(restoreDossier({ id: 'a', confirmations: [1], deliveryNotes: 'x' })).toMatchObject({ id: 'a', confirmations: {}, deliveryNotes: [] });
});

it('reads a backup of before', async () => {
  const { strToU8, zipSync } = await import('fflate');
  const bytes = zipSync({
    'coursier.json': strToU8(JSON.stringify({ format: 'coursier-backup', version: 1, dossiers: [{ id: 'x' }], recipients: [] })),
  });
  const { desk, store } = await openDesk();
  expect(await (await (await desk.backups()).open(new Blob([bytes]))).restore()).toMatchObject({ added: 1 });
  expect(await desk.open('x')).toMatchObject({ id: 'x', confirmations: {} });
  store.close();
});
