import { browser } from 'wxt/browser';
import { gesturesWhere } from './extension-asked.ts';
import { lookAt } from './extension-look.ts';
import { markTab } from './extension-mark.ts';
import { offeredOrigins, offerOn } from './extension-offer.ts';
import { rememberRegistered } from './extension-registered.ts';
import { answered, isTold, type Question } from './rpc.ts';
import type { Tab, Tabs } from './tabs.ts';

const patternOf = (origin: string) => `${origin}/*`;
/** Ports are not part of a permission's pattern. */
const permissionOf = (origin: string) => patternOf(origin.replace(/:\d+$/, ''));

interface BrowserTab {
  id?: number | undefined;
  url?: string | undefined;
  title?: string | undefined;
  status?: string | undefined;
}

function tabOf(tab: BrowserTab | undefined): Tab | null {
  if (tab?.id === undefined) return null;
  return { id: tab.id, url: tab.url ?? '', title: tab.title ?? '', loading: tab.status === 'loading' };
}

/** Where there is no side panel (Firefox on Android, a test) the panel is a tab of its own, and its address says which tab it serves. */
const served = Number(new URLSearchParams(globalThis.location?.search).get('onglet')) || null;

async function inMyWindow(): Promise<Tab | null> {
  if (served !== null) return browser.tabs.get(served).then(tabOf, () => null);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tabOf(tab);
}

export function extensionTabs(): Tabs {
  return {
    active: inMyWindow,
    onChange(listener) {
      const look = () => void inMyWindow().then(listener, () => listener(null));
      const updated = (_: number, change: { status?: string; url?: string; title?: string }) => {
        if (change.status !== undefined || change.url !== undefined || change.title !== undefined) look();
      };
      browser.tabs.onActivated.addListener(look);
      browser.tabs.onUpdated.addListener(updated);
      browser.tabs.onRemoved.addListener(look);
      return () => {
        browser.tabs.onActivated.removeListener(look);
        browser.tabs.onUpdated.removeListener(updated);
        browser.tabs.onRemoved.removeListener(look);
      };
    },
    onCome(listener) {
      const updated = (_: number, change: { status?: string }, tab: BrowserTab) => {
        const come = change.status === 'complete' ? tabOf(tab) : null;
        if (come) listener(come);
      };
      browser.tabs.onUpdated.addListener(updated);
      return () => browser.tabs.onUpdated.removeListener(updated);
    },
    get: (tabId) => browser.tabs.get(tabId).then(tabOf, () => null),
    async at(origin) {
      // Firefox takes no port in a pattern: the pages of other ports of this host are left aside here.
      const tabs = (await browser.tabs.query({ url: permissionOf(origin), discarded: false }).catch(() => []))
        .map(tabOf)
        .filter((tab) => tab !== null);
      return tabs.filter(({ url }) => url.startsWith(`${origin}/`)).sort((a, b) => Number(a.loading) - Number(b.loading));
    },
    async open(url) {
      const tab = tabOf(await browser.tabs.create({ url }));
      if (!tab) throw new Error('no tab');
      return tab;
    },
    async show(tabId) {
      const tab = await browser.tabs.update(tabId, { active: true });
      if (tab?.windowId !== undefined) await browser.windows?.update(tab.windowId, { focused: true });
    },
    async inject(tabId, script) {
      const file = `/content-scripts/${script}.js` as const;
      // The hook alone stands in the page's own world, beside the page's scripts.
      const world = script === 'hook' ? ('MAIN' as const) : ('ISOLATED' as const);
      const run = (allFrames: boolean) => browser.scripting.executeScript({ target: { tabId, allFrames }, files: [file as never], world });
      try {
        return (await run(true)).map(({ frameId }) => frameId);
      } catch {
        // One frame that may not be reached can refuse the whole call: the page itself is worth having alone.
        return run(false).then(
          (done) => done.map(({ frameId }) => frameId),
          () => [],
        );
      }
    },
    look: lookAt,
    mark: markTab,
    async ask(tabId, frameId, name, given) {
      const question: Question = { coursier: 'ask', name, given };
      return answered(await browser.tabs.sendMessage(tabId, question, { frameId }));
    },
    onTold(listener) {
      const heard = (message: unknown, sender: { id?: string; tab?: BrowserTab; frameId?: number; url?: string }) => {
        if (sender.id !== browser.runtime.id || !isTold(message) || sender.tab?.id === undefined) return undefined;
        listener({ tabId: sender.tab.id, frameId: sender.frameId ?? 0, url: sender.url ?? '', name: message.name, given: message.given });
        return undefined;
      };
      browser.runtime.onMessage.addListener(heard);
      return () => browser.runtime.onMessage.removeListener(heard);
    },
    onGesture: gesturesWhere(async (tabId) => {
      if (served !== null) return tabId === served;
      const [tab, mine] = await Promise.all([browser.tabs.get(tabId), browser.windows.getCurrent()]);
      return tab.windowId === mine.id;
    }),
    onDownload(listener) {
      const begun = (item: { url: string; finalUrl?: string; filename: string; mime?: string }) =>
        listener({ url: item.finalUrl || item.url, name: item.filename.split(/[\\/]/).pop() ?? '', mime: item.mime ?? '' });
      // Firefox on Android downloads without telling
      browser.downloads.onCreated?.addListener(begun);
      return () => browser.downloads.onCreated?.removeListener(begun);
    },
    allowed: (origin) => browser.permissions.contains({ origins: [permissionOf(origin)] }),
    allow: (origins) => browser.permissions.request({ origins: origins.map(permissionOf) }).catch(() => false),
    async forbid(origins) {
      await browser.permissions.remove({ origins: origins.map(permissionOf) });
    },
    async allowedOrigins() {
      const { origins = [] } = await browser.permissions.getAll();
      return origins.map((pattern) => pattern.replace(/\/\*$/, ''));
    },
    async settle(script, origin) {
      const [known] = await browser.scripting.getRegisteredContentScripts({ ids: [script] });
      const matches = origin === null ? [] : [permissionOf(origin)];
      if (known && known.matches?.join() === matches.join()) return;
      if (known) await browser.scripting.unregisterContentScripts({ ids: [script] });
      if (origin !== null) await browser.scripting.registerContentScripts([{ id: script, matches, js: [`/content-scripts/${script}.js`] }]);
      await rememberRegistered();
    },
    async leave(name, value) {
      if (value === undefined) await browser.storage.local.remove(name);
      else await browser.storage.local.set({ [name]: value });
    },
    left: async (name) => (await browser.storage.local.get(name))[name],
    onAllowed(listener) {
      const changed = () => listener();
      browser.permissions.onAdded.addListener(changed);
      browser.permissions.onRemoved.addListener(changed);
      return () => {
        browser.permissions.onAdded.removeListener(changed);
        browser.permissions.onRemoved.removeListener(changed);
      };
    },
    offered: offeredOrigins,
    offer: offerOn,
    fetch: (input, init) => fetch(input, init),
  };
}
