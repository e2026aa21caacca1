import { fold } from '../normalise.ts';
import type { RecipientKind } from '../recipient.ts';

const byName: [RegExp, RecipientKind][] = [
  [/\b(sdis|incendie)\b/, 'fire'],
  [/\b(ccas|cias|action sociale|ehpad|foyer|maison de retraite|ime|esat)\b/, 'social'],
  [/\b(centre hospitalier|hopital|hopitaux|chu|chru|chr|ch|eps|epsm)\b/, 'hospital'],
  [/\b(college|lycee|erea|legta)\b/, 'school'],
  [/\b(communaute|metropole|syndicat|sivom|sivos|sivu|siaep|smictom|sictom|petr)\b/, 'grouping'],
  [/\b(departement|conseil departemental|conseil general)\b/, 'department'],
  [/\b(region|conseil regional)\b/, 'region'],
  [/\b(commune|mairie|ville)\b/, 'commune'],
];

/** Kind of body from the class its SIREN begins with (INSEE's numbering of public bodies), refined by its name. */
export function kindOf(siret: string, name: string): RecipientKind {
  const folded = fold(name);
  const named = byName.find(([pattern]) => pattern.test(folded))?.[1];
  const head = siret.slice(0, 2);
  if (head === '21') return 'commune';
  if (head === '22') return named === 'fire' ? 'fire' : 'department';
  if (head === '23') return 'region';
  if (head === '24' || head === '25') return named === 'social' ? 'social' : 'grouping';
  if (head === '20') return named ?? 'grouping';
  if (head === '26') return named === 'hospital' ? 'hospital' : 'social';
  if (head === '28') return 'fire';
  if (head === '19') return 'school';
  if (head === '11' || head === '12' || head === '15' || head === '17') return 'state';
  if (head === '13' || head === '18') return 'operator';
  return named ?? 'other';
}
