import { LA_POSTE_SIREN, luhnValid } from '../invoice/identifiers.ts';

/** The digit that makes `digits` + key pass the Luhn check. */
export function luhnKey(digits: string): string {
  for (let key = 0; key < 10; key++) if (luhnValid(`${digits}${key}`)) return String(key);
  return '';
}

/** SIRET from its 8 significant SIREN digits and 4 of the NIC, both keys computed (INSEE: positions 9 and 14). */
export function siretFromParts(siren8: string, nic4: string): string {
  const siren = siren8 + luhnKey(siren8);
  return siren + nic4 + luhnKey(siren + nic4);
}

/** True when both keys are the computed ones: then 12 digits are enough to store it. */
export function regularSiret(siret: string): boolean {
  return !siret.startsWith(LA_POSTE_SIREN) && luhnValid(siret.slice(0, 9)) && luhnValid(siret);
}

/** The likeliest SIRET of a body known by its SIREN: establishment 0001. Right for 97 % of communes, 57 % of groupings: always to be confirmed. */
export function guessedSiret(siren: string): string {
  const base = `${siren}0001`;
  return base + luhnKey(base);
}

/** True for a whole SIRET whose digits hold together, La Poste's own rule included. */
export function plausibleSiret(siret: string): boolean {
  if (!/^\d{14}$/.test(siret)) return false;
  if (luhnValid(siret)) return true;
  return siret.startsWith(LA_POSTE_SIREN) && [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}
