import { browser } from 'wxt/browser';
import { GESTURE } from './extension-asked.ts';
import { isTold, READ_ME } from './rpc.ts';
import type { Gesture } from './tabs.ts';

/** Firefox's own name for the panel, absent from wxt's types. */
interface FirefoxSidebar {
  sidebarAction?: { open(): Promise<void> };
}

const READ_LINK = 'read-link';

/** Must be called in the click itself: any `await` before it loses the gesture. */
function openPanel(tab: { id?: number | undefined; windowId?: number | undefined }): void {
  const sidebar = (browser as unknown as FirefoxSidebar).sidebarAction;
  if (sidebar) void sidebar.open();
  else if (browser.sidePanel && tab.windowId !== undefined) void browser.sidePanel.open({ windowId: tab.windowId });
  // Firefox on Android has no panel: a tab of our own, which knows the one it serves.
  else void browser.tabs.create({ url: browser.runtime.getURL(`/sidepanel.html?onglet=${tab.id ?? ''}` as '/sidepanel.html') });
}

function note(gesture: Gesture): void {
  void browser.storage.session.set({ [GESTURE]: gesture });
}

/**
 * The toolbar button, its shortcut and the context menu open the panel and leave it a word of what was asked. `openPanelOnActionClick` would open it without
 * granting activeTab (toolchain trap 21).
 */
export function keepGestures(): void {
  browser.action.onClicked.addListener((tab) => {
    openPanel(tab);
    if (tab.id !== undefined) note({ kind: 'button', tabId: tab.id, url: '', at: Date.now() });
  });
  browser.runtime.onMessage.addListener((message: unknown, { id, tab }) => {
    if (id !== browser.runtime.id || !tab) return undefined;
    // « Dans l'extension de ce navigateur », pressed in the web app: the browser counts the press as one of ours.
    if ((message as { coursier?: unknown } | null)?.coursier === 'open-panel') openPanel(tab);
    // « Lire avec Coursier », pressed in a billing tool's page: the same.
    if (isTold(message) && message.name === READ_ME && tab.id !== undefined) {
      openPanel(tab);
      note({ kind: 'button', tabId: tab.id, url: '', at: Date.now() });
    }
    return undefined;
  });
  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus?.create({ id: READ_LINK, title: browser.i18n.getMessage('readLink' as never), contexts: ['link'] });
  });
  browser.contextMenus?.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== READ_LINK || !tab || tab.id === undefined || !info.linkUrl) return;
    openPanel(tab);
    note({ kind: 'link', tabId: tab.id, url: info.linkUrl, at: Date.now() });
  });
}
