import type { Candidate } from './find.ts';
import type { Taught } from './model.ts';

/** Puts the fields that the user pointed at before any label: the description is found again by its path, its id, its name and its label. */
export function taughtIn(candidates: Candidate[], taught: readonly Taught[], origin: string): Candidate[] {
  const mine = taught.filter((one) => one.origin === origin);
  if (mine.length === 0) return candidates;
  for (const one of mine) {
    const scored = candidates.map((candidate) => ({ candidate, score: resemblance(candidate, one) })).sort((a, b) => b.score - a.score);
    const [best, next] = scored;
    if (!best || best.score < 2 || best.score === next?.score) continue;
    for (const { candidate } of scored) candidate.ranked = candidate.ranked.filter(({ key }) => key !== one.key);
    best.candidate.ranked = [{ key: one.key, score: 2 }];
  }
  return candidates;
}

/** Two things must agree: a page that renumbers its ids still has its labels. */
function resemblance({ control, label }: Candidate, one: Taught): number {
  const { element } = control;
  let score = 0;
  if (one.id !== '' && element.id === one.id) score += 2;
  if (one.name !== '' && element.getAttribute('name') === one.name) score += 2;
  if (one.label !== '' && label === one.label) score += 2;
  if (score > 0 && element.localName !== one.tag) score -= 2;
  return score;
}
