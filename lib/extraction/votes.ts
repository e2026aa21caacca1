import type { Candidate } from './candidates.ts';
import { middle, right } from './layout.ts';
import { CLEAN } from './weights.ts';

/**
 * The values of a place that was read several times: each distinct value once, with the number of readings that gave it (`votes`). A value that readings
 * agree on counts as clean, unless `lift` is false (the same letter may be taken for the same figure every time, and a code has no key); one that as many
 * readings contradict never does.
 */
export function gather<C extends Candidate>(printed: readonly C[], echoed: readonly C[], { lift = true } = {}): C[] {
  if (echoed.length === 0) return [...printed];
  const all: C[] = printed.map((one) => ({ ...one, votes: 1 }));
  for (const echo of echoed) {
    const twin = all.find((one) => one.value === echo.value && samePlace(one, echo));
    if (!twin) {
      all.push({ ...echo, votes: 1, evidence: [...echo.evidence, 'again'] });
      continue;
    }
    twin.votes = (twin.votes ?? 1) + 1;
    if (lift) twin.confidence = Math.max(twin.confidence, echo.confidence);
    if (!echo.evidence.includes('repaired')) twin.evidence = twin.evidence.filter((fact) => fact !== 'repaired');
  }
  return all.map((one) => {
    const votes = one.votes ?? 1;
    const rivals = all.filter((other) => other !== one && samePlace(one, other)).map((other) => other.votes ?? 1);
    const against = Math.max(0, ...rivals);
    // Seen by one of several looks, and not at first: a value to offer, not to trust.
    const alone = votes === 1 && one.evidence.includes('again');
    if (alone && against === 0) return { ...one, confidence: Math.min(one.confidence, CLEAN - 1) };
    if (against >= votes) return { ...one, confidence: Math.min(one.confidence, CLEAN - 1), evidence: [...one.evidence, 'contested'] };
    return lift && votes > 1 && against === 0 ? { ...one, confidence: Math.max(one.confidence, CLEAN), evidence: [...one.evidence, 'agreed'] } : one;
  });
}

/** One value for each place, the best by `worth`; the others become its alternatives. */
export function settle<C extends Candidate>(list: readonly C[], worth: (one: C) => number): C[] {
  const result: C[] = [];
  for (const one of [...list].sort((a, b) => worth(b) - worth(a))) {
    const taken = result.find((other) => samePlace(one, other));
    if (!taken) result.push({ ...one, alternatives: [...one.alternatives] });
    else if (!taken.alternatives.includes(one.value)) taken.alternatives.push(one.value);
  }
  return result;
}

export function samePlace(a: Pick<Candidate, 'page' | 'box'>, b: Pick<Candidate, 'page' | 'box'>): boolean {
  if (a.page !== b.page) return false;
  const shared = Math.min(right(a.box), right(b.box)) - Math.max(a.box.x, b.box.x);
  return shared > 0.4 * Math.min(a.box.width, b.box.width) && Math.abs(middle(a.box) - middle(b.box)) < 0.6 * Math.max(a.box.height, b.box.height);
}
