import { Fault } from '../invoice/fault.ts';
import { type Environment, type PortalCredentials, trainingCredentials } from '../portal/environment.ts';
import { deviceKey, freshSalt, keyOfPassphrase, PBKDF2_ITERATIONS, seal, unseal } from './cipher.ts';
import type { Store } from './store/store.ts';
import {
  type AccountFacts,
  contextOf,
  credentialsIn,
  DEVICE_KEY,
  type Entry,
  firstShape,
  keyFields,
  type Lock,
  pauseAfter,
  placeOf,
  restoreVault,
  sealedIn,
  slotOf,
  VAULT,
  type VaultRecord,
} from './vault-record.ts';

const empty: PortalCredentials = { clientId: '', clientSecret: '', login: '', password: '' };
const CHECK = new TextEncoder().encode('coursier');
const CHECK_CONTEXT = 'coursier-vault-check';
const TRIES = 12;
const LOCK_AFTER_MS = 15 * 60_000;

export type VaultState = 'none' | 'open' | 'locked';

export interface VaultAccount extends AccountFacts {
  environment: Environment;
  siren: string;
}

/** What came of a passphrase; `waitUntil` (milliseconds) is when the next may be tried. */
export interface Unlocking {
  state: 'open' | 'wrong' | 'paused';
  waitUntil: number;
}

/** An account taken out, still sealed: what an undo puts back. */
export type TakenAccount = readonly [slot: string, entry: Entry];

export interface VaultOptions {
  now?: () => number;
  /** Milliseconds without use after which a vault with a passphrase locks itself. */
  lockAfter?: () => Promise<number>;
  iterations?: number;
}

/**
 * Keys of the portal by environment and company, sealed (AES-GCM 256) by a key that WebCrypto will not export: the device's own, or one derived from
 * the user's passphrase, which then lives in this page's memory alone. A copy of the database holds nothing readable. The device's key protects
 * neither from who can open the app on the unlocked device, nor from a program that runs as the user; the passphrase does, while locked.
 */
export class Vault {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #lockAfter: () => Promise<number>;
  readonly #iterations: number;
  /** The passphrase's key and the salt it answers to. */
  #held: { key: CryptoKey; salt: Uint8Array } | null = null;
  #usedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    store: Store,
    { now = () => Date.now(), lockAfter = () => Promise.resolve(LOCK_AFTER_MS), iterations = PBKDF2_ITERATIONS }: VaultOptions = {},
  ) {
    this.#store = store;
    this.#now = now;
    this.#lockAfter = lockAfter;
    this.#iterations = iterations;
  }

  /** null when none are kept for it, or they do not open any more (erased key). Training's are public and built in. Fault 'vault-locked'. */
  async open(environment: Environment, siren = ''): Promise<PortalCredentials | null> {
    if (environment === 'training') return trainingCredentials;
    const record = await this.#record();
    for (const slot of new Set([slotOf(environment, siren), slotOf(environment, '')])) {
      const entry = record.entries[slot];
      // The host may hold the application's own keys: the technical account alone makes an account whole.
      if (entry?.has.login && entry.has.password) return this.#unsealed(record, slot, entry);
    }
    return null;
  }

  /** What is kept so far in that very place, half an account included. Fault 'vault-locked'. */
  async draft(environment: Environment, siren = ''): Promise<PortalCredentials> {
    const record = await this.#record();
    const slot = slotOf(environment, siren);
    const entry = record.entries[slot];
    return (entry && (await this.#unsealed(record, slot, entry))) || empty;
  }

  /** Keeps these keys, and forgets that place when they are null. */
  async close(environment: Environment, credentials: PortalCredentials | null, siren = '', dates: Partial<AccountFacts> = {}): Promise<void> {
    if (!credentials) {
      await this.take(environment, siren);
      return;
    }
    await this.edit(environment, siren, () => ({ credentials, dates }));
  }

  /** Changes what is kept there, from what it is at that very moment: two keys typed one after the other never undo each other. */
  async edit(
    environment: Environment,
    siren: string,
    step: (kept: PortalCredentials) => { credentials: PortalCredentials; dates?: Partial<AccountFacts> },
  ): Promise<void> {
    const slot = slotOf(environment, siren);
    await this.#change(async (record) => {
      const key = await this.#keyOf(record);
      const entry = record.entries[slot];
      const { credentials, dates = {} } = step((entry && (await this.#unsealed(record, slot, entry))) || empty);
      const { savedAt: _, has: __, ...known } = entry ?? { passwordSetOn: '', passwordExpiresOn: '', savedAt: 0, has: null };
      const has = { clientId: false, clientSecret: false, login: false, password: false };
      for (const field of keyFields) has[field] = credentials[field] !== '';
      const sealed = await seal(new TextEncoder().encode(JSON.stringify(credentials)), key, contextOf(slot));
      return { ...record, entries: { ...record.entries, [slot]: { ...known, ...dates, has, savedAt: this.#now(), sealed } } };
    });
    this.touch();
  }

  /** Dates learned since, which need no key. */
  async date(environment: Environment, siren: string, dates: Partial<Pick<AccountFacts, 'passwordSetOn' | 'passwordExpiresOn'>>): Promise<void> {
    const slot = slotOf(environment, siren);
    await this.#change(async (record) => {
      const entry = record.entries[slot];
      return entry ? { ...record, entries: { ...record.entries, [slot]: { ...entry, ...dates } } } : null;
    });
  }

  /** Takes an account out; null when there was none. */
  async take(environment: Environment, siren: string): Promise<TakenAccount | null> {
    const slot = slotOf(environment, siren);
    let taken: TakenAccount | null = null;
    await this.#change(async (record) => {
      const { [slot]: entry, ...entries } = record.entries;
      taken = entry ? [slot, entry] : null;
      return entry ? { ...record, entries } : null;
    });
    return taken;
  }

  async putBack([slot, entry]: TakenAccount): Promise<void> {
    await this.#change(async (record) => ({ ...record, entries: { ...record.entries, [slot]: entry } }));
  }

  async state(): Promise<VaultState> {
    const record = await this.#record();
    if (record.lock) return this.#isOpen(record.lock) ? 'open' : 'locked';
    return Object.keys(record.entries).length > 0 ? 'open' : 'none';
  }

  async hasPassphrase(): Promise<boolean> {
    return (await this.#record()).lock !== null;
  }

  async accounts(): Promise<VaultAccount[]> {
    return Object.entries((await this.#record()).entries).flatMap(([slot, { sealed: _, ...facts }]) => {
      const place = placeOf(slot);
      return place ? [{ ...place, ...facts }] : [];
    });
  }

  lock(): void {
    this.#held = null;
    clearTimeout(this.#timer);
  }

  /** The user is here: the delay before locking starts again. The outbox working by itself does not count. */
  touch(): void {
    if (!this.#held) return;
    this.#usedAt = this.#now();
    clearTimeout(this.#timer);
    void this.#lockAfter().then((delay) => {
      if (!this.#held) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.lock(), delay);
      // node alone: a test must not wait for it
      (this.#timer as { unref?: () => void }).unref?.();
    });
  }

  async unlock(passphrase: string): Promise<Unlocking> {
    const record = await this.#record();
    if (!record.lock) return { state: 'open', waitUntil: 0 };
    const now = this.#now();
    // A clock set back must not shut the user out for longer than the pause.
    const since = Math.max(0, now - record.failedAt);
    const pause = pauseAfter(record.failures);
    if (since < pause) return { state: 'paused', waitUntil: now + pause - since };
    if (record.lock !== 'broken') {
      const { salt, iterations, check } = record.lock;
      const key = await keyOfPassphrase(passphrase, salt, iterations);
      if (await unseal(check, key, CHECK_CONTEXT)) {
        this.#hold(key, salt);
        if (record.failures > 0) await this.#change(async (current) => ({ ...current, failures: 0, failedAt: 0 }));
        return { state: 'open', waitUntil: 0 };
      }
    }
    let failures = 0;
    await this.#change(async (current) => {
      failures = current.failures + 1;
      return { ...current, failures, failedAt: now };
    });
    return { state: 'wrong', waitUntil: now + pauseAfter(failures) };
  }

  /** Seals everything again under a passphrase, or under the device's key (null), in one transaction. Fault 'vault-locked'. */
  async setPassphrase(passphrase: string | null): Promise<void> {
    const salt = freshSalt();
    const key = passphrase === null ? await deviceKey() : await keyOfPassphrase(passphrase, salt, this.#iterations);
    await this.#change(
      async (record) => {
        const old = await this.#keyOf(record);
        const entries: Record<string, Entry> = {};
        for (const [slot, entry] of Object.entries(record.entries)) {
          const plain = await unseal(entry.sealed, old, contextOf(slot));
          // What does not open now would not open under any other key either.
          if (plain) entries[slot] = { ...entry, sealed: await seal(plain, key, contextOf(slot)) };
        }
        const lock: Lock | null = passphrase === null ? null : { salt, iterations: this.#iterations, check: await seal(CHECK, key, CHECK_CONTEXT) };
        return { ...record, lock, entries, failures: 0, failedAt: 0 };
      },
      { [DEVICE_KEY]: passphrase === null ? key : undefined },
    );
    if (passphrase === null) this.lock();
    else this.#hold(key, salt);
  }

  /** Every account, the passphrase and the device's key; invoices stay. */
  async forgetAll(): Promise<void> {
    this.lock();
    const names = [VAULT, DEVICE_KEY, ...firstShape.map(({ name }) => name)];
    await this.#store.changeValues(names, () => Object.fromEntries(names.map((name) => [name, undefined])));
  }

  #hold(key: CryptoKey, salt: Uint8Array): void {
    this.#held = { key, salt };
    this.touch();
  }

  #isOpen(lock: Exclude<VaultRecord['lock'], null>): boolean {
    // Another page may have changed the passphrase: the key held here then answers to nothing.
    return lock !== 'broken' && this.#held !== null && this.#held.salt.join() === lock.salt.join();
  }

  async #keyOf({ lock }: VaultRecord): Promise<CryptoKey> {
    if (!lock) return this.#deviceKey();
    if (!this.#isOpen(lock) || !this.#held) throw new Fault('vault-locked');
    return this.#held.key;
  }

  async #deviceKey(): Promise<CryptoKey> {
    const kept = await this.#store.value(DEVICE_KEY);
    if (kept instanceof CryptoKey) return kept;
    const fresh = await deviceKey();
    let key = fresh;
    await this.#store.changeValues([DEVICE_KEY], ([current]) => {
      // Another page was quicker: what it sealed must stay open.
      if (!(current instanceof CryptoKey)) return { [DEVICE_KEY]: fresh };
      key = current;
      return null;
    });
    return key;
  }

  async #unsealed(record: VaultRecord, slot: string, { sealed }: Entry): Promise<PortalCredentials | null> {
    const plain = await unseal(sealed, await this.#keyOf(record), contextOf(slot));
    return plain && credentialsIn(plain);
  }

  /** The vault as stored; what the first version kept is brought over when it is met. */
  async #record(): Promise<VaultRecord> {
    // Timers sleep with the device: the delay is also looked at.
    if (this.#held && Math.abs(this.#now() - this.#usedAt) > (await this.#lockAfter())) this.lock();
    const record = restoreVault(await this.#store.value(VAULT));
    if (record.revision > 0) return record;
    const entries: Record<string, Entry> = {};
    for (const { name, slot } of firstShape) {
      const sealed = sealedIn(await this.#store.value(name));
      const plain = sealed && (await unseal(sealed, await this.#deviceKey()));
      if (!plain || !credentialsIn(plain)) continue;
      const has = { clientId: true, clientSecret: true, login: true, password: true };
      const again = await seal(plain, await this.#deviceKey(), contextOf(slot));
      entries[slot] = { has, savedAt: 0, passwordSetOn: '', passwordExpiresOn: '', sealed: again };
    }
    if (Object.keys(entries).length === 0) return record;
    const brought = firstShape.filter(({ slot }) => entries[slot]).map(({ name }) => [name, undefined] as const);
    await this.#store.changeValues([VAULT], ([current]) =>
      restoreVault(current).revision > 0 ? null : { [VAULT]: { ...record, revision: 1, entries }, ...Object.fromEntries(brought) },
    );
    return restoreVault(await this.#store.value(VAULT));
  }

  /** Reads, prepares (sealing takes time, which a transaction would not wait for) and writes if nobody wrote in between, else again. */
  async #change(prepare: (record: VaultRecord) => Promise<VaultRecord | null>, beside: Readonly<Record<string, unknown>> = {}): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await this.#record();
      const after = await prepare(before);
      if (!after) return;
      let written = false;
      await this.#store.changeValues([VAULT], ([current]) => {
        if (restoreVault(current).revision !== before.revision) return null;
        written = true;
        return { [VAULT]: { ...after, revision: before.revision + 1 }, ...beside };
      });
      if (written) return;
    }
    throw new Fault('storage-broken', 'the vault was changed by another page');
  }
}
