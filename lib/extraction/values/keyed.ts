import { vatIdentifierProblem } from '../../invoice/identifiers.ts';
import { type Keys, type Likeliest, likeliest, type Slot } from './slots.ts';

/** Ten to the power of each place, modulo 97. */
const tens = Array.from({ length: 31 }, (_, place) => Number(10n ** BigInt(place) % 97n));

/** As a number 23 figures of the account, FR (1527), the two of the key: 1 modulo 97. The key is 76 wherever the RIB key inside holds; fictive accounts have others. */
const iban: Keys = {
  length: 25,
  moduli: [97, 1],
  wanted: [(((98 - ((1527 * 100) % 97)) % 97) + 97) % 97, 0],
  head: 4,
  weigh: (place, figure) => [((place < 2 ? tens[1 - place]! : tens[30 - place]!) * figure) % 97, 0],
  usual: (place, figure) => (place > 1 || figure === 7 - place ? 1 : 0.15),
};

/** What a figure adds to a Luhn sum; `doubled` when it stands at an even place from the right. */
const luhn = (figure: number, doubled: boolean) => (doubled ? (figure * 2 > 9 ? figure * 2 - 9 : figure * 2) : figure);

/** The keys of the SIREN and of the whole; establishments are counted from 1: the thousandth is rare. */
const siret: Keys = {
  length: 14,
  moduli: [10, 10],
  wanted: [0, 0],
  weigh: (place, figure) => [place < 9 ? luhn(figure, place % 2 === 1) : 0, luhn(figure, place % 2 === 0)],
  usual: (place, figure) => ((place === 9 || place === 10) && figure !== 0 ? 0.03 : place === 11 && figure !== 0 ? 0.2 : 1),
};

/** FR, a key of two (12 + 3 SIREN, modulo 97), the SIREN. */
const vat: Keys = {
  length: 11,
  moduli: [97, 10],
  wanted: [12, 0],
  head: 4,
  weigh(place, figure) {
    if (place < 2) return [(tens[1 - place]! * figure) % 97, 0];
    const siren = place - 2;
    return [(97 - ((3 * tens[8 - siren]! * figure) % 97)) % 97, luhn(figure, siren % 2 === 1)];
  },
};

/** A kind of number under keys: figures that stand in print, and the likeliest such number. */
export interface Keyed {
  length: number;
  /** Whether it begins with its country's letters, as most of its readings must then; null where its length alone tells it. */
  country: boolean | null;
  solve(slots: readonly Slot[]): Likeliest | null;
}

const french = (found: Likeliest | null): Likeliest | null => found && { ...found, value: `FR${found.value}` };
export const likeliestIban: Keyed = { length: iban.length, country: null, solve: (slots) => french(likeliest(slots, iban)) };
export const likeliestSiret: Keyed = { length: siret.length, country: false, solve: (slots) => likeliest(slots, siret) };
/** The same of a structure whose SIREN is printed in its VAT number, which its own keys prove. */
export const likeliestSiretOf = (siren: string): Keyed => ({
  ...likeliestSiret,
  solve: (slots) =>
    likeliest(slots, {
      ...siret,
      usual: (place, figure) => (place < 9 && siren.charAt(place) !== String(figure) ? 0.1 : (siret.usual?.(place, figure) ?? 1)),
    }),
});
export const likeliestVat: Keyed = {
  length: vat.length,
  country: true,
  solve(slots) {
    const found = french(likeliest(slots, vat));
    // Of 97, 98 and 99 the remainders are right, but they are no keys.
    return found && vatIdentifierProblem(found.value) === null ? found : null;
  },
};
