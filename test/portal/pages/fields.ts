/**
 * The fields of the portal's two forms, said once: the four builds draw them, the server reads them, and benches compare by their keys.
 * Blocks and their order are public (2016 guide); labels, lengths and names are supposed from the API's words and the portal's known habits (README.md).
 * Runs in node and in the pages.
 */
import {
  accountOptions,
  attachmentOptions,
  currencyOptions,
  exemptionOptions,
  formatOptions,
  frameworkOptions,
  type Option,
  paymentOptions,
  rateOptions,
  supplierOptions,
  supplierServiceOptions,
  typeOptions,
  vatTypeOptions,
} from './options.ts';

export const buildNames = ['classique', 'react', 'material', 'tableau'] as const;
export type BuildName = (typeof buildNames)[number];
export const formNames = ['saisir', 'deposer'] as const;
export type FormName = (typeof formNames)[number];

export const blockNames = [
  'depot',
  'espace',
  'destinataire',
  'fournisseur',
  'cadre',
  'references',
  'lignes',
  'tva',
  'montants',
  'pieces',
  'commentaire',
] as const;
export type BlockName = (typeof blockNames)[number];

export type FieldKind = 'text' | 'amount' | 'quantity' | 'date' | 'choice' | 'structure' | 'service' | 'file' | 'long' | 'check' | 'shown';

export interface Field {
  /** Stable name for benches and receipts; "[]" stands for the rank of a repeated row, from 0. */
  key: string;
  block: BlockName;
  kind: FieldKind;
  forms: readonly FormName[];
  /** What belongs there, in terms of the invoice. */
  meaning: string;
  labels: Readonly<Record<BuildName, string>>;
  /** Spring binding path without its bean (builds rendered by the server). */
  path: string;
  required?: boolean;
  maxLength?: number;
  options?: readonly Option[];
  /** Shown only while the other field holds this value. */
  when?: { key: string; value: string };
}

const both = formNames;
const typed = ['saisir'] as const;
const deposited = ['deposer'] as const;

type Labels = readonly [classique: string, react: string, material: string, tableau: string];

function field(
  key: string,
  kind: FieldKind,
  forms: readonly FormName[],
  path: string,
  [classique, react, material, tableau]: Labels,
  meaning: string,
  more: Partial<Field> = {},
): Field {
  const head = key.split(/[.[]/)[0] ?? '';
  const block = blockNames.find((name) => name === head) ?? 'references';
  return { key, block, kind, forms, path, labels: { classique, react, material, tableau }, meaning, ...more };
}

export const fields: readonly Field[] = [
  field(
    'depot.format',
    'choice',
    deposited,
    'format',
    ['Format de dépôt', 'Format du fichier', 'Format de la facture', 'Format'],
    'PDF non signé for a plain PDF',
    { options: formatOptions, required: true },
  ),
  field(
    'depot.cadre',
    'choice',
    deposited,
    'codeCadre',
    ['Cadre de facturation', 'Cadre de facturation', 'Cadre de facturation', 'Cadre de fact.'],
    'Framework, A1 unless already paid (A2)',
    { options: frameworkOptions, required: true, block: 'depot' },
  ),
  field(
    'depot.fichier',
    'file',
    deposited,
    'fichierFacture',
    ['Fichier', 'Votre facture', 'Fichier de la facture', 'Fichier à déposer'],
    'The PDF of the invoice',
    { required: true },
  ),

  field(
    'espace.mandat',
    'check',
    typed,
    'mandat',
    [
      'J’autorise le portail à établir la facture en mon nom et pour mon compte',
      'J’accepte le mandat de facturation',
      'Mandat de facturation accepté',
      'Mandat de facturation',
    ],
    'A legal act of the person: nobody ticks it for him',
    { required: true },
  ),

  field(
    'destinataire.siret',
    'structure',
    both,
    'destinataire.identifiant',
    ['Identifiant (SIRET)', 'SIRET du destinataire', 'SIRET de l’acheteur public', 'N° SIRET'],
    'SIRET of the buyer, 14 digits, chosen in the portal’s own directory',
    { required: true, maxLength: 14 },
  ),
  field(
    'destinataire.service',
    'service',
    both,
    'destinataire.codeService',
    ['Code service', 'Service exécutant', 'Service destinataire', 'Code service exéc.'],
    'Code of the buyer’s service, chosen among those of the structure; empty when it has none',
    { maxLength: 100 },
  ),

  field(
    'fournisseur.structure',
    'choice',
    both,
    'fournisseur.structure',
    ['Structure', 'Votre structure', 'Structure émettrice', 'Raison sociale'],
    'The company of the account; already chosen when there is one',
    { options: supplierOptions, required: true },
  ),
  field(
    'fournisseur.service',
    'choice',
    both,
    'fournisseur.service',
    ['Service', 'Service émetteur', 'Service fournisseur', 'Service fourn.'],
    'Service of the seller; empty for a micro-enterprise',
    { options: supplierServiceOptions },
  ),
  field(
    'fournisseur.compte',
    'choice',
    both,
    'fournisseur.coordonneesBancaires',
    ['Coordonnées bancaires', 'Compte bancaire', 'Compte à créditer (RIB)', 'Réf. bancaire'],
    'One of the accounts known to the portal',
    { options: accountOptions },
  ),

  field(
    'cadre.code',
    'choice',
    typed,
    'cadreDeFacturation.codeCadre',
    ['Cadre de facturation', 'Cadre de facturation', 'Cadre de facturation', 'Cadre de fact.'],
    'Framework, A1 unless already paid (A2)',
    { options: frameworkOptions, required: true },
  ),

  field(
    'references.numero',
    'text',
    deposited,
    'references.numeroFacture',
    ['Numéro de facture', 'N° de facture', 'Numéro de la facture', 'Facture n°'],
    'Number printed on the PDF (in « saisir » the portal gives one itself)',
    { required: true, maxLength: 20 },
  ),
  field(
    'references.date',
    'date',
    deposited,
    'references.dateFacture',
    ['Date de facture', 'Date de la facture', 'Date d’émission', 'Date fact.'],
    'Issue date, dd/mm/yyyy (in « saisir » it is the day of sending)',
    { required: true },
  ),
  field(
    'references.devise',
    'choice',
    both,
    'references.devise',
    ['Devise', 'Devise de facturation', 'Devise', 'Monnaie'],
    'Currency, EUR at first',
    { options: currencyOptions, required: true },
  ),
  field(
    'references.type',
    'choice',
    both,
    'references.typeFacture',
    ['Type de facture', 'Type de document', 'Nature de la pièce', 'Type fact.'],
    'Invoice or credit note',
    { options: typeOptions, required: true },
  ),
  field(
    'references.typeTva',
    'choice',
    both,
    'references.typeTva',
    ['Type de TVA', 'Régime de TVA', 'Exigibilité de la TVA', 'Type TVA'],
    'TVA_SUR_DEBIT, TVA_SUR_ENCAISSEMENT, EXONERATION, SANS_TVA',
    { options: vatTypeOptions, required: true },
  ),
  field(
    'references.motifExoneration',
    'choice',
    both,
    'references.motifExonerationTva',
    ['Motif d’exonération', 'Motif d’exonération de TVA', 'Motif de l’exonération', 'Motif exon.'],
    'Ground, asked only with EXONERATION',
    { options: exemptionOptions, when: { key: 'references.typeTva', value: 'EXONERATION' } },
  ),
  field(
    'references.modePaiement',
    'choice',
    both,
    'references.modePaiement',
    ['Mode de règlement', 'Mode de paiement', 'Moyen de paiement', 'Mode règl.'],
    'Payment mode; left empty on a credit note',
    { options: paymentOptions },
  ),
  field(
    'references.engagement',
    'text',
    both,
    'references.numeroBonCommande',
    ['Numéro d’engagement', 'N° d’engagement juridique (EJ)', 'Numéro de bon de commande ou d’engagement', 'N° engagt'],
    'Engagement number given by the buyer, or his order number',
    { maxLength: 50 },
  ),
  field(
    'references.marche',
    'text',
    both,
    'references.numeroMarche',
    ['Numéro de marché', 'N° de marché', 'Référence du marché', 'N° marché'],
    'Contract number',
    { maxLength: 50 },
  ),
  field(
    'references.factureOrigine',
    'text',
    both,
    'references.numeroFactureOrigine',
    ['Numéro de la facture d’origine', 'Facture d’origine', 'Facture rectifiée', 'Fact. origine'],
    'Number of the credited invoice, asked only with AVOIR',
    { maxLength: 20, when: { key: 'references.type', value: 'AVOIR' } },
  ),

  field(
    'lignes[].numero',
    'quantity',
    typed,
    'lignesPoste[].numero',
    ['Numéro', 'Ligne n°', 'Rang', 'N°'],
    'Number of the line; the page proposes 1, 2, 3…',
    { required: true, maxLength: 6 },
  ),
  field(
    'lignes[].reference',
    'text',
    typed,
    'lignesPoste[].reference',
    ['Référence', 'Réf. article', 'Référence du produit', 'Réf.'],
    'Article reference, often empty',
    { maxLength: 50 },
  ),
  field(
    'lignes[].denomination',
    'text',
    typed,
    'lignesPoste[].denomination',
    ['Dénomination', 'Désignation', 'Libellé', 'Dénomination'],
    'Designation of the line',
    { required: true, maxLength: 500 },
  ),
  field(
    'lignes[].quantite',
    'quantity',
    typed,
    'lignesPoste[].quantite',
    ['Quantité', 'Qté', 'Quantité facturée', 'Qté'],
    'Quantity, 4 decimals at most',
    { required: true },
  ),
  field(
    'lignes[].unite',
    'text',
    typed,
    'lignesPoste[].unite',
    ['Unité', 'Unité', 'Unité de mesure', 'Unité'],
    'Unit in words (« pièce », « heure », « kg »)',
    { required: true, maxLength: 20 },
  ),
  field(
    'lignes[].prixUnitaire',
    'amount',
    typed,
    'lignesPoste[].montantUnitaireHT',
    ['Montant unitaire HT', 'Prix unitaire HT', 'Prix unitaire hors taxes', 'PU HT'],
    'Net unit price, 6 decimals at most',
    { required: true },
  ),
  field(
    'lignes[].remise',
    'amount',
    typed,
    'lignesPoste[].montantRemiseHT',
    ['Montant de la remise HT', 'Remise HT', 'Remise hors taxes', 'Remise'],
    'Discount of the line as an amount, before VAT',
  ),
  field(
    'lignes[].tauxTva',
    'choice',
    typed,
    'lignesPoste[].tauxTva',
    ['Taux de TVA', 'TVA', 'Taux de TVA', 'Tx TVA'],
    'Rate of the portal’s list; empty with a manual rate',
    { options: rateOptions },
  ),
  field(
    'lignes[].tauxManuel',
    'amount',
    typed,
    'lignesPoste[].tauxTvaManuel',
    ['Taux de TVA manuel (%)', 'Autre taux (%)', 'Taux saisi (%)', 'Tx manuel'],
    'A rate that the list lacks, in percent (8,5)',
  ),

  field('tva[].taux', 'choice', typed, 'lignesTva[].taux', ['Taux', 'Taux du récapitulatif', 'Taux', 'Taux'], 'Rate of this row of the recap', {
    options: rateOptions,
  }),
  field(
    'tva[].tauxManuel',
    'amount',
    typed,
    'lignesTva[].tauxManuel',
    ['Taux manuel (%)', 'Autre taux (%)', 'Taux saisi (%)', 'Tx manuel'],
    'A rate that the list lacks, in percent',
  ),
  field(
    'tva[].base',
    'amount',
    typed,
    'lignesTva[].montantBaseHT',
    ['Montant de base HT', 'Base HT', 'Base hors taxes', 'Base HT'],
    'Taxable amount at this rate',
  ),
  field(
    'tva[].montant',
    'amount',
    typed,
    'lignesTva[].montantTva',
    ['Montant de TVA', 'Montant de la TVA', 'Taxe due', 'Mt TVA'],
    'VAT at this rate',
  ),

  field('montants.ht', 'amount', both, 'montants.montantHT', ['Montant total HT', 'Total HT', 'Total hors taxes', 'Total HT'], 'Total without VAT', {
    required: true,
  }),
  field('montants.tva', 'amount', both, 'montants.montantTVA', ['Montant total de TVA', 'Total TVA', 'Total des taxes', 'Total TVA'], 'Total VAT', {
    required: true,
  }),
  field(
    'montants.remise',
    'amount',
    both,
    'montants.remiseGlobaleTTC',
    ['Remise globale TTC', 'Remise globale', 'Remise sur le total', 'Remise glob.'],
    'Overall discount, VAT included; rarely used',
  ),
  field(
    'montants.motifRemise',
    'text',
    both,
    'montants.motifRemise',
    ['Motif de la remise', 'Motif de la remise', 'Raison de la remise', 'Motif remise'],
    'Reason of the overall discount',
    { maxLength: 1024 },
  ),
  field(
    'montants.ttc',
    'amount',
    both,
    'montants.montantTTC',
    ['Montant total TTC', 'Total TTC', 'Total toutes taxes comprises', 'Total TTC'],
    'Total with VAT',
    { required: true },
  ),
  field(
    'montants.net',
    'amount',
    both,
    'montants.montantAPayer',
    ['Montant à payer', 'Net à payer', 'Reste à payer', 'Net à payer'],
    'What is left to pay; 0 in A2',
    { required: true },
  ),

  field(
    'pieces[].type',
    'choice',
    both,
    'piecesJointes[].type',
    ['Type de pièce jointe', 'Nature du document', 'Type de pièce', 'Type PJ'],
    'Kind of the supporting document',
    { options: attachmentOptions },
  ),
  field(
    'pieces[].designation',
    'text',
    both,
    'piecesJointes[].designation',
    ['Désignation', 'Intitulé', 'Description', 'Désignation PJ'],
    'Its name in words',
    { maxLength: 100 },
  ),
  field(
    'pieces[].fichier',
    'file',
    both,
    'piecesJointes[].fichier',
    ['Fichier', 'Document à joindre', 'Pièce à joindre', 'Fichier PJ'],
    'A supporting document (not the invoice in « déposer »)',
  ),

  field(
    'commentaire.texte',
    'long',
    both,
    'commentaire',
    ['Commentaire', 'Message au destinataire', 'Observations', 'Commentaire'],
    'Free text, 2000 characters at most',
    { maxLength: 2000 },
  ),
];

/** Values a form opens with. */
export const defaults: Readonly<Record<FormName, Readonly<Record<string, string>>>> = {
  saisir: {
    'fournisseur.structure': '12345678200010',
    'cadre.code': 'A1_FACTURE_FOURNISSEUR',
    'references.devise': 'EUR',
    'references.type': 'FACTURE',
    'lignes[0].numero': '1',
  },
  deposer: { 'fournisseur.structure': '12345678200010', 'references.devise': 'EUR', 'references.type': 'FACTURE' },
};

export const repeatedBlocks = ['lignes', 'tva', 'pieces'] as const;
export type RepeatedBlock = (typeof repeatedBlocks)[number];

/** "lignes[2].quantite" → the field "lignes[].quantite". */
export function fieldOf(key: string): Field | undefined {
  const general = key.replace(/\[\d+\]/, '[]');
  return fields.find((candidate) => candidate.key === general);
}

export const at = (key: string, rank: number): string => key.replace('[]', `[${rank}]`);

export const fieldsOf = (form: FormName, block: BlockName): Field[] =>
  fields.filter((candidate) => candidate.block === block && candidate.forms.includes(form));

/** Blocks of a form that have fields, in the documented order. */
export const blocksOf = (form: FormName): BlockName[] => blockNames.filter((block) => fieldsOf(form, block).length > 0);
