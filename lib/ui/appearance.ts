import type { Settings } from '../desk/settings.ts';

/** Where `public/appearance.js` finds, before the first paint, what the settings in the desk's store say too late. Words: "dark big". */
const KEY = 'coursier-appearance';

export type Appearance = Pick<Settings, 'theme' | 'bigType'>;

/** Puts the appearance on the page and keeps it for the next opening. A browser that refuses storage opens in the device's colours. */
export function wear({ theme, bigType }: Appearance): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset.theme;
  else dataset.theme = theme;
  if (bigType) dataset.big = '';
  else delete dataset.big;
  colourBars(theme);
  const words = [theme === 'auto' ? '' : theme, bigType ? 'big' : ''].filter(Boolean).join(' ');
  try {
    if (words) localStorage.setItem(KEY, words);
    else localStorage.removeItem(KEY);
  } catch {
    // kept by the desk all the same
  }
}

/** The system's own bars around the page follow the colours chosen here, not the device's. */
function colourBars(theme: Appearance['theme']): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"][data-for]')) {
    const own = meta.dataset.for ?? '';
    meta.media = theme === 'auto' ? `(prefers-color-scheme: ${own})` : theme === own ? 'all' : 'not all';
  }
}
