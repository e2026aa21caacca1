import { indexed, warm } from '../../../lib/desk/directory/indexing.ts';
import { search } from '../../../lib/directory/index.ts';

/** What a page does with the directory, timed where it does it: the index in its worker, the searches in the page. Milliseconds, the least of the rounds. */
export interface KeystrokeTimes {
  /** From the index kept to a directory that answers. */
  warm: number;
  /** Each beginning of each query, from its third letter. */
  keys: number[];
}

declare global {
  interface Window {
    /** From the packed base to a directory that answers, the worker's start and script included. */
    measureFirst(base: string, rounds: number): Promise<number>;
    measure(base: string, queries: readonly string[], rounds: number): Promise<KeystrokeTimes>;
  }
}

const bytesOf = async (base: string) => new Uint8Array(await (await fetch(base)).arrayBuffer());

window.measureFirst = async (base, rounds) => {
  const bytes = await bytesOf(base);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await indexed(bytes);
    least = Math.min(least, performance.now() - started);
  }
  return least;
};

window.measure = async (base, queries, rounds) => {
  const bytes = await bytesOf(base);
  const times: KeystrokeTimes = { warm: Number.POSITIVE_INFINITY, keys: [] };
  let { directory, kept } = await indexed(bytes);
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
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
