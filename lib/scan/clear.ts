import { onBench } from './kernels/index.ts';
import { findLines, type Segmentation } from './lines.ts';
import { type Gray, levelAt } from './pixels.ts';

/** One half of a bell curve cut at 2.2 deviations, from its middle outwards; the whole adds up to 1. */
function bell(deviation: number): Float32Array {
  const reach = Math.ceil(deviation * 2.2);
  const weights = Float32Array.from({ length: reach + 1 }, (_, at) => Math.exp(-(at ** 2) / (2 * deviation * deviation)));
  const total = weights.reduce((sum, weight) => sum + 2 * weight, -1);
  return weights.map((weight) => weight / total);
}

/** Rows that are smoothed at once, as floats. */
const strip = 256;

/** The whole page, its grain smoothed. */
function smoothed(page: Gray, deviation: number): Gray {
  const { width, height } = page;
  const weights = bell(deviation);
  const reach = weights.length - 1;
  const data = new Uint8Array(page.data.length);
  onBench((kernels, bench) => {
    const blur = bench.put(weights);
    const { top } = bench;
    for (let y = 0; y < height; y += strip) {
      const end = Math.min(height, y + strip);
      const [first, last] = [Math.max(0, y - reach), Math.min(height, end + reach)];
      const size = (last - first) * width;
      const source = bench.put(page.data.subarray(first * width, last * width));
      const out = bench.take(size);
      kernels.blur(source, width, last - first, out, blur, reach, bench.take(size * 12));
      bench.read(out + (y - first) * width, (end - y) * width, data, y * width);
      bench.back(top);
    }
  });
  return { data, width, height };
}

/** Brightness of the flattened paper; ink is what lies under it. */
const paper = 250;
/** A little ink everywhere: without it noise on white paper would grow into specks. */
const veil = 12;
const rounds = 8;

interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Blur taken back from a part of the page (Richardson and Lucy's iteration on the ink, which never makes less than none): strokes that ran together part
 * again. `across`, `down`: the blur's own weights.
 */
function sharpen(page: Gray, out: Uint8Array, { left, top, width, height }: Crop, across: Float32Array, down: Float32Array, rim: number) {
  const size = width * height;
  const seen = new Float32Array(size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) seen[y * width + x] = Math.max(0, paper - page.data[(top + y) * page.width + left + x]!) + veil;
  }
  const guess = onBench((kernels, bench) => {
    const out = bench.take(size * 4);
    const [from, wide, high] = [bench.put(seen), bench.put(across), bench.put(down)];
    kernels.refocus(from, out, width, height, wide, across.length - 1, high, down.length - 1, rounds, bench.take(size * 12));
    return bench.floats(out, size);
  });
  for (let y = rim; y < height - rim; y++) {
    for (let x = rim; x < width - rim; x++) {
      const value = paper + veil - guess[y * width + x]!;
      out[(top + y) * page.width + left + x] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

/** Grain of the paper: how much a pixel departs from its neighbour in the quieter squares of the page, where nothing is printed. Grey levels. */
function grainOf({ data, width, height }: Gray): number {
  const side = 64;
  const found: number[] = [];
  for (let top = side; top + side < height - side; top += side) {
    for (let left = side; left + side < width - side; left += side) {
      let total = 0;
      for (let y = top; y < top + side; y += 2) {
        for (let x = left, i = y * width + left; x < left + side; x += 2, i += 2) total += (data[i]! - data[i + 1]!) ** 2;
      }
      found.push(Math.sqrt((total * 4) / (side * side)));
    }
  }
  found.sort((a, b) => a - b);
  return found[Math.floor(found.length / 5)] ?? 0;
}

/** Of a sharp stroke of this share of a capital's height, the deviation that is its own and no blur. */
const ownWidth = 0.06;

/** Deviations of the blur across and down the page, pixels, from how steeply the darkest strokes of its usual letters begin. */
function blurOf({ data, width, height }: Gray, found: Segmentation): [number, number] {
  const across = new Uint32Array(256);
  const down = new Uint32Array(256);
  const depths = new Uint32Array(256);
  let pixels = 0;
  for (const segment of found.segments) {
    if (segment.rise > found.rise * 1.3) continue;
    for (let y = Math.max(1, segment.top); y <= Math.min(height - 2, segment.bottom); y++) {
      for (let x = Math.max(1, segment.left); x <= Math.min(width - 2, segment.right); x++) {
        const i = y * width + x;
        across[Math.abs(data[i + 1]! - data[i - 1]!)]!++;
        down[Math.abs(data[i + width]! - data[i - width]!)]!++;
        depths[Math.max(0, paper - data[i]!)]!++;
        pixels++;
      }
    }
  }
  // What the steepest and darkest fiftieth reach: a lone speck does not rule.
  const most = (counts: Uint32Array) => Math.max(1, levelAt(counts, Math.floor(pixels * 0.98) + 1));
  const depth = most(depths);
  const own = (ownWidth * found.rise) ** 2;
  // The flank of a bell rises by 0.6 of its height over its deviation, that of an edge by 0.4: print is between the two.
  const deviation = (counts: Uint32Array) => Math.min(3, Math.max(0.6, Math.sqrt(Math.max(0, (depth / most(counts)) ** 2 - own))));
  return [deviation(across), deviation(down)];
}

/**
 * The page as it is shown a second time where it read badly: grain smoothed as far as there is some, and the blur taken back that its letters show, along its lines.
 */
export function clearPage(page: Gray, found: Segmentation): { page: Gray; found: Segmentation } {
  const smoothing = Math.min(1.2, (grainOf(page) - 1.2) * 0.25);
  const soft = smoothing > 0.3 ? smoothed(page, smoothing) : page;
  const lines = smoothing > 0.3 ? findLines(soft) : found;
  const [across, down] = blurOf(soft, lines).map(bell) as [Float32Array, Float32Array];
  const rim = Math.max(across.length, down.length) - 1;
  const out = soft.data.slice();
  for (const segment of lines.segments) {
    const side = rim + 2;
    const left = Math.max(0, segment.left - side);
    const top = Math.max(0, segment.top - side);
    const width = Math.min(page.width, segment.right + side + 1) - left;
    const height = Math.min(page.height, segment.bottom + side + 1) - top;
    sharpen(soft, out, { left, top, width, height }, across, down, rim);
  }
  return { page: { ...page, data: out }, found: lines };
}
