import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFNumber, PDFRawStream, PDFStream, PDFString, StandardFonts } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FontBytes, facturx, facturxFromPdf } from '../../../lib/formats/index.ts';
import { draft } from './drafts.ts';
import { absentFont, annotation, type Foreign, foreignPdf, lzw, name, picture } from './foreign.ts';
import { pdfaFaults } from './pdfa-guard.ts';

const require = createRequire(import.meta.url);
const face = (style: string) => new Uint8Array(readFileSync(require.resolve(`pdfjs-dist/standard_fonts/LiberationSans-${style}.ttf`)));
const fonts: FontBytes = { regular: face('Regular'), bold: face('Bold'), italic: face('Italic'), boldItalic: face('BoldItalic') };
const invoice = draft('01');
const sentence = 'Facture F2026-118, déjà réglée : 12,00 €';

async function wrapped(pdf: Uint8Array): Promise<Uint8Array> {
  const result = await facturxFromPdf(invoice, pdf, fonts, 'chorus');
  if ('refused' in result) throw new Error(`${result.refused}: ${result.detail}`);
  expect(await pdfaFaults(result.bytes)).toEqual([]);
  return result.bytes;
}

async function refusal(pdf: Uint8Array): Promise<string> {
  const result = await facturxFromPdf(invoice, pdf, fonts, 'chorus');
  return 'refused' in result ? result.refused : 'wrapped';
}

async function textOf(bytes: Uint8Array): Promise<{ items: { text: string; width: number; x: number; y: number }[]; files: string[] }> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const content = await (await document.getPage(1)).getTextContent();
  const files = Object.keys((await document.getAttachments()) ?? {});
  const items = content.items.flatMap((item) =>
    'str' in item && item.str.trim() ? [{ text: item.str, width: item.width, x: item.transform[4] as number, y: item.transform[5] as number }] : [],
  );
  await document.destroy();
  return { items, files };
}

const text = async (bytes: Uint8Array) => (await textOf(bytes)).items.map((item) => item.text).join('|');

/** The page's own operators, all streams in a row. */
async function operators(bytes: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const contents = document.getPage(0).node.lookup(name('Contents'));
  const streams = contents instanceof PDFArray ? contents.asArray().map((item) => document.context.lookup(item)) : [contents];
  return streams
    .map((stream) => (stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : ''))
    .join('\n');
}

describe('the user’s own PDF as Factur-X', () => {
  it.each([StandardFonts.Helvetica, StandardFonts.HelveticaBold, StandardFonts.HelveticaOblique, StandardFonts.HelveticaBoldOblique])(
    'gives %s the outlines of Liberation Sans, every letter as wide as before',
    async (standard) => {
      const before = await foreignPdf(undefined, standard);
      const after = await wrapped(before);
      const [was] = (await textOf(before)).items;
      const [is] = (await textOf(after)).items;
      expect(is?.text).toBe(sentence);
      expect(is?.width).toBeCloseTo(was?.width ?? 0, 1);
      expect([is?.x, is?.y]).toEqual([was?.x, was?.y]);
    },
  );

  it('keeps accents under an encoding of its own, and StandardEncoding’s quotes', async () => {
    const pdf = await foreignPdf((foreign) => {
      const differences = { Type: 'Encoding', BaseEncoding: 'WinAnsiEncoding', Differences: [65, name('eacute') as never, name('oe') as never] };
      foreign.resource('Font', 'Fd', absentFont(foreign, { Subtype: 'TrueType', BaseFont: 'Arial,Bold', Encoding: differences }));
      foreign.resource('Font', 'Fs', absentFont(foreign, { Subtype: 'Type1', BaseFont: 'Helvetica' }));
      foreign.draw("BT /Fd 10 Tf 50 600 Td (AB) Tj /Fs 10 Tf 0 -20 Td (l'eau) Tj ET");
    });
    expect(await text(await wrapped(pdf))).toBe(`${sentence}|éœ|l’eau`);
  });

  it('drops scripts, actions, an earlier e-invoice, foreign metadata and private data', async () => {
    const before = await PDFDocument.load(await facturx(draft('02'), fonts, 'chorus'), { updateMetadata: false });
    before.addJavaScript('x', 'app.alert(1)');
    const { catalog, context } = before;
    catalog.set(name('OpenAction'), context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(2)') }));
    catalog.set(name('AA'), context.obj({ WC: { S: 'JavaScript', JS: PDFString.of('x') } }));
    before.getPage(0).node.set(name('AA'), context.obj({ O: { S: 'JavaScript', JS: PDFString.of('x') } }));
    before.getPage(0).node.set(name('PieceInfo'), context.obj({ Secret: { Private: PDFString.of('private-text') } }));
    const bytes = await wrapped(await before.save({ useObjectStreams: false }));
    expect((await textOf(bytes)).files).toEqual(['factur-x.xml']);
    const raw = Buffer.from(bytes).toString('latin1');
    for (const gone of ['JavaScript', 'app.alert', 'private-text', '2026-0231']) expect(raw).not.toContain(gone);
    expect(await text(bytes)).toContain('2026-0231');
  });

  it('writes inks as light, black as black, operator by operator', async () => {
    const pdf = await foreignPdf(({ draw, resource, document }) => {
      resource('ColorSpace', 'Cs', document.context.obj(['DeviceCMYK']));
      draw('0 0 0 1 k 1 0 0 0 K q /Cs cs 0 0 1 0 sc 10 10 20 20 re f Q /DeviceCMYK CS 0 0 0 0 SC 0 0 0 0.5 sc 0.2 g 10 10 20 20 re f');
    });
    const drawn = await operators(await wrapped(pdf));
    expect(drawn).toContain('0 0 0 rg 0 0.62 0.878 RG q /DeviceRGB cs 1 0.929 0 sc 10 10 20 20 re f Q /DeviceRGB CS 1 1 1 SC 0.5 0.5 0.5 sc 0.2 g');
  });

  it('packs LZW anew and takes smoothing, alternates and PostScript from pictures', async () => {
    const content = '1 0 0 rg 10 10 20 20 re f % lzw';
    const pdf = await foreignPdf((foreign) => {
      const { context } = foreign.document;
      const raw = (data: string, entries: Record<string, string>) =>
        context.register(context.stream(lzw(Uint8Array.from(data, (letter) => letter.charCodeAt(0))), { Filter: 'LZWDecode', ...entries }));
      foreign.resource('XObject', 'Im', picture(foreign, { Interpolate: true, Alternates: [] }, new Uint8Array(1)));
      foreign.resource('XObject', 'Fm', raw(content, { Type: 'XObject', Subtype: 'Form' }));
      foreign.resource('XObject', 'Ps', context.register(context.stream('showpage', { Type: 'XObject', Subtype: 'PS' })));
      const form = context.lookup(foreign.page.node.Resources()?.lookup(name('XObject'), PDFDict).get(name('Fm')), PDFStream);
      form.dict.set(name('BBox'), context.obj([0, 0, 100, 100]));
      foreign.draw('q 50 0 0 50 10 10 cm /Im Do Q /Fm Do /Ps Do');
    });
    const bytes = await wrapped(pdf);
    const raw = Buffer.from(bytes).toString('latin1');
    for (const gone of ['LZWDecode', 'Interpolate', 'Alternates', '/PS', 'showpage']) expect(raw).not.toContain(gone);
    expect(await operators(bytes)).not.toContain('/Ps Do');
    const form = (await PDFDocument.load(bytes)).getPage(0).node.Resources()?.lookup(name('XObject'), PDFDict).lookup(name('Fm'));
    expect(form instanceof PDFRawStream && Buffer.from(decodePDFRawStream(form).decode()).toString()).toBe(content);
  });

  it('draws filled fields and stamps into the page where they stood, keeps web links, drops comments', async () => {
    const pdf = await foreignPdf((foreign) => {
      const { context } = foreign.document;
      annotation(
        foreign,
        { Subtype: 'Widget', FT: 'Tx', V: PDFString.of('bon pour accord'), F: 4, A: context.obj({ S: 'JavaScript' }) },
        'bon pour accord',
      );
      annotation(foreign, { Subtype: 'Stamp', F: 4 }, 'PAYE');
      annotation(foreign, { Subtype: 'Text', F: 4 }, 'commentaire');
      annotation(foreign, { Subtype: 'FreeText', F: 2 }, 'cache');
      annotation(foreign, { Subtype: 'Widget', FT: 'Tx' });
      annotation(foreign, { Subtype: 'Link', A: context.obj({ S: 'URI', URI: PDFString.of('https://exemple.fr') }) });
      annotation(foreign, { Subtype: 'Link', A: context.obj({ S: 'Launch' }) });
      foreign.document.catalog.set(name('AcroForm'), context.obj({ Fields: [] }));
    });
    const bytes = await wrapped(pdf);
    const { items } = await textOf(bytes);
    expect(items.map((item) => item.text)).toEqual([sentence, 'bon pour accord', 'PAYE']);
    // A box of 100 x 15 laid over a rectangle of 200 x 30 at (100, 100): the text starts at (2, 5) of the box.
    expect(items[1]).toMatchObject({ x: 104, y: 110 });
    const annotations = (await PDFDocument.load(bytes)).getPage(0).node.lookup(name('Annots'), PDFArray);
    expect(annotations.size()).toBe(1);
    expect(annotations.lookup(0, PDFDict).lookup(name('F'), PDFNumber).asNumber()).toBe(4);
  });

  it('writes on the page what it inherited from the tree', async () => {
    const pdf = await foreignPdf(({ document, page }) => {
      const { node } = page;
      const tree = document.catalog.Pages();
      for (const key of ['Resources', 'MediaBox']) {
        tree.set(name(key), node.get(name(key)) as PDFDict);
        node.delete(name(key));
      }
    });
    expect(await text(await wrapped(pdf))).toBe(sentence);
  });

  it('keeps an invisible font away, as the norm allows, and an unused one', async () => {
    const pdf = await foreignPdf((foreign) => {
      foreign.resource('Font', 'Ft', absentFont(foreign, { Subtype: 'Type1', BaseFont: 'Times-Roman' }));
      foreign.resource('Font', 'Fu', absentFont(foreign, { Subtype: 'Type1', BaseFont: 'Courier' }));
      foreign.draw('BT 3 Tr /Ft 10 Tf 50 500 Td (invisible) Tj ET');
    });
    expect(await text(await wrapped(pdf))).toContain('invisible');
  });

  it('is the same, byte for byte, each time, and carries supporting documents', async () => {
    const pdf = await foreignPdf();
    const supporting = [{ name: 'Bon de livraison n° 12.pdf', bytes: pdf }];
    const make = () => facturxFromPdf(invoice, pdf, fonts, 'chorus', { supporting });
    const [once, again] = [await make(), await make()];
    expect('bytes' in once && 'bytes' in again && Buffer.compare(once.bytes, again.bytes)).toBe(0);
    if ('bytes' in once) expect((await textOf(once.bytes)).files.sort()).toEqual(['Bon-de-livraison-n-12.pdf', 'factur-x.xml']);
  });
});

describe('what cannot be kept as it is', () => {
  const drawn = (operators: string, prepare: (foreign: Foreign) => void = () => undefined) =>
    foreignPdf((foreign) => {
      prepare(foreign);
      foreign.draw(operators);
    });
  const withFont = (entries: Parameters<typeof absentFont>[1]) =>
    drawn('BT /Fx 10 Tf 50 500 Td (abc) Tj ET', (foreign) => foreign.resource('Font', 'Fx', absentFont(foreign, entries)));
  const withPicture = (entries: Parameters<typeof picture>[1]) =>
    drawn('/Im Do', (foreign) => foreign.resource('XObject', 'Im', picture(foreign, entries)));
  const layer = (off: boolean) =>
    foreignPdf(({ document: { catalog, context } }) => {
      const group = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('Fond') }));
      catalog.set(name('OCProperties'), context.obj({ OCGs: [group], D: { OFF: off ? [group] : [], Order: [] } }));
    });

  const cases: [reason: string, what: string, pdf: () => Promise<Uint8Array>][] = [
    ['fonts', 'Times left to the reader', () => foreignPdf(undefined, StandardFonts.TimesRoman)],
    ['fonts', 'Courier left to the reader', () => foreignPdf(undefined, StandardFonts.Courier)],
    ['fonts', 'Symbol left to the reader', () => foreignPdf(undefined, StandardFonts.Symbol)],
    ['fonts', 'Arial Narrow, whose widths differ', () => withFont({ Subtype: 'TrueType', BaseFont: 'ArialNarrow', Encoding: 'WinAnsiEncoding' })],
    ['fonts', 'Arial in MacRoman', () => withFont({ Subtype: 'TrueType', BaseFont: 'Arial', Encoding: 'MacRomanEncoding' })],
    ['fonts', 'a composite font left to the reader', () => withFont({ Subtype: 'Type0', BaseFont: 'MSung', Encoding: 'UniCNS-UTF16-H' })],
    ['fonts', 'a face that the page does not name', () => drawn('BT /Nowhere 10 Tf (a) Tj ET')],
    ['colours', 'a picture in CMYK', () => withPicture({ ColorSpace: 'DeviceCMYK' })],
    ['colours', 'an inline picture in CMYK', () => drawn('BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI')],
    [
      'colours',
      'a spot colour over CMYK',
      () =>
        drawn('/Sp cs 1 sc', ({ document, resource }) => resource('ColorSpace', 'Sp', document.context.obj(['Separation', 'Or', 'DeviceCMYK', {}]))),
    ],
    [
      'colours',
      'a gradient in CMYK',
      () => drawn('/Sh sh', ({ document, resource }) => resource('Shading', 'Sh', document.context.obj({ ColorSpace: 'DeviceCMYK' }))),
    ],
    ['images', 'JPEG 2000', () => withPicture({ Filter: 'JPXDecode' })],
    ['images', 'an inline picture in LZW', () => drawn('BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID abcd EI')],
    ['layers', 'a hidden layer', () => layer(true)],
    ['content', 'an unknown operator', () => drawn('1 2 frobnicate')],
    ['content', 'states nested too deep', () => drawn(`${'q '.repeat(40)}${'Q '.repeat(40)}`)],
    ['content', 'an unknown filter', () => withPicture({ Filter: 'Secret' })],
    [
      'content',
      'an unknown blend mode',
      () => drawn('/Gs gs', ({ document, resource }) => resource('ExtGState', 'Gs', document.context.obj({ BM: 'X' }))),
    ],
    [
      'content',
      'a form inside itself without end',
      () =>
        drawn('/F0 Do', ({ document, resource }) => {
          const { context } = document;
          const forms = Array.from({ length: 40 }, () => context.nextRef());
          forms.forEach((form, index) => {
            const next = forms[index + 1];
            const inside = next ? { XObject: { Next: next } } : {};
            context.assign(form, context.stream('/Next Do', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1], Resources: inside }));
          });
          resource('XObject', 'F0', forms[0] as never);
        }),
    ],
    ['broken', 'a string without end', () => drawn('BT (abc')],
    ['broken', 'a stream in another file', () => withPicture({ F: 'elsewhere' })],
    ['broken', 'no PDF at all', async () => new TextEncoder().encode('bonjour')],
    ['broken', 'an empty file', async () => new Uint8Array()],
    [
      'annotations',
      'a filled field without appearance',
      () => foreignPdf((foreign) => annotation(foreign, { Subtype: 'Widget', V: PDFString.of('x') })),
    ],
    ['annotations', 'a comment without appearance', () => foreignPdf((foreign) => annotation(foreign, { Subtype: 'FreeText' }))],
    [
      'annotations',
      'a form that the reader must draw',
      () =>
        foreignPdf((foreign) => {
          annotation(foreign, { Subtype: 'Widget', V: PDFString.of('neuf') }, 'vieux');
          foreign.document.catalog.set(name('AcroForm'), foreign.document.context.obj({ Fields: [], NeedAppearances: true }));
        }),
    ],
    [
      'encrypted',
      'a protected file',
      () =>
        foreignPdf(({ document: { context } }) => {
          context.trailerInfo.Encrypt = context.register(context.obj({ Filter: 'Standard' }));
        }),
    ],
  ];

  it.each(cases)('refuses (%s) %s', async (reason, _, pdf) => {
    expect(await refusal(await pdf())).toBe(reason);
  });

  it('takes layers that are all shown, and an own form drawn inside itself', async () => {
    expect(await refusal(await layer(false))).toBe('wrapped');
    const pdf = await drawn('/F0 Do', ({ document: { context }, resource }) => {
      const form = context.nextRef();
      context.assign(form, context.stream('/F0 Do', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1], Resources: { XObject: { F0: form } } }));
      resource('XObject', 'F0', form);
    });
    expect(await refusal(pdf)).toBe('wrapped');
  });

  it('gives a reason or a sound file for a file spoilt anywhere, and never falls', async () => {
    const pdf = await foreignPdf((foreign) => annotation(foreign, { Subtype: 'Stamp', F: 4 }, 'PAYE'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }), async (changes) => {
        const spoilt = pdf.slice();
        for (const [at, byte] of changes) spoilt[at] = byte;
        const result = await facturxFromPdf(invoice, spoilt, fonts, 'chorus');
        if ('bytes' in result) expect(await pdfaFaults(result.bytes)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const samples = new URL('../../../../shared/data/einvoices/pdf/', import.meta.url);

describe.skipIf(!existsSync(samples))('public sample invoices', () => {
  const files = existsSync(samples) ? readdirSync(samples).filter((file) => file.endsWith('.pdf')) : [];
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coursier-own-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are all kept as they are, sound for qpdf', async () => {
    expect(files.length).toBeGreaterThan(50);
    for (const [index, file] of files.entries()) {
      const source = new URL(encodeURIComponent(file), samples);
      const bytes = await wrapped(new Uint8Array(readFileSync(source)));
      const target = join(folder, 'x.pdf');
      writeFileSync(target, bytes);
      const drawn = (path: string) => spawnSync('pdftoppm', ['-r', '50', path], { maxBuffer: 200_000_000 });
      // One in ten is drawn before and after: every pixel stays.
      if (index % 10 === 0 && drawn(target).error === undefined)
        expect(Buffer.compare(drawn(target).stdout, drawn(fileURLToPath(source)).stdout)).toBe(0);
      const check = spawnSync('qpdf', ['--check', target], { encoding: 'utf8' });
      if (check.error === undefined) expect(check.stdout).toContain('No syntax or stream encoding errors found');
    }
  }, 60_000);
});
