import type { Mark } from './components.ts';

/** A run of letters on one baseline without a wide gap; a printed line may hold several (the cells of a table). */
export interface Segment {
  left: number;
  right: number;
  /** Baseline as y = a + b·u + c·u², u = x - centre: straight for short runs, curved where the paper curls. */
  baseline: { a: number; b: number; c: number; centre: number };
  /** Height of capitals and figures above the baseline, pixels. */
  rise: number;
  /** Where the ink really starts and ends, below and above every letter of the run. */
  top: number;
  bottom: number;
  marks: Mark[];
}

/** Segments of one visual line, left to right. */
export type Row = Segment[];

export const baselineAt = (segment: Segment, x: number): number => {
  const { a, b, c, centre } = segment.baseline;
  const u = x - centre;
  return a + b * u + c * u * u;
};

export function median(values: number[]): number {
  if (!values.length) return 0;
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[sorted.length >> 1]!;
}

/** Least squares with outliers (descenders, commas) losing their say; degree 0 to 2. */
function fitted(xs: number[], ys: number[], centre: number, degree: number, bound: number): { a: number; b: number; c: number } {
  let curve = { a: median(ys), b: 0, c: 0 };
  if (degree === 0) return curve;
  let weights = ys.map(() => 1);
  for (let round = 0; round < 5; round++) {
    const m = [0, 0, 0, 0, 0];
    const v = [0, 0, 0];
    for (let i = 0; i < xs.length; i++) {
      const u = xs[i]! - centre;
      const w = weights[i]!;
      let p = w;
      for (let k = 0; k <= 4; k++) {
        m[k]! += p;
        if (k <= 2) v[k]! += p * ys[i]!;
        p *= u;
      }
    }
    if (degree === 1) {
      const den = m[0]! * m[2]! - m[1]! * m[1]!;
      if (Math.abs(den) < 1e-9) break;
      curve = { a: (v[0]! * m[2]! - v[1]! * m[1]!) / den, b: (m[0]! * v[1]! - m[1]! * v[0]!) / den, c: 0 };
    } else {
      const [m0, m1, m2, m3, m4] = m as [number, number, number, number, number];
      const [v0, v1, v2] = v as [number, number, number];
      const den = m0 * (m2 * m4 - m3 * m3) - m1 * (m1 * m4 - m3 * m2) + m2 * (m1 * m3 - m2 * m2);
      if (Math.abs(den) < 1e-9) break;
      curve = {
        a: (v0 * (m2 * m4 - m3 * m3) - m1 * (v1 * m4 - m3 * v2) + m2 * (v1 * m3 - m2 * v2)) / den,
        b: (m0 * (v1 * m4 - v2 * m3) - v0 * (m1 * m4 - m3 * m2) + m2 * (m1 * v2 - v1 * m2)) / den,
        c: (m0 * (m2 * v2 - m3 * v1) - m1 * (m1 * v2 - v1 * m2) + v0 * (m1 * m3 - m2 * m2)) / den,
      };
    }
    weights = xs.map((x, i) => {
      const u = x - centre;
      const off = (ys[i]! - curve.a - curve.b * u - curve.c * u * u) / bound;
      // Descenders hang below: being too low costs more than being too high.
      return 1 / (1 + off * off * (off > 0 ? 4 : 1.5));
    });
  }
  return curve;
}

export function segmentOf(marks: Mark[], typical: number): Segment {
  const left = Math.min(...marks.map((m) => m.left));
  const right = Math.max(...marks.map((m) => m.right));
  const centre = (left + right) / 2;
  const xs = marks.map((m) => (m.left + m.right) / 2);
  const bottoms = marks.map((m) => m.bottom + 1);
  const heights = marks.map((m) => m.bottom - m.top + 1);
  const size = Math.max(4, median(heights));
  const wide = right - left;
  const degree = marks.length < 4 || wide < size * 5 ? 0 : marks.length < 14 || wide < size * 20 ? 1 : 2;
  const curve = fitted(xs, bottoms, centre, degree, size * 0.12);
  if (Math.abs(curve.b) > 0.14) Object.assign(curve, fitted(xs, bottoms, centre, 0, size));
  const baseline = { ...curve, centre };
  const above = marks
    .map((m, i) => baseline.a + baseline.b * (xs[i]! - centre) + baseline.c * (xs[i]! - centre) ** 2 - m.top)
    .filter((h) => h > size * 0.4);
  const middle = above.length ? median(above) : typical;
  // Small letters in the majority: the capitals, figures and ascenders among them give the height.
  const tall = above.filter((h) => h > middle * 1.2 && h < middle * 1.75);
  const rise = tall.length >= Math.max(1, above.length * 0.05) ? median(tall) : middle;
  return { left, right, baseline, rise, top: Math.min(...marks.map((m) => m.top)), bottom: Math.max(...marks.map((m) => m.bottom)), marks };
}

/** Height of the capitals of a run too short or too flat to show one, taken from its neighbours on the line. */
export function settleRise(row: Row, page: number) {
  const told = row.filter((s) => s.marks.length >= 4).map((s) => s.rise);
  const usual = told.length > 1 ? median(told) : page;
  for (const segment of row) {
    const share = segment.rise / usual;
    // Small letters only ("acé") stand at 0.7 of the capitals; a short run's own height is a guess.
    if (share > 0.55 && share < 0.85 && !showsBoth(segment)) segment.rise = usual;
    else if (segment.marks.length < 4 && (share < 0.8 || share > 1.5)) segment.rise = Math.max(segment.rise, usual);
  }
}

/** Small letters and taller ones stand in it: its height is its own, however large the print beside it. */
function showsBoth(segment: Segment): boolean {
  const heights = segment.marks.map((m) => (baselineAt(segment, (m.left + m.right) / 2) - m.top) / segment.rise);
  const share = (from: number, to: number) => heights.filter((h) => h > from && h < to).length / heights.length;
  return share(0.5, 0.82) > 0.25 && share(0.88, 1.15) > 0.15;
}

/** Clearly wider than high, and filled: a dash, a piece of a rule. */
export const isDash = (mark: Mark): boolean => {
  const w = mark.right - mark.left + 1;
  const h = mark.bottom - mark.top + 1;
  return w > h * 1.6 && mark.pixels > w * h * 0.6;
};

/**
 * The dash before the first letter of a run and the one behind its last: the sign of an amount, a word that goes on in the next line. No letter, it links nothing, and
 * would be cut off; the run reaches as far as it from now on. One of many in a row is a leader or a broken rule.
 */
export function dashesOf(segment: Segment, dashes: readonly Mark[]): Mark[] {
  const { rise } = segment;
  const likely = dashes.filter((mark) => {
    const w = mark.right - mark.left + 1;
    const middle = baselineAt(segment, (mark.left + mark.right) / 2) - (mark.top + mark.bottom) / 2;
    return w > rise * 0.2 && w < rise * 0.9 && mark.bottom - mark.top + 1 < rise * 0.3 && middle > rise * 0.2 && middle < rise * 0.62;
  });
  const found: Mark[] = [];
  const before = likely.filter((mark) => mark.right < segment.left && segment.left - mark.right < rise * 1.2);
  const after = likely.filter((mark) => mark.left > segment.right && mark.left - segment.right < rise * 1.2);
  if (before.length === 1 && segment.left - before[0]!.right < rise * 0.6) {
    found.push(before[0]!);
    segment.left = before[0]!.left;
  }
  if (after.length === 1 && after[0]!.left - segment.right < rise * 0.6) {
    found.push(after[0]!);
    segment.right = after[0]!.right;
  }
  return found;
}

/** Marks mostly wider than high: the pieces of a broken rule, not letters. */
export function isFlat(segment: Segment): boolean {
  const flat = segment.marks.filter((m) => m.right - m.left + 1 > (m.bottom - m.top + 1) * 1.5).length;
  return flat > segment.marks.length * 0.4;
}
