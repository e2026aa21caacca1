import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pronounce, soundingLike } from '../../../lib/directory/sounds.ts';
import { encodeWord } from '../../../lib/directory/words.ts';
import { directory } from './fixture.ts';

const sound = (text: string) => {
  const letters = encodeWord(text);
  const sounds = new Uint8Array(letters.length);
  return [...sounds.subarray(0, pronounce(letters, 0, letters.length, sounds))].join(' ');
};

describe('how a word sounds', () => {
  it.each([
    ['puteaux', 'putox'],
    ['courcy', 'courci'],
    ['beaulieu', 'bolieu'],
    ['marthon', 'marton'],
    ['philippe', 'filipe'],
    ['aulnois', 'aulnoi'],
    ['champeix', 'champey'],
    ['quimper', 'kimper'],
    ['vincennes', 'vinsenne'],
  ])('%s as %s', (one, other) => {
    expect(sound(one)).toBe(sound(other));
  });

  it.each([
    ['routes', 'rouee'],
    ['paris', 'parme'],
    ['gien', 'guian'],
    ['cany', 'sany'],
  ])('%s not as %s', (one, other) => {
    expect(sound(one)).not.toBe(sound(other));
  });

  it('is nothing for short words and those with digits, and never fails', () => {
    expect([sound('ars'), sound('lot2')]).toEqual(['', '']);
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{0,40}$/), (text) => sound(text).length >= 0));
  });

  it('finds every word of a directory among those that sound like it', () => {
    const { vocabulary } = directory;
    let sounded = 0;
    for (let word = 0; word < vocabulary.size; word++) {
      const text = vocabulary.text(word);
      const alike = soundingLike(vocabulary, text);
      expect(alike.includes(word)).toBe(sound(text) !== '');
      for (const other of alike) expect(sound(vocabulary.text(other))).toBe(sound(text));
      if (alike.length > 0) sounded++;
    }
    expect(sounded).toBeGreaterThan(20);
  });
});
