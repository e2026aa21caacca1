import type { PDFDocument } from 'pdf-lib';
import { mimeOf, supportingName } from '../../invoice/file-names.ts';
import type { Invoice } from '../../invoice/model.ts';
import { type FlowTarget, naturalProfile, type WrittenProfile } from '../../invoice/norm/of-invoice.ts';
import { ciiOf } from '../cii/index.ts';
import { type EmbeddedFile, sealed } from '../pdfa/container.ts';
import type { ConformanceLevel } from '../pdfa/xmp.ts';
import { documentFacts, drawnDocument, type FontBytes } from '../portal-pdf/index.ts';
import { type PhotoPage, photographedDocument } from './photo.ts';

export type { PhotoPage } from './photo.ts';

/** The name that Factur-X 1.09 demands. */
export const xmlName = 'factur-x.xml';

/** What the XMP of a Factur-X says of each profile: the French extension is an EXTENDED to Factur-X. */
export const conformanceLevels: Readonly<Record<WrittenProfile, ConformanceLevel>> = {
  basicwl: 'BASIC WL',
  basic: 'BASIC',
  en16931: 'EN 16931',
  'extended-ctc-fr': 'EXTENDED',
};

/** A supporting document: its bytes and the name that the user knows it by. */
export interface SupportingFile {
  name: string;
  bytes: Uint8Array;
}

export interface FacturxOptions {
  /** Default: the weakest profile that carries the invoice in that circuit (`naturalProfile`). */
  profile?: WrittenProfile;
  /** Delivery notes, the photographed paper …: embedded beside the XML, under names that Chorus Pro takes. */
  supporting?: readonly SupportingFile[];
}

/** A Factur-X (PDF/A-3b, CII inside) around a page drawn from the invoice. For a flow or an archive, never for the portal's deposit screen. */
export async function facturx(invoice: Invoice, fonts: FontBytes, target: FlowTarget, options: FacturxOptions = {}): Promise<Uint8Array> {
  return facturxAround(await drawnDocument(invoice, fonts), invoice, target, options);
}

/** A Factur-X around the paper itself: the photo as page, its words invisible above it, so that it can be searched. */
export async function facturxFromPhoto(
  invoice: Invoice,
  pages: readonly PhotoPage[],
  target: FlowTarget,
  options: FacturxOptions = {},
): Promise<Uint8Array> {
  return facturxAround(await photographedDocument(pages), invoice, target, options);
}

/** Seals the pages with the invoice's data and its supporting documents. */
export function facturxAround(document: PDFDocument, invoice: Invoice, target: FlowTarget, options: FacturxOptions): Promise<Uint8Array> {
  const profile = options.profile ?? naturalProfile(invoice, target);
  const xml: EmbeddedFile = {
    name: xmlName,
    bytes: ciiOf(invoice, target, profile),
    mime: 'text/xml',
    description: 'Facture au format Factur-X',
    relationship: 'Data',
  };
  return sealed(document, {
    facts: documentFacts(invoice),
    files: [xml, ...supportingFiles(options.supporting ?? [])],
    facturx: { level: conformanceLevels[profile], fileName: xmlName },
  });
}

function supportingFiles(files: readonly SupportingFile[]): EmbeddedFile[] {
  const taken = [xmlName];
  return files.map(({ name, bytes }) => {
    const kept = supportingName(name, bytes, taken);
    taken.push(kept);
    return { name: kept, bytes, mime: mimeOf(kept), description: 'Pièce jointe', relationship: 'Supplement' };
  });
}
