import { browser } from 'wxt/browser';
import { rememberRegistered } from './extension-registered.ts';

/** The button in a tool's own pages: one registered script a site, kept by the browser between its runs. */
const ID = 'offer-';
const idOf = (origin: string) => ID + origin;

/** Sites where the user wants the button, as origins. */
export async function offeredOrigins(): Promise<string[]> {
  const scripts = await browser.scripting.getRegisteredContentScripts().catch(() => []);
  return scripts.filter(({ id }) => id.startsWith(ID)).map(({ id }) => id.slice(ID.length));
}

/** Shows it on a site from its next page on, or no more. The browser runs it only while the site is allowed. */
export async function offerOn(origin: string, on: boolean): Promise<void> {
  const known = (await offeredOrigins()).includes(origin);
  if (known && !on) await browser.scripting.unregisterContentScripts({ ids: [idOf(origin)] });
  if (known && !on) await rememberRegistered();
  if (known || !on) return;
  await browser.scripting.registerContentScripts([
    {
      id: idOf(origin),
      // A port is no part of a pattern.
      matches: [`${origin.replace(/:\d+$/, '')}/*`],
      js: ['/content-scripts/button.js' as never],
      runAt: 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
  await rememberRegistered();
}
