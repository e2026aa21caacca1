import { browser } from 'wxt/browser';
import { extensionTabs } from './extension-tabs.ts';
import type { Platform } from './ports.ts';
import { webPlatform } from './web.ts';

/** The extension's pages are web pages with the same storage and locks; only what needs the browser's API differs. */
export function extensionPlatform(): Platform {
  const web = webPlatform();
  return {
    ...web,
    surface: 'extension',
    tabs: extensionTabs(),
    requestSync: () => Promise.resolve(),
    notify: () => Promise.resolve(),
    async badge(count) {
      await browser.action.setBadgeText({ text: count > 0 ? String(count) : '' });
    },
  };
}
