import { plain, vectors } from './binary.ts';

/** What `assembly/index.ts` exports; arguments are numbers of pixels and places in its memory. */
export interface Kernels {
  base(): number;
  halve(source: number, width: number, out: number, w: number, h: number): void;
  shrink(
    source: number,
    from: number,
    fromHeight: number,
    out: number,
    width: number,
    height: number,
    top: number,
    bottom: number,
    sums: number,
    spans: number,
  ): void;
  dilate(picture: number, width: number, height: number, radiusX: number, radiusY: number, scratch: number): void;
  negate(picture: number, size: number): void;
  soften(source: number, width: number, height: number, out: number, down: number): void;
  boxBlur(source: number, width: number, height: number, out: number, radius: number, columns: number): void;
  flatten(page: number, width: number, height: number, paper: number, pw: number, ph: number, scratch: number): void;
  grain(page: number, width: number, height: number, middles: number, lows: number, counts: number): void;
  inkMask(
    page: number,
    width: number,
    height: number,
    out: number,
    level: number,
    faint: number,
    levels: number,
    across: number,
    mean: number,
    mw: number,
    mh: number,
    standsOut: number,
  ): void;
  warp(source: number, sw: number, sh: number, map: number, out: number, width: number, height: number, top: number, bottom: number): void;
  warpCubic(source: number, sw: number, sh: number, map: number, out: number, width: number, height: number, top: number, bottom: number): void;
  histogram(picture: number, size: number, counts: number): void;
  slopes(picture: number, width: number, height: number, counts: number, slopes: number): void;
  draw(
    page: number,
    pw: number,
    ph: number,
    owner: number,
    mine: number,
    out: number,
    width: number,
    height: number,
    bases: number,
    left: number,
    step: number,
    above: number,
    taps: number,
  ): void;
  blur(source: number, width: number, height: number, out: number, weights: number, reach: number, scratch: number): void;
  refocus(
    seen: number,
    guess: number,
    width: number,
    height: number,
    across: number,
    reachX: number,
    down: number,
    reachY: number,
    rounds: number,
    scratch: number,
  ): void;
  rotate(source: number, width: number, height: number, cos: number, sin: number, out: number): void;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of the standard object that is used: the scan stage compiles without a browser's types. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
  validate(bytes: Uint8Array): boolean;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function bytesOf(base64: string): Uint8Array {
  const out = new Uint8Array(Math.floor((base64.replaceAll('=', '').length * 3) / 4));
  for (let i = 0, held = 0, bits = 0, at = 0; at < out.length; i++) {
    held = ((held << 6) | alphabet.indexOf(base64[i]!)) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = held >> bits;
    }
  }
  return out;
}

const pageBytes = 65_536;
/** A vector may be read past the end of the last picture. */
const slack = 64;

/** Memory of the kernels, taken from the bottom up and given back all at once. */
export class Bench {
  #memory: Memory;
  #top: number;

  constructor(memory: Memory, base: number) {
    this.#memory = memory;
    this.#top = (base + 15) & ~15;
  }

  get top(): number {
    return this.#top;
  }

  /** Forgets what was taken since. */
  back(top: number): void {
    this.#top = top;
  }

  /** A place for so many bytes; what stands there is anything. */
  take(bytes: number): number {
    const at = this.#top;
    this.#top += (bytes + 15) & ~15;
    const missing = this.#top + slack - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / pageBytes));
    return at;
  }

  /** A copy of these bytes. */
  put(data: Uint8Array | Int16Array | Float32Array | Float64Array): number {
    const at = this.take(data.byteLength);
    new Uint8Array(this.#memory.buffer).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    return at;
  }

  /** A copy of what stands there. */
  get(at: number, bytes: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer).slice(at, at + bytes);
  }

  /** The same as floats. */
  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer.slice(at, at + length * 4));
  }

  /** The same as whole numbers of four bytes. */
  counts(at: number, length: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer.slice(at, at + length * 4));
  }

  /** Copies what stands there to `to`. */
  read(at: number, bytes: number, to: Uint8Array, offset: number): void {
    to.set(new Uint8Array(this.#memory.buffer, at, bytes), offset);
  }
}

let module: object | null = null;
let running: { kernels: Kernels; bench: Bench } | null = null;

/** Fresh kernels of a compiled build, with a memory of their own. */
export function instance(build: object): { kernels: Kernels; bench: Bench } {
  const kernels = new WebAssembly.Instance(build, {}).exports as Kernels & { memory: Memory };
  return { kernels, bench: new Bench(kernels.memory, kernels.base()) };
}

/** The quick build (base64) compiled, where the browser knows its instructions; the other elsewhere. */
export function compiled(quick: string, other: string): object {
  const bytes = bytesOf(quick);
  return new WebAssembly.Module(WebAssembly.validate(bytes) ? bytes : bytesOf(other));
}

/** Runs some kernels; what `work` takes from the bench is free again after it. */
export function onBench<Result>(work: (kernels: Kernels, bench: Bench) => Result): Result {
  module ??= compiled(vectors, plain);
  running ??= instance(module);
  const { kernels, bench } = running;
  const { top } = bench;
  try {
    return work(kernels, bench);
  } finally {
    bench.back(top);
  }
}

/** Gives their memory back, which never shrinks otherwise. */
export function clearBench(): void {
  running = null;
}
