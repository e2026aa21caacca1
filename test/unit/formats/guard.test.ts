import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFStream, PDFString, StandardFonts } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { facturx } from '../../../lib/formats/index.ts';
import { sealed } from '../../../lib/formats/pdfa/container.ts';
import { documentFacts } from '../../../lib/formats/portal-pdf/index.ts';
import { liberationFonts } from '../../../scripts/draft.ts';
import { draft } from './drafts.ts';
import { pdfaFaults } from './pdfa-guard.ts';

const name = (text: string) => PDFName.of(text);
let good: Uint8Array;
beforeAll(async () => {
  good = await facturx(draft('01'), liberationFonts(), 'chorus', {
    supporting: [{ name: 'bon.pdf', bytes: new TextEncoder().encode('%PDF-1.7') }],
  });
});

/** The good file spoilt in one place. */
async function spoilt(spoil: (document: PDFDocument) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(good, { updateMetadata: false });
  spoil(document);
  return document.save({ useObjectStreams: false });
}

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const replaced = (from: string, to: string) => bytesOf(Buffer.from(good).toString('latin1').replace(from, to));
/** The XMP with a text replaced; the guard reads it as the file has it. */
const xmp = (from: string | RegExp, to: string) => (document: PDFDocument) => {
  const packet = document.catalog.lookup(name('Metadata'), PDFStream);
  const text = Buffer.from(packet.getContents()).toString('utf8').replace(from, to);
  document.catalog.set(name('Metadata'), document.context.register(document.context.stream(Buffer.from(text), { Type: 'Metadata', Subtype: 'XML' })));
};
/** Operators behind the page's own. */
const drawing =
  (operators: string, resources: (document: PDFDocument, dict: PDFDict) => void = () => undefined) =>
  (document: PDFDocument) => {
    const { node } = document.getPage(0);
    const { context } = document;
    resources(document, node.Resources() as PDFDict);
    const before = node.get(name('Contents'));
    node.set(name('Contents'), context.obj([...(before ? [before] : []), context.register(context.flateStream(operators))]));
  };
const picture = (entries: Record<string, string | boolean>) =>
  drawing('q 10 0 0 10 0 0 cm /Im Do Q', ({ context }, dict) => {
    const stream = context.stream(new Uint8Array(4), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 1,
      Height: 1,
      BitsPerComponent: 8,
      ColorSpace: 'DeviceGray',
      ...entries,
    });
    dict.set(name('XObject'), context.obj({ Im: context.register(stream) }));
  });
const form = (entries: Record<string, string>) =>
  drawing('/Fm Do', ({ context }, dict) => {
    const stream = context.flateStream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1], Resources: {}, ...entries });
    dict.set(name('XObject'), context.obj({ Fm: context.register(stream) }));
  });
const annotation = (entries: Record<string, string | number | { S: string }>) => (document: PDFDocument) => {
  const { context } = document;
  const dict = context.obj({ Type: 'Annot', Subtype: 'Stamp', Rect: [0, 0, 9, 9], F: 4, ...entries });
  document.getPage(0).node.set(name('Annots'), context.obj([context.register(dict)]));
};
const specification = (document: PDFDocument) => document.catalog.lookup(name('AF'), PDFArray).lookup(0, PDFDict);
const file = (document: PDFDocument) => specification(document).lookup(name('EF'), PDFDict).lookup(name('F'), PDFStream).dict;
const font = (document: PDFDocument) => {
  const fonts = document.getPage(0).node.Resources()?.lookup(name('Font'), PDFDict);
  return fonts?.lookup(name('F1'), PDFDict) as PDFDict;
};
const descendant = (document: PDFDocument) => font(document).lookup(name('DescendantFonts'), PDFArray).lookup(0, PDFDict);
const without = (key: string) => (document: PDFDocument) => void document.catalog.delete(name(key));
const withKey = (key: string) => (document: PDFDocument) => document.catalog.set(name(key), document.context.obj({}));

const cases: readonly [fault: string, spoil: (document: PDFDocument) => void][] = [
  ['trailer ID', ({ context }) => void delete context.trailerInfo.ID],
  ['encrypted', ({ context }) => Object.assign(context.trailerInfo, { Encrypt: context.obj({}) })],
  ['catalog OpenAction', withKey('OpenAction')],
  ['catalog AA', withKey('AA')],
  ['catalog NeedsRendering', withKey('NeedsRendering')],
  ['catalog Perms', withKey('Perms')],
  ['form', (document) => document.catalog.set(name('AcroForm'), document.context.obj({ XFA: 'x' }))],
  ['form', (document) => document.catalog.set(name('AcroForm'), document.context.obj({ NeedAppearances: true }))],
  ['JavaScript names', (document) => document.addJavaScript('x', 'app.alert(1)')],
  ['forbidden action', (document) => document.addJavaScript('x', 'app.alert(1)')],
  ['no XMP', without('Metadata')],
  [
    'XMP compressed',
    ({ catalog, context }) => catalog.set(name('Metadata'), context.register(context.flateStream('x', { Type: 'Metadata', Subtype: 'XML' }))),
  ],
  ['XMP level', xmp('<pdfaid:part>3', '<pdfaid:part>1')],
  ['XMP level', xmp('<pdfaid:conformance>B', '<pdfaid:conformance>A')],
  ['XMP DocumentFileName', xmp(/<fx:DocumentFileName>[^<]*/, '<fx:DocumentFileName>')],
  ['XMP Version', xmp('<pdfaProperty:name>Version', '<pdfaProperty:name>Other')],
  ['XMP extension schema', xmp('namespaceURI>urn', 'namespaceURI>other')],
  ['XMP profile', xmp('EN 16931</fx', 'COMFORT</fx')],
  ['Info Title differs from XMP', (document) => document.setTitle('Autre')],
  ['Info Author differs from XMP', (document) => document.setAuthor('Autre')],
  ['Info Subject differs from XMP', (document) => document.setSubject('Autre')],
  ['Info Producer differs from XMP', (document) => document.setProducer('Autre')],
  ['Info Creator differs from XMP', (document) => document.setCreator('Autre')],
  ['Info CreationDate differs from XMP', (document) => document.setCreationDate(new Date(0))],
  ['Info ModDate differs from XMP', (document) => document.setModificationDate(new Date(0))],
  ['Info key without XMP', (document) => document.setKeywords(['facture'])],
  ['no output intent', without('OutputIntents')],
  [
    'ICC components',
    ({ catalog }) => {
      const intent = catalog.lookup(name('OutputIntents'), PDFArray).lookup(0, PDFDict);
      intent.lookup(name('DestOutputProfile'), PDFStream).dict.set(name('N'), catalog.context.obj(4));
    },
  ],
  [
    'ICC profile',
    ({ catalog, context }) => {
      const intent = catalog.lookup(name('OutputIntents'), PDFArray).lookup(0, PDFDict);
      intent.set(name('DestOutputProfile'), context.register(context.flateStream(new Uint8Array(200), { N: 3 })));
    },
  ],
  ['no factur-x.xml', without('Names')],
  ['file not associated', ({ catalog, context }) => catalog.set(name('AF'), context.obj([]))],
  ['AFRelationship', (document) => specification(document).set(name('AFRelationship'), name('Friend'))],
  ['file without name', (document) => void specification(document).delete(name('UF'))],
  ['file without content', (document) => void specification(document).lookup(name('EF'), PDFDict).delete(name('F'))],
  ['EF without UF', (document) => void specification(document).lookup(name('EF'), PDFDict).delete(name('UF'))],
  ['file without MIME type', (document) => void file(document).delete(name('Subtype'))],
  ['file without date', (document) => void file(document).delete(name('Params'))],
  [
    'file names not sorted',
    ({ catalog }) => {
      const pairs = catalog.lookup(name('Names'), PDFDict).lookup(name('EmbeddedFiles'), PDFDict).lookup(name('Names'), PDFArray);
      pairs.set(0, PDFHexString.fromText('zz'));
    },
  ],
  ['stream filter', ({ context }) => void context.register(PDFRawStream.of(context.obj({ Filter: 'LZWDecode' }), new Uint8Array()))],
  ['stream filter', ({ context }) => void context.register(PDFRawStream.of(context.obj({ Filter: ['Crypt'] }), new Uint8Array()))],
  ['stream outside the file', ({ context }) => void context.register(context.stream('', { F: PDFString.of('elsewhere') }))],
  ['picture with alternates', picture({ Alternates: 'x' })],
  ['picture with alternates', picture({ OPI: 'x' })],
  ['Interpolate', picture({ Interpolate: true })],
  ['Interpolate', drawing('BI /W 1 /H 1 /BPC 8 /CS /G /I true ID a EI')],
  ['CMYK picture', picture({ ColorSpace: 'DeviceCMYK' })],
  ['CMYK picture', drawing('BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI')],
  ['JPEG 2000', picture({ Filter: 'JPXDecode' })],
  ['form with a foreign part', form({ PS: 'x' })],
  ['form with a foreign part', form({ Ref: 'x' })],
  ['form with a foreign part', form({ OPI: 'x' })],
  ['PostScript', ({ context }) => void context.register(context.stream('', { Type: 'XObject', Subtype: 'PS' }))],
  ['additional actions', (document) => document.getPage(0).node.set(name('AA'), document.context.obj({}))],
  ['forbidden action', annotation({ Subtype: 'Link', A: { S: 'Launch' } })],
  ['transfer function', ({ context }) => void context.register(context.obj({ Type: 'ExtGState', TR: 'Identity' }))],
  ['blend mode', ({ context }) => void context.register(context.obj({ Type: 'ExtGState', BM: 'Dazzle' }))],
  ['annotation of a forbidden kind', annotation({ Subtype: 'Movie' })],
  ['annotation flags', annotation({ F: 0 })],
  ['annotation flags', annotation({ F: 6 })],
  ['annotation without appearance', annotation({})],
  ['CMYK', drawing('0 0 0 1 k')],
  ['CMYK', drawing('/DeviceCMYK CS')],
  ['CMYK', drawing('/Sep cs', ({ context }, dict) => dict.set(name('ColorSpace'), context.obj({ Sep: ['Separation', 'Gold', 'DeviceCMYK', {}] })))],
  ['CMYK', drawing('/Sh sh', ({ context }, dict) => dict.set(name('Shading'), context.obj({ Sh: { ColorSpace: 'DeviceCMYK' } })))],
  ['CMYK group', (document) => document.getPage(0).node.set(name('Group'), document.context.obj({ CS: 'DeviceCMYK' }))],
  ['unknown operator', drawing('1 2 frobnicate')],
  ['states nested too deep', drawing('q '.repeat(29))],
  ['page without resources of its own', (document) => void document.getPage(0).node.delete(name('Resources'))],
  ['font missing', drawing('BT /F9 12 Tf ET')],
  ['widths differ from the font', (document) => descendant(document).set(name('W'), document.context.obj([1, [12, 13, 14]]))],
  ['no CIDToGIDMap', (document) => void descendant(document).delete(name('CIDToGIDMap'))],
  ['character map not embedded', (document) => font(document).set(name('Encoding'), name('90ms-RKSJ-H'))],
  ['font not embedded', (document) => void descendant(document).lookup(name('FontDescriptor'), PDFDict).delete(name('FontFile2'))],
];

describe('the PDF/A guard', () => {
  it('passes the good file, before and after another tool wrote it', async () => {
    expect(await pdfaFaults(good)).toEqual([]);
    expect(await pdfaFaults(await spoilt(() => undefined))).toEqual([]);
  });

  it.each(cases)('sees: %s', async (fault, spoil) => {
    expect(await pdfaFaults(await spoilt(spoil))).toContain(fault);
  });

  it('sees a spoilt header, comment or end', async () => {
    expect(await pdfaFaults(replaced('%PDF-1.7', '%PDF-2.0'))).toContain('header');
    const head = good.slice();
    head.fill(0x20, 9, 14);
    expect(await pdfaFaults(head)).toContain('binary comment');
    expect(await pdfaFaults(bytesOf(`${Buffer.from(good).toString('latin1')}\n% more`))).toContain('end of file');
  });

  it('lets a font that only draws invisible text be absent, and no other', async () => {
    const make = async (mode: number) => {
      const document = await PDFDocument.create({ updateMetadata: false });
      const page = document.addPage();
      const helvetica = await document.embedFont(StandardFonts.Helvetica);
      page.drawText('Bonjour', { font: helvetica });
      const { node } = page;
      const { context } = document;
      await document.flush();
      const key = node.Resources()?.lookup(name('Font'), PDFDict).keys()[0]?.decodeText() ?? '';
      node.set(name('Contents'), context.register(context.flateStream(`BT ${mode} Tr /${key} 12 Tf (Bonjour) Tj ET`)));
      return sealed(document, { facts: documentFacts(draft('01')) });
    };
    expect(await pdfaFaults(await make(3), { part: 2, facturx: false })).toEqual([]);
    expect(await pdfaFaults(await make(0), { part: 2, facturx: false })).toEqual(['font not embedded']);
  });
});
