import { namesKind } from './normalise.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { type Candidate, closeness, nearWords, weightedDistance } from './similarity.ts';
import { soundingLike } from './sounds.ts';
import { encodeWord } from './words.ts';

/** The words of the directory that one or two neighbouring words of the query may be. */
export interface Candidates {
  /** Tokens covered: first, and how many. */
  from: number;
  length: number;
  /** Word of the directory -> similarity 0 to 1. */
  words: Map<number, number>;
  /** Unfinished last word: words numbered from the first up to but without the second. */
  range: [number, number] | null;
  /** Letters typed of the unfinished word. */
  typed: number;
}

const fuzzyLimit = 60;
/** For a word that begins others: those are what is most likely meant. */
const begunLimit = 8;
/** The most a word that only sounds the same is worth: never enough to be sure of a town without its postcode (sure.ts). */
const soundsAlike = 0.915;
const nearKept = 200;

/** What joins a body to its town, one for another: "mairie de Aubiac" is "Commune d'Aubiac". */
const joins = ['de', 'd', 'du', 'des'];

/** A similarity lowered for what exact text would have given. */
function put(words: Map<number, number>, word: number, similarity: number): void {
  if (word >= 0 && (words.get(word) ?? 0) < similarity) words.set(word, similarity);
}

/** What was found for a word before: each keystroke asks again for all of them but the last, and the second look for every one. */
function remembered({ scratch }: Directory, key: string, find: () => Candidate[]): readonly Candidate[] {
  const { near: known } = scratch;
  let found = known.get(key);
  if (!found) {
    found = find();
    if (known.size >= nearKept) known.delete(known.keys().next().value!);
    known.set(key, found);
  }
  return found;
}

/** The nearest words, at most `limit`. */
function near(directory: Directory, word: string, ocr: boolean, limit: number): readonly Candidate[] {
  const found = remembered(directory, `${ocr ? 'o' : 't'} ${word}`, () => nearWords(directory.vocabulary, word, ocr, fuzzyLimit));
  return found.length > limit ? found.slice(0, limit) : found;
}

/** The words that sound the same, those spelt nearest first. */
function putSounding(directory: Directory, text: string, words: Map<number, number>): void {
  const { vocabulary } = directory;
  const alike = remembered(directory, `s ${text}`, () => {
    const letters = encodeWord(text);
    return soundingLike(vocabulary, text).map((word) => {
      const distance = weightedDistance(letters, vocabulary.codes, vocabulary.start[word]!, vocabulary.start[word + 1]!, 1000);
      return { word, similarity: Math.min(soundsAlike, 0.8 + 0.13 * closeness(distance, letters.length, vocabulary.lengthOf(word))) };
    });
  });
  for (const { word, similarity } of alike) put(words, word, similarity);
}

function withMeanings(directory: Directory, words: Map<number, number>): void {
  for (const [word, similarity] of [...words])
    for (const meaning of directory.meanings.get(word) ?? []) put(words, meaning.word, similarity * meaning.worth);
}

/** For which words others are looked for: those that the directory does not hold, or all. */
export type Reach = 'unknown' | 'all';

/** For each word, and each group of neighbours run together, what it may be: itself, its beginning, and misspelt or misread words as far as `reach`. */
export function candidatesOf(directory: Directory, parsed: ParsedQuery, reach: Reach, ocr: boolean): Candidates[] {
  const { vocabulary } = directory;
  const { tokens } = parsed;
  const result: Candidates[] = [];
  tokens.forEach((token, index) => {
    const words = new Map<number, number>();
    let range: [number, number] | null = null;
    const last = index === tokens.length - 1;
    // "grandchamp de": the last link is the town's, and the body's own ("commune de") does not answer it.
    const dangling = last && parsed.open && token.link && index > 0 && !tokens[index - 1]!.link && !namesKind(tokens[index - 1]!.word);
    if (!dangling) put(words, vocabulary.find(token.word), 1);
    if (last && parsed.open && !dangling) {
      const [low, high] = vocabulary.prefixRange(token.word);
      if (high > low) range = [low, high];
    }
    // "mairie", "commune" as they are written mean nothing else.
    const known = words.size > 0;
    const settled = known && (reach === 'unknown' || namesKind(token.word));
    if (!settled && !token.link && !token.street && token.word.length > 2) {
      for (const { word, similarity } of near(directory, token.word, ocr, range && reach === 'unknown' ? begunLimit : fuzzyLimit))
        put(words, word, similarity * 0.99);
      if (!ocr && !known) putSounding(directory, token.word, words);
      // Two words run together ("saintvicturnien", "mairiede"): cut where both halves are words.
      if (!known) {
        for (let cut = 2; cut <= token.word.length - 2; cut++) {
          const head = vocabulary.find(token.word.slice(0, cut));
          const tail = vocabulary.find(token.word.slice(cut));
          if (head < 0 || tail < 0) continue;
          put(words, head, cut >= 4 ? 0.8 : 0.3);
          put(words, tail, token.word.length - cut >= 4 ? 0.8 : 0.3);
        }
      }
    }
    withMeanings(directory, words);
    if (joins.includes(token.word) && !dangling) for (const join of joins) put(words, vocabulary.find(join), 0.97);
    result.push({ from: index, length: 1, words, range, typed: token.word.length });
  });
  tokens.forEach((_, index) => {
    for (let length = 2; length <= 4 && index + length <= tokens.length; length++) {
      const group = tokens.slice(index, index + length);
      if (group.some((one) => one.street || one.type)) break;
      const glued = group.map((one) => one.word).join('');
      if (glued.length < 4 || glued.length > 32) continue;
      const begun = reach === 'unknown' && index + length === tokens.length && result[tokens.length - 1]!.range !== null;
      const words = new Map<number, number>();
      put(words, vocabulary.find(glued), 0.97);
      // Typed words that the directory holds as they are were not cut in two.
      const cut = ocr || group.some((one) => !one.link && vocabulary.find(one.word) < 0);
      if (!begun && cut && length <= 3 && words.size === 0 && glued.length >= 6)
        for (const { word, similarity } of near(directory, glued, ocr, 20)) put(words, word, similarity * 0.96);
      if (cut && !ocr && words.size === 0) putSounding(directory, glued, words);
      if (words.size > 0) result.push({ from: index, length, words, range: null, typed: 0 });
    }
  });
  // "la croix-du-": the beginning of a town's whole name, link words included.
  if (parsed.open && tokens.length > 1) {
    let first = 0;
    while (first < tokens.length - 1 && (namesKind(tokens[first]!.word) || ['de', 'du', 'd', 'des'].includes(tokens[first]!.word))) first++;
    for (const from of tokens[first]!.link && first < tokens.length - 2 ? [first, first + 1] : [first]) {
      const text = tokens
        .slice(from)
        .map((token) => token.word)
        .join('');
      const [low, high] = vocabulary.prefixRange(text);
      if (tokens.length - from > 1 && text.length >= 4 && high > low)
        result.push({ from, length: tokens.length - from, words: new Map(), range: [low, high], typed: text.length });
    }
  }
  return result;
}
