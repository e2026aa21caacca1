import type { IsoDate } from './dates.ts';
import type { Invoice, VatCategory } from './model.ts';

/** First day on which VAT is ruled by the CIBS instead of the CGI (ordonnance 2025-1247), and last day on which the CGI's wording is tolerated. */
export const CIBS_FROM: IsoDate = '2026-09-01';
export const CGI_TOLERATED_UNTIL: IsoDate = '2027-12-31';

/** First day on which a micro-enterprise must print the four mentions of décret 2022-1299 (put off by décret 2024-266). */
export const NEW_MENTIONS_FROM: IsoDate = '2027-09-01';

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

/** The franchise en base as its two laws name it. */
export const franchiseOfCgi = /\b293\s*B\b/i;
export const franchiseOfCibs = /\bCIBS\b|\bL\.?\s*223\b/i;

/** BT-121 and BT-120 of the reverse charge between businesses. */
export const reverseChargeCode = 'VATEX-EU-AE';
export const reverseChargeMention = 'Autoliquidation';

export const franchiseCode = 'VATEX-FR-FRANCHISE';

/**
 * Articles of the CGI that have a code of their own in the VATEX list (EN 16931 code lists, French additions): "art. 261-4-4° a", "261, 7", "261 D 2°".
 * The articles with a letter come first: "261 D 4" is not "261-4".
 */
const articles: readonly (readonly [pattern: RegExp, code: (found: RegExpExecArray) => string])[] = [
  [/\b261\s*D[\s,.-]*(1\s*bis|[1-4])\b/i, ([, part = '']) => `VATEX-FR-CGI261D-${part.replace(/\s/g, '').toUpperCase()}`],
  [/\b261\s*C[\s,.-]*([1-3])\b/i, ([, part]) => `VATEX-FR-CGI261C-${part}`],
  [/\b261\s*E[\s,.-]*([12])\b/i, ([, part]) => `VATEX-FR-CGI261E-${part}`],
  [/\b261\s*([AB])\b/, ([, part]) => `VATEX-FR-CGI261${part}`],
  [/\b261[\s,.-]+([1-578])\b/, ([, part]) => `VATEX-FR-CGI261-${part}`],
  [/\b277\s*A\b/, () => 'VATEX-FR-CGI277A'],
  [/\b(275|295)\b(?=.*\b(CGI|code g[ée]n[ée]ral))/i, ([, part]) => `VATEX-FR-CGI${part}`],
];

/** BT-121 that follows from the category and the words of the ground of exemption; "" when they do not tell. */
export function exemptionCode(category: VatCategory, reason: string): string {
  if (category === 'AE') return reverseChargeCode;
  if (category === 'K') return 'VATEX-EU-IC';
  if (category === 'G') return 'VATEX-EU-G';
  if (category === 'O') return 'VATEX-EU-O';
  if (category !== 'E') return '';
  if (franchiseOfCgi.test(reason) || franchiseOfCibs.test(reason)) return franchiseCode;
  for (const [pattern, code] of articles) {
    const found = pattern.exec(reason);
    if (found) return code(found);
  }
  return '';
}

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
