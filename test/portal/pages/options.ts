/** What the lists of the forms offer, in their order. */
export interface Option {
  value: string;
  label: string;
}

export const frameworkOptions: readonly Option[] = [
  { value: 'A1_FACTURE_FOURNISSEUR', label: 'A1 - Dépôt par un fournisseur d’une facture' },
  { value: 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE', label: 'A2 - Dépôt par un fournisseur d’une facture déjà payée' },
  { value: 'A9_FACTURE_SOUSTRAITANT', label: 'A9 - Dépôt par un sous-traitant d’une facture' },
  { value: 'A12_FACTURE_COTRAITANT', label: 'A12 - Dépôt par un cotraitant d’une facture' },
];
export const formatOptions: readonly Option[] = [
  { value: 'PDF_NON_SIGNE', label: 'PDF non signé' },
  { value: 'PDF_SIGNE_PADES', label: 'PDF signé' },
  { value: 'XML', label: 'XML' },
];
export const typeOptions: readonly Option[] = [
  { value: 'FACTURE', label: 'Facture' },
  { value: 'AVOIR', label: 'Avoir' },
];
export const vatTypeOptions: readonly Option[] = [
  { value: 'TVA_SUR_DEBIT', label: 'TVA sur les débits' },
  { value: 'TVA_SUR_ENCAISSEMENT', label: 'TVA sur les encaissements' },
  { value: 'EXONERATION', label: 'Exonération' },
  { value: 'SANS_TVA', label: 'Sans TVA' },
];
/** Codes are the training portal's own: the real ones are not public. */
export const exemptionOptions: readonly Option[] = [
  { value: 'ENTRAINEMENT_293B', label: 'TVA non applicable, article 293 B du CGI' },
  { value: 'ENTRAINEMENT_261', label: 'Exonération, article 261 du CGI' },
  { value: 'ENTRAINEMENT_283', label: 'Autoliquidation, article 283 du CGI' },
];
export const paymentOptions: readonly Option[] = [
  { value: 'VIREMENT', label: 'Virement' },
  { value: 'CHEQUE', label: 'Chèque' },
  { value: 'PRELEVEMENT', label: 'Prélèvement' },
  { value: 'ESPECE', label: 'Espèces' },
  { value: 'REPORT', label: 'Report' },
  { value: 'AUTRE', label: 'Autre' },
];
export const currencyOptions: readonly Option[] = [
  { value: 'EUR', label: 'Euro (EUR)' },
  { value: 'XPF', label: 'Franc Pacifique (XPF)' },
];
/** "" with a manual rate for any other. */
export const rateOptions: readonly Option[] = [
  { value: 'TVA20', label: '20%' },
  { value: 'TVA10', label: '10%' },
  { value: 'TVA5', label: '5,5%' },
  { value: 'TVA2', label: '2,1%' },
  { value: 'TVA1', label: 'Art 293B(FranchiseEnBase)' },
];
export const attachmentOptions: readonly Option[] = [
  { value: 'RIB', label: 'Relevé d’identité bancaire' },
  { value: 'ENTRAINEMENT_BL', label: 'Bon de livraison' },
  { value: 'ENTRAINEMENT_AUTRE', label: 'Autre pièce' },
];
/** The one company of the practice account, and its two accounts. */
export const supplierOptions: readonly Option[] = [{ value: '12345678200010', label: '12345678200010 - Fournisseur d’entraînement' }];
export const supplierServiceOptions: readonly Option[] = [{ value: 'FACT', label: 'FACT - Facturation' }];
export const accountOptions: readonly Option[] = [{ value: '132', label: 'RIB principal (entraînement)' }];
