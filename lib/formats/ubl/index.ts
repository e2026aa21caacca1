import type { Invoice } from '../../invoice/model.ts';
import { type FlowTarget, normOf } from '../../invoice/norm/of-invoice.ts';
import { ublCreditNote, ublInvoice, ublNamespaces, ublRoot } from '../../invoice/syntax/ubl.ts';
import { writeTerms } from '../terms.ts';
import { utf8 } from '../xml.ts';

/** UBL 2.1 Invoice, or CreditNote for a credit note, UTF-8; the same terms as the CII of that circuit. Same invoice, same bytes. */
export function ublOf(invoice: Invoice, target: FlowTarget): Uint8Array {
  const kind = invoice.kind === 'credit-note' ? 'CreditNote' : 'Invoice';
  const template = kind === 'CreditNote' ? ublCreditNote : ublInvoice;
  const root = writeTerms(normOf(invoice, target), template, 'extended', { xmlns: ublRoot(kind), ...ublNamespaces });
  return utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}
