import {
  decodePDFRawStream,
  PDFArray,
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

const name = (text: string) => PDFName.of(text);
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

const forbiddenKeys = ['AA', 'OpenAction', 'JS', 'Alternates', 'OPI', 'PS', 'Ref', 'TR', 'HTO', 'XFA'];
const forbiddenActions = [
  'JavaScript',
  'Launch',
  'Sound',
  'Movie',
  'ResetForm',
  'ImportData',
  'Hide',
  'SetOCGState',
  'Rendition',
  'Trans',
  'GoTo3DView',
];
const relationships = ['Source', 'Data', 'Alternative', 'Supplement', 'EncryptedPayload', 'FormData', 'Schema', 'Unspecified'];

/**
 * What a PDF/A-3b must and must not hold (ISO 19005-3), as far as a hundred lines can tell: a guard against our own regressions, not a judge.
 * veraPDF is the judge, and runs elsewhere. Gives the faults found, each in a few words.
 */
export async function pdfaFaults(bytes: Uint8Array): Promise<string[]> {
  const faults: string[] = [];
  const expect = (condition: boolean, fault: string) => {
    if (!condition) faults.push(fault);
  };
  const head = latin1(bytes.subarray(0, 20));
  expect(/^%PDF-1\.[4-7]\s/.test(head), 'header');
  const comment = bytes.subarray(head.indexOf('\n') + 1, head.indexOf('\n') + 6);
  expect(comment[0] === 0x25 && comment.subarray(1).every((byte) => byte > 127), 'binary comment');
  expect(/%%EOF\r?\n?$/.test(latin1(bytes.subarray(-8))), 'end of file');

  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context, catalog } = document;
  expect(context.trailerInfo.Encrypt === undefined, 'encrypted');
  const id = context.trailerInfo.ID;
  expect(id instanceof PDFArray && id.size() === 2, 'trailer ID');

  const metadata = catalog.lookup(name('Metadata'));
  if (metadata instanceof PDFRawStream) {
    expect(!metadata.dict.has(name('Filter')), 'XMP compressed');
    const xmp = Buffer.from(metadata.contents).toString('utf8');
    expect(xmp.includes('<pdfaid:part>3<') && xmp.includes('<pdfaid:conformance>B<'), 'XMP level');
    for (const key of ['DocumentType', 'DocumentFileName', 'Version', 'ConformanceLevel'])
      expect(xmp.includes(`<fx:${key}>`) && xmp.includes(`<pdfaProperty:name>${key}<`), `XMP ${key}`);
    const info = context.lookup(context.trailerInfo.Info);
    if (info instanceof PDFDict) {
      for (const [key, element] of [
        ['Title', 'dc:title'],
        ['Author', 'dc:creator'],
        ['Producer', 'pdf:Producer'],
        ['Creator', 'xmp:CreatorTool'],
      ] as const) {
        const value = info.lookup(name(key));
        const said = value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : '';
        const found = new RegExp(`<${element}>(?:<rdf:\\w+>)?(?:<rdf:li[^>]*>)?([^<]*)<`).exec(xmp)?.[1] ?? '';
        expect(found.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') === said.trim(), `Info ${key} differs from XMP`);
      }
      expect(!info.has(name('Trapped')), 'Info Trapped');
    }
  } else faults.push('no XMP');

  const intents = catalog.lookup(name('OutputIntents'));
  const intent = intents instanceof PDFArray ? intents.lookup(0) : undefined;
  const profile = intent instanceof PDFDict && intent.lookup(name('S')) === name('GTS_PDFA1') ? intent.lookup(name('DestOutputProfile')) : undefined;
  if (profile instanceof PDFRawStream) {
    const icc = decodePDFRawStream(profile).decode();
    expect(latin1(icc.subarray(36, 40)) === 'acsp' && latin1(icc.subarray(16, 20)) === 'RGB ', 'ICC profile');
    expect(Buffer.from(icc).readUInt32BE(0) === icc.length, 'ICC size');
    expect(profile.dict.lookup(name('N')) instanceof PDFNumber && String(profile.dict.lookup(name('N'))) === '3', 'ICC components');
  } else faults.push('no output intent');

  let invisibleOnly = true;
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;
    if (!dict) continue;
    const kind = dict.lookup(name('Type'));
    const action = dict.lookup(name('S'));
    for (const key of forbiddenKeys) expect(!dict.has(name(key)), `forbidden ${key}`);
    expect(!(action instanceof PDFName && forbiddenActions.includes(action.decodeText())), 'forbidden action');
    if (dict.has(name('Interpolate'))) expect(String(dict.lookup(name('Interpolate'))) === 'false', 'Interpolate');
    if (object instanceof PDFStream) {
      const filters = String(dict.get(name('Filter')) ?? '');
      expect(!/LZW|Crypt/.test(filters) && !dict.has(name('F')), 'stream filter');
      if (object instanceof PDFRawStream && !/DCT|JPX/.test(filters) && !dict.has(name('Length1')) && kind !== name('Metadata')) {
        const content = latin1(decodePDFRawStream(object).decode());
        if (/\bBT\b/.test(content) && /\bTj\b/.test(content) && !/\b3 Tr\b/.test(content)) invisibleOnly = false;
        expect(!/(^|\s)-?[\d.]+ -?[\d.]+ -?[\d.]+ -?[\d.]+ [kK]\s/.test(content) || !content.includes('BT'), 'CMYK');
      }
      if (dict.lookup(name('Subtype')) === name('Image')) expect(!/DeviceCMYK/.test(String(dict.get(name('ColorSpace')))), 'CMYK image');
    }
    if (kind === name('Filespec')) {
      expect(dict.has(name('F')) && dict.has(name('UF')) && dict.lookup(name('EF')) instanceof PDFDict, 'file specification');
      const relationship = dict.lookup(name('AFRelationship'));
      expect(relationship instanceof PDFName && relationships.includes(relationship.decodeText()), 'AFRelationship');
    }
    if (kind === name('EmbeddedFile')) expect(dict.has(name('Subtype')) && dict.has(name('Params')), 'embedded file type');
    if (kind === name('Annot')) expect((Number(String(dict.lookup(name('F')) ?? 0)) & 4) === 4, 'annotation not printed');
  }
  for (const [, object] of context.enumerateIndirectObjects())
    if (object instanceof PDFDict) expect(embedded(object) || invisibleOnly, 'font not embedded');
  expect(catalog.lookup(name('AF')) instanceof PDFArray, 'no associated file');
  return [...new Set(faults)];
}

/** True for what is no font, and for a font whose program is in the file. */
function embedded(dict: PDFDict): boolean {
  const subtype = dict.lookup(name('Subtype'));
  const simple = dict.lookup(name('Type')) === name('Font') && subtype !== name('Type0') && subtype !== name('Type3');
  if (!simple) return true;
  const descriptor: PDFObject | undefined = dict.lookup(name('FontDescriptor'));
  return descriptor instanceof PDFDict && ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(name(key)));
}
