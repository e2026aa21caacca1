export interface RateLimits {
  /** Requests a second that one client may keep up. A client of ours sends one; an office behind one address has several. */
  perSecond: number;
  /** Requests at once after a rest. */
  burst: number;
  /** Clients remembered; the one seen longest ago leaves first. */
  clients: number;
}

export const rateLimits: RateLimits = { perSecond: 10, burst: 60, clients: 50_000 };

interface Bucket {
  left: number;
  /** Milliseconds. */
  at: number;
}

/** One token bucket per client, in this process's memory: behind a balancer, N processes allow up to N times as much. */
export function createLimiter(given: Partial<RateLimits> = {}, now: () => number = () => performance.now()) {
  const { perSecond, burst, clients } = { ...rateLimits, ...given };
  const full = (burst / perSecond) * 1000;
  // A Map keeps the order of insertion, and each visit inserts again: the first key is the client seen longest ago.
  const buckets = new Map<string, Bucket>();
  return {
    /** 0: go on; otherwise the whole seconds to wait. */
    take(client: string): number {
      const time = now();
      const bucket = buckets.get(client) ?? { left: burst, at: time };
      buckets.delete(client);
      for (const [oldest, { at }] of buckets) {
        // One that has rested long enough to be full is as one never seen.
        if (time - at < full && buckets.size < clients) break;
        buckets.delete(oldest);
      }
      bucket.left = Math.min(burst, bucket.left + (Math.max(0, time - bucket.at) * perSecond) / 1000);
      bucket.at = time;
      buckets.set(client, bucket);
      if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perSecond));
      bucket.left -= 1;
      return 0;
    },
    size: () => buckets.size,
  };
}

/** Bytes that may be held in memory at once, so that many slow bodies cannot fill it. */
export function createBudget(total: number) {
  let held = 0;
  return {
    take(bytes: number): boolean {
      if (held + bytes > total) return false;
      held += bytes;
      return true;
    },
    give(bytes: number): void {
      held -= bytes;
    },
    held: () => held,
  };
}
export type Budget = ReturnType<typeof createBudget>;

/** The key of a client: its address; an IPv6 subscriber owns the whole /64 and counts once. */
export function clientKey(address: string): string {
  const plain = address.trim().toLowerCase().split('%')[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped) return mapped;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(gap).fill('0'), ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
