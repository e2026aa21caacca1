import { afterEach, describe, expect, it, vi } from 'vitest';
import { askFor, hasWished, wish } from '../../../lib/ui/language.ts';
import type * as Dictionary from '../../../lib/ui/words/dictionary.ts';

/** A dictionary of its own: once a language is spoken there is no way back, and the other tests read French. */
const fresh = (name: string) => import(/* @vite-ignore */ `../../../lib/ui/words/dictionary.ts?${name}`) as Promise<typeof Dictionary>;

const speech = {
  locale: 'en-GB',
  files: { one: { list: { hello: 'Hello', many: (count: number) => `${count} loaves`, inside: { deep: 'Deep' }, steps: ['First', 'Second'] } } },
  said: (french: string) => (french === 'Bonjour' ? 'Hello' : french),
};
const french = () => ({ hello: 'Bonjour', many: (count: number) => `${count} pains`, inside: { deep: 'Profond' }, steps: ['Un', 'Deux', 'Trois'] });

describe('the dictionary', () => {
  it('writes another language into the lists that are there, and into those that come later', async () => {
    for (const late of [false, true]) {
      const { words, speak, said, locale } = await fresh(`late-${late}`);
      const list = french();
      const { inside } = list;
      if (!late) words('one', { list });
      speak(speech);
      if (late) words('one', { list });
      expect([list.hello, list.many(3), list.steps]).toEqual(['Hello', '3 loaves', ['First', 'Second']]);
      expect(inside.deep, 'a list inside stays itself').toBe('Deep');
      expect([locale(), said('Bonjour'), said('Inconnu')]).toEqual(['en-GB', 'Hello', 'Inconnu']);
    }
  });

  it('leaves French alone, and gives its signs their spaces', async () => {
    const { words, said, locale } = await fresh('french');
    const list = french();
    words('one', { list });
    expect(list.hello).toBe('Bonjour');
    expect(locale()).toBe('fr');
    expect(said('Le taux : « 20 % » ?')).toBe('Le taux\u00a0: «\u00a020\u00a0%\u00a0»\u00a0?');
  });
});

describe('what the user asked for', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const reload = vi.fn();
  const open = (languages: readonly string[], given: object = storage) => {
    vi.stubGlobal('localStorage', given);
    vi.stubGlobal('navigator', { languages });
    vi.stubGlobal('location', { reload });
  };
  afterEach(() => {
    vi.unstubAllGlobals();
    kept.clear();
    reload.mockClear();
  });

  it('is French until he chooses, in any browser', () => {
    open(['en-US']);
    expect([wish(), hasWished()]).toEqual(['fr', false]);
    kept.set('coursier-langue', 'klingon');
    expect(wish()).toBe('fr');
  });

  it('is kept, and the page is loaded anew only where its language changes', () => {
    open(['fr-CA', 'en']);
    askFor('auto');
    expect([wish(), reload.mock.calls.length]).toEqual(['auto', 0]);
    askFor('en');
    expect([wish(), reload.mock.calls.length]).toEqual(['en', 1]);
    open(['de', 'en']);
    askFor('auto');
    expect([wish(), reload.mock.calls.length], 'this browser reads no French').toEqual(['auto', 1]);
    askFor('fr');
    expect([wish(), reload.mock.calls.length]).toEqual(['fr', 2]);
  });

  it('is French where the browser forbids to keep anything', () => {
    const forbidden = () => {
      throw new DOMException('no', 'SecurityError');
    };
    open(['en'], { getItem: forbidden, setItem: forbidden });
    expect(wish()).toBe('fr');
    askFor('en');
    expect(reload).not.toHaveBeenCalled();
  });
});
