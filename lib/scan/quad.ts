import type { Corners, Point } from './geometry.ts';
import { distance } from './geometry.ts';
import type { Gray } from './pixels.ts';
import { boxBlur, closing, resize } from './pixels.ts';

export interface FoundPage {
  /** Corners in the pixels of the picture given. */
  corners: Corners;
  /** 0 to about 1.2; a page is believed above 0.5. */
  score: number;
  /** Share of the weakest side that lies on a visible edge, 0 to 1. */
  minSupport: number;
  /** Sides that are the frame of the picture rather than an edge in it. */
  borderSides: number;
}

/** Long side of the picture the search works on. */
const workSide = 480;
/** Brightness step (natural logarithm) from desk to paper that counts as a full edge. */
const fullEdge = 0.12;
const linesPerSide = 12;

interface Gradient {
  gx: Float32Array;
  gy: Float32Array;
  width: number;
  height: number;
}

/** Line n·p = rho with n pointing into the page, and its edge strength summed along it. */
interface Side {
  nx: number;
  ny: number;
  rho: number;
  border: boolean;
}

/** Gradient of the logarithm: a shadow multiplies the light, so an edge weighs the same in it. */
function logGradient(gray: Gray): Gradient {
  const { width, height } = gray;
  const log = new Float32Array(256);
  for (let level = 0; level < 256; level++) log[level] = Math.log(level + 16);
  const value = (x: number, y: number) => log[gray.data[y * width + x]!]!;
  const gx = new Float32Array(width * height);
  const gy = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const nw = value(x - 1, y - 1);
      const ne = value(x + 1, y - 1);
      const sw = value(x - 1, y + 1);
      const se = value(x + 1, y + 1);
      gx[y * width + x] = (ne + se - nw - sw + 2 * (value(x + 1, y) - value(x - 1, y))) / 4;
      gy[y * width + x] = (sw + se - nw - ne + 2 * (value(x, y + 1) - value(x, y - 1))) / 4;
    }
  }
  return { gx, gy, width, height };
}

/** Inward normals of the four sides, as angles: left side points right, top points down, and so on. */
const sideAngles = { left: 0, top: 90, right: 180, bottom: 270 } as const;

/** Hough votes in signed directions, each pixel voting within 3 degrees of its gradient. 360 bins of one degree, rho in pixels. */
function hough(g: Gradient): { votes: Float32Array; reach: number; span: number } {
  const reach = Math.ceil(Math.hypot(g.width, g.height));
  const span = 2 * reach + 1;
  const votes = new Float32Array(360 * span);
  const cos = Float32Array.from({ length: 360 }, (_, a) => Math.cos((a * Math.PI) / 180));
  const sin = Float32Array.from({ length: 360 }, (_, a) => Math.sin((a * Math.PI) / 180));
  for (let y = 1; y < g.height - 1; y++) {
    for (let x = 1; x < g.width - 1; x++) {
      const dx = g.gx[y * g.width + x]!;
      const dy = g.gy[y * g.width + x]!;
      const force = Math.hypot(dx, dy);
      if (force < 0.025) continue;
      const weight = Math.min(force, fullEdge * 1.5);
      const angle = Math.round((Math.atan2(dy, dx) * 180) / Math.PI) + 360;
      for (let d = -3; d <= 3; d++) {
        const a = (angle + d) % 360;
        votes[a * span + Math.round(x * cos[a]! + y * sin[a]!) + reach]! += weight;
      }
    }
  }
  return { votes, reach, span };
}

/** The strongest lines whose normal lies within 40 degrees of `centre`, kept apart from one another, plus the frame of the picture. */
function strongest(h: ReturnType<typeof hough>, centre: number, border: Side): Side[] {
  const { votes, reach, span } = h;
  const candidates: { angle: number; rho: number; force: number }[] = [];
  for (let d = -40; d <= 40; d++) {
    const angle = (centre + d + 360) % 360;
    const base = angle * span;
    for (let r = 1; r < span - 1; r++) {
      const force = votes[base + r]!;
      if (force < 2) continue;
      if (force < votes[base + r - 1]! || force <= votes[base + r + 1]!) continue;
      candidates.push({ angle, rho: r - reach, force });
    }
  }
  candidates.sort((a, b) => b.force - a.force);
  const kept: typeof candidates = [];
  for (const candidate of candidates) {
    const twin = kept.some((k) => {
      const turn = Math.abs(((k.angle - candidate.angle + 540) % 360) - 180);
      return turn <= 3 && Math.abs(k.rho - candidate.rho) <= 6 + turn * 3;
    });
    if (!twin) kept.push(candidate);
    if (kept.length === linesPerSide) break;
  }
  const sides = kept.map(({ angle, rho }) => ({ nx: Math.cos((angle * Math.PI) / 180), ny: Math.sin((angle * Math.PI) / 180), rho, border: false }));
  return [...sides, border];
}

function cross(a: Side, b: Side): Point | null {
  const den = a.nx * b.ny - a.ny * b.nx;
  if (Math.abs(den) < 0.3) return null;
  return { x: (a.rho * b.ny - b.rho * a.ny) / den, y: (b.rho * a.nx - a.rho * b.nx) / den };
}

/** Signed edge strength seen along a side, as running sums over its length, tolerant by one pixel across. */
interface Profile {
  sums: Float32Array;
  /** Position along the side (direction (-ny, nx)) of the first sample. */
  from: number;
}

function profile(g: Gradient, side: Side): Profile {
  const reach = Math.ceil(Math.hypot(g.width, g.height));
  const sums = new Float32Array(2 * reach + 2);
  for (let i = 0; i <= 2 * reach; i++) {
    const t = i - reach;
    let best = 0;
    for (let across = -2; across <= 2; across++) {
      const x = Math.round((side.rho + across) * side.nx - t * side.ny);
      const y = Math.round((side.rho + across) * side.ny + t * side.nx);
      if (x < 1 || y < 1 || x >= g.width - 1 || y >= g.height - 1) continue;
      const at = y * g.width + x;
      best = Math.max(best, g.gx[at]! * side.nx + g.gy[at]! * side.ny);
    }
    sums[i + 1] = sums[i]! + Math.min(1, best / fullEdge);
  }
  return { sums, from: -reach };
}

function support(side: Side, seen: Profile, a: Point, b: Point): number {
  const along = (p: Point) => Math.max(0, Math.min(seen.sums.length - 1, Math.round(-p.x * side.ny + p.y * side.nx - seen.from)));
  const [i, j] = [along(a), along(b)].sort((x, y) => x - y) as [number, number];
  return j - i < 8 ? 0 : (seen.sums[j]! - seen.sums[i]!) / (j - i);
}

const inside = (p: Point, width: number, height: number) => p.x > -0.06 * width && p.x < 1.06 * width && p.y > -0.06 * height && p.y < 1.06 * height;

function area(corners: Corners): number {
  let twice = 0;
  for (let i = 0; i < 4; i++) {
    const a = corners[i]!;
    const b = corners[(i + 1) % 4]!;
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

function convex(corners: Corners): boolean {
  for (let i = 0; i < 4; i++) {
    const a = corners[i]!;
    const b = corners[(i + 1) % 4]!;
    const c = corners[(i + 2) % 4]!;
    const turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    if (turn < 0.5 * distance(a, b) * distance(b, c)) return false;
  }
  return true;
}

/** Distance from the proportions of A4, either way up, as a logarithm. */
function offA4(corners: Corners): number {
  const [a, b, c, d] = corners;
  const ratio = (distance(a, d) + distance(b, c)) / (distance(a, b) + distance(d, c));
  return Math.abs(Math.log(ratio < 1 ? 1 / ratio : ratio) - Math.log(Math.SQRT2));
}

function ratioBonus(corners: Corners): number {
  const off = offA4(corners);
  return off < 0.12 ? 1.1 : off < 0.3 ? 1 : 0.9;
}

/**
 * The sheet of paper in a photograph: light page on a darker or cluttered ground, one side possibly out of the frame.
 * Gives the best quadrilateral whatever its score; `isPage` tells whether to believe it.
 */
export function findPage(picture: Gray): FoundPage | null {
  const scale = workSide / Math.max(picture.width, picture.height);
  const small = resize(picture, picture.width * Math.min(1, scale), picture.height * Math.min(1, scale));
  const { width, height } = small;
  if (width < 80 || height < 80) return null;
  const g = logGradient(boxBlur(closing(small, 4), 1));
  const votes = hough(g);
  const sides = {
    left: strongest(votes, sideAngles.left, { nx: 1, ny: 0, rho: 0, border: true }),
    top: strongest(votes, sideAngles.top, { nx: 0, ny: 1, rho: 0, border: true }),
    right: strongest(votes, sideAngles.right, { nx: -1, ny: 0, rho: -(width - 1), border: true }),
    bottom: strongest(votes, sideAngles.bottom, { nx: 0, ny: -1, rho: -(height - 1), border: true }),
  };
  const profiles = new Map<Side, Profile>();
  for (const side of Object.values(sides).flat()) profiles.set(side, profile(g, side));
  const seen = (side: Side, a: Point, b: Point) => (side.border ? 0.5 : support(side, profiles.get(side)!, a, b));

  let best: FoundPage | null = null;
  const frame = width * height;
  for (const top of sides.top) {
    for (const left of sides.left) {
      const a = cross(top, left);
      if (!a || !inside(a, width, height)) continue;
      for (const right of sides.right) {
        const b = cross(top, right);
        if (!b || !inside(b, width, height) || b.x - a.x < width * 0.2) continue;
        const topSupport = seen(top, a, b);
        if (topSupport < 0.2) continue;
        for (const bottom of sides.bottom) {
          const borderSides = Number(top.border) + Number(left.border) + Number(right.border) + Number(bottom.border);
          if (borderSides > 2) continue;
          const c = cross(bottom, right);
          const d = cross(bottom, left);
          if (!c || !d || !inside(c, width, height) || !inside(d, width, height)) continue;
          const corners: Corners = [a, b, c, d];
          const share = area(corners) / frame;
          if (share < 0.15 || !convex(corners)) continue;
          const supports = [topSupport, seen(right, b, c), seen(bottom, c, d), seen(left, d, a)];
          const minSupport = Math.min(...supports);
          if (minSupport < 0.15) continue;
          const mean = (supports[0]! + supports[1]! + supports[2]! + supports[3]!) / 4;
          const score = (0.7 * mean + 0.3 * minSupport) * Math.min(1, share) ** 0.35 * ratioBonus(corners);
          if (!best || score > best.score) best = { corners, score, minSupport, borderSides };
        }
      }
    }
  }
  if (!best) return null;
  const [fx, fy] = [picture.width / width, picture.height / height];
  const refined = beyondBands(g, refine(g, best.corners));
  const corners = refined.map((p) => ({ x: (p.x + 0.5) * fx, y: (p.y + 0.5) * fy })) as unknown as Corners;
  return { ...best, corners };
}

/** Edge strength from p to q whatever its sign, 0 to 1. */
function unsigned(g: Gradient, p: Point, q: Point): number {
  const length = distance(p, q);
  const nx = -(q.y - p.y) / length;
  const ny = (q.x - p.x) / length;
  let total = 0;
  let count = 0;
  for (let t = 1; t < length; t++) {
    let best = 0;
    for (let across = -1; across <= 1; across++) {
      const x = Math.round(p.x + ((q.x - p.x) * t) / length + across * nx);
      const y = Math.round(p.y + ((q.y - p.y) * t) / length + across * ny);
      if (x < 1 || y < 1 || x >= g.width - 1 || y >= g.height - 1) continue;
      best = Math.max(best, Math.abs(g.gx[y * g.width + x]! * nx + g.gy[y * g.width + x]! * ny));
    }
    total += Math.min(1, best / (fullEdge * 0.6));
    count++;
  }
  return count ? total / count : 0;
}

/**
 * A dark coloured band along the top or the bottom of an invoice hides the true edge: the paper seems to begin below it. When both sides go on
 * beyond the corners up to another edge, and the page is nearer to A4 with it, the band belongs to the page.
 */
function beyondBands(g: Gradient, corners: Corners): Corners {
  let result = corners;
  for (const start of [0, 1, 2, 3]) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => result[(start + k) % 4]!) as [Point, Point, Point, Point];
    const along = (from: Point, to: Point, share: number) => ({ x: to.x + (to.x - from.x) * share, y: to.y + (to.y - from.y) * share });
    let bestEdge = 0.65;
    let best: Corners | null = null;
    for (let share = 0.05; share <= 0.32; share += 0.01) {
      const left = along(d, a, share);
      if (!inside(left, g.width, g.height) || unsigned(g, a, left) < 0.6) continue;
      for (let tilt = -0.03; tilt <= 0.031; tilt += 0.01) {
        const right = along(c, b, share + tilt);
        if (!inside(right, g.width, g.height) || unsigned(g, b, right) < 0.6) continue;
        const edge = unsigned(g, left, right);
        if (edge <= bestEdge) continue;
        const grown = [left, right, c, d];
        const whole = [0, 1, 2, 3].map((k) => grown[(k - start + 4) % 4]!) as unknown as Corners;
        if (offA4(whole) > offA4(result)) continue;
        bestEdge = edge;
        best = whole;
      }
    }
    if (best) result = best;
  }
  return result;
}

/** Each side moved onto the gradient's ridge by a straight-line fit: Hough knows whole degrees only. */
function refine(g: Gradient, corners: Corners): Corners {
  const sides: Side[] = [];
  for (let i = 0; i < 4; i++) {
    const a = corners[i]!;
    const b = corners[(i + 1) % 4]!;
    const length = distance(a, b);
    const nx = -(b.y - a.y) / length;
    const ny = (b.x - a.x) / length;
    const ts: number[] = [];
    const offsets: number[] = [];
    const weights: number[] = [];
    for (let t = length * 0.03; t < length * 0.97; t++) {
      let best = fullEdge * 0.4;
      let at = Number.NaN;
      for (let across = -5; across <= 5; across++) {
        const x = Math.round(a.x + ((b.x - a.x) * t) / length + across * nx);
        const y = Math.round(a.y + ((b.y - a.y) * t) / length + across * ny);
        if (x < 1 || y < 1 || x >= g.width - 1 || y >= g.height - 1) continue;
        const force = (g.gx[y * g.width + x]! * nx + g.gy[y * g.width + x]! * ny) * (1 - Math.abs(across) * 0.06);
        if (force > best) {
          best = force;
          at = across;
        }
      }
      if (Number.isNaN(at)) continue;
      ts.push(t);
      offsets.push(at);
      weights.push(1);
    }
    let slope = 0;
    let shift = 0;
    if (ts.length > length * 0.25) {
      // Three rounds of weighted least squares: points off the line lose their say.
      for (let round = 0; round < 3; round++) {
        let [sw, st, so, stt, sto] = [0, 0, 0, 0, 0];
        for (let k = 0; k < ts.length; k++) {
          const w = weights[k]!;
          sw += w;
          st += w * ts[k]!;
          so += w * offsets[k]!;
          stt += w * ts[k]! * ts[k]!;
          sto += w * ts[k]! * offsets[k]!;
        }
        const den = sw * stt - st * st;
        if (Math.abs(den) < 1e-6) break;
        slope = (sw * sto - st * so) / den;
        shift = (so - slope * st) / sw;
        for (let k = 0; k < ts.length; k++) weights[k] = 1 / (1 + (offsets[k]! - shift - slope * ts[k]!) ** 2);
      }
    }
    const p = { x: a.x + shift * nx, y: a.y + shift * ny };
    const q = { x: b.x + (shift + slope * length) * nx, y: b.y + (shift + slope * length) * ny };
    const l = distance(p, q);
    const mx = -(q.y - p.y) / l;
    const my = (q.x - p.x) / l;
    sides.push({ nx: mx, ny: my, rho: p.x * mx + p.y * my, border: false });
  }
  const [top, right, bottom, left] = sides as [Side, Side, Side, Side];
  const found = [cross(left, top), cross(top, right), cross(right, bottom), cross(bottom, left)];
  return found.every((p) => p !== null) ? (found as unknown as Corners) : corners;
}

/** The gate: no flat scan of the development set passes it, 40 of 42 photographed pages do. */
export function isPage(found: FoundPage | null): found is FoundPage {
  return found !== null && found.score > 0.5 && found.minSupport > 0.3 && found.borderSides <= 1;
}
