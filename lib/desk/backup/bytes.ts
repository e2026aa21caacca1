import { Fault } from '../../invoice/fault.ts';

/** Bytes taken one after the other from a stream of pieces; no more than one piece and what is asked for is held. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();
  #at = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    while (this.#at >= this.#piece.length) {
      const next = await this.#pieces.next();
      if (next.done) return false;
      this.#piece = next.value;
      this.#at = 0;
    }
    return true;
  }

  /** Exactly `count` bytes. Fault 'backup-cut' when the stream ends before. */
  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      if (!(await this.#more())) throw new Fault('backup-cut', `${count - filled} bytes missing`);
      const part = this.#piece.subarray(this.#at, this.#at + count - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    return bytes;
  }

  /** Whatever is left, up to `most` bytes. */
  async rest(most: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (await this.#more()) {
      const part = this.#piece.subarray(this.#at);
      this.#at = this.#piece.length;
      length += part.length;
      if (length > most) throw new Fault('backup-broken', 'bytes after the end');
      parts.push(part);
    }
    return joined(parts);
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** A file in pieces, so that a large one is never whole in memory. */
export async function* piecesOf(blob: Blob, length = 4_194_304): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += length) yield bytesOf(blob.slice(at, at + length));
}

const GATHERED_BYTES = 16_777_216;

/** Pieces that become one file: handed to the browser every 16 MB, which may keep them on its disk. */
export class BlobSink {
  readonly #blobs: Blob[] = [];
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #size = 0;

  write(bytes: Uint8Array): void {
    // A copy: the caller uses its buffer again.
    this.#parts.push(new Uint8Array(bytes));
    this.#size += bytes.length;
    if (this.#size > GATHERED_BYTES) this.#flush();
  }

  #flush(): void {
    this.#blobs.push(new Blob(this.#parts));
    this.#parts = [];
    this.#size = 0;
  }

  blob(type: string): Blob {
    this.#flush();
    return new Blob(this.#blobs, { type });
  }
}
