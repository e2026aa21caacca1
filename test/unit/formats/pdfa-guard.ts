import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFStream,
  PDFString,
} from 'pdf-lib';
import { pageFaults } from './pdfa-guard-pages.ts';

const name = (text: string) => PDFName.of(text);
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const called = (object: PDFObject | undefined) => (object instanceof PDFName ? object.decodeText() : '');

export interface GuardOptions {
  /** Of ISO 19005 that the file says it follows. Default 3. */
  part?: 2 | 3;
  /** The file is a Factur-X: its XML, its properties. Default true. */
  facturx?: boolean;
}

/** Actions of PDF 1.7 table 198 that ISO 19005-3 6.5.1 leaves out of its list of allowed ones. */
const forbiddenActions = new Set(
  'JavaScript Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView SetState NoOp'.split(' '),
);
const forbiddenAnnotations = new Set(['Sound', 'Movie', 'Screen', '3D', 'RichMedia', 'TrapNet']);
const relationships = new Set(['Source', 'Data', 'Alternative', 'Supplement', 'EncryptedPayload', 'FormData', 'Schema', 'Unspecified']);
const blendModes = new Set(
  'Normal Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity'.split(
    ' ',
  ),
);
/** Bits of an annotation's F: it must be printed, and neither invisible, hidden, unseen nor toggled. */
const PRINT = 4;
const UNSEEN = 1 | 2 | 32 | 256;

/**
 * What a PDF/A-3b (or 2b) must and must not hold, as far as a few hundred lines can tell: a guard against our own regressions, not a judge. veraPDF is the
 * judge, and runs elsewhere. Gives the faults found, each in a few words; a clean file gives none. Used by the tests and the bench.
 */
export async function pdfaFaults(bytes: Uint8Array, { part = 3, facturx = true }: GuardOptions = {}): Promise<string[]> {
  const faults = new Set<string>();
  const expect = (condition: boolean, fault: string) => {
    if (!condition) faults.add(fault);
  };
  const head = latin1(bytes.subarray(0, 20));
  expect(/^%PDF-1\.[4-7]\s/.test(head), 'header');
  const comment = bytes.subarray(head.search(/[\r\n]/) + 1, head.search(/[\r\n]/) + 6);
  expect(comment[0] === 0x25 && comment.subarray(1).length === 4 && comment.subarray(1).every((byte) => byte > 127), 'binary comment');
  expect(/%%EOF\r?\n?$/.test(latin1(bytes.subarray(-8))), 'end of file');

  const document = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true });
  const { context, catalog } = document;
  expect(context.trailerInfo.Encrypt === undefined, 'encrypted');
  const id = context.trailerInfo.ID;
  expect(id instanceof PDFArray && id.size() === 2, 'trailer ID');
  for (const key of ['NeedsRendering', 'Perms', 'AlternatePresentations', 'Requirements', 'OpenAction', 'AA'])
    expect(!catalog.has(name(key)), `catalog ${key}`);
  const form = catalog.lookup(name('AcroForm'));
  if (form instanceof PDFDict) expect(!form.has(name('XFA')) && form.lookup(name('NeedAppearances')) !== PDFBool.True, 'form');
  const names = catalog.lookup(name('Names'));
  if (names instanceof PDFDict) expect(!names.has(name('JavaScript')), 'JavaScript names');

  metadata(document, part, facturx, expect);
  intent(catalog.lookup(name('OutputIntents')), expect);
  files(document, facturx, expect);
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFStream) stream(object, expect);
    every(object, (dict) => dictionary(dict, expect));
  }
  for (const page of document.getPages()) {
    annotations(page.node.lookup(name('Annots')), expect);
    for (const fault of pageFaults(page)) faults.add(fault);
  }
  return [...faults];
}

type Expect = (condition: boolean, fault: string) => void;

function text(object: PDFObject | undefined): string {
  return object instanceof PDFHexString || object instanceof PDFString ? object.decodeText() : '';
}

function metadata(document: PDFDocument, part: number, facturx: boolean, expect: Expect): void {
  const { context, catalog } = document;
  const packet = catalog.lookup(name('Metadata'));
  expect(packet instanceof PDFRawStream, 'no XMP');
  if (!(packet instanceof PDFRawStream)) return;
  expect(!packet.dict.has(name('Filter')), 'XMP compressed');
  expect(called(packet.dict.lookup(name('Subtype'))) === 'XML', 'XMP type');
  const xmp = Buffer.from(packet.contents).toString('utf8');
  expect(xmp.includes(`<pdfaid:part>${part}<`) && xmp.includes('<pdfaid:conformance>B<'), 'XMP level');
  const value = (element: string) =>
    (new RegExp(`<${element}>(?:<rdf:\\w+>)?(?:<rdf:li[^>]*>)?([^<]*)<`).exec(xmp)?.[1] ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  for (const key of facturx ? ['DocumentType', 'DocumentFileName', 'Version', 'ConformanceLevel'] : [])
    expect(value(`fx:${key}`) !== '' && xmp.includes(`<pdfaProperty:name>${key}<`), `XMP ${key}`);
  if (facturx) {
    expect(xmp.includes('<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#<'), 'XMP extension schema');
    expect(['MINIMUM', 'BASIC WL', 'BASIC', 'EN 16931', 'EXTENDED'].includes(value('fx:ConformanceLevel')), 'XMP profile');
  }
  const info = context.lookup(context.trailerInfo.Info);
  if (!(info instanceof PDFDict)) return;
  for (const [key, element] of [
    ['Title', 'dc:title'],
    ['Author', 'dc:creator'],
    ['Subject', 'dc:description'],
    ['Producer', 'pdf:Producer'],
    ['Creator', 'xmp:CreatorTool'],
  ] as const)
    expect(value(element) === text(info.lookup(name(key))), `Info ${key} differs from XMP`);
  for (const [key, element] of [
    ['CreationDate', 'xmp:CreateDate'],
    ['ModDate', 'xmp:ModifyDate'],
  ] as const) {
    const digits = text(info.lookup(name(key)))
      .replace(/\D/g, '')
      .slice(0, 14);
    expect(value(element).replace(/\D/g, '') === digits, `Info ${key} differs from XMP`);
  }
  expect(!info.has(name('Trapped')) && !info.has(name('Keywords')), 'Info key without XMP');
}

function intent(intents: PDFObject | undefined, expect: Expect): void {
  const first = intents instanceof PDFArray ? intents.lookup(0) : undefined;
  const profile = first instanceof PDFDict && called(first.lookup(name('S'))) === 'GTS_PDFA1' ? first.lookup(name('DestOutputProfile')) : undefined;
  expect(profile instanceof PDFRawStream, 'no output intent');
  if (!(profile instanceof PDFRawStream)) return;
  const icc = Buffer.from(decodePDFRawStream(profile).decode());
  expect(latin1(icc.subarray(36, 40)) === 'acsp' && latin1(icc.subarray(16, 20)) === 'RGB ', 'ICC profile');
  expect(icc.length > 128 && icc.readUInt32BE(0) === icc.length, 'ICC size');
  expect(String(profile.dict.lookup(name('N'))) === '3', 'ICC components');
}

function files({ catalog }: PDFDocument, facturx: boolean, expect: Expect): void {
  const names = catalog.lookup(name('Names'));
  const tree = names instanceof PDFDict ? names.lookup(name('EmbeddedFiles')) : undefined;
  const pairs = tree instanceof PDFDict ? tree.lookup(name('Names')) : undefined;
  const associated = catalog.lookup(name('AF'));
  const references = associated instanceof PDFArray ? associated.asArray() : [];
  const listed: string[] = [];
  if (pairs instanceof PDFArray)
    for (let index = 0; index + 1 < pairs.size(); index += 2) {
      listed.push(text(pairs.lookup(index)));
      const place = pairs.get(index + 1);
      expect(references.includes(place), 'file not associated');
      const specification = pairs.lookup(index + 1);
      if (specification instanceof PDFDict) fileSpecification(specification, expect);
    }
  expect([...listed].sort().join() === listed.join(), 'file names not sorted');
  if (facturx) expect(listed.includes('factur-x.xml'), 'no factur-x.xml');
}

function fileSpecification(dict: PDFDict, expect: Expect): void {
  expect(text(dict.lookup(name('F'))) !== '' && text(dict.lookup(name('UF'))) !== '', 'file without name');
  expect(relationships.has(called(dict.lookup(name('AFRelationship')))), 'AFRelationship');
  const embedded = dict.lookup(name('EF'));
  const file = embedded instanceof PDFDict ? embedded.lookup(name('F')) : undefined;
  expect(file instanceof PDFStream, 'file without content');
  if (!(file instanceof PDFStream)) return;
  expect(embedded instanceof PDFDict && embedded.has(name('UF')), 'EF without UF');
  expect(/^[a-z]+\/[a-z0-9.+-]+$/i.test(called(file.dict.lookup(name('Subtype')))), 'file without MIME type');
  const parameters = file.dict.lookup(name('Params'));
  expect(parameters instanceof PDFDict && parameters.has(name('ModDate')), 'file without date');
}

function stream(object: PDFStream, expect: Expect): void {
  const { dict } = object;
  expect(!/LZW|Crypt/.test(String(dict.lookup(name('Filter')) ?? '')), 'stream filter');
  for (const key of ['F', 'FFilter', 'FDecodeParms']) expect(!dict.has(name(key)), 'stream outside the file');
  const kind = called(dict.lookup(name('Subtype')));
  if (kind === 'Image') {
    expect(!dict.has(name('Alternates')) && !dict.has(name('OPI')), 'picture with alternates');
    expect(dict.lookup(name('Interpolate')) !== PDFBool.True, 'Interpolate');
  }
  if (kind === 'Form') for (const key of ['OPI', 'PS', 'Ref', 'Subtype2']) expect(!dict.has(name(key)), 'form with a foreign part');
  expect(kind !== 'PS', 'PostScript');
}

/** The object's dictionaries, direct ones inside included. */
function every(object: PDFObject, look: (dict: PDFDict) => void): void {
  const inside = object instanceof PDFStream ? object.dict : object;
  if (inside instanceof PDFDict) {
    look(inside);
    for (const value of inside.values()) every(value, look);
  } else if (inside instanceof PDFArray) for (const item of inside.asArray()) every(item, look);
}

function dictionary(dict: PDFDict, expect: Expect): void {
  expect(!dict.has(name('AA')), 'additional actions');
  const isAction = called(dict.lookup(name('Type'))) === 'Action' || dict.has(name('JS'));
  const action = dict.lookup(name('A'));
  for (const candidate of [isAction ? dict : undefined, action instanceof PDFDict ? action : undefined])
    if (candidate) expect(!forbiddenActions.has(called(candidate.lookup(name('S')))), 'forbidden action');
  for (const key of ['TR', 'HTP']) expect(!dict.has(name(key)) || called(dict.lookup(name('Type'))) !== 'ExtGState', 'transfer function');
  const mode = dict.lookup(name('BM'));
  if (mode instanceof PDFName) expect(blendModes.has(called(mode)), 'blend mode');
}

function annotations(list: PDFObject | undefined, expect: Expect): void {
  for (let index = 0; list instanceof PDFArray && index < list.size(); index++) {
    const annotation = list.lookup(index);
    if (!(annotation instanceof PDFDict)) continue;
    const kind = called(annotation.lookup(name('Subtype')));
    expect(!forbiddenAnnotations.has(kind), 'annotation of a forbidden kind');
    if (kind === 'Popup') continue;
    const flags = annotation.lookup(name('F'));
    const bits = flags instanceof PDFNumber ? flags.asNumber() : 0;
    expect((bits & PRINT) !== 0 && (bits & UNSEEN) === 0, 'annotation flags');
    if (kind !== 'Link') expect(annotation.has(name('AP')), 'annotation without appearance');
  }
}
