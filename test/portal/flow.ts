import { isBase64, MAX_FILE, OK, READ_OK, refusals, sizeOfBase64, text } from './answers.ts';
import { structureOf, supplier, suppliers } from './data.ts';
import { type FlowInvoice, readCii, xmlOf } from './facturx.ts';
import { structureIn } from './known.ts';
import { textPdf } from './paper.ts';
import * as reference from './reference.ts';
import { dayOf, instantOf, noDetails, type Portal, type TrainingFlow } from './state.ts';
import { enter, isDuplicate, routingRefusal } from './submit.ts';

/** Steps before the end (chorus-pro.md §3.5); one step per look at the report, or per five seconds. */
const steps = ['IN_DEPOT_PORTAIL_EN_ATTENTE_TRAITEMENT_SE_CPP', 'IN_RECU', 'IN_EN_COURS_TRAITEMENT_CPP'];
const STEP_MS = 5000;
const LABEL_LIMIT = 200;

/** Paths as the real service prints them, whatever the words around say. */
const trade = 'FichierXml.SupplyChainTradeTransaction.ApplicableHeaderTradeAgreement';
const settlement = 'FichierXml.SupplyChainTradeTransaction.ApplicableHeaderTradeSettlement';
export const sentences = {
  number: 'Le champ identifiant de la facture (FichierXml.ExchangedDocument.ID.value) ne doit pas depasser 20 caracteres',
  /** Says « engagement juridique » and means the service code: the trap of chorus-pro.md §3.4. */
  service: `L'engagement juridique (${trade}.BuyerReference.value) est obligatoire`,
  engagement: `L'engagement juridique (${trade}.BuyerOrderReferencedDocument.IssuerAssignedID.value) est obligatoire`,
  paymentMeans: `Le champ (${settlement}.SpecifiedTradeSettlementPaymentMeans.TypeCode.value) est obligatoire`,
  attachment: `L'element (AttachmentBinaryObject.value) est obligatoire si l'element (${trade}.AdditionalReferencedDocument) est renseigne`,
};

const payments = new Set(['01', '10', '20', '30', '31', '42', '48', '49', '58', '59', '97']);
const frameworks = /^A([1-9]|1\d|2[0-5])$/;

export function depositFlow(portal: Portal, body: Record<string, unknown>): object {
  const file = text(body.fichierFlux);
  const name = text(body.nomFichier);
  const syntax = text(body.syntaxeFlux);
  if (!file) return refusals.required('fichierFlux');
  if (!name) return refusals.required('nomFichier');
  if (name.length > 200) return refusals.tooLong('nomFichier', 200);
  if (!reference.flowSyntaxes.includes(syntax)) return refusals.enumeration('syntaxeFlux');
  if (!isBase64(file)) return refusals.enumeration('fichierFlux');
  if (sizeOfBase64(file) > MAX_FILE) return refusals.flowTooBig;
  const now = portal.now();
  const piece = portal.nextId();
  portal.state.files.push({ id: piece, nom: name, type: 'application/pdf', base64: file });
  const flow: TrainingFlow = {
    numeroFluxDepot: `CPP${String(portal.nextId()).padStart(22, '0')}`,
    nomFichier: name,
    syntaxeFlux: syntax,
    deposeLe: now,
    lectures: 0,
    piece,
    etatFinal: null,
    sort: portal.has('flux-incident') ? 'incident' : portal.has('flux-partiel') ? 'partiel' : null,
    erreurs: [],
  };
  portal.state.flows.push(flow);
  portal.save();
  return { ...OK, numeroFluxDepot: flow.numeroFluxDepot, dateDepot: dayOf(now), syntaxeFlux: syntax };
}

/** Invented words: no public example of an incident. */
const incident = { codeErreur: '99901', libelleErreur: 'Incident technique (entraînement) : le flux est à renvoyer', natureErreur: 'TECHNIQUE' };
const partial = 'Une annexe du fichier n’a pas été intégrée (phrase d’entraînement)';

function stepOf(portal: Portal, flow: TrainingFlow): number {
  return Math.max(flow.lectures, Math.floor((portal.now() - flow.deposeLe) / STEP_MS));
}

/** Lets every flow that has waited enough reach its end: called before any search, so that a lost number does not lose the invoice. */
export async function advanceFlows(portal: Portal): Promise<void> {
  for (const flow of portal.state.flows) if (!flow.etatFinal && stepOf(portal, flow) >= steps.length) await finish(portal, flow);
}

/** The flow asked for with its present state; each look makes it advance. */
async function look(portal: Portal, body: Record<string, unknown>): Promise<{ flow: TrainingFlow; state: string } | null> {
  const flow = portal.state.flows.find((candidate) => candidate.numeroFluxDepot === text(body.numeroFluxDepot));
  if (!flow) return null;
  await advanceFlows(portal);
  const state = flow.etatFinal ?? steps[Math.min(stepOf(portal, flow), steps.length - 1)] ?? '';
  flow.lectures++;
  portal.save();
  return { flow, state };
}

/** The report as a PDF. A client found it broken for Factur-X on the real service (OCA): the detailed one is the one to use. */
export async function flowPaper(portal: Portal, body: Record<string, unknown>): Promise<object> {
  const seen = await look(portal, body);
  if (!seen) return refusals.unknownFlow;
  const { flow, state } = seen;
  const lines = flow.erreurs.map((error) => `${error.numeroDP ?? ''} ${error.libelleErreurDP}`);
  const report = flow.etatFinal ? await textPdf(`Compte rendu du flux ${flow.numeroFluxDepot}`, [state, ...lines]) : null;
  return {
    ...READ_OK,
    codeInterfaceFlux: 'FSO1117A',
    numeroFluxDepot: flow.numeroFluxDepot,
    nomFichierFlux: flow.nomFichier,
    etatCourantFlux: state,
    dateDepotFlux: instantOf(flow.deposeLe),
    dateHeureEtatCourantFlux: flow.etatFinal ? instantOf(portal.now()) : null,
    fichierCR: report ? Buffer.from(report).toString('base64') : null,
  };
}

export async function flowReport(portal: Portal, body: Record<string, unknown>): Promise<object> {
  const seen = await look(portal, body);
  if (!seen) return refusals.unknownFlow;
  const { flow, state } = seen;
  // numeroFluxDepot is not echoed, lists are null until the end: as seen.
  return {
    ...READ_OK,
    codeInterfaceDepotFlux: 'FSO1117A',
    dateDepotFlux: instantOf(flow.deposeLe),
    dateHeureEtatCourantFlux: flow.etatFinal ? instantOf(portal.now()) : null,
    etatCourantDepotFlux: state,
    nomFichier: flow.nomFichier,
    listeErreurDP: flow.etatFinal ? flow.erreurs : null,
    listeErreurTechnique: flow.etatFinal === 'IN_INCIDENTE' ? [incident] : flow.etatFinal ? [] : null,
  };
}

async function finish(portal: Portal, flow: TrainingFlow): Promise<void> {
  if (flow.sort === 'incident') {
    flow.etatFinal = 'IN_INCIDENTE';
    portal.save();
    return;
  }
  const file = portal.state.files.find((candidate) => candidate.id === flow.piece);
  const xml = file ? await xmlOf(Buffer.from(file.base64, 'base64')) : null;
  if (flow.etatFinal) return; // another request finished it while this one was reading
  const invoice = xml ? readCii(xml) : null;
  const faults = invoice ? errorsOf(portal, invoice) : ['Le fichier ne contient pas de facture lisible (FichierXml)'];
  if (faults.length > 0 || !invoice) {
    flow.etatFinal = 'IN_REJETE';
    flow.erreurs = [
      {
        identifiantFournisseur: invoice?.sellerSiret || null,
        identifiantDestinataire: invoice?.buyerSiret || null,
        numeroDP: invoice?.number || null,
        libelleErreurDP: faults.join('|').slice(0, LABEL_LIMIT),
      },
    ];
    portal.save();
    return;
  }
  const owner = ownerOf(portal, invoice.sellerSiret) ?? supplier;
  flow.etatFinal = flow.sort === 'partiel' ? 'IN_INTEGRE_PARTIEL' : 'IN_INTEGRE';
  if (flow.sort === 'partiel') {
    flow.erreurs = [
      { identifiantFournisseur: owner.identifiant, identifiantDestinataire: invoice.buyerSiret, numeroDP: invoice.number, libelleErreurDP: partial },
    ];
  }
  enter(portal, {
    ...noDetails,
    cadre: frameworkOf(invoice.framework),
    lignes: invoice.lines,
    tva: invoice.vatRows,
    numeroFacture: invoice.number,
    dateFacture: invoice.date,
    typeFacture: invoice.typeCode === '381' ? 'AVOIR' : 'FACTURE',
    modeDepot: 'UPLOAD_API',
    idFournisseur: owner.idStructureCPP,
    codeDestinataire: invoice.buyerSiret,
    designationDestinataire: structureOf(invoice.buyerSiret, true)?.designationStructure ?? '',
    codeServiceExecutant: invoice.serviceCode,
    numeroBonCommande: invoice.engagement,
    numeroMarche: invoice.contract,
    montantHT: Number(invoice.net),
    montantTVA: Number(invoice.vat || 0),
    montantTTC: Number(invoice.gross),
    montantAPayer: Number(invoice.payable),
    numeroFluxDepot: flow.numeroFluxDepot,
    pieces: [flow.piece],
  });
}

/** The company that the file names; alone, supplier 160 stands for any. */
function ownerOf(portal: Portal, siret: string) {
  const several = portal.has('plusieurs-entreprises');
  return several ? suppliers(true).find((candidate) => candidate.identifiant === siret) : supplier;
}

const frameworkOf = (code: string) => reference.frameworks.find((known) => known.startsWith(`${code}_`)) ?? noDetails.cadre;

function errorsOf(portal: Portal, invoice: FlowInvoice): string[] {
  const errors: string[] = [];
  if (!invoice.number) errors.push('Le champ identifiant de la facture (FichierXml.ExchangedDocument.ID.value) est obligatoire');
  else if (invoice.number.length > 20) errors.push(sentences.number);
  if (!frameworks.test(invoice.framework)) {
    errors.push(
      'Le cadre de facturation (FichierXml.ExchangedDocumentContext.BusinessProcessSpecifiedDocumentContextParameter.ID.value) est invalide',
    );
  }
  const structure = structureIn(portal, invoice.buyerSiret);
  if (!structure) {
    errors.push(`Le destinataire (${trade}.BuyerTradeParty.SpecifiedLegalOrganization.ID.value) est inconnu ou inactif`);
  } else {
    const wrong = routingRefusal(structure, invoice.serviceCode, invoice.engagement);
    if (wrong === refusals.serviceRequired || wrong === refusals.eitherRequired) {
      errors.push(sentences.service);
      if (structure.numeroEJDoitEtreRenseigne && !invoice.engagement) errors.push(sentences.engagement);
    } else if (wrong === refusals.engagementRequired) errors.push(sentences.engagement);
    else if (wrong) errors.push(`Le service (${trade}.BuyerReference.value) est inconnu ou inactif`);
  }
  if (!payments.has(invoice.paymentMeans)) errors.push(sentences.paymentMeans);
  if (invoice.referencedDocuments > invoice.referencedDocumentsWithFile) errors.push(sentences.attachment);
  if (!/^\d{14}$/.test(invoice.sellerSiret) || !ownerOf(portal, invoice.sellerSiret)) {
    errors.push(`Le fournisseur (${trade}.SellerTradeParty.SpecifiedLegalOrganization.ID.value) est inconnu`);
  }
  const [net, vat, gross] = [Number(invoice.net), Number(invoice.vat || 0), Number(invoice.gross)];
  if (![net, vat, gross].every(Number.isFinite) || Math.abs(net + vat - gross) > 0.011) {
    errors.push(`Le montant (${settlement}.SpecifiedTradeSettlementHeaderMonetarySummation.GrandTotalAmount.value) est incoherent`);
  }
  const owner = ownerOf(portal, invoice.sellerSiret) ?? supplier;
  if (errors.length === 0 && isDuplicate(portal, owner.idStructureCPP, invoice.number, invoice.date.slice(0, 4)))
    errors.push(refusals.duplicate.libelle);
  return errors;
}
