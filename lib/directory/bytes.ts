import { Fault } from '../invoice/fault.ts';

/** A directory file that cannot be trusted: cut, altered, or not one of ours. The caller keeps the last good one. */
export function broken(detail: string): Fault {
  return new Fault('directory-broken', detail);
}

/** Grows as needed; integers are LEB128, text is UTF-8 (written here because the core has no TextEncoder). */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  length = 0;

  private reserve(extra: number): void {
    if (this.length + extra <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + extra));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** Signed, small magnitudes first. */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  append(other: Uint8Array): void {
    this.reserve(other.length);
    this.bytes.set(other, this.length);
    this.length += other.length;
  }

  text(value: string): void {
    for (const character of value) {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) this.byte(code);
      else if (code < 0x800) {
        this.byte(0xc0 | (code >> 6));
        this.byte(0x80 | (code & 63));
      } else if (code < 0x10000) {
        this.byte(0xe0 | (code >> 12));
        this.byte(0x80 | ((code >> 6) & 63));
        this.byte(0x80 | (code & 63));
      } else {
        this.byte(0xf0 | (code >> 18));
        this.byte(0x80 | ((code >> 12) & 63));
        this.byte(0x80 | ((code >> 6) & 63));
        this.byte(0x80 | (code & 63));
      }
    }
  }

  /** What is written so far, not copied: only until the next write. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Reads within its bounds or throws: a hostile length cannot reach outside. */
export class ByteReader {
  position: number;

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
    readonly end = bytes.length,
  ) {
    this.position = start;
  }

  get finished(): boolean {
    return this.position >= this.end;
  }

  byte(): number {
    if (this.position >= this.end) throw broken('column cut short');
    return this.bytes[this.position++]!;
  }

  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
      if (factor > 2 ** 49) throw broken('integer too long');
    }
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** Everything up to the end, split on line feeds; an empty column is no line. */
  lines(): string[] {
    const { bytes, end } = this;
    const result: string[] = [];
    let line = '';
    let run: number[] = [];
    while (this.position < end) {
      const byte = bytes[this.position++]!;
      if (byte === 10) {
        result.push(run.length === 0 ? line : line + String.fromCharCode(...run));
        line = '';
        run = [];
        continue;
      }
      if (byte < 0x80) run.push(byte);
      else if (byte < 0xe0) run.push(((byte & 31) << 6) | (this.byte() & 63));
      else if (byte < 0xf0) run.push(((byte & 15) << 12) | ((this.byte() & 63) << 6) | (this.byte() & 63));
      else {
        const code = ((byte & 7) << 18) | ((this.byte() & 63) << 12) | ((this.byte() & 63) << 6) | (this.byte() & 63);
        if (code > 0x10ffff) throw broken('text is not UTF-8');
        line += String.fromCharCode(...run) + String.fromCodePoint(code);
        run = [];
      }
      if (run.length > 512) {
        line += String.fromCharCode(...run);
        run = [];
      }
    }
    if (run.length > 0 || line !== '') throw broken('text column cut short');
    return result;
  }
}

/** Text of bytes that are UTF-8 or nearly: what is not gives wrong letters, never an error. */
export function textBetween(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; ) {
    const byte = bytes[at++]!;
    if (byte < 0x80) text += String.fromCharCode(byte);
    else if (byte < 0xe0) text += String.fromCharCode(((byte & 31) << 6) | (bytes[at++]! & 63));
    else if (byte < 0xf0) {
      text += String.fromCharCode(((byte & 15) << 12) | ((bytes[at]! & 63) << 6) | (bytes[at + 1]! & 63));
      at += 2;
    } else {
      const code = ((byte & 7) << 18) | ((bytes[at]! & 63) << 12) | ((bytes[at + 1]! & 63) << 6) | (bytes[at + 2]! & 63);
      text += String.fromCodePoint(Math.min(code, 0x10ffff));
      at += 3;
    }
  }
  return text;
}

/**
 * Two sums over words of four bytes from `start` (a multiple of four): tells an altered or cut file from a whole one, and one changed word always. SHA-256 in
 * the manifest tells it from a forged one. Turns and exclusive ors alone: a browser's first compiler makes them fast, and products slow.
 */
export function checksum(bytes: Uint8Array, start: number): [number, number] {
  const whole = (bytes.length - start) >> 2;
  const aligned = (bytes.byteOffset + start) % 4 === 0 ? bytes : bytes.slice(start);
  const words = new Int32Array(aligned.buffer, aligned === bytes ? bytes.byteOffset + start : 0, whole);
  let first = bytes.length;
  let second = 1;
  for (let index = 0; index < whole; index++) {
    const word = words[index]!;
    first = ((first << 5) | (first >>> 27)) ^ word;
    second = ((second << 13) | (second >>> 19)) ^ word ^ (word >>> 7);
  }
  for (let index = start + whole * 4; index < bytes.length; index++) {
    first = ((first << 5) | (first >>> 27)) ^ bytes[index]!;
    second = ((second << 13) | (second >>> 19)) ^ bytes[index]!;
  }
  return [first >>> 0, second >>> 0];
}
