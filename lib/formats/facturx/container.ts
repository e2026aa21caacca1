import { AFRelationship, type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import type { DocumentFacts } from '../portal-pdf/index.ts';
import { srgbProfile } from './icc.ts';
import { type ConformanceLevel, factsPacket } from './xmp.ts';

/** The name that Factur-X 1.09 demands. */
export const xmlName = 'factur-x.xml';

/**
 * Makes a PDF/A-3b of a document whose fonts are embedded (or drawn invisible) and saves it with the XML inside: formats.md §4, the recipe that veraPDF
 * passes. Whatever a foreign document carried that PDF/A forbids at its root is dropped first.
 */
export async function sealed(document: PDFDocument, facts: DocumentFacts, xml: Uint8Array, level: ConformanceLevel): Promise<Uint8Array> {
  const { context, catalog } = document;
  for (const name of ['AA', 'OpenAction', 'Metadata', 'OutputIntents', 'AcroForm', 'JavaScript']) catalog.delete(PDFName.of(name));
  await document.attach(xml, xmlName, {
    mimeType: 'text/xml',
    description: 'Facture au format Factur-X',
    creationDate: facts.date,
    modificationDate: facts.date,
    afRelationship: AFRelationship.Data,
  });
  const packet = context.stream(factsPacket(facts, level, xmlName), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(packet));
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  const intent = context.obj({ Type: 'OutputIntent', S: 'GTS_PDFA1', DestOutputProfile: profile });
  intent.set(PDFName.of('OutputConditionIdentifier'), PDFString.of('sRGB IEC61966-2.1'));
  intent.set(PDFName.of('Info'), PDFString.of('sRGB IEC61966-2.1'));
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]));
  const id = PDFHexString.of(digest(xml));
  context.trailerInfo.ID = context.obj([id, id]);
  // A PDF/A-3 may use object streams, yet Chorus Pro's own tools are older than they are: a plain table costs one kilobyte.
  return document.save({ useObjectStreams: false });
}

/** 128 bits that follow from the content (four FNV-1a runs): the file's identifier, the same for the same invoice. No secret depends on it. */
export function digest(bytes: Uint8Array): string {
  let result = '';
  for (let run = 0; run < 4; run++) {
    let hash = 0x811c9dc5 ^ (run * 0x9e3779b1);
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    result += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return result.toUpperCase();
}
