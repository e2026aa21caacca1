import type { Candidates } from './candidates.ts';
import { prefixSimilarity } from './candidates.ts';
import { departmentOf } from './departments.ts';
import { linkWords, typeWords } from './normalise.ts';
import { type Directory, signs } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { parentOf, structureOf } from './read.ts';

const { nameEnd, townSign, bareTownSign, parentSign, firstPiece, flagBits } = signs;

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
  weightOf(word: number): number;
}

/** Worth of a word of the directory by its rarity, 0.05 to 1. */
function rarity(directory: Directory, word: number): number {
  const count =
    directory.wordTownsStart[word + 1]! -
    directory.wordTownsStart[word]! +
    directory.wordDocumentsStart[word + 1]! -
    directory.wordDocumentsStart[word]!;
  return Math.max(0.05, Math.min(1, 1 - Math.log(1 + count) / Math.log(2 + directory.documents)));
}

const linkWeight = 0.06;

export function alignerOf(directory: Directory, parsed: ParsedQuery, candidates: Candidates[]): Aligner {
  const cache = new Map<number, number>();
  const weightOf = (word: number) => {
    let weight = cache.get(word);
    if (weight === undefined) {
      const text = directory.vocabulary.words[word]!;
      weight = linkWords.has(text) ? linkWeight : rarity(directory, word);
      if (typeWords.has(text)) weight = Math.max(0.2, Math.min(0.4, weight));
      cache.set(word, weight);
    }
    return weight;
  };
  const weights = new Float64Array(parsed.tokens.length);
  let total = 0;
  let hasType = false;
  parsed.tokens.forEach((token, index) => {
    const own = candidates.find((one) => one.from === index && one.length === 1)!;
    let best = 0;
    let weight = token.word.length <= 2 ? 0.3 : 0.7;
    for (const [word, similarity] of own.words) {
      const text = directory.vocabulary.words[word]!;
      if (similarity > 0.8 && typeWords.has(text)) hasType = true;
      if (similarity > best) {
        best = similarity;
        weight = similarity > 0.75 ? weightOf(word) : Math.max(0.4, weightOf(word));
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
  return { candidates, weights, total, hasType, weightOf };
}

const documentWords: { word: number; weight: number; hard: boolean; town: boolean; matched: number }[] = [];

/** The words of a document's name, its town's after them. */
function spell(directory: Directory, aligner: Aligner, document: number): number {
  let count = 0;
  const push = (word: number, hard: boolean, town: boolean) => {
    if (count === documentWords.length) documentWords.push({ word: 0, weight: 0, hard: false, town: false, matched: 0 });
    const slot = documentWords[count]!;
    slot.word = word;
    slot.hard = hard;
    slot.town = town;
    slot.weight = aligner.weightOf(word);
    slot.matched = 0;
    count++;
  };
  const structure = structureOf(directory, document);
  const place = directory.town[structure]!;
  const { townWords } = directory;
  let townInName = false;
  const bytes = directory.nameBytes;
  const read = (from: number, depth: number) => {
    let position = directory.nameOffset[from]!;
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
        const { pieceWords, pieceSoft } = directory;
        for (let at = pieceWords.start[own]!; at < pieceWords.start[own + 1]!; at++) push(pieceWords.values[at]!, true, false);
        for (let at = pieceSoft.start[own]!; at < pieceSoft.start[own + 1]!; at++) push(pieceSoft.values[at]!, false, false);
      } else if (piece === parentSign) {
        if (depth < 3) read(parentOf(directory, from), depth + 1);
      } else if (piece === townSign || piece === bareTownSign) {
        townInName = true;
        const skipped = piece === bareTownSign && directory.townArticles[place] === 1 ? 1 : 0;
        for (let at = townWords.start[place]! + skipped; at < townWords.start[place + 1]!; at++) push(townWords.values[at]!, true, true);
      }
    }
  };
  read(document, 0);
  if (!townInName) for (let at = townWords.start[place]!; at < townWords.start[place + 1]!; at++) push(townWords.values[at]!, false, true);
  return count;
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
    if (slot.hard && !linkWords.has(word)) initials += word[0];
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

const tokenBest = new Float64Array(64);

export function align(directory: Directory, aligner: Aligner, parsed: ParsedQuery, document: number): TokenMatch {
  const structure = structureOf(directory, document);
  const place = directory.town[structure]!;
  const count = spell(directory, aligner, document);
  const tokens = parsed.tokens;
  const size = Math.min(tokens.length, 64);
  tokenBest.fill(0, 0, size);
  const glued = directory.townGlued[place]!;
  const bare = directory.townBare[place]!;
  let townWhole = 0;
  let kind = 0;
  for (const candidates of aligner.candidates) {
    if (candidates.from >= size) continue;
    let best = 0;
    const street = tokens[candidates.from]!.street;
    for (let index = 0; index < count; index++) {
      const slot = documentWords[index]!;
      let similarity = candidates.words.get(slot.word) ?? 0;
      if (candidates.range && similarity < prefixSimilarity && slot.word >= candidates.range[0] && slot.word < candidates.range[1])
        similarity = prefixSimilarity;
      if (similarity === 0) continue;
      if (similarity > slot.matched) slot.matched = similarity;
      if (similarity > best) best = similarity;
    }
    // The town run together, or its beginning while it is being typed.
    let whole = 0;
    if (glued >= 0) whole = candidates.words.get(glued) ?? 0;
    if (bare >= 0) whole = Math.max(whole, candidates.words.get(bare) ?? 0);
    if (candidates.range && candidates.length > 1 && whole < prefixSimilarity) {
      const [low, high] = candidates.range;
      if ((glued >= low && glued < high) || (bare >= low && bare < high)) whole = prefixSimilarity;
    }
    if (whole > 0) {
      if (whole > best) best = whole;
      if (whole > townWhole && !street) townWhole = whole;
      for (let index = 0; index < count; index++) {
        const slot = documentWords[index]!;
        if (slot.town && whole > slot.matched) slot.matched = whole;
      }
    }
    for (let index = candidates.from; index < Math.min(size, candidates.from + candidates.length); index++)
      if (best > tokenBest[index]!) tokenBest[index] = best;
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
      if (begun && best === 0 && token.word !== 'cedex') loose++;
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
    const type = slot.hard && !slot.town && typeWords.has(directory.vocabulary.words[slot.word]!);
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
