import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readablePdf, supportingPdf } from '../../../lib/formats/index.ts';
import { blackAndWhite, holdsPictures, sixteenGreys } from '../../../lib/formats/supporting-pdf/tones.ts';
import { emptyGray, type Gray } from '../../../lib/scan/pixels.ts';
import { liberationFonts } from '../../../scripts/draft.ts';
import { draft, drafts } from './drafts.ts';
import { pdfaFaults } from './pdfa-guard.ts';

const invoice = draft('01');
const plain = { part: 2, facturx: false } as const;
/** A4 at about 217 dots an inch, as the scan stage leaves a page: paper at 245 with some grain. */
const width = 1800;
const height = 2546;

/** Always the same numbers from 0 to 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 0x1000000;
  };
}

function fill(page: Gray, left: number, top: number, wide: number, high: number, level: (x: number, y: number) => number): void {
  for (let y = top; y < top + high; y++) for (let x = left; x < left + wide; x++) page.data[y * page.width + x] = level(x - left, y - top);
}

/** Print on paper: strokes of 4 pixels, words, lines, ruled table, a black band. */
function printed(grain = 6): Gray {
  const page = emptyGray(width, height, 245);
  const random = chance(7);
  for (let index = 0; index < page.data.length; index++) page.data[index] = Math.min(255, 245 + Math.round((random() - 0.5) * 2 * grain));
  for (let line = 0; line < 60; line++)
    for (let letter = 0; letter < 70; letter++) {
      if (random() < 0.2) continue;
      const [x, y] = [120 + letter * 22, 120 + line * 38];
      fill(page, x, y, 4, 24, () => 40);
      if (random() < 0.6) fill(page, x, y + (random() < 0.5 ? 0 : 20), 14, 4, () => 70);
    }
  fill(page, 120, 2400, 1500, 3, () => 60);
  fill(page, 120, 2430, 400, 60, () => 30);
  return page;
}

async function pictureOf(bytes: Uint8Array, page = 0) {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const object = document.getPage(page).node.Resources()?.lookup(PDFName.of('XObject'), PDFDict).lookup(PDFName.of('Page'));
  if (!(object instanceof PDFRawStream)) throw new Error('no picture');
  const number = (key: string) => object.dict.lookup(PDFName.of(key), PDFNumber).asNumber();
  return {
    bits: number('BitsPerComponent'),
    width: number('Width'),
    height: number('Height'),
    weight: object.contents.length,
    rows: decodePDFRawStream(object).decode(),
    sides: document.getPage(page).getSize(),
    pages: document.getPageCount(),
  };
}

describe('the photographed paper as a supporting document', () => {
  it('is black and white for print on paper, at 200 dots an inch, far under 300 KB', async () => {
    const bytes = await supportingPdf([printed()], invoice);
    expect(await pdfaFaults(bytes, plain)).toEqual([]);
    const picture = await pictureOf(bytes);
    expect(picture).toMatchObject({ bits: 1, height: 2339 });
    expect(picture.sides.height).toBeCloseTo(842, 0);
    expect(picture.sides.width).toBeCloseTo(595, 0);
    expect(picture.weight).toBeLessThan(100_000);
  });

  it('keeps sixteen greys for a page with a photograph of a few centimetres', async () => {
    const page = printed();
    fill(page, 900, 1700, 360, 360, (x, y) => 60 + Math.round(60 * (1 + Math.sin(x / 50) * Math.cos(y / 60))));
    const picture = await pictureOf(await supportingPdf([page], invoice));
    expect(picture.bits).toBe(4);
    expect(picture.weight).toBeLessThan(300_000);
  });

  it('gives fineness away until a page of pure grain is under 300 KB', async () => {
    const random = chance(3);
    const page: Gray = { data: Uint8Array.from({ length: width * height }, () => 40 + Math.round(random() * 150)), width, height };
    // Grain without a flat spot is no picture to the measure: a soft one below makes it so.
    fill(page, 200, 200, 900, 900, (x) => 80 + Math.round(x / 12));
    const picture = await pictureOf(await supportingPdf([page], invoice));
    expect(picture.bits).toBe(4);
    expect(picture.weight).toBeLessThan(300_000);
    expect(picture.height).toBeLessThan(2339);
  });

  it('takes colour, several pages, lying ones, small ones as they are', async () => {
    const colour = { data: new Uint8ClampedArray(300 * 200 * 4).fill(255), width: 300, height: 200 };
    const bytes = await supportingPdf([printed(0), colour], invoice);
    expect(await pdfaFaults(bytes, plain)).toEqual([]);
    const second = await pictureOf(bytes, 1);
    expect(second).toMatchObject({ pages: 2, width: 300, height: 200 });
    expect(second.sides.width).toBeCloseTo(842, 0);
    expect(second.rows.every((byte) => byte === 0xff)).toBe(true);
  });

  it('is the same, byte for byte, each time', async () => {
    expect(Buffer.compare(await supportingPdf([printed()], invoice), await supportingPdf([printed()], invoice))).toBe(0);
  });
});

describe('tones', () => {
  it('do not take noise, a tint or a black band for a picture', () => {
    expect(holdsPictures(printed(20))).toBe(false);
    const tinted = printed();
    fill(tinted, 120, 1000, 1500, 120, () => 205);
    expect(holdsPictures(tinted)).toBe(false);
  });

  it('keep every stroke, fill a black band, drop specks', () => {
    const page = emptyGray(400, 200, 245);
    fill(page, 20, 20, 3, 40, () => 200); // pale pencil
    fill(page, 100, 20, 200, 120, () => 20);
    page.data[10 * 400 + 10] = 0;
    const { rows } = blackAndWhite(page);
    const isInk = (x: number, y: number) => ((rows[y * 50 + (x >> 3)] ?? 0) & (128 >> (x & 7))) === 0;
    expect(isInk(21, 40)).toBe(true);
    expect(isInk(200, 80)).toBe(true);
    expect(isInk(10, 10)).toBe(false);
    expect(isInk(60, 100)).toBe(false);
  });

  it('pack any size, white outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 255 }), (wide, high, level) => {
        const page = emptyGray(wide, high, level);
        const greys = sixteenGreys(page);
        expect(greys.rows.length).toBe(Math.ceil(wide / 2) * high);
        const shown = (greys.rows[0] ?? 0) >> 4;
        expect(Math.abs(shown * 17 - level)).toBeLessThanOrEqual(level >= 225 ? 30 : 9);
        expect(blackAndWhite(page).rows.length).toBe(Math.ceil(wide / 8) * high);
      }),
    );
  });
});

describe('the drawn page as a supporting document', () => {
  it.each(drafts)('$name is a PDF/A-2b without attachment', async ({ invoice: each }) => {
    const bytes = await readablePdf(each, liberationFonts());
    expect(await pdfaFaults(bytes, plain)).toEqual([]);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('EmbeddedFile');
  });
});

describe.skipIf(spawnSync('qpdf', ['--version']).error !== undefined)('qpdf', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coursier-supporting-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds nothing wrong', async () => {
    const file = join(folder, 'supporting.pdf');
    writeFileSync(file, await supportingPdf([printed()], invoice));
    expect(spawnSync('qpdf', ['--check', file], { encoding: 'utf8' }).stdout).toContain('No syntax or stream encoding errors found');
  });
});
