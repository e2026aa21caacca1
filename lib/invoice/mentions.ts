import type { IsoDate } from './dates.ts';
import type { Invoice } from './model.ts';

/** First day on which VAT is ruled by the CIBS instead of the CGI (ordonnance 2025-1247). */
const CIBS_FROM: IsoDate = '2026-09-01';

/**
 * The category of operation as a sentence (CGI ann. II art. 242 nonies A, I 8° bis). Printed on the PDF; in circuit "chorus", whose BT-23 has no code
 * for it, also written as a note of the CII, and recognised by these very words when read back.
 */
export const categoryMentions: Readonly<Record<Exclude<Invoice['category'], ''>, string>> = {
  goods: 'Catégorie d’opération : livraison de biens',
  services: 'Catégorie d’opération : prestation de services',
  mixed: 'Catégorie d’opération : livraison de biens et prestation de services',
};

/** CGI ann. II art. 242 nonies A, I 11° bis. */
export const vatOnDebits = 'Option pour le paiement de la taxe d’après les débits';

/** Ground of the franchise en base on that day (users.md §5 D). */
export function franchiseMention(issueDate: IsoDate): string {
  return issueDate >= CIBS_FROM ? 'TVA non applicable, art. L. 223-1 du CIBS' : 'TVA non applicable, art. 293 B du CGI';
}

/** BT-121 and BT-120 of the reverse charge between businesses. */
export const reverseChargeCode = 'VATEX-EU-AE';
export const reverseChargeMention = 'Autoliquidation';

export const franchiseCode = 'VATEX-FR-FRANCHISE';

/**
 * Late payment towards a public body: interest at the ECB's main refinancing rate plus eight points (CCP R.2192-31) and 40 EUR (CCP D.2192-35),
 * both due by right; no discount unless the seller grants one (C. com. L441-9). Subject codes of UNTDID 4451.
 */
export const legalNotes: readonly { subjectCode: 'PMT' | 'PMD' | 'AAB'; text: string }[] = [
  { subjectCode: 'PMT', text: 'Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €' },
  {
    subjectCode: 'PMD',
    text: 'Pénalités de retard : taux de refinancement de la Banque centrale européenne majoré de huit points, exigibles sans rappel',
  },
  { subjectCode: 'AAB', text: 'Pas d’escompte pour paiement anticipé' },
];
