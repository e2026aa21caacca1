import { parisDay } from '../invoice/dates.ts';
import type { Platform } from './ports.ts';

interface SyncRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** The web page: everything asked of the browser, everything optional degraded in silence. */
export function webPlatform(): Platform {
  return {
    surface: 'web',
    tabs: null,
    clock: {
      now: () => Date.now(),
      today: () => parisDay(Date.now()),
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(new DOMException('aborted', 'AbortError'));
          const timer = setTimeout(() => {
            signal?.removeEventListener('abort', stop);
            resolve();
          }, ms);
          const stop = () => {
            clearTimeout(timer);
            reject(new DOMException('aborted', 'AbortError'));
          };
          signal?.addEventListener('abort', stop, { once: true });
        }),
    },
    network: {
      fetch: (input, init) => fetch(input, init),
      online: () => navigator.onLine,
      metered: () => {
        const { connection } = navigator as { connection?: { saveData?: boolean; type?: string } };
        return connection?.saveData === true || connection?.type === 'cellular';
      },
      onOnline(listener) {
        addEventListener('online', listener);
        return () => removeEventListener('online', listener);
      },
    },
    uuid: () => crypto.randomUUID(),
    async lock(name, work, options) {
      // Firefox private windows of old and odd webviews have no lock manager: better one tab unguarded than nothing sent.
      if (!navigator.locks) return work();
      return navigator.locks.request(name, { ifAvailable: options?.ifAvailable ?? false }, (lock) => (lock ? work() : null));
    },
    async persistStorage() {
      try {
        return (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
      } catch {
        return false;
      }
    },
    async requestSync(tag) {
      try {
        const registration = (await navigator.serviceWorker?.ready) as (ServiceWorkerRegistration & SyncRegistration) | undefined;
        await registration?.sync?.register(tag);
      } catch {
        // Firefox and Safari have none, Chromium refuses without permission: start-up and `online` take over.
      }
    },
    async notify(title, body, url) {
      if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
      try {
        const registration = await navigator.serviceWorker?.getRegistration();
        await registration?.showNotification(title, {
          body,
          tag: url,
          data: { url },
          icon: '/icons/icon-192.png',
          lang: document.documentElement.lang,
        });
      } catch {
        // a notification is a courtesy: the list says the same
      }
    },
    async badge(count) {
      try {
        await (count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.());
      } catch {
        // unsupported
      }
    },
  };
}
