import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldBands } from '../../../lib/scan/bands.ts';
import { type Corners, distance, fromUnitSquare, pageSize, paperRatio, project, rotate, warp } from '../../../lib/scan/geometry.ts';
import { flatten } from '../../../lib/scan/light.ts';
import { findLines } from '../../../lib/scan/lines.ts';
import { pieceAt, toPage, typeset } from '../../../lib/scan/montage.ts';
import { closing, dilate, emptyGray, erode, grayscale, halved, percentile, quarterTurn, resize, soften } from '../../../lib/scan/pixels.ts';
import { findPage, isPage } from '../../../lib/scan/quad.ts';
import { ScanSession } from '../../../lib/scan/session.ts';
import { skewAngle } from '../../../lib/scan/skew.ts';
import { glyph, photograph, printedPage } from './synthetic.ts';

const degrees = Math.PI / 180;

describe('pixels', () => {
  it('keeps the mean when resizing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: 3, max: 60 }),
        (w, h, tw, th) => {
          const gray = emptyGray(w, h, 0);
          for (let i = 0; i < gray.data.length; i++) gray.data[i] = 90 + (i % w) + Math.floor(i / w);
          const mean = (data: Uint8Array) => data.reduce((a, b) => a + b, 0) / data.length;
          const out = resize(gray, tw, th);
          expect([out.width, out.height]).toEqual([tw, th]);
          expect(Math.abs(mean(out.data) - mean(gray.data))).toBeLessThan(2);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes transparent pixels as paper', () => {
    expect([...grayscale({ data: new Uint8Array([0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255]), width: 3, height: 1 }).data]).toEqual([255, 0, 255]);
  });

  it('comes back after four quarter turns, and turns clockwise', () => {
    const { page } = printedPage(120, 80, { size: 1, lines: 4 });
    expect(quarterTurn(quarterTurn(page, 1), 3).data).toEqual(page.data);
    expect(quarterTurn(quarterTurn(page, 2), 2).data).toEqual(page.data);
    const dot = emptyGray(3, 2);
    dot.data[0] = 0;
    expect([...quarterTurn(dot, 1).data]).toEqual([255, 0, 255, 255, 255, 255]);
  });

  it('erases print by closing', () => {
    const { page } = printedPage(400, 300, { size: 2, lines: 8 });
    expect(percentile(closing(page, 3).data, 0.001)).toBeGreaterThan(230);
  });
});

describe('quick ways over the pixels give what the plain ones give', () => {
  const side = fc.integer({ min: 3, max: 24 });
  const picture = fc
    .tuple(side, side)
    .chain(([width, height]) => fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((data) => ({ data, width, height })));
  const around = ({ data, width, height }: { data: Uint8Array; width: number; height: number }, x: number, y: number, rx: number, ry: number) => {
    const seen: number[] = [];
    for (let j = Math.max(0, y - ry); j <= Math.min(height - 1, y + ry); j++)
      for (let i = Math.max(0, x - rx); i <= Math.min(width - 1, x + rx); i++) seen.push(data[j * width + i]!);
    return seen;
  };
  const each = (gray: { width: number; data: Uint8Array }, value: (x: number, y: number) => number) =>
    Array.from(gray.data, (_, at) => value(at % gray.width, Math.floor(at / gray.width)));

  it('the brightest and darkest neighbours', () => {
    fc.assert(
      fc.property(picture, fc.nat(6), fc.nat(6), (gray, rx, ry) => {
        expect([...dilate(gray, rx, ry).data]).toEqual(each(gray, (x, y) => Math.max(...around(gray, x, y, rx, ry))));
        expect([...erode(gray, rx, ry).data]).toEqual(each(gray, (x, y) => Math.min(...around(gray, x, y, rx, ry))));
      }),
    );
  });

  it('the mean of nine', () => {
    fc.assert(
      fc.property(picture, (gray) => {
        const rim = (x: number, y: number) => x === 0 || y === 0 || x === gray.width - 1 || y === gray.height - 1;
        const mean = (x: number, y: number) => Math.floor(around(gray, x, y, 1, 1).reduce((sum, one) => sum + one, 0) / 9);
        expect([...soften(gray).data]).toEqual(each(gray, (x, y) => (rim(x, y) ? gray.data[y * gray.width + x]! : mean(x, y))));
      }),
    );
  });

  it('the half, as `resize` makes it', () => {
    fc.assert(
      fc.property(picture, ({ data, width, height }) => {
        const even = { data: data.slice(0, (width & ~1) * (height & ~1)), width: width & ~1, height: height & ~1 };
        expect(halved(even)).toEqual(resize(even, even.width / 2, even.height / 2));
      }),
    );
  });

  it('four quarter turns, or one there and one back, change nothing', () => {
    fc.assert(
      fc.property(picture, (gray) => {
        expect(quarterTurn(quarterTurn(gray, 1), 3)).toEqual(gray);
        expect(quarterTurn(quarterTurn(gray, 1), 1)).toEqual(quarterTurn(gray, 2));
      }),
    );
  });
});

describe('page outline', () => {
  const cases: [string, Corners][] = [
    [
      'straight',
      [
        { x: 120, y: 100 },
        { x: 880, y: 100 },
        { x: 880, y: 1180 },
        { x: 120, y: 1180 },
      ],
    ],
    [
      'turned',
      [
        { x: 160, y: 90 },
        { x: 900, y: 170 },
        { x: 800, y: 1220 },
        { x: 70, y: 1130 },
      ],
    ],
    [
      'keystone',
      [
        { x: 220, y: 140 },
        { x: 770, y: 160 },
        { x: 920, y: 1200 },
        { x: 90, y: 1180 },
      ],
    ],
  ];
  it.each(cases)('finds a %s sheet within 1 % of the diagonal', (_, corners) => {
    const found = findPage(photograph(1000, 1300, corners));
    expect(isPage(found)).toBe(true);
    for (let i = 0; i < 4; i++) expect(distance(found!.corners[i]!, corners[i]!)).toBeLessThan(Math.hypot(1000, 1300) * 0.01);
  });

  it('takes a dark band along the top for part of the sheet', () => {
    const corners: Corners = [
      { x: 120, y: 120 },
      { x: 880, y: 120 },
      { x: 880, y: 1195 },
      { x: 120, y: 1195 },
    ];
    const photo = photograph(1000, 1300, corners, { desk: 80, shadow: false });
    for (let y = 120; y < 250; y++) photo.data.fill(50, y * 1000 + 120, y * 1000 + 880);
    const found = findPage(photo);
    expect(isPage(found)).toBe(true);
    for (let i = 0; i < 4; i++) expect(distance(found!.corners[i]!, corners[i]!)).toBeLessThan(16);
  });

  it('sees no sheet on a flat scan', () => {
    expect(isPage(findPage(printedPage(900, 1270).page))).toBe(false);
    expect(isPage(findPage(emptyGray(900, 1270, 250)))).toBe(false);
  });
});

describe('perspective', () => {
  const corners: Corners = [
    { x: 50, y: 40 },
    { x: 610, y: 90 },
    { x: 570, y: 860 },
    { x: 20, y: 800 },
  ];

  it('carries the unit square to the corners', () => {
    const map = fromUnitSquare(corners);
    for (const [i, [u, v]] of (
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ] as const
    ).entries())
      expect(distance(project(map, u, v), corners[i]!)).toBeLessThan(1e-6);
  });

  it('brings a page back after it was photographed', () => {
    const { page } = printedPage(400, 560, { size: 3, lines: 12 });
    const width = 700;
    const height = 900;
    // The photograph: each pixel looked up on the page through the inverse map, found by a dense walk.
    const photo = emptyGray(width, height, 60);
    const map = fromUnitSquare(corners);
    for (let v = 0; v < 1; v += 0.0006) {
      for (let u = 0; u < 1; u += 0.0008) {
        const p = project(map, u, v);
        photo.data[Math.floor(p.y) * width + Math.floor(p.x)] = page.data[Math.floor(v * 560) * 400 + Math.floor(u * 400)]!;
      }
    }
    const flat = warp(photo, corners, 400, 560);
    let wrong = 0;
    for (let i = 0; i < flat.data.length; i++) if (Math.abs(flat.data[i]! - page.data[i]!) > 110) wrong++;
    expect(wrong / flat.data.length).toBeLessThan(0.02);
  });

  it('knows A4 and bounds the page', () => {
    expect(
      paperRatio([
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 100, y: 137 },
        { x: 0, y: 137 },
      ]),
    ).toBeCloseTo(Math.SQRT2);
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), (ratio) => {
        const { width, height } = pageSize(ratio);
        expect(width * height).toBeLessThan(6_100_000);
        expect(Math.abs(height / width / ratio - 1)).toBeLessThan(0.02);
      }),
    );
  });
});

describe('skew and light', () => {
  it.each([-6, -2.3, -0.4, 0, 0.7, 3.1, 7.5])('measures a turn of %d degrees', (angle) => {
    const { page } = printedPage(1000, 1400, { paper: 255 });
    expect(Math.abs(skewAngle(rotate(page, angle * degrees), 10) / degrees - angle)).toBeLessThan(0.11);
  });

  it('makes paper white under a shadow and keeps the print dark', () => {
    const { page } = printedPage(800, 800, { size: 3 });
    const shaded = { ...page, data: page.data.map((value, i) => value * (1 - 0.6 * ((i % 800) / 800))) };
    const lit = flatten(shaded);
    expect(percentile(lit.data, 0.3)).toBeGreaterThan(235);
    const right = lit.data.filter((_, i) => i % 800 > 400);
    expect(percentile(right, 0.01)).toBeLessThan(100);
  });

  it('turns a white-on-dark band around and leaves bold print alone', () => {
    const page = emptyGray(900, 600, 245);
    for (let y = 100; y < 160; y++) page.data.fill(40, y * 900 + 100, y * 900 + 800);
    for (let i = 0; i < 20; i++) glyph(page, i, 120 + i * 24, 116, 4, 250);
    for (let i = 0; i < 20; i++) glyph(page, i, 120 + i * 24, 316, 4, 20);
    const folded = foldBands(page);
    expect(folded.data[110 * 900 + 700]).toBeGreaterThan(200);
    expect(folded.data[(116 + 2) * 900 + 120 + 6]).toBeLessThan(60);
    expect(folded.data.subarray(250 * 900)).toEqual(page.data.subarray(250 * 900));
  });

  /** A dark band that leans and bends across the page, on paper of that brightness; `letters` in white on it. */
  const bentBand = (paper: number, letters: number) => {
    const page = emptyGray(1200, 900, paper);
    const top = (x: number) => Math.round(200 + x * 0.05 + 25 * Math.sin(x / 190));
    for (let x = 0; x < 1200; x++) for (let y = top(x); y < top(x) + 90; y++) page.data[y * 1200 + x] = paper * 0.15;
    for (let i = 0; i < letters; i++) glyph(page, i, 120 + i * 24, top(130 + i * 24) + 30, 4, paper);
    return { page, top };
  };

  it.each([245, 90])('turns a band around that bends with the paper, on paper of brightness %d', (paper) => {
    const { page, top } = bentBand(paper, 30);
    const folded = foldBands(page).data;
    for (const x of [40, 500, 1000, 1150]) expect(folded[(top(x) + 12) * 1200 + x], `band at ${x}`).toBeGreaterThan(200);
    // the first stroke of the first letter
    expect(folded[(top(130) + 30 + 16) * 1200 + 121]).toBeLessThan(60);
    // the paper above and below keeps no dark edge
    for (const x of [40, 500, 1000])
      for (const y of [top(x) - 5, top(x) + 95]) expect(folded[y * 1200 + x], `${x}, ${y}`).toBeGreaterThanOrEqual(paper - 1);
  });

  it('leaves a bold title that leans with the paper as it is', () => {
    const page = emptyGray(1200, 900, 245);
    for (let i = 0; i < 16; i++) {
      const [left, top] = [120 + i * 30, 300 + Math.round(i * 1.5)];
      for (let y = 0; y < 36; y++) page.data.fill(20, (top + y) * 1200 + left, (top + y) * 1200 + left + 26);
      // open above or below by turns, as a U and an A are
      for (let y = 0; y < 12; y++) {
        const row = (i % 2 === 0 ? top + y : top + 35 - y) * 1200;
        page.data.fill(245, row + left + 8, row + left + 18);
      }
    }
    expect(foldBands(page).data).toEqual(page.data);
  });

  it('leaves a bent band without letters as it is: a rule, a picture', () => {
    const { page } = bentBand(245, 0);
    expect(foldBands(page).data).toEqual(page.data);
  });
});

describe('lines and montage', () => {
  it('finds each printed line once, in order, where it stands', () => {
    const { page, placed } = printedPage(1200, 1700);
    const found = findLines(page);
    expect(found.rows).toHaveLength(placed.length);
    found.rows.forEach((row, i) => {
      expect(row).toHaveLength(1);
      const segment = row[0]!;
      expect(segment.marks).toHaveLength(placed[i]!.letters);
      expect(Math.abs(segment.left - placed[i]!.x)).toBeLessThan(2);
      expect(Math.abs(segment.baseline.a - (placed[i]!.y + 28))).toBeLessThan(1.5);
      expect(Math.abs(segment.rise - 28)).toBeLessThan(3);
    });
  });

  it('reaches as far as the dash before or behind its letters, and not along a leader', () => {
    const page = emptyGray(1200, 600, 250);
    const line = (y: number) => {
      for (let i = 0; i < 8; i++) glyph(page, i, 300 + i * 24, y, 4, 20);
    };
    const dash = (x: number, y: number) => {
      for (let dy = 0; dy < 4; dy++) page.data.fill(20, (y + 13 + dy) * 1200 + x, (y + 13 + dy) * 1200 + x + 12);
    };
    for (const y of [100, 200, 300]) line(y);
    dash(280, 100);
    dash(500, 200);
    for (let x = 500; x < 800; x += 18) dash(x, 300);
    const [minus, hyphen, leader] = findLines(page).segments.sort((a, b) => a.top - b.top);
    for (const [segment, left, right] of [
      [minus, 280, 487],
      [hyphen, 300, 511],
      [leader, 300, 487],
    ] as const)
      expect(Math.max(Math.abs(segment!.left - left), Math.abs(segment!.right - right))).toBeLessThan(3);
  });

  it('keeps its own height beside larger print, where capitals and small letters tell it', () => {
    const page = emptyGray(1400, 500, 250);
    for (let i = 0; i < 7; i++) glyph(page, i, 800 + i * 42, 100, 7, 20);
    // two capitals of 28 pixels, six small letters of 21, on one baseline
    for (const x of [100, 220]) glyph(page, 0, x, 121, 4, 20);
    for (const [at, x] of [126, 146, 166, 246, 266, 286].entries()) glyph(page, at, x, 128, 3, 20);
    const [small] = findLines(page).segments.sort((a, b) => a.left - b.left);
    expect(small!.rise).toBeGreaterThan(25);
    expect(small!.rise).toBeLessThan(31);
  });

  it('sees through a ruled table: cells of one line, no rules', () => {
    const page = emptyGray(1200, 500, 250);
    for (let line = 0; line < 4; line++) {
      const y = 80 + line * 80;
      for (const x of [100, 700, 1000]) for (let i = 0; i < 6; i++) glyph(page, i + line, x + i * 24, y, 4, 20);
    }
    for (let y = 60; y <= 380; y += 80) for (let dy = 0; dy < 3; dy++) page.data.fill(10, (y + dy) * 1200 + 60, (y + dy) * 1200 + 1160);
    for (const x of [60, 660, 960, 1158]) for (let y = 60; y < 380; y++) page.data.fill(10, y * 1200 + x, y * 1200 + x + 3);
    const found = findLines(page);
    expect(found.rows.map((row) => row.map((s) => s.marks.length))).toEqual([
      [6, 6, 6],
      [6, 6, 6],
      [6, 6, 6],
      [6, 6, 6],
    ]);
    const { image } = typeset(page, found);
    // 72 letters and nothing else: ink of the same shapes, no long run.
    let longest = 0;
    for (let y = 0; y < image.height; y++) {
      let run = 0;
      for (let x = 0; x < image.width; x++) {
        run = image.data[y * image.width + x]! < 128 ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
    }
    expect(longest).toBeLessThan(60);
  });

  it('carries a box of the montage back to the page', () => {
    const { page, placed } = printedPage(1200, 1700);
    const found = findLines(page);
    const montage = typeset(page, found);
    for (const piece of montage.pieces) {
      const segment = piece.segment;
      const there = {
        x: piece.x + segment.rise * 0.25 * piece.scale,
        y: piece.baseline - segment.rise * piece.scale,
        width: (segment.right - segment.left + 1) * piece.scale,
        height: segment.rise * piece.scale,
      };
      expect(pieceAt(montage, there.x + there.width / 2, there.y + there.height / 2)).toBe(piece);
      const back = toPage(piece, there);
      expect(Math.abs(back.x - segment.left)).toBeLessThan(1.5);
      expect(Math.abs(back.width - (segment.right - segment.left + 1))).toBeLessThan(1.5);
      expect(Math.abs(back.y - placed[piece.row]!.y)).toBeLessThan(2);
    }
  });

  it('gives nothing for a blank page', () => {
    const session = new ScanSession(emptyGray(600, 800, 240));
    expect(session.montage().pieces).toEqual([]);
  });

  it('says what spoils a picture', () => {
    const corners: Corners = [
      { x: 60, y: 60 },
      { x: 340, y: 60 },
      { x: 340, y: 456 },
      { x: 60, y: 456 },
    ];
    const session = new ScanSession(photograph(400, 520, corners, { shadow: false }));
    expect(session.quality().warnings).toContain('too-far');
  });
});
