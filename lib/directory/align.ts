import type { Aligner } from './aligner.ts';
import { departmentOf } from './departments.ts';
import type { Hit } from './hit.ts';
import { flagBits } from './layout.ts';
import { NameWords } from './name-words.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { structureOf } from './read.ts';

/** A link that the name does not have: "Croix-sur-Ourcq" is not "Croix". */
const looseCost = 0.02;
/** Words of the query that are compared. */
const mostTokens = 64;

/** Of the document being compared, kept rather than made for each: hundreds pass at every keystroke. */
const words = new NameWords();
let candidateBest = new Float64Array(64);
let candidateBegun = new Float64Array(64);
const tokenBest = new Float64Array(mostTokens);

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
function shortForm(directory: Directory, letters: Uint8Array): number {
  const { codes, start } = directory.vocabulary;
  const last = letters[letters.length - 1];
  let initials = 0;
  let alike = true;
  let best = 0;
  for (let index = 0; index < words.count; index++) {
    const word = words.word[index]!;
    const from = start[word]!;
    const to = start[word + 1]!;
    if (words.hard[index] === 1 && directory.wordClasses[word] !== 2) {
      if (initials < letters.length && codes[from] !== letters[initials]) alike = false;
      initials++;
    }
    if (codes[from] !== letters[0] || codes[to - 1] !== last || words.weight[index]! < 0.1 || to - from < letters.length + 2) continue;
    let at = 0;
    for (let position = from; position < to; position++) if (codes[position] === letters[at]) at++;
    if (at === letters.length) {
      best = 0.7;
      if (words.matched[index]! < 0.7) words.matched[index] = 0.7;
    }
  }
  return alike && initials > 2 && initials >= letters.length ? 0.85 : best;
}

/** How well a word satisfies the query. */
function bestOf(directory: Directory, aligner: Aligner, word: number): number {
  let best = 0;
  for (let link = directory.scratch.wordHead[word]!; link >= 0; link = aligner.chainNext[link]!)
    best = Math.max(best, aligner.chainSimilarity[link]!);
  return best;
}

/** How much the beginning of a word is worth: the more of it is typed, the likelier it is the one meant. */
function begunSimilarity(directory: Directory, word: number, typed: number): number {
  return 0.945 - 0.003 * Math.min(10, directory.vocabulary.lengthOf(word) - typed);
}

/** Which candidates the name's words satisfy, one by one. */
function compareWords(directory: Directory, { candidates, chainCandidate, chainSimilarity, chainNext, ranges }: Aligner): void {
  const { wordHead } = directory.scratch;
  if (candidateBest.length < candidates.length) {
    candidateBest = new Float64Array(candidates.length * 2);
    candidateBegun = new Float64Array(candidates.length * 2);
  }
  candidateBest.fill(0, 0, candidates.length);
  candidateBegun.fill(0, 0, candidates.length);
  for (let index = 0; index < words.count; index++) {
    const word = words.word[index]!;
    let matched = 0;
    for (let link = wordHead[word]!; link >= 0; link = chainNext[link]!) {
      const similarity = chainSimilarity[link]!;
      const candidate = chainCandidate[link]!;
      if (similarity > matched) matched = similarity;
      if (similarity > candidateBest[candidate]!) candidateBest[candidate] = similarity;
    }
    // A word that is there whole is not begun once more by the next: "la trinité de t" is not "La Trinité".
    const whole = matched >= 0.97;
    for (let at = 0; at < ranges.length; at++) {
      const candidate = ranges[at]!;
      const one = candidates[candidate]!;
      const range = one.range!;
      if (word < range[0] || word >= range[1] || (whole && one.length === 1 && !one.words.has(word))) continue;
      const similarity = begunSimilarity(directory, word, one.typed);
      if (similarity > matched) matched = similarity;
      if (similarity > candidateBegun[candidate]!) candidateBegun[candidate] = similarity;
    }
    words.matched[index] = matched;
  }
}

/** The town run together, or its beginning while it is being typed: gives how well it was named whole. */
function compareTown(
  directory: Directory,
  { candidates, chainCandidate, chainSimilarity, chainNext, ranges }: Aligner,
  parsed: ParsedQuery,
  place: number,
): number {
  const { wordHead } = directory.scratch;
  let whole = 0;
  let townWhole = 0;
  for (let form = 0; form < 2; form++) {
    const word = form === 0 ? directory.townGlued[place]! : directory.townBare[place]!;
    if (word < 0) continue;
    for (let link = wordHead[word]!; link >= 0; link = chainNext[link]!) {
      const similarity = chainSimilarity[link]!;
      const candidate = chainCandidate[link]!;
      if (similarity > candidateBest[candidate]!) candidateBest[candidate] = similarity;
      if (similarity > whole) whole = similarity;
      if (similarity > townWhole && !parsed.tokens[candidates[candidate]!.from]!.street) townWhole = similarity;
    }
    for (let at = 0; at < ranges.length; at++) {
      const candidate = ranges[at]!;
      const one = candidates[candidate]!;
      const range = one.range!;
      if (one.typed < 3 || word < range[0] || word >= range[1]) continue;
      const similarity = begunSimilarity(directory, word, one.typed);
      if (candidateBegun[candidate]! < similarity) candidateBegun[candidate] = similarity;
      if (similarity > whole) whole = similarity;
      if (similarity > townWhole) townWhole = similarity;
    }
  }
  if (whole > 0)
    for (let index = 0; index < words.count; index++) if (words.town[index] === 1 && whole > words.matched[index]!) words.matched[index] = whole;
  return townWhole;
}

/** How much of the query is found, into `seen`. */
function compareQuery(directory: Directory, aligner: Aligner, parsed: ParsedQuery, department: string, seen: Hit): void {
  const { candidates, ranges, weights } = aligner;
  const { tokens } = parsed;
  const size = Math.min(tokens.length, mostTokens);
  tokenBest.fill(0, 0, size);
  seen.unfinished = false;
  for (let at = 0; at < ranges.length; at++) {
    const candidate = ranges[at]!;
    if (candidateBegun[candidate]! <= candidateBest[candidate]!) continue;
    candidateBest[candidate] = candidateBegun[candidate]!;
    // A whole town's beginning may stand on words that are complete.
    if (candidates[candidate]!.length === 1) seen.unfinished = true;
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
  let found = 0;
  let weakest = 1;
  let unmatched = 0;
  let loose = 0;
  let begun = false;
  seen.short = false;
  for (let index = 0; index < size; index++) {
    const token = tokens[index]!;
    let best = tokenBest[index]!;
    if (best === 0 && !token.link && token.word.length >= 3 && token.word.length <= 6) {
      best = shortForm(directory, aligner.letters[index]!);
      if (best > 0) seen.short = true;
    }
    if (token.department !== '' && token.department === department && best < 0.9) best = 0.9;
    found += weights[index]! * best;
    if (token.street) continue;
    if (token.link) {
      const meant = begun ? token.word !== 'cedex' : aligner.telling[index];
      if (best === 0 && meant) loose += parsed.open && index === size - 1 ? 2 : 1;
      continue;
    }
    if (!token.type && weights[index]! > 0.3) begun = true;
    if (best === 0) unmatched++;
    else if (best < weakest) weakest = best;
  }
  seen.query = aligner.total > 0 ? found / aligner.total : 0;
  seen.weakest = weakest;
  seen.unmatched = unmatched;
  seen.loose = loose;
}

/** How much of the name is asked for, into `seen`. `townWhole`: how well the town was named in one. */
function compareName(directory: Directory, aligner: Aligner, parsed: ParsedQuery, townWhole: number, seen: Hit): void {
  let nameWeight = 0;
  let nameFound = 0;
  let nameWords = 0;
  let townWeight = 0;
  let townFound = 0;
  let ownMatched = false;
  let kind = aligner.hasType ? -1 : 0;
  for (let index = 0; index < words.count; index++) {
    const weight = words.weight[index]!;
    const matched = words.matched[index]!;
    const inTown = words.town[index] === 1;
    if (inTown) {
      townWeight += weight;
      townFound += weight * matched;
    }
    if (words.hard[index] === 0) continue;
    const type = !inTown && directory.wordClasses[words.word[index]!] === 1;
    if (type && aligner.hasType && matched > 0.8) kind = 1;
    nameWeight += weight;
    nameFound += weight * matched;
    if (matched > 0.5 && weight > 0.1) {
      nameWords++;
      if (!inTown && !type) ownMatched = true;
    }
  }
  // A sigle written after the name says as much as the whole of it.
  const bySigle = words.sigle >= 0 && parsed.tokens.length === 1 && bestOf(directory, aligner, words.sigle) >= 0.99;
  if (bySigle) seen.short = true;
  const covered = nameWeight > 0 ? nameFound / nameWeight : 0;
  seen.name = bySigle ? 0.9 + 0.1 * covered : covered;
  seen.town = Math.max(townWhole, townWeight > 0 ? townFound / townWeight : 0);
  seen.nameWords = nameWords;
  seen.townOnly = nameWords > 0 && !ownMatched;
  seen.kind = kind;
}

/** What the postcode or the department adds or takes, into `seen` too. `code`: the document's postcode. */
function comparePlace(parsed: ParsedQuery, code: number, department: string, seen: Hit): number {
  const wanted = parsed.department || departmentOf(parsed.postcode);
  seen.postcode = parsed.postcode > 0 && code === parsed.postcode;
  seen.department = wanted !== '' && department === wanted;
  seen.elsewhere = false;
  if (seen.postcode) return 0.14;
  if (parsed.postcode > 0) {
    if (code > 0 && differing(code, parsed.postcode) === 1) return 0.07;
    if (seen.department) return 0.05;
  } else if (wanted === '') return 0;
  else if (seen.department) return 0.09;
  seen.elsewhere = code > 0;
  if (!seen.elsewhere) return 0;
  return parsed.postcode > 0 ? -0.06 : -0.03;
}

/** The most that the kind of body adds. */
const sameKind = 0.04;

/**
 * Compares a document with the query, into `seen`; gives its score, 0 to about 1.2. One that cannot reach `least` is told minus infinity, and `seen` is then
 * not whole.
 */
export function compare(directory: Directory, aligner: Aligner, parsed: ParsedQuery, document: number, least: number, seen: Hit): number {
  const structure = structureOf(directory, document);
  const place = directory.town[structure]!;
  const code = directory.townPostcodes[place]!;
  const department = departmentOf(code);
  seen.document = document;
  seen.structure = structure;
  words.read(directory, document, place);
  compareWords(directory, aligner);
  const townWhole = compareTown(directory, aligner, parsed, place);
  compareQuery(directory, aligner, parsed, department, seen);
  let score = 0.66 * seen.query - looseCost * Math.min(2, seen.loose) + comparePlace(parsed, code, department, seen);
  const flags = directory.flags[structure]!;
  if (flags & flagBits.main) score += 0.02;
  if (!(flags & flagBits.active)) score -= 0.12;
  if (document >= directory.structures) score -= 0.012;
  score += 0.0015 * directory.sizes[structure]!;
  // Even its whole name asked for would not save it.
  if (score + 0.24 + sameKind < least) return Number.NEGATIVE_INFINITY;
  compareName(directory, aligner, parsed, townWhole, seen);
  score += 0.24 * seen.name;
  if (aligner.hasType) score += seen.kind === 1 ? sameKind : -0.05;
  else if (directory.kinds[structure]! >> 3 === 1) score += 0.02;
  seen.score = score;
  return score;
}
