import { siretProblem } from '../invoice/identifiers.ts';
import type { Word } from '../reading/document.ts';
import type { Candidate } from './candidates.ts';
import type { Sheet } from './layout.ts';
import { accountSigns, type NumberPlace, numberPlaces, siretSigns, vatSigns } from './numbers.ts';
import { ribKeyValid } from './values/identifiers.ts';
import { type Keyed, likeliestIban, likeliestSiret, likeliestSiretOf, likeliestVat } from './values/keyed.ts';
import { nearestIban, nearestSiret } from './values/keys.ts';
import { slotsOf, together } from './values/slots.ts';
import { samePlace, settle } from './votes.ts';
import { CLEAN } from './weights.ts';

/**
 * Identifiers that no reading got right: the number whose keys hold and that the readings come nearest to. A proposal, never sure (`mended`). Print that was
 * read clearly is left alone: fictive structures have numbers whose key fails.
 */

const votes = (one: Candidate) => one.votes ?? 1;
const unclear = (group: readonly Candidate[]) => group.some((one) => one.confidence < CLEAN || votes(one) > 1) || group.length > 1;
const readingsOf = (group: readonly Candidate[]) => group.flatMap((one) => Array.from({ length: votes(one) }, () => one.value));

/** Below this share of all numbers under the keys a number is a guess. */
const LIKELY = 0.1;

interface Group {
  list: Candidate[];
  /** The number that its keys and what was weighed make likeliest; null where nothing was weighed, or none stands out. */
  likeliest: Candidate | null;
}

/** Candidates of one place together, with the likeliest number there; places that gave no candidate as well. */
function groups(
  sheet: Sheet,
  list: readonly Candidate[],
  signs: readonly [number, number],
  keyed: Keyed,
  proof: readonly string[],
  again?: (value: string) => Keyed | null,
): Group[] {
  const result: Group[] = [];
  for (const one of list) {
    const group = result.find((other) => other.list[0] && samePlace(other.list[0], one));
    if (group) group.list.push(one);
    else result.push({ list: [one], likeliest: null });
  }
  for (const place of numberPlaces(sheet, ...signs)) {
    const group = result.find((other) => other.list.some((one) => samePlace(one, place)));
    if (group?.list.some((one) => isClear(one, proof))) continue;
    const likeliest = weighed(place, keyed, proof, again);
    if (!likeliest) continue;
    if (group) group.likeliest = { ...likeliest, alternatives: group.list.map((one) => one.value) };
    else result.push({ list: [], likeliest });
  }
  return result;
}

/** A letter that is no figure's twin at the very beginning. */
const lettered = (words: readonly Word[]) => /^[^0-9A-Za-z]*[CEFHJKLMNPRVWXY]/i.test(words.map((word) => word.text).join(''));
/** Looks that must have seen a place: what one made of another number's middle is no number. */
const LOOKS = 3;

/** Its keys hold, and it was read clearly or twice alike, with nothing as good against it. */
const isClear = (one: Candidate, proof: readonly string[]) =>
  proof.some((fact) => one.evidence.includes(fact)) &&
  !one.evidence.includes('contested') &&
  !one.evidence.includes('mended') &&
  (votes(one) > 1 || one.confidence >= CLEAN);

function weighed(
  { readings, ...place }: NumberPlace,
  { length, country, solve }: Keyed,
  proof: readonly string[],
  again?: (value: string) => Keyed | null,
): Candidate | null {
  if (readings.length < LOOKS || !readings.some((words) => words.some((word) => word.weighed))) return null;
  if (country !== null && readings.filter(lettered).length * 2 > readings.length !== country) return null;
  const slots = together(readings.map(slotsOf), length);
  const first = solve(slots);
  const found = (first && again?.(first.value)?.solve(slots)) ?? first;
  if (!found || found.chance < LIKELY) return null;
  return { ...place, value: found.value, evidence: [...proof, 'repaired', 'mended'], alternatives: [], confidence: CLEAN - 1 };
}

export function mendIbans(list: readonly Candidate[], sheet: Sheet): Candidate[] {
  return groups(sheet, list, accountSigns, likeliestIban, ['mod97']).flatMap((group) => {
    const [first] = group.list;
    const valid = group.list.filter((one) => one.evidence.includes('mod97'));
    if (group.likeliest) {
      const twin = valid.find((one) => one.value === group.likeliest?.value);
      const { likeliest } = group;
      return [twin ?? (ribKeyValid(likeliest.value) ? { ...likeliest, evidence: [...likeliest.evidence, 'rib-key'] } : likeliest)];
    }
    if (!first || valid.length > 0 || !unclear(group.list)) return group.list;
    const near = nearestIban(readingsOf(group.list));
    if (!near || !ribKeyValid(near.value)) return group.list;
    return [{ ...first, value: near.value, evidence: ['mod97', 'rib-key', 'repaired', 'mended'], alternatives: group.list.map((one) => one.value) }];
  });
}

/** One VAT number for each place: the key first, then what was weighed, then the votes. */
export function mendVatIds(list: readonly Candidate[], sheet: Sheet): Candidate[] {
  return groups(sheet, list, vatSigns, likeliestVat, ['vat-key', 'luhn']).flatMap((group) => {
    const best = settle(group.list, (one) => (one.evidence.includes('vat-key') ? 100 : 0) + votes(one));
    if (!group.likeliest || best.some((one) => one.evidence.includes('vat-key'))) return best;
    return [group.likeliest];
  });
}

/** One SIRET for each place: the key first, then the votes, then the number of establishment that is usual. */
export function mendSirets(list: readonly Candidate[], vatIds: readonly Candidate[], sheet: Sheet): Candidate[] {
  const sirens = vatIds.filter((one) => one.evidence.includes('vat-key')).map((one) => one.value.slice(4));
  const known = (value: string) => {
    const siren = sirens.find((one) => apart(value, one) > 0 && apart(value, one) <= NEAR);
    return siren ? likeliestSiretOf(siren) : null;
  };
  return groups(sheet, list, siretSigns, likeliestSiret, ['luhn'], known).flatMap((group) => {
    const valid = group.list.filter((one) => one.evidence.includes('luhn'));
    const [first] = group.list;
    if (group.likeliest && !valid.some((one) => one.value === group.likeliest?.value)) return [group.likeliest];
    if (valid.length > 0)
      return settle(
        group.list,
        (one) =>
          (one.evidence.includes('luhn') ? 100 : 0) -
          (one.evidence.includes('mended') ? 50 : 0) +
          (one.value === group.likeliest?.value ? 20 : 0) +
          votes(one) +
          (/^.{9}000/.test(one.value) ? 0.5 : 0),
      );
    const best = settle(group.list, votes);
    if (!first || !unclear(group.list)) return best;
    const near = nearestSiret(
      readingsOf(group.list),
      sirens.filter((siren) => group.list.some((one) => apart(one.value, siren) <= 2)),
    );
    if (!near || siretProblem(near.value) !== null) return best;
    return [{ ...first, value: near.value, evidence: ['luhn', 'repaired', 'mended'], alternatives: group.list.map((one) => one.value) }];
  });
}

/** Figures of a SIREN that may have been misread in a SIRET of the same structure: two structures have more in which they differ. */
const NEAR = 4;
/** Figures in which a SIRET departs from a SIREN. */
const apart = (siret: string, siren: string) => [...siren].filter((figure, place) => figure !== siret.charAt(place)).length;
