import { extensions, isBase64, MAX_FILE, OK, READ_OK, record, records, refusals, sizeOfBase64, text } from './answers.ts';
import { bankAccount, structureOf, structures, supplier, type TrainingStructure, vatRates } from './data.ts';
import { advanceFlows } from './flow.ts';
import { prefill } from './prefill.ts';
import { dayOf, instantOf, minuteOf, type Portal, type TrainingInvoice } from './state.ts';
import { keepFile, routingRefusal, setStatus } from './submit.ts';

function page<T>(items: T[], parameters: Record<string, unknown>, fallback: number): { items: T[]; parametresRetour: object } {
  const size = Math.max(1, Number(parameters.nbResultatsParPage ?? fallback) || fallback);
  const current = Math.max(1, Number(parameters.pageResultatDemandee ?? 1) || 1);
  return {
    items: items.slice((current - 1) * size, current * size),
    parametresRetour: { pageCourante: current, pages: Math.max(1, Math.ceil(items.length / size)), nbResultatsParPage: size, total: items.length },
  };
}

const fold = (value: string) => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function searchStructures(portal: Portal, body: Record<string, unknown>): object {
  const wanted = record(body.structure);
  const siret = text(wanted.identifiantStructure);
  const name = fold(text(wanted.raisonSocialeStructure) || text(wanted.libelleStructure));
  const town = fold(text(wanted.adresseVille));
  const open = siret ? structureOf(siret, !portal.has('annuaire-ferme')) : null;
  const pool = open ? [open] : structures;
  const hits = pool.filter(
    (structure) =>
      (!siret || structure.identifiantStructure === siret) &&
      (!name || fold(structure.designationStructure).includes(name)) &&
      (!town || fold(structure.ville).includes(town)),
  );
  if (hits.length === 0) return refusals.noResult;
  const { items, parametresRetour } = page(hits, record(body.parametres), 10);
  return {
    ...READ_OK,
    parametresRetour,
    listeStructures: items.map((structure) => ({
      idStructureCPP: structure.idStructureCPP,
      typeIdentifiantStructure: 'SIRET',
      identifiantStructure: structure.identifiantStructure,
      designationStructure: structure.designationStructure,
      statut: 'ACTIVE',
    })),
  };
}

/** A structure by its id; in the open directory the id is the SIRET itself. */
function byId(portal: Portal, id: unknown): TrainingStructure | null {
  const known = structures.find((structure) => structure.idStructureCPP === id);
  if (known || typeof id !== 'number') return known ?? null;
  return structureOf(String(id).padStart(14, '0'), !portal.has('annuaire-ferme'));
}

export function structure(portal: Portal, body: Record<string, unknown>): object {
  if (body.idStructureCPP === supplier.idStructureCPP) {
    return {
      ...READ_OK,
      informationGenerales: {
        idStructureCPP: supplier.idStructureCPP,
        identifiantStructure: supplier.identifiant,
        typeIdentifiantStructure: 'SIRET',
        structurePriveePublique: 'PRIVEE',
        raisonSocialeStructure: supplier.designationStructure,
        dateExpirationMotPasseCompteTech: dayOf(portal.now() + (portal.has('mot-de-passe-expire') ? -1 : 20) * 86_400_000),
      },
      parametres: null,
      adressePostaleDuSiege: null,
    };
  }
  const found = byId(portal, body.idStructureCPP);
  if (!found) return refusals.unknownStructure;
  return {
    ...READ_OK,
    informationGenerales: {
      idStructureCPP: found.idStructureCPP,
      identifiantStructure: found.identifiantStructure,
      typeIdentifiantStructure: 'SIRET',
      structurePriveePublique: 'PUBLIQUE',
      raisonSocialeStructure: found.designationStructure,
      numeroTVA: null,
    },
    parametres: {
      codeServiceDoitEtreRenseigne: found.codeServiceDoitEtreRenseigne,
      numeroEJDoitEtreRenseigne: found.numeroEJDoitEtreRenseigne,
      gestionNumeroEJOuCodeService: found.gestionNumeroEJOuCodeService,
      estMoaUniquement: false,
      statutMiseEnPaiementNestPasRemonte: found.statutMiseEnPaiementNestPasRemonte,
    },
    adressePostaleDuSiege: { adresse: '1 RUE DES ESSAIS', codePostal: found.codePostal, ville: found.ville, pays: 'FRANCE' },
  };
}

export function searchServices(portal: Portal, body: Record<string, unknown>): object | null {
  // `parametres` instead of `parametresRechercherServicesStructure` is refused by the real service with HTTP 400 (seen live).
  if ('parametres' in body) return null;
  const found = byId(portal, body.idStructure);
  if (!found) return refusals.unknownStructure;
  const { items, parametresRetour } = page(found.services, record(body.parametresRechercherServicesStructure), 10);
  return {
    ...READ_OK,
    parametresRetour,
    listeServices: items.map((service) => ({
      idService: service.idService,
      codeService: service.codeService,
      libelleService: service.libelleService,
      estActif: service.estActif,
      dateDbtService: '2016-10-25 17:42',
      dateFinService: service.estActif ? '2050-12-31 00:00' : '2024-12-31 00:00',
    })),
  };
}

export function service(portal: Portal, body: Record<string, unknown>): object {
  const found = byId(portal, body.idStructure)?.services.find((candidate) => candidate.idService === body.idService);
  if (!found) return refusals.unknownService;
  return {
    ...READ_OK,
    informationsGenerales: { codeService: found.codeService, nomService: found.libelleService, descriptionService: '' },
    parametres: {
      numeroEngagement: found.numeroEngagement,
      miseEnPaiement: true,
      dateDebutValidite: '2016-12-28T08:31:19+01:00',
      dateFinValidite: null,
    },
    adressePostale: {},
  };
}

export const ownStructures = () => ({ ...READ_OK, listeStructures: [supplier] });

export const bankAccounts = (body: Record<string, unknown>) =>
  body.idStructure === supplier.idStructureCPP
    ? { ...READ_OK, listeCoordonneeBancaire: [bankAccount] }
    : { ...READ_OK, listeCoordonneeBancaire: null };

export const rates = () => ({ ...READ_OK, listeTauxTva: vatRates });

export const modes = () => ({
  ...READ_OK,
  listeModeReglement: ['CHEQUE', 'PRELEVEMENT', 'VIREMENT', 'ESPECE', 'AUTRE', 'REPORT'].map((code) => ({
    codeModeReglement: code,
    libelleModeReglement: code,
  })),
});

export function addFile(portal: Portal, body: Record<string, unknown>): object | null {
  const name = text(body.pieceJointeNom);
  const file = text(body.pieceJointeFichier);
  if (!file) return refusals.required('pieceJointeFichier');
  if (!name) return refusals.required('pieceJointeNom');
  // Seen live: HTTP 400, not a codeRetour, beyond fifty characters.
  if (name.length > 50 || !isBase64(file)) return null;
  if (!extensions.has(text(body.pieceJointeExtension).toUpperCase())) return refusals.attachmentType;
  if (sizeOfBase64(file) > MAX_FILE) return refusals.fileTooBig;
  return { ...OK, pieceJointeId: keepFile(portal, name, text(body.pieceJointeTypeMime), file) };
}

/** null = 400, 'too-big' = 413. */
export async function depositPdf(portal: Portal, body: Record<string, unknown>): Promise<object | 'too-big' | null> {
  const file = text(body.fichierFacture);
  const name = text(body.nomFichier);
  if (!file) return refusals.required('fichierFacture');
  if (!name) return refusals.required('nomFichier');
  if (name.length > 200) return refusals.tooLong('nomFichier', 200);
  if (!['PDF_NON_SIGNE', 'PDF_SIGNE_PADES', 'PDF_SIGNE_XADES'].includes(text(body.formatDepot))) return refusals.enumeration('formatDepot');
  if (!isBase64(file)) return null;
  if (sizeOfBase64(file) > MAX_FILE) return 'too-big';
  const found = await prefill(Buffer.from(file, 'base64'));
  return { ...OK, ...found, pieceJointeId: keepFile(portal, name, 'application/pdf', file) };
}

const two = (value: number) => Math.round(value * 100) / 100;

function listed(invoice: TrainingInvoice): object {
  const last = invoice.historique.at(-1);
  return {
    identifiantFactureCPP: invoice.identifiantFactureCPP,
    typeDemandePaiement: 'FACTURE',
    codeFournisseur: supplier.identifiant,
    designationFournisseur: supplier.designationStructure,
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
    devise: 'EUR',
    statut: invoice.statut,
    numeroMarche: invoice.numeroMarche || null,
    numeroBonCommande: invoice.numeroBonCommande || null,
    numeroFluxDepot: invoice.numeroFluxDepot || null,
    modeDepot: invoice.modeDepot,
    dateHeureEtatCourant: minuteOf(invoice.etatLe),
    commentaireEtatCourant: last?.commentaire || null,
    rejetTraite: invoice.rejetTraite,
  };
}

export async function searchInvoices(portal: Portal, body: Record<string, unknown>): Promise<object> {
  await advanceFlows(portal);
  const number = text(body.numeroFacture);
  const flow = text(body.numeroFluxDepot);
  const [from, to] = [text(body.periodeDateDepotDu).slice(0, 10), text(body.periodeDateDepotAu).slice(0, 10)];
  const statuses = Array.isArray(body.statutCourant) ? body.statutCourant : [];
  const hits = portal.state.invoices
    .filter(
      (invoice) =>
        (!number || invoice.numeroFacture === number) &&
        (!flow || invoice.numeroFluxDepot === flow) &&
        (!from || dayOf(invoice.deposeeLe) >= from) &&
        (!to || dayOf(invoice.deposeeLe) <= to) &&
        (statuses.length === 0 || statuses.includes(invoice.statut)),
    )
    .sort((a, b) => b.deposeeLe - a.deposeeLe)
    .slice(0, 200);
  if (hits.length === 0) return refusals.noResult;
  const { items, parametresRetour } = page(hits, record(body.rechercheFactureParFournisseur), 10);
  return { ...READ_OK, parametresRetour, listeFactures: items.map(listed) };
}

function invoiceOf(portal: Portal, id: unknown): TrainingInvoice | undefined {
  return portal.state.invoices.find((invoice) => invoice.identifiantFactureCPP === id);
}

export function history(portal: Portal, body: Record<string, unknown>): object {
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

export function invoice(portal: Portal, body: Record<string, unknown>): object {
  const found = invoiceOf(portal, body.identifiantFactureCPP);
  if (!found) return refusals.unknownInvoice;
  return {
    ...READ_OK,
    facture: {
      identifiantFactureCPP: found.identifiantFactureCPP,
      numeroFacture: found.numeroFacture,
      statutFacture: found.statut,
      modeDepot: found.modeDepot,
      dateDepot: dayOf(found.deposeeLe),
      montantTotal: {
        montantHtTotal: found.montantHT,
        montantTVA: found.montantTVA,
        montantTtcTotal: found.montantTTC,
        montantAPayer: found.montantAPayer,
      },
    },
  };
}

export function complete(portal: Portal, body: Record<string, unknown>): object {
  const found = invoiceOf(portal, body.identifiantFactureCPP);
  if (!found) return refusals.unknownInvoice;
  if (found.statut !== 'SUSPENDUE') return refusals.notSuspended;
  const comment = text(body.commentaire);
  if (comment.length > 2000) return refusals.tooLong('commentaire', 2000);
  const pieces = records(body.pieceJointeComplementaire).map((piece) => Number(piece.pieceJointeComplementaireId));
  if (pieces.some((id) => !portal.state.files.some((file) => file.id === id))) return refusals.unknownFile;
  found.pieces.push(...pieces);
  setStatus(portal, found, 'COMPLETEE', comment, 'Fournisseur');
  return { ...OK, identifiantFactureCPP: found.identifiantFactureCPP, numeroFacture: found.numeroFacture, dateTraitement: minuteOf(portal.now()) };
}

export function recycle(portal: Portal, body: Record<string, unknown>): object {
  const found = invoiceOf(portal, body.identifiantFactureCPP);
  if (!found) return refusals.unknownInvoice;
  if (found.statut !== 'A_RECYCLER') return refusals.notRecyclable;
  const recipient = record(body.destinataire);
  const siret = text(recipient.codeDestinataire) || found.codeDestinataire;
  const serviceCode = 'codeServiceExecutant' in recipient ? text(recipient.codeServiceExecutant) : found.codeServiceExecutant;
  const reference = record(body.reference);
  const engagement = 'numeroBonCommande' in reference ? text(reference.numeroBonCommande) : found.numeroBonCommande;
  const target = structureOf(siret, !portal.has('annuaire-ferme'));
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

/** One invoice: its own file as it was deposited. Several: refused here, the real service makes a ZIP. */
export function download(portal: Portal, body: Record<string, unknown>): object {
  const wanted = records(body.listeFacture);
  if (text(body.format) !== 'PDF' || wanted.length !== 1) return refusals.mode('L’entraînement ne donne qu’une facture à la fois, au format PDF');
  const found = invoiceOf(portal, wanted[0]?.idFacture);
  const file = portal.state.files.find((candidate) => candidate.id === found?.pieces[0]);
  if (!found || !file) return refusals.unknownInvoice;
  return { ...READ_OK, fichierResultat: file.base64 };
}
