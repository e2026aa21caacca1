import type { Node } from './contract-modes.ts';

/**
 * What the contract says of `soumettre` in words, where no keyword can: which members a mode of deposit demands or forbids
 * (descriptions of SoumettreFactureParam, chorus-pro.md §2.2 and §3.1).
 */
export function proseErrors(operation: string, body: unknown): string[] {
  if (operation !== 'soumettreFacture' || typeof body !== 'object' || body === null) return [];
  const { modeDepot, numeroFactureSaisi, dateFacture, pieceJointePrincipale, lignePoste, references, cadreDeFacturation, montantTotal } =
    body as Node;
  const errors: string[] = [];
  const absent = (value: unknown) => value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  if (modeDepot === 'SAISIE_API') {
    if (!absent(numeroFactureSaisi)) errors.push('/numeroFactureSaisi must be null or absent in SAISIE_API: the portal gives the number');
    if (!absent(dateFacture)) errors.push('/dateFacture must be absent in SAISIE_API: HTTP 500 seen live');
    if (absent(lignePoste)) errors.push('/lignePoste needs one line at least in SAISIE_API');
  } else {
    if (absent(numeroFactureSaisi)) errors.push('/numeroFactureSaisi is required by DEPOT_PDF modes');
    if (!/^\d{4}-\d\d-\d\d$/.test(String(dateFacture))) errors.push('/dateFacture is required by DEPOT_PDF modes, as YYYY-MM-DD');
    if (absent(pieceJointePrincipale)) errors.push('/pieceJointePrincipale is required by DEPOT_PDF modes');
  }
  const kind = (references as Node | undefined)?.typeFacture;
  if (kind === 'AVOIR' && !absent((references as Node).modePaiement)) errors.push('/references/modePaiement must be absent on a credit note');
  for (const name of ['deviseFacture', 'typeFacture', 'typeTva']) {
    if (absent((references as Node | undefined)?.[name])) errors.push(`/references/${name} is required`);
  }
  const framework = String((cadreDeFacturation as Node | undefined)?.codeCadreFacturation ?? '');
  if (framework.startsWith('A2') && (montantTotal as Node | undefined)?.montantAPayer !== 0) {
    errors.push('/montantTotal/montantAPayer must be 0 under framework A2');
  }
  for (const [index, line] of (Array.isArray(lignePoste) ? (lignePoste as Node[]) : []).entries()) {
    if (absent(line.lignePosteTauxTva) === absent(line.lignePosteTauxTvaManuel)) {
      errors.push(`/lignePoste/${index} needs lignePosteTauxTva or lignePosteTauxTvaManuel, not both`);
    }
  }
  return errors;
}
