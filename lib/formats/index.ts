import type { IsoDate } from '../invoice/dates.ts';
import type { Invoice } from '../invoice/model.ts';
import type { FlowTarget } from '../invoice/norm/of-invoice.ts';
import { ciiOf } from './cii/index.ts';
import { facturx } from './facturx/index.ts';
import { type FontBytes, portalPdf } from './portal-pdf/index.ts';

export { type FlowTarget, possibleProfiles, type WrittenProfile, writtenProfiles } from '../invoice/norm/of-invoice.ts';
export { ciiOf } from './cii/index.ts';
export { type Attached, attachedXml } from './facturx/attached.ts';
export { type FacturxOptions, facturx, facturxFromPhoto, type PhotoPage, type SupportingFile } from './facturx/index.ts';
export { facturxFromPdf, type OwnFacturx } from './facturx/own.ts';
export { type ClaimedInvoice, claimLetter, type LetterFacts } from './letter/index.ts';
export { type RefusalReason, refusalReasons } from './own-pdf/index.ts';
export { type FontBytes, portalPdf } from './portal-pdf/index.ts';
export { type LightPage, readablePdf, supportingPdf } from './supporting-pdf/index.ts';
export { ublOf } from './ubl/index.ts';

export interface ComposeOptions {
  fonts: FontBytes;
  /** Day of composing. The files depend on the invoice alone, so that the same draft gives the same bytes on any day. */
  today?: IsoDate;
  target?: FlowTarget;
}

export interface Composed {
  /** To deposit on the portal: plain text PDF, no attachment. */
  portalPdf: Uint8Array;
  /** To send as a flow, or to archive: PDF/A-3b with the CII inside. */
  facturx: Uint8Array;
  /** The CII alone. */
  cii: Uint8Array;
}

/** Every file of an invoice, as it stands: complete and check it first. */
export async function compose(invoice: Invoice, { fonts, target = 'chorus' }: ComposeOptions): Promise<Composed> {
  return { portalPdf: await portalPdf(invoice, fonts), facturx: await facturx(invoice, fonts, target), cii: ciiOf(invoice, target) };
}
