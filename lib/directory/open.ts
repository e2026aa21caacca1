import { requirements } from '../invoice/requirement.ts';
import { ByteReader, broken, checksum } from './bytes.ts';
import {
  type ColumnName,
  columnNames,
  firstPiece,
  headerLength,
  layoutVersion,
  longestShared,
  magic,
  nameEnd,
  otherBits,
  parentSign,
  sharedBase,
} from './layout.ts';
import { recipientKinds, type Service } from './recipient.ts';
import type { Vocabulary } from './vocabulary.ts';
import { wordsIndex } from './words-index.ts';

/** Lists of numbers packed end to end: list `i` is values[start[i] … start[i + 1]]. */
export interface Lists {
  start: Uint32Array;
  values: Uint32Array;
}

/**
 * What a packed file says, in arrays of plain numbers. A "document" is anything that can match: 0 … structures-1 are the structures themselves,
 * the following ones their other names and services.
 */
export interface Columns {
  /** The file itself: names, kinds, flags, sizes and codes are read where they stand. */
  bytes: Uint8Array;
  structures: number;
  documents: number;
  towns: number;
  siren8: Uint32Array;
  nic4: Uint16Array;
  irregular: Map<number, string>;
  /** Irregular SIRETs back to their structure. */
  irregularIndex: Map<string, number>;
  town: Uint32Array;
  kinds: Uint8Array;
  flags: Uint8Array;
  sizes: Uint8Array;
  successors: Map<number, string>;
  /** First structure of the same SIREN. */
  parent: Uint32Array;
  /** UTF-8 of the towns' names, end to end. */
  townText: Uint8Array;
  townTextStart: Uint32Array;
  townPostcodes: Uint32Array;
  /** Where each piece begins in `bytes`; its line feed is one before the next. */
  pieceStart: Uint32Array;
  nameOffset: Uint32Array;
  /** For documents beyond the structures: the structure, the flags, the number of the code (or none). */
  otherStructure: Uint32Array;
  otherFlags: Uint8Array;
  otherCode: Int32Array;
  /** First `other` of each structure, `structures + 1` long. */
  otherStart: Uint32Array;
  /** Where each service code begins in `bytes`. */
  codeStart: Uint32Array;
  /** Where the services are when they are not in the file: in `count` shards, some of them opened. */
  shards: { count: number; opened: Map<number, Map<string, Service[]>> } | null;
}

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
  wordTownsStart: Uint32Array;
  wordTowns: Uint32Array;
  wordDocumentsStart: Uint32Array;
  wordDocuments: Uint32Array;
  townStructuresStart: Uint32Array;
  townStructures: Uint32Array;
  /** Words sorted by their sounds, and those sounds (sounds.ts). */
  soundWords: Uint32Array;
  soundKeys: Uint32Array;
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
  /** Words near another, as found before: each keystroke asks again for all the words but the last. */
  near: Map<string, { word: number; similarity: number }[]>;
}

function columnsOf(bytes: Uint8Array): { structures: number; others: number; columns: Record<ColumnName, ByteReader> } {
  if (bytes.length < headerLength + 3) throw broken('too short');
  if (magic.some((byte, index) => bytes[index] !== byte)) throw broken('not a directory file');
  if (bytes[5] || bytes[6] || bytes[7]) throw broken('header');
  if (bytes[4] !== layoutVersion) throw broken(`layout version ${bytes[4]}, ${layoutVersion} expected`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, second] = checksum(bytes, headerLength);
  if (view.getUint32(8, true) !== first || view.getUint32(12, true) !== second) throw broken('checksum');
  const reader = new ByteReader(bytes, headerLength);
  const structures = reader.varint();
  const others = reader.varint();
  if (structures > 2_000_000 || others > 2_000_000) throw broken('too many entries');
  const columns = {} as Record<ColumnName, ByteReader>;
  for (const name of columnNames) {
    const length = reader.varint();
    if (length > bytes.length - reader.position) throw broken(`column ${name} cut short`);
    columns[name] = new ByteReader(bytes, reader.position, reader.position + length);
    reader.position += length;
  }
  if (!reader.finished) throw broken('bytes after the end');
  return { structures, others, columns };
}

/** Lines "index value". */
function indexed(reader: ByteReader, bound: number): Map<number, string> {
  const result = new Map<number, string>();
  for (const line of reader.lines()) {
    const space = line.indexOf(' ');
    const index = Number(line.slice(0, space));
    const value = line.slice(space + 1);
    if (space < 1 || !Number.isInteger(index) || index < 0 || index >= bound || !/^\d{14}$/.test(value)) throw broken('index outside');
    result.set(index, value);
  }
  return result;
}

/** Where each line begins, and one more after the last. */
function lineStarts(reader: ByteReader): Uint32Array {
  const { bytes, end } = reader;
  let count = 0;
  for (let at = reader.position; at < end; at++) if (bytes[at] === 10) count++;
  if (end > reader.position && bytes[end - 1] !== 10) throw broken('text column cut short');
  const start = new Uint32Array(count + 1);
  start[0] = reader.position;
  for (let at = reader.position, line = 1; at < end; at++) if (bytes[at] === 10) start[line++] = at + 1;
  return start;
}

/** The towns' names written out. */
function townTexts(reader: ByteReader): { townText: Uint8Array; townTextStart: Uint32Array } {
  const { bytes, end } = reader;
  const starts = lineStarts(reader);
  const towns = starts.length - 1;
  const townTextStart = new Uint32Array(towns + 1);
  let text = new Uint8Array((end - reader.position) * 2 + 256);
  let length = 0;
  for (let town = 0; town < towns; town++) {
    const from = starts[town]!;
    const to = starts[town + 1]! - 1;
    const before = townTextStart[Math.max(0, town - 1)]!;
    const shared = bytes[from]! - sharedBase;
    if (from >= to || shared < 0 || shared > longestShared || shared > length - before) throw broken('town cut short');
    if (length + shared + to - from > text.length) {
      const larger = new Uint8Array(text.length * 2 + to - from);
      larger.set(text);
      text = larger;
    }
    for (let at = 0; at < shared; at++) text[length++] = text[before + at]!;
    for (let at = from + 1; at < to; at++) text[length++] = bytes[at]!;
    townTextStart[town + 1] = length;
  }
  return { townText: text.slice(0, length), townTextStart };
}

/** Postcodes as numbers; 0 when unknown. */
function postcodesFrom(reader: ByteReader, towns: number): Uint32Array {
  const { bytes, position } = reader;
  const postcodes = new Uint32Array(towns);
  for (let town = 0; town < towns; town++) {
    const tens = bytes[position + 2 * town]! - 48;
    const ones = bytes[position + 2 * town + 1]! - 48;
    const hundreds = bytes[position + 2 * towns + town]!;
    const units = bytes[position + 3 * towns + town]!;
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) continue;
    if (hundreds > 9 || units > 99) throw broken('postcode outside');
    postcodes[town] = tens * 10_000 + ones * 1000 + hundreds * 100 + units;
  }
  return postcodes;
}

/** Reads every column of a packed directory, or throws a Fault `directory-broken`. Reads every byte once: nothing in the file is trusted. */
export function readColumns(bytes: Uint8Array): Columns {
  const { structures, others, columns } = columnsOf(bytes);
  const documents = structures + others;
  const pieceStart = lineStarts(columns.dictionary);
  const { townText, townTextStart } = townTexts(columns.towns);
  const towns = townTextStart.length - 1;
  const plain = (name: 'kinds' | 'flags' | 'sizes') => {
    const { position, end } = columns[name];
    if (end - position !== structures) throw broken(name);
    return bytes.subarray(position, end);
  };
  const kinds = plain('kinds');
  for (const value of kinds) if (value >> 3 >= recipientKinds.length || (value & 7) >= requirements.length) throw broken('kind outside');
  if (columns.postcodes.end - columns.postcodes.position !== towns * 4) throw broken('postcodes');

  const siren8 = new Uint32Array(structures);
  const nic4 = new Uint16Array(structures);
  const town = new Uint32Array(structures);
  const parent = new Uint32Array(structures);
  let siren = 0;
  let nic = 0;
  let place = 0;
  for (let index = 0; index < structures; index++) {
    const step = columns.numbers.varint();
    siren += step;
    nic = step !== 0 || index === 0 ? columns.numbers.varint() : nic + columns.numbers.zigzag();
    place += columns.townSteps.zigzag();
    if (siren > 99_999_999 || nic < 0 || nic > 9999) throw broken('number outside');
    if (place < 0 || place >= towns) throw broken('town outside');
    siren8[index] = siren;
    nic4[index] = nic;
    town[index] = place;
    parent[index] = index > 0 && step === 0 ? parent[index - 1]! : index;
  }

  // Names: only where each begins; every piece number is checked once here.
  const nameOffset = new Uint32Array(documents);
  const otherStructure = new Uint32Array(others);
  const otherFlags = new Uint8Array(others);
  const otherCode = new Int32Array(others).fill(-1);
  const codeStart = lineStarts(columns.codes);
  const limit = pieceStart.length - 1 + firstPiece;
  const skipName = (reader: ByteReader, allowed: boolean) => {
    for (;;) {
      const piece = reader.varint();
      if (piece === nameEnd) return;
      if (piece >= limit || (piece === parentSign && !allowed)) throw broken('piece outside');
    }
  };
  for (let index = 0; index < structures; index++) {
    nameOffset[index] = columns.names.position;
    skipName(columns.names, parent[index] !== index);
  }
  let owner = 0;
  let code = 0;
  for (let index = 0; index < others; index++) {
    owner += columns.others.varint();
    if (owner >= structures) throw broken('owner outside');
    otherStructure[index] = owner;
    otherFlags[index] = columns.others.byte();
    if (otherFlags[index]! & otherBits.service) otherCode[index] = code++;
    nameOffset[structures + index] = columns.others.position;
    skipName(columns.others, true);
  }
  if (code !== codeStart.length - 1) throw broken('service codes');
  const otherStart = new Uint32Array(structures + 1);
  for (let index = 0; index < others; index++) otherStart[otherStructure[index]! + 1]!++;
  for (let index = 0; index < structures; index++) otherStart[index + 1]! += otherStart[index]!;

  const irregular = indexed(columns.irregular, structures);
  return {
    bytes,
    structures,
    documents,
    towns,
    siren8,
    nic4,
    irregular,
    irregularIndex: new Map([...irregular].map(([index, siret]) => [siret, index])),
    town,
    kinds,
    flags: plain('flags'),
    sizes: plain('sizes'),
    successors: indexed(columns.successors, structures),
    parent,
    townText,
    townTextStart,
    townPostcodes: postcodesFrom(columns.postcodes, towns),
    pieceStart,
    nameOffset,
    otherStructure,
    otherFlags,
    otherCode,
    otherStart,
    codeStart,
    shards: null,
  };
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
