import { natureOf } from '../extraction/nature.ts';
import type { Extraction } from '../extraction/result.ts';
import type { Reading } from '../reading/document.ts';

/**
 * What the user must hear of a document beside its fields: how it was read, and whether it is one invoice at all. `not-an-invoice`, `is-quote` (a quote, a pro
 * forma), `is-delivery` (a delivery note), `several-invoices`; the user may know better, and goes on.
 */
export function noticesOf(reading: Reading, extraction: Extraction): string[] {
  if (reading.embedded || extraction.order) return [...reading.notices];
  const nature = natureOf(reading);
  const about = {
    'is-quote': nature === 'quote',
    'is-delivery': nature === 'delivery',
    'not-an-invoice': !extraction.looksLikeInvoice && nature !== 'quote' && nature !== 'delivery',
    'several-invoices': extraction.invoiceNumbers !== undefined,
  };
  return [...reading.notices, ...Object.entries(about).flatMap(([notice, told]) => (told ? [notice] : []))];
}
