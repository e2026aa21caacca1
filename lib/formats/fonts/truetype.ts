/**
 * A TrueType file, as far as writing PDFs needs it: which glyph a character has, how wide it is, and its outline's bytes. Own code, since the font
 * library that pdf-lib works with weighs 750 KB and parses the file anew for every document; this one is read once per file (`openTrueType`).
 */
export class TrueType {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #tables = new Map<string, { offset: number; length: number }>();
  readonly #glyphs: ReadonlyMap<number, number>;
  readonly #longLoca: boolean;
  readonly #metrics: number;
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  /** xMin, yMin, xMax, yMax; this and the heights below in thousandths of an em, as PDF counts. */
  readonly box: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  /** Degrees, negative when it leans to the right. */
  readonly italicAngle: number;
  readonly bold: boolean;

  /** Throws a RangeError or an Error on a file that is no TrueType: the app gives its own fonts, never a user's. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const count = this.#view.getUint16(4);
    for (let index = 0; index < count; index++) {
      const at = 12 + index * 16;
      const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
      this.#tables.set(tag, { offset: this.#view.getUint32(at + 8), length: this.#view.getUint32(at + 12) });
    }
    const head = this.#start('head');
    this.unitsPerEm = this.#view.getUint16(head + 18);
    const scale = 1000 / this.unitsPerEm;
    const [left, bottom, right, top] = [36, 38, 40, 42].map((at) => Math.round(this.#view.getInt16(head + at) * scale));
    this.box = [left ?? 0, bottom ?? 0, right ?? 0, top ?? 0];
    this.bold = (this.#view.getUint16(head + 44) & 1) === 1;
    this.#longLoca = this.#view.getInt16(head + 50) === 1;
    this.glyphCount = this.#view.getUint16(this.#start('maxp') + 4);
    const hhea = this.#start('hhea');
    this.ascent = Math.round(this.#view.getInt16(hhea + 4) * scale);
    this.descent = Math.round(this.#view.getInt16(hhea + 6) * scale);
    this.#metrics = this.#view.getUint16(hhea + 34);
    const os2 = this.#tables.get('OS/2');
    const capHeight = os2 && this.#view.getUint16(os2.offset) >= 2 ? this.#view.getInt16(os2.offset + 88) : 0;
    this.capHeight = capHeight > 0 ? Math.round(capHeight * scale) : Math.round(this.ascent * 0.8);
    const post = this.#tables.get('post');
    this.italicAngle = post ? this.#view.getInt32(post.offset + 4) / 65536 : 0;
    this.#glyphs = this.#characters();
  }

  #start(tag: string): number {
    const table = this.#tables.get(tag);
    if (!table) throw new Error(`no ${tag} table`);
    return table.offset;
  }

  /** Bytes of a whole table, null when the file has none. */
  table(tag: string): Uint8Array | null {
    const table = this.#tables.get(tag);
    return table ? this.#bytes.subarray(table.offset, table.offset + table.length) : null;
  }

  /** Code points that have a glyph. */
  get characters(): Iterable<number> {
    return this.#glyphs.keys();
  }

  has(codePoint: number): boolean {
    return this.#glyphs.has(codePoint);
  }

  /** Glyph of a character; 0 (the empty box) when there is none. */
  glyphOf(codePoint: number): number {
    return this.#glyphs.get(codePoint) ?? 0;
  }

  /** Width of a glyph in thousandths of an em. */
  advance(glyph: number): number {
    return (this.metricsOf(glyph).advance * 1000) / this.unitsPerEm;
  }

  /** Width and left side bearing of a glyph, in font units. */
  metricsOf(glyph: number): { advance: number; bearing: number } {
    const at = this.#start('hmtx');
    const last = this.#metrics - 1;
    const advance = this.#view.getUint16(at + Math.min(glyph, last) * 4);
    const bearing = this.#view.getInt16(glyph <= last ? at + glyph * 4 + 2 : at + this.#metrics * 4 + (glyph - this.#metrics) * 2);
    return { advance, bearing };
  }

  /** The glyph's outline as the file has it; empty for a space. */
  outline(glyph: number): Uint8Array {
    const loca = this.#start('loca');
    const place = (index: number) => (this.#longLoca ? this.#view.getUint32(loca + index * 4) : this.#view.getUint16(loca + index * 2) * 2);
    const glyf = this.#start('glyf');
    return this.#bytes.subarray(glyf + place(glyph), glyf + place(glyph + 1));
  }

  /** The Unicode character map, empty for the subset of a CID font, which needs none: formats 4 (ISO 14496-22 5.2.1.3.3) and 12. */
  #characters(): Map<number, number> {
    const found = new Map<number, number>();
    const view = this.#view;
    const cmap = this.#tables.get('cmap')?.offset;
    if (cmap === undefined) return found;
    const count = view.getUint16(cmap + 2);
    for (let index = 0; index < count; index++) {
      const at = cmap + 4 + index * 8;
      const platform = view.getUint16(at);
      const encoding = view.getUint16(at + 2);
      if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
      const start = cmap + view.getUint32(at + 4);
      const format = view.getUint16(start);
      if (format === 4) this.#segments(start, found);
      else if (format === 12) this.#groups(start, found);
    }
    return found;
  }

  #segments(start: number, found: Map<number, number>): void {
    const view = this.#view;
    const doubled = view.getUint16(start + 6);
    for (let at = 0; at < doubled; at += 2) {
      const last = view.getUint16(start + 14 + at);
      const first = view.getUint16(start + 16 + doubled + at);
      const delta = view.getUint16(start + 16 + 2 * doubled + at);
      const rangeAt = start + 16 + 3 * doubled + at;
      const range = view.getUint16(rangeAt);
      for (let code = first; code <= last && code < 0xffff; code++) {
        const raw = range === 0 ? code : view.getUint16(rangeAt + range + (code - first) * 2);
        const glyph = range !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
        if (glyph !== 0) found.set(code, glyph);
      }
    }
  }

  #groups(start: number, found: Map<number, number>): void {
    const view = this.#view;
    const count = view.getUint32(start + 12);
    for (let index = 0; index < count; index++) {
      const at = start + 16 + index * 12;
      const first = view.getUint32(at);
      const last = view.getUint32(at + 4);
      const glyph = view.getUint32(at + 8);
      for (let code = first; code <= last; code++) found.set(code, glyph + code - first);
    }
  }
}

const opened = new WeakMap<Uint8Array, TrueType>();

/** The font of these bytes, parsed the first time only. */
export function openTrueType(bytes: Uint8Array): TrueType {
  let font = opened.get(bytes);
  if (!font) {
    font = new TrueType(bytes);
    opened.set(bytes, font);
  }
  return font;
}
