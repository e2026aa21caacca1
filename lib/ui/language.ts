import type { Platform } from '../platform/ports.ts';
import { said, speak } from './words/dictionary.ts';

export const wishes = ['fr', 'en', 'auto'] as const;
/** What the user asked for; `auto`: as the browser. */
export type Wish = (typeof wishes)[number];

/**
 * In localStorage and not among the settings: it must be known before the first screen, without waiting for a database. It belongs to the device: no backup
 * carries it, and erasing the invoices leaves it, so that the next screen can be read.
 */
const KEY = 'coursier-langue';

/** French until asked otherwise, even in a foreign browser: the portal, its mails and the law speak French. */
export function wish(): Wish {
  try {
    const kept = localStorage.getItem(KEY);
    return wishes.find((known) => known === kept) ?? 'fr';
  } catch {
    // storage forbidden
    return 'fr';
  }
}

/** Whether the user ever chose. */
export function hasWished(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}

export const browserReadsFrench = (): boolean => navigator.languages.some((language) => /^fr\b/i.test(language));

const wanted = (asked: Wish): 'fr' | 'en' => (asked === 'auto' ? (browserReadsFrench() ? 'fr' : 'en') : asked);

/** Keeps the wish and loads the page anew where that changes its language. */
export function askFor(asked: Wish): void {
  const before = wanted(wish());
  try {
    localStorage.setItem(KEY, asked);
  } catch {
    return;
  }
  if (wanted(asked) !== before) location.reload();
}

/** Resolves once every word is in the language the user wants; in French when the other could not be fetched. To be awaited before anything is drawn. */
export async function inTheWantedLanguage(): Promise<void> {
  if (wanted(wish()) === 'fr') return;
  document.title = 'Coursier';
  try {
    const { speech } = await import('./words/en/english.ts');
    speak(speech);
    document.documentElement.lang = 'en';
  } catch {
    // without network and not kept yet: the words are there in French
  }
}

/** Notifications are written by the desk, in French: here they are said as the screens speak. */
export function inTheScreensLanguage<Surface extends Platform>(platform: Surface): Surface {
  return { ...platform, notify: (title, body, url) => platform.notify(said(title), said(body), url) };
}
