import { onBench } from './kernels/index.ts';
import type { Gray } from './pixels.ts';
import { boxBlur, closing, resize } from './pixels.ts';

/**
 * The paper without its print, at 1/8 of the size: shadows, gradients and tinted bands remain. What is dark and thinner than 44 pixels is print:
 * no stroke is wider, and a tinted table header is higher.
 */
function paper(page: Gray): Gray {
  const quarter = closing(resize(page, Math.max(16, page.width / 4), Math.max(16, page.height / 4)), 5);
  return boxBlur(resize(quarter, quarter.width / 2, quarter.height / 2), 1);
}

/** Bilinear reading of a small picture stretched over a larger one, row by row. */
export function rowReader(small: Gray, width: number, height: number): (y: number, row: Float32Array) => void {
  const { data, width: sw, height: sh } = small;
  const left = new Int32Array(width);
  const part = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const sx = Math.min(sw - 1, Math.max(0, ((x + 0.5) * sw) / width - 0.5));
    left[x] = Math.min(sw - 2, sx | 0);
    part[x] = sx - left[x]!;
  }
  const between = new Float32Array(sw);
  return (y, row) => {
    const sy = Math.min(sh - 1, Math.max(0, ((y + 0.5) * sh) / height - 0.5));
    const iy = Math.min(sh - 2, Math.floor(sy));
    const base = iy * sw;
    for (let x = 0; x < sw; x++) between[x] = data[base + x]! + (data[base + sw + x]! - data[base + x]!) * (sy - iy);
    for (let x = 0; x < width; x++) {
      const i = left[x]!;
      row[x] = between[i]! + (between[i + 1]! - between[i]!) * part[x]!;
    }
  };
}

/** Divides by the paper's own brightness: shadows vanish, paper becomes white (about 250), print keeps its contrast. */
export function flatten(page: Gray): Gray {
  const { data, width, height } = page;
  const light = paper(page);
  return onBench((kernels, bench) => {
    const [target, small] = [bench.put(data), bench.put(light.data)];
    kernels.flatten(target, width, height, small, light.width, light.height, bench.take(light.width * 4 + width * 12 + 64));
    return { data: bench.get(target, data.length), width, height };
  });
}
