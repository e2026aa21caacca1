import type { Aligner } from './align.ts';
import { departmentOf } from './departments.ts';
import { meanings, typeWords } from './normalise.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { structureOf } from './read.ts';
import { nearWords } from './similarity.ts';

/** The words of the directory that one or two neighbouring words of the query may be. */
export interface Candidates {
  /** Tokens covered: first, and how many. */
  from: number;
  length: number;
  /** Word of the directory -> similarity 0 to 1. */
  words: Map<number, number>;
  /** Unfinished last word: words numbered from the first up to but without the second. */
  range: [number, number] | null;
}

export const prefixSimilarity = 0.93;
const fuzzyLimit = 60;

/** A similarity lowered for what exact text would have given. */
function put(words: Map<number, number>, word: number, similarity: number): void {
  if (word >= 0 && (words.get(word) ?? 0) < similarity) words.set(word, similarity);
}

function withMeanings(directory: Directory, words: Map<number, number>): void {
  for (const [word, similarity] of [...words])
    for (const meaning of directory.meanings.get(word) ?? []) put(words, meaning.word, similarity * meaning.worth);
}

/** For each word, and each pair of neighbours run together, what it may be. `fuzzy` adds misspelt and misread words. */
export function candidatesOf(directory: Directory, parsed: ParsedQuery, fuzzy: boolean, ocr: boolean): Candidates[] {
  const { vocabulary } = directory;
  const { tokens } = parsed;
  const result: Candidates[] = [];
  tokens.forEach((token, index) => {
    const words = new Map<number, number>();
    let range: [number, number] | null = null;
    put(words, vocabulary.find(token.word), 1);
    const last = index === tokens.length - 1;
    if (last && parsed.open) {
      const [low, high] = vocabulary.prefixRange(token.word);
      if (high > low) range = [low, high];
    }
    if (fuzzy && !token.link && !token.street && token.word.length > 2) {
      for (const near of nearWords(vocabulary, token.word, ocr, fuzzyLimit)) put(words, near.word, near.similarity * 0.99);
      // Two words run together ("saintvicturnien", "mairiede"): cut where both halves are words.
      if (words.size === 0 || Math.max(...words.values()) < 0.9) {
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
    result.push({ from: index, length: 1, words, range });
    for (let length = 2; length <= 4 && index + length <= tokens.length; length++) {
      const group = tokens.slice(index, index + length);
      if (group.some((one) => one.street || one.type)) break;
      const glued = group.map((one) => one.word).join('');
      if (glued.length < 4 || glued.length > 32) continue;
      const pair = new Map<number, number>();
      put(pair, vocabulary.find(glued), 0.97);
      if (fuzzy && length <= 3 && pair.size === 0 && glued.length >= 6)
        for (const near of nearWords(vocabulary, glued, ocr, 20)) put(pair, near.word, near.similarity * 0.96);
      if (pair.size > 0) result.push({ from: index, length, words: pair, range: null });
    }
  });
  // "la croix-du-": the beginning of a town's whole name, link words included.
  if (parsed.open && tokens.length > 1) {
    let first = 0;
    while (
      first < tokens.length - 1 &&
      (tokens[first]!.type || meansKind(tokens[first]!.word) || ['de', 'du', 'd', 'des'].includes(tokens[first]!.word))
    )
      first++;
    for (const from of tokens[first]!.link && first < tokens.length - 2 ? [first, first + 1] : [first]) {
      const text = tokens
        .slice(from)
        .map((token) => token.word)
        .join('');
      const [low, high] = vocabulary.prefixRange(text);
      if (tokens.length - from > 1 && text.length >= 4 && high > low)
        result.push({ from, length: tokens.length - from, words: new Map(), range: [low, high] });
    }
  }
  return result;
}

function meansKind(word: string): boolean {
  return (meanings[word] ?? []).some(([meaning]) => typeWords.has(meaning));
}

const townsKept = 90;
const documentsKept = 160;
const structuresKept = 500;
/** A word held by more documents than this chooses nobody: it only ranks. */
const commonWord = 12_000;

/** The documents worth comparing in full: those of the likeliest towns, those whose own words match, and their siblings. */
export function gather(directory: Directory, aligner: Aligner, parsed: ParsedQuery): Iterable<number> {
  const { townScore, townStamp, documentScore, documentStamp } = directory.scratch;
  const touchedTowns: number[] = [];
  const touchedDocuments: number[] = [];
  const kept = new Set<number>();
  let common = -1;

  const visit = (word: number, worth: number, stamp: number) => {
    for (let at = directory.wordTownsStart[word]!; at < directory.wordTownsStart[word + 1]!; at++) {
      const town = directory.wordTowns[at]!;
      if (townStamp[town] === stamp) continue;
      if (townScore[town] === 0) touchedTowns.push(town);
      townStamp[town] = stamp;
      townScore[town]! += worth;
    }
    const from = directory.wordDocumentsStart[word]!;
    const to = directory.wordDocumentsStart[word + 1]!;
    if (to - from > commonWord) {
      common = word;
      return;
    }
    for (let at = from; at < to; at++) {
      const document = directory.wordDocuments[at]!;
      if (documentStamp[document] === stamp) continue;
      if (documentScore[document] === 0) touchedDocuments.push(document);
      documentStamp[document] = stamp;
      documentScore[document]! += worth;
    }
  };

  let stamp = 0;
  for (const candidates of aligner.candidates) {
    const token = parsed.tokens[candidates.from]!;
    if (candidates.length === 1 && token.link) continue;
    stamp++;
    const weight = candidates.length === 1 ? 1 : candidates.length * 0.9;
    const list = [...candidates.words].map(([word, similarity]) => ({
      word,
      worth: (aligner.weightOf[word]! + 0.02) * similarity ** 3 * weight * (token.street ? 0.2 : 1),
    }));
    list.sort((a, b) => b.worth - a.worth);
    for (const { word, worth } of list) visit(word, worth, stamp);
    if (candidates.range) {
      let budget = 40_000;
      for (let word = candidates.range[0]; word < candidates.range[1] && budget > 0; word++) {
        budget -=
          directory.wordTownsStart[word + 1]! -
          directory.wordTownsStart[word]! +
          directory.wordDocumentsStart[word + 1]! -
          directory.wordDocumentsStart[word]! +
          1;
        visit(word, aligner.weightOf[word]! * 0.75, stamp);
      }
    }
  }

  // The postcode's own towns are always looked at.
  if (parsed.postcode > 0) {
    let low = 0;
    let high = directory.townsByPostcode.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (directory.townPostcodes[directory.townsByPostcode[middle]!]! < parsed.postcode) low = middle + 1;
      else high = middle;
    }
    for (; low < directory.townsByPostcode.length; low++) {
      const town = directory.townsByPostcode[low]!;
      if (directory.townPostcodes[town] !== parsed.postcode) break;
      if (townScore[town] === 0) touchedTowns.push(town);
      townScore[town]! += 0.6;
    }
  }
  const department = parsed.department || departmentOf(parsed.postcode);
  const townWorth = (town: number) =>
    townScore[town]! -
    0.03 * (directory.townWords.start[town + 1]! - directory.townWords.start[town]!) +
    0.004 * directory.townSizes[town]! +
    (department !== '' && departmentOf(directory.townPostcodes[town]!) === department ? 0.15 : 0);
  const documentTown = (document: number) => directory.town[structureOf(directory, document)]!;

  const worths = new Map<number, number>();
  for (const town of touchedTowns) worths.set(town, townWorth(town));
  touchedTowns.sort((a, b) => worths.get(b)! - worths.get(a)!);
  const documentWorths = new Map<number, number>();
  for (const document of touchedDocuments) documentWorths.set(document, documentScore[document]! + 0.8 * townScore[documentTown(document)]!);
  touchedDocuments.sort((a, b) => documentWorths.get(b)! - documentWorths.get(a)!);

  for (const document of touchedDocuments.slice(0, documentsKept)) kept.add(document);
  for (const town of touchedTowns.slice(0, townsKept)) {
    for (let at = directory.townStructuresStart[town]!; at < directory.townStructuresStart[town + 1]! && kept.size < structuresKept; at++)
      kept.add(directory.townStructures[at]!);
  }
  // Budgets and establishments of the same SIREN.
  for (const document of touchedDocuments.slice(0, 30)) {
    const parent = directory.parent[structureOf(directory, document)]!;
    for (let sibling = parent; sibling < directory.structures && sibling < parent + 30 && directory.parent[sibling] === parent; sibling++)
      kept.add(sibling);
  }
  // Nothing but a common word ("mairie"): the largest bodies that hold it.
  if (kept.size === 0 && common >= 0) {
    const list = directory.wordDocuments.slice(directory.wordDocumentsStart[common]!, directory.wordDocumentsStart[common + 1]!);
    const size = (document: number) => directory.sizes[structureOf(directory, document)]!;
    const inDepartment =
      department === '' ? list : list.filter((document) => departmentOf(directory.townPostcodes[documentTown(document)]!) === department);
    for (const document of [...inDepartment].sort((a, b) => size(b) - size(a)).slice(0, 60)) kept.add(document);
  }

  for (const town of touchedTowns) {
    townScore[town] = 0;
    townStamp[town] = 0;
  }
  for (const document of touchedDocuments) {
    documentScore[document] = 0;
    documentStamp[document] = 0;
  }
  return kept;
}
