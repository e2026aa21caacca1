import { type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { utf8 } from '../xml.ts';
import { type DocumentFacts, setFacts } from './facts.ts';
import { srgbProfile } from './icc.ts';
import { type ConformanceLevel, factsPacket } from './xmp.ts';

/** A file carried inside the PDF. `name` is plain ASCII, at most 50 characters (`supportingName`). */
export interface EmbeddedFile {
  name: string;
  bytes: Uint8Array;
  mime: string;
  description: string;
  /** How it relates to the page (PDF 2.0 §14.13, Factur-X 1.09 §6.2): the invoice's data, or more about it. */
  relationship: 'Data' | 'Supplement' | 'Unspecified';
}

export interface Sealing {
  facts: DocumentFacts;
  files?: readonly EmbeddedFile[];
  /** Set when `files` holds the XML of a Factur-X: its profile, its name. */
  facturx?: { level: ConformanceLevel; fileName: string };
  /** What tells this file from another of the same facts, when no file inside does. */
  identity?: readonly (Uint8Array | string)[];
}

/**
 * Makes a PDF/A of a document whose pages already conform (fonts embedded or drawn invisible, no colour beside grey and RGB) and saves it: part 3 when it
 * carries files, else part 2, both level B. formats.md §4, the recipe that veraPDF passes. Same document and files, same bytes.
 */
export async function sealed(document: PDFDocument, { facts, files = [], facturx, identity = [] }: Sealing): Promise<Uint8Array> {
  const { context, catalog } = document;
  for (const name of ['AA', 'OpenAction', 'Metadata', 'OutputIntents', 'AcroForm', 'JavaScript', 'AF', 'Names']) catalog.delete(PDFName.of(name));
  setFacts(document, facts);
  embedFiles(document, files, facts.date);
  const packet = factsPacket(facts, { part: files.length > 0 ? 3 : 2, ...(facturx ? { facturx } : {}) });
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(packet, { Type: 'Metadata', Subtype: 'XML' })));
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    DestOutputProfile: profile,
    OutputConditionIdentifier: PDFString.of('sRGB IEC61966-2.1'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
  });
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]));
  const id = PDFHexString.of(digest([packet, ...files.map(({ bytes }) => bytes), ...identity]));
  context.trailerInfo.ID = context.obj([id, id]);
  return saved(document);
}

/**
 * A PDF/A-3 may use object streams, yet Chorus Pro's own tools are older than they are: a plain table costs one kilobyte. All objects in one go: pdf-lib
 * would otherwise wait for a timer every fifty.
 */
export function saved(document: PDFDocument): Promise<Uint8Array> {
  return document.save({
    useObjectStreams: false,
    objectsPerTick: Number.POSITIVE_INFINITY,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
}

function embedFiles(document: PDFDocument, files: readonly EmbeddedFile[], date: Date): void {
  if (files.length === 0) return;
  const { context, catalog } = document;
  const specifications = files.map(({ name, bytes, mime, description, relationship }) => {
    const stream = context.flateStream(bytes, {
      Type: 'EmbeddedFile',
      Subtype: mime,
      Params: { Size: bytes.length, CreationDate: PDFString.fromDate(date), ModDate: PDFString.fromDate(date) },
    });
    const place = context.register(stream);
    const specification = context.obj({
      Type: 'Filespec',
      F: PDFString.of(name),
      UF: PDFHexString.fromText(name),
      EF: { F: place, UF: place },
      Desc: PDFHexString.fromText(description),
      AFRelationship: relationship,
    });
    return { name, reference: context.register(specification) };
  });
  // A name tree is sorted (PDF 1.7 §7.9.6); the list of associated files keeps the invoice's data first.
  const sorted = [...specifications].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  catalog.set(
    PDFName.of('Names'),
    context.obj({ EmbeddedFiles: { Names: sorted.flatMap(({ name, reference }) => [PDFHexString.fromText(name), reference]) } }),
  );
  catalog.set(PDFName.of('AF'), context.obj(specifications.map(({ reference }) => reference)));
}

/** 128 bits that follow from the content (four FNV-1a lanes): the file's identifier, the same for the same content. No secret depends on it. */
export function digest(parts: readonly (Uint8Array | string)[]): string {
  const lanes = Int32Array.of(0x811c9dc5, 0x811c9dc5 ^ 0x9e3779b1, 0x811c9dc5 ^ 0x3c6ef362, 0x811c9dc5 ^ 0xdaa66d13);
  for (const part of parts)
    for (const byte of typeof part === 'string' ? utf8(part) : part)
      for (let lane = 0; lane < 4; lane++) lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ (byte + lane), 0x01000193);
  return [...lanes]
    .map((lane) => (lane >>> 0).toString(16).padStart(8, '0'))
    .join('')
    .toUpperCase();
}
