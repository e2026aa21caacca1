import { siretProblem } from '../invoice/identifiers.ts';
import type { Candidate } from './candidates.ts';
import { ribKeyValid } from './values/identifiers.ts';
import { nearestIban, nearestSiret } from './values/keys.ts';
import { samePlace, settle } from './votes.ts';
import { CLEAN } from './weights.ts';

/**
 * Identifiers that no reading got right: the number whose keys hold and that the readings come nearest to. A proposal, never sure (`mended`). Print that was
 * read clearly is left alone: fictive structures have numbers whose key fails.
 */

const votes = (one: Candidate) => one.votes ?? 1;
const unclear = (group: readonly Candidate[]) => group.some((one) => one.confidence < CLEAN || votes(one) > 1) || group.length > 1;
const readingsOf = (group: readonly Candidate[]) => group.flatMap((one) => Array.from({ length: votes(one) }, () => one.value));

function groups<C extends Candidate>(list: readonly C[]): C[][] {
  const result: C[][] = [];
  for (const one of list) {
    const group = result.find((other) => other[0] && samePlace(other[0], one));
    if (group) group.push(one);
    else result.push([one]);
  }
  return result;
}

export function mendIbans(list: readonly Candidate[]): Candidate[] {
  return groups(list).flatMap((group) => {
    const [first] = group;
    if (!first || group.some((one) => one.evidence.includes('mod97')) || !unclear(group)) return group;
    const near = nearestIban(readingsOf(group));
    if (!near || !ribKeyValid(near.value)) return group;
    return [{ ...first, value: near.value, evidence: ['mod97', 'rib-key', 'repaired', 'mended'], alternatives: group.map((one) => one.value) }];
  });
}

/** One SIRET for each place: the key first, then the votes, then the number of establishment that is usual. */
export function mendSirets(list: readonly Candidate[], vatIds: readonly Candidate[]): Candidate[] {
  const sirens = vatIds.filter((one) => one.evidence.includes('vat-key')).map((one) => one.value.slice(4));
  return groups(list).flatMap((group) => {
    const known = group.filter((one) => one.evidence.includes('luhn'));
    const [first] = group;
    if (known.length > 0)
      return settle(
        group,
        (one) =>
          (one.evidence.includes('luhn') ? 100 : 0) -
          (one.evidence.includes('mended') ? 50 : 0) +
          votes(one) +
          (/^.{9}000/.test(one.value) ? 0.5 : 0),
      );
    const best = settle(group, votes);
    if (!first || !unclear(group)) return best;
    const near = nearestSiret(
      readingsOf(group),
      sirens.filter((siren) => group.some((one) => apart(one.value, siren) <= 2)),
    );
    if (!near || siretProblem(near.value) !== null) return best;
    return [{ ...first, value: near.value, evidence: ['luhn', 'repaired', 'mended'], alternatives: group.map((one) => one.value) }];
  });
}

/** Figures in which a SIRET departs from a SIREN. */
const apart = (siret: string, siren: string) => [...siren].filter((figure, place) => figure !== siret.charAt(place)).length;
