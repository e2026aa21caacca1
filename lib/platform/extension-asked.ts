import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { Gesture, Tabs } from './tabs.ts';

/** Where the background leaves what the user did, until the panel of that window takes it. Session storage: gone with the browser. */
export const GESTURE = 'gesture';

/** A part of the panel that is loaded later still hears what opened it; after this it is another matter, ms. */
const FRESH_MS = 10_000;

const Kept = z.object({ kind: z.enum(['button', 'link']), tabId: z.number(), url: z.string(), at: z.number() });

/** The panel's side of the background's notes. `mine`: is this tab of the window that the panel stands in? Another window's panel must leave it alone. */
export function gesturesWhere(mine: (tabId: number) => Promise<boolean>): Tabs['onGesture'] {
  const listeners = new Set<(gesture: Gesture) => void>();
  let last: Gesture | null = null;
  async function take(value: unknown): Promise<void> {
    const read = Kept.safeParse(value);
    if (!read.success || !(await mine(read.data.tabId).catch(() => false))) return;
    void browser.storage.session.remove(GESTURE);
    last = read.data;
    for (const listener of listeners) listener(last);
  }
  const begin = () => {
    browser.storage.session.onChanged.addListener((changes) => void take(changes[GESTURE]?.newValue));
    void browser.storage.session.get(GESTURE).then((kept) => take(kept[GESTURE]));
  };
  let begun = false;
  return (listener) => {
    listeners.add(listener);
    if (!begun) begin();
    else if (last && Date.now() - last.at < FRESH_MS) listener(last);
    begun = true;
    return () => listeners.delete(listener);
  };
}
