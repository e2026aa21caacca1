import { type ByteReader, broken } from './bytes.ts';
import { longestShared, sharedBase } from './layout.ts';

/** Where each line begins, and one more after the last. */
export function lineStarts({ bytes, position, end }: ByteReader): Uint32Array {
  if (end > position && bytes[end - 1] !== 10) throw broken('text column cut short');
  const start = new Uint32Array(end - position + 1);
  let line = 0;
  start[line++] = position;
  for (let at = position; at < end; at++) if (bytes[at] === 10) start[line++] = at + 1;
  return start.slice(0, line);
}

/** The towns' names written out. */
export function townTexts(reader: ByteReader): { townText: Uint8Array; townTextStart: Uint32Array } {
  const { bytes, end } = reader;
  const starts = lineStarts(reader);
  const towns = starts.length - 1;
  const townTextStart = new Uint32Array(towns + 1);
  let text = new Uint8Array((end - reader.position) * 2 + 256);
  let length = 0;
  let before = 0;
  for (let town = 0; town < towns; town++) {
    const from = starts[town]!;
    const to = starts[town + 1]! - 1;
    const shared = bytes[from]! - sharedBase;
    if (from >= to || shared < 0 || shared > longestShared || shared > length - before) throw broken('town cut short');
    if (length + shared + to - from > text.length) {
      const larger = new Uint8Array(text.length * 2 + to - from);
      larger.set(text);
      text = larger;
    }
    const begun = length;
    for (let at = before; at < before + shared; at++) text[length++] = text[at]!;
    for (let at = from + 1; at < to; at++) text[length++] = bytes[at]!;
    before = begun;
    townTextStart[town + 1] = length;
  }
  return { townText: text.slice(0, length), townTextStart };
}

/** Postcodes as numbers; 0 when unknown. */
export function postcodesFrom({ bytes, position }: ByteReader, towns: number): Uint32Array {
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
