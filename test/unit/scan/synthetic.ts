import type { Corners } from '../../../lib/scan/geometry.ts';
import { emptyGray, type Gray } from '../../../lib/scan/pixels.ts';

/** Small deterministic noise. */
export function random(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** 5 x 7 glyphs: enough shapes for lines that look like print. */
const glyphs = [
  '01110100011000111111100011000110001',
  '11110100011000111110100011000111110',
  '01110100011000010000100001000101110',
  '11111100001000011110100001000011111',
];

export function glyph(page: Gray, index: number, x: number, y: number, size: number, ink: number) {
  const dots = glyphs[index % glyphs.length]!;
  for (let r = 0; r < 7; r++) {
    for (let c = 0; c < 5; c++) {
      if (dots[r * 5 + c] !== '1') continue;
      for (let dy = 0; dy < size; dy++) {
        const py = y + r * size + dy;
        if (py < 0 || py >= page.height) continue;
        for (let dx = 0; dx < size; dx++) {
          const px = x + c * size + dx;
          if (px >= 0 && px < page.width) page.data[py * page.width + px] = ink;
        }
      }
    }
  }
}

/** A page of lines of print; gives the top left corner and the letters of each line. */
export function printedPage(width: number, height: number, options: { size?: number; lines?: number; ink?: number; paper?: number } = {}) {
  const { size = 4, lines = 20, ink = 30, paper = 245 } = options;
  const page = emptyGray(width, height, paper);
  const next = random(7);
  const placed: { x: number; y: number; letters: number }[] = [];
  const leading = Math.floor((height * 0.8) / lines);
  for (let line = 0; line < lines; line++) {
    const y = Math.round(height * 0.1) + line * leading;
    const x = Math.round(width * 0.08);
    const letters = 12 + Math.floor(next() * 18);
    for (let i = 0; i < letters; i++) glyph(page, Math.floor(next() * 4), x + i * size * 6, y, size, ink);
    placed.push({ x, y, letters });
  }
  return { page, placed };
}

/** A light sheet with some print, photographed on a dark desk: every pixel outside the corners is desk. */
export function photograph(width: number, height: number, corners: Corners, options: { desk?: number; shadow?: boolean } = {}): Gray {
  const { desk = 70, shadow = true } = options;
  const next = random(11);
  const out = emptyGray(width, height, desk);
  const inside = (x: number, y: number) => {
    for (let i = 0; i < 4; i++) {
      const a = corners[i]!;
      const b = corners[(i + 1) % 4]!;
      if ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) < 0) return false;
    }
    return true;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = shadow ? 1 - 0.45 * (x / width) : 1;
      const print = y % 40 < 10 && x % 90 < 60 && x % 7 < 4;
      const value = inside(x, y) ? (print ? 60 : 235) : desk + Math.floor(next() * 16);
      out.data[y * width + x] = value * light;
    }
  }
  return out;
}
