import type { Platform } from './ports.ts';

export interface MemoryPlatform extends Platform {
  /** Moves the clock; sleepers whose time has come wake up. */
  advance(ms: number): void;
  setOnline(online: boolean): void;
  setMetered(metered: boolean): void;
  notifications: { title: string; body: string; url: string }[];
  badgeCount: number;
  syncTags: string[];
}

/** A platform for tests: the test owns time, network and locks. `sleep` advances the clock by itself unless `manualClock`. */
export function memoryPlatform({
  now = Date.parse('2026-11-24T09:00:00Z'),
  fetch: fetchImplementation = () => Promise.reject(new TypeError('no network in tests')),
  manualClock = false,
}: {
  now?: number;
  fetch?: typeof fetch;
  manualClock?: boolean;
} = {}): MemoryPlatform {
  let time = now;
  let online = true;
  let metered = false;
  let serial = 0;
  const listeners = new Set<() => void>();
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const held = new Map<string, Promise<unknown>>();

  const platform: MemoryPlatform = {
    surface: 'memory',
    tabs: null,
    notifications: [],
    badgeCount: 0,
    syncTags: [],
    advance(ms) {
      time += ms;
      for (const sleeper of [...sleepers]) {
        if (sleeper.at <= time) {
          sleepers.delete(sleeper);
          sleeper.wake();
        }
      }
    },
    setOnline(value) {
      online = value;
      if (value) for (const listener of listeners) listener();
    },
    setMetered(value) {
      metered = value;
    },
    clock: {
      now: () => time,
      today: () => new Date(time).toISOString().slice(0, 10),
      sleep(ms, signal) {
        if (signal?.aborted) return Promise.reject(Object.assign(new Error('aborted'), { name: 'AbortError' }));
        if (!manualClock) {
          time += ms;
          return Promise.resolve();
        }
        return new Promise((resolve, reject) => {
          const sleeper = { at: time + ms, wake: resolve };
          sleepers.add(sleeper);
          signal?.addEventListener('abort', () => {
            sleepers.delete(sleeper);
            reject(Object.assign(new Error('aborted'), { name: 'AbortError' }));
          });
        });
      },
    },
    network: {
      fetch: fetchImplementation,
      online: () => online,
      metered: () => metered,
      onOnline(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    uuid: () => `00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`,
    async lock(name, work, options) {
      const current = held.get(name);
      if (current && options?.ifAvailable) return null;
      const run = (current ?? Promise.resolve()).catch(() => undefined).then(work);
      held.set(name, run);
      try {
        return await run;
      } finally {
        if (held.get(name) === run) held.delete(name);
      }
    },
    persistStorage: () => Promise.resolve(true),
    requestSync(tag) {
      platform.syncTags.push(tag);
      return Promise.resolve();
    },
    notify(title, body, url) {
      platform.notifications.push({ title, body, url });
      return Promise.resolve();
    },
    badge(count) {
      platform.badgeCount = count;
      return Promise.resolve();
    },
  };
  return platform;
}
