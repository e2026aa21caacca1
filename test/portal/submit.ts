import { isBase64, OK, type Refusal, record, records, refusals, text } from './answers.ts';
import { structureOf, supplier, type TrainingStructure } from './data.ts';
import { dayOf, type Portal, type TrainingInvoice } from './state.ts';

const frameworks = new Set(['A1_FACTURE_FOURNISSEUR', 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE', 'A9_FACTURE_SOUSTRAITANT', 'A12_FACTURE_COTRAITANT']);
const vatTypes = new Set(['TVA_SUR_DEBIT', 'TVA_SUR_ENCAISSEMENT', 'EXONERATION', 'SANS_TVA']);
const paymentModes = new Set(['CHEQUE', 'PRELEVEMENT', 'VIREMENT', 'ESPECE', 'AUTRE', 'REPORT']);
const modes = new Set(['SAISIE_API', 'DEPOT_PDF_API', 'DEPOT_PDF_SIGNE_API']);

/** Statuses under which a number does not count as used. */
export const unborn = new Set(['INTERPRETEE_OCR', 'BROUILLON', 'SUPPRIMEE']);

/** Which codes a recipient demands, in the order of chorus-pro.md §2.1; null when all is well. */
export function routingRefusal(structure: TrainingStructure, serviceCode: string, engagement: string): Refusal | null {
  const service = structure.services.find((candidate) => candidate.codeService === serviceCode);
  if (serviceCode === 'FACTURES_PUBLIQUES') return refusals.publicOnlyService;
  if (serviceCode && structure.services.length > 0 && !service?.estActif) return refusals.unknownService;
  if (structure.gestionNumeroEJOuCodeService && !serviceCode && !engagement) return refusals.eitherRequired;
  if (structure.codeServiceDoitEtreRenseigne && !serviceCode) return refusals.serviceRequired;
  if ((structure.numeroEJDoitEtreRenseigne || service?.numeroEngagement) && !engagement) return refusals.engagementRequired;
  return null;
}

export function numberRefusal(number: string): Refusal | null {
  if (number.length > 20) return refusals.tooLong('numeroFactureSaisi', 20);
  if (!/^[A-Za-z0-9+_/-]+( [A-Za-z0-9+_/-]+)*$/.test(number)) return refusals.numberAlphabet;
  if (/^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(number)) return refusals.numberIsDate;
  return null;
}

export function isDuplicate(portal: Portal, idFournisseur: number, number: string, year: string): boolean {
  if (portal.has('unicite-absente')) return false;
  return portal.state.invoices.some(
    (invoice) =>
      invoice.idFournisseur === idFournisseur &&
      invoice.numeroFacture.toUpperCase() === number.toUpperCase() &&
      invoice.dateFacture.slice(0, 4) === year &&
      !unborn.has(invoice.statut),
  );
}

function amountOf(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) >= 1e13) return null;
  return Math.abs(value * 1e6 - Math.round(value * 1e6)) < 1e-3 ? value : null;
}

/** A new invoice in the books, with its first status. */
export function enter(
  portal: Portal,
  values: Omit<TrainingInvoice, 'identifiantFactureCPP' | 'statut' | 'deposeeLe' | 'etatLe' | 'empreinte' | 'rejetTraite' | 'historique'>,
): TrainingInvoice {
  const now = portal.now();
  const id = portal.nextId();
  const invoice: TrainingInvoice = {
    ...values,
    identifiantFactureCPP: id,
    statut: 'DEPOSEE',
    deposeeLe: now,
    etatLe: now,
    empreinte: `ENTRAINEMENT-${id.toString(36).toUpperCase()}-${now.toString(36).toUpperCase()}`,
    rejetTraite: false,
    historique: [{ id: portal.nextId(), code: 'DEPOSEE', le: now, commentaire: '', auteur: 'Fournisseur' }],
  };
  portal.state.invoices.push(invoice);
  portal.save();
  return invoice;
}

export function setStatus(portal: Portal, invoice: TrainingInvoice, code: string, comment: string, author: string): void {
  invoice.statut = code;
  invoice.etatLe = portal.now();
  invoice.historique.push({ id: portal.nextId(), code, le: portal.now(), commentaire: comment, auteur: author });
  portal.save();
}

/** `soumettre`: every check of chorus-pro.md §8 item 4, first refusal answered. */
export function submit(portal: Portal, body: Record<string, unknown>): object {
  const mode = text(body.modeDepot);
  if (!mode) return refusals.required('modeDepot');
  if (!modes.has(mode)) return refusals.enumeration('modeDepot');
  const pdf = mode !== 'SAISIE_API';

  const number = text(body.numeroFactureSaisi);
  const date = text(body.dateFacture);
  if (pdf && !number) return refusals.required('numeroFactureSaisi');
  if (pdf && !date) return refusals.required('dateFacture');
  if (!pdf && number) return refusals.mode('Le numéro de facture ne doit pas être renseigné en saisie');
  if (pdf && !/^\d{4}-\d\d-\d\d$/.test(date)) return refusals.enumeration('dateFacture');
  if (number) {
    const wrong = numberRefusal(number);
    if (wrong) return wrong;
  }

  const recipient = record(body.destinataire);
  const siret = text(recipient.codeDestinataire);
  if (!siret) return refusals.required('destinataire.codeDestinataire');
  if (siret.length > 14) return refusals.tooLong('destinataire.codeDestinataire', 14);
  const serviceCode = text(recipient.codeServiceExecutant);
  if (serviceCode.length > 100) return refusals.tooLong('destinataire.codeServiceExecutant', 100);
  if (record(body.fournisseur).idFournisseur !== supplier.idStructureCPP) return refusals.unknownSupplier;
  const framework = text(record(body.cadreDeFacturation).codeCadreFacturation);
  if (!framework) return refusals.required('cadreDeFacturation.codeCadreFacturation');
  if (!frameworks.has(framework)) return refusals.enumeration('cadreDeFacturation.codeCadreFacturation');

  const references = record(body.references);
  const type = text(references.typeFacture);
  if (text(references.deviseFacture).length !== 3) return refusals.required('references.deviseFacture');
  if (type !== 'FACTURE' && type !== 'AVOIR') return refusals.enumeration('references.typeFacture');
  if (!vatTypes.has(text(references.typeTva))) return refusals.enumeration('references.typeTva');
  const paymentMode = text(references.modePaiement);
  if (type === 'FACTURE' && !paymentModes.has(paymentMode)) return refusals.enumeration('references.modePaiement');
  if (type === 'AVOIR' && paymentMode) return refusals.mode('Le mode de paiement ne doit pas être renseigné sur un avoir');
  const engagement = text(references.numeroBonCommande);
  if (engagement.length > 50) return refusals.tooLong('references.numeroBonCommande', 50);
  if (text(body.commentaire).length > 2000) return refusals.tooLong('commentaire', 2000);

  const totals = record(body.montantTotal);
  const amounts: Record<string, number> = {};
  for (const name of ['montantHtTotal', 'montantTVA', 'montantTtcTotal', 'montantAPayer']) {
    if (totals[name] === undefined || totals[name] === null) return refusals.required(`montantTotal.${name}`);
    const amount = amountOf(totals[name]);
    if (amount === null) return refusals.amount(name);
    amounts[name] = amount;
  }
  const { montantHtTotal = 0, montantTVA = 0, montantTtcTotal = 0, montantAPayer = 0 } = amounts;
  if (Math.abs(montantHtTotal + montantTVA - montantTtcTotal) > 0.011) return refusals.totals;
  if (framework.startsWith('A2') && montantAPayer !== 0) return refusals.alreadyPaid;
  if (!pdf && records(body.lignePoste).length === 0) return refusals.required('lignePoste');

  // Swagger says an object, every working client sends an array of one: both are taken.
  const main = Array.isArray(body.pieceJointePrincipale) ? records(body.pieceJointePrincipale)[0] : record(body.pieceJointePrincipale);
  const pieces: number[] = [];
  if (pdf) {
    if (!main || Object.keys(main).length === 0) return refusals.required('pieceJointePrincipale');
    pieces.push(Number(main.pieceJointePrincipaleId));
  }
  for (const piece of records(body.pieceJointeComplementaire)) {
    if (text(piece.pieceJointeComplementaireDesignation).length > 100) return refusals.tooLong('pieceJointeComplementaireDesignation', 100);
    pieces.push(Number(piece.pieceJointeComplementaireId));
  }
  if (pieces.some((id) => !portal.state.files.some((file) => file.id === id))) return refusals.unknownFile;

  const structure = structureOf(siret, !portal.has('annuaire-ferme'));
  if (!structure) return refusals.unknownRecipient;
  const routing = routingRefusal(structure, serviceCode, engagement);
  if (routing) return routing;
  const year = (date || dayOf(portal.now())).slice(0, 4);
  if (number && isDuplicate(portal, supplier.idStructureCPP, number, year)) return refusals.duplicate;

  const invoice = enter(portal, {
    numeroFacture: number || `${year}${String(portal.nextId()).padStart(16, '0')}`,
    dateFacture: date || dayOf(portal.now()),
    typeFacture: type,
    modeDepot: mode,
    idFournisseur: supplier.idStructureCPP,
    codeDestinataire: siret,
    designationDestinataire: structure.designationStructure,
    codeServiceExecutant: serviceCode,
    numeroBonCommande: engagement,
    numeroMarche: text(references.numeroMarche),
    montantHT: montantHtTotal,
    montantTVA,
    montantTTC: montantTtcTotal,
    montantAPayer,
    numeroFluxDepot: '',
    pieces,
  });
  return {
    ...OK,
    identifiantFactureCPP: invoice.identifiantFactureCPP,
    numeroFacture: invoice.numeroFacture,
    statutFacture: invoice.statut,
    dateDepot: dayOf(invoice.deposeeLe),
    identifiantStructure: siret,
    empreinteCertificatDepot: invoice.empreinte,
  };
}

/** Keeps a file; null when it is not base64. */
export function keepFile(portal: Portal, name: string, type: string, base64: string): number | null {
  if (!isBase64(base64)) return null;
  const id = portal.nextId();
  portal.state.files.push({ id, nom: name, type, base64 });
  portal.save();
  return id;
}
