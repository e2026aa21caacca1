import type { Corners, Point } from './geometry.ts';
import { distance } from './geometry.ts';

/** What the camera's picture says while one aims: nothing found, page too small in it, page cut by its frame, keep still, take it now, taken. */
export type Aim = 'searching' | 'far' | 'cut' | 'hold' | 'now' | 'taken';

/** Least share of the frame that the page fills: below, its print is smaller than the camera can give. */
const leastShare = 0.3;
/** Corners that move less than this share of the frame's diagonal are still: a hand trembles by less, a step is more. */
const stillWithin = 0.012;
/** Milliseconds of stillness before the picture is taken, and looks that must have agreed meanwhile. */
const stillFor = 900;
const leastLooks = 4;
/** Milliseconds without a page that are forgiven: the search misses a frame now and then. */
const forgiven = 400;
/** Another page: corners that moved by this share of the diagonal, or a page that was away this long. */
const anotherMoved = 0.12;
const anotherAway = 1_200;

function areaOf(corners: Corners): number {
  let twice = 0;
  for (const [index, a] of corners.entries()) {
    const b = corners[(index + 1) % 4]!;
    twice += a.x * b.y - b.x * a.y;
  }
  return Math.abs(twice) / 2;
}

const farthest = (a: Corners, b: Corners) => Math.max(...a.map((corner, index) => distance(corner, b[index]!)));

/**
 * Tells when a page held before the camera is still enough to be photographed, from the corners found in one frame after the other. Takes it once:
 * the same page, left lying there, is not taken again.
 */
export class Steadiness {
  readonly #width: number;
  readonly #height: number;
  #anchor: Corners | null = null;
  #since = 0;
  #looks = 0;
  #seen = 0;
  #last: Aim = 'searching';
  #taken: boolean;

  /** `armed` false: a page was just photographed, and may still lie there. Sizes in the pixels of the corners. */
  constructor(frame: { width: number; height: number }, armed = true) {
    this.#width = frame.width;
    this.#height = frame.height;
    this.#taken = !armed;
  }

  /** One frame looked at, `at` in milliseconds of any clock that does not go back. */
  push(corners: Corners | null, at: number): Aim {
    if (this.#seen === 0) this.#seen = at;
    this.#last = corners ? this.#found(corners, at) : this.#missed(at);
    return this.#last;
  }

  #missed(at: number): Aim {
    const away = at - this.#seen;
    if (this.#taken && away > anotherAway) this.#taken = false;
    if (away > forgiven) {
      if (!this.#taken) this.#anchor = null;
      return this.#taken ? 'taken' : 'searching';
    }
    return this.#last === 'now' ? 'taken' : this.#last;
  }

  #found(corners: Corners, at: number): Aim {
    this.#seen = at;
    const diagonal = Math.hypot(this.#width, this.#height);
    if (this.#taken) {
      this.#anchor ??= corners;
      if (farthest(corners, this.#anchor) < anotherMoved * diagonal) return 'taken';
      this.#taken = false;
      this.#anchor = null;
    }
    const margin = 0.004 * diagonal;
    const out = ({ x, y }: Point) => x < margin || y < margin || x > this.#width - margin || y > this.#height - margin;
    if (areaOf(corners) < leastShare * this.#width * this.#height) return this.#lost('far');
    if (corners.some(out)) return this.#lost('cut');
    if (!this.#anchor || farthest(corners, this.#anchor) > stillWithin * diagonal) {
      this.#anchor = corners;
      this.#since = at;
      this.#looks = 1;
      return 'hold';
    }
    this.#looks += 1;
    if (at - this.#since < stillFor || this.#looks < leastLooks) return 'hold';
    this.#taken = true;
    return 'now';
  }

  #lost(aim: Aim): Aim {
    this.#anchor = null;
    return aim;
  }
}
