import { sirenProblem } from '../invoice/identifiers.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { findSiren, findSiret, sirenLowerBound, siretOf } from './read.ts';
import { plausibleSiret } from './siret.ts';

export interface IdentifierHit {
  structure: number;
  score: number;
  reason: 'siret' | 'siren';
  sure: boolean;
}

/** Structures found by their number: whole SIRET, whole SIREN, SIRET with one digit wrong, beginning of a SIREN. */
export function byIdentifier(directory: Directory, parsed: ParsedQuery, ocr: boolean): IdentifierHit[] {
  const digits = parsed.identifier;
  if (digits === '') return [];
  if (digits.length === 14) {
    const exact = findSiret(directory, digits);
    const siblings = findSiren(directory, digits.slice(0, 9)).filter((index) => index !== exact);
    // One number, read whole: its keys make a wrong one unlikely (1 in 100), so a fictive SIRET without keys is not sure from paper.
    if (exact >= 0)
      return [
        { structure: exact, score: 1, reason: 'siret', sure: plausibleSiret(digits) || !ocr },
        ...siblings.map((structure) => ({ structure, score: 0.5, reason: 'siren' as const, sure: false })),
      ];
    if (plausibleSiret(digits)) return siblings.map((structure) => ({ structure, score: 0.7, reason: 'siren' as const, sure: false }));
    const repaired: IdentifierHit[] = [];
    for (let position = 0; position < 14; position++) {
      for (let digit = 0; digit < 10; digit++) {
        const guess = digits.slice(0, position) + digit + digits.slice(position + 1);
        const structure = guess === digits || !plausibleSiret(guess) ? -1 : findSiret(directory, guess);
        if (structure >= 0) repaired.push({ structure, score: 0.8, reason: 'siret', sure: false });
      }
    }
    return repaired.length > 0 ? repaired : siblings.map((structure) => ({ structure, score: 0.6, reason: 'siren' as const, sure: false }));
  }
  if (digits.length === 9) {
    const found = findSiren(directory, digits);
    return found.map((structure, index) => ({
      structure,
      score: index === 0 ? 0.98 : 0.9 - Math.min(0.3, index * 0.01),
      reason: 'siren',
      sure: index === 0 && found.length === 1 && sirenProblem(digits) === null,
    }));
  }
  // A number being typed: every SIREN (then SIRET) that begins so.
  const hits: IdentifierHit[] = [];
  const head = digits.slice(0, 8);
  const first = sirenLowerBound(directory, Number(head.padEnd(8, '0')));
  const end = Number(head.padEnd(8, '9'));
  for (let index = first; index < directory.structures && directory.siren8[index]! <= end && hits.length < 200; index++)
    if (siretOf(directory, index).startsWith(digits))
      hits.push({ structure: index, score: 0.5 + digits.length / 30, reason: digits.length > 9 ? 'siret' : 'siren', sure: false });
  return hits.sort((a, b) => directory.sizes[b.structure]! - directory.sizes[a.structure]! || a.structure - b.structure);
}
