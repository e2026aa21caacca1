import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../lib/invoice/fault.ts';
import type { Adviser } from '../../../lib/reading/adviser.ts';
import { readPicture } from '../../../lib/reading/picture.ts';
import type { Recogniser } from '../../../lib/reading/recogniser.ts';
import type { Scanner } from '../../../lib/reading/scanner.ts';
import { stripAlphabet } from '../../../lib/reading/strips/alphabet.ts';
import { type Letter, lettersOf } from '../../../lib/reading/strips/ctc.ts';
import { linesOfPieces } from '../../../lib/reading/strips/lines.ts';
import { source, vectors } from '../../../lib/reading/strips/network/binary.ts';
import { answers, type Layers, Network, stripHeight } from '../../../lib/reading/strips/network/network.ts';
import { stripOf, stripRise, stripsAt, wordsOf } from '../../../lib/reading/strips/reader.ts';
import { ScanSession, toPage } from '../../../lib/scan/index.ts';
import { layers, sourceHash } from '../../../scripts/kernels-source.mjs';
import { printedPage } from '../scan/synthetic.ts';

const letters = ['a', 'b', 'c'];

/** One column for each number: the likeliest class of it, 0 for nothing; `sure`: its share, the others' are alike. */
function answer(classes: readonly number[], sure: (at: number) => number = () => 0.9): Float32Array {
  const wide = letters.length + 1;
  const out = new Float32Array(classes.length * wide);
  for (const [at, one] of classes.entries())
    for (let each = 0; each < wide; each++) out[at * wide + each] = Math.log(each === one ? sure(at) : (1 - sure(at)) / (wide - 1));
  return out;
}
const read = (columns: readonly number[], sure?: (at: number) => number) => lettersOf(answer(columns, sure), columns.length, 4, letters);
const text = (found: readonly Letter[]) => found.map((one) => one.text).join('');

describe('letters of the columns (CTC)', () => {
  it.each([
    [[1, 1, 1], 'a'],
    [[1, 0, 1], 'aa'],
    [[0, 0, 0], ''],
    [[1, 2, 2, 0, 3, 3, 0, 0, 3], 'abcc'],
    [[], ''],
  ])('%j reads « %s »', (columns, wanted) => expect(text(read(columns))).toBe(wanted));

  it('a letter stands in the middle of its columns, as sure as the surest of them, and tells what else it may be', () => {
    const [only] = read([0, 2, 2, 2, 0], (at) => (at === 3 ? 0.94 : 0.61));
    expect(only?.text).toBe('b');
    // two pixels of the strip a column
    expect(only?.at).toBe(5);
    expect(only?.confidence).toBeCloseTo(0.94);
    expect(only?.weighed).toEqual([
      ['a', 13],
      ['b', 94],
      ['c', 13],
      ['', 2],
    ]);
  });

  it('nothing between letters changes nothing but where they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (word, blanks) => {
        const columns = word.flatMap((one) => [...Array.from({ length: blanks }, () => 0), one]);
        expect(text(read(columns))).toBe(word.map((one) => letters[one - 1]).join(''));
      }),
    );
  });

  it('has the letters that the network was taught, in their order', () => {
    const lessons = readFileSync(fileURLToPath(new URL('../../../scripts/strip-reader/synth.py', import.meta.url)), 'utf8');
    const [, taught = ''] = /^ALPHABET = "(.*)"$/m.exec(lessons) ?? [];
    expect(stripAlphabet.join('')).toBe(taught.replace(/\\(.)/g, '$1'));
  });

  it('knows every figure and every sign of a French amount, once', () => {
    expect(new Set(stripAlphabet).size).toBe(stripAlphabet.length);
    for (const one of '0123456789,.€ ') expect(stripAlphabet).toContain(one);
    expect(stripAlphabet.length + 1).toBeLessThanOrEqual(answers);
  });
});

const { page } = printedPage(1600, 2100, { lines: 10 });
const session = new ScanSession(page, { search: false });
const montage = session.montage(stripsAt(stripRise));

describe('the network', () => {
  it('is compiled from the source beside it', () => {
    expect(source, 'run node scripts/build-kernels.mjs').toBe(sourceHash(layers));
  });

  it('weighs windows as written down plainly', () => {
    const { convolve, base, memory } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(vectors, 'base64'))).exports as unknown as Layers;
    memory.grow(8);
    const numbers = new Float32Array(memory.buffer);
    const small = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          ins: fc.integer({ min: 1, max: 5 }),
          rows: fc.integer({ min: 1, max: 4 }),
          columns: fc.constantFrom(1, 3),
          apart: fc.constantFrom(1, 2, 4),
        }),
        fc.record({ height: fc.integer({ min: 1, max: 3 }), eights: fc.integer({ min: 1, max: 3 }), cut: fc.boolean(), beside: fc.boolean() }),
        fc.array(small, { minLength: 30, maxLength: 30 }),
        ({ ins, rows, columns, apart }, { height, eights, cut, beside }, drawn) => {
          const width = eights * 8;
          const value = (at: number) => drawn[(at * 7 + 3) % drawn.length]!;
          const row = width + (columns - 1) * apart + 8;
          const plane = row * (height + rows - 1);
          const window = rows * columns;
          let top = (base() + 15) >> 2;
          const take = (count: number) => {
            const at = top;
            top += (count + 3) & ~3;
            for (let i = 0; i < count; i++) numbers[at + i] = value(at + i);
            return at;
          };
          const [input, weights, biases] = [take(plane * ins), take(ins * window * 4), take(4)];
          const [more, out] = [take(4 * height * width), take(4 * height * width)];
          const bytes = [input * 4, ins, plane * 4, row * 4, weights * 4, biases * 4, 4, out * 4, height * width * 4, width * 4] as const;
          convolve(...bytes, height, width, rows, columns, apart * 4, cut, beside ? more * 4 : 0);
          for (let o = 0; o < 4; o++)
            for (let y = 0; y < height; y++)
              for (let x = 0; x < width; x++) {
                let sum = numbers[biases + o]!;
                for (let i = 0; i < ins; i++)
                  for (let r = 0; r < rows; r++)
                    for (let k = 0; k < columns; k++)
                      sum += numbers[weights + ((i * rows + r) * columns + k) * 4 + o]! * numbers[input + i * plane + (y + r) * row + x + k * apart]!;
                if (cut) sum = Math.max(0, sum);
                const at = (o * height + y) * width + x;
                expect(numbers[out + at]).toBeCloseTo(sum + (beside ? numbers[more + at]! : 0), 3);
              }
        },
      ),
      { numRuns: 60 },
    );
  });

  const weights = new Uint8Array(readFileSync(fileURLToPath(new URL('../../../lib/reading/strips/network/weights.bin', import.meta.url))));

  it('reads printed strips: small, blurred, pale, set wide', () => {
    const folder = fileURLToPath(new URL('../../fixtures/strips/', import.meta.url));
    const network = new Network(weights);
    const names = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const bytes = readFileSync(`${folder}${name}`);
      const width = (bytes.length - bytes.indexOf('255\n') - 4) / stripHeight;
      const { steps, logits } = network.read({ data: bytes.subarray(bytes.length - width * stripHeight), width, height: stripHeight });
      const wanted = readFileSync(`${folder}${name.replace('.pgm', '.txt')}`, 'utf8').trim();
      const words = wordsOf(lettersOf(logits, steps, answers, stripAlphabet), montage.pieces[0]!);
      expect(words.map((word) => word.text).join(' '), name).toBe(wanted);
    }
  });

  it('refuses weights that are not whole', () => {
    expect(() => new Network(weights.slice(0, -1))).toThrow();
    expect(() => new Network(new Uint8Array([...weights, 0]))).toThrow();
  });
});

describe('strips and words', () => {
  it('a strip holds the ink of its piece and nothing of its neighbours', () => {
    for (const piece of montage.pieces) {
      const strip = stripOf(montage, piece);
      expect(strip.height).toBe(stripHeight);
      const rows = Array.from({ length: stripHeight }, (_, y) =>
        strip.data.subarray(y * strip.width, (y + 1) * strip.width).some((value) => value < 128),
      );
      // capitals alone are printed: nothing above them, nothing below the line
      expect(rows.slice(9, 22).every(Boolean)).toBe(true);
      expect([...rows.slice(0, 4), ...rows.slice(27)].some(Boolean)).toBe(false);
    }
  });

  it('a space parts words, and each stands where it was printed', () => {
    const piece = montage.pieces[0]!;
    const found = [...'TVA 20 %'].map((one, at): Letter => ({ text: one, at: 10 + at * 12, confidence: 0.9, weighed: [[one, 90]] }));
    const words = wordsOf(found, piece);
    expect(words.map((word) => word.text)).toEqual(['TVA', '20', '%']);
    expect(words[0]!.confidence).toBeCloseTo(90);
    expect(words[1]!.weighed).toEqual([[['2', 90]], [['0', 90]]]);
    const { segment } = piece;
    for (const { box } of words) expect(box.x >= segment.left - 20 && box.x + box.width <= segment.right + 20).toBe(true);
    expect(words[1]!.box.x).toBeGreaterThan(words[0]!.box.x + words[0]!.box.width);
  });

  it('a code set wide is one word, a negative amount stands by itself', () => {
    const spelt = (written: string) =>
      wordsOf(
        [...written].map((one, at): Letter => ({ text: one, at: 10 + at * 12, confidence: 0.9, weighed: [[one, 90]] })),
        montage.pieces[0]!,
      ).map((word) => word.text);
    expect(spelt('FA- 2026-0142')).toEqual(['FA-2026-0142']);
    expect(spelt('Total -12,50')).toEqual(['Total', '-12,50']);
    expect(spelt('EI - SIRET')).toEqual(['EI', '-', 'SIRET']);
  });

  it('pieces of one line of the page are one line, left to right, whatever the order they were read in', () => {
    const [first, other] = montage.pieces;
    const right = { ...first!, x: 400 };
    const word = (written: string, x: number) => ({ text: written, confidence: 90, box: { x, y: 10, width: 20, height: 10 } });
    const lines = linesOfPieces([other!, right, first!], [[word('bas', 5)], [word('droite', 90)], [word('gauche', 5)]]);
    expect(lines.map((line) => line.words.map((one) => one.text))).toEqual([['gauche', 'droite'], ['bas']]);
  });
});

describe('a picture', () => {
  type Seen = (rise: number, clear?: boolean) => { text: string; confidence: number };
  /** Every piece read as one word. */
  const scanner = (seen: Seen): Scanner => ({
    open: async () => ({ corners: null, picture: { width: page.width, height: page.height }, page: session.size }),
    montage: async (request) => session.montage(request),
    layout: async (turns, clear = false) => session.montage({ turns, clear, ...stripsAt(stripRise) }),
    strips: async (turns, pieces, rise, clear = false) => {
      const set = session.montage({ turns, clear, ...stripsAt(stripRise) });
      return pieces.map((at) => [
        { ...seen(rise, clear), box: toPage(set.pieces[at]!, { x: set.pieces[at]!.x, y: set.pieces[at]!.baseline - 16, width: 60, height: 16 }) },
      ]);
    },
    page: async (turns) => session.page(turns),
    quality: async (turns) => session.quality(turns),
    jpeg: async () => new Uint8Array(),
  });
  const surely: Seen = () => ({ text: '67890', confidence: 99 });
  const hardly: Seen = () => ({ text: '67890', confidence: 94 });
  const engine = () => {
    let asked = 0;
    const recogniser: Recogniser = {
      recognise: async (image) => {
        asked++;
        return session
          .montage()
          .pieces.map((piece) => [
            { text: '12345', confidence: 93, box: { x: piece.x, y: piece.baseline - 30, width: Math.min(piece.width, image.width), height: 30 } },
          ]);
      },
    };
    return { recogniser, asked: () => asked };
  };
  const picture = { bytes: new Uint8Array(), type: '' };
  const written = (lists: readonly (readonly { text: string }[])[]) => new Set(lists.flat().map((word) => word.text));
  const wordLists = (lines: readonly { words: { text: string }[] }[]) => lines.map(({ words }) => words);
  /** All of the page is in doubt, as an adviser says. */
  const doubtful: Adviser = {
    early: () => ({ invoiceNumber: null, totalGross: null }),
    doubts: () => [{ page: 1, box: { x: 0, y: 0, ...session.size } }],
  };

  it('read surely is not shown to the engine', async () => {
    const { recogniser, asked } = engine();
    const { page: read, notices } = await readPicture(picture, scanner(surely), recogniser);
    expect(written(wordLists(read.lines))).toEqual(new Set(['67890']));
    expect([asked(), read.engine, read.again, notices]).toEqual([0, undefined, undefined, []]);
  });

  it('read hardly is read by both, each apart, and all of it at three sizes and cleared', async () => {
    const { recogniser, asked } = engine();
    const { page: read } = await readPicture(
      picture,
      scanner((rise, clear) => ({ ...hardly(rise), text: clear ? 'cleared' : String(rise) })),
      recogniser,
    );
    expect(asked()).toBe(1);
    expect(written(wordLists(read.lines))).toEqual(new Set(['16']));
    expect(written(wordLists(read.engine!.lines))).toEqual(new Set(['12345']));
    expect(written(read.again!)).toEqual(new Set(['12345', '14', '19', 'cleared']));
    expect(written(read.engine!.again)).toEqual(new Set(['16', '14', '19', 'cleared']));
    expect(read.confidence).toBe(93);
  });

  it('in doubt is looked at otherwise; the engine is asked where the looks differ, and only there', async () => {
    const alike = engine();
    const { page: settled } = await readPicture(picture, scanner(surely), alike.recogniser, { adviser: doubtful });
    expect([alike.asked(), written(settled.again!)]).toEqual([0, new Set(['67890'])]);
    const differing = engine();
    const { page: open } = await readPicture(
      picture,
      scanner((rise) => ({ ...surely(rise), text: rise === 19 ? '67800' : '67890' })),
      differing.recogniser,
      { adviser: doubtful },
    );
    expect([differing.asked(), written(wordLists(open.engine!.lines))]).toEqual([1, new Set(['12345'])]);
  });

  it('believes two looks of three for words, and not for what must be exact', async () => {
    const misread: Seen = (rise) => ({ text: rise === stripRise ? 'Montuc' : 'Montluc', confidence: 99 });
    const words: Adviser = { ...doubtful, doubts: (pages) => doubtful.doubts(pages).map((zone) => ({ ...zone, words: true })) };
    const [name, code] = [engine(), engine()];
    const { page: read } = await readPicture(picture, scanner(misread), name.recogniser, { adviser: words });
    expect([name.asked(), written(wordLists(read.lines)), written(read.again!)]).toEqual([0, new Set(['Montluc']), new Set(['Montluc', 'Montuc'])]);
    await readPicture(picture, scanner(misread), code.recogniser, { adviser: doubtful });
    expect(code.asked()).toBe(1);
  });

  it('is read all the same where the engine does not start, and not where the strip reader cannot', async () => {
    const broken: Recogniser = { recognise: () => Promise.reject(new Fault('ocr-start')) };
    const { page: read } = await readPicture(picture, scanner(hardly), broken);
    expect([written(wordLists(read.lines)), read.engine]).toEqual([new Set(['67890']), undefined]);
    const untaught = { ...scanner(surely), strips: () => Promise.reject(new Fault('ocr-start')) };
    await expect(readPicture(picture, untaught, broken)).rejects.toMatchObject({ code: 'ocr-start' });
  });

  it('that is its page and reads well is not too far: nobody can come nearer to a scan', async () => {
    const small = (seen: Seen): Scanner => ({
      ...scanner(seen),
      quality: async () => ({ blur: 1, evenness: 1, textHeight: 12, warnings: ['too-far'] }),
    });
    const noticed = async (of: Scanner) => (await readPicture(picture, of, engine().recogniser)).notices;
    expect(await noticed(small(surely))).toEqual([]);
    expect(await noticed(small(() => ({ text: '67890', confidence: 90 })))).toContain('quality-too-far');
    const corners = [
      { x: 9, y: 9 },
      { x: 90, y: 9 },
      { x: 90, y: 90 },
      { x: 9, y: 90 },
    ] as const;
    const framed: Scanner = { ...small(surely), open: async (...asked) => ({ ...(await scanner(surely).open(...asked)), corners }) };
    expect(await noticed(framed)).toEqual(['quality-too-far']);
  });

  it('read poorly by whoever read it is told to be', async () => {
    const broken: Recogniser = { recognise: () => Promise.reject(new Fault('ocr-start')) };
    const { notices } = await readPicture(
      picture,
      scanner(() => ({ text: '67890', confidence: 91 })),
      broken,
    );
    expect(notices).toEqual(['low-quality']);
  });
});
