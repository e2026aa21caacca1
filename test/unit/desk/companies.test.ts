import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companyOn, restoreBook } from '../../../lib/desk/company-book.ts';
import { restoreProfile } from '../../../lib/desk/settings.ts';
import type { Page } from '../../../lib/reading/document.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { type Bench, baker, openDesk, townHall } from './harness.ts';

const plumber = restoreProfile({
  seller: { name: 'Plomberie Durand', siret: '44306184100047' },
  iban: 'FR7619999001110000009945433',
  lastNumber: 'D-041',
});

let bench: Bench;
beforeEach(async () => {
  bench = await openDesk();
});
afterEach(() => bench.store.close());

async function addPlumber(): Promise<void> {
  await (await bench.desk.companies()).add();
  await bench.desk.saveProfile(plumber);
}

const idOf = async (name: string) => (await bench.desk.book()).companies.find(({ seller }) => seller.name === name)?.id ?? '';

describe('the book of companies', () => {
  it('takes over the one company of before', () => {
    expect(restoreBook(undefined, baker)).toMatchObject({ current: 'premiere', companies: [{ seller: { name: 'Boulangerie Martin' } }] });
    expect(restoreBook({ companies: 'damaged' }, null).companies).toHaveLength(1);
    expect(restoreBook({ current: 'gone', companies: [{ ...plumber, id: 'p' }] }, undefined).current).toBe('p');
    // written by a page of the former version meanwhile
    expect(restoreBook({ current: 'p', companies: [{ ...plumber, id: 'p' }] }, { ...plumber, lastNumber: 'D-042' }).companies[0]?.lastNumber).toBe(
      'D-042',
    );
  });

  it('decides the seller, the account and the number of what is made next', async () => {
    expect((await bench.desk.create()).invoice).toMatchObject({ invoiceNumber: 'F2026-010', seller: { name: 'Boulangerie Martin' } });
    await addPlumber();
    expect((await bench.desk.create()).invoice).toMatchObject({
      invoiceNumber: 'D-042',
      seller: { name: 'Plomberie Durand' },
      payment: { iban: plumber.iban },
    });
    await (await bench.desk.companies()).switchTo(await idOf('Boulangerie Martin'));
    expect((await bench.desk.create()).invoice).toMatchObject({ invoiceNumber: 'F2026-011', seller: { name: 'Boulangerie Martin' } });
  });

  it('saves a profile where it was read, though another company is at work since', async () => {
    const read = await bench.desk.profile();
    await addPlumber();
    await bench.desk.saveProfile({ ...read, bic: 'AGRIFRPP' });
    expect((await bench.desk.profile()).seller.name).toBe('Plomberie Durand');
    expect((await bench.desk.book()).companies.map(({ bic }) => bic)).toEqual(['AGRIFRPP', '']);
  });

  it('copies an invoice of the other company in its own series', async () => {
    await bench.desk.saveSettings({ ...(await bench.desk.settings()) });
    const { id } = await bench.desk.create();
    await addPlumber();
    expect((await (await bench.desk.byHand()).duplicate(id)).invoice).toMatchObject({
      invoiceNumber: 'F2026-011',
      seller: { name: 'Boulangerie Martin' },
    });
  });

  it('learns from what is sent into the company that sends', async () => {
    await addPlumber();
    const { id } = await bench.desk.create();
    await bench.desk.change(id, () => ({ ...bakerInvoice(), invoiceNumber: 'F2026-300' }));
    await bench.desk.send(id);
    expect((await bench.desk.book()).companies.map(({ lastNumber }) => lastNumber)).toEqual(['F2026-300', 'D-041']);
  });

  it('removes a company with its keys, and brings both back', async () => {
    await addPlumber();
    const keys = { clientId: 'a', clientSecret: 'b', login: 'TECH_1_x@cpro.fr', password: 'p' };
    await bench.desk.saveCredentials('production', keys, '443061841');
    const undo = await (await bench.desk.companies()).remove(await idOf('Plomberie Durand'));
    expect((await bench.desk.profile()).seller.name).toBe('Boulangerie Martin');
    expect(await bench.desk.credentials('production', '443061841')).toBeNull();
    await undo();
    expect((await bench.desk.profile()).seller.name).toBe('Plomberie Durand');
    expect(await bench.desk.credentials('production', '443061841')).toEqual(keys);
  });

  it('never removes the last one', async () => {
    await (await bench.desk.companies()).remove((await bench.desk.book()).current);
    expect((await bench.desk.book()).companies).toHaveLength(1);
  });

  it('keeps the delivery notes of each apart', async () => {
    const notes = await bench.desk.deliveryNotes();
    const bread = await notes.create(townHall);
    await addPlumber();
    expect(await notes.list()).toEqual([]);
    await notes.create(townHall);
    await (await bench.desk.companies()).switchTo(await idOf('Boulangerie Martin'));
    expect((await notes.list()).map(({ id }) => id)).toEqual([bread.id]);
    // a corrected SIRET hides nothing
    await bench.desk.saveProfile({ ...(await bench.desk.profile()), seller: { ...baker.seller, siret: '99980011300030' } });
    expect(await notes.list()).toHaveLength(1);
  });
});

it('recognises whose paper it is by the one SIREN printed on it', () => {
  const book = {
    current: 'b',
    companies: [
      { ...baker, id: 'b' },
      { ...plumber, id: 'p' },
    ],
  };
  const page = (...lines: string[][]) => ({ lines: lines.map((words) => ({ words: words.map((text) => ({ text })) })) }) as unknown as Page;
  const on = (...pages: Page[]) => companyOn({ pages, embedded: null }, book)?.id;
  expect(on(page(['SIRET', '443', '061', '841', '00047']))).toBe('p');
  expect(on(page(['Boulangerie'], ['SIRET:', '73282932000074']))).toBe('b');
  expect(on(page(['SIREN 443061841'], ['SIREN 732829320']))).toBeUndefined();
  expect(on(page(['Total', '443,06']))).toBeUndefined();
  expect(companyOn({ pages: [], embedded: bakerInvoice() }, book)?.id).toBe('b');
});
