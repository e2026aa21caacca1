import { OK, READ_OK, record, records, refusals, text } from './answers.ts';
import { advance, invoiceOf } from './books.ts';
import { structureIn } from './known.ts';
import { dayOf, minuteOf, type Portal } from './state.ts';
import { piecesRefusal, routingRefusal, setStatus } from './submit.ts';

/** A completed invoice is at the recipient's disposal again after this long (FactPulse says at once, the status list says COMPLETEE: both, then). */
export const COMPLETED_MS = 60_000;

export async function complete(portal: Portal, body: Record<string, unknown>): Promise<object> {
  await advance(portal);
  const found = invoiceOf(portal, body.identifiantFactureCPP);
  if (!found) return refusals.unknownInvoice;
  if (found.statut !== 'SUSPENDUE') return refusals.notSuspended;
  const comment = text(body.commentaire);
  if (comment.length > 2000) return refusals.tooLong('commentaire', 2000);
  const pieces = records(body.pieceJointeComplementaire);
  const wrong = piecesRefusal(portal, pieces);
  if (wrong) return wrong;
  found.pieces.push(...pieces.map((piece) => Number(piece.pieceJointeComplementaireId)));
  setStatus(portal, found, 'COMPLETEE', comment, 'Fournisseur');
  found.ensuite = { code: 'MISE_A_DISPOSITION', le: portal.now() + COMPLETED_MS };
  portal.save();
  return { ...OK, identifiantFactureCPP: found.identifiantFactureCPP, numeroFacture: found.numeroFacture, dateTraitement: minuteOf(portal.now()) };
}

export async function recycle(portal: Portal, body: Record<string, unknown>): Promise<object> {
  await advance(portal);
  const found = invoiceOf(portal, body.identifiantFactureCPP);
  if (!found) return refusals.unknownInvoice;
  if (found.statut !== 'A_RECYCLER') return refusals.notRecyclable;
  const recipient = record(body.destinataire);
  const siret = text(recipient.codeDestinataire) || found.codeDestinataire;
  const serviceCode = 'codeServiceExecutant' in recipient ? text(recipient.codeServiceExecutant) : found.codeServiceExecutant;
  const reference = record(body.reference);
  const engagement = 'numeroBonCommande' in reference ? text(reference.numeroBonCommande) : found.numeroBonCommande;
  if (serviceCode.length > 100) return refusals.tooLong('destinataire.codeServiceExecutant', 100);
  if (engagement.length > 50) return refusals.tooLong('reference.numeroBonCommande', 50);
  if (text(body.commentaire).length > 2000) return refusals.tooLong('commentaire', 2000);
  const target = structureIn(portal, siret);
  if (!target) return refusals.unknownRecipient;
  const wrong = routingRefusal(target, serviceCode, engagement);
  if (wrong) return wrong;
  Object.assign(found, {
    codeDestinataire: siret,
    designationDestinataire: target.designationStructure,
    codeServiceExecutant: serviceCode,
    numeroBonCommande: engagement,
  });
  setStatus(portal, found, 'DEPOSEE', text(body.commentaire), 'Fournisseur');
  return {
    ...OK,
    identifiantFactureCPP: found.identifiantFactureCPP,
    numeroFacture: found.numeroFacture,
    statutFacture: 'DEPOSEE',
    dateDepot: dayOf(portal.now()),
  };
}

export function acknowledge(portal: Portal, body: Record<string, unknown>): object {
  const found = records(body.listeDemandePaiement).map((item) => invoiceOf(portal, item.idDemandePaiement));
  if (found.length === 0 || found.some((item) => !item)) return refusals.unknownInvoice;
  for (const item of found) if (item) item.rejetTraite = item.statut === 'REJETEE' || item.rejetTraite;
  portal.save();
  return READ_OK;
}
