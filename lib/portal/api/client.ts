import { supportingName } from '../../invoice/file-names.ts';
import { saysNoResult } from '../errors.ts';
import { paths } from '../paths.ts';
import * as answers from './answers.ts';
import { PortalFault } from './fault.ts';
import { base64Of, bytesOf, type JsonValue } from './json.ts';
import { createTransport, type TransportOptions } from './transport.ts';

export type { ListedInvoice } from './answers.ts';
export type { Exact, JsonValue } from './json.ts';

export interface PortalFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** An alias, not an interface: only those are JSON values to the compiler. */
export type AttachedFile = {
  pieceJointeComplementaireDesignation: string;
  pieceJointeComplementaireType: string;
  pieceJointeComplementaireId: number;
};

function needed<T>(value: T | null | '', path: string): T {
  if (value === null || value === '') throw new PortalFault('portal-nonsense', `${path}: no identifier`, 'maybe');
  return value as T;
}

export type PortalClient = ReturnType<typeof createPortalClient>;

/**
 * Every supplier call Coursier makes, typed, one at a time. Failures are `PortalFault`s. Reads are tried again; `submit`, `depositFlow` and the
 * other writes never are: whether to repeat them is the outbox's decision.
 */
export function createPortalClient(options: TransportOptions) {
  const transport = createTransport(options);
  const page = { nbResultatsParPage: 100, pageResultatDemandee: 1 };

  /** A search without result is an empty list, not a failure. */
  async function orEmpty<T>(search: Promise<T>, empty: T): Promise<T> {
    try {
      return await search;
    } catch (error) {
      if (error instanceof PortalFault && saysNoResult(error.codeRetour, error.libelle)) return empty;
      throw error;
    }
  }

  const client = {
    environment: options.environment,

    health: (signal?: AbortSignal) => transport.call(paths.health, null, answers.Health, signal),

    async searchStructures(criteria: { siret?: string; name?: string; town?: string }, signal?: AbortSignal) {
      const structure: Record<string, JsonValue> = { typeIdentifiantStructure: 'SIRET', statutStructure: 'ACTIF' };
      if (criteria.siret) structure.identifiantStructure = criteria.siret;
      if (criteria.name) structure.raisonSocialeStructure = criteria.name;
      if (criteria.town) structure.adresseVille = criteria.town;
      const found = await orEmpty(transport.call(paths.searchStructures, { structure, parametres: page }, answers.Structures, signal), null);
      return found?.listeStructures ?? [];
    },

    structure: (idStructureCPP: number, signal?: AbortSignal) => transport.call(paths.structure, { idStructureCPP }, answers.Structure, signal),

    /** `parametres` in place of the long name is refused (seen live). */
    async searchServices(idStructure: number, signal?: AbortSignal) {
      const body = { idStructure, parametresRechercherServicesStructure: { nbResultatsParPage: 1000, pageResultatDemandee: 1 } };
      const found = await orEmpty(transport.call(paths.searchServices, body, answers.Services, signal), null);
      return found?.listeServices ?? [];
    },

    service: (idStructure: number, idService: number, signal?: AbortSignal) =>
      transport.call(paths.service, { idStructure, idService }, answers.Service, signal),

    async ownStructures(signal?: AbortSignal) {
      return (await transport.call(paths.ownStructures, {}, answers.OwnStructures, signal)).listeStructures;
    },

    async bankAccounts(idStructure: number, signal?: AbortSignal) {
      const found = await orEmpty(transport.call(paths.bankAccounts, { idStructure }, answers.BankAccounts, signal), null);
      return found?.listeCoordonneeBancaire ?? [];
    },

    async vatRates(signal?: AbortSignal) {
      return (await transport.call(paths.vatRates, { codeLangue: 'FR' }, answers.VatRates, signal)).listeTauxTva;
    },

    async exemptionReasons(signal?: AbortSignal) {
      return (await transport.call(paths.exemptionReasons, { codeLangue: 'FR' }, answers.ExemptionReasons, signal)).listeMotifsExonerationTva;
    },

    async paymentModes(signal?: AbortSignal) {
      return (await transport.call(paths.paymentModes, { codeLangue: 'FR' }, answers.PaymentModes, signal)).listeModePaiement;
    },

    /** Uploads the invoice's PDF; what the portal recognised comes back with the id of the file. Deposits nothing by itself. */
    async depositPdf(file: PortalFile, signal?: AbortSignal) {
      const body = { fichierFacture: base64Of(file.bytes), nomFichier: supportingName(file.name, file.bytes), formatDepot: 'PDF_NON_SIGNE' };
      const answer = await transport.call(paths.depositPdf, body, answers.PdfDeposit, signal);
      return { ...answer, pieceJointeId: needed(answer.pieceJointeId, paths.depositPdf.path) };
    },

    /** Uploads a supporting document, 10 Mo at most. */
    async addFile(file: PortalFile, signal?: AbortSignal): Promise<number> {
      const name = supportingName(file.name, file.bytes);
      const body = {
        pieceJointeFichier: base64Of(file.bytes),
        pieceJointeNom: name,
        pieceJointeTypeMime: file.type || 'application/octet-stream',
        pieceJointeExtension: name.slice(name.lastIndexOf('.') + 1).toUpperCase(),
      };
      return needed((await transport.call(paths.addFile, body, answers.AddedFile, signal)).pieceJointeId, paths.addFile.path);
    },

    /** The deposit itself: never repeated here. An answer without the portal's identifier is not a deposit. */
    async submit(body: JsonValue, signal?: AbortSignal) {
      const answer = await transport.call(paths.submit, body, answers.Submission, signal);
      return { ...answer, identifiantFactureCPP: needed(answer.identifiantFactureCPP, paths.submit.path) };
    },

    /** Hands a Factur-X over: success only means that the file was taken. Never repeated here. */
    async depositFlow(file: PortalFile, signal?: AbortSignal): Promise<string> {
      const body = {
        fichierFlux: base64Of(file.bytes),
        nomFichier: supportingName(file.name, file.bytes),
        syntaxeFlux: 'IN_DP_E2_CII_FACTURX',
        avecSignature: false,
      };
      return needed((await transport.call(paths.depositFlow, body, answers.FlowDeposit, signal)).numeroFluxDepot, paths.depositFlow.path);
    },

    flowReport: (numeroFluxDepot: string, signal?: AbortSignal) => transport.call(paths.flowReport, { numeroFluxDepot }, answers.FlowReport, signal),

    /** Our invoices on the portal. All pages, 500 invoices at most: a follow-up must stay polite. */
    async searchInvoices(
      criteria: { numeroFacture?: string; numeroFluxDepot?: string; periodeDateDepotDu?: string; periodeDateDepotAu?: string },
      signal?: AbortSignal,
    ) {
      const found: answers.ListedInvoice[] = [];
      for (let number = 1; number <= 5; number++) {
        const body = {
          ...criteria,
          rechercheFactureParFournisseur: {
            nbResultatsParPage: 100,
            pageResultatDemandee: number,
            nbResultatsMaximum: 500,
            triColonne: 'DateDepot',
            triSens: 'Descendant',
          },
        };
        const answer = await orEmpty(transport.call(paths.searchInvoices, body, answers.Invoices, signal), null);
        found.push(...(answer?.listeFactures ?? []));
        if (!answer || number >= answer.parametresRetour.pages) break;
      }
      return found;
    },

    /** One of our invoices as the portal keeps it, its comment included. */
    async invoice(identifiantFactureCPP: number, signal?: AbortSignal) {
      return (await transport.call(paths.invoice, { identifiantFactureCPP }, answers.IssuedInvoice, signal)).facture;
    },

    history: (idFacture: number, signal?: AbortSignal) => transport.call(paths.history, { idFacture }, answers.History, signal),

    /** Adds documents or a comment to a SUSPENDUE invoice. */
    complete: (identifiantFactureCPP: number, change: { commentaire: string; pieceJointeComplementaire?: AttachedFile[] }, signal?: AbortSignal) =>
      transport.call(paths.complete, { identifiantFactureCPP, ...change }, answers.Treated, signal),

    /** Sends an A_RECYCLER invoice to the right place, under the same number. Note the portal's singular `reference`. */
    recycle: (
      identifiantFactureCPP: number,
      change: { codeDestinataire: string; codeServiceExecutant: string; numeroBonCommande: string; commentaire: string },
      signal?: AbortSignal,
    ) =>
      transport.call(
        paths.recycle,
        {
          identifiantFactureCPP,
          destinataire: { codeDestinataire: change.codeDestinataire, codeServiceExecutant: change.codeServiceExecutant || null },
          reference: { numeroBonCommande: change.numeroBonCommande },
          commentaire: change.commentaire,
        },
        answers.Treated,
        signal,
      ),

    /** Says that rejections were seen. */
    acknowledgeRejections: (ids: readonly number[], signal?: AbortSignal) =>
      transport.call(paths.acknowledgeRejection, { listeDemandePaiement: ids.map((id) => ({ idDemandePaiement: id })) }, answers.Nothing, signal),

    /** Invoices as the portal keeps them: a PDF (several, or one with its documents: a ZIP), or its own XML (`PIVOT`). */
    async download(
      ids: readonly number[],
      { format = 'PDF', withDocuments }: { format?: 'PDF' | 'PIVOT'; withDocuments?: boolean } = {},
      signal?: AbortSignal,
    ): Promise<Uint8Array> {
      const body = {
        format,
        listeFacture: ids.map((id) => ({ idFacture: id })),
        // « Oui »/« Non » as the annexe writes them; left out unless asked for, since one client writes capitals (chorus-pro.md §2.2).
        avecPiecesJointesComplementaires: withDocuments === undefined ? undefined : withDocuments ? 'Oui' : 'Non',
      };
      return bytesOf(needed((await transport.call(paths.download, body, answers.Download, signal)).fichierResultat, paths.download.path));
    },
  };
  return client;
}
