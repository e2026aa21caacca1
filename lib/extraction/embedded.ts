import type { Invoice } from '../invoice/model.ts';
import { type Extraction, type Field, type FieldName, fieldNames } from './result.ts';

/** An invoice that came as data (Factur-X, CII, UBL): every field it holds is sure, with the XML as its evidence. */
export function fromInvoice(invoice: Invoice): Extraction {
  const values: Record<FieldName, string> = {
    kind: invoice.kind,
    invoiceNumber: invoice.invoiceNumber,
    issueDate: invoice.issueDate,
    dueDate: invoice.payment.dueDate,
    currency: invoice.currency,
    sellerName: invoice.seller.name,
    sellerSiret: invoice.seller.siret,
    sellerVat: invoice.seller.vatIdentifier,
    buyerName: invoice.buyer.name,
    buyerSiret: invoice.buyer.siret,
    serviceCode: invoice.serviceCode,
    engagementNumber: invoice.engagementNumber,
    contractNumber: invoice.contractNumber,
    totalNet: invoice.totals.net,
    totalVat: invoice.totals.vat,
    totalGross: invoice.totals.gross,
    amountDue: invoice.totals.payable,
    iban: invoice.payment.iban,
    bic: invoice.payment.bic,
  };
  const field = (value: string): Field => ({
    value: value === '' ? null : value,
    confidence: value === '' ? 'missing' : 'sure',
    page: null,
    box: null,
    evidence: value === '' ? [] : ['xml'],
    alternatives: [],
  });
  return {
    fields: Object.fromEntries(fieldNames.map((name) => [name, field(values[name])])) as Extraction['fields'],
    vatBreakdown: invoice.vatBreakdown.map(({ category, rate, taxableAmount, taxAmount }) => ({ category, rate, taxableAmount, taxAmount })),
    lines: invoice.lines.map(({ name, quantity, unit, netPrice, netAmount, vatRate }) => ({
      name,
      quantity,
      unit,
      netPrice,
      netAmount,
      vatRate,
      page: null,
      box: null,
    })),
    looksLikeInvoice: true,
  };
}
