import { describe, expect, it } from 'vitest';
import { inkMask } from '../../../lib/scan/components.ts';
import { emptyGray } from '../../../lib/scan/pixels.ts';
import { ScanSession } from '../../../lib/scan/session.ts';
import { dice } from '../../fixtures/varied/random.ts';
import { glyph, printedPage } from './synthetic.ts';

describe('faint ink', () => {
  it('is found on clean paper, and grain is not taken for it', () => {
    const clean = emptyGray(256, 256, 248);
    glyph(clean, 0, 40, 40, 4, 205);
    expect(inkMask(clean, 190, 224).reduce((a, b) => a + b, 0)).toBeGreaterThan(150);
    const coarse = emptyGray(256, 256, 248);
    const { next } = dice(3);
    for (let i = 0; i < coarse.data.length; i++) coarse.data[i] = Math.min(255, 232 + Math.floor((next() + next() + next() - 1.5) * 26));
    expect(inkMask(coarse, 190, 224).reduce((a, b) => a + b, 0)).toBeLessThan(30);
  });
});

describe('zones of a page', () => {
  const { page, placed } = printedPage(1800, 2400, { size: 4, lines: 20 });
  const session = new ScanSession(page, { search: false });
  it('are set one a line, at the size asked for, each with its own line alone', () => {
    const zones = placed.slice(3, 6).map(({ x, y }) => ({ x: x - 4, y: y - 2, width: 200, height: 32 }));
    const montage = session.montage({ zones, rise: 46 });
    expect(montage.pieces.map((piece) => piece.row)).toEqual([0, 1, 2]);
    for (const [index, { top, bottom }] of montage.rows.entries()) {
      let ink = 0;
      for (let y = top; y < bottom; y++)
        for (let x = 0; x < montage.image.width; x++) if ((montage.image.data[y * montage.image.width + x] ?? 255) < 100) ink++;
      expect([index, ink > 1500]).toEqual([index, true]);
    }
  });
  it('a zone without print stays paper', () => {
    const montage = session.montage({ zones: [{ x: 1500, y: 20, width: 200, height: 40 }], rise: 32 });
    expect(Math.min(...montage.image.data)).toBeGreaterThan(200);
  });
});
