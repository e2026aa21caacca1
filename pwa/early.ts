import { lookEarly } from '../lib/desk/store/first-look.ts';
import { parisDay } from '../lib/invoice/dates.ts';

declare global {
  /** Left by `opening.js`; absent from a page that was not built. */
  var coursierStore: Promise<IDBDatabase | 'none' | null> | undefined;
}

/** Begun by this small script, ahead of the app's own: the store answers while the rest of the app is still being read. */
export const early = lookEarly(globalThis.coursierStore ?? Promise.resolve(null), /^(#\/?)?$/.test(location.hash), parisDay(Date.now()));
