import { boxBlur, type Gray, resize } from './pixels.ts';

/** One connected dark mark: its bounding box (inclusive), its pixels, its label. */
export interface Mark {
  label: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
}

export interface Marks {
  marks: Mark[];
  /** Label of each pixel, 0 where it is paper. Labels start at 1: `marks[label - 1]`. */
  labels: Int32Array;
}

/** How far from a pixel its surroundings reach, pixels, and how much darker than their mean faint ink must be. */
const around = 15;
const standsOut = 14;
/** Side of the squares in which the grain of the paper is measured, pixels; faint ink stands so many deviations below it. */
const square = 64;
const deviations = 5.5;

/** Level of faint ink in each square: below the grain of the paper there, which a deep shadow makes coarse; never below `level`, never above `faint`. */
function faintLevels({ data, width, height }: Gray, level: number, faint: number): { levels: Uint8Array; across: number } {
  const across = Math.ceil(width / square);
  const down = Math.ceil(height / square);
  const middles = new Uint8Array(across * down);
  const grains = new Float32Array(across * down);
  const counts = new Uint32Array(256);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      counts.fill(0);
      let total = 0;
      for (let y = ty * square; y < Math.min(height, (ty + 1) * square); y += 2) {
        for (let x = tx * square; x < Math.min(width, (tx + 1) * square); x += 2) {
          counts[data[y * width + x]!]!++;
          total++;
        }
      }
      let seen = 0;
      let low = -1;
      let middle = 0;
      for (; middle < 255; middle++) {
        seen += counts[middle]!;
        if (low < 0 && seen >= total * 0.2) low = middle;
        if (seen >= total * 0.5) break;
      }
      middles[ty * across + tx] = middle;
      // A fifth lies 0.84 deviations under the middle. Above it the flattened paper is cut off at white.
      grains[ty * across + tx] = (middle - low) / 0.84;
    }
  }
  const levels = new Uint8Array(across * down);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      // Print in the square looks like coarse grain: the finest of its neighbours is that of the paper.
      let grain = Number.POSITIVE_INFINITY;
      for (let ny = Math.max(0, ty - 2); ny <= Math.min(down - 1, ty + 2); ny++)
        for (let nx = Math.max(0, tx - 2); nx <= Math.min(across - 1, tx + 2); nx++) grain = Math.min(grain, grains[ny * across + nx]!);
      levels[ty * across + tx] = Math.max(level, Math.min(faint, middles[ty * across + tx]! - deviations * grain));
    }
  }
  return { levels, across };
}

/**
 * Dark/paper mask of an evenly lit page: 1 where darker than `level`, or darker than its surroundings and the grain of the paper, up to `faint`. Between the
 * letters of dark print the surroundings are dark too, so that the blur which joins them is not taken for ink.
 */
export function inkMask(page: Gray, level: number, faint: number): Uint8Array {
  const { data, width } = page;
  // A mean over 30 pixels changes slowly: a quarter of the size is enough, at a tenth of the cost.
  const small = boxBlur(resize(page, Math.max(1, page.width / 4), Math.max(1, page.height / 4)), Math.round(around / 4));
  const mean = small.data;
  const { levels, across } = faintLevels(page, level, faint);
  const out = new Uint8Array(data.length);
  for (let i = 0, y = 0; i < out.length; y++) {
    const row = Math.floor(y / square) * across;
    const near = Math.min(small.height - 1, y >> 2) * small.width;
    const edge = small.width - 1;
    for (let x = 0; x < width; x++, i++) {
      const value = data[i]!;
      if (value < level) out[i] = 1;
      else if (value < faint && value < levels[row + ((x / square) | 0)]! && value < mean[near + Math.min(edge, x >> 2)]! - standsOut) out[i] = 1;
    }
  }
  return out;
}

/**
 * Erases ruled lines from the mask: long thin runs, left where a stroke crosses them. `reach` is the least length of a rule across the page in pixels, `drop`
 * that of an upright one (as high as a row of a table, higher than a letter), `thick` its greatest thickness. Gives the erased pixels (1), so that the grey picture can be cleaned too.
 */
export function eraseRules(mask: Uint8Array, width: number, height: number, reach: number, drop: number, thick: number): Uint8Array {
  const erased = new Uint8Array(mask.length);
  sweepRules(mask, erased, width, height, 1, width, reach, thick);
  sweepRules(mask, erased, height, width, width, 1, drop, thick);
  for (let i = 0; i < mask.length; i++) if (erased[i]) mask[i] = 0;
  return erased;
}

function sweepRules(
  mask: Uint8Array,
  erased: Uint8Array,
  length: number,
  lines: number,
  along: number,
  across: number,
  reach: number,
  thick: number,
) {
  for (let line = 0; line < lines; line++) {
    const base = line * across;
    let start = -1;
    let gap = 0;
    for (let i = 0; i <= length; i++) {
      const set = i < length && mask[base + i * along] === 1;
      if (set) {
        if (start < 0) start = i;
        gap = 0;
      } else if (start >= 0) {
        gap++;
        // A scanned rule has pinholes: two missing pixels do not end it.
        if (gap <= 2 && i < length) continue;
        const end = i - gap;
        if (end - start + 1 >= reach) eraseRun(mask, erased, base, start, end, line, lines, along, across, reach, thick);
        start = -1;
        gap = 0;
      }
    }
  }
}

function eraseRun(
  mask: Uint8Array,
  erased: Uint8Array,
  base: number,
  start: number,
  end: number,
  line: number,
  lines: number,
  along: number,
  across: number,
  reach: number,
  thick: number,
) {
  for (let i = start; i <= end; i++) {
    const at = base + i * along;
    let before = 0;
    while (before <= thick && line - before > 0 && mask[at - (before + 1) * across]) before++;
    let after = 0;
    while (before + after <= thick && line + after < lines - 1 && mask[at + (after + 1) * across]) after++;
    if (before + after + 1 <= thick) {
      erased[at] = 1;
      continue;
    }
    // Where two rules cross, both are too thick to be seen as such: a long run across tells.
    while (before < reach && line - before > 0 && mask[at - (before + 1) * across]) before++;
    while (after < reach && line + after < lines - 1 && mask[at + (after + 1) * across]) after++;
    if (before + after + 1 >= reach) erased[at] = 1;
  }
}

/** Connected marks of a mask (8 neighbours), by a two-pass union of labels. */
export function connectedMarks(mask: Uint8Array, width: number, height: number): Marks {
  const labels = new Int32Array(mask.length);
  const parent: number[] = [0];
  const root = (label: number) => {
    let r = label;
    while (parent[r] !== r) r = parent[r]!;
    while (parent[label] !== r) {
      const next = parent[label]!;
      parent[label] = r;
      label = next;
    }
    return r;
  };
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const i = row + x;
      if (!mask[i]) continue;
      let label = x > 0 ? labels[i - 1]! : 0;
      if (y > 0) {
        for (let n = x > 0 ? -1 : 0; n <= (x < width - 1 ? 1 : 0); n++) {
          const above = labels[i - width + n]!;
          if (!above || above === label) continue;
          if (!label) label = above;
          else {
            const a = root(label);
            const b = root(above);
            if (a < b) parent[b] = a;
            else parent[a] = b;
          }
        }
      }
      if (!label) {
        label = parent.length;
        parent.push(label);
      }
      labels[i] = label;
    }
  }
  const final = new Int32Array(parent.length);
  const marks: Mark[] = [];
  for (let label = 1; label < parent.length; label++) {
    const r = root(label);
    if (!final[r]) {
      final[r] = marks.length + 1;
      marks.push({ label: marks.length + 1, left: width, top: height, right: 0, bottom: 0, pixels: 0 });
    }
    final[label] = final[r]!;
  }
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!labels[i]) continue;
      const label = final[labels[i]!]!;
      labels[i] = label;
      const mark = marks[label - 1]!;
      mark.pixels++;
      if (x < mark.left) mark.left = x;
      if (x > mark.right) mark.right = x;
      if (y < mark.top) mark.top = y;
      if (y > mark.bottom) mark.bottom = y;
    }
  }
  return { marks, labels };
}
