import type { Invoice } from '../../lib/invoice/model.ts';
import type { FormName } from '../portal/pages/fields.ts';
import { frenchDay, type Values } from '../portal/pages/values.ts';

/**
 * What the portal's form must hold for a draft, by field key of the practice pages: said here from the invoice alone, without the extension's plan, so that the
 * two can disagree. A value of several spellings is right in each of them; `null`: must be there, whatever it says; what is not named must be as the page had it.
 */
export type Expected = Record<string, readonly string[] | null>;

const rateCodes: Readonly<Record<string, string>> = { '20': 'TVA20', '10': 'TVA10', '5.5': 'TVA5', '2.1': 'TVA2' };
const paymentCodes: Readonly<Record<string, string>> = {
  '10': 'ESPECE',
  '20': 'CHEQUE',
  '30': 'VIREMENT',
  '48': 'AUTRE',
  '49': 'PRELEVEMENT',
  '58': 'VIREMENT',
};

function vatType(invoice: Invoice): string {
  const taxed = invoice.vatBreakdown.some((row) => row.category === 'S');
  if (!taxed) return 'SANS_TVA';
  return invoice.vatDue === 'receipts' ? 'TVA_SUR_ENCAISSEMENT' : 'TVA_SUR_DEBIT';
}

/** The rate by the portal's list, else in percent. Zero is the franchise's entry where the invoice says so. */
function rateOf(prefix: string, listed: string, typed: string, rate: string, franchise: boolean): Expected {
  const code = rateCodes[rate] ?? (Number(rate || '0') === 0 && franchise ? 'TVA1' : '');
  return code ? { [`${prefix}.${listed}`]: [code] } : { [`${prefix}.${typed}`]: [rate || '0'] };
}

export function expectedOf(invoice: Invoice, form: FormName): Expected {
  const credit = invoice.kind === 'credit-note';
  const paid = invoice.alreadyPaid;
  const expected: Expected = {};
  const put = (key: string, ...spellings: string[]) => {
    if (spellings.some((spelling) => spelling !== '')) expected[key] = spellings;
  };
  put('destinataire.siret', invoice.buyer.siret);
  put('destinataire.service', invoice.serviceCode);
  const framework = paid ? 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE' : 'A1_FACTURE_FOURNISSEUR';
  put('references.type', credit ? 'AVOIR' : 'FACTURE');
  put('references.devise', 'EUR');
  put('references.typeTva', vatType(invoice));
  if (!credit) put('references.modePaiement', paymentCodes[invoice.payment.meansCode] ?? 'VIREMENT');
  put('references.engagement', invoice.engagementNumber);
  put('references.marche', invoice.contractNumber);
  if (credit) put('references.factureOrigine', invoice.precedingInvoices[0]?.number ?? '');
  // The practice account has one bank account: an invoice to be paid into an account goes there.
  if (!credit && invoice.payment.iban) put('fournisseur.compte', '132');
  put('montants.ht', invoice.totals.net);
  put('montants.tva', invoice.totals.vat || '0');
  put('montants.ttc', invoice.totals.gross);
  put('montants.net', paid ? '0' : invoice.totals.payable || invoice.totals.gross);
  expected['commentaire.texte'] = null;
  if (form === 'deposer') {
    put('depot.format', 'PDF_NON_SIGNE');
    put('depot.cadre', framework);
    expected['depot.fichier'] = null;
    put('references.numero', invoice.invoiceNumber);
    put('references.date', frenchDay(invoice.issueDate));
    return expected;
  }
  put('cadre.code', framework);
  // Our own PDF goes with what is typed: the buyer sees the paper as it was written.
  expected['pieces[0].fichier'] = null;
  const franchise = invoice.vatBreakdown.some(({ exemptionReasonCode }) => exemptionReasonCode === 'VATEX-FR-FRANCHISE');
  invoice.lines.forEach((line, rank) => {
    const at = `lignes[${rank}]`;
    const discount = line.allowances.reduce((total, { charge, amount }) => total + (charge ? -1 : 1) * Number(amount), 0);
    expected[`${at}.numero`] = [String(rank + 1)];
    put(`${at}.reference`, line.reference);
    put(`${at}.denomination`, line.name);
    expected[`${at}.unite`] = null;
    // The portal's line has a discount and no supplement: such a line is one piece at its net amount.
    put(`${at}.quantite`, discount < 0 ? '1' : line.quantity);
    put(`${at}.prixUnitaire`, discount < 0 ? line.netAmount : line.netPrice);
    if (discount > 0) put(`${at}.remise`, String(discount));
    Object.assign(expected, rateOf(at, 'tauxTva', 'tauxManuel', line.vatRate, franchise));
  });
  // The portal has no place for a discount without VAT on the whole: it is a line.
  invoice.allowances.forEach(({ charge, amount, vatRate }, index) => {
    const at = `lignes[${invoice.lines.length + index}]`;
    expected[`${at}.numero`] = [String(invoice.lines.length + index + 1)];
    expected[`${at}.denomination`] = null;
    expected[`${at}.unite`] = null;
    put(`${at}.quantite`, '1');
    put(`${at}.prixUnitaire`, charge ? amount : `-${amount}`);
    Object.assign(expected, rateOf(at, 'tauxTva', 'tauxManuel', vatRate, franchise));
  });
  invoice.vatBreakdown.forEach((row, rank) => {
    const at = `tva[${rank}]`;
    Object.assign(expected, rateOf(at, 'taux', 'tauxManuel', row.rate, franchise));
    put(`${at}.base`, row.taxableAmount);
    put(`${at}.montant`, row.taxAmount || '0');
  });
  return expected;
}

/** What stands in a form before anybody touches it. */
export const untouched: Readonly<Values> = { 'fournisseur.structure': '12345678200010' };
