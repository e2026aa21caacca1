import { Bench, compiled, type Gray } from '../../../scan/index.ts';
import { fused, vectors } from './binary.ts';

/** What `assembly/index.ts` exports: places in its memory, bytes from one row or plane to the next, numbers of rows and columns. */
export interface Layers {
  base(): number;
  see(strip: number, width: number, height: number, out: number, outRow: number): void;
  convolve(
    input: number,
    ins: number,
    plane: number,
    row: number,
    weights: number,
    biases: number,
    outs: number,
    out: number,
    outPlane: number,
    outRow: number,
    height: number,
    width: number,
    rows: number,
    columns: number,
    apart: number,
    cut: boolean,
    beside: number,
  ): void;
  pool(
    input: number,
    planes: number,
    plane: number,
    row: number,
    out: number,
    outPlane: number,
    outRow: number,
    height: number,
    width: number,
    across: number,
  ): void;
  clear(at: number, bytes: number): void;
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
}

/** Rows of a strip. */
export const stripHeight = 32;

/** One layer: a window over the planes before it, then perhaps the greatest of each two rows (and columns). Its weights follow each other in the file in this order. */
interface Layer {
  ins: number;
  outs: number;
  rows: number;
  columns: number;
  /** Columns between the columns of the window. */
  apart?: number;
  pool?: 'square' | 'rows';
  /** Added to what it saw, instead of standing for it. */
  beside?: true;
  /** Below nought stays below nought: the last layer's answers. */
  open?: true;
}

export const answers = 120;
const layers: readonly Layer[] = [
  { ins: 1, outs: 16, rows: 3, columns: 3, pool: 'square' },
  { ins: 16, outs: 32, rows: 3, columns: 3 },
  { ins: 32, outs: 48, rows: 3, columns: 3, pool: 'rows' },
  { ins: 48, outs: 64, rows: 3, columns: 3 },
  { ins: 64, outs: 64, rows: 3, columns: 3, pool: 'rows' },
  { ins: 64, outs: 96, rows: 3, columns: 3 },
  { ins: 96, outs: 96, rows: 4, columns: 1 },
  { ins: 96, outs: 96, rows: 1, columns: 3, beside: true },
  { ins: 96, outs: 96, rows: 1, columns: 3, apart: 2, beside: true },
  { ins: 96, outs: 96, rows: 1, columns: 3, apart: 4, beside: true },
  { ins: 96, outs: 96, rows: 1, columns: 3, apart: 8, beside: true },
  { ins: 96, outs: 96, rows: 1, columns: 3, apart: 16, beside: true },
  { ins: 96, outs: answers, rows: 1, columns: 1, open: true },
];

/** Numbers of nought left and right of a row: the widest window reaches sixteen to each side, and a vector is read eight further. */
const rim = 16;
const slack = 16;

interface Planes {
  at: number;
  height: number;
  width: number;
  /** Bytes. */
  row: number;
  plane: number;
}

/** The network with its weights unpacked into its own memory. */
export class Network {
  readonly #layers: Layers;
  readonly #places: { weights: number; biases: number }[] = [];
  readonly #bench: Bench;

  /**
   * `file`: for each layer its biases, the scale of each of its planes (floats), then its weights in one byte each. Throws where it is not whole, and in a browser
   * without vector instructions (Safari before 16.4).
   */
  constructor(file: Uint8Array) {
    // both builds read alike but for the last bits of a float
    const exported = new WebAssembly.Instance(compiled(fused, vectors)).exports as unknown as Layers;
    this.#layers = exported;
    this.#bench = new Bench(exported.memory, exported.base());
    let at = 0;
    for (const { ins, outs, rows, columns } of layers) {
      const window = ins * rows * columns;
      const floats = new Float32Array(file.slice(at, at + outs * 8).buffer);
      at += outs * 8;
      const packed = new Int8Array(file.slice(at, at + outs * window).buffer);
      at += outs * window;
      if (packed.length !== outs * window) throw new Error('the strip reader is not whole');
      const weights = new Float32Array(outs * window);
      for (let o = 0; o < outs; o++) {
        const to = (o >> 2) * window * 4 + (o & 3);
        for (let i = 0; i < window; i++) weights[to + i * 4] = packed[o * window + i]! * floats[outs + o]!;
      }
      this.#places.push({ weights: this.#bench.put(weights), biases: this.#bench.put(floats.slice(0, outs)) });
    }
    if (at !== file.length) throw new Error('the strip reader is another');
  }

  /** Planes with nought around them. */
  #planes(count: number, height: number, width: number, above: number): Planes {
    const row = (width + rim * 2 + slack) * 4;
    const plane = row * (height + above * 2);
    const at = this.#bench.take(plane * count);
    this.#layers.clear(at, plane * count);
    return { at: at + row * above + rim * 4, height, width, row, plane };
  }

  /** For each two columns of a strip, `answers` numbers: the greater, the likelier. */
  read(strip: Gray): { steps: number; logits: Float32Array } {
    const { top } = this.#bench;
    try {
      const { convolve, pool, see } = this.#layers;
      const width = Math.ceil(strip.width / 16) * 16;
      const wide = new Uint8Array(width * stripHeight).fill(245);
      for (let y = 0; y < stripHeight; y++) wide.set(strip.data.subarray(y * strip.width, (y + 1) * strip.width), y * width);
      const grey = this.#bench.put(wide);
      let seen = this.#planes(1, stripHeight, width, 1);
      see(grey, width, stripHeight, seen.at, seen.row);
      for (const [at, layer] of layers.entries()) {
        const { weights, biases } = this.#places[at]!;
        const { ins, outs, rows, columns, apart = 1 } = layer;
        const even = rows === 3;
        const out = this.#planes(outs, even ? seen.height : 1, seen.width, even ? 1 : 0);
        const first = seen.at - (even ? seen.row : 0) - (columns === 3 ? apart * 4 : 0);
        convolve(
          first,
          ins,
          seen.plane,
          seen.row,
          weights,
          biases,
          outs,
          out.at,
          out.plane,
          out.row,
          out.height,
          out.width,
          rows,
          columns,
          apart * 4,
          !layer.open,
          layer.beside ? seen.at : 0,
        );
        seen = out;
        if (layer.pool) {
          const across = layer.pool === 'square' ? 2 : 1;
          const less = this.#planes(outs, seen.height / 2, seen.width / across, 1);
          pool(seen.at, outs, seen.plane, seen.row, less.at, less.plane, less.row, less.height, less.width, across);
          seen = less;
        }
      }
      const steps = Math.ceil(strip.width / 2);
      const logits = new Float32Array(steps * answers);
      for (let a = 0; a < answers; a++) {
        const row = this.#bench.floats(seen.at + a * seen.plane, steps);
        for (let s = 0; s < steps; s++) logits[s * answers + a] = row[s]!;
      }
      return { steps, logits };
    } finally {
      this.#bench.back(top);
    }
  }
}
