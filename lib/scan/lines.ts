import type { Mark, Runs } from './components.ts';
import { connectedMarks, eraseRules, inkMask, runsOf } from './components.ts';
import { type Drift, paperDrift } from './curl.ts';
import { type Gray, soften } from './pixels.ts';
import { baselineAt, dashesOf, isDash, isFlat, median, type Row, type Segment, segmentOf, settleRise } from './segments.ts';

export interface Segmentation {
  rows: Row[];
  /** Segment number + 1 owning each ink pixel; 0 none; -1 erased (rules and dirt). */
  owner: Int16Array;
  segments: Segment[];
  /** Typical height of capitals on the page, pixels; 0 on a blank page. */
  rise: number;
}

/** Height of an ordinary letter: the median over marks that could be letters, each weighing its width so that dots do not rule. */
function letterHeight(marks: Mark[]): number {
  const heights: number[] = [];
  for (const mark of marks) {
    const h = mark.bottom - mark.top + 1;
    const w = mark.right - mark.left + 1;
    // Pieces of broken rules are flat or solid; letters are neither.
    if (h < 7 || h > 130 || w < 2 || w > h * 1.8 || mark.pixels < 12 || (w > h * 0.6 && mark.pixels > w * h * 0.88)) continue;
    heights.push(h);
  }
  return median(heights);
}

/** Letters worth chaining; the rest (dots, accents, commas) is drawn with the line that covers it. Bars, frames and specks are not letters. */
function isLetter(mark: Mark, typical: number): boolean {
  const h = mark.bottom - mark.top + 1;
  const w = mark.right - mark.left + 1;
  if (h < typical * 0.5 || h > typical * 5) return false;
  // Blurred letters run together into wide marks, but those are no higher than a line and well filled, unlike the frame of a cell.
  if (w > Math.max(typical * 3, h * 1.6) && ((h > typical * 3.4 && w > h * 3) || w > typical * 16 || mark.pixels < w * h * 0.2)) return false;
  if (h > typical * 2 && w < h * 0.2) return false;
  // A rule that leans is not erased as one: wide, and all along no more than a stroke of ink.
  if (w > typical * 5 && mark.pixels < w * typical * 0.42) return false;
  return mark.pixels >= h * 0.8;
}

/** Letters on one line without a wide gap between them: each joins the nearest letter on its right that sits at the same height. */
function chain(letters: Mark[], typical: number): number[][] {
  const order = letters.map((_, i) => i).sort((i, j) => letters[i]!.left - letters[j]!.left);
  // Buckets by height: candidates are looked for in the neighbouring bands only.
  const band = Math.max(8, typical * 2);
  const buckets = new Map<number, number[]>();
  for (const i of order) {
    const mark = letters[i]!;
    for (let b = Math.floor(mark.top / band); b <= Math.floor(mark.bottom / band); b++) {
      const bucket = buckets.get(b);
      if (bucket) bucket.push(i);
      else buckets.set(b, [i]);
    }
  }
  const parent = letters.map((_, i) => i);
  const root = (i: number) => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const i of order) {
    const mark = letters[i]!;
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let b = Math.floor(mark.top / band); b <= Math.floor(mark.bottom / band); b++) {
      for (const j of buckets.get(b)!) {
        if (j === i) continue;
        const price = linkCost(mark, letters[j]!, typical);
        if (price < bestCost) {
          bestCost = price;
          best = j;
        }
      }
    }
    if (best >= 0) parent[root(best)] = root(i);
  }
  const runs = new Map<number, number[]>();
  for (const i of order) {
    const r = root(i);
    const run = runs.get(r);
    if (run) run.push(i);
    else runs.set(r, [i]);
  }
  return [...runs.values()];
}

/** How well `other` continues the line after `mark`; infinite when it does not. */
function linkCost(mark: Mark, other: Mark, typical: number): number {
  const never = Number.POSITIVE_INFINITY;
  if (other.left + other.right <= mark.left + mark.right) return never;
  const h = mark.bottom - mark.top + 1;
  const oh = other.bottom - other.top + 1;
  const small = Math.min(h, oh);
  if (Math.max(h, oh) > small * 2.6) return never;
  const gap = other.left - mark.right;
  const size = Math.max(small * 1.3, typical * 0.7);
  if (gap > size * 1.6 || gap < -Math.min(mark.right - mark.left, other.right - other.left) - 1) return never;
  const overlap = Math.min(mark.bottom, other.bottom) - Math.max(mark.top, other.top) + 1;
  if (overlap < small * 0.5) return never;
  const drop = Math.min(Math.abs(mark.bottom - other.bottom), Math.abs(mark.top - other.top));
  if (drop > Math.max(small * 0.4, 3)) return never;
  return Math.max(0, gap) + drop * 2.5 + Math.abs(h - oh) * 0.3;
}

interface Span {
  left: number;
  right: number;
  top: number;
  bottom: number;
  marks: Mark[];
}

/** Runs that are pieces of one: a figure broken in two by noise, a word cut off by an odd letter. */
function joinRuns(runs: Mark[][], typical: number): Mark[][] {
  const spans: Span[] = runs.map((marks) => ({
    left: Math.min(...marks.map((m) => m.left)),
    right: Math.max(...marks.map((m) => m.right)),
    top: Math.min(...marks.map((m) => m.top)),
    bottom: Math.max(...marks.map((m) => m.bottom)),
    marks,
  }));
  spans.sort((a, b) => b.marks.length - a.marks.length);
  const kept: Span[] = [];
  for (const span of spans) {
    const host = kept.find((other) => continues(other, span, typical));
    if (!host) {
      kept.push(span);
      continue;
    }
    host.marks.push(...span.marks);
    host.left = Math.min(host.left, span.left);
    host.right = Math.max(host.right, span.right);
    host.top = Math.min(host.top, span.top);
    host.bottom = Math.max(host.bottom, span.bottom);
  }
  return kept.map(({ marks }) => marks.sort((a, b) => a.left - b.left));
}

/** Whether `piece` stands within the body of `host`, at the place where they meet, without a wide gap. */
function continues(host: Span, piece: Span, typical: number): boolean {
  if (host.marks.length < 2) return false;
  const gap = Math.max(piece.left - host.right, host.left - piece.right);
  if (gap > typical * 1.5 || piece.top > host.bottom || piece.bottom < host.top) return false;
  const near = host.marks
    .map((mark) => ({ mark, off: Math.max(mark.left - piece.right, piece.left - mark.right, 0) }))
    .sort((a, b) => a.off - b.off)
    .slice(0, 4)
    .filter(({ off }) => off < typical * 5)
    .map(({ mark }) => mark);
  if (!near.length) return false;
  const top = median(near.map((m) => m.top));
  const bottom = median(near.map((m) => m.bottom));
  const body = bottom - top + 1;
  const height = piece.bottom - piece.top + 1;
  if (height > body * 1.8 || height < body * 0.25) return false;
  const overlap = Math.min(bottom, piece.bottom) - Math.max(top, piece.top) + 1;
  return overlap > 0.7 * Math.min(body, height);
}

/** Segments whose bodies stand at the same height, gathered into visual lines from top to bottom. */
function gather(segments: Segment[], drift: Drift): Row[] {
  const levels = new Map<Segment, number>();
  for (const segment of segments) {
    const x = (segment.left + segment.right) / 2;
    const y = baselineAt(segment, x);
    levels.set(segment, y - drift(x, y) - segment.rise / 2);
  }
  const rows: Row[] = [];
  const order = [...segments].sort((s, t) => t.right - t.left - (s.right - s.left));
  for (const segment of order) {
    const middle = levels.get(segment)!;
    let best: Row | null = null;
    let bestOff = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      if (row.some((s) => Math.min(s.right, segment.right) - Math.max(s.left, segment.left) > Math.min(s.rise, segment.rise) * 0.4)) continue;
      let nearest = row[0]!;
      let gap = Number.POSITIVE_INFINITY;
      for (const s of row) {
        const d = Math.max(s.left - segment.right, segment.left - s.right);
        if (d < gap) {
          gap = d;
          nearest = s;
        }
      }
      const off = Math.abs(levels.get(nearest)! - middle);
      if (off < Math.min(nearest.rise, segment.rise) * 0.7 && off < bestOff) {
        bestOff = off;
        best = row;
      }
    }
    if (best) best.push(segment);
    else rows.push([segment]);
  }
  for (const row of rows) row.sort((s, t) => s.left - t.left);
  const height = (row: Row) => {
    let total = 0;
    let weight = 0;
    for (const s of row) {
      const w = s.right - s.left + 1;
      total += levels.get(s)! * w;
      weight += w;
    }
    return total / weight;
  };
  return rows
    .map((row) => ({ row, y: height(row) }))
    .sort((r, s) => r.y - s.y)
    .map(({ row }) => row);
}

/**
 * Whose each pixel is: the number of the segment whose mark it belongs to, -1 where a rule or dirt was erased, 0 where it is nobody's. The grey rim of each mark belongs to
 * its owner too: one pixel all around, the left and the upper neighbour first where two claim it. `owners`: of each run of ink, 0 where no segment keeps it.
 */
function own(ink: Runs, owners: Int32Array, erased: Runs, width: number, height: number): Int16Array {
  const out = new Int16Array(width * height);
  const owned = (runs: Runs, y: number, paint: (from: number, to: number, owner: number) => void) => {
    for (let run = runs.rows[y]!; run < runs.rows[y + 1]!; run++) {
      const owner = runs === ink ? owners[run]! : -1;
      if (owner !== 0) paint(runs.from[run]!, runs.to[run]!, owner);
    }
  };
  for (let y = 0; y < height; y++) {
    const base = y * width;
    const inner = (from: number, to: number, owner: number) => out.fill(owner, base + from, base + to + 1);
    const after = (_: number, to: number, owner: number) => {
      if (to + 1 < width && out[base + to + 1] === 0) out[base + to + 1] = owner;
    };
    const before = (from: number, _: number, owner: number) => {
      if (from > 0 && out[base + from - 1] === 0) out[base + from - 1] = owner;
    };
    for (const paint of [inner, after, before]) for (const runs of [ink, erased]) owned(runs, y, paint);
  }
  for (let y = 0; y < height; y++) {
    const base = y * width;
    for (const [near, step] of [
      [y - 1, -width],
      [y + 1, width],
    ] as const) {
      if (near < 0 || near >= height) continue;
      const copy = (from: number, to: number) => {
        for (let x = from > 0 ? from - 1 : 0; x <= to + 1 && x < width; x++) if (out[base + x] === 0) out[base + x] = out[base + step + x]!;
      };
      for (const runs of [ink, erased]) owned(runs, near, copy);
    }
  }
  return out;
}

/** Darker than this is ink on a flattened page, whose paper is about 250 ... */
const inkLevel = 190;
/** ... and up to this where it stands out from what is around it: thin strokes, blurred or paled, hardly reach 190. */
const faintLevel = 224;

/** As many as the numbers of their owners can tell apart: more are the grain of a page that holds no print. */
const mostSegments = 32_767;

/** Finds the printed lines of an evenly lit, nearly straight page. Rules and dirt are left out. */
export function findLines(page: Gray): Segmentation {
  const { width, height } = page;
  // A light blur joins the strokes that noise has cut, and drowns lone specks.
  const mask = inkMask(soften(page), inkLevel, faintLevel);
  const erased = eraseRules(mask, width, height, Math.round(width / 14), Math.round(width / 30), 7);
  const ink = runsOf(mask, width, height);
  const { marks, labels } = connectedMarks(ink, width, height);
  const typical = letterHeight(marks);
  const byLabel = new Int32Array(marks.length + 1);
  const owner = () =>
    own(
      ink,
      labels.map((label) => byLabel[label]!),
      erased,
      width,
      height,
    );
  if (!typical) return { rows: [], owner: owner(), segments: [], rise: 0 };

  const letters = marks.filter((mark) => isLetter(mark, typical));
  const segments: Segment[] = [];
  const runs = joinRuns(
    chain(letters, typical).map((run) => run.map((i) => letters[i]!)),
    typical,
  );
  for (const members of runs) {
    const ink = members.reduce((sum, m) => sum + m.pixels, 0);
    // A lone speck is not a letter.
    if (members.length === 1 && (ink < typical * 1.5 || members[0]!.bottom - members[0]!.top + 1 < typical * 0.65)) continue;
    segments.push(segmentOf(members, typical));
  }
  const rise = median(segments.filter((s) => !isFlat(s)).flatMap((s) => s.marks.map(() => s.rise)));
  const kept = segments.filter((s) => s.rise > rise * 0.3 && !(isFlat(s) && s.rise < rise * 0.7)).slice(0, mostSegments);
  const rows = gather(kept, paperDrift(kept, width, height));
  for (const row of rows) settleRise(row, rise);

  for (const [index, segment] of kept.entries()) for (const mark of segment.marks) byLabel[mark.label] = index + 1;
  const dashes = marks.filter((mark) => byLabel[mark.label] === 0 && isDash(mark));
  for (const [index, segment] of kept.entries()) for (const dash of dashesOf(segment, dashes)) byLabel[dash.label] = index + 1;
  return { rows, owner: owner(), segments: kept, rise };
}
