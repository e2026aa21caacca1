import { textBetween } from './bytes.ts';
import { firstPiece, nameEnd } from './layout.ts';
import { searchWords } from './names.ts';
import { linkWeight, linkWords, meanings as meaningTable, openers, typeWords } from './normalise.ts';
import type { Columns, Directory, Lists, WordsIndex } from './open.ts';
import { bySound } from './sounds.ts';
import { type Vocabulary, VocabularyBuilder } from './vocabulary.ts';
import { encodeWord, WordReader } from './words.ts';

/** How "Commune" joins its town ("de Lyon", "d'Arles", "du Havre", "des Rousses"): the words, and from which on the article is inside. */
export const links = ['de', 'd', 'du', 'des'] as const;
export const bareLink = 2;

class ListBuilder {
  private start: Uint32Array;
  private values = new Uint32Array(1 << 10);
  private lists = 0;
  private length = 0;

  constructor(lists: number) {
    this.start = new Uint32Array(lists + 1);
  }

  put(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  endList(): void {
    this.start[++this.lists] = this.length;
  }

  done(renumbered: Uint32Array): Lists {
    const values = this.values.slice(0, this.length);
    for (let at = 0; at < values.length; at++) values[at] = renumbered[values[at]!]!;
    return { start: this.start, values };
  }
}

/** Items grouped by key from pairs met in any order: where each key's items begin, and the items, each key's in the order met. */
class Pairs {
  private keys: Uint32Array;
  private items: Uint32Array;
  private length = 0;

  constructor(expected: number) {
    this.keys = new Uint32Array(expected + 16);
    this.items = new Uint32Array(expected + 16);
  }

  put(key: number, item: number): void {
    if (this.length === this.keys.length) {
      const keys = new Uint32Array(this.length * 2);
      keys.set(this.keys);
      this.keys = keys;
      const items = new Uint32Array(this.length * 2);
      items.set(this.items);
      this.items = items;
    }
    this.keys[this.length] = key;
    this.items[this.length++] = item;
  }

  grouped(count: number): [start: Uint32Array, items: Uint32Array] {
    const start = new Uint32Array(count + 1);
    for (let at = 0; at < this.length; at++) start[this.keys[at]! + 1]!++;
    for (let key = 0; key < count; key++) start[key + 1]! += start[key]!;
    const items = new Uint32Array(this.length);
    const next = start.slice();
    for (let at = 0; at < this.length; at++) items[next[this.keys[at]!]!++] = this.items[at]!;
    return [start, items];
  }
}

const vowels = new Set([...encodeWord('aeiou')]);
const [letterH, letterY] = encodeWord('hy') as unknown as [number, number];

/** The link by the letters of the town's first word, as `nameWithTown` chooses it. */
function linkOf(reader: WordReader): number {
  const length = reader.starts[1]! - reader.starts[0]!;
  const [first, second, third] = reader.letters as unknown as [number, number, number];
  const l = 11;
  const e = 4;
  const s = 18;
  if (reader.count > 1 && first === l && second === e && length === 2) return 2;
  if (reader.count > 1 && first === l && second === e && third === s && length === 3) return 3;
  if (reader.count > 1 && first === l && length === 1) return 0;
  const vowel = length > 1 && vowels.has(second);
  if (first === letterY) return vowel ? 0 : 1;
  if (first === letterH) return vowel || (length > 1 && second === letterY) ? 1 : 0;
  return vowels.has(first) ? 1 : 0;
}

/** 2 to 12 capitals in brackets, at the end of a piece: most often a piece of its own. */
function endsWithSigle(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 4 || bytes[end - 1] !== 41) return false;
  let at = end - 2;
  while (at >= start && bytes[at]! >= 65 && bytes[at]! <= 90) at--;
  const letters = end - 2 - at;
  return at >= start && bytes[at] === 40 && letters >= 2 && letters <= 12;
}

/** The words of every piece and town, numbered in order, and who holds each. */
export function wordsIndex(columns: Columns): { words: WordsIndex; meanings: Directory['meanings'] } {
  const { bytes, towns, structures, documents, pieceStart, townText, townTextStart } = columns;
  const pieces = pieceStart.length - 1;
  const builder = new VocabularyBuilder(400 + pieces + 2 * towns);
  // The words that may open a long form come first: a glance at a word's number tells whether it may.
  for (const opener of openers) builder.addText(opener);
  const opening = builder.size;
  const linking = [...linkWords].map((word) => builder.addText(word));
  const regular = ['commune', ...links].map((word) => builder.addText(word));

  const reader = new WordReader();
  const met = new Uint32Array(2050);
  /** Numbers of the words between two bytes, in `met`; -1 when a word that opens a long form is among them. */
  const wordsBetween = (text: Uint8Array, start: number, end: number): number => {
    reader.read(text, start, end);
    let opener = false;
    for (let word = 0; word < reader.count; word++) {
      const number = builder.add(reader.letters, reader.starts[word]!, reader.starts[word + 1]!);
      met[word] = number;
      if (number < opening && word + 1 < reader.count) opener = true;
    }
    return opener ? -1 : reader.count;
  };
  const own = new ListBuilder(pieces);
  const soft = new ListBuilder(pieces);
  const pieceSigle = new Uint8Array(pieces);
  for (let piece = 0; piece < pieces; piece++) {
    const start = pieceStart[piece]!;
    const end = pieceStart[piece + 1]! - 1;
    if (endsWithSigle(bytes, start, end)) pieceSigle[piece] = 1;
    const count = wordsBetween(bytes, start, end);
    if (count >= 0) for (let word = 0; word < count; word++) own.put(met[word]!);
    else {
      const { hard, soft: inside } = searchWords(textBetween(bytes, start, end));
      for (const word of hard) own.put(builder.addText(word));
      for (const word of inside) soft.put(builder.addText(word));
    }
    own.endList();
    soft.endList();
  }
  const place = new ListBuilder(towns);
  const townGlued = new Int32Array(towns).fill(-1);
  const townBare = new Int32Array(towns).fill(-1);
  const townLink = new Uint8Array(towns);
  for (let town = 0; town < towns; town++) {
    const start = townTextStart[town]!;
    const end = townTextStart[town + 1]!;
    const count = wordsBetween(townText, start, end);
    townLink[town] = reader.count === 0 ? 0 : linkOf(reader);
    if (count < 0) for (const word of searchWords(textBetween(townText, start, end)).hard) place.put(builder.addText(word));
    else for (let word = 0; word < count; word++) place.put(met[word]!);
    place.endList();
    if (reader.count > 1) {
      const { letters, starts } = reader;
      const length = starts[reader.count]!;
      townGlued[town] = builder.add(letters, 0, Math.min(32, length));
      // "Le Havre" is also "havre", "L'Isle" "isle": run together, only when more than one word is left.
      const first = starts[1]!;
      const article = first <= 3 && letters[0] === 11 && (first === 1 || letters[1] === 4 || letters[1] === 0) && isArticle(townText, start);
      if (article && reader.count > 2) townBare[town] = builder.add(letters, first, Math.min(first + 32, length));
    }
  }
  // What people write instead ("mairie") joins the vocabulary, so that its misreadings are recognised too.
  const meant = Object.entries(meaningTable).map(
    ([word, list]) => [builder.addText(word), list.map(([other, worth]) => [builder.addText(other), worth] as const)] as const,
  );
  const { vocabulary, renumbered } = builder.close();
  const pieceWords = own.done(renumbered);
  const pieceSoft = soft.done(renumbered);
  const townWords = place.done(renumbered);
  for (const glued of [townGlued, townBare]) for (let town = 0; town < towns; town++) if (glued[town]! >= 0) glued[town] = renumbered[glued[town]!]!;
  const regularWords = Uint32Array.from(regular, (word) => renumbered[word]!);
  const linked = new Uint8Array(vocabulary.size);
  for (const word of linking) linked[renumbered[word]!] = 1;

  const inTowns = new Pairs(4 * towns);
  for (let town = 0; town < towns; town++) {
    for (let at = townWords.start[town]!; at < townWords.start[town + 1]!; at++)
      if (!linked[townWords.values[at]!]) inTowns.put(townWords.values[at]!, town);
    if (townGlued[town]! >= 0) inTowns.put(townGlued[town]!, town);
    if (townBare[town]! >= 0) inTowns.put(townBare[town]!, town);
  }
  const [wordTownsStart, wordTowns] = inTowns.grouped(vocabulary.size);
  // Only a document's own pieces: what it takes from its town or its parent is found through them. Link words choose nobody.
  const inDocuments = new Pairs(4 * documents);
  const put = (lists: Lists, list: number, document: number) => {
    for (let at = lists.start[list]!; at < lists.start[list + 1]!; at++) if (!linked[lists.values[at]!]) inDocuments.put(lists.values[at]!, document);
  };
  for (let document = 0; document < documents; document++) {
    let position = columns.nameOffset[document]!;
    if (bytes[position] === nameEnd) inDocuments.put(regularWords[0]!, document);
    for (;;) {
      let piece = 0;
      let factor = 1;
      for (;;) {
        const byte = bytes[position++]!;
        piece += (byte & 127) * factor;
        if (byte < 128) break;
        factor *= 128;
      }
      if (piece === nameEnd) break;
      if (piece < firstPiece) continue;
      put(pieceWords, piece - firstPiece, document);
      put(pieceSoft, piece - firstPiece, document);
    }
  }
  const [wordDocumentsStart, wordDocuments] = inDocuments.grouped(vocabulary.size);
  const inPlaces = new Pairs(structures);
  const townSizes = new Uint8Array(towns);
  for (let index = 0; index < structures; index++) {
    const town = columns.town[index]!;
    inPlaces.put(town, index);
    if (columns.sizes[index]! > townSizes[town]!) townSizes[town] = columns.sizes[index]!;
  }
  const [townStructuresStart, townStructures] = inPlaces.grouped(towns);
  const weights = weighed(vocabulary, documents, wordTownsStart, wordDocumentsStart);
  return {
    words: {
      vocabulary,
      pieceWords,
      pieceSoft,
      pieceSigle,
      townWords,
      townGlued,
      townBare,
      townLink,
      wordTownsStart,
      wordTowns,
      wordDocumentsStart,
      wordDocuments,
      townStructuresStart,
      townStructures,
      townsByPostcode: sortedByPostcode(columns.townPostcodes),
      townSizes,
      ...bySound(vocabulary),
      ...weights,
      regularWords,
    },
    meanings: new Map(meant.map(([word, list]) => [renumbered[word]!, list.map(([other, worth]) => ({ word: renumbered[other]!, worth }))])),
  };
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

/** "Le ", "La ", "Les ", "L'": an article, not a name that begins so ("Leers"). */
function isArticle(text: Uint8Array, start: number): boolean {
  for (let at = start; at < start + 4; at++) if (text[at] === 32 || text[at] === 39) return true;
  // The typographic apostrophe, three bytes.
  return text[start + 1] === 0xe2 && text[start + 2] === 0x80;
}

function sortedByPostcode(postcodes: Uint32Array): Uint32Array {
  const keys = new Float64Array(postcodes.length);
  for (let town = 0; town < keys.length; town++) keys[town] = postcodes[town]! * (1 << 21) + town;
  keys.sort();
  return Uint32Array.from(keys, (key) => key % (1 << 21));
}

function weighed(vocabulary: Vocabulary, documents: number, wordTownsStart: Uint32Array, wordDocumentsStart: Uint32Array) {
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
  return { wordWeights, wordClasses };
}
