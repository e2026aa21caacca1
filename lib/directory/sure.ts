import type { Hit } from './hit.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery } from './query.ts';

/**
 * May the first hit be filled in without asking? A wrong recipient sends the invoice back weeks later, a question costs one tap: so only when the
 * text names the kind of body ("mairie", "CCAS", "lycée" …), holds nothing that the hit leaves unexplained, and no other SIREN comes near.
 */
export function isSure(directory: Directory, parsed: ParsedQuery, hits: readonly Hit[], ocr: boolean): boolean {
  const best = hits[0];
  if (!best || parsed.tokens.length < 2 || best.kind !== 1 || best.unmatched > 0 || best.loose > 0 || best.elsewhere) return false;
  if (best.weakest < 0.78 || best.query < 0.9 || best.name < 0.9) return false;
  // A word unfinished, or not exactly the name's, could be another town's, one letter away: then the postcode must agree.
  // On paper "l" is often an "i"; under fingers it is another word.
  if ((best.unfinished || best.weakest < (ocr ? 0.92 : 0.95)) && !best.postcode && !best.department) return false;
  const siren = directory.parent[best.structure];
  const rival = hits.find((hit) => directory.parent[hit.structure] !== siren);
  return !rival || best.score - rival.score >= (ocr ? 0.08 : 0.06);
}
