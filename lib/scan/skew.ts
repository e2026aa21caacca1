import type { Gray } from './pixels.ts';
import { resize } from './pixels.ts';

/** How sharply the dark points fall into rows when sheared by `slope`: sum of squared differences of neighbouring rows. */
function sharpness(xs: Float32Array, ys: Float32Array, slope: number, rows: Float32Array, offset: number): number {
  rows.fill(0);
  for (let i = 0; i < xs.length; i++) {
    const y = ys[i]! - xs[i]! * slope + offset;
    const base = y | 0;
    const part = y - base;
    rows[base]! += 1 - part;
    rows[base + 1]! += part;
  }
  let total = 0;
  for (let i = 1; i < rows.length; i++) {
    const difference = rows[i]! - rows[i - 1]!;
    total += difference * difference;
  }
  return total;
}

/**
 * Angle of the text lines in radians, positive when they go down to the right, searched within ±`limit` degrees.
 * Expects an evenly lit page (see `flatten`). A page with too little print gives 0.
 */
export function skewAngle(page: Gray, limit = 8): number {
  const scale = Math.min(1, 900 / Math.max(page.width, page.height));
  const small = resize(page, page.width * scale, page.height * scale);
  const points: number[] = [];
  for (let i = 0; i < small.data.length; i++) if (small.data[i]! < 150) points.push(i);
  if (points.length < 200) return 0;
  const step = Math.max(1, Math.floor(points.length / 40_000));
  const count = Math.floor(points.length / step);
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = points[i * step]!;
    xs[i] = (at % small.width) - small.width / 2;
    ys[i] = Math.floor(at / small.width);
  }
  const offset = Math.ceil((small.width / 2) * Math.tan((limit + 1) * (Math.PI / 180))) + 2;
  const rows = new Float32Array(small.height + 2 * offset + 4);
  const measure = (degrees: number) => sharpness(xs, ys, Math.tan((degrees * Math.PI) / 180), rows, offset);
  let best = 0;
  let bestScore = measure(0);
  const flat = bestScore;
  for (const [span, pace] of [
    [limit, 0.5],
    [0.5, 0.1],
    [0.1, 0.025],
  ] as const) {
    const centre = best;
    for (let angle = centre - span; angle <= centre + span + 1e-9; angle += pace) {
      if (Math.abs(angle) > limit) continue;
      const score = measure(angle);
      if (score > bestScore) {
        bestScore = score;
        best = angle;
      }
    }
  }
  return bestScore > flat * 1.01 ? (best * Math.PI) / 180 : 0;
}
