/** What the page and its service worker say to each other; both builds import this file. */

/** The chunk of another language than French: `lib/ui/words/en/english.ts`, named so by the build. */
export const ofLanguage = /\/english-[^/]*$/;

/** Page → worker: cache the heavy parts, and English with them (`english: true`). Worker → page: a `HeavyReport`. */
export const HEAVY = 'coursier:heavy';
export interface HeavyReport {
  type: typeof HEAVY;
  /** Files in the cache, of how many. */
  done: number;
  total: number;
  version: string;
}

/** Page → worker: the user accepted the new version. */
export const SKIP_WAITING = 'coursier:skip-waiting';
/** Worker → page: the network is back, empty the outbox. */
export const FLUSH = 'coursier:flush';
export const SYNC_TAG = 'coursier-outbox';
/** Cache that holds files shared by another app until the page takes them. */
export const RECEIVED_CACHE = 'coursier-received';
