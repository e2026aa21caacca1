import type { Diagnosis, Step } from '../portal/diagnosis.ts';
import type { Environment } from '../portal/environment.ts';
import type { Expiry } from './expiry.ts';
import type { RelayState } from './relay-state.ts';
import type { Unlocking, VaultAccount, VaultState } from './vault.ts';
import type { KeyField } from './vault-record.ts';

/** A technical password that ends soon or has ended. */
export interface ExpiryNotice {
  environment: Environment;
  siren: string;
  expiry: Expiry;
}

export interface SetupProgress {
  environment: Environment;
  siren: string;
  ticked: Record<string, boolean>;
}

/** Keys of the portal. `siren` is the company's, "" for the keys that serve every company without its own. Never gives a secret back. */
export interface Accounts {
  state(): Promise<VaultState>;
  hasPassphrase(): Promise<boolean>;
  /** What is kept where, in clear facts: which keys, which dates. */
  list(): Promise<VaultAccount[]>;
  /** The two keys that are no secret. Fault 'vault-locked'. */
  visible(environment: Environment, siren: string): Promise<{ clientId: string; login: string }>;
  /** One key, sealed at once: an interruption loses nothing. `setOn`: ISO day on which the password was given, today by default. */
  save(environment: Environment, siren: string, field: KeyField, value: string, setOn?: string): Promise<void>;
  datePassword(environment: Environment, siren: string, setOn: string): Promise<void>;
  /** Gives the way to undo. */
  forget(environment: Environment, siren: string): Promise<() => Promise<void>>;
  /** All of them and the passphrase; invoices stay. */
  forgetAll(): Promise<void>;
  /** Sends what waited for it. */
  unlock(passphrase: string): Promise<Unlocking>;
  lock(): Promise<void>;
  /** Sets, changes, or takes away (null) the passphrase. Fault 'vault-locked'. */
  setPassphrase(passphrase: string | null): Promise<void>;
  relay(): Promise<RelayState>;
  /** Origins that the user must allow before calls reach this environment: in an extension alone, empty elsewhere. Fault 'portal-no-practice'. */
  sitesToAllow(environment: Environment): Promise<string[]>;
  /** What the user opened just now (a site, a practice portal) lets go what waited for it. */
  release(): Promise<void>;
  /** Walks the connection step by step; deposits nothing. */
  test(environment: Environment, siren: string, options?: { tell?: (steps: readonly Step[]) => void; signal?: AbortSignal }): Promise<Diagnosis>;
  notices(): Promise<ExpiryNotice[]>;
  /** A notification for what ends soon, once a step, where the user wants them. */
  announce(): Promise<void>;
  setup(): Promise<SetupProgress>;
  saveSetup(setup: SetupProgress): Promise<void>;
}

/** Several companies under one roof. Which is at work decides the seller, the numbers, the articles and the keys of what is made next. */
export interface Companies {
  /** A blank one, at work at once; gives its id. */
  add(): Promise<string>;
  switchTo(id: string): Promise<void>;
  /** With its keys; its invoices stay. Gives the way to undo. The last one cannot be removed. */
  remove(id: string): Promise<() => Promise<void>>;
}
