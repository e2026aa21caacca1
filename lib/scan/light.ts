import type { Gray } from './pixels.ts';
import { boxBlur, closing, dilate, erode, resize } from './pixels.ts';

/**
 * The paper without its print, at 1/8 of the size: shadows, gradients and tinted bands remain. What is dark and thinner than 44 pixels is print:
 * no stroke is wider, and a tinted table header is higher.
 */
function paper(page: Gray): Gray {
  const quarter = closing(resize(page, Math.max(16, page.width / 4), Math.max(16, page.height / 4)), 5);
  return boxBlur(resize(quarter, quarter.width / 2, quarter.height / 2), 1);
}

/** Bilinear reading of a small picture stretched over a larger one, row by row. */
function rowReader(small: Gray, width: number, height: number): (y: number, row: Float32Array) => void {
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

interface Band {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
}

/** Rectangles of connected set cells. */
function rectangles(mask: Uint8Array, width: number, height: number): { bands: Band[]; owner: Int32Array } {
  const owner = new Int32Array(mask.length);
  const bands: Band[] = [];
  const stack: number[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || owner[start]) continue;
    const band: Band = { left: width, top: height, right: 0, bottom: 0, pixels: 0 };
    bands.push(band);
    stack.push(start);
    owner[start] = bands.length;
    while (stack.length) {
      const at = stack.pop()!;
      const x = at % width;
      const y = (at - x) / width;
      band.pixels++;
      band.left = Math.min(band.left, x);
      band.right = Math.max(band.right, x);
      band.top = Math.min(band.top, y);
      band.bottom = Math.max(band.bottom, y);
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next >= 0 && next < mask.length && mask[next] && !owner[next]) {
          owner[next] = bands.length;
          stack.push(next);
        }
      }
    }
  }
  return { bands, owner };
}

/**
 * Turns white-on-dark bands (table headers, totals) into black on white, and leaves everything else as it is.
 * A band is a filled dark rectangle of at least 24 x 60 pixels; a photograph or a logo is not filled evenly enough to be taken for one.
 */
export function foldBands(page: Gray): Gray {
  const factor = 4;
  const small = resize(page, page.width / factor, page.height / factor);
  const { width, height } = small;
  // The light text inside a dark band disappears by erosion then dilation of the bright side: the reverse of `closing`.
  const opened = dilate(erode(small, 4, 2), 4, 2);
  // A letterhead band lies against the edge, where a closing sees paper on one side only: the reach (384 px) must cross all of it.
  const lit = boxBlur(closing(resize(small, Math.max(4, width / 4), Math.max(4, height / 4)), 24), 6);
  const light = rowReader(lit, width, height);
  const row = new Float32Array(width);
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    light(y, row);
    for (let x = 0; x < width; x++) mask[y * width + x] = opened.data[y * width + x]! < row[x]! * 0.62 ? 255 : 0;
  }
  // Letters are thinner than a band: what a 5-cell opening of the mask keeps is solid.
  const solid = dilate(erode({ data: mask, width, height }, 6, 3), 6, 3);
  const { bands } = rectangles(solid.data, width, height);
  const out = page.data.slice();
  for (const band of bands) {
    const w = band.right - band.left + 1;
    const h = band.bottom - band.top + 1;
    if (w < 15 || h < 6 || band.pixels < w * h * 0.8 || h > height * 0.25) continue;
    const around =
      lit.data[Math.min(lit.height - 1, (band.top + band.bottom) >> 3) * lit.width + Math.min(lit.width - 1, (band.left + band.right) >> 3)]!;
    foldBand(page, out, band, factor, around);
  }
  return { data: out, width: page.width, height: page.height };
}

/** Share of pixels darker than `level` in a strip. */
function darkShare(page: Gray, left: number, right: number, top: number, bottom: number, level: number): number {
  let dark = 0;
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) if (page.data[y * page.width + x]! < level) dark++;
  return dark / Math.max(1, (right - left + 1) * (bottom - top + 1));
}

/** `paper`: brightness of the paper around the band. */
function foldBand(page: Gray, out: Uint8Array, band: Band, factor: number, paper: number) {
  let left = band.left * factor;
  let right = Math.min(page.width - 1, (band.right + 1) * factor);
  let top = band.top * factor;
  let bottom = Math.min(page.height - 1, (band.bottom + 1) * factor);
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = top + 3; y < bottom - 3; y += 2) {
    for (let x = left + 3; x < right - 3; x += 2) {
      counts[page.data[y * page.width + x]!]!++;
      total++;
    }
  }
  const at = (share: number) => {
    let seen = 0;
    for (let level = 0; level < 256; level++) {
      seen += counts[level]!;
      if (seen >= total * share) return level;
    }
    return 255;
  };
  const dark = at(0.4);
  const bright = at(0.995);
  // Nothing light is written in it: a rule, a photo, a logo. Folding would only make a white hole.
  if (bright - dark < 50) return;
  // Dense small print, blurred, is grey rather than dark.
  if (at(0.6) > paper * 0.62) return;
  // Bold letters close together also look solid from afar; a true band is dark all along its four edges.
  const half = (dark + bright) / 2;
  const reach = 14;
  const edge = (found: (step: number) => number) => {
    for (let step = 0; step <= reach; step++) if (found(step) > 0.82) return step;
    return -1;
  };
  const fromTop = edge((k) => darkShare(page, left, right, top + k, top + k, half));
  const fromBottom = edge((k) => darkShare(page, left, right, bottom - k, bottom - k, half));
  if (fromTop < 0 || fromBottom < 0) return;
  top += fromTop;
  bottom -= fromBottom;
  const fromLeft = edge((k) => darkShare(page, left + k, left + k, top, bottom, half));
  const fromRight = edge((k) => darkShare(page, right - k, right - k, top, bottom, half));
  if (fromLeft < 0 || fromRight < 0) return;
  left += fromLeft;
  right -= fromRight;
  const rim = 6;
  for (let y = Math.max(0, top - rim); y <= Math.min(page.height - 1, bottom + rim); y++) {
    for (let x = Math.max(0, left - rim); x <= Math.min(page.width - 1, right + rim); x++) {
      const i = y * page.width + x;
      const inside = x >= left && x <= right && y >= top && y <= bottom;
      const value = page.data[i]!;
      // The rim keeps no dark frame: what is darker than half way there is band, not print.
      out[i] = inside ? Math.max(0, Math.min(255, ((bright - value) * 235) / (bright - dark) + 10)) : value < half ? bright : value;
    }
  }
}
