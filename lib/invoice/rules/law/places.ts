import type { Address, Invoice } from '../../model.ts';

/**
 * What VAT law a French address is under. `drom`: Guadeloupe, Martinique, La Réunion (8.5, 2.1, 1.75 and 1.05 %). `untaxed`: Guyane and Mayotte
 * (CGI art. 294-1), and the collectivities outside the territory of VAT (Saint-Martin, Saint-Barthélemy, Saint-Pierre-et-Miquelon, Pacific).
 * `unknown`: abroad, or a postcode that is missing.
 */
export type Territory = 'mainland' | 'corsica' | 'drom' | 'untaxed' | 'unknown';

const byCountry: Readonly<Record<string, Territory>> = {
  GP: 'drom',
  MQ: 'drom',
  RE: 'drom',
  GF: 'untaxed',
  YT: 'untaxed',
  MF: 'untaxed',
  BL: 'untaxed',
  PM: 'untaxed',
  NC: 'untaxed',
  PF: 'untaxed',
  WF: 'untaxed',
};

/** Postcodes, most precise first: 97133 (Saint-Barthélemy) and 97150 (Saint-Martin) kept those of Guadeloupe. */
const byPostcode: readonly (readonly [start: RegExp, territory: Territory])[] = [
  [/^(97133|97150)/, 'untaxed'],
  [/^97[124]/, 'drom'],
  [/^9(7[35678]|8[678])/, 'untaxed'],
  [/^20/, 'corsica'],
  [/^\d{5}$/, 'mainland'],
];

export function territoryOf({ countryCode, postcode }: Address): Territory {
  if (countryCode !== 'FR') return byCountry[countryCode] ?? 'unknown';
  return byPostcode.find(([start]) => start.test(postcode.trim()))?.[1] ?? 'unknown';
}

/** Territories that the invoice touches: seller, buyer, and the place of delivery when it is written. */
export function territoriesOf({ seller, buyer, delivery }: Invoice): Territory[] {
  const known = [territoryOf(seller.address), territoryOf(buyer.address)];
  return delivery.address.postcode.trim() === '' ? known : [...known, territoryOf(delivery.address)];
}
