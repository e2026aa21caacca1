import * as z from 'zod/mini';
import { type Environment, environments } from '../portal/environment.ts';

/** One value holds all keys of the portal, so that any change of them is one write: a page killed at any moment leaves the old or the new. */
export const VAULT = 'vault';
/** The device's own key, not exportable; absent while a passphrase holds the vault. */
export const DEVICE_KEY = 'vault-key';

const text = z.catch(z.string(), '');
const number = z.catch(z.number(), 0);
const flag = z.catch(z.boolean(), false);
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Sealed = z.object({ iv: Bytes, data: Bytes });

export const keyFields = ['clientId', 'clientSecret', 'login', 'password'] as const;
export type KeyField = (typeof keyFields)[number];

/** What may be seen of an account without opening the vault: which of its four keys are there, and dates. No secret. */
export const AccountFacts = z.object({
  has: z.catch(z.object({ clientId: flag, clientSecret: flag, login: flag, password: flag }), {
    clientId: false,
    clientSecret: false,
    login: false,
    password: false,
  }),
  /** Milliseconds. */
  savedAt: number,
  /** ISO day on which the portal gave the technical password; "" unknown. */
  passwordSetOn: text,
  /** ISO day on which the portal says that it ends; "" while it did not say. */
  passwordExpiresOn: text,
});
export type AccountFacts = z.infer<typeof AccountFacts>;

const Entry = z.object({ ...AccountFacts.shape, sealed: Sealed });
export type Entry = z.infer<typeof Entry>;

/** How a passphrase is recognised: what it derives opens `check`. */
const Lock = z.object({ salt: Bytes, iterations: z.number(), check: Sealed });
export type Lock = z.infer<typeof Lock>;

export const VaultRecord = z.object({
  /** Grows at each write: two pages notice each other. */
  revision: number,
  /** null: the device's key. A damaged lock stays a lock, that nothing opens. */
  lock: z.catch(z.nullable(z.union([Lock, z.literal('broken')])), 'broken'),
  entries: z.record(z.string(), Entry),
  /** Wrong passphrases since the last right one, and when the last was (milliseconds). */
  failures: number,
  failedAt: number,
});
export type VaultRecord = z.infer<typeof VaultRecord>;

/** Any stored value as a vault. An entry that cannot be read falls away; never throws. */
export function restoreVault(value: unknown): VaultRecord {
  const source = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const stored = typeof source.entries === 'object' && source.entries !== null ? Object.entries(source.entries) : [];
  const entries = Object.fromEntries(stored.filter(([, entry]) => Entry.safeParse(entry).success));
  return VaultRecord.parse({ lock: null, ...source, entries });
}

/** Where an account lies, and what its seal is bound to: the environment and the company's SIREN, "" for all companies. */
export function slotOf(environment: Environment, siren: string): string {
  return `${environment}/${siren}`;
}

export function placeOf(slot: string): { environment: Environment; siren: string } | null {
  const [name, siren = ''] = slot.split('/');
  const environment = environments.find((known) => known === name);
  return environment ? { environment, siren } : null;
}

export function contextOf(slot: string): string {
  return `coursier-credentials:${slot}`;
}

/** Accounts as the first version kept them, one value an environment, sealed by the device's key without context (2026-11-24). */
export const firstShape = (['qualification', 'production'] as const).map((environment) => ({
  name: `credentials-${environment}`,
  slot: slotOf(environment, ''),
}));

export function sealedIn(value: unknown): z.infer<typeof Sealed> | null {
  const result = Sealed.safeParse(value);
  return result.success ? result.data : null;
}

const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** How long to wait after so many wrong passphrases: nothing for the first two, then 5 s doubling up to 5 min. */
export function pauseAfter(failures: number): number {
  return failures < 3 ? 0 : Math.min(PAUSE_MS * 2 ** (failures - 3), LONGEST_PAUSE_MS);
}
