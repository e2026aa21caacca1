import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Aim, type Corners, Steadiness } from '../../../lib/scan/index.ts';

const frame = { width: 480, height: 360 };
const sheet = (left: number, top: number, right: number, bottom: number): Corners => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];
const page = sheet(100, 20, 340, 340);
const moved = (corners: Corners, by: number) => corners.map(({ x, y }) => ({ x: x + by, y: y + by })) as unknown as Corners;

/** Frames a tenth of a second apart; gives what was said of each. */
function watch(steadiness: Steadiness, frames: readonly (Corners | null)[], from = 0): Aim[] {
  return frames.map((corners, index) => steadiness.push(corners, from + index * 100));
}
const still = (count: number) => Array.from({ length: count }, (_, index) => moved(page, index % 2));

describe('a page held before the camera', () => {
  it('is taken once when it was still for a second, and not again while it lies there', () => {
    const said = watch(new Steadiness(frame), still(40));
    expect(said.filter((aim) => aim === 'now')).toHaveLength(1);
    expect(said.indexOf('now')).toBeGreaterThanOrEqual(9);
    expect(said.at(-1)).toBe('taken');
  });
  it('is not taken while the hand moves', () => {
    const drifting = Array.from({ length: 60 }, (_, index) => moved(page, (index % 10) * 4 - 20));
    expect(watch(new Steadiness(frame), drifting)).not.toContain('now');
  });
  it('that is small or cut by the frame is said to be, and waited for', () => {
    expect(watch(new Steadiness(frame), [sheet(200, 150, 280, 250)])).toEqual(['far']);
    expect(watch(new Steadiness(frame), [sheet(100, -8, 340, 300)])).toEqual(['cut']);
    expect(watch(new Steadiness(frame), Array(30).fill(sheet(100, -8, 340, 300)))).not.toContain('now');
  });
  it('that the search misses for a frame or two is held all the same', () => {
    const said = watch(new Steadiness(frame), [...still(5), null, null, ...still(12)]);
    expect(said).toContain('now');
    expect(said).not.toContain('searching');
  });
  it('just photographed is not taken again until another comes, or it went away', () => {
    const left = new Steadiness(frame, false);
    expect(watch(left, still(30))).not.toContain('now');
    expect(watch(left, Array(20).fill(null), 3_000).at(-1)).toBe('searching');
    expect(watch(left, still(30), 5_000)).toContain('now');
    const other = new Steadiness(frame, false);
    watch(other, still(5));
    expect(
      watch(
        other,
        still(30).map((corners) => moved(corners, -90).map(({ x, y }) => ({ x: x + 8, y: Math.max(8, y) })) as unknown as Corners),
        500,
      ),
    ).toContain('now');
  });
  it('is never taken from frames without one, and at most once in any two seconds', () => {
    const corners = fc.option(fc.record({ dx: fc.integer({ min: -15, max: 15 }) }), { nil: null, freq: 4 });
    fc.assert(
      fc.property(fc.array(corners, { maxLength: 120 }), (frames) => {
        const steadiness = new Steadiness(frame);
        const times: number[] = [];
        for (const [index, found] of frames.entries()) {
          const aim = steadiness.push(found ? moved(page, found.dx) : null, index * 100);
          if (aim === 'now') times.push(index * 100);
          if (!found) expect(aim).not.toBe('now');
        }
        for (const [index, time] of times.entries()) if (index > 0) expect(time - times[index - 1]!).toBeGreaterThan(2_000);
      }),
    );
  });
});
