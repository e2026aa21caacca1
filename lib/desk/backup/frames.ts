import * as z from 'zod/mini';
import { Fault } from '../../invoice/fault.ts';
import { freshSalt, keyOfPassphrase, PBKDF2_ITERATIONS, seal, unseal } from '../cipher.ts';
import { bytesOf, joined } from './bytes.ts';

/** The sealed form of a `.coursier` file: see `../backup.ts` for the whole format. */
export const MAGIC = new TextEncoder().encode('COURSIER');
export const CONTAINER_VERSION = 2;
const FRAME_BYTES = 4_194_304;
const MAX_FRAME_BYTES = 33_554_432;
const MAX_HEADER_BYTES = 4096;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const Header = z.object({
  kdf: z.literal('PBKDF2-HMAC-SHA-256'),
  /** Bounds: a header must neither weaken a new backup's key nor freeze the device. */
  iterations: z.number().check(z.int(), z.gte(1000), z.lte(10_000_000)),
  salt: z.string().check(z.regex(/^[0-9a-f]{16,128}$/)),
  cipher: z.literal('AES-256-GCM'),
  /** Bytes of plain text in a frame, the last one aside. */
  frame: z.number().check(z.int(), z.gte(64), z.lte(MAX_FRAME_BYTES)),
});

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOfHex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function number32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** What each frame is bound to: its header, its place, and whether it is the last. */
async function contextOf(start: Uint8Array<ArrayBuffer>): Promise<(index: number, last: boolean) => string> {
  const digest = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', start)));
  return (index, last) => `coursier-backup/${CONTAINER_VERSION}/${digest}/${index}/${last ? 'last' : 'more'}`;
}

/** Takes plain bytes, gives sealed frames: one frame in memory. */
export class FrameWriter {
  readonly #sink: (bytes: Uint8Array) => void;
  readonly #key: CryptoKey;
  readonly #context: (index: number, last: boolean) => string;
  readonly #frame: Uint8Array;
  #filled = 0;
  #index = 0;

  private constructor(sink: (bytes: Uint8Array) => void, key: CryptoKey, context: (index: number, last: boolean) => string, size: number) {
    this.#sink = sink;
    this.#key = key;
    this.#context = context;
    this.#frame = new Uint8Array(size);
  }

  static async open(
    sink: (bytes: Uint8Array) => void,
    passphrase: string,
    { frameBytes = FRAME_BYTES, iterations = PBKDF2_ITERATIONS }: { frameBytes?: number | undefined; iterations?: number | undefined } = {},
  ): Promise<FrameWriter> {
    const salt = freshSalt();
    const header = { kdf: 'PBKDF2-HMAC-SHA-256', iterations, salt: hexOf(salt), cipher: 'AES-256-GCM', frame: frameBytes } satisfies z.infer<
      typeof Header
    >;
    const text = new TextEncoder().encode(JSON.stringify(header));
    const start = joined([MAGIC, new Uint8Array([CONTAINER_VERSION]), number32(text.length), text]);
    sink(start);
    return new FrameWriter(sink, await keyOfPassphrase(passphrase, salt, iterations), await contextOf(start), frameBytes);
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      // A full frame goes only when more comes: the last one must say that it is.
      if (this.#filled === this.#frame.length) await this.#seal(false);
      const part = bytes.subarray(at, at + this.#frame.length - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
  }

  async end(): Promise<void> {
    await this.#seal(true);
  }

  async #seal(last: boolean): Promise<void> {
    const { iv, data } = await seal(this.#frame.subarray(0, this.#filled), this.#key, this.#context(this.#index++, last));
    this.#sink(number32(data.length));
    this.#sink(iv);
    this.#sink(data);
    this.#filled = 0;
  }
}

export interface SealedFile {
  /** Where each frame's own bytes (iv and text) start and end. */
  frames: { start: number; end: number }[];
  key(passphrase: string): Promise<CryptoKey>;
  context(index: number, last: boolean): string;
  blob: Blob;
}

/**
 * Header and lengths, without the passphrase. Faults: 'backup-newer', 'backup-cut' when a frame is not whole, 'backup-broken'.
 */
export async function openSealed(blob: Blob): Promise<SealedFile> {
  const fixed = MAGIC.length + 5;
  const start = await bytesOf(blob.slice(0, fixed));
  const version = start[MAGIC.length];
  if (version !== undefined && version > CONTAINER_VERSION) throw new Fault('backup-newer', `container ${version}`);
  if (start.length < fixed) throw new Fault('backup-cut', 'header');
  const length = new DataView(start.buffer).getUint32(MAGIC.length + 1, true);
  if (length > MAX_HEADER_BYTES) throw new Fault('backup-broken', 'header');
  if (blob.size < fixed + length) throw new Fault('backup-cut', 'header');
  const whole = await bytesOf(blob.slice(0, fixed + length));
  const header = readHeader(whole.subarray(fixed));
  const context = await contextOf(whole);
  const frames: SealedFile['frames'] = [];
  for (let at = whole.length; at < blob.size; ) {
    const told = await bytesOf(blob.slice(at, at + 4));
    if (told.length < 4) throw new Fault('backup-cut', 'frame');
    const size = new DataView(told.buffer).getUint32(0, true);
    if (size < TAG_BYTES || size > header.frame + TAG_BYTES) throw new Fault('backup-broken', 'frame');
    const end = at + 4 + IV_BYTES + size;
    if (end > blob.size) throw new Fault('backup-cut', 'frame');
    frames.push({ start: at + 4, end });
    at = end;
  }
  if (frames.length === 0) throw new Fault('backup-cut', 'no frame');
  return { frames, blob, context, key: (passphrase) => keyOfPassphrase(passphrase, bytesOfHex(header.salt), header.iterations) };
}

function readHeader(bytes: Uint8Array): z.infer<typeof Header> {
  try {
    return Header.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new Fault('backup-broken', 'header', { cause: error });
  }
}

/**
 * The plain text, frame by frame. Faults: 'backup-passphrase' when the first frame does not open, 'backup-broken' when a later one does not,
 * 'backup-cut' when the last one there is not the last one written.
 */
export async function* unsealed({ frames, blob, context }: SealedFile, key: CryptoKey): AsyncGenerator<Uint8Array> {
  for (const [index, { start, end }] of frames.entries()) {
    const bytes = await bytesOf(blob.slice(start, end));
    const sealed = { iv: bytes.subarray(0, IV_BYTES), data: bytes.subarray(IV_BYTES) };
    const last = index === frames.length - 1;
    const plain = await unseal(sealed, key, context(index, last));
    if (!plain) {
      if (last && (await unseal(sealed, key, context(index, false)))) throw new Fault('backup-cut', `frame ${index}`);
      throw new Fault(index === 0 ? 'backup-passphrase' : 'backup-broken', `frame ${index}`);
    }
    yield plain;
  }
}
