import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inTurn, likeliestFirst } from '../../../lib/reading/strips/order.ts';
import type { Gray, Montage, Piece } from '../../../lib/scan/index.ts';

const LEADING = 10;

function piece(row: number, y: number, left: number, right: number): Piece {
  const segment = { left, right, baseline: { a: y, b: 0, c: 0, centre: left }, rise: 20, top: y - 20, bottom: y, marks: [] };
  return { segment, row, x: 0, baseline: 0, width: right - left, scale: 1 };
}

/** A montage whose every line holds one dark pixel, at a place of its own; `ends` says how far each line of the page reaches. */
function montage(ends: readonly number[]): Montage {
  const count = ends.length;
  const image: Gray = { data: new Uint8Array(50 * (count * LEADING + 8)).fill(255), width: 50, height: count * LEADING + 8 };
  const rows = ends.map((_, line) => ({ top: 4 + line * LEADING, bottom: 4 + (line + 1) * LEADING }));
  for (const [line, { top }] of rows.entries()) image.data[(top + 5) * 50 + (line % 50)] = 0;
  return { image, rows, pieces: ends.map((end, line) => piece(line, 100 + line * 40, 50, end)) };
}

it('likely pieces come first and in turns, each piece once, the totals before the head', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 100, max: 1700 }), { minLength: 1, maxLength: 60 }), (ends) => {
      const whole = montage(ends);
      const [likely, rest] = likeliestFirst(whole);
      expect([...likely, ...rest].sort((a, b) => a - b)).toEqual(ends.map((_, at) => at));
      expect(inTurn(likely, whole).flat()).toEqual(likely);
    }),
  );
  const table = montage(Array.from({ length: 40 }, (_, line) => (line > 30 && line < 36 ? 1650 : 900)));
  const [[first = 0, ...others]] = likeliestFirst(table);
  expect(first).toBeGreaterThan(25);
  expect(others.at(-1)).toBeLessThan(25);
});
