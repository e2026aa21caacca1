import 'fake-indexeddb/auto';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../../../../lib/desk/backup/bytes.ts';
import { openSealed } from '../../../../lib/desk/backup/frames.ts';
import { createDesk } from '../../../../lib/desk/desk.ts';
import { CodeGathering } from '../../../../lib/desk/invoice-codes.ts';
import { STAGED } from '../../../../lib/desk/store/bulk.ts';
import { openDesk, townHall } from '../harness.ts';
import { deposited, dossierOf, paper, photographOf, withNumber } from './world.ts';

/** What the cipher's key costs is told by a bench; here the rounds are few. */
vi.mock('../../../../lib/desk/cipher.ts', async (original) => ({ ...(await original<object>()), PBKDF2_ITERATIONS: 1000 }));

const passphrase = 'trois baguettes et un pain';
let serial = 0;
const afresh = async () => {
  const name = `restore-${++serial}`;
  return { name, ...(await openDesk({ name })) };
};
type Device = Awaited<ReturnType<typeof afresh>>;
const opened: Device[] = [];
const device = async () => {
  const one = await afresh();
  opened.push(one);
  return one;
};
afterEach(() => {
  vi.restoreAllMocks();
  for (const { store } of opened.splice(0)) store.close();
});

/** A shop in use: two invoices with their pictures, a sent one, a note, an article, a recipient, secrets. */
async function filled(): Promise<Device> {
  const shop = await device();
  const { desk, store } = shop;
  const papers = [paper('p1', 3000), paper('p2', 9000)];
  await store.insert(
    dossierOf('photo', {
      files: papers.map(({ reference }) => reference),
      confirmations: { x: { rule: 'R', field: 'f', value: '""', message: 'm', at: 1 } },
    }),
    papers,
  );
  await store.insert(
    dossierOf('sent', { stage: deposited(77), portalIds: [12, 77], history: [{ at: '2026-11-20T10:00:00Z', code: 'DEPOSITED', text: '77' }] }),
  );
  const note = await (await desk.deliveryNotes()).create(townHall);
  await (await desk.deliveryNotes()).change(note.id, (current) => ({ ...current, site: 'École' }));
  await store.saveRecipient({
    siret: townHall.siret,
    recipient: townHall,
    serviceCode: 'S',
    engagementNumber: 'E',
    contractNumber: '',
    usedOn: '2026-11-20',
    uses: 2,
  });
  await desk.saveSettings({ ...(await desk.settings()), theme: 'dark', relay: 'https://relais.example' });
  await desk.saveCredentials('qualification', { clientId: 'id', clientSecret: 'very-secret', login: 'l', password: 'p' });
  await store.setValue('something-later', [{ id: 'second' }]);
  return shop;
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'no fault',
    (error: { code?: string }) => error.code,
  );

describe('a backup on another device', () => {
  it('brings everything but secrets: papers, stages, memories, notes, articles, settings', async () => {
    const shop = await filled();
    const file = await (await shop.desk.backups()).write(passphrase);
    expect(file).toMatchObject({ name: 'coursier-2026-11-24.coursier', invoices: 2 });
    const other = await device();
    const backups = await other.desk.backups();
    expect(await backups.formOf(file.blob)).toBe('sealed');
    const found = await backups.open(file.blob, passphrase);
    expect(found).toMatchObject({ kind: 'everything', summary: { invoices: 2, added: 2, notes: 1, recipients: 1 } });
    expect(await other.desk.list()).toEqual([]);
    expect(await found.restore()).toEqual(found.summary);
    expect(await other.desk.open('photo')).toEqual(await shop.desk.open('photo'));
    expect(await other.desk.open('sent')).toEqual(await shop.desk.open('sent'));
    expect(await other.desk.file('p2')).toEqual(paper('p2', 9000).bytes);
    expect(await other.desk.lastCodes(townHall.siret)).toMatchObject({ serviceCode: 'S', uses: 2 });
    expect(await (await other.desk.deliveryNotes()).list()).toEqual(await (await shop.desk.deliveryNotes()).list());
    expect((await (await other.desk.articles()).list()).map(({ uses }) => uses)).toEqual(
      (await (await shop.desk.articles()).list()).map(({ uses }) => uses),
    );
    expect(await other.desk.settings()).toMatchObject({ theme: 'dark', relay: 'https://relais.example' });
    expect(await other.store.value('something-later')).toEqual([{ id: 'second' }]);
    expect(await other.desk.credentials('qualification')).toBeNull();
  });

  it('changes nothing the second time, byte for byte', async () => {
    const file = await (await (await filled()).desk.backups()).write('');
    const other = await device();
    await (await (await other.desk.backups()).open(file.blob)).restore();
    const before = await photographOf(other.name);
    const again = await (await other.desk.backups()).open(file.blob);
    expect(again.summary).toMatchObject({ added: 0, further: 0, later: 0, copies: 0, notes: 0, articles: 0, recipients: 0, profile: false });
    await again.restore();
    expect(await photographOf(other.name)).toBe(before);
  });

  it('keeps the version that is replaced within reach of undo', async () => {
    const shop = await device();
    await shop.store.insert(withNumber(dossierOf('a', { updatedAt: 9 }), 'LATER'));
    const file = await (await shop.desk.backups()).write('');
    const other = await device();
    await other.store.insert(withNumber(dossierOf('a', { updatedAt: 2 }), 'EARLIER'));
    await (await (await other.desk.backups()).open(file.blob)).restore();
    expect((await other.desk.open('a'))?.invoice.invoiceNumber).toBe('LATER');
    expect((await other.desk.undo('a')).invoice.invoiceNumber).toBe('EARLIER');
    expect(await other.desk.list()).toHaveLength(2);
  });

  it('gives a copy its own files, so that the deletion of one leaves the other whole', async () => {
    const shop = await device();
    const one = paper('p1');
    await shop.store.insert(withNumber(dossierOf('a', { updatedAt: 9, files: [one.reference] }), 'LATER'), [one]);
    const file = await (await shop.desk.backups()).write('');
    const other = await device();
    const old = paper('p0');
    await other.store.insert(withNumber(dossierOf('a', { updatedAt: 2, files: [old.reference] }), 'EARLIER'), [old]);
    await (await (await other.desk.backups()).open(file.blob)).restore();
    const copy = (await other.desk.list()).find(({ id }) => id !== 'a')!;
    await other.desk.remove('a');
    await other.store.sweep(Number.MAX_SAFE_INTEGER);
    expect(await other.desk.file(copy.files[0]!.id)).toEqual(old.bytes);
    expect(await other.desk.file('p1')).toBeNull();
    expect(await other.desk.file('p0')).toBeNull();
  });

  it('does not bring a draft that was waiting to leave back into the outbox', async () => {
    const shop = await device();
    await shop.store.insert(dossierOf('a', { stage: { state: 'ready', since: 1, attempts: 0, retryAt: 0, committed: false } }));
    await shop.store.insert(dossierOf('b', { stage: { state: 'sending', since: 1, attempts: 0, key: 'k', numeroFluxDepot: '', committed: true } }));
    await shop.store.insert(dossierOf('c', { stage: { state: 'ready', since: 1, attempts: 1, retryAt: 0, committed: true } }));
    const errand = {
      identifiantFactureCPP: 7,
      since: 1,
      attempts: 0,
      retryAt: 9,
      checks: 0,
      comment: '',
      buyerSiret: '',
      buyerName: '',
      serviceCode: '',
    };
    const rest = { engagementNumber: '', files: [], fault: '', message: '' };
    const errands = [
      { ...errand, ...rest, kind: 'recycle' as const, state: 'waiting' as const },
      { ...errand, ...rest, kind: 'complete' as const, state: 'sending' as const },
    ];
    await shop.store.insert(dossierOf('d', { stage: deposited(7), errands }));
    await (await shop.desk.backups()).handedOver();
    const file = await (await shop.desk.backups()).write('');
    const other = await device();
    await (await (await other.desk.backups()).open(file.blob)).restore();
    expect((await other.desk.open('a'))?.stage.state).toBe('draft');
    expect((await other.desk.open('b'))?.stage).toMatchObject({ state: 'sent-unconfirmed', checkAt: 0 });
    expect((await other.desk.open('c'))?.stage).toMatchObject({ state: 'sent-unconfirmed', checkAt: 0 });
    // So it is with what was asked of the portal: what had not left is not asked from here, what may have left is settled by asking.
    expect((await other.desk.open('d'))?.errands.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['complete unsure']);
    // This device's own backup takes nothing back of what it is about to send.
    const before = await photographOf(shop.name);
    await (await (await shop.desk.backups()).open(file.blob)).restore();
    expect(await photographOf(shop.name)).toBe(before);
  });
});

describe('one invoice for another device', () => {
  it('comes with its files and nothing else', async () => {
    const shop = await filled();
    const file = await (await shop.desk.backups()).writeInvoice('photo');
    expect(file.name).toMatch(/\.coursier$/);
    const other = await device();
    const found = await (await other.desk.backups()).open(file.blob);
    expect(found).toMatchObject({ kind: 'invoice', id: 'photo', summary: { added: 1, recipients: 0, notes: 0, settings: false } });
    await found.restore();
    expect(await other.desk.list()).toHaveLength(1);
    expect(await other.desk.file('p1')).toEqual(paper('p1', 3000).bytes);
    expect(await other.desk.lastCodes(townHall.siret)).toBeNull();
  });

  it('goes to and fro without leaving copies', async () => {
    const [phone, computer] = [await device(), await device()];
    await phone.store.insert(withNumber(dossierOf('a'), 'F0'));
    let [here, there] = [phone, computer];
    for (let turn = 1; turn < 5; turn++) {
      const { blob } = await (await here.desk.backups()).writeInvoice('a');
      await (await (await there.desk.backups()).open(blob)).restore();
      there.platform.advance(60_000);
      here.platform.advance(60_000);
      await there.desk.edit('a', 'invoiceNumber', `F${turn}`);
      [here, there] = [there, here];
    }
    expect(await phone.desk.list()).toHaveLength(1);
    expect(await computer.desk.list()).toHaveLength(1);
    expect((await here.desk.open('a'))?.invoice.invoiceNumber).toBe('F4');
  });
});

describe('a draft by codes', () => {
  it('arrives as a draft that a later backup gives its pictures', async () => {
    const [phone, computer] = [await filled(), await device()];
    const gathering = new CodeGathering();
    const results = (await (await phone.desk.backups()).codes('photo')).map((text) => gathering.add(text));
    const last = results.at(-1);
    if (last?.state !== 'done') throw new Error('not gathered');
    const backups = await computer.desk.backups();
    const received = await backups.receive(last.carried);
    expect(received).toMatchObject({ id: 'photo', stage: { state: 'draft' }, files: [], invoice: (await phone.desk.open('photo'))?.invoice });
    expect(await backups.receive(last.carried)).toEqual(received);
    await computer.desk.edit('photo', 'invoiceNumber', 'CHANGED');
    expect((await backups.receive(last.carried)).id).not.toBe('photo');
    expect(await computer.desk.list()).toHaveLength(2);
    // What was sent must not become a draft elsewhere: codes say nothing of the portal.
    expect(await code((await phone.desk.backups()).codes('sent'))).toBe('not-ready');
  });
});

describe('whatever is wrong with it, the device stays byte for byte as it was', () => {
  it('passphrase, cut, altered, newer, foreign, bomb', async () => {
    const { blob } = await (await (await filled()).desk.backups()).write(passphrase);
    const other = await filled();
    const backups = await other.desk.backups();
    const before = await photographOf(other.name);
    const altered = await bytesOf(blob);
    altered[altered.length - 40]! ^= 1;
    const newer = zipSync({ 'coursier.json': strToU8('{"format":"coursier-backup","version":9,"dossiers":[]}') });
    const bomb = zipSync({ 'coursier.json': new Uint8Array(20_000_000) }, { level: 9 });
    const { frames } = await openSealed(blob);
    const cases: [Blob, string, string][] = [
      [blob, 'wrong', 'backup-passphrase'],
      [blob.slice(0, blob.size - 1), passphrase, 'backup-cut'],
      [blob.slice(0, frames[0]!.start), passphrase, 'backup-cut'],
      [new Blob([altered]), passphrase, 'backup-passphrase'],
      [new Blob([newer]), '', 'backup-newer'],
      [new Blob(['bonjour']), '', 'backup-broken'],
      [new Blob([bomb]), '', 'backup-broken'],
    ];
    for (const [file, words, expected] of cases) expect(await code(backups.open(file, words))).toBe(expected);
    expect(await photographOf(other.name)).toBe(before);
  });

  it('a full disk while pictures come in', async () => {
    const { blob } = await (await (await filled()).desk.backups()).write('');
    const other = await device();
    const found = await (await other.desk.backups()).open(blob);
    const before = await photographOf(other.name);
    const put = IDBObjectStore.prototype.put;
    let pictures = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (this.name === 'files' && ++pictures === 2) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    });
    expect(await code(found.restore())).toBe('storage-full');
    vi.restoreAllMocks();
    expect(await photographOf(other.name)).toBe(before);
    await found.restore();
    expect(await other.desk.list()).toHaveLength(2);
  });

  it('a full disk in the last transaction', async () => {
    const { blob } = await (await (await filled()).desk.backups()).write('');
    const other = await device();
    const found = await (await other.desk.backups()).open(blob);
    const before = await photographOf(other.name);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (this.name === 'notes') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    });
    expect(await code(found.restore())).toBe('storage-full');
    vi.restoreAllMocks();
    expect(await photographOf(other.name)).toBe(before);
  });

  it('a page that dies between the pictures and the rest: the next one takes them away', async () => {
    const { blob } = await (await (await filled()).desk.backups()).write('');
    const other = await device();
    const found = await (await other.desk.backups()).open(blob);
    const before = await photographOf(other.name);
    // The page dies at its last transaction, and cannot clean up either.
    const real = other.store.inBulk.bind(other.store);
    vi.spyOn(other.store, 'inBulk').mockImplementation(async (work) => {
      if (/bulkWrite|sweepStaged/.test(String(work)) && (await other.store.value(STAGED))) throw new Error('dead');
      return real(work);
    });
    expect(await code(found.restore())).toBe('storage-broken');
    vi.restoreAllMocks();
    expect(await other.desk.list()).toEqual([]);
    expect(await other.desk.file('p1')).not.toBeNull();
    const next = createDesk({ platform: other.platform, store: other.store, stages: other.stages, relay: '' });
    const stop = next.start();
    await expect.poll(() => photographOf(other.name)).toBe(before);
    stop();
  });
});

describe('the reminder', () => {
  it('counts from the moment the file is handed over', async () => {
    const shop = await device();
    for (let index = 0; index < 10; index++) await shop.store.insert(dossierOf(`d${index}`));
    const [backups, reminders] = await Promise.all([shop.desk.backups(), shop.desk.reminders()]);
    expect(await reminders.now()).toEqual({ due: true, lastBackupAt: 0, invoices: 10 });
    await reminders.postpone();
    expect((await reminders.now()).due).toBe(false);
    await backups.write('');
    shop.platform.advance(15 * 86_400_000);
    expect((await reminders.now()).due).toBe(true);
    await backups.handedOver();
    expect(await reminders.now()).toEqual({ due: false, lastBackupAt: shop.platform.clock.now() });
  });
});
