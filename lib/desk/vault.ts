import * as z from 'zod/mini';
import { type Environment, type PortalCredentials, trainingCredentials } from '../portal/environment.ts';
import type { Store } from './store/store.ts';

const Credentials = z.object({ clientId: z.string(), clientSecret: z.string(), login: z.string(), password: z.string() });
const Wrapped = z.object({ iv: z.instanceof(Uint8Array), data: z.instanceof(Uint8Array) });

const KEY = 'vault-key';
const nameOf = (environment: Environment) => `credentials-${environment}`;

/**
 * Portal secrets, encrypted (AES-GCM 256) with a key that WebCrypto will not export: a copy of the database or a backup file holds nothing readable.
 * It does not protect against someone who can open the app on the unlocked device; the settings screen says so.
 */
export class Vault {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async #key(): Promise<CryptoKey> {
    const kept = await this.#store.value(KEY);
    if (kept instanceof CryptoKey) return kept;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    await this.#store.setValue(KEY, key);
    return key;
  }

  /** null when none are kept or they cannot be opened any more (new browser profile, erased key). Training's are public and built in. */
  async open(environment: Environment): Promise<PortalCredentials | null> {
    if (environment === 'training') return trainingCredentials;
    const wrapped = Wrapped.safeParse(await this.#store.value(nameOf(environment)));
    if (!wrapped.success) return null;
    try {
      const { iv, data } = wrapped.data;
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(iv) }, await this.#key(), new Uint8Array(data));
      return Credentials.parse(JSON.parse(new TextDecoder().decode(plain)));
    } catch {
      return null;
    }
  }

  async close(environment: Environment, credentials: PortalCredentials | null): Promise<void> {
    if (!credentials) return this.#store.setValue(nameOf(environment), undefined);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(credentials));
    const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await this.#key(), plain));
    await this.#store.setValue(nameOf(environment), { iv, data });
  }
}
