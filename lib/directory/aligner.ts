import type { Candidates } from './candidates.ts';
import { linkWeight, namesKind } from './normalise.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery, Token } from './query.ts';
import { encodeWord } from './words.ts';

/** What is the same for all documents of one search. */
export interface Aligner {
  candidates: Candidates[];
  /** What each word of the query is worth, and all of them. */
  weights: Float64Array;
  total: number;
  /** The query names a kind of body. */
  hasType: boolean;
  /** Links of the chains that start in `scratch.wordHead`: candidate, similarity, next (-1 at the end). */
  chainCandidate: number[];
  chainSimilarity: number[];
  chainNext: number[];
  /** Candidates that are the beginning of a word. */
  ranges: number[];
  /** Letters of each word of the query. */
  letters: Uint8Array[];
  /** Links that say something even before the first significant word. */
  telling: boolean[];
}

/** Words that join two things: a name that has none of them is not what the text says. */
const joiners = new Set(['et', 'pour', 'par', 'dans', 'sous']);

/** True for the article of a town, "mairie de LE mesnil": between the kind of body and a name. */
function opensTown(tokens: readonly Token[], index: number): boolean {
  if (!['le', 'la', 'les', 'l'].includes(tokens[index]!.word)) return false;
  const before = tokens.slice(0, index).findLast((token) => !['de', 'du', 'd', 'des'].includes(token.word));
  const after = tokens[index + 1];
  return before !== undefined && namesKind(before.word) && after !== undefined && !after.link && !namesKind(after.word);
}

/** `release` must be called before the next one is made. */
export function alignerOf(directory: Directory, parsed: ParsedQuery, candidates: Candidates[]): Aligner {
  const { tokens } = parsed;
  const { wordWeights } = directory;
  const weights = new Float64Array(tokens.length);
  let total = 0;
  let hasType = false;
  tokens.forEach((token, index) => {
    const own = candidates.find((one) => one.from === index && one.length === 1)!;
    let best = 0;
    let weight = token.word.length <= 2 ? 0.3 : 0.7;
    for (const [word, similarity] of own.words) {
      if (similarity > 0.8 && directory.wordClasses[word] === 1) hasType = true;
      if (similarity > best) {
        best = similarity;
        weight = similarity > 0.75 ? wordWeights[word]! : Math.max(0.4, wordWeights[word]!);
        // "mairie" is worth what it stands for.
        if (directory.meanings.has(word)) weight = Math.min(weight, 0.3);
      }
    }
    if (own.range && best < 1) weight = 0.5;
    if (token.link) weight = linkWeight;
    if (token.street) weight *= 0.08;
    weights[index] = weight;
    total += weight;
  });
  const { wordHead } = directory.scratch;
  const chainCandidate: number[] = [];
  const chainSimilarity: number[] = [];
  const chainNext: number[] = [];
  const ranges: number[] = [];
  candidates.forEach((one, candidate) => {
    if (one.range) ranges.push(candidate);
    for (const [word, similarity] of one.words) {
      chainNext.push(wordHead[word]!);
      wordHead[word] = chainCandidate.length;
      chainCandidate.push(candidate);
      chainSimilarity.push(similarity);
    }
  });
  return {
    candidates,
    weights,
    total,
    hasType,
    chainCandidate,
    chainSimilarity,
    chainNext,
    ranges,
    letters: tokens.map((token) => encodeWord(token.word)),
    telling: tokens.map((token, index) => joiners.has(token.word) || opensTown(tokens, index)),
  };
}

/** Empties the chains. */
export function release(directory: Directory, aligner: Aligner): void {
  for (const { words } of aligner.candidates) for (const word of words.keys()) directory.scratch.wordHead[word] = -1;
}
