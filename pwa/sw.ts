/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { FLUSH, HEAVY, type HeavyReport, RECEIVED_CACHE, SKIP_WAITING, SYNC_TAG } from './messages.ts';

interface Entry {
  url: string;
  /** null: the hash is in the name. */
  revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { __SHELL: Entry[]; __HEAVY: Entry[]; __VERSION: string };

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

/** The build replaces these three; read once. */
const shell = self.__SHELL;
const heavy = self.__HEAVY;
const version = self.__VERSION;

// --- the shell: cached whole at install, so that the app opens without network from the first visit on
// cleanURLs: "/guide" is the page "/guide.html", as the server has it
precacheAndRoute(shell, { cleanURLs: true, ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/'), { denylist: [/^\/(relais|entrainement|sante|partage|bienvenue|guide|accessibilite)(\/|$)/] }),
);

// --- the heavy parts: kept once fetched, all fetched at the page's first idle moment; an interrupted round goes on where it stopped
const HEAVY_CACHE = 'coursier-heavy';
const keyOf = ({ url, revision }: Entry) => (revision ? `${url}?revision=${revision}` : url);
const heavyByPath = new Map(heavy.map((entry) => [entry.url, entry]));

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
  const present = new Set((await cache.keys()).map((request) => request.url));
  const done = heavy.filter((entry) => present.has(new URL(keyOf(entry), self.location.origin).href)).length;
  const message: HeavyReport = { type: HEAVY, done, total: heavy.length, version };
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
  return done === heavy.length;
}

async function cacheHeavy(): Promise<void> {
  if (await report()) return;
  const cache = await caches.open(HEAVY_CACHE);
  for (const entry of heavy) {
    if (await cache.match(keyOf(entry))) continue;
    try {
      await keep(cache, entry);
    } catch {
      // no network: the page asks again when it returns
      return;
    }
    await report();
  }
  const wanted = new Set(heavy.map((entry) => new URL(keyOf(entry), self.location.origin).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  await report();
}

self.addEventListener('message', (event) => {
  const { type } = (event.data ?? {}) as { type?: string };
  if (type === SKIP_WAITING) void self.skipWaiting();
  if (type === HEAVY) {
    round ??= cacheHeavy().finally(() => {
      round = null;
    });
    event.waitUntil(round);
  }
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

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

async function askToFlush(): Promise<void> {
  const clients = await self.clients.matchAll({ type: 'window' });
  for (const client of clients) client.postMessage({ type: FLUSH });
  if (clients.length === 0 && Notification.permission === 'granted')
    await self.registration.showNotification('Le réseau est revenu', {
      body: 'Ouvrez Coursier : une facture attend de partir.',
      tag: SYNC_TAG,
      data: { url: '/#/' },
      icon: '/icons/icon-192.png',
      lang: 'fr',
    });
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
