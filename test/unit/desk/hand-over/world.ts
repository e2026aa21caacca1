import type { Counter } from '../../../../lib/desk/hand-over/counter.ts';

import type { OtherSide } from '../../../../lib/desk/hand-over/other-side.ts';
import { PROTOCOL } from '../../../../lib/platform/hand-over.ts';
import { answered, answerOf, type Skills } from '../../../../lib/platform/rpc.ts';
import type { Tab, Tabs } from '../../../../lib/platform/tabs.ts';
import { type Bench, openDesk } from '../harness.ts';

export const origin = 'https://coursier.example';

/** The web app, the extension, and the browser between them: tabs, permissions, and the script in the app's page. */
export interface Both {
  web: Bench;
  panel: Bench;
  counter: Counter;
  side: OtherSide;
  browser: {
    /** The app's tab is open. */
    open: boolean;
    /** What its page says of itself to the script. */
    page: { mark: boolean; protocol: number };
    /** What the page answers with, in place of the app. */
    skills: Skills;
    allowed: boolean;
    settled: (string | null)[];
    left: Map<string, unknown>;
    /** Questions that the page was asked. */
    asked: string[];
    tab: Tab;
  };
  /** The app's page opens: its script hands over what was left for it. */
  openApp(): Promise<void>;
  /** The page is closed, its script having kept what it had to say. */
  closeApp(): Promise<void>;
}

let serial = 0;

export async function openBoth(): Promise<Both> {
  serial += 1;
  const web = await openDesk({ name: `web-${serial}` });
  const panel = await openDesk({ name: `panel-${serial}` });
  let ids = 0;
  web.platform.uuid = () => `web-${++ids}`;
  panel.platform.uuid = () => `panel-${++ids}`;
  const counter = await web.desk.counter();
  const skills: Skills = {
    hello: () => true,
    offers: () => counter.offers(),
    give: (id: string) => counter.give(id),
    take: (bytes: unknown) => counter.take(bytes),
    letters: () => counter.letters(),
  };
  const tab: Tab = { id: 7, url: `${origin}/`, title: 'Ce qui m’attend · Coursier', loading: false };
  const browser: Both['browser'] = {
    open: true,
    page: { mark: true, protocol: PROTOCOL },
    skills,
    allowed: true,
    settled: [],
    left: new Map(),
    asked: [],
    tab,
  };
  const unused = () => Promise.reject(new Error('not in these tests'));
  const tabs: Tabs = {
    active: async () => (browser.open ? browser.tab : null),
    onChange: () => () => undefined,
    onCome: () => () => undefined,
    get: async () => (browser.open ? browser.tab : null),
    at: async (of) => (browser.open && browser.allowed && browser.tab.url.startsWith(`${of}/`) ? [browser.tab] : []),
    async open() {
      browser.open = true;
      return browser.tab;
    },
    show: async () => undefined,
    inject: async () => (browser.open && browser.allowed ? [0] : []),
    async ask(_, __, name, given) {
      if (!browser.open) throw new Error('no receiver');
      const { origin: meant, name: question, given: value } = given as { origin: string; name: string; given: unknown };
      if (meant !== new URL(browser.tab.url).origin) throw new Error('another page');
      if (name === 'pwa-look') return browser.page;
      browser.asked.push(question);
      const answer = await answerOf(browser.skills, { coursier: 'ask', name: question, given: structuredClone(value) });
      return structuredClone(answered(answer));
    },
    look: async () => [],
    mark: async () => undefined,
    onTold: () => () => undefined,
    onGesture: () => () => undefined,
    onDownload: () => () => undefined,
    allowed: async () => browser.allowed,
    allow: async () => browser.allowed,
    forbid: async () => undefined,
    allowedOrigins: async () => [],
    onAllowed: () => () => undefined,
    offered: async () => [],
    offer: async () => undefined,
    async settle(_, of) {
      browser.settled.push(of);
    },
    async leave(name, value) {
      if (value === undefined) browser.left.delete(name);
      else browser.left.set(name, JSON.parse(JSON.stringify(value)));
    },
    left: async (name) => browser.left.get(name),
    fetch: unused,
  };
  panel.platform.tabs = tabs;
  const both: Both = {
    web,
    panel,
    counter,
    side: await panel.desk.otherSide(),
    browser,
    async openApp() {
      browser.open = true;
      const box = browser.left.get('pwa') as { letters?: { bytes: string }[] } | undefined;
      for (const { bytes } of box?.letters ?? []) await counter.take(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
    },
    async closeApp() {
      if (browser.open) browser.left.set('pwa-collected', JSON.parse(JSON.stringify(await counter.letters())));
      browser.open = false;
    },
  };
  return both;
}
