import type { Invoice } from '../../invoice/model.ts';
import type { FlowTarget } from '../../invoice/norm/of-invoice.ts';
import { conformed, type RefusalReason } from '../own-pdf/index.ts';
import type { FontBytes } from '../portal-pdf/index.ts';
import { type FacturxOptions, facturxAround } from './index.ts';

/** The Factur-X, or why the user's pages cannot be kept as they are. */
export type OwnFacturx = { bytes: Uint8Array } | { refused: RefusalReason; detail: string };

/**
 * A Factur-X around the user's own PDF: his pages untouched to the eye, made PDF/A-3b, the XML inside. When that cannot be done the reason is given: show
 * its pages as pictures (`facturxFromPhoto`) and tell him.
 */
export async function facturxFromPdf(
  invoice: Invoice,
  pdf: Uint8Array,
  fonts: FontBytes,
  target: FlowTarget,
  options: FacturxOptions = {},
): Promise<OwnFacturx> {
  const result = await conformed(pdf, fonts);
  return 'refused' in result ? result : { bytes: await facturxAround(result.document, invoice, target, options) };
}
