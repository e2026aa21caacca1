import { emptyInvoice, emptyLine, type Invoice } from '../invoice/model.ts';
import { multiply, round, sum } from '../invoice/money.ts';
import type { Reading } from '../reading/document.ts';
import { type Details, detailsOf } from './details.ts';
import type { Extraction, Field, FieldName } from './result.ts';

/** How a field of the draft came to its value: the shape that the desk stores beside the invoice, less the user's own confirmation. */
export type Trace = Pick<Field, 'confidence' | 'page' | 'box' | 'evidence' | 'alternatives'>;

/** Where each extracted field lands in the invoice. */
export const fieldPaths: Readonly<Record<FieldName, string>> = {
  kind: 'kind',
  invoiceNumber: 'invoiceNumber',
  issueDate: 'issueDate',
  dueDate: 'payment.dueDate',
  currency: 'currency',
  sellerName: 'seller.name',
  sellerSiret: 'seller.siret',
  sellerVat: 'seller.vatIdentifier',
  buyerName: 'buyer.name',
  buyerSiret: 'buyer.siret',
  serviceCode: 'serviceCode',
  engagementNumber: 'engagementNumber',
  contractNumber: 'contractNumber',
  totalNet: 'totals.net',
  totalVat: 'totals.vat',
  totalGross: 'totals.gross',
  amountDue: 'totals.payable',
  iban: 'payment.iban',
  bic: 'payment.bic',
};

/**
 * The draft that a person will look at. `base` is what is known beforehand (the seller from the profile): read values fill what it leaves empty, and
 * replace it only where the page is sure and the base says nothing. An embedded invoice is the draft itself.
 */
export function draftFrom(
  extraction: Extraction,
  reading: Reading,
  base: Invoice = emptyInvoice(),
): { invoice: Invoice; traces: Record<string, Trace> } {
  const traces: Record<string, Trace> = {};
  const invoice = reading.embedded ? structuredCopy(reading.embedded) : structuredCopy(base);
  for (const [name, field] of Object.entries(extraction.fields) as [FieldName, Field][]) {
    const path = fieldPaths[name];
    const known = read(invoice, path);
    if (field.value !== null && (known === '' || path === 'kind' || path === 'currency' || reading.embedded)) write(invoice, path, field.value);
    if (field.value === null && known !== '') continue;
    const agrees = known === '' || known === field.value || path === 'kind' || path === 'currency';
    traces[path] = {
      confidence: agrees ? field.confidence : 'check',
      page: field.page,
      box: field.box,
      evidence: field.evidence,
      alternatives: agrees ? field.alternatives : [...new Set([...(field.value === null ? [] : [field.value]), ...field.alternatives])],
    };
  }
  if (reading.embedded) return { invoice, traces };
  fillLines(invoice, extraction, traces);
  fillTotals(invoice);
  fillDetails(invoice, detailsOf(reading, extraction));
  return { invoice, traces };
}

function fillLines(invoice: Invoice, extraction: Extraction, traces: Record<string, Trace>): void {
  const exempt = extraction.vatBreakdown.length > 0 && extraction.vatBreakdown.every((row) => row.category === 'E');
  const only = extraction.vatBreakdown.length === 1 ? extraction.vatBreakdown[0]?.rate : undefined;
  if (invoice.lines.length === 0) {
    invoice.lines = extraction.lines.map((line) => ({
      ...emptyLine(),
      name: line.name,
      quantity: line.quantity || '1',
      unit: line.unit,
      netPrice: line.netPrice,
      netAmount: line.netAmount,
      vatCategory: exempt ? 'E' : 'S',
      vatRate: exempt ? '0' : line.vatRate || (only ?? ''),
    }));
    for (const [index, line] of extraction.lines.entries()) {
      const product = multiply(line.quantity, line.netPrice);
      const holds = product !== null && round(product) === line.netAmount;
      for (const key of ['name', 'quantity', 'netPrice', 'netAmount']) {
        traces[`lines.${index}.${key}`] = {
          confidence: holds && key !== 'name' ? 'sure' : 'check',
          page: line.page,
          box: line.box,
          evidence: holds ? ['product'] : [],
          alternatives: [],
        };
      }
    }
  }
  if (invoice.vatBreakdown.length === 0) {
    invoice.vatBreakdown = extraction.vatBreakdown.map((row) => ({ ...row, exemptionReason: '', exemptionReasonCode: '' }));
  }
}

function fillTotals(invoice: Invoice): void {
  const { totals } = invoice;
  if (totals.lines === '' && invoice.lines.length > 0) totals.lines = sum(invoice.lines.map((line) => line.netAmount));
}

function fillDetails(invoice: Invoice, details: Details): void {
  for (const side of ['seller', 'buyer'] as const) {
    const address = details[side];
    const target = invoice[side].address;
    if (target.line1 === '' && target.postcode === '' && target.city === '') Object.assign(target, address);
  }
  if (invoice.seller.phone === '') invoice.seller.phone = details.phone;
  if (invoice.seller.email === '') invoice.seller.email = details.email;
  if (invoice.seller.legalMention === '') invoice.seller.legalMention = details.legalMention;
  if (invoice.totals.prepaid === '' && details.prepaid !== '') invoice.totals.prepaid = details.prepaid;
  if (details.discount !== '' && invoice.allowances.length === 0) {
    const row = invoice.vatBreakdown[0];
    const only = invoice.vatBreakdown.length === 1 ? row : undefined;
    invoice.allowances = [
      { charge: false, amount: details.discount, reason: 'Remise', vatCategory: only?.category ?? 'S', vatRate: only?.rate ?? '' },
    ];
    invoice.totals.allowances = details.discount;
  }
  if (details.alreadyPaid) invoice.alreadyPaid = true;
  if (invoice.delivery.date === '') invoice.delivery.date = details.deliveryDate;
  if (invoice.delivery.name === '') invoice.delivery.name = details.deliveryPlace;
  if (invoice.payment.meansCode === '') invoice.payment.meansCode = details.meansCode || (invoice.payment.iban === '' ? '' : '30');
  if (invoice.vatDue === '') invoice.vatDue = details.vatDue;
  if (invoice.precedingInvoices.length === 0 && details.precedingNumber !== '')
    invoice.precedingInvoices = [{ number: details.precedingNumber, issueDate: '' }];
  for (const row of invoice.vatBreakdown) {
    if (row.category !== 'E' || row.exemptionReason !== '') continue;
    row.exemptionReason = details.exemption;
    if (details.franchise) row.exemptionReasonCode = 'VATEX-FR-FRANCHISE';
  }
}

/** Paths are fixed above: two levels at most. */
function read(invoice: Invoice, path: string): string {
  const value = path.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), invoice);
  return typeof value === 'string' ? value : '';
}

function write(invoice: Invoice, path: string, value: string): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const target = keys.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), invoice);
  if (isRecord(target)) target[last] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function structuredCopy(invoice: Invoice): Invoice {
  return JSON.parse(JSON.stringify(invoice)) as Invoice;
}
