import { frenchDate } from '../invoice/dates.ts';
import type { Invoice } from '../invoice/model.ts';
import { big, isDecimal, round, sameAmount, subtract, sum } from '../invoice/money.ts';

/**
 * CSV that French Excel and LibreOffice open with a double click: UTF-8 with its mark, semicolons, decimal commas, CRLF, days as 24/11/2026.
 * Pure: text in, text out; the caller makes bytes of it.
 */
export type Cell = { text: string } | { amount: string } | { day: string } | { code: string };

const MARK = '\ufeff';
const END = '\r\n';

/** Characters that make a spreadsheet run a text as a formula (OWASP, « CSV injection »): a quote in front makes it a text again. */
const formula = /^[\s\u00a0]*[=+\-@\t\r]/;
/** What a spreadsheet would turn into a number or a date: « 2026-11 », « 0042 », « 3E5 », a SIRET. A leading tab keeps it a text, and does not show. */
const numberLike = /^[\d\s.,:/_-]*\d[\d\s.,:/_-]*$|^\d+e\d+$/i;

function written(cell: Cell): string {
  if ('amount' in cell) return isDecimal(cell.amount) ? cell.amount.replace('.', ',') : quoted(neutral(cell.amount));
  if ('day' in cell) return quoted(neutral(frenchDate(cell.day)));
  if ('code' in cell) return quoted(numberLike.test(cell.code) && !formula.test(cell.code) ? `\t${cell.code}` : neutral(cell.code));
  return quoted(neutral(cell.text));
}

function neutral(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[";\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head.map((title) => quoted(title)), ...rows.map((row) => row.map(written))];
  return MARK + lines.map((line) => line.join(';') + END).join('');
}

/** One invoice of the period and where it stands. */
export interface Entry {
  invoice: Invoice;
  /** French words: « Envoyée », « Brouillon »… */
  state: string;
  /** ISO day of deposit, "" before. */
  depositedOn: string;
  /** Number given by the portal, "" before. */
  portalId: string;
}

/** On a credit note the model's amounts are positive; in a sum of the period they are taken off. */
export function signedAmount(invoice: Pick<Invoice, 'kind'>, amount: string): string {
  return invoice.kind === 'credit-note' && isDecimal(amount) ? subtract('0', amount) : amount;
}

/** Total including VAT of several invoices, credit notes taken off. */
export function totalOf(invoices: readonly Invoice[]): string {
  return sum(invoices.map((invoice) => signedAmount(invoice, invoice.totals.gross)));
}

/** One line an invoice; VAT in two columns for each rate met in the period. */
export function spreadsheetOf(entries: readonly Entry[]): string {
  const rates: string[] = [];
  for (const { invoice } of entries)
    for (const { rate } of invoice.vatBreakdown) if (big(rate)?.gt(0) && !rates.some((known) => sameAmount(known, rate))) rates.push(rate);
  rates.sort((a, b) =>
    big(b)
      ?.minus(big(a) ?? 0)
      .gt(0)
      ? 1
      : -1,
  );
  const rateHead = rates.flatMap((rate) => [`Base HT à ${percent(rate)}`, `TVA à ${percent(rate)}`]);
  const head = [
    ...['Date', 'Type', 'Numéro', 'Client', 'SIRET du client', 'Code service', 'Engagement', 'Facture d’origine', 'Total HT'],
    ...rateHead,
    ...['Total TVA', 'Total TTC', 'Déjà payé', 'Net à payer', 'Échéance', 'État', 'Déposée le', 'Numéro Chorus Pro'],
  ];
  const rows = entries.map(({ invoice, state, depositedOn, portalId }): Cell[] => {
    const { totals, buyer, payment } = invoice;
    const amount = (value: string): Cell => ({ amount: isDecimal(value) ? round(signedAmount(invoice, value)) : value });
    const ofRate = (rate: string, name: 'taxableAmount' | 'taxAmount') =>
      invoice.vatBreakdown.filter((entry) => sameAmount(entry.rate, rate)).map((entry) => entry[name]);
    return [
      { day: invoice.issueDate },
      { text: invoice.kind === 'credit-note' ? 'Avoir' : 'Facture' },
      { code: invoice.invoiceNumber },
      { text: buyer.name },
      { code: buyer.siret },
      { code: invoice.serviceCode },
      { code: invoice.engagementNumber },
      { code: invoice.precedingInvoices.map(({ number }) => number).join(', ') },
      amount(totals.net),
      ...rates.flatMap((rate) => (['taxableAmount', 'taxAmount'] as const).map((name) => amount(sum(ofRate(rate, name))))),
      amount(totals.vat),
      amount(totals.gross),
      amount(totals.prepaid),
      amount(totals.payable),
      { day: payment.dueDate },
      { text: state },
      { day: depositedOn },
      { code: portalId },
    ];
  });
  return csv(head, rows);
}

const percent = (rate: string) => `${(big(rate) ?? rate).toString().replace('.', ',')} %`;
