import { big, decimalsOf, isDecimal } from '../../money.ts';

/** BT-3 that France accepts (BR-FR-04, subset of UNTDID 1001). */
export const typeCodes = ['380', '389', '393', '501', '386', '500', '384', '471', '472', '473', '261', '262', '381', '396', '502', '503'];
/** Written by the buyer in the seller's name. */
export const selfBilled = ['389', '501', '500', '471', '473', '261', '502'];
export const credits = ['261', '381', '396', '502', '503'];
export const corrections = ['384', '471', '472', '473'];
export const deposits = ['386', '500', '503'];

/** BT-23 (BR-FR-08): B goods, S services, M both; 1 due, 2 paid, 3 and 5 subcontractor, 4 after a deposit, 6 co-contractor, 7 … 9 special cases. */
export const frameworks = 'B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9'.split(' ');
export const paidFrameworks = ['B2', 'S2', 'M2'];
export const afterDeposit = ['B4', 'S4', 'M4'];
/** One file for several sellers, or for the two sides of an exchange. */
export const severalSellers = ['S8', 'B8', 'M8'];
export const bothWays = ['S9', 'B9', 'M9'];

export const vatCategories = ['S', 'E', 'AE', 'K', 'G', 'O', 'Z'];

/** Rates that have been law in France, in percent (BR-FR-16). */
export const vatRates = ['0', '0.9', '1.05', '1.75', '2.1', '5.5', '7', '8.5', '9.2', '9.6', '10', '13', '18.6', '19.6', '20', '20.6'];

/** BR-FR-16 compares texts: two decimals at most, no sign, no leading zero. */
export function isFrenchRate(text: string): boolean {
  return isDecimal(text) && decimalsOf(text) <= 2 && /^(0|[1-9]\d*)(\.\d+)?$/.test(text) && vatRates.some((rate) => big(rate)?.eq(text));
}

/** BT-123 (BR-FR-17). */
export const attachmentCodes = [
  'RIB',
  'LISIBLE',
  'FEUILLE_DE_STYLE',
  'PJA',
  'BORDEREAU_SUIVI',
  'DOCUMENT_ANNEXE',
  'BON_LIVRAISON',
  'BON_COMMANDE',
  'BORDEREAU_SUIVI_VALIDATION',
  'ETAT_ACOMPTE',
  'FACTURE_PAIEMENT_DIRECT',
  'RECAPITULATIF_COTRAITANCE',
];

/** Text of a note BAR: to which treatment the invoice is submitted (BR-FR-20). */
export const treatments = ['B2B', 'B2BINT', 'B2C', 'B2CINT', 'OUTOFSCOPE', 'ARCHIVEONLY'];
