/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import {
  FLUSH,
  HEAVY,
  type HeavyReport,
  ofLanguage,
  RECEIVED_CACHE,
  SECOND,
  SECOND_CACHE,
  type SecondReport,
  SKIP_WAITING,
  SYNC_TAG,
} from './messages.ts';

interface Entry {
  url: string;
  /** null: the hash is in the name. */
  revision: string | null;
}

interface SizedEntry extends Entry {
  bytes: number;
}

declare const self: ServiceWorkerGlobalScope & { __SHELL: Entry[]; __HEAVY: Entry[]; __LANGUAGE: Entry[]; __SECOND: SizedEntry[]; __VERSION: string };

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

/** The build replaces these five; read once. */
const shell = self.__SHELL;
const heavy = self.__HEAVY;
const language = self.__LANGUAGE;
const second = self.__SECOND;
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
  const { type, english: speaks, keep: wanted } = (event.data ?? {}) as { type?: string; english?: boolean; keep?: boolean };
  if (type === SKIP_WAITING) void self.skipWaiting();
  if (type === SECOND) event.waitUntil(answerSecond(wanted));
  if (type === HEAVY) {
    english = speaks ?? english;
    round ??= cacheHeavy().finally(() => {
      round = null;
    });
    event.waitUntil(round);
  }
});

// --- the second reader: kept when the user asks, dropped when he asks, renewed with the app while it is kept
const secondByPath = new Map(second.map((entry) => [entry.url, entry]));

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && secondByPath.has(url.pathname),
  async ({ url, request }) => {
    const entry = secondByPath.get(url.pathname);
    const kept = entry && (await (await caches.open(SECOND_CACHE)).match(keyOf(entry)));
    return kept ?? fetch(request);
  },
);

async function tellSecond(state: SecondReport['state'], ratio = 0): Promise<void> {
  const message: SecondReport = { type: SECOND, state, ratio };
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
}

async function secondMissing(): Promise<SizedEntry[]> {
  // opening a cache would make it
  if (!(await caches.has(SECOND_CACHE))) return [...second];
  const cache = await caches.open(SECOND_CACHE);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  return second.filter((entry) => !kept.has(new URL(keyOf(entry), self.location.origin).href));
}

/** Fetches what is missing, file after file: an interrupted round goes on where it stopped. */
async function keepSecond(): Promise<void> {
  const cache = await caches.open(SECOND_CACHE);
  const total = second.reduce((sum, entry) => sum + entry.bytes, 0);
  const missing = await secondMissing();
  let done = total - missing.reduce((sum, entry) => sum + entry.bytes, 0);
  let told = 0;
  for (const entry of missing) {
    const response = await fetch(entry.url, { cache: 'no-cache', credentials: 'same-origin' });
    if (!response.ok || !response.body) throw new Error(`${entry.url}: ${response.status}`);
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(bytes, controller) {
        done += bytes.length;
        if (done / total > told + 0.02) {
          told = done / total;
          void tellSecond('loading', told);
        }
        controller.enqueue(bytes);
      },
    });
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    await cache.put(keyOf(entry), new Response(response.body.pipeThrough(counted), { headers: { 'content-type': type } }));
  }
}

async function dropOldSecond(): Promise<void> {
  if (!(await caches.has(SECOND_CACHE))) return;
  const cache = await caches.open(SECOND_CACHE);
  const current = new Set(second.map((entry) => new URL(keyOf(entry), self.location.origin).href));
  for (const request of await cache.keys()) if (!current.has(request.url)) await cache.delete(request);
}

let secondRound: Promise<void> | null = null;

async function answerSecond(wanted: boolean | undefined): Promise<void> {
  if (wanted === false) await caches.delete(SECOND_CACHE);
  if (wanted === true) {
    await tellSecond('loading');
    try {
      secondRound ??= keepSecond().finally(() => {
        secondRound = null;
      });
      await secondRound;
    } catch {
      return tellSecond('failed');
    }
  }
  if (secondRound) return tellSecond('loading');
  await tellSecond((await secondMissing()).length === 0 ? 'ready' : 'absent');
}

self.addEventListener('install', (event) =>
  event.waitUntil(
    (async () => {
      if (await caches.has(SECOND_CACHE)) await keepSecond();
    })().catch(() => undefined),
  ),
);

self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), dropOldSecond()])));

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
