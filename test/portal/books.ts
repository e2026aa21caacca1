import { READ_OK, record, refusals, text } from './answers.ts';
import { structureOf, supplier, supplierById } from './data.ts';
import { page } from './directory.ts';
import { advanceFlows } from './flow.ts';
import { dayOf, instantOf, minuteOf, type Portal, type TrainingInvoice } from './state.ts';
import { setStatus } from './submit.ts';

const two = (value: number) => Math.round(value * 100) / 100;
const ownerOf = (invoice: TrainingInvoice) => supplierById(invoice.idFournisseur) ?? supplier;

/** What happens by itself: flows reach their end, completed invoices come back to the recipient. Called before any look at the books. */
export async function advance(portal: Portal): Promise<void> {
  await advanceFlows(portal);
  for (const invoice of portal.state.invoices) {
    const next = invoice.ensuite;
    if (!next || next.le > portal.now()) continue;
    setStatus(portal, invoice, next.code, '', 'Chorus Pro (entraînement)');
  }
}

function common(invoice: TrainingInvoice) {
  const owner = ownerOf(invoice);
  return {
    identifiantFactureCPP: invoice.identifiantFactureCPP,
    typeDemandePaiement: 'FACTURE',
    codeFournisseur: owner.identifiant,
    designationFournisseur: owner.designationStructure,
    codeDestinataire: invoice.codeDestinataire,
    designationDestinataire: invoice.designationDestinataire,
    codeServiceExecutant: invoice.codeServiceExecutant || null,
    typeFacture: invoice.typeFacture,
    numeroFacture: invoice.numeroFacture,
    dateFacture: invoice.dateFacture,
    dateDepot: dayOf(invoice.deposeeLe),
    montantHT: two(invoice.montantHT),
    montantTTC: two(invoice.montantTTC),
    montantAPayer: two(invoice.montantAPayer),
    devise: invoice.devise,
    statut: invoice.statut,
    numeroMarche: invoice.numeroMarche || null,
    numeroBonCommande: invoice.numeroBonCommande || null,
  };
}

export async function searchInvoices(portal: Portal, body: Record<string, unknown>): Promise<object> {
  await advance(portal);
  const number = text(body.numeroFacture);
  const flow = text(body.numeroFluxDepot);
  const owner = typeof body.idFournisseur === 'number' ? body.idFournisseur : null;
  const [from, to] = [text(body.periodeDateDepotDu).slice(0, 10), text(body.periodeDateDepotAu).slice(0, 10)];
  const statuses = Array.isArray(body.statutCourant) ? body.statutCourant : [];
  const hits = portal.state.invoices
    .filter(
      (invoice) =>
        invoice.visibleLe <= portal.now() &&
        (!number || invoice.numeroFacture === number) &&
        (!flow || invoice.numeroFluxDepot === flow) &&
        (owner === null || invoice.idFournisseur === owner) &&
        (!from || dayOf(invoice.deposeeLe) >= from) &&
        (!to || dayOf(invoice.deposeeLe) <= to) &&
        (statuses.length === 0 || statuses.includes(invoice.statut)),
    )
    .sort((a, b) => b.deposeeLe - a.deposeeLe)
    .slice(0, 200);
  if (hits.length === 0) return refusals.noResult;
  const { items, parametresRetour } = page(hits, record(body.rechercheFactureParFournisseur), 10);
  return {
    ...READ_OK,
    parametresRetour,
    listeFactures: items.map((invoice) => ({
      ...common(invoice),
      numeroFluxDepot: invoice.numeroFluxDepot || null,
      numeroFactureOrigine: invoice.numeroFactureOrigine || null,
      modeDepot: invoice.modeDepot,
      dateHeureEtatCourant: minuteOf(invoice.etatLe),
      commentaireEtatCourant: invoice.historique.at(-1)?.commentaire || null,
      rejetTraite: invoice.rejetTraite,
    })),
  };
}

/** Invoices that wait for their supplier. */
export async function toTreat(portal: Portal, body: Record<string, unknown>): Promise<object> {
  await advance(portal);
  const statuses = ['A_RECYCLER', 'SUSPENDUE', ...(body.masquerRejetee === true ? [] : ['REJETEE'])];
  const owner = typeof body.idStructure === 'number' ? body.idStructure : null;
  const hits = portal.state.invoices.filter(
    (invoice) => statuses.includes(invoice.statut) && !invoice.rejetTraite && (owner === null || invoice.idFournisseur === owner),
  );
  if (hits.length === 0) return refusals.noResult;
  const { items, parametresRetour } = page(hits, record(body.rechercheFactureATraiterParFournisseur), 10);
  return { ...READ_OK, parametresRetour, listeFactures: items.map(common) };
}

export function invoiceOf(portal: Portal, id: unknown): TrainingInvoice | undefined {
  return portal.state.invoices.find((invoice) => invoice.identifiantFactureCPP === id);
}

export async function history(portal: Portal, body: Record<string, unknown>): Promise<object> {
  await advance(portal);
  const invoice = invoiceOf(portal, body.idFacture);
  if (!invoice) return refusals.unknownInvoice;
  return {
    ...READ_OK,
    idFacture: invoice.identifiantFactureCPP,
    numeroFacture: invoice.numeroFacture,
    modeDepot: invoice.modeDepot,
    statutCourantCode: invoice.statut,
    historiquesDesStatuts: {
      histoStatut: [...invoice.historique].reverse().map((entry) => ({
        histoStatutId: entry.id,
        histoStatutCode: entry.code,
        histoStatutDatePassage: instantOf(entry.le),
        histoStatutCommentaire: entry.commentaire || null,
        histoStatutUtilisateurPrenom: null,
        histoStatutUtilisateurNom: entry.auteur,
      })),
      pageCouranteHistoStatut: 1,
      pagesHistoStatut: 1,
      nbResultatsParPageHistoStatut: 100,
      totalHistoStatut: invoice.historique.length,
    },
    historiquesDesEvenementsComplementaires: null,
    historiquesDesActionsUtilisateurs: null,
  };
}

const paging = (names: string, total: number) => ({
  [`pageCourante${names}`]: 1,
  [`pages${names}`]: 1,
  [`nbResultatsParPage${names}`]: 100,
  [`total${names}`]: total,
});

/** The whole invoice, as FactureCppEmise of the contract shapes it; what the supplier did not say is null. */
export async function invoice(portal: Portal, body: Record<string, unknown>): Promise<object> {
  await advance(portal);
  const found = invoiceOf(portal, body.identifiantFactureCPP);
  if (!found) return refusals.unknownInvoice;
  const owner = ownerOf(found);
  const typed = found.modeDepot === 'SAISIE_API';
  const attached = (typed ? found.pieces : found.pieces.slice(1)).flatMap((id) => portal.state.files.filter((file) => file.id === id));
  const target = structureOf(found.codeDestinataire, true);
  return {
    ...READ_OK,
    facture: {
      identifiantFactureCPP: found.identifiantFactureCPP,
      numeroFacture: found.numeroFacture,
      statutFacture: found.statut,
      modeDepot: found.modeDepot,
      rejetTraite: found.rejetTraite,
      destinataire: {
        idDestinataire: target?.idStructureCPP ?? null,
        codeDestinataire: found.codeDestinataire,
        libelleDestinataire: found.designationDestinataire,
        codeServiceExecutant: found.codeServiceExecutant || null,
        libelleServiceExecutant: target?.services.find((service) => service.codeService === found.codeServiceExecutant)?.libelleService ?? null,
        designationDestinataire: found.designationDestinataire,
      },
      fournisseur: {
        idFournisseur: owner.idStructureCPP,
        typeIdentifiantFournisseur: 'SIRET',
        codeFournisseur: owner.identifiant,
        raisonSocialeFournisseur: owner.designationStructure,
        coordBancairesFournisseurId: found.coordonneesBancaires,
      },
      cadreDeFacturation: { codeCadreFacturation: found.cadre },
      references: {
        dateFacture: found.dateFacture,
        dateDepot: dayOf(found.deposeeLe),
        codeDeviseFacture: found.devise,
        typeFacture: found.typeFacture,
        typeTva: found.typeTva || null,
        motifExonerationTva: found.motifExonerationTva || null,
        numeroMarche: found.numeroMarche || null,
        numeroBonCommande: found.numeroBonCommande || null,
        numeroFactureOrigine: found.numeroFactureOrigine || null,
        modePaiement: found.modePaiement || null,
      },
      recapitulatifDeTva: {
        ligneTva: found.tva.map((row) => ({
          ligneTvaTauxRefCode: row.taux || null,
          ligneTvaTauxManuel: row.tauxManuel,
          ligneTvaMontantBaseHtParTaux: row.baseHT,
          ligneTvaMontantTvaParTaux: row.montantTVA,
        })),
        ...paging('LignesRecapitulativesTVA', found.tva.length),
      },
      montantTotal: {
        montantHtTotal: found.montantHT,
        montantTVA: found.montantTVA,
        montantTtcAvantRemiseGlobalTTC: two(found.montantTTC + found.remiseTTC),
        montantRemiseGlobaleTTC: found.remiseTTC,
        motifRemiseGlobaleTTC: found.motifRemise || null,
        montantTtcTotal: found.montantTTC,
        montantAPayer: found.montantAPayer,
      },
      pieceJointePrincipale: typed ? null : { idPieceJointePrincipale: found.pieces[0] ?? null },
      listeDesPiecesJointes: {
        pieceJointe: attached.map((file) => ({
          pieceJointeDesignation: file.nom,
          pieceJointeId: file.id,
          pieceJointeExtension: file.nom.slice(file.nom.lastIndexOf('.') + 1).toUpperCase(),
        })),
        ...paging('ListePiecesJointe', attached.length),
      },
      lignesDePoste: {
        lignePoste: found.lignes.map((line) => ({
          lignePosteNumero: line.numero,
          lignePosteReference: line.reference || null,
          lignePosteDenomination: line.denomination,
          lignePosteQuantite: line.quantite,
          lignePosteUniteLibelle: line.unite,
          lignePosteMontantUnitaireHT: line.prixUnitaireHT,
          lignePosteMontantRemiseHT: line.remiseHT,
          lignePosteTauxTva: line.taux || null,
          lignePosteTauxTvaManuel: line.tauxManuel,
          lignePosteMontantHtApresRemise: two(line.quantite * line.prixUnitaireHT - line.remiseHT),
        })),
        ...paging('LignesPoste', found.lignes.length),
      },
      commentaire: found.commentaire || null,
    },
  };
}
