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

/** Size of the page as read: the short side is 1800 pixels (about 218 dpi on A4, x-height 20 to 30), at most 6 million pixels. */
export function pageSize(ratio: number, shortSide = 1800): { width: number; height: number } {
  const width = ratio >= 1 ? shortSide : shortSide / ratio;
  const height = width * ratio;
  const scale = Math.min(1, Math.sqrt(6_000_000 / (width * height)));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Four weights of Catmull and Rom for each 1/64 of a pixel: letters that are enlarged stay sharper than between two neighbours. */
const cubic = Float32Array.from({ length: 64 * 4 }, (_, at) => {
  const t = (at >> 2) / 64;
  const [t2, t3] = [t * t, t * t * t];
  return [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2][at & 3]!;
});

function cubicAt(data: Uint8Array, width: number, height: number, x: number, y: number): number {
  const ix = x | 0;
  const iy = y | 0;
  if (ix < 1 || iy < 1 || ix > width - 3 || iy > height - 3) return data[iy * width + ix]!;
  const cx = ((x - ix) * 64) << 2;
  const cy = ((y - iy) * 64) << 2;
  const kx = cx & ~3;
  const ky = cy & ~3;
  let total = 0;
  for (let row = 0, i = (iy - 1) * width + ix - 1; row < 4; row++, i += width) {
    total +=
      cubic[ky + row]! * (cubic[kx]! * data[i]! + cubic[kx + 1]! * data[i + 1]! + cubic[kx + 2]! * data[i + 2]! + cubic[kx + 3]! * data[i + 3]!);
  }
  return total < 0 ? 0 : total > 255 ? 255 : total;
}

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
  const [m0, m1, m2, m3, m4, m5, m6, m7] = map;
  const right = sw - 1.001;
  const bottom = sh - 1.001;
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    const [ax, ay, aw] = [m1 * v + m2, m4 * v + m5, m7 * v + 1];
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const u = (x + 0.5) / width;
      const share = 1 / (m6 * u + aw);
      let sx = (m0 * u + ax) * share;
      let sy = (m3 * u + ay) * share;
      sx = sx < 0 ? 0 : sx > right ? right : sx;
      sy = sy < 0 ? 0 : sy > bottom ? bottom : sy;
      out[at] = (ratio < 0.95 ? cubicAt(data, sw, sh, sx, sy) : bilinear(data, sw, sx, sy)) + 0.5;
    }
  }
  return { data: out, width, height };
}

function bilinear(data: Uint8Array, width: number, x: number, y: number): number {
  const ix = x | 0;
  const iy = y | 0;
  const i = iy * width + ix;
  const top = data[i]! + (data[i + 1]! - data[i]!) * (x - ix);
  const bottom = data[i + width]! + (data[i + width + 1]! - data[i + width]!) * (x - ix);
  return top + (bottom - top) * (y - iy);
}

/** The picture turned by a small angle (radians, clockwise positive) about its centre, same size, white where nothing was. */
export function rotate(gray: Gray, angle: number): Gray {
  if (angle === 0) return gray;
  const { data, width, height } = gray;
  const out = new Uint8Array(data.length).fill(255);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const cx = (width - 1) / 2;
  const cy = (height - 1) / 2;
  for (let y = 0; y < height; y++) {
    let sx = cos * (0 - cx) + sin * (y - cy) + cx;
    let sy = -sin * (0 - cx) + cos * (y - cy) + cy;
    for (let x = 0; x < width; x++, sx += cos, sy -= sin) {
      if (sx < 0 || sy < 0 || sx >= width - 1 || sy >= height - 1) continue;
      out[y * width + x] = bilinear(data, width, sx, sy) + 0.5;
    }
  }
  return { data: out, width, height };
}
