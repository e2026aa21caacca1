import { indexed, warm } from '../../../lib/desk/directory/indexing.ts';
import { search } from '../../../lib/directory/index.ts';

/** What a page does with the directory, timed where it does it: the index in its worker, the searches in the page. Milliseconds. */
export interface KeystrokeTimes {
  /** From the packed base to a directory that answers, the worker's start and script included. */
  first: number;
  /** The same from the index kept. */
  warm: number;
  /** Each beginning of each query, from its third letter. */
  keys: number[];
}

declare global {
  interface Window {
    measure(base: string, queries: readonly string[], rounds: number): Promise<KeystrokeTimes>;
  }
}

/** The least of `rounds`: the machine has other work, which only ever adds. */
window.measure = async (base, queries, rounds) => {
  const bytes = new Uint8Array(await (await fetch(base)).arrayBuffer());
  const times: KeystrokeTimes = { first: Number.POSITIVE_INFINITY, warm: Number.POSITIVE_INFINITY, keys: [] };
  let { directory, kept } = await indexed(bytes);
  for (let round = 0; round < rounds; round++) {
    let started = performance.now();
    ({ directory, kept } = await indexed(bytes));
    times.first = Math.min(times.first, performance.now() - started);
    started = performance.now();
    directory = warm(bytes, kept) ?? directory;
    times.warm = Math.min(times.warm, performance.now() - started);
  }
  for (let round = 0; round < rounds; round++) {
    let at = 0;
    for (const query of queries) {
      // what one query found must not serve the next
      directory.scratch.near.clear();
      for (let length = 3; length <= query.length; length++) {
        const started = performance.now();
        search(directory, query.slice(0, length), { mode: 'type' });
        const spent = performance.now() - started;
        times.keys[at] = Math.min(times.keys[at] ?? Number.POSITIVE_INFINITY, spent);
        at++;
      }
    }
  }
  return times;
};
