/**
 * JSON whose amounts keep their exact decimal text: `JSON.stringify` would send 1234.5 for "1234.50" and 0.1 + 0.2 as 0.30000000000000004.
 * Chorus Pro reads decimal(19,6).
 */
export class Exact {
  readonly text: string;

  /** `text` is a decimal of `money.ts`; anything else is refused, since it would break the JSON around it. */
  constructor(text: string) {
    if (!/^-?\d{1,13}(\.\d{1,6})?$/.test(text)) throw new RangeError('not a decimal(19,6)');
    this.text = text.replace(/^(-?)0+(?=\d)/, '$1');
  }
}

export type JsonValue = string | number | boolean | null | undefined | Exact | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** Undefined members are left out, as `JSON.stringify` does. */
export function writeJson(value: JsonValue): string {
  if (value instanceof Exact) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PADDING = 61; // "="

/** Base64 of bytes. By table rather than `btoa`, which wants the bytes as a string first: ten times slower on the PDF of a photo. */
export function base64Of(bytes: Uint8Array): string {
  const native = bytes as Uint8Array & { toBase64?: () => string };
  if (native.toBase64) return native.toBase64();
  const result = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  let out = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    result[out++] = ALPHABET[group >> 18] ?? 0;
    result[out++] = ALPHABET[(group >> 12) & 63] ?? 0;
    if (left > 1) result[out++] = ALPHABET[(group >> 6) & 63] ?? 0;
    if (left > 2) result[out++] = ALPHABET[group & 63] ?? 0;
  }
  return new TextDecoder().decode(result);
}

export function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
