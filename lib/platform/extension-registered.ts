import { browser } from 'wxt/browser';

/** Where what was registered is written down: an update of the extension makes the browser forget it. */
const KEPT = 'registered-scripts';
/** The one script that the background registers by itself (`entrypoints/here.content.ts`). */
const HERE = 'here';

type Registration = Parameters<typeof browser.scripting.registerContentScripts>[0][number];

const registered = (): Promise<Registration[]> => browser.scripting.getRegisteredContentScripts().catch(() => []);

/** After each change of what is registered. */
export async function rememberRegistered(): Promise<void> {
  await browser.storage.local.set({ [KEPT]: await registered() });
}

/** What an update made the browser forget, as it was. */
async function restoreRegistered(): Promise<void> {
  const { [KEPT]: kept } = await browser.storage.local.get(KEPT);
  if (!Array.isArray(kept)) return;
  const known = new Set((await registered()).map(({ id }) => id));
  // our own writing, of an older version perhaps: a script that is gone is refused by the browser, and the others stay
  for (const one of kept as Registration[]) if (!known.has(one.id)) await browser.scripting.registerContentScripts([one]).catch(() => undefined);
}

/** The sign of the toolbar button comes by itself on those of these origins that the user allowed, and on no other. */
async function followPermissions(origins: readonly string[]): Promise<void> {
  const patterns = origins.map((origin) => `${origin}/*`);
  const allowed = await Promise.all(patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })));
  const matches = patterns.filter((_, index) => allowed[index]);
  const known = (await registered()).find(({ id }) => id === HERE);
  if ((known?.matches ?? []).join() === matches.join()) return;
  if (known) await browser.scripting.unregisterContentScripts({ ids: [HERE] });
  if (matches.length > 0) await browser.scripting.registerContentScripts([{ id: HERE, matches, js: [`/content-scripts/${HERE}.js`] }]);
  await rememberRegistered();
}

/** In the background: keeps what is registered true to what the user allowed, at start-up and at each change. */
export function keepRegistered(origins: readonly string[]): void {
  let queue: Promise<unknown> = Promise.resolve();
  const follow = () => {
    queue = queue.then(() => followPermissions(origins)).catch(() => undefined);
  };
  browser.permissions.onAdded.addListener(follow);
  browser.permissions.onRemoved.addListener(follow);
  browser.runtime.onStartup.addListener(follow);
  browser.runtime.onInstalled.addListener(() => {
    queue = queue.then(restoreRegistered).catch(() => undefined);
    follow();
  });
}
