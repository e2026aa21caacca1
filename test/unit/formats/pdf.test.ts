import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachedXml, ciiOf, compose, facturx, facturxFromPhoto, portalPdf } from '../../../lib/formats/index.ts';
import { emptyInvoice, type Invoice } from '../../../lib/invoice/model.ts';
import { liberationFonts } from '../../../scripts/draft.ts';
import { draft, drafts } from './drafts.ts';
import { pdfaFaults } from './pdfa-guard.ts';

const fonts = liberationFonts();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursier-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Some of these tools leave with an error after saying their version: only a missing program counts. */
const installed = (tool: string) => spawnSync(tool, ['-v'], { stdio: 'ignore' }).error === undefined;
const poppler = installed('pdftotext') && installed('pdfdetach');
const qpdf = installed('qpdf');

function saved(bytes: Uint8Array): string {
  const file = join(folder, 'file.pdf');
  writeFileSync(file, bytes);
  return file;
}

/** Text of each page and names of the attachments, by pdf.js. */
async function opened(bytes: Uint8Array): Promise<{ pages: string[]; attachments: Map<string, Uint8Array> }> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent();
    pages.push(content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  const found = (await document.getAttachments()) as Record<string, { filename: string; content: Uint8Array }> | null;
  const attachments = new Map(Object.values(found ?? {}).map((file) => [file.filename, file.content]));
  await document.destroy();
  return { pages, attachments };
}

/** What the portal's reader looks for, each beside its value. */
function keywords(invoice: Invoice): string[] {
  return [
    invoice.invoiceNumber,
    `SIRET client : ${invoice.buyer.siret}`,
    invoice.serviceCode && `Code service : ${invoice.serviceCode}`,
    invoice.engagementNumber && `Engagement : ${invoice.engagementNumber}`,
    invoice.contractNumber && `Marché : ${invoice.contractNumber}`,
    `SIRET : ${invoice.seller.siret}`,
  ].filter(Boolean);
}

/** What people read, which may go on over the next line. */
function sentences(invoice: Invoice): string[] {
  return [invoice.seller.name, invoice.buyer.name, ...invoice.vatBreakdown.map((entry) => entry.exemptionReason)].filter(Boolean);
}

const squeezed = (text: string) => text.replace(/\s+/g, '');
/** Width of the recipient's box: a longer code goes on over the next line, beside what stands to its left. */
const oneLine = 44;

describe.each(drafts)('portal PDF of $name', ({ invoice }) => {
  it('holds every keyword beside its value, as real text, and no attachment', async () => {
    const bytes = await portalPdf(invoice, fonts);
    const { pages, attachments } = await opened(bytes);
    for (const text of [...keywords(invoice), ...sentences(invoice)]) expect(squeezed(pages.join('\n'))).toContain(squeezed(text));
    for (const keyword of keywords(invoice)) if (keyword.length < oneLine) expect(pages.join('\n')).toContain(keyword);
    expect(attachments.size).toBe(0);
  });

  it.skipIf(!poppler)('says so to pdftotext -layout too', async () => {
    const text = execFileSync('pdftotext', ['-layout', saved(await portalPdf(invoice, fonts)), '-'], { encoding: 'utf8' });
    for (const keyword of keywords(invoice)) if (keyword.length < oneLine) expect(text.replace(/ +/g, ' ')).toContain(keyword);
    for (const word of sentences(invoice).flatMap((sentence) => sentence.split(' '))) expect(text).toContain(word);
    expect(text).toMatch(/Page 1 \/ \d/);
  });
});

describe('portal PDF', () => {
  it('prints « œ », « € » and any Latin name, and never draws a glyph that is not there', async () => {
    const invoice = draft('10');
    invoice.seller.name = 'Cœur d’Œuvre Łódź Nguyễn 🥖 日';
    const { pages } = await opened(await portalPdf(invoice, fonts));
    expect(pages[0]).toContain('Cœur d’Œuvre Łódź Nguyên ? ?');
    expect(pages[0]).toContain('641,16 €');
  });

  it('goes on over several pages with the table’s head repeated and nothing lost', async () => {
    const invoice = draft('01');
    const first = invoice.lines[0];
    if (!first) throw new Error('no line');
    invoice.lines = Array.from({ length: 90 }, (_, index) => ({
      ...first,
      name: `Fournée ${index + 1}, pains de campagne au levain cuits le matin même pour la cantine`,
    }));
    const { pages } = await opened(await portalPdf(invoice, fonts));
    expect(pages.length).toBeGreaterThan(3);
    for (let index = 1; index <= 90; index++) expect(pages.join('\n')).toContain(`Fournée ${index},`);
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} / ${pages.length}`);
    expect(pages[1]).toContain('Désignation');
    expect(pages[1]).toContain('(suite)');
  });

  it('writes an empty draft', async () => {
    expect((await opened(await portalPdf(emptyInvoice(), fonts))).pages[0]).toContain('FACTURE');
  });

  it('keeps absurdly long texts on the paper', async () => {
    const invoice = draft('01');
    invoice.buyer.name = 'X'.repeat(400);
    invoice.payment.terms = `${'paiement à trente jours '.repeat(500)} fin-1`;
    invoice.notes.push({ subjectCode: 'REG', text: `${'Y'.repeat(9000)} fin-2` });
    const [first] = invoice.lines;
    if (first) first.description = `${'pain au levain '.repeat(900)} fin-3`;
    const document = await getDocument({ data: await portalPdf(invoice, fonts), verbosity: 0 }).promise;
    expect(document.numPages).toBeGreaterThan(2);
    let text = '';
    for (let number = 1; number <= document.numPages; number++) {
      for (const item of (await (await document.getPage(number)).getTextContent()).items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        text += item.str;
        const [, , , , x = 0, y = 0] = item.transform as number[];
        expect(x).toBeGreaterThan(40);
        expect(y).toBeGreaterThan(30);
        expect(x + item.width).toBeLessThan(550);
      }
    }
    for (const end of ['fin-1', 'fin-2', 'fin-3']) expect(text).toContain(end);
    await document.destroy();
  });
});

describe.each(drafts)('Factur-X of $name', ({ invoice }) => {
  it('passes the PDF/A-3 guard and carries its XML', async () => {
    const bytes = await facturx(invoice, fonts, 'chorus');
    expect(await pdfaFaults(bytes)).toEqual([]);
    const { attachments } = await opened(bytes);
    expect(Buffer.from(attachments.get('factur-x.xml') ?? [])).toEqual(Buffer.from(ciiOf(invoice, 'chorus')));
  });
});

describe('Factur-X', () => {
  it.skipIf(!qpdf)('is sound for qpdf', async () => {
    const output = execFileSync('qpdf', ['--check', saved(await facturx(draft('02'), fonts, 'afnor'))], { encoding: 'utf8' });
    expect(output).toContain('No syntax or stream encoding errors found');
  });

  it.skipIf(!poppler)('gives its XML to pdfdetach', async () => {
    const target = join(folder, 'out.xml');
    execFileSync('pdfdetach', ['-save', '1', '-o', target, saved(await facturx(draft('01'), fonts, 'chorus'))]);
    expect(readFileSync(target)).toEqual(Buffer.from(ciiOf(draft('01'), 'chorus')));
  });

  it('keeps the photo as page, its words findable', async () => {
    const jpeg = new Uint8Array(Buffer.from(greyPixel, 'base64'));
    const words = [
      { text: 'Boulangerie', box: { x: 0, y: 0, width: 1, height: 0.1 } },
      { text: 'déjà 12,00 €', box: { x: 0, y: 0.2, width: 1, height: 0.1 } },
    ];
    const bytes = await facturxFromPhoto(draft('01'), [{ jpeg, words }], 'chorus');
    expect(await pdfaFaults(bytes)).toEqual([]);
    const { pages, attachments } = await opened(bytes);
    expect(pages[0]?.replace(/\s+/g, ' ')).toContain('Boulangerie déjà 12,00 €');
    expect(attachments.has('factur-x.xml')).toBe(true);
  });

  it.each([
    ['basicwl', 'BASIC WL'],
    ['basic', 'BASIC'],
    ['en16931', 'EN 16931'],
    ['extended-ctc-fr', 'EXTENDED'],
  ] as const)('says the profile %s as %s', async (profile, level) => {
    const bytes = await facturx(draft('01'), fonts, 'chorus', { profile });
    expect(await pdfaFaults(bytes)).toEqual([]);
    expect(Buffer.from(bytes).toString('latin1')).toContain(`<fx:ConformanceLevel>${level}<`);
  });

  it('says EXTENDED by itself where the service code needs it', async () => {
    const level = async (target: 'chorus' | 'afnor') =>
      /<fx:ConformanceLevel>([^<]*)/.exec(Buffer.from(await facturx(draft('01'), fonts, target)).toString('latin1'))?.[1];
    expect([await level('chorus'), await level('afnor')]).toEqual(['EN 16931', 'EXTENDED']);
  });

  it('carries supporting documents under names that Chorus Pro takes, told what they are', async () => {
    const jpeg = new Uint8Array(Buffer.from(greyPixel, 'base64'));
    const supporting = [
      { name: 'Bon de livraison n° 12 (école).pdf', bytes: await portalPdf(draft('02'), fonts) },
      { name: 'photo.jpg', bytes: jpeg },
      { name: 'photo.jpg', bytes: jpeg },
      { name: 'factur-x.xml', bytes: new TextEncoder().encode('<?xml version="1.0"?><a/>') },
    ];
    const bytes = await facturx(draft('01'), fonts, 'chorus', { supporting });
    expect(await pdfaFaults(bytes)).toEqual([]);
    const { attachments } = await opened(bytes);
    expect([...attachments.keys()].sort()).toEqual(['Bon-de-livraison-n-12-ecole.pdf', 'factur-x-2.xml', 'factur-x.xml', 'photo-2.jpg', 'photo.jpg']);
    expect(Buffer.from(attachments.get('factur-x.xml') ?? [])).toEqual(Buffer.from(ciiOf(draft('01'), 'chorus')));
    expect(Buffer.from(attachments.get('photo.jpg') ?? [])).toEqual(Buffer.from(jpeg));
    const raw = Buffer.from(bytes).toString('latin1');
    for (const type of ['/text#2Fxml', '/image#2Fjpeg', '/application#2Fpdf', '/Supplement', '/Data']) expect(raw).toContain(type);
  });

  it('gives its XML back, and is not blown up by an attachment that swells without end', async () => {
    const found = await attachedXml(await facturx(draft('01'), fonts, 'chorus'));
    expect(found?.name).toBe('factur-x.xml');
    expect(Buffer.from(found?.bytes ?? [])).toEqual(Buffer.from(ciiOf(draft('01'), 'chorus')));
    const bomb = await facturx(draft('01'), fonts, 'chorus', { supporting: [] });
    const document = await PDFDocument.load(bomb, { updateMetadata: false });
    await document.attach(new Uint8Array(60_000_000).fill(32), 'zugferd-invoice.xml');
    await expect(attachedXml(await document.save())).rejects.toMatchObject({ code: 'xml-hostile' });
  });

  it('tells control characters in a name apart from what XMP can say', async () => {
    const invoice = draft('01');
    invoice.seller.name = 'Boulan\u0001gerie <Martin> & fils\n';
    expect(await pdfaFaults(await facturx(invoice, fonts, 'chorus'))).toEqual([]);
  });

  it('is the same, byte for byte, each time', async () => {
    const once = await compose(draft('06'), { fonts });
    const again = await compose(draft('06'), { fonts, today: '2031-01-01' });
    for (const name of ['portalPdf', 'facturx', 'cii'] as const) expect(Buffer.compare(once[name], again[name])).toBe(0);
  });
});

/** A grey JPEG of one pixel. */
const greyPixel =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z';
