import { onBench } from './kernels/index.ts';
import type { Segmentation } from './lines.ts';
import type { Gray } from './pixels.ts';
import { emptyGray, levelAt } from './pixels.ts';
import { baselineAt, type Segment } from './segments.ts';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a segment stands in the montage. */
export interface Piece {
  segment: Segment;
  /** Index of the visual line in `Montage.rows`. */
  row: number;
  /** In the montage: left edge, baseline, width; `scale` montage pixels per page pixel. */
  x: number;
  baseline: number;
  width: number;
  scale: number;
}

/** Printed lines set afresh: straight, one body size, evenly spaced. What the recogniser reads best. */
export interface Montage {
  image: Gray;
  pieces: Piece[];
  /** Top and bottom of each line of the montage. */
  rows: { top: number; bottom: number }[];
}

export interface MontageOptions {
  /** Height of capitals in the montage, pixels. 32 gives an x-height of about 22. */
  rise?: number;
  /** Only these pieces are drawn, by index; lines of which none is drawn take no room. */
  drawn?: readonly number[];
  contrast?: Contrast;
}

/** `full`: darkest ink black, paper white, which tesseract reads best. `gentle`: grey stays grey, as a reader trained on photographs wants it. */
export type Contrast = 'full' | 'gentle';

export const margin = 24;

/** Sets every line of the page into a fresh picture. Pixels that belong to another line, to a rule or to dirt are left out. */
export function typeset(page: Gray, found: Segmentation, options: MontageOptions = {}): Montage {
  const rise = options.rise ?? 32;
  const leading = Math.round(rise * 2);
  // Cells far apart: the engine judges its word gaps by the line's own, and a gap near theirs would make it glue words together.
  const gap = rise * 4;
  const indexOf = new Map(found.segments.map((segment, index) => [segment, index + 1]));
  const wanted = options.drawn && new Set(options.drawn);
  const pieces: Piece[] = [];
  const rows: Montage['rows'] = [];
  let widest = 200;
  let top = margin;
  found.rows.forEach((row, line) => {
    const first = pieces.length;
    let x = margin;
    const baseline = top + Math.round(rise * 1.4);
    for (const segment of row) {
      const scale = rise / Math.max(6, segment.rise);
      const width = Math.ceil((segment.right - segment.left + 1) * scale + rise * 0.5);
      pieces.push({ segment, row: line, x, baseline, width, scale });
      x += width + gap;
    }
    const held = !wanted || row.some((_, at) => wanted.has(first + at));
    rows.push({ top, bottom: held ? top + leading : top });
    if (!held) return;
    top += leading;
    widest = Math.max(widest, x - gap + margin);
  });
  const image = emptyGray(widest, top + margin + Math.round(rise * 0.3));
  const mine = new Uint8Array(found.segments.length + 1);
  const shown = options.drawn ? options.drawn.flatMap((at) => pieces[at] ?? []) : pieces;
  for (const piece of shown) {
    const number = indexOf.get(piece.segment) ?? 0;
    mine[number] = 1;
    draw(page, found, mine, image, piece, rise, options.contrast);
    mine[number] = 0;
  }
  return { image, pieces, rows };
}

/** `mine`: whose ink is drawn, by number of the segment (1 for the first). */
export function draw(page: Gray, found: Segmentation, mine: Uint8Array, image: Gray, piece: Piece, rise: number, contrast: Contrast = 'full') {
  const { segment, scale, width } = piece;
  const above = Math.round(rise * 1.38);
  const below = Math.round(rise * 0.52);
  const height = above + below;
  const pad = (rise * 0.25) / scale;
  const step = 1 / scale;
  // Letters much larger than the body are averaged over the pixels they shrink.
  const taps = step > 1.4 ? Math.ceil(step) : 1;
  const { data, width: pw, height: ph } = page;
  const bases = new Float64Array(width);
  for (let tx = 0; tx < width; tx++) {
    const sx = segment.left - pad + (tx + 0.5) * step;
    bases[tx] = baselineAt(segment, Math.max(segment.left, Math.min(segment.right, sx)));
  }
  // Of the page, the rows that it reaches alone.
  const within = (y: number) => Math.max(0, Math.min(ph, y));
  const first = within(Math.floor(bases.reduce((a, b) => Math.min(a, b)) - above * step) - 2);
  const last = within(Math.ceil(bases.reduce((a, b) => Math.max(a, b)) + below * step) + 3);
  const { strip, counts } = onBench((kernels, bench) => {
    const source = bench.put(data.subarray(first * pw, last * pw)) - first * pw;
    const owner = bench.put(found.owner.subarray(first * pw, last * pw)) - first * pw * 2;
    const out = bench.take(width * height);
    const levels = bench.take(1024);
    kernels.draw(source, pw, ph, owner, bench.put(mine), out, width, height, bench.put(bases), segment.left - pad, step, above, taps);
    kernels.histogram(out, width * height, levels);
    return { strip: bench.get(out, width * height), counts: bench.counts(levels, 256) };
  });
  const at = (share: number) => levelAt(counts, strip.length * share);
  const shade = contrast === 'full' ? stretched(at) : lifted(at);
  const top = piece.baseline - above;
  for (let ty = 0; ty < height; ty++) {
    const y = top + ty;
    if (y < 0 || y >= image.height) continue;
    for (let tx = 0; tx < width; tx++) {
      const at = y * image.width + piece.x + tx;
      const value = shade[strip[ty * width + tx]!]!;
      if (value < image.data[at]!) image.data[at] = value;
    }
  }
}

/** What each level becomes; `at`: the level below which a share of the strip lies. */
type Shading = (at: (share: number) => number) => Uint8ClampedArray;

/** Half as much contrast again at most, nothing clipped but what paper holds. */
const lifted: Shading = (at) => {
  const paper = at(0.85);
  const gain = Math.min(1.5, 235 / Math.max(20, paper - at(0.003)));
  return Uint8ClampedArray.from({ length: 256 }, (_, level) => Math.floor(245 - (paper - level) * gain));
};

/** Contrast of the strip alone: its darkest ink becomes black, its paper white. */
const stretched: Shading = (at) => {
  const black = Math.min(at(0.02), 200);
  const white = Math.max(Math.min(at(0.7) - 8, at(0.5)), black + 30);
  return Uint8ClampedArray.from({ length: 256 }, (_, level) => Math.floor(((level - black) * 255) / (white - black)));
};

/** The piece that holds a point of the montage; null between lines and cells. */
export function pieceAt(montage: Montage, x: number, y: number): Piece | null {
  let best: Piece | null = null;
  let bestOff = Number.POSITIVE_INFINITY;
  for (const piece of montage.pieces) {
    const row = montage.rows[piece.row]!;
    if (y < row.top - 8 || y > row.bottom + 8) continue;
    const off = Math.abs(y - (row.top + row.bottom) / 2) * 2 + Math.max(0, piece.x - x, x - piece.x - piece.width) * 3;
    if (off < bestOff) {
      bestOff = off;
      best = piece;
    }
  }
  return best;
}

/** A box of the montage, carried back to the page. */
export function toPage(piece: Piece, box: Rectangle): Rectangle {
  const { segment, scale } = piece;
  const pad = 0.25 * segment.rise;
  const left = segment.left - pad + (box.x - piece.x) / scale;
  const right = left + box.width / scale;
  const mid = Math.max(segment.left, Math.min(segment.right, (left + right) / 2));
  const base = baselineAt(segment, mid);
  const top = base + (box.y - piece.baseline) / scale;
  return { x: left, y: top, width: right - left, height: box.height / scale };
}
