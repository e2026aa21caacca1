import { browser } from 'wxt/browser';

const KEY = 'language';

/** The screens tell it to what has none: scripts in other sites' pages, the background. */
export async function tellLanguage(language: string): Promise<void> {
  await browser.storage.local.set({ [KEY]: language });
}

/** Whether the screens speak English; French until they told otherwise. */
export async function readsEnglish(): Promise<boolean> {
  const { [KEY]: told } = await browser.storage.local.get(KEY);
  return typeof told === 'string' && told.startsWith('en');
}
