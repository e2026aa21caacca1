import { type FormName, fieldOf, fields } from './fields.ts';

/** What a form holds, by field key ("lignes[0].quantite"), as it was typed. An absent key is an empty field. */
export type Values = Record<string, string>;

/** "1 234,50", "1234.5" → 1234.5; null for anything else. */
export function amountIn(spelling: string): number | null {
  const plain = spelling.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** "05/02/2026" → "2026-02-05"; null for anything else, impossible days included. */
export function dayIn(spelling: string): string | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(spelling.trim());
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

export const frenchDay = (iso: string): string => iso.split('-').reverse().join('/');

export const frenchAmount = (value: number): string =>
  value.toLocaleString('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 6 }).replace(/\u202f/g, ' ');

/** Ranks of a repeated block for which something was typed. */
export function ranksOf(values: Values, block: string): number[] {
  const ranks = new Set<number>();
  for (const [key, value] of Object.entries(values)) {
    const rank = new RegExp(`^${block}\\[(\\d+)\\]\\.(\\w+)$`).exec(key);
    // The page numbers a new line itself: a rank alone is no line.
    if (rank && value.trim() && rank[2] !== 'numero') ranks.add(Number(rank[1]));
  }
  return [...ranks].sort((a, b) => a - b);
}

/** Keeps known keys of this form, cut at a length no honest field reaches. */
export function knownValues(form: FormName, values: Record<string, unknown>): Values {
  const kept: Values = {};
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== 'string' || !fieldOf(key)?.forms.includes(form)) continue;
    if (value !== '') kept[key] = value.slice(0, 4000);
  }
  return kept;
}

/** Complaints of the page itself, before the portal is asked: empty required fields and spellings it does not read. */
export function complaintsOf(form: FormName, values: Values, label: (key: string) => string): string[] {
  const complaints: string[] = [];
  const check = (key: string, general: string) => {
    const field = fieldOf(general);
    if (!field?.forms.includes(form)) return;
    const value = (values[key] ?? '').trim();
    if (field.required && !value) complaints.push(`Le champ « ${label(key)} » est obligatoire.`);
    if (!value) return;
    if ((field.kind === 'amount' || field.kind === 'quantity') && amountIn(value) === null)
      complaints.push(`Le champ « ${label(key)} » n’est pas un nombre.`);
    if (field.kind === 'date' && dayIn(value) === null) complaints.push(`Le champ « ${label(key)} » n’est pas une date (jj/mm/aaaa).`);
    if (field.maxLength && value.length > field.maxLength) complaints.push(`Le champ « ${label(key)} » dépasse ${field.maxLength} caractères.`);
    if (field.options && !field.options.some((option) => option.value === value))
      complaints.push(`La valeur du champ « ${label(key)} » n’est pas admise.`);
  };
  for (const field of fields) {
    if (field.kind === 'file') continue;
    const block = field.key.split('[]')[0] ?? '';
    if (!field.key.includes('[]')) check(field.key, field.key);
    else for (const rank of ranksOf(values, block)) check(field.key.replace('[]', `[${rank}]`), field.key);
  }
  if (form === 'saisir' && ranksOf(values, 'lignes').length === 0) complaints.push('Ajoutez au moins une ligne de poste.');
  return complaints;
}

/** Absent rather than empty: `soumettre` distinguishes. */
const some = (value: string | undefined) => (value?.trim() ? value.trim() : undefined);
const number = (value: string | undefined) => (value?.trim() ? (amountIn(value) ?? value) : undefined);

/** The request of the API that these values make. `files`: numbers of the kept files, by key. */
export function requestOf(form: FormName, values: Values, files: Readonly<Record<string, number>>, supplierId: number): Record<string, unknown> {
  const lines = ranksOf(values, 'lignes').map((rank, index) => {
    const of = (name: string) => values[`lignes[${rank}].${name}`];
    return {
      lignePosteNumero: number(of('numero')) ?? index + 1,
      lignePosteReference: some(of('reference')),
      lignePosteDenomination: some(of('denomination')),
      lignePosteQuantite: number(of('quantite')),
      lignePosteUnite: some(of('unite')),
      lignePosteMontantUnitaireHT: number(of('prixUnitaire')),
      lignePosteMontantRemiseHT: number(of('remise')),
      ...(some(of('tauxTva')) ? { lignePosteTauxTva: some(of('tauxTva')) } : { lignePosteTauxTvaManuel: number(of('tauxManuel')) }),
    };
  });
  const vat = ranksOf(values, 'tva').map((rank) => {
    const of = (name: string) => values[`tva[${rank}].${name}`];
    return {
      ...(some(of('taux')) ? { ligneTvaTaux: some(of('taux')) } : { ligneTvaTauxManuel: number(of('tauxManuel')) }),
      ligneTvaMontantBaseHtParTaux: number(of('base')),
      ligneTvaMontantTvaParTaux: number(of('montant')),
    };
  });
  const pieces = Object.entries(files).flatMap(([key, id]) => {
    const rank = /^pieces\[(\d+)\]\.fichier$/.exec(key)?.[1];
    if (!rank) return [];
    return [
      {
        pieceJointeComplementaireDesignation: some(values[`pieces[${rank}].designation`]) ?? '',
        pieceJointeComplementaireType: some(values[`pieces[${rank}].type`]) ?? '',
        pieceJointeComplementaireId: id,
      },
    ];
  });
  const deposit = form === 'deposer';
  const signed = values['depot.format'] === 'PDF_SIGNE_PADES';
  return {
    modeDepot: deposit ? (signed ? 'DEPOT_PDF_SIGNE_API' : 'DEPOT_PDF_API') : 'SAISIE_API',
    ...(deposit ? { numeroFactureSaisi: some(values['references.numero']), dateFacture: dayIn(values['references.date'] ?? '') } : {}),
    destinataire: { codeDestinataire: some(values['destinataire.siret']), codeServiceExecutant: some(values['destinataire.service']) },
    fournisseur: { idFournisseur: supplierId, codeCoordonneesBancairesFournisseur: number(values['fournisseur.compte']) },
    cadreDeFacturation: { codeCadreFacturation: some(values['cadre.code'] ?? values['depot.cadre']) },
    references: {
      deviseFacture: some(values['references.devise']),
      typeFacture: some(values['references.type']),
      typeTva: some(values['references.typeTva']),
      motifExonerationTva: values['references.typeTva'] === 'EXONERATION' ? some(values['references.motifExoneration']) : undefined,
      modePaiement: some(values['references.modePaiement']),
      numeroBonCommande: some(values['references.engagement']),
      numeroMarche: some(values['references.marche']),
      numeroFactureOrigine: values['references.type'] === 'AVOIR' ? some(values['references.factureOrigine']) : undefined,
    },
    ...(deposit ? {} : { lignePoste: lines, ligneTva: vat }),
    montantTotal: {
      montantHtTotal: number(values['montants.ht']),
      montantTVA: number(values['montants.tva']),
      montantTtcTotal: number(values['montants.ttc']),
      montantRemiseGlobaleTTC: number(values['montants.remise']),
      motifRemiseGlobaleTTC: some(values['montants.motifRemise']),
      montantAPayer: number(values['montants.net']),
    },
    ...(deposit ? { pieceJointePrincipale: [{ pieceJointePrincipaleDesignation: 'Facture', pieceJointePrincipaleId: files['depot.fichier'] }] } : {}),
    pieceJointeComplementaire: pieces,
    commentaire: some(values['commentaire.texte']),
  };
}
