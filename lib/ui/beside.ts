import { computed, effect, signal } from '@preact/signals';
import type { Tab, Tabs } from '../platform/tabs.ts';
import { type Evidence, evidenceOf } from '../portal/pages/evidence.ts';
import { type Site, siteOf } from '../portal/pages/sites.ts';
import { settings, shell } from './state.ts';
import { markOf } from './words/fr/beside.ts';

/** The tab beside the panel; null where there is none. */
export const tab = signal<Tab | null>(null);

/** What the page itself shows, where it could be read; of the tab and address that `key` names. */
const evidence = signal<{ key: string; found: Evidence }>({ key: '', found: null });
const keyOf = ({ id, url }: Tab) => `${id} ${url}`;

/** What that tab is: by its address, then by what it shows. */
export const site = computed<Site>(() => {
  const now = tab.value;
  const named = siteOf(now?.url ?? '', settings.value?.practice ?? []);
  if (!now || named.kind !== 'other' || evidence.value.key !== keyOf(now) || evidence.value.found !== 'claims') return named;
  return { kind: 'imitation', origin: named.origin, why: 'page' };
});

/** The page speaks of Chorus Pro and asks for a password, as a billing tool may do, and as a kit does. */
export const mentions = computed(() => tab.value !== null && evidence.value.key === keyOf(tab.value) && evidence.value.found === 'mentions');

/** The browser around the panel, for code that runs only in the extension. */
export function theTabs(): Tabs {
  const tabs = shell.value?.tabs;
  if (!tabs) throw new Error('no browser around this page');
  return tabs;
}

/** Sites of the State ask for passwords and speak of Chorus Pro by right. */
const mayImpersonate = (now: Tab) => /^https?:/.test(now.url) && !/^https:\/\/([^/?#@]+\.)?gouv\.fr(\/|$)/.test(now.url);

/** Keeps `tab` and `site` true, and the toolbar button's sign with them. Gives the way to stop. */
export function watchBeside(tabs: Tabs): () => void {
  const show = (now: Tab | null) => {
    tab.value = now;
  };
  const look = () => void tabs.active().then(show, () => show(null));
  look();
  // a click on our button lets us know the address of a tab that has not changed
  const stops = [tabs.onChange(show), tabs.onGesture(look)];
  stops.push(
    effect(() => {
      const now = tab.value;
      if (!now || now.loading || siteOf(now.url, settings.value?.practice ?? []).kind !== 'other' || !mayImpersonate(now)) return;
      void tabs.look(now.id).then((frames) => {
        evidence.value = { key: keyOf(now), found: evidenceOf(frames) };
      });
    }),
    effect(() => {
      const now = tab.value;
      if (now) void tabs.mark(now.id, markOf(site.value));
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
