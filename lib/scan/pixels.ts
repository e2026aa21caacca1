import { onBench } from './kernels/index.ts';

/** A picture in colour: four bytes a pixel (red, green, blue, alpha), rows from the top. The shape of the browser's ImageData, without the browser. */
export interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

/** A picture in grey: one byte a pixel, 0 black, 255 white. */
export interface Gray {
  data: Uint8Array;
  width: number;
  height: number;
}

export function emptyGray(width: number, height: number, value = 255): Gray {
  return { data: new Uint8Array(width * height).fill(value), width, height };
}

/**
 * Gives these arrays back at once, where the browser can: megapixels would otherwise lie there until the garbage collector comes, which the next picture does
 * before it. Whoever still holds one of them holds an empty array.
 */
export function giveBack(...arrays: readonly { buffer: ArrayBufferLike; byteLength: number }[]): void {
  for (const { buffer, byteLength } of arrays) if (byteLength > 0) (buffer as { transfer?(length: number): unknown }).transfer?.(0);
}

/** Luma of BT.601, in integers. Transparent pixels are taken as lying on white paper. */
export function grayscale(pixels: Pixels): Gray {
  const { data, width, height } = pixels;
  const out = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < out.length; i++, p += 4) {
    const luma = (77 * data[p]! + 150 * data[p + 1]! + 29 * data[p + 2]!) >> 8;
    const alpha = data[p + 3]!;
    out[i] = alpha === 255 ? luma : 255 + (((luma - 255) * alpha) >> 8);
  }
  return { data: out, width, height };
}

/** Rows of a large picture that are shown to a kernel at once: its memory stays small. */
const strip = 512;

/** Every target pixel is the mean of the source area below it: no aliasing when shrinking. */
function shrink({ data, width: from, height: fromHeight }: Gray, width: number, height: number): Gray {
  const out = new Uint8Array(width * height);
  const rows = Math.max(1, Math.floor((strip * height) / fromHeight));
  onBench((kernels, bench) => {
    const sums = bench.take(from * 4);
    const spans = bench.take((width + 1) * 16);
    const { top } = bench;
    for (let y = 0; y < height; y += rows) {
      const end = Math.min(height, y + rows);
      const first = Math.floor((y * fromHeight) / height);
      const last = Math.min(fromHeight, Math.ceil((end * fromHeight) / height) + 1);
      const source = bench.put(data.subarray(first * from, last * from));
      const target = bench.take((end - y) * width);
      kernels.shrink(source - first * from, from, fromHeight, target - y * width, width, height, y, end, sums, spans);
      bench.read(target, (end - y) * width, out, y * width);
      bench.back(top);
    }
  });
  return { data: out, width, height };
}

/** Catmull-Rom kernel: sharper letters than bilinear when a small picture is enlarged. */
function cubicWeights(t: number): readonly [number, number, number, number] {
  const t2 = t * t;
  const t3 = t2 * t;
  return [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2];
}

function enlarge(gray: Gray, width: number, height: number): Gray {
  const { data } = gray;
  const clampX = (x: number) => (x < 0 ? 0 : x >= gray.width ? gray.width - 1 : x);
  const middle = new Float32Array(width * gray.height);
  for (let x = 0; x < width; x++) {
    const source = ((x + 0.5) * gray.width) / width - 0.5;
    const base = Math.floor(source);
    const [a, b, c, d] = cubicWeights(source - base);
    const [xa, xb, xc, xd] = [clampX(base - 1), clampX(base), clampX(base + 1), clampX(base + 2)];
    for (let y = 0, o = 0; y < gray.height; y++, o += gray.width) {
      middle[y * width + x] = a * data[o + xa]! + b * data[o + xb]! + c * data[o + xc]! + d * data[o + xd]!;
    }
  }
  const out = new Uint8ClampedArray(width * height);
  const clampY = (y: number) => (y < 0 ? 0 : y >= gray.height ? gray.height - 1 : y) * width;
  for (let y = 0; y < height; y++) {
    const source = ((y + 0.5) * gray.height) / height - 0.5;
    const base = Math.floor(source);
    const [a, b, c, d] = cubicWeights(source - base);
    const [ya, yb, yc, yd] = [clampY(base - 1), clampY(base), clampY(base + 1), clampY(base + 2)];
    for (let x = 0; x < width; x++) out[y * width + x] = a * middle[ya + x]! + b * middle[yb + x]! + c * middle[yc + x]! + d * middle[yd + x]!;
  }
  return { data: new Uint8Array(out.buffer), width, height };
}

/** The picture at another size: mean of the area when shrinking, cubic when enlarging. Both sides at least 1 pixel. */
export function resize(gray: Gray, width: number, height: number): Gray {
  const w = Math.max(1, Math.round(width));
  const h = Math.max(1, Math.round(height));
  if (w === gray.width && h === gray.height) return gray;
  const narrowed = shrink(gray, Math.min(w, gray.width), Math.min(h, gray.height));
  return narrowed.width === w && narrowed.height === h ? narrowed : enlarge(narrowed, w, h);
}

/** Half the size: each pixel the mean of four. What `resize` does, in a fraction of its time; an odd last row or column is left out. */
export function halved({ data, width, height }: Gray): Gray {
  const half = { width: width >> 1, height: height >> 1 };
  const out = new Uint8Array(half.width * half.height);
  onBench((kernels, bench) => {
    const { top } = bench;
    for (let y = 0; y < half.height; y += strip) {
      const rows = Math.min(strip, half.height - y);
      const source = bench.put(data.subarray(2 * y * width, 2 * (y + rows) * width));
      const target = bench.take(rows * half.width);
      kernels.halve(source, width, target, half.width, rows);
      bench.read(target, rows * half.width, out, y * half.width);
      bench.back(top);
    }
  });
  return { data: out, ...half };
}

/** Mean over a square window of side 2r+1, cut at the edges. */
export const boxBlur = ({ data, width, height }: Gray, radius: number): Gray =>
  onBench((kernels, bench) => {
    const [source, out, columns] = [bench.put(data), bench.take(data.length), bench.take(width * 4)];
    kernels.boxBlur(source, width, height, out, radius, columns);
    return { data: bench.get(out, data.length), width, height };
  });

/** Mean over 3 x 3 pixels; the rim of the picture is left as it is. */
export const soften = ({ data, width, height }: Gray): Gray =>
  onBench((kernels, bench) => {
    const [source, out, down] = [bench.put(data), bench.take(data.length), bench.take(width * 2)];
    kernels.soften(source, width, height, out, down);
    return { data: bench.get(out, data.length), width, height };
  });

/** The brightest neighbour, then the darkest, or one of them, in windows of side 2r+1. */
function spread({ data, width, height }: Gray, radiusX: number, radiusY: number, ...steps: ('bright' | 'dark')[]): Gray {
  return onBench((kernels, bench) => {
    const picture = bench.put(data);
    const scratch = bench.take(Math.max((height + 2 * radiusY) * width, width + 2 * radiusX));
    for (const step of steps) {
      if (step === 'dark') kernels.negate(picture, data.length);
      kernels.dilate(picture, width, height, radiusX, radiusY, scratch);
      if (step === 'dark') kernels.negate(picture, data.length);
    }
    return { data: bench.get(picture, data.length), width, height };
  });
}

/** Brightest neighbour in a window of side 2r+1. */
export const dilate = (gray: Gray, radiusX: number, radiusY = radiusX): Gray => spread(gray, radiusX, radiusY, 'bright');
/** Darkest neighbour in a window of side 2r+1. */
export const erode = (gray: Gray, radiusX: number, radiusY = radiusX): Gray => spread(gray, radiusX, radiusY, 'dark');
/** Erases dark marks thinner than 2r+1: what remains is the paper. */
export const closing = (gray: Gray, radius: number): Gray => spread(gray, radius, radius, 'bright', 'dark');

/** Lowest level that, with those below it, holds this many pixels; `counts` of each of the 256 levels. */
export function levelAt(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += counts[level]!;
    if (seen >= wanted) return level;
  }
  return 255;
}

/** Level below which `share` of the pixels lie, on a sample. */
export function percentile(data: Uint8Array, share: number, step = 1): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let i = 0; i < data.length; i += step) {
    counts[data[i]!]!++;
    total++;
  }
  return levelAt(counts, total * share);
}

/** The picture turned clockwise by a number of quarter turns. */
export function quarterTurn(gray: Gray, turns: 0 | 1 | 2 | 3): Gray {
  const { data, width, height } = gray;
  if (turns === 0) return gray;
  const out = new Uint8Array(data.length);
  if (turns === 2) {
    for (let i = 0, j = data.length - 1; j >= 0; i++, j--) out[i] = data[j]!;
    return { data: out, width, height };
  }
  // Square by square: a column written at once would touch a new line of the processor's cache at every pixel.
  const side = 64;
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      const bottom = Math.min(height, top + side);
      const right = Math.min(width, left + side);
      for (let y = top; y < bottom; y++) {
        let target = turns === 1 ? left * height + (height - 1 - y) : (width - 1 - left) * height + y;
        const step = turns === 1 ? height : -height;
        for (let x = left; x < right; x++, target += step) out[target] = data[y * width + x]!;
      }
    }
  }
  return { data: out, width: height, height: width };
}
