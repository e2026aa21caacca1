import { describe, expect, it } from 'vitest';
import { clearPage } from '../../../lib/scan/clear.ts';
import { findLines } from '../../../lib/scan/lines.ts';
import { boxBlur, type Gray } from '../../../lib/scan/pixels.ts';
import { ScanSession } from '../../../lib/scan/session.ts';
import { glyph, printedPage, random } from './synthetic.ts';

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

describe('a zone', () => {
  it('does not begin with the frame beside it', () => {
    const { page, placed } = printedPage(1800, 2400, { size: 4, lines: 20 });
    const line = placed[5];
    if (!line) throw new Error('a line');
    for (let y = line.y - 40; y < line.y + 70; y++) for (let x = line.x - 14; x < line.x - 11; x++) page.data[y * page.width + x] = 20;
    glyph(page, 0, line.x, line.y, 4, 30);
    const session = new ScanSession(page, { search: false });
    const zone = { x: line.x - 18, y: line.y - 2, width: 240, height: 32 };
    const [piece] = session.montage({ zones: [zone] }).pieces;
    expect(piece?.segment.left).toBeGreaterThan(line.x - 12);
    expect(piece?.segment.left).toBeLessThan(line.x);
  });
});
