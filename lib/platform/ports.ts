import type { Tabs } from './tabs.ts';

/**
 * What differs between the surfaces (web page, extension, tests). Use cases receive these, never globals, so that a test decides the time,
 * the network and the death of a page.
 */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  now(): number;
  /** The civil day in Europe/Paris, ISO. */
  today(): string;
  /** Resolves after `ms`; rejects with an AbortError when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Network {
  fetch: typeof fetch;
  online(): boolean;
  /** The user pays for what is fetched, or asked for little to be: a browser that does not say is taken for one that is not. */
  metered?(): boolean;
  /** Called when the network seems to come back; returns the way to stop listening. */
  onOnline(listener: () => void): () => void;
}

export interface Platform {
  surface: 'web' | 'extension' | 'memory';
  /** The browser around the panel; null where the app is a page among others. */
  tabs: Tabs | null;
  clock: Clock;
  network: Network;
  /** A random identifier, RFC 4122 v4. */
  uuid(): string;
  /** Runs `work` while no other tab or worker of this origin holds the same name; gives null at once when taken and `ifAvailable`. */
  lock<T>(name: string, work: () => Promise<T>, options?: { ifAvailable?: boolean }): Promise<T | null>;
  /** Asks the browser not to evict our data; false when refused. */
  persistStorage(): Promise<boolean>;
  /** Asks the browser to wake the outbox when the network returns, where Background Sync exists. */
  requestSync(tag: string): Promise<void>;
  /** A notification, where allowed; silent otherwise. */
  notify(title: string, body: string, url: string): Promise<void>;
  /** Number on the app's icon, 0 clears it; silent where unsupported. */
  badge(count: number): Promise<void>;
}
