import { findLines, type Segmentation } from './lines.ts';
import type { Gray } from './pixels.ts';

/** The weights of a bell curve cut at 2.5 deviations; they add up to 1. */
function bell(deviation: number): Float32Array {
  const reach = Math.ceil(deviation * 2.5);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * deviation * deviation)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** `out` becomes `source` seen out of focus; `middle` is scratch. What lies beyond the rim looks like the rim. */
function defocus(source: Float32Array, out: Float32Array, middle: Float32Array, width: number, height: number, weights: Float32Array) {
  const reach = (weights.length - 1) / 2;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let total = 0;
      if (x >= reach && x < width - reach) {
        for (let k = 0, at = row + x - reach; k < weights.length; k++, at++) total += weights[k]! * source[at]!;
      } else {
        for (let k = 0; k < weights.length; k++) total += weights[k]! * source[row + Math.min(width - 1, Math.max(0, x + k - reach))]!;
      }
      middle[row + x] = total;
    }
  }
  out.fill(0);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let k = 0; k < weights.length; k++) {
      const from = Math.min(height - 1, Math.max(0, y + k - reach)) * width;
      const weight = weights[k]!;
      for (let x = 0; x < width; x++) out[row + x]! += weight * middle[from + x]!;
    }
  }
}

/** The whole page, its grain smoothed. */
function smoothed(page: Gray, deviation: number): Gray {
  const { width, height } = page;
  const source = Float32Array.from(page.data);
  const out = new Float32Array(source.length);
  defocus(source, out, new Float32Array(source.length), width, height, bell(deviation));
  const data = new Uint8Array(out.length);
  for (let i = 0; i < out.length; i++) data[i] = out[i]! + 0.5;
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
 * again. `deviation`: of the blur, pixels of the page.
 */
function sharpen(page: Gray, out: Uint8Array, { left, top, width, height }: Crop, weights: Float32Array, rim: number) {
  const size = width * height;
  const seen = new Float32Array(size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) seen[y * width + x] = Math.max(0, paper - page.data[(top + y) * page.width + left + x]!) + veil;
  }
  const guess = seen.slice();
  const ratio = new Float32Array(size);
  const middle = new Float32Array(size);
  const blurred = new Float32Array(size);
  for (let round = 0; round < rounds; round++) {
    defocus(guess, blurred, middle, width, height, weights);
    for (let i = 0; i < size; i++) ratio[i] = seen[i]! / blurred[i]!;
    defocus(ratio, blurred, middle, width, height, weights);
    for (let i = 0; i < size; i++) guess[i]! *= blurred[i]!;
  }
  for (let y = rim; y < height - rim; y++) {
    for (let x = rim; x < width - rim; x++) {
      const value = paper + veil - guess[y * width + x]!;
      out[(top + y) * page.width + left + x] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

/** Deviations of the grain's smoothing and of the blur taken back, pixels of a picture taken near the limit; a page enlarged more is blurred more. */
const grain = 0.85;
const blur = 1.4;

/**
 * The page as it is shown a second time where it read badly: grain smoothed, blur taken back along its lines, which are found afresh on the smooth page.
 * `scale`: page pixels per picture pixel.
 */
export function clearPage(page: Gray, scale: number): { page: Gray; found: Segmentation } {
  const enlarged = Math.min(1.6, Math.max(0.7, scale));
  const soft = smoothed(page, grain * enlarged);
  const found = findLines(soft);
  const weights = bell(blur * enlarged);
  const rim = (weights.length - 1) / 2;
  const out = soft.data.slice();
  for (const segment of found.segments) {
    const side = Math.ceil(segment.rise * 0.5) + rim;
    const left = Math.max(0, segment.left - side);
    const top = Math.max(0, segment.top - side);
    const width = Math.min(page.width, segment.right + side + 1) - left;
    const height = Math.min(page.height, segment.bottom + side + 1) - top;
    sharpen(soft, out, { left, top, width, height }, weights, rim);
  }
  return { page: { ...page, data: out }, found };
}
