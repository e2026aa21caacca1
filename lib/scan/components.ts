import { onBench } from './kernels/index.ts';
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

/**
 * Runs of set pixels, row by row, left to right: a page holds a hundred times fewer of them than pixels. Those of row y are `rows[y]` up to `rows[y + 1]`,
 * each from `from` to `to`, both inclusive.
 */
export interface Runs {
  rows: Int32Array;
  from: Uint16Array;
  to: Uint16Array;
}

export interface Marks {
  marks: Mark[];
  /** Label of each run. Labels start at 1: `marks[label - 1]`. */
  labels: Int32Array;
}

/** The runs of a mask of 0 and 1, at most 65,536 pixels wide. */
export function runsOf(mask: Uint8Array, width: number, height: number): Runs {
  const rows = new Int32Array(height + 1);
  let from = new Uint16Array(1 << 14);
  let to = new Uint16Array(1 << 14);
  let count = 0;
  // Eight pixels at a time where there is only paper.
  const eights = new Float64Array(mask.buffer, mask.byteOffset, mask.length >> 3);
  for (let y = 0; y < height; y++) {
    rows[y] = count;
    const base = y * width;
    for (let x = 0; x < width; x++) {
      const at = base + x;
      if ((at & 7) === 0 && x + 8 <= width && eights[at >> 3] === 0) {
        x += 7;
        continue;
      }
      if (mask[at] === 0) continue;
      const start = x;
      while (x + 1 < width && mask[base + x + 1] !== 0) x++;
      if (count === from.length) {
        from = longer(from);
        to = longer(to);
      }
      from[count] = start;
      to[count++] = x;
    }
  }
  rows[height] = count;
  return { rows, from, to };
}

function longer(list: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(list.length * 2);
  out.set(list);
  return out;
}

/** How far from a pixel its surroundings reach, pixels, and how much darker than their mean faint ink must be. */
const around = 15;
const standsOut = 14;
/** Side of the squares in which the grain of the paper is measured, pixels; faint ink stands so many deviations below it. */
const square = 64;
const deviations = 5.5;

/**
 * Level of faint ink in each square: below the grain of the paper there, which a deep shadow makes coarse; never below `level`, never above `faint`. `middles`,
 * `lows`: of each square the middle level and the one under which its darkest fifth lies.
 */
function faintLevels(middles: Uint8Array, lows: Uint8Array, across: number, down: number, level: number, faint: number): Uint8Array {
  // A fifth lies 0.84 deviations under the middle. Above it the flattened paper is cut off at white.
  const grains = Float32Array.from(middles, (middle, at) => (middle - lows[at]!) / 0.84);
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
  return levels;
}

/**
 * Dark/paper mask of an evenly lit page: 1 where darker than `level`, or darker than its surroundings and the grain of the paper, up to `faint`. Between the
 * letters of dark print the surroundings are dark too, so that the blur which joins them is not taken for ink.
 */
export function inkMask(page: Gray, level: number, faint: number): Uint8Array {
  const { data, width, height } = page;
  // A mean over 30 pixels changes slowly: a quarter of the size is enough, at a tenth of the cost.
  const small = boxBlur(resize(page, Math.max(1, width / 4), Math.max(1, height / 4)), Math.round(around / 4));
  const across = Math.ceil(width / square);
  const down = Math.ceil(height / square);
  return onBench((kernels, bench) => {
    const [source, out, mean] = [bench.put(data), bench.take(data.length), bench.put(small.data)];
    const [middles, lows] = [bench.take(across * down), bench.take(across * down)];
    kernels.grain(source, width, height, middles, lows, bench.take(1024));
    const levels = bench.put(faintLevels(bench.get(middles, across * down), bench.get(lows, across * down), across, down, level, faint));
    kernels.inkMask(source, width, height, out, level, faint, levels, across, mean, small.width, small.height, standsOut);
    return bench.get(out, data.length);
  });
}

/**
 * Erases ruled lines from the mask: long thin runs, left where a stroke crosses them. `reach` is the least length of a rule across the page in pixels, `drop`
 * that of an upright one (as high as a row of a table, higher than a letter), `thick` its greatest thickness. Gives the erased pixels, so that the grey picture can be cleaned too.
 */
export function eraseRules(mask: Uint8Array, width: number, height: number, reach: number, drop: number, thick: number): Runs {
  const erased = new Uint8Array(mask.length);
  const runs = runsOf(mask, width, height);
  const level = (start: number, end: number, y: number) => {
    if (end - start + 1 >= reach) eraseRun(mask, erased, y * width, start, end, y, height, 1, width, reach, thick);
  };
  const upright = (start: number, end: number, x: number) => {
    if (end - start + 1 >= drop) eraseRun(mask, erased, x, start, end, x, width, width, 1, drop, thick);
  };
  // Of each column, where its last run began and the pixel seen last, plus one; rows are walked, since a walk down a column misses the cache at each step.
  const began = new Int32Array(width);
  const last = new Int32Array(width);
  for (let y = 0; y < height; y++) {
    let start = -1;
    let end = -1;
    for (let run = runs.rows[y]!; run < runs.rows[y + 1]!; run++) {
      const [from, to] = [runs.from[run]!, runs.to[run]!];
      if (start >= 0 && from > end + pinhole) {
        level(start, end, y);
        start = -1;
      }
      if (start < 0) start = from;
      end = to;
      for (let x = from; x <= to; x++) {
        const seen = last[x]! - 1;
        if (seen < 0 || y > seen + pinhole) {
          if (seen >= 0) upright(began[x]!, seen, x);
          began[x] = y;
        }
        last[x] = y + 1;
      }
    }
    if (start >= 0) level(start, end, y);
  }
  for (let x = 0; x < width; x++) if (last[x] !== 0) upright(began[x]!, last[x]! - 1, x);
  const gone = runsOf(erased, width, height);
  for (let y = 0; y < height; y++)
    for (let run = gone.rows[y]!; run < gone.rows[y + 1]!; run++) mask.fill(0, y * width + gone.from[run]!, y * width + gone.to[run]! + 1);
  return gone;
}

/** A scanned rule has pinholes: a step of three, over two missing pixels, does not end it. */
const pinhole = 3;

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

/** Connected marks (8 neighbours), in the order of their first pixels, by a union of the labels of runs. */
export function connectedMarks({ rows, from, to }: Runs, width: number, height: number): Marks {
  const count = rows[height]!;
  // Every run begins as a mark of its own, known by its number; the least number of those that touch is their root.
  const parent = new Int32Array(count);
  const root = (run: number) => {
    let r = run;
    while (parent[r] !== r) r = parent[r]!;
    while (parent[run] !== r) {
      const next = parent[run]!;
      parent[run] = r;
      run = next;
    }
    return r;
  };
  for (let run = 0; run < count; run++) parent[run] = run;
  for (let y = 1; y < height; y++) {
    let above = rows[y - 1]!;
    const end = rows[y]!;
    for (let run = end; run < rows[y + 1]! && above < end; run++) {
      while (above < end && to[above]! + 1 < from[run]!) above++;
      for (let near = above; near < end && from[near]! <= to[run]! + 1; near++) {
        const a = root(near);
        const b = root(run);
        if (a < b) parent[b] = a;
        else parent[a] = b;
      }
    }
  }
  const labels = new Int32Array(count);
  const marks: Mark[] = [];
  for (let y = 0; y < height; y++) {
    for (let run = rows[y]!; run < rows[y + 1]!; run++) {
      const first = root(run);
      if (first === run) marks.push({ label: marks.length + 1, left: width, top: y, right: 0, bottom: y, pixels: 0 });
      const label = first === run ? marks.length : labels[first]!;
      labels[run] = label;
      const mark = marks[label - 1]!;
      mark.pixels += to[run]! - from[run]! + 1;
      if (from[run]! < mark.left) mark.left = from[run]!;
      if (to[run]! > mark.right) mark.right = to[run]!;
      mark.bottom = y;
    }
  }
  return { marks, labels };
}
