import { isBase64, MAX_FILE, OK, READ_OK, refusals, sizeOfBase64, text } from './answers.ts';
import { structureOf, supplier } from './data.ts';
import { type FlowInvoice, readCii, xmlOf } from './facturx.ts';
import { dayOf, instantOf, type Portal, type TrainingFlow } from './state.ts';
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

const syntaxes = new Set(['IN_DP_E2_CII_FACTURX', 'IN_DP_E1_CII_16B', 'IN_DP_E1_UBL_INVOICE']);
const payments = new Set(['01', '10', '20', '30', '31', '42', '48', '49', '58', '59', '97']);
const frameworks = /^A([1-9]|1\d|2[0-5])$/;

export function depositFlow(portal: Portal, body: Record<string, unknown>): object {
  const file = text(body.fichierFlux);
  const name = text(body.nomFichier);
  const syntax = text(body.syntaxeFlux);
  if (!file) return refusals.required('fichierFlux');
  if (!name) return refusals.required('nomFichier');
  if (name.length > 200) return refusals.tooLong('nomFichier', 200);
  if (!syntaxes.has(syntax)) return refusals.enumeration('syntaxeFlux');
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
    erreurs: [],
  };
  portal.state.flows.push(flow);
  portal.save();
  return { ...OK, numeroFluxDepot: flow.numeroFluxDepot, dateDepot: dayOf(now), syntaxeFlux: syntax };
}

function stepOf(portal: Portal, flow: TrainingFlow): number {
  return Math.max(flow.lectures, Math.floor((portal.now() - flow.deposeLe) / STEP_MS));
}

/** Lets every flow that has waited enough reach its end: called before any search, so that a lost number does not lose the invoice. */
export async function advanceFlows(portal: Portal): Promise<void> {
  for (const flow of portal.state.flows) if (!flow.etatFinal && stepOf(portal, flow) >= steps.length) await finish(portal, flow);
}

export async function flowReport(portal: Portal, body: Record<string, unknown>): Promise<object> {
  const flow = portal.state.flows.find((candidate) => candidate.numeroFluxDepot === text(body.numeroFluxDepot));
  if (!flow) return refusals.unknownFlow;
  await advanceFlows(portal);
  const state = flow.etatFinal ?? steps[Math.min(stepOf(portal, flow), steps.length - 1)];
  flow.lectures++;
  portal.save();
  // numeroFluxDepot is not echoed, lists are null until the end: as seen.
  return {
    ...READ_OK,
    codeInterfaceDepotFlux: 'FSO1117A',
    dateDepotFlux: instantOf(flow.deposeLe),
    dateHeureEtatCourantFlux: flow.etatFinal ? instantOf(portal.now()) : null,
    etatCourantDepotFlux: state,
    nomFichier: flow.nomFichier,
    listeErreurDP: flow.etatFinal ? flow.erreurs : null,
    listeErreurTechnique: flow.etatFinal ? [] : null,
  };
}

async function finish(portal: Portal, flow: TrainingFlow): Promise<void> {
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
  flow.etatFinal = 'IN_INTEGRE';
  enter(portal, {
    numeroFacture: invoice.number,
    dateFacture: invoice.date,
    typeFacture: invoice.typeCode === '381' ? 'AVOIR' : 'FACTURE',
    modeDepot: 'DEPOT_PORTAIL',
    idFournisseur: supplier.idStructureCPP,
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

function errorsOf(portal: Portal, invoice: FlowInvoice): string[] {
  const errors: string[] = [];
  if (!invoice.number) errors.push('Le champ identifiant de la facture (FichierXml.ExchangedDocument.ID.value) est obligatoire');
  else if (invoice.number.length > 20) errors.push(sentences.number);
  if (!frameworks.test(invoice.framework)) {
    errors.push(
      'Le cadre de facturation (FichierXml.ExchangedDocumentContext.BusinessProcessSpecifiedDocumentContextParameter.ID.value) est invalide',
    );
  }
  const structure = structureOf(invoice.buyerSiret, !portal.has('annuaire-ferme'));
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
  if (!/^\d{14}$/.test(invoice.sellerSiret)) {
    errors.push(`Le fournisseur (${trade}.SellerTradeParty.SpecifiedLegalOrganization.ID.value) est inconnu`);
  }
  const [net, vat, gross] = [Number(invoice.net), Number(invoice.vat || 0), Number(invoice.gross)];
  if (![net, vat, gross].every(Number.isFinite) || Math.abs(net + vat - gross) > 0.011) {
    errors.push(`Le montant (${settlement}.SpecifiedTradeSettlementHeaderMonetarySummation.GrandTotalAmount.value) est incoherent`);
  }
  if (errors.length === 0 && isDuplicate(portal, supplier.idStructureCPP, invoice.number, invoice.date.slice(0, 4)))
    errors.push(refusals.duplicate.libelle);
  return errors;
}
