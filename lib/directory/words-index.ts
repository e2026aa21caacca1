import type { Columns } from './columns.ts';
import { firstPiece, nameEnd } from './layout.ts';
import { linkWeight, linkWords, meanings as meaningTable, typeWords } from './normalise.ts';
import type { Directory, WordsIndex } from './open.ts';
import { pieceLists } from './piece-words.ts';
import { grouped, inverted, type Lists, summed } from './postings.ts';
import { TextWords } from './text-words.ts';
import { links, townLists } from './town-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The words of every piece and town, numbered in order, and who holds each. In small functions of one loop each: a directory is opened by code that has just
 * arrived, and what is compiled while it runs is the function around the loop.
 */
export function wordsIndex(columns: Columns): { words: WordsIndex; meanings: Directory['meanings'] } {
  const { towns, pieceStart } = columns;
  const texts = new TextWords(400 + pieceStart.length + towns);
  const { builder } = texts;
  const linking = [...linkWords].map((word) => builder.addText(word));
  const regular = ['commune', ...links].map((word) => builder.addText(word));
  const ofPieces = pieceLists(columns, texts);
  ofPieces.held.put(regular[0]!);
  ofPieces.held.endList();
  const ofTowns = townLists(columns, texts);
  // What people write instead ("mairie") joins the vocabulary, so that its misreadings are recognised too.
  const meant = Object.entries(meaningTable).map(
    ([word, list]) => [builder.addText(word), list.map(([other, worth]) => [builder.addText(other), worth] as const)] as const,
  );
  const { vocabulary, renumbered } = builder.close();
  // Link words choose nobody.
  const linked = new Uint8Array(vocabulary.size);
  for (const word of linking) linked[renumbered[word]!] = 1;
  const wordTowns = inverted(ofTowns.held.done(renumbered), vocabulary.size, linked);
  const wordPieces = inverted(ofPieces.held.done(renumbered), vocabulary.size, linked);
  return {
    words: {
      vocabulary,
      pieceWords: ofPieces.own.done(renumbered),
      pieceSoft: ofPieces.soft.done(renumbered),
      pieceSigle: ofPieces.pieceSigle,
      townWords: ofTowns.own.done(renumbered),
      townGlued: renamed(ofTowns.townGlued, renumbered),
      townBare: renamed(ofTowns.townBare, renumbered),
      townLink: ofTowns.townLink,
      wordTowns,
      wordPieces,
      pieceDocuments: documentsByPiece(columns),
      townStructures: grouped(columns.town, towns),
      townsByPostcode: grouped(columns.townPostcodes, 100_000).values,
      townSizes: largestOf(columns),
      ...weighed(vocabulary, columns.documents, wordTowns, wordPieces, columns.pieceUses),
      regularWords: Uint32Array.from(regular, (word) => renumbered[word]!),
    },
    meanings: new Map(meant.map(([word, list]) => [renumbered[word]!, list.map(([other, worth]) => ({ word: renumbered[other]!, worth }))])),
  };
}

/** Numbers of words as they are in the sorted vocabulary, -1 where there is none. */
function renamed(words: Int32Array, renumbered: Uint32Array): Int32Array {
  for (let at = 0; at < words.length; at++) if (words[at]! >= 0) words[at] = renumbered[words[at]!]!;
  return words;
}

/** The largest size of the structures of each town. */
function largestOf({ structures, towns, town, sizes }: Columns): Uint8Array {
  const largest = new Uint8Array(towns);
  for (let index = 0; index < structures; index++) if (sizes[index]! > largest[town[index]!]!) largest[town[index]!] = sizes[index]!;
  return largest;
}

/** The documents whose names hold each piece, and after the last those written with none. What a name takes from its town or its parent is found through them. */
function documentsByPiece({ bytes, documents, nameOffset, pieceUses }: Columns): Lists {
  const start = new Uint32Array(pieceUses.length + 1);
  start.set(pieceUses, 1);
  summed(start);
  const values = new Uint32Array(start[pieceUses.length]!);
  const next = start.slice();
  for (let document = 0; document < documents; document++) {
    let position = nameOffset[document]!;
    if (bytes[position] === nameEnd) values[next[pieceUses.length - 1]!++] = document;
    let piece = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[position++]!;
      piece += (byte & 127) * factor;
      if (byte > 127) {
        factor *= 128;
        continue;
      }
      if (piece === nameEnd) break;
      if (piece >= firstPiece) values[next[piece - firstPiece]!++] = document;
      piece = 0;
      factor = 1;
    }
  }
  return { start, values };
}

/** The words that stand for others, of a vocabulary read back. */
export function meaningsIn(vocabulary: Vocabulary): Directory['meanings'] {
  return new Map(
    Object.entries(meaningTable).map(([word, list]) => [
      vocabulary.find(word),
      list.map(([other, worth]) => ({ word: vocabulary.find(other), worth })),
    ]),
  );
}

function weighed(vocabulary: Vocabulary, documents: number, wordTowns: Lists, wordPieces: Lists, pieceUses: Uint32Array) {
  const wordWeights = new Float32Array(vocabulary.size);
  const wordClasses = new Uint8Array(vocabulary.size);
  const scale = Math.log(2 + documents);
  for (let word = 0; word < vocabulary.size; word++) {
    let count = wordTowns.start[word + 1]! - wordTowns.start[word]!;
    for (let at = wordPieces.start[word]!; at < wordPieces.start[word + 1]!; at++) count += pieceUses[wordPieces.values[at]!]!;
    wordWeights[word] = Math.max(0.05, Math.min(1, 1 - Math.log(1 + count) / scale));
  }
  for (const text of typeWords) {
    const word = vocabulary.find(text);
    if (word < 0) continue;
    wordClasses[word] = 1;
    wordWeights[word] = Math.max(0.2, Math.min(0.4, wordWeights[word]!));
  }
  for (const text of linkWords) {
    const word = vocabulary.find(text);
    if (word < 0) continue;
    wordClasses[word] = 2;
    wordWeights[word] = linkWeight;
  }
  return { wordWeights, wordClasses };
}
