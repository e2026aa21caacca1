import type { Choice } from '../model.ts';

/** What the portal’s lists offer, by the contract’s codes, with what a page may write for each. */
export const franchise = ['Art 293B', '293 B', 'Franchise en base', 'TVA non applicable'];

export const frameworks: readonly Choice[] = [
  {
    code: 'A1_FACTURE_FOURNISSEUR',
    spellings: [
      'A1',
      'Dépôt par un fournisseur d’une facture',
      'Facture fournisseur',
      'Dépôt d’une facture par un fournisseur',
      'Facture d’un fournisseur',
      'Fournisseur',
      'Facture à payer',
      'Facture déposée par un fournisseur',
    ],
  },
  {
    code: 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE',
    spellings: [
      'A2',
      'Dépôt par un fournisseur d’une facture déjà payée',
      'Facture fournisseur déjà payée',
      'Facture déjà payée',
      'Déjà payée',
      'Déjà réglée',
    ],
  },
  { code: 'A9_FACTURE_SOUSTRAITANT', spellings: ['A9', 'Dépôt par un sous-traitant d’une facture', 'Facture de sous-traitant', 'Sous-traitant'] },
  { code: 'A12_FACTURE_COTRAITANT', spellings: ['A12', 'Dépôt par un cotraitant d’une facture', 'Facture de cotraitant', 'Cotraitant'] },
  { code: 'A3', spellings: ['A3', 'Dépôt par un fournisseur d’un mémoire de frais de justice', 'Mémoire de frais de justice'] },
  { code: 'A4', spellings: ['A4', 'Projet de décompte mensuel'] },
  { code: 'A10', spellings: ['A10', 'Dépôt par un sous-traitant d’un projet de décompte mensuel'] },
];

export const invoiceKinds: readonly Choice[] = [
  { code: 'FACTURE', spellings: ['Facture', 'Une facture', 'Facture simple', '380', 'Facture commerciale'] },
  { code: 'AVOIR', spellings: ['Avoir', 'Un avoir', 'Facture d’avoir', 'Note de crédit', '381'] },
  { code: 'ACOMPTE', spellings: ['Acompte', 'Facture d’acompte', '386'] },
  { code: 'RECTIFICATIVE', spellings: ['Facture rectificative', '384'] },
];

export const vatTypes: readonly Choice[] = [
  { code: 'TVA_SUR_DEBIT', spellings: ['TVA sur débit', 'TVA sur les débits', 'Débits', 'Sur les débits', 'D’après les débits', 'Livraison'] },
  { code: 'TVA_SUR_ENCAISSEMENT', spellings: ['TVA sur encaissement', 'TVA sur les encaissements', 'Encaissements', 'Sur les encaissements'] },
  { code: 'EXONERATION', spellings: ['Exonération', 'Exonération de TVA', 'Exonéré', 'Exonéré de TVA', 'TVA exonérée'] },
  {
    code: 'SANS_TVA',
    spellings: ['Sans TVA', 'Pas de TVA', 'Non assujetti', 'Non soumis à TVA', 'Hors champ de TVA', 'Aucune TVA', 'Non applicable', ...franchise],
  },
];

export const paymentModes: readonly Choice[] = [
  { code: 'VIREMENT', spellings: ['Virement', 'Virement bancaire', 'Par virement'] },
  { code: 'CHEQUE', spellings: ['Chèque', 'Chèque bancaire', 'Par chèque'] },
  { code: 'PRELEVEMENT', spellings: ['Prélèvement', 'Prélèvement bancaire', 'Prélèvement SEPA'] },
  { code: 'ESPECE', spellings: ['Espèces', 'Espèce', 'En espèces', 'Comptant en espèces'] },
  { code: 'AUTRE', spellings: ['Autre', 'Autre mode', 'Autre moyen', 'Carte bancaire', 'Carte'] },
  { code: 'REPORT', spellings: ['Report', 'Report de paiement'] },
];

export const formats: readonly Choice[] = [
  { code: 'PDF_NON_SIGNE', spellings: ['PDF non signé', 'PDF', 'Fichier PDF', 'PDF sans signature', 'PDF simple'] },
  { code: 'PDF_SIGNE', spellings: ['PDF signé', 'PDF signé PAdES', 'PDF signé XAdES', 'PDF avec signature', 'PDF signé électroniquement'] },
  { code: 'XML', spellings: ['XML', 'Fichier XML', 'Flux XML', 'UBL', 'CII', 'Factur-X', 'XML (UBL, CII)', 'Fichier structuré'] },
];
