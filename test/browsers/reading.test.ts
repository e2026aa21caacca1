import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fused, vectors } from '../../lib/reading/strips/network/binary.ts';
import type { Layers } from '../../lib/reading/strips/network/network.ts';
import type {} from '../../pwa/lecture.ts';
import { openReader, type Reader } from '../../scripts/reader.ts';

/** The shipped bundle reads in headless Chromium: what a user would see of each kind of file, good and bad. */
const samples = fileURLToPath(new URL('../fixtures/samples/', import.meta.url));
const truth: { fields: Record<string, string | null> } = JSON.parse(readFileSync(join(samples, 'truth.json'), 'utf8'));
const sample = (name: string) => new Uint8Array(readFileSync(join(samples, name)));

let reader: Reader;
/** What is read of the photograph that most tests compare with. */
let upright: Awaited<ReturnType<Reader['read']>>;
beforeAll(async () => {
  reader = await openReader({ args: ['--js-flags=--expose-gc', '--enable-precise-memory-info'] });
  upright = await reader.read('photo.jpg', sample('facture-boulangerie.jpg'));
});
afterAll(async () => {
  await reader?.close();
});

const keyFields = ['invoiceNumber', 'issueDate', 'sellerSiret', 'buyerSiret', 'totalGross', 'iban', 'engagementNumber'] as const;
const rightFields = (fields: Record<string, { value: string | null }>) => keyFields.filter((name) => fields[name]?.value === truth.fields[name]);

async function textPdf(pages: number, lines: string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let i = 0; i < pages; i++) {
    const page = pdf.addPage([595, 842]);
    for (const [k, line] of lines.entries()) page.drawText(line, { x: 50, y: 780 - k * 22, size: 11, font });
  }
  return pdf.save();
}

/** A PDF locked with a password nobody knows: 40-bit RC4 (PDF 1.7, §7.6.3), keys at random. */
function lockedPdf(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'a1'.repeat(32)}> /U <${'b2'.repeat(32)}> >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  text += `xref\n0 5\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] >>\nstartxref\n${xref}\n%%EOF`;
  return new TextEncoder().encode(text);
}

/** The same photograph as a telephone held upright writes it: its rows along the long side, and the EXIF tag (274, TIFF 6.0) that asks for a quarter turn. */
function lyingDown(bytes: Uint8Array): Uint8Array {
  const { data, width, height } = jpeg.decode(bytes, { useTArray: true });
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < height; x++) {
      const from = (x * width + width - 1 - y) * 4;
      turned.set(data.subarray(from, from + 4), (y * height + x) * 4);
    }
  }
  const plain = jpeg.encode({ data: turned, width: height, height: width }, 92).data;
  const tag = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const segment = [0xff, 0xe1, 0, tag.length + 8, ...Buffer.from('Exif\0\0', 'latin1'), ...tag];
  return new Uint8Array(Buffer.concat([plain.subarray(0, 2), Uint8Array.from(segment), plain.subarray(2)]));
}

const invoiceText = ['Facture F-2026-77', 'Date : 12/10/2026', 'SIRET : 552 100 554 00013', 'Total HT 100,00', 'TVA 20 % 20,00', 'Total TTC 120,00'];

describe('good files', () => {
  it('by the strip reader as well: what it knows came with the app', async () => {
    const sizes = await reader.page.evaluate(() =>
      performance.getEntriesByName(`${location.origin}/ocr/strips.bin`).map((entry) => (entry as PerformanceResourceTiming).decodedBodySize),
    );
    expect(sizes).toEqual([readFileSync(fileURLToPath(new URL('../../lib/reading/strips/network/weights.bin', import.meta.url))).length]);
  });

  it('a photograph: the page is found, the key fields are read', async () => {
    expect(upright.error).toBeUndefined();
    expect(upright.source).toBe('ocr');
    expect(rightFields(upright.fields).length).toBeGreaterThanOrEqual(6);
  });

  it('a PDF with text: read from its text, without OCR', async () => {
    const line = await reader.read('facture.pdf', sample('facture-boulangerie.pdf'));
    expect(line.source).toBe('text-layer');
    expect(rightFields(line.fields)).toEqual([...keyFields]);
    for (const name of keyFields) expect(line.fields[name]?.box).not.toBeNull();
  });

  it('a PDF that is only a picture: read by OCR', async () => {
    const pdf = await PDFDocument.create();
    const picture = await pdf.embedPng(sample('facture-boulangerie.png'));
    pdf.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
    const line = await reader.read('scan.pdf', await pdf.save());
    expect(line.error).toBeUndefined();
    expect(line.source).toBe('ocr');
    expect(rightFields(line.fields).length).toBeGreaterThanOrEqual(6);
  });

  it('a long PDF: the first pages, and it says so', async () => {
    const line = await reader.read('long.pdf', await textPdf(200, invoiceText), { text: true });
    expect(line.pages).toBe(200);
    expect(line.notices).toContain('more-pages');
    expect(line.text?.split('\f')).toHaveLength(5);
    expect(line.text?.split('\n')[0]).toBe('Facture F-2026-77');
  });

  it('a photograph that a telephone wrote lying down: upright before it is looked at, a reading stopped at once just before', async () => {
    const stopped = await reader.read('photo.jpg', sample('facture-boulangerie.jpg'), { abortAfter: 100 });
    expect(stopped.error?.code).toBe('aborted');
    const line = await reader.read('couchee.jpg', lyingDown(sample('facture-boulangerie.jpg')));
    expect(rightFields(line.fields)).toEqual(rightFields(upright.fields));
    const far = (line.quad ?? []).map((corner, i) => Math.hypot(corner.x - upright.quad![i]!.x, corner.y - upright.quad![i]!.y));
    expect(far).toHaveLength(4);
    expect(Math.max(...far)).toBeLessThan(8);
  });

  it('a picture upside down: turned by itself', async () => {
    const turned = await reader.page.evaluate(
      async (base64) => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const drawing = canvas.getContext('2d')!;
        drawing.translate(bitmap.width, bitmap.height);
        drawing.rotate(Math.PI);
        drawing.drawImage(bitmap, 0, 0);
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })).arrayBuffer());
        let text = '';
        for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
        return btoa(text);
      },
      Buffer.from(sample('facture-boulangerie.png')).toString('base64'),
    );
    const line = await reader.read('envers.jpg', new Uint8Array(Buffer.from(turned, 'base64')));
    expect(rightFields(line.fields).length).toBeGreaterThanOrEqual(6);
  });
});

describe('bad files', () => {
  const broken = new TextEncoder().encode('%PDF-1.7\nceci n’est pas un PDF');
  /** A PNG header that claims 60,000 x 60,000 pixels. */
  const bomb = new Uint8Array([
    0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0,
  ]);
  const heic = new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypheic'), 0, 0, 0, 0, ...Buffer.from('mif1heic'), 1, 2, 3]);

  it.each([
    ['file-empty', () => new Uint8Array()],
    ['file-unknown', () => new TextEncoder().encode('Bonjour, voici ma facture.')],
    ['pdf-encrypted', lockedPdf],
    ['pdf-broken', () => broken],
    ['image-too-big', () => bomb],
    ['image-undecodable', () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4])],
    ['image-heic', () => heic],
    ['xml-hostile', () => new TextEncoder().encode('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    ['not-an-invoice', () => new TextEncoder().encode('<?xml version="1.0"?><recette/>')],
  ])('%s, in French, and the next file is read', async (code, file) => {
    const line = await reader.read('x', file());
    expect(line.error?.code).toBe(code);
    expect(line.error?.message).toMatch(/[a-zé]{3,}.*\./);
    const next = await reader.read('facture.pdf', await textPdf(1, invoiceText));
    expect(next.fields.totalGross?.value).toBe('120.00');
  });

  it('a blank page says that nothing was read', async () => {
    const blank = await reader.page.evaluate(async () => {
      const canvas = new OffscreenCanvas(1000, 1400);
      const drawing = canvas.getContext('2d')!;
      drawing.fillStyle = '#f4f1ea';
      drawing.fillRect(0, 0, 1000, 1400);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
      return btoa(String.fromCharCode(...bytes));
    });
    const line = await reader.read('blanc.png', new Uint8Array(Buffer.from(blank, 'base64')));
    expect(line.error?.code).toBe('nothing-read');
  });
});

describe('the strip reader', () => {
  it('sees the same with products added in one step, which this browser knows, as in two', async () => {
    const logits = await reader.page.evaluate(
      (builds) =>
        builds.map((text) => {
          const code = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
          if (!WebAssembly.validate(code)) return null;
          const { memory, base, convolve } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as Layers;
          memory.grow(8);
          const [ins, outs, height, width] = [6, 8, 5, 32];
          const row = (width + 16) * 4;
          const plane = row * (height + 2);
          const at = (base() + 15) & ~15;
          const weights = at + ins * plane;
          const biases = weights + ins * outs * 9 * 4;
          const out = biases + outs * 4;
          const numbers = new Float32Array(memory.buffer);
          for (let i = at / 4; i < out / 4; i++) numbers[i] = Math.sin(i * 12.9898) * 3;
          convolve(at, ins, plane, row, weights, biases, outs, out, width * height * 4, width * 4, height, width, 3, 3, 4, true, 0);
          return [...numbers.subarray(out / 4, out / 4 + outs * height * width)];
        }),
      [fused, vectors],
    );
    const [one, two] = logits;
    expect(one).not.toBeNull();
    expect(two?.some((value) => value > 10)).toBe(true);
    for (const [at, value] of (two ?? []).entries()) expect(one?.[at]).toBeCloseTo(value, 3);
  });
});

describe('engines', () => {
  it('none is started for a page that reads well, one for a hurried one, however many cores there are', async () => {
    const page = await reader.context.newPage();
    await page.addInitScript('Object.defineProperties(navigator, { hardwareConcurrency: { value: 8 }, deviceMemory: { value: 8 } })');
    await page.goto(`${reader.address}/#/lecture`);
    await page.waitForFunction(() => 'coursierLecture' in globalThis);
    const base64 = Buffer.from(sample('facture-boulangerie.jpg')).toString('base64');
    let engines = 0;
    page.on('worker', (worker) => {
      if (/ocr\/worker/.test(worker.url())) engines++;
    });
    const read = (bytes: string) =>
      page.evaluate((given) => {
        const binary = Uint8Array.from(atob(given), (sign) => sign.charCodeAt(0));
        return globalThis.coursierLecture?.read(new File([binary], 'photo.jpg'));
      }, bytes);
    await read(base64);
    expect(engines).toBe(0);
    // the same from further away, by a hand that moved
    const hurried = await page.evaluate(async (bytes) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(picture.width * 0.5, picture.height * 0.5);
      const drawing = canvas.getContext('2d')!;
      drawing.filter = 'blur(1px)';
      drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.6 });
      return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
    }, base64);
    const given = await read(hurried);
    expect(engines).toBe(1);
    expect(rightFields(given?.fields ?? {})).toContain('totalGross');
    await page.close();
  });

  it('leaves no worker behind', async () => {
    await reader.page.evaluate(() => (globalThis as unknown as { coursierLecture: { end(): Promise<void> } }).coursierLecture.end());
    await expect.poll(() => reader.page.workers().length).toBe(0);
  });
});
