import type { Candidates } from './candidates.ts';
import { departmentOf } from './departments.ts';
import { bareTownSign, firstPiece, flagBits, nameEnd, parentSign } from './layout.ts';
import { linkWeight, namesKind } from './normalise.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery, Token } from './query.ts';
import { parentOf, structureOf } from './read.ts';
import { encodeWord } from './words.ts';
import { bareLink } from './words-index.ts';

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
  /** By a sigle, initials or a word cut short. */
  short: boolean;
  /** The last word is matched as the beginning of another alone. */
  unfinished: boolean;
  doubtful: boolean;
}

/** What is the same for all documents of one search. */
export interface Aligner {
  candidates: Candidates[];
  weights: Float64Array;
  total: number;
  hasType: boolean;
  weightOf: Float32Array;
  /** Links of the chains that start in `scratch.wordHead`: candidate, similarity, next (-1 at the end). */
  chainCandidate: number[];
  chainSimilarity: number[];
  chainNext: number[];
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
  return { candidates, weights, total, hasType, weightOf, chainCandidate, chainSimilarity, chainNext, ranges };
}

/** Empties the chains: must be called before the next aligner is made. */
export function release(directory: Directory, aligner: Aligner): void {
  for (const { words } of aligner.candidates) for (const word of words.keys()) directory.scratch.wordHead[word] = -1;
}

/** The words of the document being compared; more than these are not looked at. Arrays of the module rather than objects, for speed. */
const mostWords = 400;
const slotWord = new Uint32Array(mostWords);
const slotWeight = new Float64Array(mostWords);
const slotMatched = new Float64Array(mostWords);
const slotHard = new Uint8Array(mostWords);
const slotTown = new Uint8Array(mostWords);

let spelt = 0;
let townInName = false;
/** The word in brackets that is the name's sigle, -1 when none. */
let sigle = -1;

function push(directory: Directory, word: number, hard: number, town: number): void {
  if (spelt === mostWords) return;
  slotWord[spelt] = word;
  slotHard[spelt] = hard;
  slotTown[spelt] = town;
  slotWeight[spelt] = directory.wordWeights[word]!;
  slotMatched[spelt++] = 0;
}

function pushTown(directory: Directory, place: number, bare: boolean, hard: number): void {
  const { townWords } = directory;
  townInName = true;
  let at = townWords.start[place]!;
  // "Le Havre" in "Commune du Havre": who writes "mairie de Le Havre" says no more.
  if (bare) push(directory, townWords.values[at++]!, 0, 0);
  for (; at < townWords.start[place + 1]!; at++) push(directory, townWords.values[at]!, hard, 1);
}

/** Appends the words of one document's pieces. */
function readName(directory: Directory, document: number, place: number, depth: number): void {
  const { pieceWords, pieceSoft, pieceSigle, bytes } = directory;
  let position = directory.nameOffset[document]!;
  if (bytes[position] === nameEnd) {
    const link = directory.townLink[place]!;
    push(directory, directory.regularWords[0]!, 1, 0);
    push(directory, directory.regularWords[1 + link]!, 1, 0);
    pushTown(directory, place, link >= bareLink, 1);
    return;
  }
  for (;;) {
    let piece = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[position++]!;
      piece += (byte & 127) * factor;
      if (byte < 128) break;
      factor *= 128;
    }
    if (piece === nameEnd) return;
    if (piece >= firstPiece) {
      const own = piece - firstPiece;
      for (let at = pieceWords.start[own]!; at < pieceWords.start[own + 1]!; at++) push(directory, pieceWords.values[at]!, 1, 0);
      if (pieceSigle[own] === 1) sigle = pieceWords.values[pieceWords.start[own + 1]! - 1]!;
      for (let at = pieceSoft.start[own]!; at < pieceSoft.start[own + 1]!; at++) push(directory, pieceSoft.values[at]!, 0, 0);
    } else if (piece === parentSign) {
      if (depth < 3) readName(directory, parentOf(directory, document), place, depth + 1);
    } else pushTown(directory, place, piece === bareTownSign && directory.townLink[place]! >= bareLink, 1);
  }
}

/** The words of a document's name, its town's after them; gives how many. */
function spell(directory: Directory, document: number, place: number): number {
  spelt = 0;
  townInName = false;
  sigle = -1;
  readName(directory, document, place, 0);
  if (!townInName) pushTown(directory, place, false, 0);
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
  const letters = encodeWord(text);
  const { codes, start } = directory.vocabulary;
  let initials = 0;
  let alike = true;
  let best = 0;
  for (let index = 0; index < count; index++) {
    const word = slotWord[index]!;
    const from = start[word]!;
    const to = start[word + 1]!;
    if (slotHard[index] === 1 && directory.wordClasses[word] !== 2) {
      if (initials < letters.length && codes[from] !== letters[initials]) alike = false;
      initials++;
    }
    if (slotWeight[index]! < 0.1 || to - from < letters.length + 2 || codes[from] !== letters[0] || codes[to - 1] !== letters.at(-1)) continue;
    let at = 0;
    for (let position = from; position < to; position++) if (codes[position] === letters[at]) at++;
    if (at === letters.length) {
      best = 0.7;
      if (slotMatched[index]! < 0.7) slotMatched[index] = 0.7;
    }
  }
  return alike && initials > 2 && initials >= letters.length ? 0.85 : best;
}

/** A link that the name does not have: "Croix-sur-Ourcq" is not "Croix". */
const looseCost = 0.02;

/** True for the article of a town, "mairie de LE mesnil": between the kind of body and a name. */
function opensTown(tokens: readonly Token[], index: number): boolean {
  if (!['le', 'la', 'les', 'l'].includes(tokens[index]!.word)) return false;
  const before = tokens.slice(0, index).findLast((token) => !['de', 'du', 'd', 'des'].includes(token.word));
  const after = tokens[index + 1];
  return before !== undefined && namesKind(before.word) && after !== undefined && !after.link && !namesKind(after.word);
}

/** How well a word satisfies the query. */
function bestOf(directory: Directory, aligner: Aligner, word: number): number {
  let best = 0;
  for (let link = directory.scratch.wordHead[word]!; link >= 0; link = aligner.chainNext[link]!)
    best = Math.max(best, aligner.chainSimilarity[link]!);
  return best;
}

/** Words that join two things: a name that has none of them is not what the text says. */
const joiners = new Set(['et', 'pour', 'par', 'dans', 'sous']);

/** How much the beginning of a word is worth: the more of it is typed, the likelier it is the one meant. */
function begunSimilarity(directory: Directory, word: number, typed: number): number {
  return 0.945 - 0.003 * Math.min(10, directory.vocabulary.lengthOf(word) - typed);
}

let candidateBest = new Float64Array(64);
let candidateBegun = new Float64Array(64);
const tokenBest = new Float64Array(64);

/** null when it scores less than `least`. */
export function align(directory: Directory, aligner: Aligner, parsed: ParsedQuery, document: number, least: number): TokenMatch | null {
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
  const { candidates, chainCandidate, chainSimilarity, chainNext, ranges } = aligner;
  const { wordHead } = directory.scratch;
  if (candidateBest.length < candidates.length) {
    candidateBest = new Float64Array(candidates.length * 2);
    candidateBegun = new Float64Array(candidates.length * 2);
  }
  candidateBest.fill(0, 0, candidates.length);
  candidateBegun.fill(0, 0, candidates.length);
  for (let index = 0; index < count; index++) {
    const word = slotWord[index]!;
    for (let link = wordHead[word]!; link >= 0; link = chainNext[link]!) {
      const similarity = chainSimilarity[link]!;
      const candidate = chainCandidate[link]!;
      if (similarity > slotMatched[index]!) slotMatched[index] = similarity;
      if (similarity > candidateBest[candidate]!) candidateBest[candidate] = similarity;
    }
    // A word that is there whole is not begun once more by the next: "la trinité de t" is not "La Trinité".
    const whole = slotMatched[index]! >= 0.97;
    for (const candidate of ranges) {
      const { range, words, length } = candidates[candidate]!;
      const [low, high] = range!;
      if (word < low || word >= high || (whole && length === 1 && !words.has(word))) continue;
      const similarity = begunSimilarity(directory, word, candidates[candidate]!.typed);
      if (similarity > slotMatched[index]!) slotMatched[index] = similarity;
      if (similarity > candidateBegun[candidate]!) candidateBegun[candidate] = similarity;
    }
  }
  // The town run together, or its beginning while it is being typed.
  let whole = 0;
  for (const word of [glued, bare]) {
    if (word < 0) continue;
    for (let link = wordHead[word]!; link >= 0; link = chainNext[link]!) {
      const similarity = chainSimilarity[link]!;
      const candidate = chainCandidate[link]!;
      if (similarity > candidateBest[candidate]!) candidateBest[candidate] = similarity;
      if (similarity > whole) whole = similarity;
      if (similarity > townWhole && !tokens[candidates[candidate]!.from]!.street) townWhole = similarity;
    }
    for (const candidate of ranges) {
      const one = candidates[candidate]!;
      if (one.typed < 3 || word < one.range![0] || word >= one.range![1]) continue;
      const similarity = begunSimilarity(directory, word, one.typed);
      if (candidateBegun[candidate]! < similarity) candidateBegun[candidate] = similarity;
      whole = Math.max(whole, similarity);
      townWhole = Math.max(townWhole, similarity);
    }
  }
  let unfinished = false;
  for (const candidate of ranges) {
    if (candidateBegun[candidate]! <= candidateBest[candidate]!) continue;
    candidateBest[candidate] = candidateBegun[candidate]!;
    // A whole town's beginning may stand on words that are complete.
    if (candidates[candidate]!.length === 1) unfinished = true;
  }
  if (whole > 0) {
    for (let index = 0; index < count; index++) {
      if (slotTown[index] === 1 && whole > slotMatched[index]!) slotMatched[index] = whole;
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
  let short = false;
  for (let index = 0; index < size; index++) {
    const token = tokens[index]!;
    let best = tokenBest[index]!;
    if (best === 0 && !token.link && token.word.length >= 3 && token.word.length <= 6) {
      best = shortForm(directory, token.word, count);
      if (best > 0) short = true;
    }
    if (token.department !== '' && token.department === department && best < 0.9) best = 0.9;
    found += aligner.weights[index]! * best;
    if (token.street) continue;
    if (token.link) {
      const meant = begun ? token.word !== 'cedex' : joiners.has(token.word) || opensTown(tokens, index);
      if (best === 0 && meant) loose += parsed.open && index === size - 1 ? 2 : 1;
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
    const weight = slotWeight[index]!;
    const matched = slotMatched[index]!;
    const hard = slotHard[index] === 1;
    const inTown = slotTown[index] === 1;
    const type = hard && !inTown && directory.wordClasses[slotWord[index]!] === 1;
    if (type && aligner.hasType) kind = Math.max(kind, matched > 0.8 ? 2 : 1);
    if (inTown) {
      townWeight += weight;
      townFound += weight * matched;
    }
    if (!hard) continue;
    nameWeight += weight;
    nameFound += weight * matched;
    if (matched > 0.5 && weight > 0.1) {
      nameWords++;
      if (!inTown && !type) ownMatched = true;
    }
  }
  // A sigle written after the name says as much as the whole of it.
  const bySigle = sigle >= 0 && size === 1 && bestOf(directory, aligner, sigle) >= 0.99;
  const covered = nameWeight > 0 ? nameFound / nameWeight : 0;
  const name = bySigle ? 0.9 + 0.1 * covered : covered;
  const town = Math.max(townWhole, townWeight > 0 ? townFound / townWeight : 0);

  let score = 0.66 * query + 0.24 * name - looseCost * Math.min(2, loose);
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
  if (score < least) return null;
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
    short: short || bySigle,
    unfinished,
    doubtful: unmatched > 0,
  };
}
