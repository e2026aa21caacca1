import type { Quad } from '../../../lib/reading/document.ts';

/** Kinds of development pictures that show no page edge. */
const flat = new Set(['pdf', 'scan', 'Z']);

export interface Corners {
  photographs: number;
  /** All four within 1 % of the picture's diagonal. */
  right: number;
  flat: number;
  falsePages: number;
}

/** `quad` in pixels of the picture, as the reader gives it. */
export function countCorners(seen: readonly { kind: string; corners: [number, number][] | null; quad: Quad | null; diagonal: number }[]): Corners {
  const count: Corners = { photographs: 0, right: 0, flat: 0, falsePages: 0 };
  for (const { kind, corners, quad, diagonal } of seen) {
    if (flat.has(kind)) {
      count.flat++;
      if (quad) count.falsePages++;
    } else if (corners && !kind.startsWith('T')) {
      count.photographs++;
      const worst = quad ? Math.max(...corners.map(([x, y], at) => Math.hypot(quad[at]!.x - x, quad[at]!.y - y))) : Number.POSITIVE_INFINITY;
      if (worst / diagonal < 0.01) count.right++;
    }
  }
  return count;
}
