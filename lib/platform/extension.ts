import { countOnButton } from './extension-mark.ts';
import { extensionTabs } from './extension-tabs.ts';
import type { Platform } from './ports.ts';
import type { Tabs } from './tabs.ts';
import { webPlatform } from './web.ts';

/** The extension's pages are web pages with the same storage and locks; only what needs the browser's API differs. */
export function extensionPlatform(): Platform & { tabs: Tabs } {
  const web = webPlatform();
  return {
    ...web,
    surface: 'extension',
    tabs: extensionTabs(),
    requestSync: () => Promise.resolve(),
    notify: () => Promise.resolve(),
    badge: countOnButton,
  };
}
