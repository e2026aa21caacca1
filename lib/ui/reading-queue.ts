import { effect } from '@preact/signals';
import { jobs, startReading, stopped } from './actions.ts';

/**
 * Photographs taken in a row are read in the background, one after the other: two readings at once would each take twice as long, on one engine. What
 * was stopped by the user stays stopped. A page that dies loses only the order: its photographs are kept, and asked for again by the list.
 */
const line: string[] = [];
let watching = false;

export function readInTurn(ids: readonly string[]): void {
  for (const id of ids) if (!line.includes(id) && !jobs.value.has(id) && !stopped.has(id)) line.push(id);
  if (line.length === 0 || watching) return;
  watching = true;
  effect(() => {
    if (jobs.value.size > 0) return;
    const next = line.shift();
    if (next !== undefined) queueMicrotask(() => startReading(next));
  });
}
