import { ByteReader, ByteWriter, broken, checksum } from './bytes.ts';
import { headerLength, layoutVersion } from './layout.ts';
import { type Directory, directoryOf, type WordsIndex } from './open.ts';
import { Vocabulary } from './vocabulary.ts';
import { meaningsIn } from './words-index.ts';

/** "CRSK": an open directory's arrays as they are, so that the next start need not make them again. For this device alone: never published. */
const keptMagic = [0x43, 0x52, 0x53, 0x4b];
const keptVersion = layoutVersion * 16 + 1;

const columnArrays = [
  'siren8',
  'nic4',
  'town',
  'parent',
  'townText',
  'townTextStart',
  'townPostcodes',
  'pieceStart',
  'nameOffset',
  'pieceUses',
  'otherStructure',
  'otherFlags',
  'otherCode',
  'otherStart',
  'codeStart',
] as const;
const listArrays = ['pieceWords', 'pieceSoft', 'townWords', 'wordTowns', 'wordPieces', 'pieceDocuments', 'townStructures'] as const;
const wordArrays = [
  'pieceSigle',
  'townGlued',
  'townBare',
  'townLink',
  'townsByPostcode',
  'townSizes',
  'wordWeights',
  'wordClasses',
  'regularWords',
] as const;
const vocabularyArrays = ['codes', 'start', 'lengthWords', 'lengthStart', 'once', 'twice'] as const;
const views = ['kinds', 'flags', 'sizes'] as const;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;
const types = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array] as const;

function arraysOf(directory: Directory): Numbers[] {
  return [
    ...columnArrays.map((name) => directory[name]),
    ...listArrays.flatMap((name) => [directory[name].start, directory[name].values]),
    ...wordArrays.map((name) => directory[name]),
    ...vocabularyArrays.map((name) => directory.vocabulary[name]),
  ];
}

/** The arrays of an open directory as one block, to be stored beside its packed file. */
export function keepIndex(directory: Directory): Uint8Array {
  const arrays = arraysOf(directory);
  const head = new ByteWriter();
  // Which packed file these were made of: its checksum.
  head.append(directory.bytes.subarray(8, 16));
  for (const count of [directory.structures, directory.documents, directory.towns]) head.varint(count);
  for (const name of views) head.varint(directory[name].byteOffset - directory.bytes.byteOffset);
  for (const map of [directory.irregular, directory.successors]) {
    head.varint(map.size);
    for (const [index, siret] of map) {
      head.varint(index);
      head.text(siret);
    }
  }
  for (const array of arrays) {
    head.byte(types.findIndex((type) => array instanceof type));
    head.varint(array.length);
  }
  const start = headerLength + 4 + Math.ceil(head.length / 4) * 4;
  const file = new Uint8Array(arrays.reduce((sum, array) => sum + Math.ceil(array.byteLength / 4) * 4, start));
  const view = new DataView(file.buffer);
  file.set([...keptMagic, keptVersion], 0);
  view.setUint32(headerLength, start, true);
  file.set(head.done(), headerLength + 4);
  let at = start;
  for (const array of arrays) {
    file.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += Math.ceil(array.byteLength / 4) * 4;
  }
  const [first, second] = checksum(file, headerLength);
  view.setUint32(8, first, true);
  view.setUint32(12, second, true);
  return file;
}

/**
 * Opens a packed file with the block kept from its last opening, or throws `directory-broken` when the block is another file's, another program's or
 * altered: `openDirectory` then makes it again. The block is this program's own work: its sums are compared, its contents are not read through again.
 */
export function openKept(bytes: Uint8Array, kept: Uint8Array): Directory {
  if (kept.length < headerLength + 8 || keptMagic.some((byte, index) => kept[index] !== byte) || kept[4] !== keptVersion)
    throw broken('not what was kept');
  const block = kept.byteOffset % 4 === 0 ? kept : kept.slice();
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const [first, second] = checksum(block, headerLength);
  if (view.getUint32(8, true) !== first || view.getUint32(12, true) !== second) throw broken('checksum of what was kept');
  const head = new ByteReader(block, headerLength + 4, view.getUint32(headerLength, true));
  for (let at = 8; at < 16; at++) if (head.byte() !== bytes[at]) throw broken('kept from another file');
  const [structures, documents, towns] = [head.varint(), head.varint(), head.varint()];
  const [kinds, flags, sizes] = views.map(() => {
    const start = head.varint();
    if (start + structures > bytes.length) throw broken('kept from another file');
    return bytes.subarray(start, start + structures);
  }) as [Uint8Array, Uint8Array, Uint8Array];
  const [irregular, successors] = [0, 1].map(() => {
    const map = new Map<number, string>();
    for (let count = head.varint(); count > 0; count--) {
      const index = head.varint();
      let siret = '';
      for (let digit = 0; digit < 14; digit++) siret += String.fromCharCode(head.byte());
      map.set(index, siret);
    }
    return map;
  }) as [Map<number, string>, Map<number, string>];
  let at = head.end;
  const next = (): Numbers => {
    const type = types[head.byte()];
    const length = head.varint();
    if (!type || at + length * type.BYTES_PER_ELEMENT > block.length) throw broken('kept array cut short');
    const array = new type(block.buffer as ArrayBuffer, block.byteOffset + at, length);
    at += Math.ceil(array.byteLength / 4) * 4;
    return array;
  };
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, next()])) as never;
  const columns = named(columnArrays) as Pick<Directory, (typeof columnArrays)[number]>;
  const lists = Object.fromEntries(listArrays.map((name) => [name, { start: next(), values: next() }])) as never as Pick<
    WordsIndex,
    (typeof listArrays)[number]
  >;
  const words = named(wordArrays) as Pick<WordsIndex, (typeof wordArrays)[number]>;
  const vocabulary = new Vocabulary(named(vocabularyArrays));
  return directoryOf(
    {
      bytes,
      structures,
      documents,
      towns,
      kinds,
      flags,
      sizes,
      irregular,
      irregularIndex: new Map([...irregular].map(([index, siret]) => [siret, index])),
      successors,
      ...columns,
      shards: null,
    },
    { ...lists, ...words, vocabulary },
    meaningsIn(vocabulary),
  );
}
