import type { Aligner } from './aligner.ts';
import { Best } from './best.ts';
import { departmentOf } from './departments.ts';
import { flagBits } from './layout.ts';
import { namesKind } from './normalise.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { structureOf } from './read.ts';

const townsKept = 90;
/** The likeliest of them, all of whose bodies are compared. */
const townsWhole = 12;
const documentsKept = 160;
const structuresKept = 500;
/** A word held by more documents than this chooses nobody: it only ranks. */
const commonWord = 12_000;
/** Postings looked at for one unfinished word. */
const rangeBudget = 40_000;

const bestTowns = new Best(townsKept);
const bestDocuments = new Best(documentsKept);

/** The documents worth comparing in full: those of the likeliest towns, those whose own words match, and their siblings. */
export function gather(directory: Directory, aligner: Aligner, parsed: ParsedQuery): Iterable<number> {
  const { townScore, townStamp, documentScore, documentStamp } = directory.scratch;
  const { wordTowns, wordPieces, pieceDocuments, pieceUses } = directory;
  const touchedTowns: number[] = [];
  const touchedDocuments: number[] = [];
  let common = -1;

  /** How many documents hold a word. */
  const held = (word: number) => {
    let count = 0;
    for (let at = wordPieces.start[word]!; at < wordPieces.start[word + 1]!; at++) count += pieceUses[wordPieces.values[at]!]!;
    return count;
  };
  const visit = (word: number, worth: number, stamp: number) => {
    for (let at = wordTowns.start[word]!, end = wordTowns.start[word + 1]!; at < end; at++) {
      const town = wordTowns.values[at]!;
      if (townStamp[town] === stamp) continue;
      if (townScore[town] === 0) touchedTowns.push(town);
      townStamp[town] = stamp;
      townScore[town]! += worth;
    }
    if (held(word) > commonWord) {
      common = word;
      return;
    }
    for (let at = wordPieces.start[word]!; at < wordPieces.start[word + 1]!; at++) {
      const piece = wordPieces.values[at]!;
      for (let of = pieceDocuments.start[piece]!, end = pieceDocuments.start[piece + 1]!; of < end; of++) {
        const document = pieceDocuments.values[of]!;
        if (documentStamp[document] === stamp) continue;
        if (documentScore[document] === 0) touchedDocuments.push(document);
        documentStamp[document] = stamp;
        documentScore[document]! += worth;
      }
    }
  };

  let stamp = 0;
  for (const candidates of aligner.candidates) {
    const token = parsed.tokens[candidates.from]!;
    if (candidates.length === 1 && token.link) continue;
    stamp++;
    // "Ville de Vittel" is not about the towns called Ville.
    const kindOnly = candidates.length === 1 && parsed.tokens.length > 1 && namesKind(token.word);
    const weight = (candidates.length === 1 ? 1 : candidates.length * 0.9) * (token.street ? 0.2 : 1) * (kindOnly ? 0.4 : 1);
    const list = [...candidates.words].map(([word, similarity]) => ({
      word,
      worth: (directory.wordWeights[word]! + 0.02) * similarity ** 3 * weight,
    }));
    list.sort((a, b) => b.worth - a.worth);
    for (const { word, worth } of list) visit(word, worth, stamp);
    if (candidates.range) {
      let budget = rangeBudget;
      for (let word = candidates.range[0]; word < candidates.range[1] && budget > 0; word++) {
        budget -= wordTowns.start[word + 1]! - wordTowns.start[word]! + held(word) + 1;
        visit(word, directory.wordWeights[word]! * 0.75, stamp);
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
  const documentTown = (document: number) => directory.town[structureOf(directory, document)]!;
  for (const town of touchedTowns) {
    const worth =
      townScore[town]! -
      0.03 * (directory.townWords.start[town + 1]! - directory.townWords.start[town]!) +
      0.004 * directory.townSizes[town]! +
      (department !== '' && departmentOf(directory.townPostcodes[town]!) === department ? 0.15 : 0);
    bestTowns.offer(town, worth);
  }
  for (const document of touchedDocuments) bestDocuments.offer(document, documentScore[document]! + 0.8 * townScore[documentTown(document)]!);
  const towns = bestTowns.take().items;
  const documents = bestDocuments.take().items;

  for (const town of touchedTowns) {
    townScore[town] = 0;
    townStamp[town] = 0;
  }
  for (const document of touchedDocuments) {
    documentScore[document] = 0;
    documentStamp[document] = 0;
  }

  const kept = new Set<number>(documents);
  for (const [rank, town] of towns.entries()) {
    const { start, values } = directory.townStructures;
    for (let at = start[town]!; at < start[town + 1]! && kept.size < structuresKept; at++) {
      const structure = values[at]!;
      // The annex budgets of a town far down answer nothing that their own words, or the town's first body, do not.
      if (rank < townsWhole || directory.flags[structure]! & flagBits.main) kept.add(structure);
    }
  }
  // Budgets and establishments of the same SIREN.
  for (const document of documents.subarray(0, 30)) {
    const parent = directory.parent[structureOf(directory, document)]!;
    for (let sibling = parent; sibling < directory.structures && sibling < parent + 30 && directory.parent[sibling] === parent; sibling++)
      kept.add(sibling);
  }
  // Nothing but a common word ("mairie"): the largest bodies that hold it.
  if (kept.size === 0 && common >= 0) {
    const largest = new Best(60);
    for (let at = wordPieces.start[common]!; at < wordPieces.start[common + 1]!; at++) {
      const piece = wordPieces.values[at]!;
      for (let of = pieceDocuments.start[piece]!; of < pieceDocuments.start[piece + 1]!; of++) {
        const document = pieceDocuments.values[of]!;
        if (department === '' || departmentOf(directory.townPostcodes[documentTown(document)]!) === department)
          largest.offer(document, directory.sizes[structureOf(directory, document)]!);
      }
    }
    return new Set(largest.take().items);
  }
  return kept;
}
