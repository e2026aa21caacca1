import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Best } from '../../../lib/directory/best.ts';
import { closeness, editsAllowed, nearWords, weightedDistance } from '../../../lib/directory/similarity.ts';
import { VocabularyBuilder } from '../../../lib/directory/vocabulary.ts';
import { encodeWord } from '../../../lib/directory/words.ts';

/** Few letters, so that words share beginnings and differ by little. */
const word = fc.stringMatching(/^[abelnrs0]{1,14}$/);
const vocabularyOf = (words: readonly string[]) => {
  const builder = new VocabularyBuilder(4);
  for (const text of words) builder.addText(text);
  return builder.close();
};

/** Plain edits from one word to another. */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let at = 1; at <= other.length; at++)
      next[at] = Math.min(row[at]! + 1, next[at - 1]! + 1, row[at - 1]! + (one[line - 1] === other[at - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length]!;
}

describe('the words of a directory', () => {
  it('stand once each, in order, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), word, (words, prefix) => {
        const { vocabulary } = vocabularyOf(words);
        const texts = Array.from({ length: vocabulary.size }, (_, at) => vocabulary.text(at));
        // digits come after letters
        const key = (text: string) => text.replace(/\d/g, '~');
        expect(texts).toEqual([...new Set(words)].sort((a, b) => (key(a) < key(b) ? -1 : 1)));
        const [low, high] = vocabulary.prefixRange(prefix);
        expect(texts.slice(low, high)).toEqual(texts.filter((text) => text.startsWith(prefix)));
        for (const [at, text] of texts.entries()) expect(vocabulary.find(text)).toBe(at);
      }),
    );
  });

  it('are all weighed that could be near: none is refused by its letters that its edits would let through', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 20, maxLength: 80 }), word, fc.boolean(), (words, asked, ocr) => {
        const { vocabulary } = vocabularyOf(words);
        const allowed = editsAllowed(asked.length, ocr);
        const letters = encodeWord(asked);
        const expected = Array.from({ length: vocabulary.size }, (_, at) => at).filter((at) => {
          const other = vocabulary.text(at);
          // one plain edit more under fingers: a swap is two, and weighs less than one
          if (allowed === 0 || other.length < 2 || edits(asked, other) > allowed + (ocr ? 0 : 1)) return false;
          const distance = weightedDistance(letters, encodeWord(other), 0, other.length, 100 * allowed);
          return distance <= 100 * allowed && closeness(distance, asked.length, other.length) >= (ocr ? 0.52 : 0.6);
        });
        const found = nearWords(vocabulary, asked, ocr, 1000);
        // What changes more than twice as many letters as edits are allowed is passed over on purpose.
        const many = expected.filter((at) => !found.some((one) => one.word === at));
        for (const at of many) expect(edits(asked, vocabulary.text(at))).toBeGreaterThan(allowed);
        for (const { word: at } of found) expect(expected).toContain(at);
      }),
    );
  });
});

describe('the best of many', () => {
  it('are the first of them all in order, and the floor is the last kept', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (worths, size) => {
        const best = new Best(size);
        for (const [item, worth] of worths.entries()) best.offer(item, worth);
        const expected = [...worths.keys()].sort((a, b) => worths[b]! - worths[a]! || a - b).slice(0, size);
        expect(best.floor).toBe(expected.length < size ? Number.NEGATIVE_INFINITY : worths[expected.at(-1)!]);
        const taken = best.take();
        expect([...taken.items]).toEqual(expected);
        expect([...taken.worths]).toEqual(expected.map((item) => worths[item]));
        expect(best.take().items.length).toBe(0);
      }),
    );
  });
});
