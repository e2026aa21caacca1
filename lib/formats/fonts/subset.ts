import type { TrueType } from './truetype.ts';

/**
 * A TrueType program with these glyphs alone, numbered in the order given: 0 must be the font's own glyph 0. Parts of composite glyphs follow at the
 * end. `characters` (code point to new number) adds the Unicode map that a simple PDF font needs; a CID font needs none.
 */
export function subsetProgram(font: TrueType, glyphs: readonly number[], characters?: ReadonlyMap<number, number>): Uint8Array {
  const kept = [...glyphs];
  const outlines: Uint8Array[] = [];
  for (let index = 0; index < kept.length; index++) {
    const outline = font.outline(kept[index] ?? 0).slice();
    for (const { at, glyph } of components(outline)) {
      let place = kept.indexOf(glyph);
      if (place < 0) place = kept.push(glyph) - 1;
      outline[at] = place >> 8;
      outline[at + 1] = place & 255;
    }
    outlines.push(outline);
  }
  const loca = new Uint8Array((kept.length + 1) * 4);
  const offsets = new DataView(loca.buffer);
  let total = 0;
  for (const [index, outline] of outlines.entries()) {
    offsets.setUint32(index * 4, total);
    total += (outline.length + 3) & ~3;
  }
  offsets.setUint32(kept.length * 4, total);
  const glyf = new Uint8Array(total);
  for (const [index, outline] of outlines.entries()) glyf.set(outline, offsets.getUint32(index * 4));

  const hmtx = new Uint8Array(kept.length * 4);
  const widths = new DataView(hmtx.buffer);
  for (const [index, glyph] of kept.entries()) {
    const { advance, bearing } = font.metricsOf(glyph);
    widths.setUint16(index * 4, advance);
    widths.setInt16(index * 4 + 2, bearing);
  }
  const head = copy(font, 'head');
  head.setUint32(8, 0); // checkSumAdjustment, filled below
  head.setInt16(50, 1); // long loca
  const hhea = copy(font, 'hhea');
  hhea.setUint16(34, kept.length);
  const maxp = copy(font, 'maxp');
  maxp.setUint16(4, kept.length);

  const tables: [tag: string, bytes: Uint8Array][] = [];
  if (characters) tables.push(['cmap', characterMap(characters)]);
  for (const tag of ['cvt ', 'fpgm']) {
    const table = font.table(tag);
    if (table) tables.push([tag, table]);
  }
  tables.push(['glyf', glyf], ['head', bytesOf(head)], ['hhea', bytesOf(hhea)], ['hmtx', hmtx], ['loca', loca], ['maxp', bytesOf(maxp)]);
  const prep = font.table('prep');
  if (prep) tables.push(['prep', prep]);
  return fontFile(tables);
}

function copy(font: TrueType, tag: string): DataView {
  return new DataView((font.table(tag) ?? new Uint8Array()).slice().buffer);
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer);
}

/** Where a composite outline names another glyph (ISO 14496-22 5.3.3.1.2); nothing for a simple one. */
function* components(outline: Uint8Array): Generator<{ at: number; glyph: number }> {
  if (outline.length < 10) return;
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (view.getInt16(0) >= 0) return;
  let at = 10;
  for (let more = true; more; ) {
    const flags = view.getUint16(at);
    yield { at: at + 2, glyph: view.getUint16(at + 2) };
    at += 4 + (flags & 0x0001 ? 4 : 2);
    if (flags & 0x0008) at += 2;
    else if (flags & 0x0040) at += 4;
    else if (flags & 0x0080) at += 8;
    more = (flags & 0x0020) !== 0;
  }
}

/** One (3,1) map of format 4, a segment for each run of characters. */
function characterMap(characters: ReadonlyMap<number, number>): Uint8Array {
  const sorted = [...characters].filter(([code]) => code < 0xffff).sort(([a], [b]) => a - b);
  const segments: { first: number; last: number; glyph: number }[] = [];
  for (const [code, glyph] of sorted) {
    const run = segments.at(-1);
    if (run && code === run.last + 1 && glyph === run.glyph + code - run.first) run.last = code;
    else segments.push({ first: code, last: code, glyph });
  }
  segments.push({ first: 0xffff, last: 0xffff, glyph: 0 });
  const count = segments.length;
  const table = new Uint8Array(12 + 16 + count * 8);
  const view = new DataView(table.buffer);
  const power = 2 ** Math.floor(Math.log2(count));
  [0, 1, 3, 1].forEach((value, index) => {
    view.setUint16(index * 2, value);
  });
  view.setUint32(8, 12);
  [4, 16 + count * 8, 0, count * 2, power * 2, Math.log2(power), (count - power) * 2].forEach((value, index) => {
    view.setUint16(12 + index * 2, value);
  });
  segments.forEach(({ first, last, glyph }, index) => {
    view.setUint16(26 + index * 2, last);
    view.setUint16(28 + count * 2 + index * 2, first);
    view.setUint16(28 + count * 4 + index * 2, first === 0xffff ? 1 : (glyph - first) & 0xffff);
  });
  return table;
}

/** The tables (sorted by tag, as the format wants) behind their directory, checksums included. */
function fontFile(tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array {
  const count = tables.length;
  const padded = (length: number) => (length + 3) & ~3;
  const file = new Uint8Array(12 + count * 16 + tables.reduce((total, [, bytes]) => total + padded(bytes.length), 0));
  const view = new DataView(file.buffer);
  const power = 2 ** Math.floor(Math.log2(count));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, count);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, count * 16 - power * 16);
  let offset = 12 + count * 16;
  let headAt = 0;
  tables.forEach(([tag, bytes], index) => {
    const at = 12 + index * 16;
    for (let letter = 0; letter < 4; letter++) file[at + letter] = tag.charCodeAt(letter);
    file.set(bytes, offset);
    view.setUint32(at + 4, checksum(view, offset, padded(bytes.length)));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, bytes.length);
    if (tag === 'head') headAt = offset;
    offset += padded(bytes.length);
  });
  view.setUint32(headAt + 8, (0xb1b0afba - checksum(view, 0, file.length)) >>> 0);
  return file;
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
