import { civilDay } from '../invoice/dates.ts';
import { MAX_DOCUMENT_BYTES } from '../invoice/file-names.ts';
import type { Invoice } from '../invoice/model.ts';
import { big, round, sameAmount } from '../invoice/money.ts';
import type { ListedInvoice } from './api/answers.ts';
import type { AttachedFile, PortalClient, PortalFile } from './api/client.ts';
import { beforeDeposit, PortalFault } from './api/fault.ts';
import { Exact, type JsonValue } from './api/json.ts';
import { commentOf, entryLines, findEntry, type VatRateCode } from './entry.ts';
import { isUnborn } from './statuses.ts';

/** Proof that the portal holds the invoice: its identifier, never absent. */
export interface Deposited {
  identifiantFactureCPP: number;
  /** The number under which the portal holds it: ours, but for a typed invoice, which it numbers itself. */
  numeroFacture: string;
  depositedAt: string;
  certificate: string;
  status: string;
  numeroFluxDepot: string;
}

/** UNTDID 4461 onto the portal's modes. A credit note carries none (OCA). */
export function paymentMode(invoice: Invoice): string | undefined {
  if (invoice.kind === 'credit-note') return undefined;
  switch (invoice.payment.meansCode) {
    case '10':
      return 'ESPECE';
    case '20':
      return 'CHEQUE';
    case '49':
    case '59':
      return 'PRELEVEMENT';
    case '48':
      return 'AUTRE';
    default:
      return 'VIREMENT';
  }
}

/**
 * Franchise en base and other lines without VAT: SANS_TVA, as the one live client that bills so (chorus-pro.md §3.1; the State's preference between
 * SANS_TVA and EXONERATION + reason is not public, and the reason codes are not either).
 */
export function vatType(invoice: Invoice): string {
  const taxed = invoice.vatBreakdown.some((row) => row.category === 'S' && !sameAmount(row.rate || '0', '0'));
  if (!taxed && !invoice.vatBreakdown.some((row) => row.category === 'S') && sameAmount(invoice.totals.vat || '0', '0')) return 'SANS_TVA';
  return invoice.vatDue === 'receipts' ? 'TVA_SUR_ENCAISSEMENT' : 'TVA_SUR_DEBIT';
}

function exact(amount: string): Exact {
  const value = big(amount);
  if (!value) throw new PortalFault('portal-refused', 'a total is missing', 'no');
  return new Exact(round(value));
}

export interface SubmissionParts {
  idFournisseur: number;
  /** null when the account cannot be told: the portal then takes the structure's own. */
  bankAccount: number | null;
  /** The PDF that is the invoice; absent for an invoice typed line by line. */
  mainFile?: { id: number; name: string };
  attachments: AttachedFile[];
  /** Codes of the portal's own VAT rates, for a typed invoice. */
  rates?: readonly VatRateCode[];
}

/** Body of `soumettre`: a PDF with its data, or data alone. Absent references are left out: an empty text is a value to the portal. */
export function submissionBody(invoice: Invoice, { idFournisseur, bankAccount, mainFile, attachments, rates = [] }: SubmissionParts): JsonValue {
  const paid = invoice.alreadyPaid;
  const own: { readonly [name: string]: JsonValue } = mainFile
    ? {
        modeDepot: 'DEPOT_PDF_API',
        numeroFactureSaisi: invoice.invoiceNumber.trim(),
        dateFacture: invoice.issueDate,
        // The swagger says an object; every client known to work sends an array of one.
        pieceJointePrincipale: [{ pieceJointePrincipaleDesignation: mainFile.name.slice(0, 100), pieceJointePrincipaleId: mainFile.id }],
      }
    : // Neither number nor date: the portal gives its own, and answers 500 to a date (chorus-pro.md §1, §2.2).
      { modeDepot: 'SAISIE_API', ...entryLines(invoice, rates), commentaire: commentOf(invoice) };
  return {
    ...own,
    destinataire: { codeDestinataire: invoice.buyer.siret, codeServiceExecutant: invoice.serviceCode.trim() || undefined },
    fournisseur: { idFournisseur, codeCoordonneesBancairesFournisseur: bankAccount ?? undefined },
    cadreDeFacturation: { codeCadreFacturation: paid ? 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE' : 'A1_FACTURE_FOURNISSEUR' },
    references: {
      deviseFacture: invoice.currency,
      typeFacture: invoice.kind === 'credit-note' ? 'AVOIR' : 'FACTURE',
      typeTva: vatType(invoice),
      numeroMarche: invoice.contractNumber.trim() || undefined,
      numeroBonCommande: invoice.engagementNumber.trim() || undefined,
      numeroFactureOrigine: (invoice.kind === 'credit-note' && invoice.precedingInvoices[0]?.number) || undefined,
      modePaiement: paymentMode(invoice),
    },
    montantTotal: {
      montantHtTotal: exact(invoice.totals.net),
      montantTVA: exact(invoice.totals.vat || '0'),
      montantTtcTotal: exact(invoice.totals.gross),
      montantAPayer: exact(paid ? '0' : invoice.totals.payable || invoice.totals.gross),
    },
    pieceJointeComplementaire: attachments.length > 0 ? attachments : undefined,
  };
}

/** The seller's structure on the portal: its SIRET, else the only one of its SIREN. Stand-ins know one supplier, and take any seller for it. */
export async function supplierOf(client: PortalClient, siret: string, signal?: AbortSignal): Promise<number> {
  const structures = await client.ownStructures(signal);
  const siblings = structures.filter((structure) => structure.identifiant.slice(0, 9) === siret.slice(0, 9));
  const found =
    structures.find((structure) => structure.identifiant === siret) ??
    (siblings.length === 1 ? siblings[0] : undefined) ??
    (client.environment === 'training' || (client.environment === 'other' && structures.length === 1) ? structures[0] : undefined);
  if (!found?.idStructureCPP) throw new PortalFault('portal-connection', 'the technical account is not attached to the seller’s structure', 'no');
  return found.idStructureCPP;
}

export interface DepositInput {
  invoice: Invoice;
  pdf: PortalFile;
  attachments: readonly PortalFile[];
  /** Called just before the one request that creates the invoice; when it rejects, that request is not made. */
  commit?: () => Promise<void>;
}

/** Supporting documents go up one by one; nothing is deposited by that. */
export async function upload(client: PortalClient, files: readonly PortalFile[], signal?: AbortSignal): Promise<AttachedFile[]> {
  const kept: AttachedFile[] = [];
  for (const file of files) {
    if (file.bytes.length === 0 || file.bytes.length > MAX_DOCUMENT_BYTES) throw new PortalFault('portal-too-big', 'attachment over 10 Mo', 'no');
    const id = await client.addFile(file, signal);
    kept.push({
      pieceJointeComplementaireDesignation: file.name.slice(0, 100),
      pieceJointeComplementaireType: '',
      pieceJointeComplementaireId: id,
    });
  }
  return kept;
}

/** Who is paid, and on which account when there is only one. */
async function sellerOn(
  client: PortalClient,
  invoice: Invoice,
  signal?: AbortSignal,
): Promise<Pick<SubmissionParts, 'idFournisseur' | 'bankAccount'>> {
  const idFournisseur = await supplierOf(client, invoice.seller.siret, signal);
  const accounts = await client.bankAccounts(idFournisseur, signal);
  return { idFournisseur, bankAccount: accounts.length === 1 ? (accounts[0]?.idCoordonneeBancaire ?? null) : null };
}

async function submitted(
  client: PortalClient,
  prepare: () => Promise<JsonValue>,
  commit: DepositInput['commit'],
  signal?: AbortSignal,
): Promise<Deposited> {
  let body: JsonValue;
  try {
    body = await prepare();
    await commit?.();
  } catch (error) {
    throw beforeDeposit(error);
  }
  const answer = await client.submit(body, signal);
  return {
    identifiantFactureCPP: answer.identifiantFactureCPP,
    numeroFacture: answer.numeroFacture,
    depositedAt: answer.dateDepot,
    certificate: answer.empreinteCertificatDepot,
    status: answer.statutFacture || 'DEPOSEE',
    numeroFluxDepot: '',
  };
}

/**
 * Route "pdf": the readable PDF goes up, supporting documents (the photo) after it, then `soumettre` deposits. Everything before `soumettre` may fail
 * without consequence: such faults say `reached: 'no'` (or 'answered').
 */
export function depositByPdf(client: PortalClient, { invoice, pdf, attachments, commit }: DepositInput, signal?: AbortSignal): Promise<Deposited> {
  const prepare = async () => {
    const seller = await sellerOn(client, invoice, signal);
    const uploaded = await client.depositPdf(pdf, signal);
    const kept = await upload(client, attachments, signal);
    return submissionBody(invoice, { ...seller, mainFile: { id: uploaded.pieceJointeId, name: pdf.name }, attachments: kept });
  };
  return submitted(client, prepare, commit, signal);
}

/** Route "entry": the data line by line, our PDF beside them as a supporting document since it bears the number that the user knows. */
export function depositByEntry(client: PortalClient, { invoice, pdf, attachments, commit }: DepositInput, signal?: AbortSignal): Promise<Deposited> {
  const prepare = async () => {
    const seller = await sellerOn(client, invoice, signal);
    const rates = await client.vatRates(signal);
    const kept = await upload(client, [pdf, ...attachments], signal);
    return submissionBody(invoice, { ...seller, attachments: kept, rates });
  };
  return submitted(client, prepare, commit, signal);
}

/** Route "facturx": gives the flow's number. The invoice exists only once the flow is integrated: see `findDeposit`. */
export function depositByFlow(client: PortalClient, facturx: PortalFile, signal?: AbortSignal): Promise<string> {
  return client.depositFlow(facturx, signal);
}

/** True when the listed invoice is this one: number, year, kind, and where the portal says them, recipient and amount. */
export function isSame(invoice: Invoice, listed: ListedInvoice): boolean {
  const year = civilDay(listed.dateFacture || listed.dateDepot).slice(0, 4);
  return (
    listed.numeroFacture.trim().toUpperCase() === invoice.invoiceNumber.trim().toUpperCase() &&
    (year === '' || year === invoice.issueDate.slice(0, 4)) &&
    (listed.typeFacture === '' || (listed.typeFacture === 'AVOIR') === (invoice.kind === 'credit-note')) &&
    (listed.codeDestinataire === '' || listed.codeDestinataire === invoice.buyer.siret) &&
    (listed.montantTTC === '' || sameAmount(round(listed.montantTTC), invoice.totals.gross))
  );
}

export type Lookup = { found: Deposited } | { found: null; sameNumber: boolean };

/**
 * Asks the portal whether it holds the invoice, by its number and, after a flow, by the flow's. `known` are identifiers that belong to earlier
 * attempts or to other invoices of ours. `sameNumber`: the number is taken this year by something that is not this invoice.
 */
export async function findDeposit(
  client: PortalClient,
  invoice: Invoice,
  { numeroFluxDepot = '', known = [] }: { numeroFluxDepot?: string; known?: readonly number[] } = {},
  signal?: AbortSignal,
): Promise<Lookup> {
  const listed = [...(await client.searchInvoices({ numeroFacture: invoice.invoiceNumber.trim() }, signal))];
  if (numeroFluxDepot && !listed.some((candidate) => candidate.numeroFluxDepot === numeroFluxDepot)) {
    listed.push(...(await client.searchInvoices({ numeroFluxDepot }, signal)));
  }
  const born = listed.filter((candidate) => !isUnborn(candidate.statut));
  const match = born.find(
    (candidate) => candidate.identifiantFactureCPP !== null && !known.includes(candidate.identifiantFactureCPP) && isSame(invoice, candidate),
  );
  if (match?.identifiantFactureCPP) {
    return {
      found: {
        identifiantFactureCPP: match.identifiantFactureCPP,
        numeroFacture: match.numeroFacture,
        depositedAt: match.dateDepot,
        certificate: '',
        status: match.statut || 'DEPOSEE',
        numeroFluxDepot: match.numeroFluxDepot || numeroFluxDepot,
      },
    };
  }
  return { found: null, sameNumber: born.length > 0 };
}

/** The same question for a typed invoice, known by its mark alone: the portal numbered it. `since`: first day it may have been deposited. */
export async function findTyped(
  client: PortalClient,
  invoice: Invoice,
  options: { since: string; known: readonly number[]; unmarked: boolean },
  signal?: AbortSignal,
): Promise<Lookup> {
  const entry = await findEntry(client, invoice, options, signal);
  if (!entry) return { found: null, sameNumber: false };
  const { identifiantFactureCPP, numeroFacture, dateDepot, statut } = entry;
  return {
    found: { identifiantFactureCPP, numeroFacture, depositedAt: dateDepot, certificate: '', status: statut || 'DEPOSEE', numeroFluxDepot: '' },
  };
}
