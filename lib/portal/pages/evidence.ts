import { folded } from './names.ts';

/** What a page shows, of which its address says nothing (`PageLook` of the platform). */
export interface Shown {
  title: string;
  heads: string;
  text: string;
  password: boolean;
}

/**
 * `claims`: it calls itself Chorus Pro and asks for a password. `mentions`: it speaks of Chorus Pro and asks for a password; a billing tool that asks for the
 * technical account does so too. Only for pages that are not the portal: the true one passes for an imitation here.
 */
export type Evidence = 'claims' | 'mentions' | null;

const named = /\bchorus[\s-]*pro\b/;
const says = (text: string) => named.test(folded(text).replace(/\s+/g, ' '));

/** All frames of a page together: kits put the form in a frame. */
export function evidenceOf(frames: readonly Shown[]): Evidence {
  if (!frames.some(({ password }) => password)) return null;
  if (frames.some(({ title, heads }) => says(title) || says(heads))) return 'claims';
  return frames.some(({ text }) => says(text)) ? 'mentions' : null;
}
