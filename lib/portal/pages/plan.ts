import type { Invoice } from '../../invoice/model.ts';
import { big, round } from '../../invoice/money.ts';
import { paymentMode, vatType } from '../deposit.ts';
import { commentOf, typedLines } from '../entry.ts';
import { catalogue } from './fields.ts';
import type { FillPlan, PlanStep, Taught } from './model.ts';
import { frenchAmount, plainAmount } from './values.ts';

/** A decimal as written in the draft, without exponent, trailing zeros or a sign of plus. */
function trimmed(decimal: string): string {
  return big(decimal)?.toFixed() ?? '';
}

function spaced(french: string): string {
  return french.replace(/\B(?=(\d{3})+(?!\d))(?=[^,]*(,|$))/g, ' ');
}

/** "1234.5" as « 1234,50 », « 1234.50 », « 1 234,50 »: what an input takes is only known by trying. */
export function amountSpellings(decimal: string, decimals = 2): string[] {
  const exact = trimmed(decimal);
  if (exact === '') return [];
  const places = Math.max(decimals, exact.split('.')[1]?.length ?? 0);
  const french = frenchAmount(exact, places);
  const whole = french.split(',');
  return [...new Set([french, plainAmount(exact, places), `${spaced(whole[0] ?? '')}${whole[1] === undefined ? '' : `,${whole[1]}`}`])];
}

/** "5.5" as « 5,5 », « 5.5 », « 5,50 », « 5.50 ». */
function rateSpellings(rate: string): string[] {
  const exact = trimmed(rate || '0');
  if (exact === '') return [];
  return [...new Set([frenchAmount(exact, 0), exact, frenchAmount(exact, 2), plainAmount(exact, 2)])];
}

export function siretSpellings(siret: string): string[] {
  const bare = siret.replace(/\s/g, '');
  return bare === '' ? [] : [bare, bare.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4')];
}

function daySpellings(iso: string): string[] {
  return /^\d{4}-\d\d-\d\d$/.test(iso) ? [iso.split('-').reverse().join('/'), iso] : [];
}

/** Fields that one of the portal's two forms lacks, or that it fills by itself. */
const optional: ReadonlySet<string> = new Set([
  'depositFormat',
  'file',
  'attachment',
  'buyer.identifierType',
  'seller.identifierType',
  'buyer.name',
  'seller.name',
  'vatExemptionReason',
  'payment.dueDate',
  'delivery.date',
  'totals.grossBefore',
  'totals.grossAfter',
  'lines.*.vatRateTyped',
  'lines.*.reference',
  'lines.*.unit',
  'lines.*.netAmount',
  'vatBreakdown.*.rateTyped',
  'comment',
  'currency',
]);

const currencyNames: Readonly<Record<string, string>> = { EUR: 'Euro', USD: 'Dollar', CHF: 'Franc suisse', GBP: 'Livre sterling', XPF: 'Franc CFP' };

/** A text as one value, or none: an empty one is nothing to fill. */
const some = (text: string): string[] => (text.trim() === '' ? [] : [text.trim()]);

/**
 * What the portal's form should hold for this invoice. `fileName`: name of the PDF that goes with it, "" for none. The page's own recapitulation is by rate, so
 * is ours. Steps without value are left out.
 */
export function planOf(invoice: Invoice, fileName: string, taught: readonly Taught[] = []): FillPlan {
  const steps: PlanStep[] = [];
  const add = (step: Omit<PlanStep, 'kind'> & { kind?: PlanStep['kind'] }) => {
    const kind = step.kind ?? catalogue.fields.find(({ key }) => key === step.key)?.kind ?? 'text';
    if (step.values.length > 0 || step.choice) steps.push({ ...step, kind, ...(optional.has(step.key) ? { optional: true } : {}) });
  };
  const money = (amount: string) => amountSpellings(big(amount) ? round(amount) : '');
  const credit = invoice.kind === 'credit-note';
  const mode = paymentMode(invoice);

  add({ key: 'depositFormat', values: [], choice: fileName ? 'PDF_NON_SIGNE' : '' });
  add({ key: 'framework', values: [], choice: invoice.alreadyPaid ? 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE' : 'A1_FACTURE_FOURNISSEUR' });
  add({ key: 'file', values: some(fileName) });
  add({ key: 'buyer.identifierType', values: [], choice: 'SIRET' });
  add({ key: 'buyer.siret', values: siretSpellings(invoice.buyer.siret), also: some(invoice.buyer.name) });
  add({ key: 'buyer.name', values: some(invoice.buyer.name), mayCut: true });
  add({ key: 'serviceCode', values: some(invoice.serviceCode) });
  add({ key: 'seller.identifierType', values: [], choice: 'SIRET' });
  add({ key: 'seller.siret', values: siretSpellings(invoice.seller.siret), also: some(invoice.seller.name), sole: true });
  add({ key: 'seller.name', values: some(invoice.seller.name), mayCut: true });
  const iban = invoice.payment.iban.replace(/\s/g, '').toUpperCase();
  if (!credit && iban) add({ key: 'bankAccount', values: [iban, iban.replace(/(.{4})(?=.)/g, '$1 ')], sole: true });
  add({ key: 'kind', values: [], choice: credit ? 'AVOIR' : 'FACTURE' });
  add({ key: 'invoiceNumber', values: some(invoice.invoiceNumber) });
  add({ key: 'issueDate', values: daySpellings(invoice.issueDate) });
  add({ key: 'currency', values: some(invoice.currency).flatMap((code) => [code, ...some(currencyNames[code] ?? '')]) });
  add({ key: 'engagementNumber', values: some(invoice.engagementNumber) });
  add({ key: 'contractNumber', values: some(invoice.contractNumber) });
  add({ key: 'vatType', values: [], choice: vatType(invoice) });
  add({
    key: 'vatExemptionReason',
    values: some(invoice.vatBreakdown.find(({ exemptionReason }) => exemptionReason !== '')?.exemptionReason ?? ''),
    mayCut: true,
  });
  if (mode) add({ key: 'paymentMode', values: [], choice: mode });
  if (credit || invoice.precedingInvoices.length > 0) add({ key: 'precedingInvoice', values: some(invoice.precedingInvoices[0]?.number ?? '') });
  add({ key: 'payment.dueDate', values: daySpellings(invoice.payment.dueDate) });
  add({ key: 'delivery.date', values: daySpellings(invoice.delivery.date || invoice.delivery.periodEnd) });

  const franchise = invoice.vatBreakdown.some(({ exemptionReasonCode }) => exemptionReasonCode === 'VATEX-FR-FRANCHISE');
  const ground = (rate: string) =>
    big(rate || '0')?.eq(0) ? { also: franchise ? ['293 B', 'Franchise en base', 'Franchise'] : ['Exonéré', 'Exonération'] } : {};
  const lines = typedLines(invoice);
  lines.forEach((line, row) => {
    add({ key: 'lines.*.name', row, values: some(line.name), mayCut: true });
    add({ key: 'lines.*.reference', row, values: some(line.reference) });
    add({ key: 'lines.*.quantity', row, values: amountSpellings(line.quantity, 0) });
    add({ key: 'lines.*.unit', row, values: unitSpellings(line.unit) });
    add({ key: 'lines.*.netPrice', row, values: amountSpellings(line.price) });
    add({ key: 'lines.*.allowance', row, values: line.discount ? amountSpellings(line.discount) : [] });
    add({ key: 'lines.*.vatRate', row, values: rateSpellings(line.vatRate), ...ground(line.vatRate) });
    add({ key: 'lines.*.vatRateTyped', row, values: rateSpellings(line.vatRate), unless: 'lines.*.vatRate' });
    add({ key: 'lines.*.netAmount', row, values: money(line.netAmount) });
  });
  invoice.vatBreakdown.forEach((entry, row) => {
    add({ key: 'vatBreakdown.*.rate', row, values: rateSpellings(entry.rate), ...ground(entry.rate) });
    add({ key: 'vatBreakdown.*.rateTyped', row, values: rateSpellings(entry.rate), unless: 'vatBreakdown.*.rate' });
    add({ key: 'vatBreakdown.*.taxableAmount', row, values: money(entry.taxableAmount || '0') });
    add({ key: 'vatBreakdown.*.taxAmount', row, values: money(entry.taxAmount || '0') });
  });

  add({ key: 'totals.net', values: money(invoice.totals.net) });
  add({ key: 'totals.vat', values: money(invoice.totals.vat || '0') });
  add({ key: 'totals.grossBefore', values: money(invoice.totals.gross) });
  add({ key: 'totals.grossAfter', values: money(invoice.totals.gross) });
  add({ key: 'totals.gross', values: money(invoice.totals.gross) });
  add({ key: 'totals.payable', values: money(invoice.alreadyPaid ? '0' : invoice.totals.payable || invoice.totals.gross) });
  add({ key: 'attachment', values: some(fileName), unless: 'file' });
  add({ key: 'comment', values: invoice.invoiceNumber ? [commentOf(invoice)] : [], mayCut: true });
  return { catalogue, steps, rows: { line: lines.length, vat: invoice.vatBreakdown.length }, taught };
}

/** The unit in words, and in the short forms of lists. */
function unitSpellings(unit: string): string[] {
  const short: Readonly<Record<string, readonly string[]>> = {
    unité: ['Unité', 'U', 'C62', 'Pièce', 'EA'],
    heure: ['H', 'HUR'],
    jour: ['J', 'DAY'],
    kg: ['Kilogramme', 'KGM'],
    litre: ['L', 'LTR'],
    mètre: ['M', 'MTR'],
    'm²': ['Mètre carré', 'MTK', 'M2'],
    forfait: ['Forfait', 'F', 'LS'],
  };
  return [unit, ...(short[unit.replace(/s$/, '')] ?? [])];
}
