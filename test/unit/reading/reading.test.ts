import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adviser } from '../../../lib/reading/adviser.ts';
import { dimensionsOf } from '../../../lib/reading/dimensions.ts';
import { lineText, meanConfidence, type Word } from '../../../lib/reading/document.ts';
import { engineWords } from '../../../lib/reading/engine-words.ts';
import { dominantTurn, linesOfRuns, type Matrix, type TextRun } from '../../../lib/reading/pdf-lines.ts';
import { lookAt } from '../../../lib/reading/pdf-look.ts';
import { readPicture } from '../../../lib/reading/picture.ts';
import { pgm, type Recogniser, wordsOfBlocks } from '../../../lib/reading/recogniser.ts';
import type { Scanner } from '../../../lib/reading/scanner.ts';
import { sniff } from '../../../lib/reading/sniff.ts';
import { type Gray, type MontageRequest, ScanSession, type Turns, toPage } from '../../../lib/scan/index.ts';
import { printedPage } from '../scan/synthetic.ts';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

describe('sniff', () => {
  it.each([
    ['empty', bytes()],
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['png', bytes([0x89], 'PNG\r\n')],
    ['webp', bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ')],
    ['heic', bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')],
    ['avif', bytes([0, 0, 0, 24], 'ftypavif', [0, 0, 0, 0], 'mif1avif')],
    ['gif', bytes('GIF89a')],
    ['tiff', bytes('II', [0x2a, 0])],
    ['pdf', bytes('%PDF-1.7')],
    ['pdf', bytes('junk before\n%PDF-1.4')],
    ['zip', bytes('PK', [3, 4])],
    ['xml', bytes('<?xml version="1.0"?>')],
    ['xml', bytes([0xef, 0xbb, 0xbf], '\n <Invoice>')],
    ['xml', bytes([0xff, 0xfe, 0x3c, 0, 0x3f, 0])],
    ['unknown', bytes('Bonjour')],
    ['unknown', bytes('<!DOCTYPE html>\n<html lang="fr">')],
    ['unknown', bytes('\n<HTML>')],
    ['unknown', bytes('< pas une balise')],
    ['unknown', bytes([0, 0, 0, 24], 'ftypmp42')],
  ])('tells %s', (kind, file) => expect(sniff(file)).toBe(kind));

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (file) => void dimensionsOf(file, sniff(file))));
  });
});

describe('dimensions', () => {
  it('reads them without decoding', () => {
    const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', [0, 0, 0x4e, 0x20, 0, 0, 0x27, 0x10]);
    expect(dimensionsOf(png, 'png')).toEqual({ width: 20000, height: 10000 });
    const jpeg = bytes([0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xc2, 0, 17, 8, 0x0b, 0xd0, 0x0f, 0xc0]);
    expect(dimensionsOf(jpeg, 'jpeg')).toEqual({ height: 0x0bd0, width: 0x0fc0 });
    const webp = bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0], [0x9f, 0x0f, 0, 0xcf, 0x0b, 0]);
    expect(dimensionsOf(webp, 'webp')).toEqual({ width: 4000, height: 3024 });
    expect(dimensionsOf(bytes([0xff, 0xd8, 0xff, 0xe1, 0, 90]), 'jpeg')).toBeNull();
  });
});

const run = (text: string, x: number, y: number, size = 10, width = text.length * size * 0.5): TextRun => ({
  text,
  transform: [size, 0, 0, size, x, y],
  width,
});
/** A4 at two pixels a point, as pdf.js turns it over. */
const viewport: Matrix = [2, 0, 0, -2, 0, 1684];
const linesOf = (runs: TextRun[]) => linesOfRuns(runs, viewport, 2, 1190, 1684).map(lineText);

describe('text of a PDF', () => {
  it('puts words in reading order with their places', () => {
    const lines = linesOfRuns([run('Total', 300, 700), run('Facture 42', 50, 800), run('12,50', 400, 700.8)], viewport, 2, 1190, 1684);
    expect(lines.map(lineText)).toEqual(['Facture 42', 'Total 12,50']);
    const [facture, number] = lines[0]!.words;
    expect(facture!.box.x).toBe(100);
    expect(facture!.box.y + facture!.box.height).toBeGreaterThan(84);
    expect(number!.box.x).toBeGreaterThan(facture!.box.x + facture!.box.width);
    expect(number!.box.x + number!.box.width).toBeCloseTo(200);
  });

  it('puts glyphs drawn one by one together, and keeps words apart', () => {
    const letters = [...'SIRET'].map((letter, i) => run(letter, 50 + i * 6, 700, 10, 6));
    expect(linesOf([...letters, run(' ', 80, 700, 10, 3), run('123', 83, 700, 10, 16)])).toEqual(['SIRET 123']);
    expect(linesOf([run('AB', 50, 700, 10, 12), run('CD', 66, 700, 10, 12)])).toEqual(['AB CD']);
  });

  it('drops what lies off the page, is too small to see, or is printed twice', () => {
    expect(linesOf([run('caché', -900, 700), run('minuscule', 50, 500, 0.5), run('Gras', 50, 600), run('Gras', 50.3, 600)])).toEqual(['Gras']);
  });

  it('knows a page whose text is set sideways', () => {
    const upright = run('Facture', 50, 700);
    const sideways = { ...run('Facture de travaux', 50, 700), transform: [0, 10, -10, 0, 50, 700] };
    expect(dominantTurn([upright], viewport)).toBe(0);
    expect(dominantTurn([upright, sideways], viewport)).toBe(3);
  });

  it('sees invisible text and full-page pictures', () => {
    const ops = { save: 1, restore: 2, transform: 3, setTextRenderingMode: 4, showText: 5, paintImageXObject: 6 };
    const scan = { fnArray: [1, 3, 6, 2, 4, 5], argsArray: [null, [595, 0, 0, 842, 0, 0], ['img'], null, [3], [['a', 'b']]] };
    expect(lookAt(scan, ops, { pageWidth: 595, pageHeight: 842 })).toEqual({ hiddenText: 1, pictureShare: 1 });
    const logo = { fnArray: [1, 3, 6, 2, 5], argsArray: [null, [100, 0, 0, 50, 0, 0], ['img'], null, [['a']]] };
    const look = lookAt(logo, ops, { pageWidth: 500, pageHeight: 1000 });
    expect(look.hiddenText).toBe(0);
    expect(look.pictureShare).toBeCloseTo(0.01);
  });
});

const word = (text: string, x: number, confidence: number, y = 100): Word => ({
  text,
  confidence,
  box: { x, y, width: text.length * 10, height: 20 },
});

describe('engine answers', () => {
  it('are words by line, blanks dropped', () => {
    const bbox = { x0: 1, y0: 2, x1: 11, y1: 12 };
    const words = [
      { text: 'a', confidence: 90, bbox },
      { text: ' ', confidence: 1, bbox },
    ];
    expect(wordsOfBlocks({ blocks: [{ paragraphs: [{ lines: [{ words }, { words: [] }] }] }] })).toEqual([
      [{ text: 'a', confidence: 90, box: { x: 1, y: 2, width: 10, height: 10 } }],
    ]);
    expect(wordsOfBlocks({ blocks: null })).toEqual([]);
    expect(String.fromCharCode(...pgm({ data: new Uint8Array([65]), width: 1, height: 1 }))).toBe('P5\n1 1\n255\nA');
  });

  it('weigh confidence by letters', () => {
    expect(meanConfidence([word('aaa', 0, 90), word('b', 0, 50)])).toBe(80);
    expect(meanConfidence([])).toBe(0);
  });
});

/** Strips that read as one word each, sure only when the page is the right way up. */
function fakePipeline(upright: Turns, lines = 10) {
  const { page } = printedPage(900, 1270, { lines });
  const session = new ScanSession(page, { search: false });
  const turns: Turns[] = [];
  const layout = session.montage({ rise: 16 });
  const scanner: Scanner = {
    open: async () => ({ corners: null, picture: { width: 900, height: 1270 }, page: session.size }),
    montage: async () => session.montage(),
    layout: async (turned) => {
      turns.push(turned);
      return layout;
    },
    strips: async (turned, pieces) =>
      pieces.map((at) => [
        {
          text: `ligne${at}`,
          confidence: turned === upright ? 99 : 35,
          box: toPage(layout.pieces[at]!, { x: 30, y: layout.pieces[at]!.baseline - 16, width: 60, height: 16 }),
        },
      ]),
    page: async () => session.page(),
    quality: async () => ({ blur: 1, evenness: 1, textHeight: 30, warnings: [] }),
    jpeg: async () => new Uint8Array([1]),
  };
  const recogniser: Recogniser = { recognise: async () => [] };
  return { scanner, recogniser, turns, session };
}

describe('a picture, read', () => {
  it('right side up: one pass, boxes on the page, top to bottom', async () => {
    const { scanner, recogniser, turns } = fakePipeline(0);
    const { page } = await readPicture({ bytes: new Uint8Array(), type: '' }, scanner, recogniser);
    expect(turns).toEqual([0]);
    expect(page.lines).toHaveLength(10);
    const tops = page.lines.map((line) => line.box.y);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    for (const { box } of page.lines) expect(box.y > 0 && box.y + box.height < page.height).toBe(true);
  });

  it('told from its likeliest lines, then from all of them; nothing while it may lie on its side', async () => {
    const adviser: Adviser = {
      early: ([page]) => ({ invoiceNumber: String(page?.lines.length), totalGross: '1.00' }),
      doubts: () => [],
    };
    const told = async (upright: Turns) => {
      const { scanner, recogniser } = fakePipeline(upright, 24);
      const facts: string[] = [];
      await readPicture({ bytes: new Uint8Array(), type: '' }, scanner, recogniser, {
        adviser,
        onProgress: (_, __, early) => early?.invoiceNumber && facts.push(early.invoiceNumber),
      });
      return facts;
    };
    const lines = (await told(0)).map(Number);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]).toBeLessThan(10);
    expect(lines.every((count, at) => at === 0 || count > lines[at - 1]!)).toBe(true);
    expect(lines.at(-1)).toBeLessThan(24);
    // upside down: of the page turned
    expect((await told(2)).length).toBeGreaterThan(0);
  });

  it('upside down or on its side: turned until it reads', async () => {
    for (const turn of [2, 1, 3] as const) {
      const { scanner, recogniser, turns } = fakePipeline(turn);
      const { page, notices } = await readPicture({ bytes: new Uint8Array(), type: '' }, scanner, recogniser);
      expect(turns.at(-1)).toBe(turn);
      expect(page.confidence).toBeGreaterThan(90);
      expect(notices).toEqual([]);
    }
  });

  it('stops when asked', async () => {
    const { scanner, recogniser } = fakePipeline(0);
    await expect(readPicture({ bytes: new Uint8Array(), type: '' }, scanner, recogniser, { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('the engine is shown the lines asked for alone, and its words stand in the page where their piece does', async () => {
    const { session } = fakePipeline(0);
    const whole = session.montage();
    const asked = [2, 7];
    const shown: Gray[] = [];
    const recogniser: Recogniser = {
      recognise: async (image) => {
        shown.push(image);
        const { pieces } = session.montage({ drawn: asked });
        return asked.map((at) => [
          { ...word(`ligne${at}`, 0, 90), box: { x: pieces[at]!.x + 8, y: pieces[at]!.baseline - 30, width: 80, height: 30 } },
        ]);
      },
    };
    const scanner = { montage: async (request: MontageRequest) => session.montage(request) } as Scanner;
    const seen = await engineWords(scanner, recogniser, 0, asked);
    expect(shown[0]!.height).toBeLessThan(whole.image.height / 3);
    expect([...seen!.keys()]).toEqual(asked);
    for (const at of asked) {
      const { segment } = whole.pieces[at]!;
      const [only] = seen!.get(at)!;
      expect(only!.text).toBe(`ligne${at}`);
      expect(Math.abs(only!.box.y + only!.box.height - segment.baseline.a)).toBeLessThan(segment.rise);
    }
  });
});
