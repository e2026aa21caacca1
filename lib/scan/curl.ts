import type { Segment } from './segments.ts';

/** How far the paper's own horizontal has moved up or down at a point, pixels, against the middle of the page. */
export type Drift = (x: number, y: number) => number;

/** Solves a small linear system by elimination with pivots; null when it is singular. */
function solve(matrix: number[][], right: number[]): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    const lead = rows[i]![i]!;
    if (Math.abs(lead) < 1e-12) return null;
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const share = rows[r]![i]! / lead;
      for (let c = i; c <= n; c++) rows[r]![c]! -= share * rows[i]![c]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}

/**
 * What is left of skew, perspective and curl, from the slopes of the printed lines: slope = p0 + p1·u + p2·v + p3·u·v, u and v across and down the
 * page from its middle. Short runs have no slope of their own; with too few long ones nothing is corrected.
 */
export function paperDrift(segments: readonly Segment[], width: number, height: number): Drift {
  const samples: { terms: number[]; slope: number; weight: number }[] = [];
  for (const segment of segments) {
    const length = segment.right - segment.left;
    if (length < segment.rise * 7) continue;
    const { a, b, c, centre } = segment.baseline;
    for (const share of [0.2, 0.5, 0.8]) {
      const x = segment.left + length * share;
      const u = x / width - 0.5;
      const v = a / height - 0.5;
      samples.push({ terms: [1, u, v, u * v], slope: b + 2 * c * (x - centre), weight: Math.min(length, 600) });
    }
  }
  if (samples.length < 9) return () => 0;
  let p = [0, 0, 0, 0];
  for (let round = 0; round < 3; round++) {
    const normal = p.map(() => [0, 0, 0, 0]);
    const right = [0, 0, 0, 0];
    let total = 0;
    for (const { terms, slope, weight } of samples) {
      const off = (slope - terms.reduce((sum, term, k) => sum + term * p[k]!, 0)) / 0.01;
      const w = round ? weight / (1 + off * off) : weight;
      total += w;
      for (let i = 0; i < 4; i++) {
        right[i]! += w * terms[i]! * slope;
        for (let j = 0; j < 4; j++) normal[i]![j]! += w * terms[i]! * terms[j]!;
      }
    }
    // A light pull to zero: half a page without long lines must not bend on its own.
    for (let i = 1; i < 4; i++) normal[i]![i]! += total * 0.01;
    p = solve(normal, right) ?? p;
  }
  const [p0, p1, p2, p3] = p as [number, number, number, number];
  return (x, y) => {
    const u = x / width - 0.5;
    const v = y / height - 0.5;
    return width * (p0 * u + (p1 * u * u) / 2 + p2 * u * v + (p3 * u * u * v) / 2);
  };
}
