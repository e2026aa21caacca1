import { describe, expect, it } from 'vitest';
import { likelyFirst, type Row } from '../../../lib/scan/index.ts';

const cell = (y: number, left: number, right: number) => ({
  left,
  right,
  baseline: { a: y, b: 0, c: 0, centre: left },
  rise: 20,
  top: y - 20,
  bottom: y,
  marks: [],
});

describe('the lines that are read first', () => {
  // a letterhead of six lines, four of a table, three totals, three of terms
  const rows: Row[] = [
    ...[700, 500, 600, 1100, 500, 400].map((end, line) => [cell(100 + line * 60, 50, end)]),
    ...[0, 1, 2, 3].map((line) => [cell(700 + line * 60, 50, 1000), cell(700 + line * 60, 1500, 1700)]),
    ...[0, 1, 2].map((line) => [cell(1000 + line * 50, 1100, 1400), cell(1000 + line * 50, 1500, 1700)]),
    ...[0, 1, 2].map((line) => [cell(1250 + line * 60, 50, 1690)]),
  ];

  it('are the head of the page and the totals', () => {
    expect(likelyFirst(rows)).toEqual([
      [0, 1, 2, 3, 4, 5, 10, 11, 12],
      [6, 7, 8, 9, 13, 14, 15],
    ]);
  });

  it('are none of a short page: two readings would cost more than one', () => {
    expect(likelyFirst(rows.slice(0, 8))).toEqual([[], [0, 1, 2, 3, 4, 5, 6, 7]]);
    expect(likelyFirst([])).toEqual([[], []]);
  });
});
