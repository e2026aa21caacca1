/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { FLUSH, HEAVY, type HeavyReport, ofLanguage, RECEIVED_CACHE, SKIP_WAITING, SYNC_TAG } from './messages.ts';

interface Entry {
  url: string;
  /** null: the hash is in the name. */
  revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { __SHELL: Entry[]; __HEAVY: Entry[]; __LANGUAGE: Entry[]; __VERSION: string };

/** Not yet in the types: https://wicg.github.io/service-worker-static-routing-api/ */
interface Routing extends ExtendableEvent {
  addRoutes?(route: { condition: { urlPattern: URLPattern }; source: 'cache' }): Promise<void>;
}

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

/** The build replaces these four; read once. */
const shell = self.__SHELL;
const heavy = self.__HEAVY;
const language = self.__LANGUAGE;
const version = self.__VERSION;

// --- the shell: cached whole at install, so that the app opens without network from the first visit on
// cleanURLs: "/guide" is the page "/guide.html", as the server has it
precacheAndRoute(shell, { cleanURLs: true, ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/'), { denylist: [/^\/(relais|entrainement|sante|partage|bienvenue|guide|accessibilite)(\/|$)/] }),
);

// The app's own scripts and sheets, whose names hold their hash, come out of the caches without this worker, where the browser can do so (Chrome from 123 on):
// starting it, or asking it while it does other things, is what a page would wait for. A name that is in no cache goes to the network, as it would from here.
self.addEventListener('install', (event) => {
  const routing = event as Routing;
  if (!routing.addRoutes) return;
  event.waitUntil(
    routing.addRoutes({ condition: { urlPattern: new URLPattern({ pathname: '/assets/*' }) }, source: 'cache' }).catch(() => undefined),
  );
});

// --- the heavy parts: kept once fetched, all fetched at the page's first idle moment; an interrupted round goes on where it stopped
const HEAVY_CACHE = 'coursier-heavy';
const keyOf = ({ url, revision }: Entry) => (revision ? `${url}?revision=${revision}` : url);
const heavyByPath = new Map([...heavy, ...language].map((entry) => [entry.url, entry]));

/** Whether the last page that told speaks English; unknown to a worker that has just started, which then looks for English words in the cache. */
let english: boolean | null = null;

const readsEnglish = async (cache: Cache) => english ?? (await cache.keys()).some(({ url }) => ofLanguage.test(url));

/** What this device keeps: English words only where they are read. */
async function wanted(cache: Cache): Promise<readonly Entry[]> {
  return (await readsEnglish(cache)) ? [...heavy, ...language] : heavy;
}

// a new version that takes over without network must find its words
self.addEventListener('install', (event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(HEAVY_CACHE);
      if (await readsEnglish(cache)) await Promise.all(language.map((entry) => keep(cache, entry)));
    })().catch(() => undefined),
  ),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && heavyByPath.has(url.pathname),
  async ({ url, request }) => {
    const entry = heavyByPath.get(url.pathname);
    if (!entry) return fetch(request);
    const cache = await caches.open(HEAVY_CACHE);
    return (await cache.match(keyOf(entry))) ?? keep(cache, entry);
  },
);

async function keep(cache: Cache, entry: Entry): Promise<Response> {
  const response = await fetch(entry.url, { cache: 'no-cache', credentials: 'same-origin' });
  // a full disk must not cost the user the file he asked for
  if (response.ok) await cache.put(keyOf(entry), response.clone()).catch(() => undefined);
  return response;
}

let round: Promise<void> | null = null;

async function report(): Promise<boolean> {
  const cache = await caches.open(HEAVY_CACHE);
  const entries = await wanted(cache);
  const present = new Set((await cache.keys()).map((request) => request.url));
  const done = entries.filter((entry) => present.has(new URL(keyOf(entry), self.location.origin).href)).length;
  const message: HeavyReport = { type: HEAVY, done, total: entries.length, version };
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
  return done === entries.length;
}

/** Files of an earlier version, or of a language no longer read. */
async function leftBehind(): Promise<Request[]> {
  const cache = await caches.open(HEAVY_CACHE);
  const kept = new Set((await wanted(cache)).map((entry) => new URL(keyOf(entry), self.location.origin).href));
  return (await cache.keys()).filter(({ url }) => !kept.has(url));
}

async function cacheHeavy(): Promise<void> {
  if ((await report()) && (await leftBehind()).length === 0) return;
  const cache = await caches.open(HEAVY_CACHE);
  const entries = await wanted(cache);
  for (const entry of entries) {
    if (await cache.match(keyOf(entry))) continue;
    try {
      await keep(cache, entry);
    } catch {
      // no network: the page asks again when it returns
      return;
    }
    await report();
  }
  for (const request of await leftBehind()) await cache.delete(request);
  await report();
}

self.addEventListener('message', (event) => {
  const { type, english: speaks } = (event.data ?? {}) as { type?: string; english?: boolean };
  if (type === SKIP_WAITING) void self.skipWaiting();
  if (type === HEAVY) {
    english = speaks ?? english;
    round ??= cacheHeavy().finally(() => {
      round = null;
    });
    event.waitUntil(round);
  }
});

// The optional second reader of earlier versions; what took its place comes with the others.
const FORMER_CACHE = 'coursier-second';
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), caches.delete(FORMER_CACHE)])));

// --- files shared by another app wait in a cache until the page takes them
self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== 'POST' || pathname !== '/partage') return;
  event.respondWith(receive(event.request));
});

async function receive(request: Request): Promise<Response> {
  try {
    const form = await request.formData();
    const cache = await caches.open(RECEIVED_CACHE);
    const files = form.getAll('files').filter((value): value is File => value instanceof File);
    await Promise.all(
      files.map((file, index) =>
        cache.put(
          `/partage/${Date.now()}-${index}`,
          new Response(file, { headers: { 'content-type': file.type || 'application/octet-stream', 'x-name': encodeURIComponent(file.name) } }),
        ),
      ),
    );
  } catch {
    // the page opens anyway and offers to pick the file
  }
  return Response.redirect('/#/partage', 303);
}

// --- the network is back: an open page empties the outbox; the worker itself never sends
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === SYNC_TAG) sync.waitUntil(askToFlush());
});

/** The one notification that no page writes. */
const backOnline = {
  fr: { title: 'Le réseau est revenu', body: 'Ouvrez Coursier\u00a0: une facture attend de partir.' },
  en: { title: 'The network is back', body: 'Open Coursier: an invoice waits to leave.' },
};

async function askToFlush(): Promise<void> {
  const clients = await self.clients.matchAll({ type: 'window' });
  for (const client of clients) client.postMessage({ type: FLUSH });
  if (clients.length > 0 || Notification.permission !== 'granted') return;
  const lang = (await readsEnglish(await caches.open(HEAVY_CACHE))) ? 'en' : 'fr';
  const { title, body } = backOnline[lang];
  await self.registration.showNotification(title, { body, tag: SYNC_TAG, data: { url: '/#/' }, icon: '/icons/icon-192.png', lang });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url = '/' } = (event.notification.data ?? {}) as { url?: string };
  event.waitUntil(
    (async () => {
      const [client] = await self.clients.matchAll({ type: 'window' });
      if (!client) {
        await self.clients.openWindow(url);
        return;
      }
      await client.focus();
      await client.navigate(url).catch(() => null);
    })(),
  );
});
