import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soundOf } from '../../../lib/directory/sounds.ts';
import { encodeWord } from '../../../lib/directory/words.ts';
import { directory } from './fixture.ts';

const sound = (text: string) => {
  const letters = encodeWord(text);
  return soundOf(letters, 0, letters.length);
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
    expect([sound('ars'), sound('lot2')]).toEqual([0, 0]);
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{0,40}$/), (text) => Number.isInteger(sound(text)) && sound(text) >= 0));
  });

  it('stands in the order of the sounds for every word of a directory', () => {
    const { soundWords, soundKeys, vocabulary } = directory;
    expect(soundWords.length).toBe(vocabulary.size);
    expect([...soundKeys]).toEqual([...soundKeys].sort((a, b) => a - b));
    for (const [at, word] of soundWords.entries()) expect(sound(vocabulary.text(word))).toBe(soundKeys[at]);
  });
});
