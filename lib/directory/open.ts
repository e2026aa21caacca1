import { requirements } from '../invoice/requirement.ts';
import { ByteReader, broken, checksum } from './bytes.ts';
import { searchWords } from './names.ts';
import { linkWeight, linkWords, meanings, typeWords } from './normalise.ts';
import {
  bareTownSign,
  type ColumnName,
  columnNames,
  firstPiece,
  flagBits,
  layoutVersion,
  magic,
  nameEnd,
  otherBits,
  parentSign,
  townSign,
} from './pack.ts';
import { recipientKinds } from './recipient.ts';
import { Vocabulary } from './vocabulary.ts';

/**
 * An open directory: columns of numbers, names kept as piece numbers and spelt only for the hits. A "document" is anything that can match:
 * 0 … structures-1 are the structures themselves, the following ones their other names and services.
 */
export interface Directory {
  structures: number;
  documents: number;
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
  townNames: string[];
  townPostcodes: Uint32Array;
  pieces: string[];
  nameBytes: Uint8Array;
  nameOffset: Uint32Array;
  /** For documents beyond the structures: the structure, the flags, the number of the code (or none). */
  otherStructure: Uint32Array;
  otherFlags: Uint8Array;
  otherCode: Int32Array;
  /** First `other` of each structure, `structures + 1` long. */
  otherStart: Uint32Array;
  codes: string[];
  vocabulary: Vocabulary;
  pieceWords: Lists;
  /** Words inside the long forms of a piece: they match, but are not missed when absent. */
  pieceSoft: Lists;
  townWords: Lists;
  /** The town's words run together ("sainthellier"), -1 when it is one word. */
  townGlued: Int32Array;
  /** The same without the leading article ("havre" has none; "poujolsurorb"), -1 when there is no article or one word is left. */
  townBare: Int32Array;
  townArticles: Uint8Array;
  wordTownsStart: Uint32Array;
  wordTowns: Uint32Array;
  wordDocumentsStart: Uint32Array;
  wordDocuments: Uint32Array;
  townStructuresStart: Uint32Array;
  townStructures: Uint32Array;
  /** Towns sorted by postcode. */
  townsByPostcode: Uint32Array;
  /** Largest order of magnitude of population in the town. */
  townSizes: Uint8Array;
  /** Words that stand for others: "mairie" for "commune". */
  meanings: Map<number, { word: number; worth: number }[]>;
  /** What a match on each word is worth, 0.05 to 1, by its rarity. */
  wordWeights: Float32Array;
  /** 1: names a kind of body; 2: link word. */
  wordClasses: Uint8Array;
  scratch: Scratch;
}

/** Reused by every search, so that a keystroke allocates next to nothing. */
interface Scratch {
  townScore: Float32Array;
  townStamp: Uint16Array;
  documentScore: Float32Array;
  documentStamp: Uint16Array;
}

/** Lists of numbers packed end to end: list `i` is values[start[i] … start[i + 1]]. */
export interface Lists {
  start: Uint32Array;
  values: Uint32Array;
}

class ListBuilder {
  private start: number[] = [0];
  private values: number[] = [];

  push(list: readonly number[]): void {
    for (const value of list) this.values.push(value);
    this.start.push(this.values.length);
  }

  done(renumbered: Uint32Array): Lists {
    return { start: Uint32Array.from(this.start), values: Uint32Array.from(this.values, (value) => renumbered[value]!) };
  }
}

function columnsOf(bytes: Uint8Array): { structures: number; others: number; columns: Record<ColumnName, ByteReader> } {
  if (bytes.length < 16) throw broken('too short');
  if (magic.some((byte, index) => bytes[index] !== byte)) throw broken('not a directory file');
  if (bytes[4] !== layoutVersion) throw broken(`layout version ${bytes[4]}, ${layoutVersion} expected`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, second] = checksum(bytes, 13);
  if (view.getUint32(5) !== first || view.getUint32(9) !== second) throw broken('checksum');
  const reader = new ByteReader(bytes, 13);
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
    if (space < 1 || !Number.isInteger(index) || index < 0 || index >= bound) throw broken('index outside');
    result.set(index, line.slice(space + 1));
  }
  return result;
}

/** Groups items by key: start offsets and the items in order. */
function grouped(keys: number, count: number, each: (visit: (key: number, item: number) => void) => void): [Uint32Array, Uint32Array] {
  const start = new Uint32Array(keys + 1);
  each((key) => {
    start[key + 1]!++;
  });
  for (let key = 0; key < keys; key++) start[key + 1]! += start[key]!;
  const items = new Uint32Array(count >= 0 ? count : start[keys]!);
  const next = start.slice(0, keys);
  each((key, item) => {
    items[next[key]!++] = item;
  });
  return [start, items];
}

/** Opens a packed directory, or throws a Fault `directory-broken`. Reads every byte once: nothing in the file is trusted. */
export function openDirectory(bytes: Uint8Array): Directory {
  const { structures, others, columns } = columnsOf(bytes);
  const documents = structures + others;
  const pieces = columns.dictionary.lines();
  const townNames = columns.towns.lines();
  const towns = townNames.length;
  if (columns.kinds.end - columns.kinds.position !== structures) throw broken('kinds');
  if (columns.flags.end - columns.flags.position !== structures || columns.sizes.end - columns.sizes.position !== structures) throw broken('flags');
  if (columns.postcodes.end - columns.postcodes.position !== towns * 5) throw broken('postcodes');

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

  // Postcodes as numbers, "2A" and "2B" never occur in them (Corsica is 20…); 0 when unknown.
  const townPostcodes = new Uint32Array(towns);
  for (let index = 0; index < towns; index++) {
    let value = 0;
    for (let digit = 0; digit < 5; digit++) {
      const byte = columns.postcodes.byte();
      value = byte >= 48 && byte <= 57 ? value * 10 + byte - 48 : value * 10;
    }
    townPostcodes[index] = value;
  }

  // Names: only where each begins; every piece number is checked once here.
  const nameOffset = new Uint32Array(documents + 1);
  const otherStructure = new Uint32Array(others);
  const otherFlags = new Uint8Array(others);
  const otherCode = new Int32Array(others).fill(-1);
  const codes = columns.codes.lines();
  const limit = pieces.length + firstPiece;
  const skipName = (reader: ByteReader, allowed: number) => {
    for (;;) {
      const piece = reader.varint();
      if (piece === nameEnd) return;
      if (piece >= limit || (piece === parentSign && allowed === 0)) throw broken('piece outside');
    }
  };
  const nameReader = columns.names;
  for (let index = 0; index < structures; index++) {
    nameOffset[index] = nameReader.position;
    skipName(nameReader, parent[index] === index ? 0 : 1);
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
    skipName(columns.others, 1);
  }
  if (code !== codes.length) throw broken('service codes');
  const otherStart = new Uint32Array(structures + 1);
  for (let index = 0; index < others; index++) otherStart[otherStructure[index]! + 1]!++;
  for (let index = 0; index < structures; index++) otherStart[index + 1]! += otherStart[index]!;

  // Words.
  const vocabulary = new Vocabulary();
  const ownWords = new ListBuilder();
  const softWords = new ListBuilder();
  const placeWords = new ListBuilder();
  const numberOf = (word: string) => vocabulary.add(word);
  for (const piece of pieces) {
    const { hard, soft } = searchWords(piece);
    ownWords.push(hard.map(numberOf));
    softWords.push(soft.map(numberOf));
  }
  const townGlued = new Int32Array(towns).fill(-1);
  const townBare = new Int32Array(towns).fill(-1);
  const townArticles = new Uint8Array(towns);
  townNames.forEach((name, index) => {
    const { hard } = searchWords(name);
    placeWords.push(hard.map(numberOf));
    if (hard.length > 1) townGlued[index] = numberOf(hard.join(''));
    if (/^(le |la |les |l['’])/i.test(name)) {
      townArticles[index] = 1;
      if (hard.length > 2) townBare[index] = numberOf(hard.slice(1).join(''));
    }
  });
  // What people write instead ("mairie") joins the vocabulary, so that its misreadings are recognised too.
  const meant = Object.entries(meanings).map(([word, list]) => [numberOf(word), list.map(([other, worth]) => [numberOf(other), worth])] as const);
  const renumbered = vocabulary.close();
  const pieceWords = ownWords.done(renumbered);
  const pieceSoft = softWords.done(renumbered);
  const townWords = placeWords.done(renumbered);
  for (const glued of [townGlued, townBare])
    for (let index = 0; index < towns; index++) if (glued[index]! >= 0) glued[index] = renumbered[glued[index]!]!;

  const [wordTownsStart, wordTowns] = grouped(vocabulary.size, -1, (visit) => {
    for (let index = 0; index < towns; index++) {
      for (let at = townWords.start[index]!; at < townWords.start[index + 1]!; at++) visit(townWords.values[at]!, index);
      if (townGlued[index]! >= 0) visit(townGlued[index]!, index);
      if (townBare[index]! >= 0) visit(townBare[index]!, index);
    }
  });
  // Only a document's own pieces: what it takes from its town or its parent is found through them.
  const [wordDocumentsStart, wordDocuments] = grouped(vocabulary.size, -1, (visit) => {
    const reader = new ByteReader(bytes);
    for (let index = 0; index < documents; index++) {
      reader.position = nameOffset[index]!;
      for (let piece = reader.varint(); piece !== nameEnd; piece = reader.varint()) {
        if (piece < firstPiece) continue;
        const own = piece - firstPiece;
        for (let at = pieceWords.start[own]!; at < pieceWords.start[own + 1]!; at++) visit(pieceWords.values[at]!, index);
        for (let at = pieceSoft.start[own]!; at < pieceSoft.start[own + 1]!; at++) visit(pieceSoft.values[at]!, index);
      }
    }
  });
  const [townStructuresStart, townStructures] = grouped(towns, structures, (visit) => {
    for (let index = 0; index < structures; index++) visit(town[index]!, index);
  });
  const townSizes = new Uint8Array(towns);
  for (let index = 0; index < structures; index++) {
    const size = columns.sizes.bytes[columns.sizes.position + index]!;
    if (size > townSizes[town[index]!]!) townSizes[town[index]!] = size;
  }
  const townsByPostcode = Uint32Array.from({ length: towns }, (_, index) => index).sort((a, b) => townPostcodes[a]! - townPostcodes[b]!);

  const wordWeights = new Float32Array(vocabulary.size);
  const wordClasses = new Uint8Array(vocabulary.size);
  const scale = Math.log(2 + documents);
  for (let word = 0; word < vocabulary.size; word++) {
    const count = wordTownsStart[word + 1]! - wordTownsStart[word]! + wordDocumentsStart[word + 1]! - wordDocumentsStart[word]!;
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

  const irregular = indexed(columns.irregular, structures);
  for (const siret of irregular.values()) if (!/^\d{14}$/.test(siret)) throw broken('irregular SIRET');
  const kinds = bytes.slice(columns.kinds.position, columns.kinds.end);
  for (const value of kinds) if (value >> 3 >= recipientKinds.length || (value & 7) >= requirements.length) throw broken('kind outside');

  return {
    structures,
    documents,
    siren8,
    nic4,
    irregular,
    irregularIndex: new Map([...irregular].map(([index, siret]) => [siret, index])),
    town,
    kinds,
    flags: bytes.slice(columns.flags.position, columns.flags.end),
    sizes: bytes.slice(columns.sizes.position, columns.sizes.end),
    successors: indexed(columns.successors, structures),
    parent,
    townNames,
    townPostcodes,
    pieces,
    nameBytes: bytes,
    nameOffset,
    otherStructure,
    otherFlags,
    otherCode,
    otherStart,
    codes,
    vocabulary,
    pieceWords,
    pieceSoft,
    townWords,
    townGlued,
    townBare,
    townArticles,
    wordTownsStart,
    wordTowns,
    wordDocumentsStart,
    wordDocuments,
    townStructuresStart,
    townStructures,
    townsByPostcode,
    townSizes,
    meanings: new Map(meant.map(([word, list]) => [renumbered[word]!, list.map(([other, worth]) => ({ word: renumbered[other!]!, worth: worth! }))])),
    wordWeights,
    wordClasses,
    scratch: {
      townScore: new Float32Array(towns),
      townStamp: new Uint16Array(towns),
      documentScore: new Float32Array(documents),
      documentStamp: new Uint16Array(documents),
    },
  };
}

/** Sign numbers, re-exported for the readers of names. */
export const signs = { nameEnd, townSign, bareTownSign, parentSign, firstPiece, flagBits, otherBits };
