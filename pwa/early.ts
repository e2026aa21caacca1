import { lookEarly } from '../lib/desk/store/first-look.ts';

const parisDay = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

/** Begun by this small script, ahead of the app's own: the store answers while the rest of the app is still being read. */
export const early = lookEarly(/^(#\/?)?$/.test(location.hash), parisDay);
