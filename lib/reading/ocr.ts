import type { Recogniser } from './recogniser.ts';
import { Seat } from './seat.ts';

/** Chromium alone tells it, in gigabytes. */
const memoryOf = (): number | undefined => (navigator as { deviceMemory?: number }).deviceMemory;

/**
 * Engines at once. A page is cut in two for a second one where cores and memory are to spare: each holds 100 MB, of which a phone that does not tell its
 * memory (Safari) has none to give.
 */
function handsHere(): number {
  const spacious = (memoryOf() ?? (globalThis.matchMedia?.('(pointer: fine)').matches ? 8 : 0)) >= 4;
  return spacious && (navigator.hardwareConcurrency ?? 1) >= 4 ? 2 : 1;
}

let seats: Seat[] = [];

function seated(): Seat[] {
  if (seats.length === 0) seats = Array.from({ length: handsHere() }, () => new Seat());
  return seats;
}

/** Ends the engines and gives their memory back. */
export async function endRecogniser(): Promise<void> {
  await Promise.all(seats.map((seat) => seat.end()));
}

/** The page's engines: a call goes to the one that fewest wait for. */
export const recogniser: Recogniser = {
  get hands() {
    return seated().length;
  },
  recognise(image, signal) {
    const [least] = [...seated()].sort((a, b) => a.waiting - b.waiting);
    return (least as Seat).recognise(image, signal);
  },
};
