import { requirements } from '../invoice/requirement.ts';
import { ByteReader, broken, checksum } from './bytes.ts';
import { type ColumnName, columnNames, firstPiece, headerLength, layoutVersion, magic, nameEnd, otherBits, parentSign } from './layout.ts';
import { summed } from './postings.ts';
import { recipientKinds, type Service } from './recipient.ts';
import { lineStarts, postcodesFrom, townTexts } from './town-columns.ts';

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
  /** How often each piece is used, and after the last how many names are written with none. */
  pieceUses: Uint32Array;
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

/** Every integer of a column, of five bytes at most. One loop for them all: it is compiled once, and a directory is opened by code that has just arrived. */
function integers({ bytes, position, end }: ByteReader): Uint32Array {
  const values = new Uint32Array(end - position);
  let count = 0;
  for (let at = position; at < end; at++) {
    let value = bytes[at]!;
    if (value > 127) {
      value &= 127;
      let factor = 128;
      let byte = 255;
      while (byte > 127) {
        if (++at >= end) throw broken('column cut short');
        byte = bytes[at]!;
        value += (byte & 127) * factor;
        factor *= 128;
        if (factor > 2 ** 35) throw broken('integer too long');
      }
    }
    values[count++] = value;
  }
  return values.subarray(0, count);
}

const signed = (value: number) => (value & 1 ? -((value >>> 1) + 1) : value >>> 1);

type Numbers = Pick<Columns, 'siren8' | 'nic4' | 'town' | 'parent'>;

function numbersFrom(columns: Record<ColumnName, ByteReader>, structures: number, towns: number): Numbers {
  const numbers = integers(columns.numbers);
  const steps = integers(columns.townSteps);
  if (numbers.length !== 2 * structures || steps.length !== structures) throw broken('column cut short');
  const siren8 = new Uint32Array(structures);
  const nic4 = new Uint16Array(structures);
  const town = new Uint32Array(structures);
  const parent = new Uint32Array(structures);
  let siren = 0;
  let nic = 0;
  let place = 0;
  let first = 0;
  for (let index = 0; index < structures; index++) {
    const step = numbers[2 * index]!;
    const next = numbers[2 * index + 1]!;
    if (step !== 0 || index === 0) {
      siren += step;
      nic = next;
      first = index;
    } else nic += signed(next);
    place += signed(steps[index]!);
    if (siren > 99_999_999 || nic < 0 || nic > 9999) throw broken('number outside');
    if (place < 0 || place >= towns) throw broken('town outside');
    siren8[index] = siren;
    nic4[index] = nic;
    town[index] = place;
    parent[index] = first;
  }
  return { siren8, nic4, town, parent };
}

/** Where each name begins, and how often each piece is used. Every piece number is checked here, once. */
function namesFrom(
  { bytes, position, end }: ByteReader,
  parent: Uint32Array,
  documents: number,
  pieces: number,
): Pick<Columns, 'nameOffset' | 'pieceUses'> {
  const nameOffset = new Uint32Array(documents);
  const pieceUses = new Uint32Array(pieces + 1);
  const limit = pieces + firstPiece;
  let at = position;
  for (let document = 0; document < documents; document++) {
    nameOffset[document] = at;
    if (bytes[at] === nameEnd) pieceUses[pieces]!++;
    let piece = 0;
    let factor = 1;
    for (;;) {
      if (at >= end) throw broken('column cut short');
      const byte = bytes[at++]!;
      piece += (byte & 127) * factor;
      if (piece >= limit) throw broken('piece outside');
      if (byte > 127) {
        factor *= 128;
        continue;
      }
      if (piece === nameEnd) break;
      if (piece >= firstPiece) pieceUses[piece - firstPiece]!++;
      // The first of a SIREN has no name to extend; an alias or a service has its structure's.
      else if (piece === parentSign && parent[document] === document) throw broken('piece outside');
      piece = 0;
      factor = 1;
    }
  }
  if (at !== end) throw broken('names after the end');
  return { nameOffset, pieceUses };
}

type Others = Pick<Columns, 'otherStructure' | 'otherFlags' | 'otherCode' | 'otherStart'>;

/** Whose the other names and the services are, and what they are. */
function othersFrom(columns: Record<ColumnName, ByteReader>, structures: number, others: number, codes: number): Others {
  const steps = integers(columns.otherSteps);
  const { position, end } = columns.otherFlags;
  if (steps.length !== others || end - position !== others) throw broken('others');
  const otherFlags = columns.otherFlags.bytes.subarray(position, end);
  const otherStructure = new Uint32Array(others);
  const otherCode = new Int32Array(others).fill(-1);
  const otherStart = new Uint32Array(structures + 1);
  let owner = 0;
  let code = 0;
  for (let index = 0; index < others; index++) {
    owner += steps[index]!;
    if (owner >= structures) throw broken('owner outside');
    otherStructure[index] = owner;
    otherStart[owner + 1]!++;
    if (otherFlags[index]! & otherBits.service) otherCode[index] = code++;
  }
  if (code !== codes) throw broken('service codes');
  return { otherStructure, otherFlags, otherCode, otherStart: summed(otherStart) };
}

/** Reads every column of a packed directory, or throws a Fault `directory-broken`. Reads every byte once: nothing in the file is trusted. */
export function readColumns(bytes: Uint8Array): Columns {
  const { structures, others, columns } = columnsOf(bytes);
  const documents = structures + others;
  const pieceStart = lineStarts(columns.dictionary);
  const codeStart = lineStarts(columns.codes);
  const { townText, townTextStart } = townTexts(columns.towns);
  const towns = townTextStart.length - 1;
  const plain = (name: 'kinds' | 'flags' | 'sizes') => {
    const { position, end } = columns[name];
    if (end - position !== structures) throw broken(name);
    return bytes.subarray(position, end);
  };
  const kinds = plain('kinds');
  for (let index = 0; index < structures; index++)
    if (kinds[index]! >> 3 >= recipientKinds.length || (kinds[index]! & 7) >= requirements.length) throw broken('kind outside');
  if (columns.postcodes.end - columns.postcodes.position !== towns * 4) throw broken('postcodes');
  const numbers = numbersFrom(columns, structures, towns);
  const irregular = indexed(columns.irregular, structures);
  return {
    bytes,
    structures,
    documents,
    towns,
    ...numbers,
    irregular,
    irregularIndex: new Map([...irregular].map(([index, siret]) => [siret, index])),
    kinds,
    flags: plain('flags'),
    sizes: plain('sizes'),
    successors: indexed(columns.successors, structures),
    townText,
    townTextStart,
    townPostcodes: postcodesFrom(columns.postcodes, towns),
    pieceStart,
    ...namesFrom(columns.names, numbers.parent, documents, pieceStart.length - 1),
    ...othersFrom(columns, structures, others, codeStart.length - 1),
    codeStart,
    shards: null,
  };
}
