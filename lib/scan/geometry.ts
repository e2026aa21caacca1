import { onBench } from './kernels/index.ts';
import type { Gray } from './pixels.ts';
import { resize } from './pixels.ts';

export interface Point {
  x: number;
  y: number;
}

/** Top left, top right, bottom right, bottom left; pixel coordinates, origin at the top left corner of the picture. */
export type Corners = readonly [Point, Point, Point, Point];

/** 3x3 matrix, row by row, that carries target points to source points. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** The same corners in a picture `by` times as large. */
export const zoomed = (corners: Corners, by: number): Corners => corners.map(({ x, y }) => ({ x: x * by, y: y * by })) as unknown as Corners;

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The projective map from the unit square (0,0 1,0 1,1 0,1) to four corners (Heckbert 1989, closed form). */
export function fromUnitSquare(corners: Corners): Homography {
  const [p0, p1, p2, p3] = corners;
  const dx1 = p1.x - p2.x;
  const dx2 = p3.x - p2.x;
  const dy1 = p1.y - p2.y;
  const dy2 = p3.y - p2.y;
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const den = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / den;
  const h = (dx1 * sy - sx * dy1) / den;
  return [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x, p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y, g, h, 1];
}

export function project(map: Homography, x: number, y: number): Point {
  const w = map[6] * x + map[7] * y + map[8];
  return { x: (map[0] * x + map[1] * y + map[2]) / w, y: (map[3] * x + map[4] * y + map[5]) / w };
}

/** Height over width of the paper, from the mean of opposite sides; taken as A4 when within 12 %, either way up. */
export function paperRatio(corners: Corners): number {
  const [a, b, c, d] = corners;
  const ratio = (distance(a, d) + distance(b, c)) / (distance(a, b) + distance(d, c));
  for (const known of [Math.SQRT2, Math.SQRT1_2]) if (Math.abs(ratio / known - 1) < 0.12) return known;
  return ratio;
}

const shortSide = 1800;

/** Size of the page as read: the short side is 1800 pixels (about 218 dpi on A4, x-height 20 to 30), at most 6 million pixels. */
export function pageSize(ratio: number): { width: number; height: number } {
  const width = ratio >= 1 ? shortSide : shortSide / ratio;
  const height = width * ratio;
  const scale = Math.min(1, Math.sqrt(6_000_000 / (width * height)));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Rows of a flat page that are made at once: they need a strip of the source alone. */
const strip = 256;

/**
 * The quadrilateral pulled flat: bilinear, after shrinking the source so that no more than 1.8 source pixels fall on a target pixel; cubic where it is
 * enlarged.
 */
export function warp(source: Gray, corners: Corners, width: number, height: number): Gray {
  const longest = Math.max(distance(corners[0], corners[1]), distance(corners[3], corners[2])) / width;
  const tallest = Math.max(distance(corners[0], corners[3]), distance(corners[1], corners[2])) / height;
  const ratio = Math.max(longest, tallest);
  let picture = source;
  let scale = 1;
  if (ratio > 1.8) {
    scale = 1.4 / ratio;
    picture = resize(source, source.width * scale, source.height * scale);
  }
  const scaled = corners.map((p) => ({ x: p.x * scale - 0.5, y: p.y * scale - 0.5 })) as unknown as Corners;
  const map = fromUnitSquare(scaled);
  const { data, width: sw, height: sh } = picture;
  const out = new Uint8Array(width * height);
  onBench((kernels, bench) => {
    const matrix = bench.put(Float64Array.from(map));
    const { top } = bench;
    for (let y = 0; y < height; y += strip) {
      const end = Math.min(height, y + strip);
      // straight lines stay straight: the strip reaches as far up and down as its own corners, and two pixels for the neighbours
      const reach = [y, end].flatMap((at) => [0, 1].map((u) => project(map, u, at / height).y));
      const first = Math.min(sh - 1, Math.max(0, Math.floor(Math.min(...reach)) - 2));
      const last = Math.max(first + 1, Math.min(sh, Math.ceil(Math.max(...reach)) + 4));
      const source = bench.put(data.subarray(first * sw, last * sw)) - first * sw;
      const target = bench.take((end - y) * width);
      kernels[ratio < 0.95 ? 'warpCubic' : 'warp'](source, sw, sh, matrix, target - y * width, width, height, y, end);
      bench.read(target, (end - y) * width, out, y * width);
      bench.back(top);
    }
  });
  return { data: out, width, height };
}

/** The picture turned by a small angle (radians, clockwise positive) about its centre, same size, white where nothing was. */
export function rotate(gray: Gray, angle: number): Gray {
  if (angle === 0) return gray;
  const { data, width, height } = gray;
  return onBench((kernels, bench) => {
    const [source, out] = [bench.put(data), bench.take(data.length)];
    kernels.rotate(source, width, height, Math.cos(angle), Math.sin(angle), out);
    return { data: bench.get(out, data.length), width, height };
  });
}
