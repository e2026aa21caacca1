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
  return (y, row) => {
    const sy = Math.min(small.height - 1, Math.max(0, ((y + 0.5) * small.height) / height - 0.5));
    const iy = Math.min(small.height - 2, Math.floor(sy));
    const fy = sy - iy;
    const base = iy * small.width;
    const scale = small.width / width;
    for (let x = 0; x < width; x++) {
      const sx = Math.min(small.width - 1, Math.max(0, (x + 0.5) * scale - 0.5));
      const ix = Math.min(small.width - 2, sx | 0);
      const fx = sx - ix;
      const a = small.data[base + ix]! * (1 - fx) + small.data[base + ix + 1]! * fx;
      const b = small.data[base + small.width + ix]! * (1 - fx) + small.data[base + small.width + ix + 1]! * fx;
      row[x] = a + (b - a) * fy;
    }
  };
}

/** Divides by the paper's own brightness: shadows vanish, paper becomes white (about 250), print keeps its contrast. */
export function flatten(page: Gray): Gray {
  const { data, width, height } = page;
  const read = rowReader(paper(page), width, height);
  const row = new Float32Array(width);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    read(y, row);
    const base = y * width;
    for (let x = 0; x < width; x++) {
      const value = (data[base + x]! * 250) / Math.max(24, row[x]!);
      out[base + x] = value > 255 ? 255 : value;
    }
  }
  return { data: out, width, height };
}
