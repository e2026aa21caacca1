import { signal } from '@preact/signals';
import type { SourceFile } from '../lib/reading/options.ts';
import type { OfflineState, Shell, Update } from '../lib/ui/shell.ts';
import { locale } from '../lib/ui/words/dictionary.ts';
import { HEAVY, type HeavyReport, RECEIVED_CACHE, SKIP_WAITING } from './messages.ts';

/** Chromium's offer to install the app, absent from the DOM types. */
interface InstallOffer extends Event {
  prompt(): Promise<void>;
}

interface LaunchQueue {
  setConsumer(consumer: (params: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

const offline = signal<OfflineState>({ state: 'absent' });
const update = signal<Update>('none');
const install = signal<(() => Promise<void>) | null>(null);
const version = signal('');
/** Files opened with the app from the system's file manager. */
let opened: Promise<SourceFile[]> = Promise.resolve([]);

/** What the web page can do around the screens: service worker, installation, files from other apps. */
export function webShell(): Shell {
  listen();
  return {
    surface: 'web',
    tabs: null,
    own: null,
    cameraElsewhere: null,
    handOn: () => Promise.resolve(false),
    offline,
    update,
    install,
    version,
    applyUpdate,
    received: async () => [...(await opened.catch(() => [])), ...(await shared())],
    async forgetReceived() {
      opened = Promise.resolve([]);
      const cache = await globalThis.caches?.open(RECEIVED_CACHE);
      // only what was given: another app may have shared more meanwhile
      for (const request of given.splice(0)) await cache?.delete(request);
    },
    badge(count) {
      // a courtesy: unsupported or refused, the list says the same
      void (count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.())?.catch(() => undefined);
    },
    eraseAll,
  };
}

function listen(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    install.value = async () => {
      await (event as InstallOffer).prompt();
      install.value = null;
    };
  });
  if ('launchQueue' in globalThis) {
    (globalThis as unknown as { launchQueue: LaunchQueue }).launchQueue.setConsumer(({ files = [] }) => {
      if (files.length === 0) return;
      opened = Promise.all(
        files.map(async (handle) => {
          const file = await handle.getFile();
          return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
        }),
      );
      dispatchEvent(new HashChangeEvent('hashchange'));
    });
  }
  if ('serviceWorker' in navigator && import.meta.env.PROD) {
    heedNewVersions();
    if (document.readyState === 'complete') void register();
    else addEventListener('load', () => void register(), { once: true });
  }
}

async function register(): Promise<void> {
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<Partial<HeavyReport>>) => {
    const { type, done = 0, total = 1, version: told } = event.data ?? {};
    if (type !== HEAVY) return;
    offline.value = done >= total ? { state: 'ready' } : { state: 'loading', ratio: done / total };
    if (told) version.value = told;
  });
  try {
    const registration = await navigator.serviceWorker.register('/sw.js');
    offline.value = { state: 'loading', ratio: 0 };
    const offer = () => {
      if (registration.waiting && navigator.serviceWorker.controller) update.value = 'waits';
    };
    offer();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', offer);
    });
    // an app left open for days still learns of a new version
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
    });
    await navigator.serviceWorker.ready;
    whenIdle(askForHeavy);
    addEventListener('online', askForHeavy);
  } catch {
    offline.value = { state: 'absent' };
  }
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 8_000 });
  else setTimeout(work, 2_000);
}

function askForHeavy(): void {
  navigator.serviceWorker.controller?.postMessage({ type: HEAVY, english: locale() !== 'fr' });
  if (!navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener('controllerchange', askForHeavy, { once: true });
}

/** Set by this page's own gesture. */
let applying = false;

/** Another page may have let the new version in: it rules here too, and has put away the files that this page would still load. */
function heedNewVersions(): void {
  let ruled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (applying) location.reload();
    // the first worker ever is no news
    else if (ruled) update.value = 'rules';
    ruled = true;
  });
}

function applyUpdate(): void {
  applying = true;
  const reload = () => location.reload();
  void navigator.serviceWorker.getRegistration().then((registration) => {
    if (registration?.waiting) registration.waiting.postMessage({ type: SKIP_WAITING });
    else reload();
  }, reload);
}

/** What `received` gave and `forgetReceived` may drop. */
let given: Request[] = [];

/** Files that another app shared, left in a cache by the service worker. */
async function shared(): Promise<SourceFile[]> {
  if (!('caches' in globalThis)) return [];
  const cache = await caches.open(RECEIVED_CACHE);
  const files: SourceFile[] = [];
  given = [...(await cache.keys())];
  for (const request of given) {
    const response = await cache.match(request);
    if (response)
      files.push({ name: decodeURIComponent(response.headers.get('x-name') ?? 'fichier'), bytes: new Uint8Array(await response.arrayBuffer()) });
  }
  return files;
}

/** Every database and the files received; the app itself stays installed. */
async function eraseAll(): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? [{ name: 'coursier' }];
  await Promise.all(
    databases.map(
      ({ name = '' }) =>
        new Promise<void>((resolve) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = () => resolve();
          request.onerror = () => resolve();
        }),
    ),
  );
  await globalThis.caches?.delete(RECEIVED_CACHE);
  location.hash = '#/';
  location.reload();
}
