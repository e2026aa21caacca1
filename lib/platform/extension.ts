import { browser } from 'wxt/browser';
import type { Platform } from './ports.ts';
import { webPlatform } from './web.ts';

/** Firefox's own name for the panel, absent from wxt's types. */
interface FirefoxSidebar {
  sidebarAction?: { open(): Promise<void> };
}

/**
 * Opens the panel from the toolbar button. The call must be made in the click itself: any `await` before it loses the gesture, and
 * `openPanelOnActionClick` would open it without granting activeTab (toolchain trap 21).
 */
export function openPanelFromAction(): void {
  browser.action.onClicked.addListener((tab) => {
    const sidebar = (browser as unknown as FirefoxSidebar).sidebarAction;
    if (sidebar) void sidebar.open();
    else if (tab.windowId !== undefined) void browser.sidePanel.open({ windowId: tab.windowId });
  });
}

/** The extension's pages are web pages with the same storage and locks; only what needs the browser's API differs. */
export function extensionPlatform(): Platform {
  const web = webPlatform();
  return {
    ...web,
    surface: 'extension',
    requestSync: () => Promise.resolve(),
    notify: () => Promise.resolve(),
    async badge(count) {
      await browser.action.setBadgeText({ text: count > 0 ? String(count) : '' });
    },
  };
}
