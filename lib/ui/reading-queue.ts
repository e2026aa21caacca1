import { effect, signal } from '@preact/signals';
import { jobs, startReading, stopped } from './actions.ts';

/**
 * Photographs taken in a row are read in the background, one after the other: two readings at once would each take twice as long, on one engine. What
 * was stopped by the user stays stopped. A page that dies loses only the order: its photographs are kept, and asked for again by the list.
 */
export const line = signal<readonly string[]>([]);
let watching = false;

/** `first`: the one that the user is looking at goes before the others. */
export function readInTurn(ids: readonly string[], { first = false } = {}): void {
  const fresh = ids.filter((id) => !jobs.value.has(id) && !stopped.has(id) && (first || !line.value.includes(id)));
  if (fresh.length === 0) return;
  const others = line.value.filter((id) => !fresh.includes(id));
  line.value = first ? [...fresh, ...others] : [...others, ...fresh];
  if (watching) return;
  watching = true;
  effect(() => {
    const [next, ...rest] = line.value;
    if (next === undefined || jobs.value.size > 0) return;
    queueMicrotask(() => {
      line.value = rest;
      startReading(next);
    });
  });
}
