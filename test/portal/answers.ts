/**
 * Refusals of the training portal. The real error tables of soumettre are not public: codes 99xxx are OURS and say so by their number;
 * the others, and the sentences marked [vu], were seen (chorus-pro.md §2.2, §3).
 */
export interface Refusal {
  codeRetour: number;
  libelle: string;
}

export const OK = { codeRetour: 0, libelle: 'GCU_MSG_01_000' };
export const READ_OK = { codeRetour: 0, libelle: 'TRA_MSG_00.000' };

export const refusals = {
  required: (field: string): Refusal => ({ codeRetour: 99001, libelle: `Le champ ${field} est obligatoire` }),
  tooLong: (field: string, length: number): Refusal => ({
    codeRetour: 99002,
    libelle: `Le champ ${field} ne doit pas dépasser ${length} caractères`,
  }),
  numberAlphabet: { codeRetour: 99003, libelle: 'Le numéro de facture contient un caractère interdit (lettres, chiffres, - _ / + seulement)' },
  numberIsDate: { codeRetour: 99004, libelle: 'Le numéro de facture ne peut pas être une date' },
  mode: (text: string): Refusal => ({ codeRetour: 99005, libelle: text }),
  unknownRecipient: { codeRetour: 99006, libelle: 'La structure destinataire n’existe pas ou n’est pas active dans l’annuaire' },
  unknownService: { codeRetour: 99007, libelle: 'Le service destinataire n’existe pas ou n’est pas actif pour cette structure' },
  publicOnlyService: { codeRetour: 99008, libelle: 'Le service FACTURES_PUBLIQUES est réservé aux factures entre organismes publics' },
  serviceRequired: { codeRetour: 99009, libelle: 'Le code service est obligatoire pour cette structure destinataire' },
  engagementRequired: { codeRetour: 99010, libelle: 'Le numéro d’engagement est obligatoire pour cette structure ou ce service' },
  eitherRequired: { codeRetour: 99011, libelle: 'Le code service ou le numéro d’engagement est obligatoire pour cette structure' },
  /** [vu] message published by the community site; its code is not public. */
  duplicate: { codeRetour: 99012, libelle: 'Vous avez déjà déposé une demande de paiement avec ce numéro de facture pour cette structure' },
  totals: { codeRetour: 99013, libelle: 'Le montant TTC n’est pas égal au montant HT augmenté de la TVA' },
  amount: (field: string): Refusal => ({
    codeRetour: 99014,
    libelle: `Le montant ${field} n’est pas un nombre valable (13 chiffres et 6 décimales au plus)`,
  }),
  alreadyPaid: { codeRetour: 99015, libelle: 'Le montant à payer doit être nul pour une facture déjà payée (cadre A2)' },
  unknownFile: { codeRetour: 99016, libelle: 'La pièce jointe n’existe pas' },
  unknownSupplier: { codeRetour: 99017, libelle: 'La structure fournisseur n’existe pas ou ne vous est pas rattachée' },
  enumeration: (field: string): Refusal => ({ codeRetour: 99018, libelle: `La valeur du champ ${field} n’est pas admise` }),
  notRecyclable: { codeRetour: 99020, libelle: 'Le statut n’est pas « À recycler »' },
  unknownFlow: { codeRetour: 99021, libelle: 'Le flux n’existe pas' },
  attachmentType: { codeRetour: 99022, libelle: 'L’extension de la pièce jointe n’est pas admise' },
  unknownStructure: { codeRetour: 99023, libelle: 'La structure n’existe pas' },
  line: (rank: number, what: string): Refusal => ({ codeRetour: 99024, libelle: `La ligne de poste ${rank} est incorrecte : ${what}` }),
  /** [vu] a code of attachment unknown to the portal is refused (BON_DE_COMMANDE was); its code is not public. */
  attachmentKind: { codeRetour: 99025, libelle: 'Le type de la pièce jointe n’existe pas' },
  vatRecap: { codeRetour: 99026, libelle: 'Le récapitulatif de TVA ne correspond pas aux montants de la facture' },
  lineTotals: { codeRetour: 99027, libelle: 'Le total des lignes de poste ne correspond pas au récapitulatif de TVA ou au montant HT' },
  unknownAccount: { codeRetour: 99028, libelle: 'Les coordonnées bancaires n’existent pas pour cette structure' },
  /** [vu] */
  unknownInvoice: { codeRetour: 20000, libelle: 'GDP_MSG_11.008' },
  noResult: { codeRetour: 20000, libelle: 'TRA_MSG_00.015' },
  notSuspended: { codeRetour: 20002, libelle: 'GDP_MSG_11.033' },
  fileTooBig: { codeRetour: 20003, libelle: 'Le fichier dépasse 10 Mo' },
  flowTooBig: { codeRetour: 20001, libelle: 'GDP_MSG_11.022' },
} as const;

export const MAX_FILE = 10 * 1024 * 1024;

/** Extensions the portal takes (chorus-pro.md §3.1). */
export const extensions = new Set(
  'BMP GIF FAX ODT PPT TIFF XLS BZ2 GZ JPEG P7S RTF TXT XML CSV GZIP JPG PDF SVG XHTML XLSX DOC HTM ODP PNG TGZ XLC ZIP DOCX HTML ODS PPS TIF XLM PPTX'.split(
    ' ',
  ),
);

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** 13 digits and 6 decimals at most, or null. */
export function amountOf(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) >= 1e13) return null;
  return Math.abs(value * 1e6 - Math.round(value * 1e6)) < 1e-3 ? value : null;
}

export function sizeOfBase64(base64: string): number {
  return Math.floor((base64.length * 3) / 4) - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
}

export function isBase64(value: string): boolean {
  return (
    value.length > 0 &&
    value.length % 4 === 0 &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(value.slice(0, 400)) &&
    /^[A-Za-z0-9+/]*={0,2}$/.test(value.slice(-400))
  );
}
