import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { seal } from '../../../lib/desk/cipher.ts';
import { strengthOf } from '../../../lib/desk/passphrase.ts';
import { Store } from '../../../lib/desk/store/store.ts';
import { Vault, type VaultOptions } from '../../../lib/desk/vault.ts';
import { pauseAfter } from '../../../lib/desk/vault-record.ts';

const keys = { clientId: 'canari-id', clientSecret: 'canari-secret', login: 'TECH_1_canari@cpro.fr', password: 'canari-mot-de-passe' };
const others = { ...keys, login: 'TECH_1_autre@cpro.fr' };
const passphrase = 'quatre baguettes tièdes svp';
const siren = '732829320';

let serial = 0;
const open: Store[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

async function fresh(
  name = `vault-${++serial}`,
): Promise<{ store: Store; name: string; page(options?: VaultOptions): Vault; advance(ms: number): void }> {
  const store = await Store.open(name);
  open.push(store);
  let time = Date.parse('2026-11-25T09:00:00Z');
  return {
    store,
    name,
    page: (options) => new Vault(store, { now: () => time, iterations: 1000, ...options }),
    advance(ms) {
      time += ms;
    },
  };
}

describe('without a passphrase', () => {
  it('keeps accounts by environment and company, the default one standing in for a company without its own', async () => {
    const { page } = await fresh();
    const vault = page();
    expect(await vault.state()).toBe('none');
    await vault.close('production', keys);
    await vault.close('production', others, siren);
    expect(await page().open('production')).toEqual(keys);
    expect(await page().open('production', siren)).toEqual(others);
    expect(await page().open('production', '123456789')).toEqual(keys);
    expect(await page().open('qualification', siren)).toBeNull();
    expect(await page().state()).toBe('open');
    expect((await vault.open('training'))?.clientId).toBe('entrainement');
  });

  it('keeps half an account, and does not give it to the outbox', async () => {
    const { page } = await fresh();
    await page().close('other', { ...keys, password: '' });
    expect(await page().open('other')).toBeNull();
    expect(await page().draft('other')).toMatchObject({ login: keys.login, password: '' });
    expect((await page().accounts())[0]).toMatchObject({ environment: 'other', siren: '', has: { login: true, password: false } });
  });

  it('takes the keys of a host that has its own application', async () => {
    const { page } = await fresh();
    await page().close('production', { clientId: '', clientSecret: '', login: keys.login, password: keys.password });
    expect(await page().open('production')).toMatchObject({ clientId: '', login: keys.login });
  });

  it('takes an account out and puts it back', async () => {
    const { page } = await fresh();
    const vault = page();
    await vault.close('production', keys, siren, { passwordSetOn: '2026-01-02' });
    const taken = await vault.take('production', siren);
    expect(await vault.open('production', siren)).toBeNull();
    if (taken) await vault.putBack(taken);
    expect(await vault.open('production', siren)).toEqual(keys);
    expect(await vault.accounts()).toMatchObject([{ siren, passwordSetOn: '2026-01-02' }]);
  });

  it('is not the same account in another place: what is sealed for one does not open as another', async () => {
    const { page, store } = await fresh();
    await page().close('qualification', keys);
    await store.changeValues(['vault'], ([value]) => {
      const record = value as { entries: Record<string, unknown> };
      return { vault: { ...record, entries: { 'production/': record.entries['qualification/'] } } };
    });
    expect(await page().open('production')).toBeNull();
  });

  it('makes one key though two pages start together', async () => {
    const { page } = await fresh();
    await Promise.all([page().close('production', keys), page().close('qualification', others), page().close('other', keys)]);
    const third = page();
    expect([await third.open('production'), await third.open('qualification'), await third.open('other')]).toEqual([keys, others, keys]);
  });

  it('brings over what the first version kept', async () => {
    const { page, store } = await fresh();
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    await store.setValue('vault-key', key);
    await store.setValue('credentials-production', await seal(new TextEncoder().encode(JSON.stringify(keys)), key));
    await store.setValue('credentials-qualification', { iv: new Uint8Array(12), data: new Uint8Array(40) });
    expect(await page().open('production')).toEqual(keys);
    expect(await store.value('credentials-production')).toBeUndefined();
    expect(await page().open('production', siren)).toEqual(keys);
    // never to be opened again, left as it was
    expect(await page().open('qualification')).toBeNull();
  });
});

describe('with a passphrase', () => {
  it('is locked in every new page, opens with the passphrase alone', async () => {
    const { page, store } = await fresh();
    const first = page();
    await first.close('production', keys);
    await first.setPassphrase(passphrase);
    expect(await first.open('production')).toEqual(keys);
    expect(await store.value('vault-key')).toBeUndefined();
    const second = page();
    expect(await second.state()).toBe('locked');
    await expect(second.open('production')).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(second.close('qualification', keys)).rejects.toMatchObject({ code: 'vault-locked' });
    expect(await second.open('qualification')).toBeNull();
    expect(await second.unlock('quatre baguettes froides svp')).toMatchObject({ state: 'wrong' });
    expect(await second.unlock(passphrase.normalize('NFD'))).toMatchObject({ state: 'open' });
    expect(await second.open('production')).toEqual(keys);
    second.lock();
    expect(await second.state()).toBe('locked');
  });

  it('locks itself after the delay without use', async () => {
    const { page, advance } = await fresh();
    const vault = page({ lockAfter: async () => 5 * 60_000 });
    await vault.close('production', keys);
    await vault.setPassphrase(passphrase);
    advance(4 * 60_000);
    vault.touch();
    advance(4 * 60_000);
    expect(await vault.state()).toBe('open');
    // the outbox opening it by itself is no use
    await vault.open('production');
    advance(2 * 60_000);
    expect(await vault.state()).toBe('locked');
  });

  it('pauses longer and longer after wrong passphrases, in every page', async () => {
    const { page, advance } = await fresh();
    await page().setPassphrase(passphrase);
    for (let failure = 0; failure < 3; failure++) await page().unlock('faux');
    expect(await page().unlock(passphrase)).toMatchObject({ state: 'paused' });
    advance(5_000);
    expect(await page().unlock('faux')).toMatchObject({ state: 'wrong' });
    advance(5_000);
    expect(await page().unlock(passphrase)).toMatchObject({ state: 'paused' });
    advance(5_000);
    expect(await page().unlock(passphrase)).toMatchObject({ state: 'open' });
    expect([0, 2, 3, 4, 20].map(pauseAfter)).toEqual([0, 0, 5_000, 10_000, 300_000]);
  });

  it('changes and takes away the passphrase, every account sealed again', async () => {
    const { page } = await fresh();
    const vault = page();
    await vault.close('production', keys);
    await vault.close('production', others, siren);
    await vault.setPassphrase(passphrase);
    await vault.setPassphrase('une autre phrase bien longue');
    const other = page();
    expect(await other.unlock(passphrase)).toMatchObject({ state: 'wrong' });
    expect(await other.unlock('une autre phrase bien longue')).toMatchObject({ state: 'open' });
    await other.setPassphrase(null);
    // the first page still holds the old key: it sees that the lock is gone
    expect(await vault.open('production', siren)).toEqual(others);
    expect(await page().open('production')).toEqual(keys);
  });

  it('leaves the old or the new when the page dies while sealing again', async () => {
    const { page, store } = await fresh();
    await page().close('production', keys);
    const before = await store.value('vault');
    const dying = Object.create(store) as Store;
    dying.value = (name) => store.value(name);
    dying.changeValues = () => Promise.reject(new Error('killed'));
    await expect(new Vault(dying, { iterations: 1000 }).setPassphrase(passphrase)).rejects.toThrow();
    expect(await store.value('vault')).toEqual(before);
    expect(await page().open('production')).toEqual(keys);
  });

  it('notices that another page changed the passphrase meanwhile', async () => {
    const { page } = await fresh();
    const [one, two] = [page(), page()];
    await one.close('production', keys);
    await one.setPassphrase(passphrase);
    await two.unlock(passphrase);
    await two.setPassphrase('une autre phrase bien longue');
    expect(await one.state()).toBe('locked');
    await expect(one.open('production')).rejects.toMatchObject({ code: 'vault-locked' });
  });

  it('is forgotten with its keys, and starts anew', async () => {
    const { page, store } = await fresh();
    const vault = page();
    await vault.close('production', keys);
    await vault.setPassphrase(passphrase);
    await page().forgetAll();
    expect(await store.value('vault')).toBeUndefined();
    expect(await page().state()).toBe('none');
    await page().close('production', others);
    expect(await page().open('production')).toEqual(others);
  });

  it('stays shut when its lock is damaged', async () => {
    const { page, store } = await fresh();
    await page().close('production', keys);
    await store.changeValues(['vault'], ([value]) => ({ vault: { ...(value as object), lock: { salt: 'x' } } }));
    expect(await page().state()).toBe('locked');
    expect(await page().unlock(passphrase)).toMatchObject({ state: 'wrong' });
  });
});

it('judges a passphrase by what makes it long to guess', () => {
  expect(['court', 'aaaaaaaaaaaa', '1234567890123', 'motdepasse1', 'bonjour2026'].map(strengthOf)).toEqual(['short', 'weak', 'weak', 'weak', 'weak']);
  expect(['Fournil-59', 'petitpainrond'].map(strengthOf)).toEqual(['fair', 'fair']);
  expect([passphrase, 'Levain&Seigle1987'].map(strengthOf)).toEqual(['good', 'good']);
});
