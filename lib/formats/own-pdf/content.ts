/**
 * The operators of a content stream (PDF 1.7 §7.8.2), one after the other, with the places they stand at: enough to know which font, colour or picture
 * a page uses, and to replace an operator without touching the bytes around it.
 */
export interface Operand {
  kind: 'number' | 'name' | 'string' | 'other';
  /** A number as written; a name decoded, without its slash; "" otherwise. */
  text: string;
}

export interface Operation {
  operator: string;
  operands: readonly Operand[];
  /** From the first byte of the first operand to behind the operator. */
  start: number;
  end: number;
  /** For an inline picture ("BI"): the entries of its dictionary, values as written (names decoded, slash kept). */
  picture?: ReadonlyMap<string, string>;
}

/** Every operator of ISO 32000-1 Annex A: PDF/A refuses any other. */
export const knownOperators: ReadonlySet<string> = new Set(
  `b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`.split(
    ' ',
  ),
);

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00;
/** ( ) < > [ ] { } / % */
const isDelimiter = (byte: number | undefined) =>
  byte === 0x28 ||
  byte === 0x29 ||
  byte === 0x3c ||
  byte === 0x3e ||
  byte === 0x5b ||
  byte === 0x5d ||
  byte === 0x7b ||
  byte === 0x7d ||
  byte === 0x2f ||
  byte === 0x25;

/** A content stream that no reader could follow: a string or a dictionary without end. */
export class ContentError extends Error {}

export function* operationsOf(bytes: Uint8Array): Generator<Operation> {
  const reader = new Reader(bytes);
  let operands: Operand[] = [];
  let start = -1;
  for (;;) {
    const token = reader.next();
    if (!token) return;
    if (start < 0) start = token.start;
    if (token.kind !== 'word') {
      operands.push({ kind: token.kind, text: token.text });
      continue;
    }
    if (token.text === 'BI') {
      const picture = reader.inlinePicture();
      yield { operator: 'BI', operands, start, end: reader.at, picture };
    } else yield { operator: token.text, operands, start, end: reader.at };
    operands = [];
    start = -1;
  }
}

interface Token {
  kind: Operand['kind'] | 'word';
  text: string;
  start: number;
}

class Reader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #skipBlanks(): void {
    const bytes = this.#bytes;
    for (; this.at < bytes.length; this.at++) {
      if (bytes[this.at] === 0x25) while (this.at < bytes.length && bytes[this.at] !== 0x0a && bytes[this.at] !== 0x0d) this.at++;
      else if (!isSpace(bytes[this.at])) return;
    }
  }

  next(): Token | null {
    this.#skipBlanks();
    const start = this.at;
    const byte = this.#bytes[start];
    if (byte === undefined) return null;
    if (byte === 0x2f) return { kind: 'name', text: this.#name(), start };
    if (byte === 0x28) {
      this.#string();
      return { kind: 'string', text: '', start };
    }
    if (byte === 0x3c) {
      if (this.#bytes[start + 1] === 0x3c) this.#nested();
      else this.#until(0x3e);
      return { kind: this.#bytes[start + 1] === 0x3c ? 'other' : 'string', text: '', start };
    }
    if (byte === 0x5b) {
      this.#nested();
      return { kind: 'other', text: '', start };
    }
    if (isDelimiter(byte)) throw new ContentError(`stray delimiter at ${start}`);
    const text = this.#regular();
    if (/^[+-]*(\d+\.?\d*|\.\d+)(-\d*)?$/.test(text)) return { kind: 'number', text, start };
    if (text === 'true' || text === 'false' || text === 'null') return { kind: 'other', text, start };
    return { kind: 'word', text, start };
  }

  #regular(): string {
    let text = '';
    for (; this.at < this.#bytes.length; this.at++) {
      const byte = this.#bytes[this.at];
      if (byte === undefined || isSpace(byte) || isDelimiter(byte)) break;
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #name(): string {
    this.at++;
    return this.#regular().replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }

  #string(): void {
    let depth = 0;
    for (; this.at < this.#bytes.length; this.at++) {
      const byte = this.#bytes[this.at];
      if (byte === 0x5c) this.at++;
      else if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) {
        this.at++;
        return;
      }
    }
    throw new ContentError('string without end');
  }

  #until(last: number): void {
    while (this.at < this.#bytes.length) if (this.#bytes[this.at++] === last) return;
    throw new ContentError('hexadecimal string without end');
  }

  /** An array or a dictionary, whatever it holds. */
  #nested(): void {
    let depth = 0;
    while (this.at < this.#bytes.length) {
      this.#skipBlanks();
      const byte = this.#bytes[this.at];
      const twin = this.#bytes[this.at + 1] === byte;
      if (byte === 0x28) this.#string();
      else if (byte === 0x5b) {
        depth++;
        this.at++;
      } else if (byte === 0x5d) {
        depth--;
        this.at++;
      } else if (byte === 0x3c && twin) {
        depth++;
        this.at += 2;
      } else if (byte === 0x3e && twin) {
        depth--;
        this.at += 2;
      } else if (byte === 0x3c) this.#until(0x3e);
      else if (byte === 0x2f) this.#name();
      else if (isDelimiter(byte)) throw new ContentError(`stray delimiter at ${this.at}`);
      else if (byte !== undefined) this.#regular();
      if (depth === 0) return;
    }
    throw new ContentError('array without end');
  }

  /** Behind BI: the dictionary, ID, the data, EI (PDF 1.7 §8.9.7). */
  inlinePicture(): Map<string, string> {
    const entries = new Map<string, string>();
    for (;;) {
      const key = this.next();
      if (!key || (key.kind === 'word' && key.text === 'ID')) break;
      this.#skipBlanks();
      const from = this.at;
      const value = this.next();
      if (!value) break;
      entries.set(key.text, value.kind === 'name' ? `/${value.text}` : String.fromCharCode(...this.#bytes.subarray(from, this.at)));
    }
    const bytes = this.#bytes;
    // The data may hold anything: EI counts when it stands alone and what follows reads as operators again.
    for (let at = this.at + 1; at < bytes.length; at++) {
      if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49 || !isSpace(bytes[at - 1])) continue;
      if (at + 2 < bytes.length && !isSpace(bytes[at + 2])) continue;
      if (!bytes.subarray(at + 2, at + 12).every((byte) => isSpace(byte) || (byte >= 0x20 && byte < 0x7f))) continue;
      this.at = at + 2;
      return entries;
    }
    throw new ContentError('inline picture without end');
  }
}

/** A replacement for the bytes from `start` to `end`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The stream with its edits made; they must not overlap and come in order. */
export function edited(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    parts.push(
      bytes.subarray(at, start),
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
    at = end;
  }
  parts.push(bytes.subarray(at));
  const result = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}
