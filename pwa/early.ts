import { lookEarly } from '../lib/desk/store/first-look.ts';

declare global {
  /** Left by `opening.js`; absent from a page that was not built. */
  var coursierStore: Promise<IDBDatabase | 'none' | null> | undefined;
}

/** In France. Asked while the store opens: the first date that a page writes costs it fifteen milliseconds. */
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

/** Begun by this small script, ahead of the app's own: the store answers while the rest of the app is still being read. */
export const early = lookEarly(globalThis.coursierStore ?? Promise.resolve(null), /^(#\/?)?$/.test(location.hash), today);
