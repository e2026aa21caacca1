/**
 * French and European identifiers. Each `…Problem` gives null when the identifier is right, else the reason, so that a rule can say more than "wrong".
 * Sources: SIREN/SIRET Luhn key (INSEE); La Poste's establishments sum to a multiple of 5 (INSEE note on SIREN 356000000);
 * VAT key = (12 + 3 x (SIREN mod 97)) mod 97 (CGI, BOFiP BOI-TVA-DECLA-20-10); IBAN ISO 13616 mod 97, French RIB key inside.
 */
export type IdentifierProblem = 'empty' | 'length' | 'alphabet' | 'key' | null;

export const LA_POSTE_SIREN = '356000000';

/** Digits only: spaces, dots and dashes are how people print identifiers. */
export function digitsOf(value: string): string {
  return value.replace(/[\s.\-\u00a0\u202f]/g, '');
}

export function luhnValid(digits: string): boolean {
  let total = 0;
  for (let index = 0; index < digits.length; index++) {
    let digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    if (digit < 0 || digit > 9) return false;
    if (index % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    total += digit;
  }
  return digits.length > 0 && total % 10 === 0;
}

export function sirenProblem(siren: string): IdentifierProblem {
  if (siren === '') return 'empty';
  if (!/^\d+$/.test(siren)) return 'alphabet';
  if (siren.length !== 9) return 'length';
  return luhnValid(siren) ? null : 'key';
}

export function siretProblem(siret: string): IdentifierProblem {
  if (siret === '') return 'empty';
  if (!/^\d+$/.test(siret)) return 'alphabet';
  if (siret.length !== 14) return 'length';
  if (luhnValid(siret)) return null;
  if (siret.startsWith(LA_POSTE_SIREN)) {
    const total = [...siret].reduce((sum, digit) => sum + Number(digit), 0);
    if (total % 5 === 0) return null;
  }
  return 'key';
}

/** The French VAT number that a SIREN gives; "" for an incomplete SIREN. */
export function frenchVatIdentifier(siren: string): string {
  if (!/^\d{9}$/.test(siren)) return '';
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}

/** French numbers are checked by key; letters in the key (old style) and other countries by shape alone. */
export function vatIdentifierProblem(vat: string): IdentifierProblem {
  if (vat === '') return 'empty';
  if (!/^[A-Z]{2}[0-9A-Z+*]{2,13}$/.test(vat)) return 'alphabet';
  if (!vat.startsWith('FR')) return null;
  if (vat.length !== 13) return 'length';
  const siren = vat.slice(4);
  if (!/^\d{9}$/.test(siren)) return 'alphabet';
  if (/^\d\d$/.test(vat.slice(2, 4)) && frenchVatIdentifier(siren) !== vat) return 'key';
  return null;
}

/** Length of an IBAN by country, SEPA area and the French territories' own code. */
const ibanLengths: Record<string, number> = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

export function ibanProblem(iban: string): IdentifierProblem {
  if (iban === '') return 'empty';
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]+$/.test(iban)) return 'alphabet';
  const length = ibanLengths[iban.slice(0, 2)];
  if (length === undefined ? iban.length < 15 || iban.length > 34 : iban.length !== length) return 'length';
  const rearranged = iban.slice(4) + iban.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1 ? null : 'key';
}

/** ISO 9362: 8 or 11 characters. */
export function bicProblem(bic: string): IdentifierProblem {
  if (bic === '') return 'empty';
  if (bic.length !== 8 && bic.length !== 11) return 'length';
  return /^[A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?$/.test(bic) ? null : 'alphabet';
}

/** "732 829 320 00074", the grouping printed on French paper. */
export function spacedSiret(siret: string): string {
  return siret.length === 14 ? `${siret.slice(0, 3)} ${siret.slice(3, 6)} ${siret.slice(6, 9)} ${siret.slice(9)}` : siret;
}

export function spacedIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1 ');
}
