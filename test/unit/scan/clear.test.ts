import { describe, expect, it } from 'vitest';
import { clearPage } from '../../../lib/scan/clear.ts';
import { findLines } from '../../../lib/scan/lines.ts';
import { boxBlur, type Gray } from '../../../lib/scan/pixels.ts';
import { printedPage, random } from './synthetic.ts';

const { page: sharp } = printedPage(900, 700, { size: 3, lines: 8 });
const away = (page: Gray) => page.data.reduce((sum, value, at) => sum + Math.abs(value - (sharp.data[at] ?? 0)), 0) / page.data.length;

describe('a page cleared for a second look', () => {
  it('has its blur taken back along its lines', () => {
    const blurred = boxBlur(boxBlur(sharp, 1), 1);
    expect(away(clearPage(blurred, findLines(blurred)).page)).toBeLessThan(away(blurred) * 0.8);
  });

  it('has its grain smoothed, and keeps its lines', () => {
    const next = random(5);
    const grainy: Gray = { ...sharp, data: sharp.data.map((value) => Math.max(0, Math.min(255, value + (next() + next() + next() - 1.5) * 40))) };
    const cleared = clearPage(grainy, findLines(grainy));
    expect(cleared.found.rows.length).toBe(findLines(sharp).rows.length);
    expect(away(cleared.page)).toBeLessThan(away(grainy));
  });

  it('is blank where the page is', () => {
    const blank: Gray = { data: new Uint8Array(300 * 300).fill(250), width: 300, height: 300 };
    expect(clearPage(blank, findLines(blank)).found.segments).toEqual([]);
  });
});
