import { rowReader } from './light.ts';
import { boxBlur, closing, dilate, erode, type Gray, levelAt, resize } from './pixels.ts';

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
 * A band is a filled dark strip of at least 24 x 60 pixels, straight or bent with the paper; a photograph or a logo is not filled evenly enough to be taken for one.
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
  const { bands, owner } = rectangles(solid.data, width, height);
  const out = page.data.slice();
  for (const [index, band] of bands.entries()) {
    const w = band.right - band.left + 1;
    const h = band.bottom - band.top + 1;
    if (w < 15 || h < 6 || h > height * 0.25) continue;
    const around =
      lit.data[Math.min(lit.height - 1, (band.top + band.bottom) >> 3) * lit.width + Math.min(lit.width - 1, (band.left + band.right) >> 3)]!;
    if (band.pixels >= w * h * 0.8 && foldBand(page, out, band, factor, around)) continue;
    const edges = edgesOf(band, owner, index + 1, width);
    if (edges) foldCurved(page, out, band, edges, factor, around);
  }
  return { data: out, width: page.width, height: page.height };
}

/** Share of pixels darker than `level` in a strip. */
function darkShare(page: Gray, left: number, right: number, top: number, bottom: number, level: number): number {
  let dark = 0;
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) if (page.data[y * page.width + x]! < level) dark++;
  return dark / Math.max(1, (right - left + 1) * (bottom - top + 1));
}

/** A straight band. `paper`: brightness of the paper around it. False: it is none, or not straight. */
function foldBand(page: Gray, out: Uint8Array, band: Band, factor: number, paper: number): boolean {
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
  const at = (share: number) => levelAt(counts, total * share);
  const dark = at(0.4);
  const bright = at(0.995);
  // Nothing light is written in it: a rule, a photo, a logo. Folding would only make a white hole.
  if (bright - dark < 50) return false;
  // Dense small print, blurred, is grey rather than dark.
  if (at(0.6) > paper * 0.62) return false;
  // Bold letters close together also look solid from afar; a true band is dark all along its four edges.
  const half = (dark + bright) / 2;
  const reach = 14;
  const edge = (found: (step: number) => number) => {
    for (let step = 0; step <= reach; step++) if (found(step) > 0.82) return step;
    return -1;
  };
  const fromTop = edge((k) => darkShare(page, left, right, top + k, top + k, half));
  const fromBottom = edge((k) => darkShare(page, left, right, bottom - k, bottom - k, half));
  if (fromTop < 0 || fromBottom < 0) return false;
  top += fromTop;
  bottom -= fromBottom;
  const fromLeft = edge((k) => darkShare(page, left + k, left + k, top, bottom, half));
  const fromRight = edge((k) => darkShare(page, right - k, right - k, top, bottom, half));
  if (fromLeft < 0 || fromRight < 0) return false;
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
  return true;
}

/** Top and bottom of a band in each of its columns, cells of the small picture. */
interface Edges {
  top: Float32Array;
  bottom: Float32Array;
}

/** Edges of a band that leans or bends with the paper: its columns are whole, nearly of one height, and each begins where the one before did. Null otherwise. */
function edgesOf(band: Band, owner: Int32Array, number: number, width: number): Edges | null {
  const columns = band.right - band.left + 1;
  const top = new Float32Array(columns).fill(-1);
  const bottom = new Float32Array(columns);
  let whole = 0;
  for (let c = 0; c < columns; c++) {
    let cells = 0;
    for (let y = band.top; y <= band.bottom; y++) {
      if (owner[y * width + band.left + c] !== number) continue;
      if (top[c]! < 0) top[c] = y;
      bottom[c] = y + 1;
      cells++;
    }
    if (cells > 0 && cells === bottom[c]! - top[c]!) whole++;
  }
  const heights = top.map((from, c) => bottom[c]! - from).sort();
  const usual = heights[heights.length >> 1]!;
  let alike = 0;
  let steady = 0;
  for (let c = 0; c < columns; c++) {
    if (Math.abs(bottom[c]! - top[c]! - usual) <= Math.max(2, usual * 0.25)) alike++;
    if (c === 0 || Math.abs(top[c]! - top[c - 1]!) + Math.abs(bottom[c]! - bottom[c - 1]!) <= 2) steady++;
  }
  // a heap of bold letters has ragged edges
  return usual >= 6 && Math.min(whole, alike, steady) >= columns * 0.92 ? { top, bottom } : null;
}

/** The same as `foldBand` along curved edges: white letters become black ones, and the paper around it keeps no dark frame. */
function foldCurved(page: Gray, out: Uint8Array, band: Band, edges: Edges, factor: number, paper: number) {
  const { data, width, height } = page;
  const left = band.left * factor;
  const right = Math.min(width - 1, (band.right + 1) * factor - 1);
  const edgeAt = (edge: Float32Array, x: number) => {
    const at = Math.min(edge.length - 1, Math.max(0, (x - left + 0.5) / factor - 0.5));
    const i = Math.min(edge.length - 2, Math.floor(at));
    return Math.round((edge[i]! + (edge[i + 1]! - edge[i]!) * (at - i)) * factor);
  };
  const counts = new Uint32Array(256);
  let total = 0;
  for (let x = left + 3; x < right - 3; x += 2) {
    for (let y = edgeAt(edges.top, x) + 4; y < Math.min(height, edgeAt(edges.bottom, x)) - 4; y += 2) {
      counts[data[y * width + x]!]!++;
      total++;
    }
  }
  const at = (share: number) => levelAt(counts, total * share);
  const dark = at(0.4);
  const bright = at(0.995);
  if (bright - dark < Math.min(50, paper * 0.5) || at(0.6) > paper * 0.62) return;
  const half = (dark + bright) / 2;
  // Bold letters close together look solid from afar; a true band is dark all along both edges.
  const near = 8;
  const darkWithin = (x: number, from: number, step: 1 | -1) => {
    for (let k = 0; k <= near; k++) if ((data[Math.max(0, Math.min(height - 1, from + k * step)) * width + x] ?? 255) < half) return 1;
    return 0;
  };
  let above = 0;
  let below = 0;
  for (let x = left; x <= right; x++) {
    above += darkWithin(x, edgeAt(edges.top, x), 1);
    below += darkWithin(x, edgeAt(edges.bottom, x) - 1, -1);
  }
  if (Math.min(above, below) < (right - left + 1) * 0.85) return;
  // The mask is coarse: the band begins where it is dark and goes on as far, 14 pixels either way at most; a little further is cleared.
  const reach = 14;
  const rim = 6;
  for (let x = Math.max(0, left - rim); x <= Math.min(width - 1, right + rim); x++) {
    let top = Math.max(0, edgeAt(edges.top, x));
    let bottom = Math.min(height - 1, edgeAt(edges.bottom, x));
    for (let step = 0; step < reach && top < bottom && data[top * width + x]! >= half; step++) top++;
    for (let step = 0; step < reach && bottom > top && data[bottom * width + x]! >= half; step++) bottom--;
    for (let step = 0; step < reach && top > 0 && data[(top - 1) * width + x]! < half; step++) top--;
    for (let step = 0; step < reach && bottom < height - 1 && data[(bottom + 1) * width + x]! < half; step++) bottom++;
    for (let y = Math.max(0, top - rim); y <= Math.min(height - 1, bottom + rim); y++) {
      const i = y * width + x;
      const value = data[i]!;
      const inside = y >= top && y <= bottom && x >= left && x <= right;
      out[i] = inside ? Math.max(0, Math.min(255, ((bright - value) * 235) / (bright - dark) + 10)) : value < half ? bright : value;
    }
  }
}
