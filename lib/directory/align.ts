import type { Candidates } from './candidates.ts';
import { prefixSimilarity } from './candidates.ts';
import { departmentOf } from './departments.ts';
import { linkWeight } from './normalise.ts';
import { type Directory, signs } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { parentOf, structureOf } from './read.ts';

const { nameEnd, bareTownSign, parentSign, firstPiece, flagBits } = signs;

/** How well one document answers the query. */
export interface TokenMatch {
  /** 0 to about 1.2. */
  score: number;
  /** Share of the query's weight that was found, 0 to 1. */
  query: number;
  /** Share of the name's weight that was asked for, 0 to 1. */
  name: number;
  /** The town was named whole. */
  town: number;
  /** Significant words of the name that matched. */
  nameWords: number;
  townOnly: boolean;
  postcode: boolean;
  department: boolean;
  /** The query gives a postcode or department that is not this one's. */
  elsewhere: boolean;
  /** Kind of body: named and the same (1), not named (0), named and another (-1). */
  kind: number;
  /** Lowest similarity among the significant words matched. */
  weakest: number;
  /** Significant words of the query found nowhere in the document. */
  unmatched: number;
  /** Link words after the first significant one that the name does not have ("le poujol sur …"). */
  loose: number;
  doubtful: boolean;
}

/** What is the same for all documents of one search. */
export interface Aligner {
  candidates: Candidates[];
  weights: Float64Array;
  total: number;
  hasType: boolean;
  weightOf: Float32Array;
  /** Word of the directory -> the candidates that it satisfies. */
  byWord: Map<number, { candidate: number; similarity: number }[]>;
  /** Candidates that are the beginning of a word. */
  ranges: number[];
}

export function alignerOf(directory: Directory, parsed: ParsedQuery, candidates: Candidates[]): Aligner {
  const weightOf = directory.wordWeights;
  const weights = new Float64Array(parsed.tokens.length);
  let total = 0;
  let hasType = false;
  parsed.tokens.forEach((token, index) => {
    const own = candidates.find((one) => one.from === index && one.length === 1)!;
    let best = 0;
    let weight = token.word.length <= 2 ? 0.3 : 0.7;
    for (const [word, similarity] of own.words) {
      if (similarity > 0.8 && directory.wordClasses[word] === 1) hasType = true;
      if (similarity > best) {
        best = similarity;
        weight = similarity > 0.75 ? weightOf[word]! : Math.max(0.4, weightOf[word]!);
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
  const byWord = new Map<number, { candidate: number; similarity: number }[]>();
  const ranges: number[] = [];
  candidates.forEach((one, candidate) => {
    if (one.range) ranges.push(candidate);
    for (const [word, similarity] of one.words) {
      const list = byWord.get(word);
      if (list) list.push({ candidate, similarity });
      else byWord.set(word, [{ candidate, similarity }]);
    }
  });
  return { candidates, weights, total, hasType, weightOf, byWord, ranges };
}

const documentWords: { word: number; weight: number; hard: boolean; town: boolean; matched: number }[] = [];

let spelt = 0;
let townInName = false;

function push(directory: Directory, word: number, hard: boolean, town: boolean): void {
  if (spelt === documentWords.length) documentWords.push({ word: 0, weight: 0, hard: false, town: false, matched: 0 });
  const slot = documentWords[spelt++]!;
  slot.word = word;
  slot.hard = hard;
  slot.town = town;
  slot.weight = directory.wordWeights[word]!;
  slot.matched = 0;
}

/** Appends the words of one document's pieces to `documentWords`; module variables rather than closures, for speed. */
function readName(directory: Directory, document: number, place: number, depth: number): void {
  const { pieceWords, pieceSoft, townWords, nameBytes } = directory;
  let position = directory.nameOffset[document]!;
  for (;;) {
    let piece = 0;
    let factor = 1;
    for (;;) {
      const byte = nameBytes[position++]!;
      piece += (byte & 127) * factor;
      if (byte < 128) break;
      factor *= 128;
    }
    if (piece === nameEnd) return;
    if (piece >= firstPiece) {
      const own = piece - firstPiece;
      for (let at = pieceWords.start[own]!; at < pieceWords.start[own + 1]!; at++) push(directory, pieceWords.values[at]!, true, false);
      for (let at = pieceSoft.start[own]!; at < pieceSoft.start[own + 1]!; at++) push(directory, pieceSoft.values[at]!, false, false);
    } else if (piece === parentSign) {
      if (depth < 3) readName(directory, parentOf(directory, document), place, depth + 1);
    } else {
      townInName = true;
      const skipped = piece === bareTownSign && directory.townArticles[place] === 1 ? 1 : 0;
      for (let at = townWords.start[place]! + skipped; at < townWords.start[place + 1]!; at++) push(directory, townWords.values[at]!, true, true);
    }
  }
}

/** The words of a document's name, its town's after them; gives how many. */
function spell(directory: Directory, document: number, place: number): number {
  spelt = 0;
  townInName = false;
  readName(directory, document, place, 0);
  const { townWords } = directory;
  if (!townInName) for (let at = townWords.start[place]!; at < townWords.start[place + 1]!; at++) push(directory, townWords.values[at]!, false, true);
  return spelt;
}

/** Digits that differ between two postcodes. */
function differing(a: number, b: number): number {
  let count = 0;
  let left = a;
  let right = b;
  for (let digit = 0; digit < 5; digit++) {
    if (left % 10 !== right % 10) count++;
    left = Math.floor(left / 10);
    right = Math.floor(right / 10);
  }
  return count;
}

/** A sigle made of the name's initials ("CNC"), or a word cut to its bones ("pce" for "Provence"): 0 when neither. */
function shortForm(directory: Directory, text: string, count: number): number {
  let initials = '';
  let best = 0;
  for (let index = 0; index < count; index++) {
    const slot = documentWords[index]!;
    const word = directory.vocabulary.words[slot.word]!;
    if (slot.hard && directory.wordClasses[slot.word] !== 2) initials += word[0];
    if (slot.weight < 0.1 || word.length < text.length + 2 || word[0] !== text[0] || word.at(-1) !== text.at(-1)) continue;
    let at = 0;
    for (const letter of word) if (letter === text[at]) at++;
    if (at === text.length) {
      best = 0.7;
      if (slot.matched < 0.7) slot.matched = 0.7;
    }
  }
  return initials.length > 2 && initials.startsWith(text) ? 0.85 : best;
}

/** Words that join two things: a name that has none of them is not what the text says. */
const joiners = new Set(['et', 'pour', 'par', 'dans', 'sous']);

const nothing: { candidate: number; similarity: number }[] = [];
let candidateBest = new Float64Array(64);
const tokenBest = new Float64Array(64);

export function align(directory: Directory, aligner: Aligner, parsed: ParsedQuery, document: number): TokenMatch {
  const structure = structureOf(directory, document);
  const place = directory.town[structure]!;
  const count = spell(directory, document, place);
  const tokens = parsed.tokens;
  const size = Math.min(tokens.length, 64);
  tokenBest.fill(0, 0, size);
  const glued = directory.townGlued[place]!;
  const bare = directory.townBare[place]!;
  let townWhole = 0;
  let kind = 0;
  const { candidates, byWord, ranges } = aligner;
  if (candidateBest.length < candidates.length) candidateBest = new Float64Array(candidates.length * 2);
  candidateBest.fill(0, 0, candidates.length);
  for (let index = 0; index < count; index++) {
    const slot = documentWords[index]!;
    for (const { candidate, similarity } of byWord.get(slot.word) ?? nothing) {
      if (similarity > slot.matched) slot.matched = similarity;
      if (similarity > candidateBest[candidate]!) candidateBest[candidate] = similarity;
    }
    for (const candidate of ranges) {
      const [low, high] = candidates[candidate]!.range!;
      if (slot.word < low || slot.word >= high) continue;
      if (slot.matched < prefixSimilarity) slot.matched = prefixSimilarity;
      if (candidateBest[candidate]! < prefixSimilarity) candidateBest[candidate] = prefixSimilarity;
    }
  }
  // The town run together, or its beginning while it is being typed.
  let whole = 0;
  for (const word of [glued, bare]) {
    if (word < 0) continue;
    for (const { candidate, similarity } of byWord.get(word) ?? nothing) {
      if (similarity > candidateBest[candidate]!) candidateBest[candidate] = similarity;
      if (similarity > whole) whole = similarity;
      if (similarity > townWhole && !tokens[candidates[candidate]!.from]!.street) townWhole = similarity;
    }
    for (const candidate of ranges) {
      const one = candidates[candidate]!;
      if (one.length === 1 || word < one.range![0] || word >= one.range![1]) continue;
      if (candidateBest[candidate]! < prefixSimilarity) candidateBest[candidate] = prefixSimilarity;
      whole = Math.max(whole, prefixSimilarity);
      townWhole = Math.max(townWhole, prefixSimilarity);
    }
  }
  if (whole > 0) {
    for (let index = 0; index < count; index++) {
      const slot = documentWords[index]!;
      if (slot.town && whole > slot.matched) slot.matched = whole;
    }
  }
  for (let candidate = 0; candidate < candidates.length; candidate++) {
    const best = candidateBest[candidate]!;
    if (best === 0) continue;
    const { from, length, range } = candidates[candidate]!;
    for (let index = from; index < Math.min(size, from + length); index++) {
      // "et jardin" is near "jardin", but says "et" all the same.
      if (length > 1 && range === null && best < 0.95 && tokens[index]!.link) continue;
      if (best > tokenBest[index]!) tokenBest[index] = best;
    }
  }

  const code = directory.townPostcodes[place]!;
  const department = departmentOf(code);
  let found = 0;
  let weakest = 1;
  let unmatched = 0;
  let loose = 0;
  let begun = false;
  for (let index = 0; index < size; index++) {
    const token = tokens[index]!;
    let best = tokenBest[index]!;
    if (best === 0 && !token.link && token.word.length >= 3 && token.word.length <= 6) best = shortForm(directory, token.word, count);
    if (token.department !== '' && token.department === department && best < 0.9) best = 0.9;
    found += aligner.weights[index]! * best;
    if (token.street) continue;
    if (token.link) {
      if (best === 0 && (begun ? token.word !== 'cedex' : joiners.has(token.word))) loose++;
      continue;
    }
    if (!token.type && aligner.weights[index]! > 0.3) begun = true;
    if (best === 0) unmatched++;
    else if (best < weakest) weakest = best;
  }
  const query = aligner.total > 0 ? found / aligner.total : 0;

  let nameWeight = 0;
  let nameFound = 0;
  let nameWords = 0;
  let townWeight = 0;
  let townFound = 0;
  let ownMatched = false;
  for (let index = 0; index < count; index++) {
    const slot = documentWords[index]!;
    const type = slot.hard && !slot.town && directory.wordClasses[slot.word] === 1;
    if (type && aligner.hasType) kind = Math.max(kind, slot.matched > 0.8 ? 2 : 1);
    if (slot.town) {
      townWeight += slot.weight;
      townFound += slot.weight * slot.matched;
    }
    if (!slot.hard) continue;
    nameWeight += slot.weight;
    nameFound += slot.weight * slot.matched;
    if (slot.matched > 0.5 && slot.weight > 0.1) {
      nameWords++;
      if (!slot.town && !type) ownMatched = true;
    }
  }
  const name = nameWeight > 0 ? nameFound / nameWeight : 0;
  const town = Math.max(townWhole, townWeight > 0 ? townFound / townWeight : 0);

  let score = 0.66 * query + 0.24 * name;
  const samePostcode = parsed.postcode > 0 && code === parsed.postcode;
  const wanted = parsed.department || departmentOf(parsed.postcode);
  const sameDepartment = wanted !== '' && department === wanted;
  let elsewhere = false;
  if (parsed.postcode > 0) {
    const wrong = samePostcode ? 0 : differing(code, parsed.postcode);
    if (samePostcode) score += 0.14;
    else if (wrong === 1 && code > 0) score += 0.07;
    else if (sameDepartment) score += 0.05;
    else if (code > 0) {
      score -= 0.06;
      elsewhere = true;
    }
  } else if (wanted !== '' && code > 0) {
    if (sameDepartment) score += 0.09;
    else {
      score -= 0.03;
      elsewhere = true;
    }
  }
  if (aligner.hasType) score += kind === 2 ? 0.04 : -0.05;
  else if (directory.kinds[structure]! >> 3 === 1) score += 0.02;
  const flags = directory.flags[structure]!;
  if (flags & flagBits.main) score += 0.02;
  if (!(flags & flagBits.active)) score -= 0.12;
  if (document >= directory.structures) score -= 0.012;
  score += 0.0015 * directory.sizes[structure]!;
  return {
    score,
    query,
    name,
    town,
    nameWords,
    townOnly: nameWords > 0 && !ownMatched,
    postcode: samePostcode,
    department: sameDepartment,
    elsewhere,
    kind: aligner.hasType ? (kind === 2 ? 1 : -1) : 0,
    weakest,
    unmatched,
    loose,
    doubtful: unmatched > 0,
  };
}
