import type { Candidate } from './candidates.ts';
import type { LabelHit, LabelKind } from './find-labels.ts';
import type { Sheet } from './layout.ts';
import { relate } from './relate.ts';
import { CLEAN, weights } from './weights.ts';

export interface Scored<C extends Candidate = Candidate> {
  candidate: C;
  score: number;
  /** Codes of the facts that speak for it, each once. */
  evidence: string[];
  label: LabelHit | null;
}

const proofs = new Set(['luhn', 'mod97', 'calendar', 'vat-key', 'rib-key']);

/** Candidates of a field, best first: what labels of these kinds, their form and their reading say for each. */
export function rank<C extends Candidate>(
  sheet: Sheet,
  candidates: readonly C[],
  kinds: readonly LabelKind[],
  labels: readonly LabelHit[],
  extra?: (candidate: C, label: LabelHit | null) => { score: number; evidence?: string } | null,
): Scored<C>[] {
  const own = labels.filter((label) => kinds.includes(label.kind));
  const scored = candidates.map((candidate): Scored<C> => {
    let best = 0;
    let chosen: LabelHit | null = null;
    for (const label of own) {
      const relation = relate(sheet, label, candidate, labels);
      const value = relation ? label.strength * relation.closeness * weights.label : 0;
      if (value > best) {
        best = value;
        chosen = label;
      }
    }
    const evidence: string[] = chosen ? [chosen.strength >= 0.9 ? 'label' : 'weak-label'] : [];
    let score = best;
    for (const fact of candidate.evidence) {
      if (proofs.has(fact)) {
        score += weights.form;
        evidence.push(fact);
      }
      if (fact === 'repaired') {
        score += weights.repaired;
        evidence.push(fact);
      }
    }
    if (candidate.confidence >= CLEAN) {
      score += weights.clean;
      evidence.push('clean');
    }
    if (candidate.votes && candidate.votes > 1) score += Math.min(3, candidate.votes - 1) * weights.again;
    for (const fact of ['agreed', 'contested']) if (candidate.evidence.includes(fact)) evidence.push(fact);
    const more = extra?.(candidate, chosen);
    if (more) {
      score += more.score;
      if (more.evidence) evidence.push(more.evidence);
    }
    return { candidate, score, evidence, label: chosen };
  });
  return scored.sort((a, b) => b.score - a.score);
}

/** Share of the page's height at which the candidate stands, 0 at the top. */
export function heightOf(sheet: Sheet, candidate: Candidate): number {
  const page = sheet.pages.find((one) => one.number === candidate.page);
  return page ? candidate.box.y / page.height : 0;
}
