import { browser } from 'wxt/browser';
import { HERE, isTold } from './rpc.ts';
import type { TabMark } from './tabs.ts';

/** The tokens' own inks (`lib/ui/tokens.css`, light): a toolbar has no style sheet. */
const inks = { done: '#1f6340', accent: '#55288f', stop: '#a1251b' } as const;

/** Puts a sign on the toolbar button for one tab; browsers take it off by themselves when the tab goes to another page. Never rejects: the tab may be gone. */
export async function markTab(tabId: number, mark: TabMark | null): Promise<void> {
  try {
    // null gives the tab the button's common text again: the number of invoices that wait
    await browser.action.setBadgeText({ tabId, text: mark?.text ?? null } as Parameters<typeof browser.action.setBadgeText>[0]);
    if (!mark) return;
    await browser.action.setBadgeBackgroundColor({ tabId, color: inks[mark.tone] });
    await browser.action.setBadgeTextColor?.({ tabId, color: '#ffffff' });
    await browser.action.setTitle({ tabId, title: mark.title });
  } catch {
    // gone, or Firefox on Android, which has no badges
  }
}

/** The number on the button, for every tab without a sign of its own. */
export async function countOnButton(count: number): Promise<void> {
  try {
    await browser.action.setBadgeText({ text: count > 0 ? String(count) : '' });
    await browser.action.setBadgeBackgroundColor({ color: inks.accent });
    await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
  } catch {
    // as above
  }
}

/** In the background: the sign of a page that told it is there. `markOf` judges the address as the browser knows it, not as the page says. */
export function markThosePresent(markOf: (url: string) => Promise<TabMark | null>): void {
  browser.runtime.onMessage.addListener((message: unknown, { id: from, tab, url = '' }) => {
    if (from !== browser.runtime.id || !isTold(message) || message.name !== HERE || tab?.id === undefined) return undefined;
    const { id } = tab;
    void markOf(url).then((mark) => markTab(id, mark));
    return undefined;
  });
}
