import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultCodes } from '../../../lib/invoice/fault.ts';
import { speech } from '../../../lib/ui/words/en/english.ts';
import { faults as english } from '../../../lib/ui/words/en/faults.ts';
import { sentences } from '../../../lib/ui/words/en/sentences.ts';
import { faults } from '../../../lib/ui/words/fr/faults.ts';
import { frenchFiles, textsOf } from './words.ts';

const french = (await frenchFiles()).flatMap(({ name, lists }) => [...textsOf(lists, name)]);
const foreign = [
  ...Object.entries(speech.files).flatMap(([name, lists]) => [...textsOf(lists, name)]),
  ...Object.values(sentences).map((text) => ({ path: 'sentences', text })),
];

/** Words a sentence may have: beyond, a reader of twelve loses its beginning. */
const MOST_WORDS = 25;

/** Sentences of a text: what is between brackets is read as a breath of its own. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/\([^)]*\)/g, '')
    .split(/[.?!…]+(?=[\s»]|$)|\n+/)
    .map((sentence) => sentence.trim());
}
const wordsIn = (sentence: string) => sentence.split(/[\s’]+/).filter((word) => /\p{L}|\d/u.test(word)).length;

describe('plain words', () => {
  it.each([
    ['French', french],
    ['English', foreign],
  ] as const)('%s sentences are short', (_, texts) => {
    const long = texts.flatMap(({ path, text }) =>
      sentencesOf(text).flatMap((sentence) => (wordsIn(sentence) > MOST_WORDS ? [`${path} (${wordsIn(sentence)}): ${sentence}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it('French signs stand apart by a space that does not break', () => {
    const wrong = french.filter(({ text }) => / [:;!?»%€]|« |[^\s\u00a0\u202f(/][;!?»](?=\s|$)|«[^\s\u00a0\u202f]/u.test(text));
    expect(wrong, 'npm run format:words').toEqual([]);
  });

  it('English has no space there, and no straight apostrophe either language', () => {
    expect(foreign.filter(({ text }) => /[\p{L}”] [:;!?](\s|$)/u.test(text.replace(/«.*?»/g, '“”')))).toEqual([]);
    expect([...french, ...foreign].filter(({ text }) => /\p{L}'\p{L}/u.test(text))).toEqual([]);
  });
});

describe('the glossary', () => {
  const rows = readFileSync(new URL('../../../lib/ui/words/GLOSSARY.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.includes('| English |'))
    .map((line) => line.split('|').slice(1, -1));
  const listed = (column: number) =>
    rows
      .flatMap((row) => (row[column] ?? '').split(','))
      .map((word) => word.trim().toLowerCase())
      .filter(Boolean);

  it('names each thing in both languages', () => {
    expect(rows.length).toBeGreaterThan(30);
    for (const [fr = '', en = ''] of rows) expect(fr.trim() && en.trim(), fr).toBeTruthy();
  });

  it.each([
    ['French', french, 3],
    ['English', foreign, 4],
  ] as const)('%s calls nothing by a name it rejects', (_, texts, column) => {
    const rejected = listed(column);
    const quoted = (text: string) =>
      text
        .toLowerCase()
        .replace(/[\u00a0\u202f]/g, ' ')
        .replace(/«.*?»/g, '');
    const wrong = texts.flatMap(({ path, text }) =>
      rejected.filter((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(quoted(text))).map((word) => `${path}: ${word}: ${text}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
});

describe.each([
  ['French', faults],
  ['English', english.faults],
] as const)('every fault in %s', (_, words) => {
  it('says what happened, what is safe and what to do next', () => {
    expect(Object.keys(words).sort()).toEqual([...faultCodes].sort());
    for (const [code, { what, safe, next }] of Object.entries(words))
      for (const sentence of [what, safe, next]) expect(sentence, code).toMatch(/^\p{Lu}.{4,}[.]$/u);
  });
});
