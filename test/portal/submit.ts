import { amountOf, OK, type Refusal, record, records, refusals, text } from './answers.ts';
import { suppliers, type TrainingStructure } from './data.ts';
import { typedOf } from './entry.ts';
import { structureIn } from './known.ts';
import * as reference from './reference.ts';
import { dayOf, type InvoiceDetails, type Portal, type TrainingInvoice } from './state.ts';

const vatTypes = ['TVA_SUR_DEBIT', 'TVA_SUR_ENCAISSEMENT', 'EXONERATION', 'SANS_TVA'];
/** How long a deposit stays out of searches under « etat-en-retard ». */
export const INDEX_LAG_MS = 20_000;

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

/** The invoice that the tour of the app sends: its number and its recipient. */
const sample = { number: 'F2026-118', siret: '12345678200036' };

/** The sample of the tour once paid: its former copy makes room, so that the tour can be made again. While it is on its way the number stands, as for any other. */
export function makeRoom(portal: Portal, number: string, siret: string): void {
  if (number !== sample.number || siret !== sample.siret) return;
  const { state } = portal;
  state.invoices = state.invoices.filter(
    (invoice) => invoice.numeroFacture !== number || invoice.codeDestinataire !== siret || invoice.statut !== 'MISE_EN_PAIEMENT',
  );
}

type NewInvoice = Omit<
  TrainingInvoice,
  'identifiantFactureCPP' | 'statut' | 'deposeeLe' | 'etatLe' | 'empreinte' | 'rejetTraite' | 'historique' | 'visibleLe' | 'ensuite'
>;

/** A new invoice in the books, with its first status. */
export function enter(portal: Portal, values: NewInvoice): TrainingInvoice {
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
    visibleLe: portal.has('etat-en-retard') ? now + INDEX_LAG_MS : 0,
    ensuite: null,
    historique: [{ id: portal.nextId(), code: 'DEPOSEE', le: now, commentaire: '', auteur: 'Fournisseur' }],
  };
  portal.state.invoices.push(invoice);
  portal.save();
  return invoice;
}

export function setStatus(portal: Portal, invoice: TrainingInvoice, code: string, comment: string, author: string): void {
  invoice.statut = code;
  invoice.etatLe = portal.now();
  invoice.ensuite = null;
  invoice.historique.push({ id: portal.nextId(), code, le: portal.now(), commentaire: comment, auteur: author });
  portal.save();
}

/** Supporting documents: lengths, kinds, and files that were really uploaded. */
export function piecesRefusal(portal: Portal, pieces: Record<string, unknown>[]): Refusal | null {
  for (const piece of pieces) {
    if (text(piece.pieceJointeComplementaireDesignation).length > 100) return refusals.tooLong('pieceJointeComplementaireDesignation', 100);
    const kind = text(piece.pieceJointeComplementaireType);
    if (kind.length > 30) return refusals.tooLong('pieceJointeComplementaireType', 30);
    // An empty kind is taken: Dolibarr's client sends it.
    if (kind && !reference.attachmentKinds.includes(kind)) return refusals.attachmentKind;
    if (!portal.state.files.some((file) => file.id === Number(piece.pieceJointeComplementaireId))) return refusals.unknownFile;
  }
  return null;
}

function referencesRefusal(references: Record<string, unknown>): Refusal | null {
  const type = text(references.typeFacture);
  if (text(references.deviseFacture).length !== 3) return refusals.required('references.deviseFacture');
  if (type !== 'FACTURE' && type !== 'AVOIR') return refusals.enumeration('references.typeFacture');
  if (!vatTypes.includes(text(references.typeTva))) return refusals.enumeration('references.typeTva');
  const reason = text(references.motifExonerationTva);
  if (reason && !reference.exemptions.some((known) => known.codeMotifExonerationTva === reason))
    return refusals.enumeration('references.motifExonerationTva');
  const paymentMode = text(references.modePaiement);
  if (type === 'FACTURE' && !reference.paymentModes.includes(paymentMode)) return refusals.enumeration('references.modePaiement');
  if (type === 'AVOIR' && paymentMode) return refusals.mode('Le mode de paiement ne doit pas être renseigné sur un avoir');
  if (text(references.numeroBonCommande).length > 50) return refusals.tooLong('references.numeroBonCommande', 50);
  if (text(references.numeroFactureOrigine).length > 20) return refusals.tooLong('references.numeroFactureOrigine', 20);
  return null;
}

/** `soumettre`: every check of chorus-pro.md §8 item 4, first refusal answered. 'crash' = HTTP 500. */
export function submit(portal: Portal, body: Record<string, unknown>): object | 'crash' {
  const mode = text(body.modeDepot);
  if (!mode) return refusals.required('modeDepot');
  if (!reference.depositModes.includes(mode)) return refusals.enumeration('modeDepot');
  const pdf = mode !== 'SAISIE_API';

  const number = text(body.numeroFactureSaisi);
  const date = text(body.dateFacture);
  // Seen live: no refusal in words, an internal error.
  if (!pdf && body.dateFacture !== undefined && body.dateFacture !== null) return 'crash';
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
  const seller = record(body.fournisseur);
  const owner = suppliers(portal.has('plusieurs-entreprises')).find((known) => known.idStructureCPP === seller.idFournisseur);
  if (!owner) return refusals.unknownSupplier;
  const account = typeof seller.codeCoordonneesBancairesFournisseur === 'number' ? seller.codeCoordonneesBancairesFournisseur : null;
  if (account !== null && !owner.comptes.some((known) => known.idCoordonneeBancaire === account)) return refusals.unknownAccount;
  const framework = text(record(body.cadreDeFacturation).codeCadreFacturation);
  if (!framework) return refusals.required('cadreDeFacturation.codeCadreFacturation');
  if (!reference.frameworks.includes(framework)) return refusals.enumeration('cadreDeFacturation.codeCadreFacturation');

  const references = record(body.references);
  const wrongReference = referencesRefusal(references);
  if (wrongReference) return wrongReference;
  const comment = text(body.commentaire);
  if (comment.length > 2000) return refusals.tooLong('commentaire', 2000);

  const totals = record(body.montantTotal);
  const amounts: Record<string, number> = {};
  for (const name of ['montantHtTotal', 'montantTVA', 'montantTtcTotal', 'montantAPayer']) {
    if (totals[name] === undefined || totals[name] === null) return refusals.required(`montantTotal.${name}`);
    const amount = amountOf(totals[name]);
    if (amount === null) return refusals.amount(name);
    amounts[name] = amount;
  }
  const { montantHtTotal = 0, montantTVA = 0, montantTtcTotal = 0, montantAPayer = 0 } = amounts;
  const discount = amountOf(totals.montantRemiseGlobaleTTC ?? 0);
  if (discount === null) return refusals.amount('montantRemiseGlobaleTTC');
  // Before or after the overall discount: the sources do not say which of the two the total is.
  if (![0, discount].some((taken) => Math.abs(montantHtTotal + montantTVA - taken - montantTtcTotal) <= 0.011)) return refusals.totals;
  if (framework.startsWith('A2') && montantAPayer !== 0) return refusals.alreadyPaid;
  const typed = typedOf(body, { net: montantHtTotal, vat: montantTVA }, !pdf);
  if ('refusal' in typed) return typed.refusal;

  // Swagger says an object, every working client sends an array of one: both are taken.
  const main = Array.isArray(body.pieceJointePrincipale) ? records(body.pieceJointePrincipale)[0] : record(body.pieceJointePrincipale);
  const pieces: number[] = [];
  if (pdf) {
    if (!main || Object.keys(main).length === 0) return refusals.required('pieceJointePrincipale');
    pieces.push(Number(main.pieceJointePrincipaleId));
    if (!portal.state.files.some((file) => file.id === pieces[0])) return refusals.unknownFile;
  }
  const more = records(body.pieceJointeComplementaire);
  const wrongPiece = piecesRefusal(portal, more);
  if (wrongPiece) return wrongPiece;
  pieces.push(...more.map((piece) => Number(piece.pieceJointeComplementaireId)));

  const structure = structureIn(portal, siret);
  if (!structure) return refusals.unknownRecipient;
  const routing = routingRefusal(structure, serviceCode, text(references.numeroBonCommande));
  if (routing) return routing;
  const year = (date || dayOf(portal.now())).slice(0, 4);
  makeRoom(portal, number, siret);
  if (number && isDuplicate(portal, owner.idStructureCPP, number, year)) return refusals.duplicate;

  const details: InvoiceDetails = {
    cadre: framework,
    typeTva: text(references.typeTva),
    motifExonerationTva: text(references.motifExonerationTva),
    modePaiement: text(references.modePaiement),
    numeroFactureOrigine: text(references.numeroFactureOrigine),
    devise: text(references.deviseFacture),
    commentaire: comment,
    coordonneesBancaires: account,
    remiseTTC: discount,
    motifRemise: text(totals.motifRemiseGlobaleTTC),
    lignes: typed.lines,
    tva: typed.vat,
  };
  const invoice = enter(portal, {
    ...details,
    // Twenty characters, as the real one's 20250000000000000014.
    numeroFacture: number || `${year}${String(portal.nextId()).padStart(16, '0')}`,
    dateFacture: date || dayOf(portal.now()),
    typeFacture: text(references.typeFacture) === 'AVOIR' ? 'AVOIR' : 'FACTURE',
    modeDepot: mode,
    idFournisseur: owner.idStructureCPP,
    codeDestinataire: siret,
    designationDestinataire: structure.designationStructure,
    codeServiceExecutant: serviceCode,
    numeroBonCommande: text(references.numeroBonCommande),
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
