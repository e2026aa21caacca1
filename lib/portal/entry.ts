import { unitOf } from '../formats/portal-pdf/wording.ts';
import type { Invoice, Line } from '../invoice/model.ts';
import { big, multiply, round, sameAmount, subtract, sum } from '../invoice/money.ts';
import type { PortalClient } from './api/client.ts';
import { Exact, type JsonValue } from './api/json.ts';

/**
 * The data of an invoice typed line by line (`SAISIE_API`). The portal gives such an invoice a number of its own, so ours travels in the comment, with a
 * mark that tells this deposit from any other: without it a lost answer could never be settled.
 */
export interface VatRateCode {
  codeTauxTva: string;
  libelleTauxTva: string;
  valeurTauxTva: string;
}

const LABEL_LIMIT = 40;

/** What names this invoice for its seller for ever: the same at each attempt, on each device. Nothing in it is secret, it is all on the paper. */
export function markOf(invoice: Invoice): string {
  return `[${invoice.seller.siret}:${invoice.issueDate.slice(0, 4)}:${invoice.invoiceNumber.trim().toUpperCase()}]`;
}

export function commentOf(invoice: Invoice): string {
  const kind = invoice.kind === 'credit-note' ? 'Avoir' : 'Facture';
  return `${kind} n° ${invoice.invoiceNumber.trim()} du ${invoice.issueDate.split('-').reverse().join('/')}. ${markOf(invoice)}`;
}

/** Decimal(19,6), or null when it does not fit: too many decimals would be cut in silence. */
function exactly(text: string, decimals: number): Exact | null {
  const value = big(text);
  if (!value?.eq(value.round(decimals))) return null;
  return new Exact(value.toFixed());
}

function vatOf(rate: string, isFranchise: boolean, rates: readonly VatRateCode[]): { code?: string; manual?: Exact } {
  const known = rates.find(
    ({ libelleTauxTva, valeurTauxTva }) => sameAmount(valeurTauxTva || '-1', rate || '0') && /293 ?B|franchise/i.test(libelleTauxTva) === isFranchise,
  );
  return known?.codeTauxTva ? { code: known.codeTauxTva } : { manual: exactly(rate || '0', 6) ?? new Exact('0') };
}

/** What a line of the contract needs of ours. */
type Row = Pick<Line, 'name' | 'reference' | 'unit' | 'quantity' | 'netPrice' | 'netAmount' | 'allowances' | 'vatRate'>;

/** A line as it is typed, on the form or in the contract. Amounts are exact decimals; `discount` is "" when there is none. */
export interface TypedLine {
  name: string;
  reference: string;
  unit: string;
  quantity: string;
  price: string;
  discount: string;
  netAmount: string;
  vatRate: string;
}

/** Quantity times price less discount must make the net amount on the portal too; a line that does not fit its decimals becomes one piece at that price. */
function amountsOf(line: Row): { quantity: string; price: string; discount: string } {
  const quantity = exactly(line.quantity || '1', 4);
  const price = exactly(line.netPrice || line.netAmount, 6);
  const discount = sum(line.allowances.map(({ charge, amount }) => (charge ? subtract('0', amount) : amount)));
  const product = quantity && price && multiply(quantity.text, price.text);
  if (quantity && price && product && !discount.startsWith('-') && sameAmount(round(product.minus(discount)), line.netAmount))
    return { quantity: quantity.text, price: price.text, discount: sameAmount(discount, '0') ? '' : discount };
  return { quantity: '1', price: round(line.netAmount), discount: '' };
}

/** Discounts and costs of the whole invoice become lines: the portal has a place only for one discount, VAT included. */
export function typedLines(invoice: Invoice): TypedLine[] {
  const rows: Row[] = [
    ...invoice.lines,
    ...invoice.allowances.map(({ charge, amount, reason, vatRate }) => {
      // a correction of a discount is a negative one
      const signed = charge ? amount : subtract('0', amount);
      return {
        name: reason || (charge ? 'Frais' : 'Remise'),
        reference: '',
        unit: 'C62',
        quantity: '1',
        netPrice: signed,
        netAmount: signed,
        allowances: [],
        vatRate,
      };
    }),
  ];
  return rows.map((line) => ({
    name: line.name,
    reference: line.reference,
    unit: unitOf(line) || 'unité',
    ...amountsOf(line),
    netAmount: line.netAmount,
    vatRate: line.vatRate,
  }));
}

/** `lignePoste` and `ligneTva`. */
export function entryLines(invoice: Invoice, rates: readonly VatRateCode[]): { lignePoste: JsonValue[]; ligneTva: JsonValue[] } {
  const franchise = invoice.vatBreakdown.some(({ exemptionReasonCode }) => exemptionReasonCode === 'VATEX-FR-FRANCHISE');
  return {
    lignePoste: typedLines(invoice).map((line, index) => {
      const vat = vatOf(line.vatRate, franchise, rates);
      return {
        lignePosteNumero: index + 1,
        lignePosteReference: line.reference || String(index + 1),
        lignePosteDenomination: line.name.slice(0, LABEL_LIMIT),
        lignePosteQuantite: new Exact(line.quantity),
        lignePosteUnite: line.unit,
        lignePosteMontantUnitaireHT: new Exact(line.price),
        lignePosteMontantRemiseHT: line.discount ? new Exact(line.discount) : undefined,
        lignePosteTauxTva: vat.code,
        lignePosteTauxTvaManuel: vat.manual,
      };
    }),
    ligneTva: invoice.vatBreakdown.map(({ rate, taxableAmount, taxAmount }) => {
      const vat = vatOf(rate, franchise, rates);
      return {
        ligneTvaTaux: vat.code,
        ligneTvaTauxManuel: vat.manual,
        ligneTvaMontantBaseHtParTaux: new Exact(round(taxableAmount || '0')),
        ligneTvaMontantTvaParTaux: new Exact(round(taxAmount || '0')),
      };
    }),
  };
}

/** How many invoices of the same buyer and amount are opened to read their comment: more would be a misuse of the portal. */
const LONGEST_SEARCH = 8;

export interface EntryFound {
  identifiantFactureCPP: number;
  numeroFacture: string;
  dateDepot: string;
  statut: string;
}

/**
 * The deposit that carries this invoice's mark, among those made since a day. `unmarked`: a portal that gives no comment back leaves the buyer, the
 * amount and the day to tell it by; right only for an answer that was lost a moment ago.
 */
export async function findEntry(
  client: PortalClient,
  invoice: Invoice,
  { since, known, unmarked }: { since: string; known: readonly number[]; unmarked: boolean },
  signal?: AbortSignal,
): Promise<EntryFound | null> {
  const listed = await client.searchInvoices({ periodeDateDepotDu: since }, signal);
  const alike = listed.filter(
    (row) =>
      row.identifiantFactureCPP !== null &&
      !known.includes(row.identifiantFactureCPP) &&
      (row.modeDepot === '' || row.modeDepot === 'SAISIE_API') &&
      (row.typeFacture === '' || (row.typeFacture === 'AVOIR') === (invoice.kind === 'credit-note')) &&
      (row.codeDestinataire === '' || row.codeDestinataire === invoice.buyer.siret) &&
      (row.montantTTC === '' || sameAmount(round(row.montantTTC), invoice.totals.gross)),
  );
  for (const row of alike.slice(0, LONGEST_SEARCH)) {
    const { commentaire } = await client.invoice(row.identifiantFactureCPP as number, signal);
    if (commentaire.includes(markOf(invoice)) || (unmarked && commentaire === '')) {
      const { numeroFacture, dateDepot, statut } = row;
      return { identifiantFactureCPP: row.identifiantFactureCPP as number, numeroFacture, dateDepot, statut };
    }
  }
  return null;
}
