import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../lib/invoice/fault.ts';
import type { TextLine, Word } from '../../../lib/reading/document.ts';
import { readPicture } from '../../../lib/reading/picture.ts';
import type { Recogniser } from '../../../lib/reading/recogniser.ts';
import type { Scanner } from '../../../lib/reading/scanner.ts';
import { secondAlphabet } from '../../../lib/reading/second/alphabet.ts';
import { type Letter, lettersOf } from '../../../lib/reading/second/ctc.ts';
import { withSecond, worthSecond } from '../../../lib/reading/second/merge.ts';
import { type LineReader, readSecond, stripHeight, stripOf, stripRise, wordsOf } from '../../../lib/reading/second/reader.ts';
import { ScanSession } from '../../../lib/scan/index.ts';
import { printedPage } from '../scan/synthetic.ts';

const letters = ['a', 'b', 'c'];

/** One column for each number: the likeliest class of it, 0 for nothing. */
function answer(classes: readonly number[], sure: (at: number) => number = () => 0.9): Float32Array {
  const out = new Float32Array(classes.length * (letters.length + 1)).fill(0.01);
  for (const [at, one] of classes.entries()) out[at * (letters.length + 1) + one] = sure(at);
  return out;
}
const text = (found: readonly Letter[]) => found.map((one) => one.text).join('');

describe('letters of the columns (CTC)', () => {
  it.each([
    [[1, 1, 1], 'a'],
    [[1, 0, 1], 'aa'],
    [[0, 0, 0], ''],
    [[1, 2, 2, 0, 3, 3, 0, 0, 3], 'abcc'],
    [[], ''],
  ])('%j reads « %s »', (columns, read) => expect(text(lettersOf(answer(columns), columns.length, letters))).toBe(read));

  it('a letter stands in the middle of its columns, as sure as the surest of them', () => {
    const [only] = lettersOf(
      answer([0, 2, 2, 2, 0], (at) => (at === 3 ? 0.95 : 0.6)),
      5,
      letters,
    );
    expect(only?.text).toBe('b');
    expect(only?.at).toBeCloseTo(0.5);
    expect(only?.confidence).toBeCloseTo(0.95);
  });

  it('nothing between letters changes nothing but where they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (word, blanks) => {
        const columns = word.flatMap((one) => [...Array.from({ length: blanks }, () => 0), one]);
        expect(text(lettersOf(answer(columns), columns.length, letters))).toBe(word.map((one) => letters[one - 1]).join(''));
      }),
    );
  });

  it('knows every figure, once', () => {
    expect(new Set(secondAlphabet).size).toBe(secondAlphabet.length);
    for (const one of '0123456789,.€'.replace('€', '')) expect(secondAlphabet).toContain(one);
  });
});

const { page } = printedPage(1600, 2100, { lines: 10 });
const session = new ScanSession(page, { search: false });
const montage = session.montage({ rise: stripRise, contrast: 'gentle' });

describe('strips and words', () => {
  it('a strip holds the ink of its piece and nothing of its neighbours', () => {
    for (const piece of montage.pieces) {
      const strip = stripOf(montage, piece);
      expect([strip.height, strip.width % 8]).toEqual([stripHeight, 0]);
      const rows = Array.from({ length: stripHeight }, (_, y) =>
        strip.data.subarray(y * strip.width, (y + 1) * strip.width).some((value) => value < 128),
      );
      // capitals alone are printed: nothing above them, nothing below the line
      expect(rows.slice(12, 30).every(Boolean)).toBe(true);
      expect([...rows.slice(0, 5), ...rows.slice(40)].some(Boolean)).toBe(false);
    }
  });

  it('letters far apart are two words, said or not, and each stands where it was printed', () => {
    const piece = montage.pieces[0]!;
    const at = (places: readonly number[], texts: string) =>
      [...texts].map((one, index): Letter => ({ text: one, at: places[index]!, confidence: 0.9 }));
    const words = wordsOf(at([0.1, 0.15, 0.2, 0.4, 0.45, 0.5, 0.55], 'TVA20 %'), piece, 400);
    expect(words.map((word) => word.text)).toEqual(['TVA', '20', '%']);
    expect(words[0]!.confidence).toBeCloseTo(90);
    const { segment } = piece;
    for (const { box } of words) expect(box.x >= segment.left - 20 && box.x + box.width <= segment.right + 20).toBe(true);
    expect(words[1]!.box.x).toBeGreaterThan(words[0]!.box.x + words[0]!.box.width);
  });

  it('stops when asked', async () => {
    const abort = new AbortController();
    let read = 0;
    const reader: LineReader = {
      async read() {
        read++;
        abort.abort();
        return [];
      },
    };
    const scanner = { montage: async () => montage };
    await expect(readSecond(reader, scanner, (pieces) => pieces, { turns: 0, signal: abort.signal })).rejects.toThrow();
    expect(read).toBe(1);
  });
});

const word = (written: string, x: number, y: number, confidence: number): Word => ({
  text: written,
  confidence,
  box: { x, y, width: written.length * 12, height: 20 },
});
const line = (...words: Word[]): TextLine => ({
  words,
  box: { x: words[0]!.box.x, y: words[0]!.box.y, width: words.at(-1)!.box.x + words.at(-1)!.box.width - words[0]!.box.x, height: 20 },
});
const written = (lines: readonly TextLine[]) => lines.map((one) => one.words.map((each) => each.text).join(' ')).sort();

describe('two readers of one page', () => {
  it('figures that read poorly give way to surer ones, and stay beside', () => {
    const { lines, beside } = withSecond([line(word('2298105', 10, 100, 40))], [[word('2299105', 10, 100, 95)]]);
    expect(written(lines)).toEqual(['2299105']);
    expect(beside.flat().map((one) => one.text)).toEqual(['2298105']);
  });

  it('figures that read well stay, and the other reading stands beside', () => {
    const { lines, beside } = withSecond([line(word('2298105', 10, 100, 93))], [[word('2299105', 10, 100, 99)]]);
    expect(written(lines)).toEqual(['2298105']);
    expect(beside.flat().map((one) => one.text)).toEqual(['2299105']);
  });

  it('a name never changes, however sure the second reader is of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-zéèçâ]{3,14}$/), fc.float({ min: 0, max: 100, noNaN: true }), (name, confidence) => {
        const { lines } = withSecond([line(word(name, 10, 100, confidence))], [[word('Francois', 10, 100, 99)]]);
        expect(written(lines)).toEqual([name]);
      }),
    );
  });

  it('what only the second saw becomes a line of the page, unless it is not sure of it', () => {
    const first = [line(word('Total', 10, 100, 90))];
    expect(written(withSecond(first, [[word('S6801249', 300, 400, 90)]]).lines)).toEqual(['S6801249', 'Total']);
    const doubted = withSecond(first, [[word('S68O1249', 300, 400, 50)]]);
    expect(written(doubted.lines)).toEqual(['Total']);
    expect(doubted.beside).toHaveLength(1);
  });

  it('is asked about what is unread, unclear or has figures, the worst first', () => {
    const [first, second, third] = montage.pieces;
    const over = (piece: typeof first, said: string, confidence: number): TextLine => {
      const { segment } = piece!;
      const width = segment.right - segment.left;
      return line({ text: said, confidence, box: { x: segment.left, y: segment.baseline.a - segment.rise, width, height: segment.rise } });
    };
    const lines = [over(first, 'Boulangerie', 95), over(second, '12,50', 95), over(third, 'B0ulqn', 30)];
    const asked = worthSecond([first!, second!, third!], lines);
    expect(asked).toEqual([third, second]);
    expect(worthSecond([first!], [])).toEqual([first]);
    // what is sure already is left alone
    expect(worthSecond([first!, third!], lines, [lines[2]!.box])).toEqual([]);
  });
});

describe('a hard picture', () => {
  const scanner: Scanner = {
    open: async () => ({ corners: null, picture: { width: page.width, height: page.height }, page: session.size }),
    montage: async (request) => session.montage(request),
    page: async (turns) => session.page(turns),
    quality: async (turns) => session.quality(turns),
    jpeg: async () => new Uint8Array(),
  };
  /** Every piece read as one word of that confidence. */
  const readAs = (confidence: number): Recogniser => ({
    recognise: async (image, mode) => {
      if (mode === 'page') return [];
      return session
        .montage()
        .pieces.map((piece) => [
          { text: '12345', confidence, box: { x: piece.x, y: piece.baseline - 30, width: Math.min(piece.width, image.width), height: 30 } },
        ]);
    },
  });
  const picture = { bytes: new Uint8Array(), type: '' };
  const sevens: LineReader = { read: async () => [...'67890'].map((one, at) => ({ text: one, at: 0.1 + at * 0.1, confidence: 0.97 })) };

  it('is read by both; one that reads well never asks for the second', async () => {
    let asked = 0;
    const second = async () => {
      asked++;
      return sevens;
    };
    const well = await readPicture(picture, scanner, readAs(96), { second });
    expect([asked, well.page.second]).toEqual([0, undefined]);
    let rested = 0;
    const frugal: Recogniser = {
      ...readAs(60),
      rest: async () => {
        rested++;
      },
    };
    const hard = await readPicture(picture, scanner, frugal, { second });
    // the first gives its memory back before the second takes its own
    expect([asked, rested]).toEqual([1, 1]);
    expect(hard.page.lines.flatMap((one) => one.words).every((each) => each.text === '12345')).toBe(true);
    expect(hard.page.second?.lines.flatMap((one) => one.words).every((each) => each.text === '67890')).toBe(true);
    expect(hard.notices).not.toContain('second-reader');
  });

  it('says that a second reader would help where there is none yet, and says nothing where there can be none', async () => {
    expect((await readPicture(picture, scanner, readAs(60), { second: async () => null })).notices).toContain('second-reader');
    expect((await readPicture(picture, scanner, readAs(60))).notices).not.toContain('second-reader');
  });

  it('is read all the same when the second reader fails, and not when the user stopped it', async () => {
    const failing = (code: 'ocr-failed' | 'aborted'): LineReader => ({ read: () => Promise.reject(new Fault(code)) });
    const { page: read } = await readPicture(picture, scanner, readAs(60), { second: async () => failing('ocr-failed') });
    expect(read.lines.length).toBeGreaterThan(0);
    await expect(readPicture(picture, scanner, readAs(60), { second: async () => failing('aborted') })).rejects.toMatchObject({ code: 'aborted' });
  });
});
