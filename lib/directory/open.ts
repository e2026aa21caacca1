import { type Columns, readColumns } from './columns.ts';
import type { Lists } from './postings.ts';
import type { Vocabulary } from './vocabulary.ts';
import { wordsIndex } from './words-index.ts';

/** The words of the columns, sorted, and who holds them. Made once; can be kept (kept.ts). */
export interface WordsIndex {
  vocabulary: Vocabulary;
  pieceWords: Lists;
  /** Words inside the long forms of a piece: they match, but are not missed when absent. */
  pieceSoft: Lists;
  /** 1: the piece ends with a sigle in brackets ("(INRAE)"). */
  pieceSigle: Uint8Array;
  townWords: Lists;
  /** The town's words run together ("sainthellier"), -1 when it is one word. */
  townGlued: Int32Array;
  /** The same without the leading article ("havre" has none; "poujolsurorb"), -1 when there is no article or one word is left. */
  townBare: Int32Array;
  /** How "Commune" joins the town, by `links`; with `bareLink` the article is inside ("du Havre"). */
  townLink: Uint8Array;
  /** The towns that each word is in; link words are in none. */
  wordTowns: Lists;
  /** The pieces that each word is in, link words in none. After the last piece comes one for "Commune de" and the town, which is written with none. */
  wordPieces: Lists;
  pieceDocuments: Lists;
  townStructures: Lists;
  /** Towns sorted by postcode. */
  townsByPostcode: Uint32Array;
  /** Largest order of magnitude of population in the town. */
  townSizes: Uint8Array;
  /** What a match on each word is worth, 0.05 to 1, by its rarity. */
  wordWeights: Float32Array;
  /** 1: names a kind of body; 2: link word. */
  wordClasses: Uint8Array;
  /** "commune", then the links in the order of `links`. */
  regularWords: Uint32Array;
}

/** An open directory. */
export interface Directory extends Columns, WordsIndex {
  /** Words that stand for others: "mairie" for "commune". */
  meanings: Map<number, { word: number; worth: number }[]>;
  scratch: Scratch;
}

/** Reused by every search, so that a keystroke allocates next to nothing. */
export interface Scratch {
  townScore: Float32Array;
  townStamp: Uint16Array;
  documentScore: Float32Array;
  documentStamp: Uint16Array;
  /** Head of the chain of candidates that a word satisfies, -1 when none. */
  wordHead: Int32Array;
  /** Words near another, or that sound like it, as found before (candidates.ts). */
  near: Map<string, { word: number; similarity: number }[]>;
}

/** Columns and words together, ready to be searched. */
export function directoryOf(columns: Columns, words: WordsIndex, meanings: Directory['meanings']): Directory {
  return {
    ...columns,
    ...words,
    meanings,
    scratch: {
      townScore: new Float32Array(columns.towns),
      townStamp: new Uint16Array(columns.towns),
      documentScore: new Float32Array(columns.documents),
      documentStamp: new Uint16Array(columns.documents),
      wordHead: new Int32Array(words.vocabulary.size).fill(-1),
      near: new Map(),
    },
  };
}

/** Opens a packed directory, or throws a Fault `directory-broken`. */
export function openDirectory(bytes: Uint8Array): Directory {
  const columns = readColumns(bytes);
  const { words, meanings } = wordsIndex(columns);
  return directoryOf(columns, words, meanings);
}
