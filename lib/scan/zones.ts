import { baselineAt, type Segment, type Segmentation } from './lines.ts';
import { type Contrast, draw, type Montage, margin, type Piece, type Rectangle } from './montage.ts';
import { emptyGray, type Gray } from './pixels.ts';

/** The printed line that runs through a zone, cut to the zone: its baseline straightened, the ink of every run on it taken. */
function through(found: Segmentation, zone: Rectangle): Segment {
  const right = zone.x + zone.width;
  let host: Segment | null = null;
  let most = 0;
  for (const segment of found.segments) {
    const shared = Math.min(right, segment.right) - Math.max(zone.x, segment.left);
    if (shared <= most) continue;
    const x = Math.min(Math.max(zone.x + zone.width / 2, segment.left), segment.right);
    const level = baselineAt(segment, x) - segment.rise / 2;
    if (level < zone.y || level > zone.y + zone.height) continue;
    host = segment;
    most = shared;
  }
  const edges = { left: Math.round(zone.x), right: Math.round(right), marks: [] };
  const centre = (zone.x + right) / 2;
  if (!host) {
    const baseline = { a: zone.y + zone.height * 0.85, b: 0, c: 0, centre };
    return { ...edges, baseline, rise: Math.max(8, zone.height * 0.75), top: zone.y, bottom: zone.y + zone.height };
  }
  const from = Math.max(zone.x, host.left);
  const to = Math.min(right, host.right);
  const [y0, y1] = [baselineAt(host, from), baselineAt(host, to)];
  const b = to - from > host.rise * 3 ? (y1 - y0) / (to - from) : 0;
  const a = (y0 + y1) / 2 + b * (centre - (from + to) / 2);
  return { ...edges, baseline: { a, b, c: 0, centre }, rise: host.rise, top: host.top, bottom: host.bottom };
}

/** The segments that run through a zone. Shreds of the lines above and below would make the engine skip the line between them. */
function inside(found: Segmentation, zone: Rectangle): Uint8Array {
  const mine = new Uint8Array(found.segments.length + 1);
  for (const [at, segment] of found.segments.entries()) {
    const x = Math.min(Math.max(zone.x + zone.width / 2, segment.left), segment.right);
    const level = baselineAt(segment, x) - segment.rise / 2;
    if (level >= zone.y && level <= zone.y + zone.height) mine[at + 1] = 1;
  }
  return mine;
}

/** The zone without the upright rules at its sides: the grey edge of a frame would be read as a 1. */
function unframed(found: Segmentation, pageWidth: number, zone: Rectangle): Rectangle {
  const reach = Math.min(zone.width / 4, zone.height * 0.8);
  const top = Math.max(0, Math.round(zone.y));
  const bottom = Math.min(found.owner.length / pageWidth, Math.round(zone.y + zone.height));
  const ruled = (x: number) => {
    if (x < 0 || x >= pageWidth) return false;
    let erased = 0;
    for (let y = top; y < bottom; y++) if (found.owner[y * pageWidth + x] === -1) erased++;
    return erased > (bottom - top) * 0.5;
  };
  let left = Math.round(zone.x);
  let right = Math.round(zone.x + zone.width);
  for (let x = left, end = left + reach; x < end; x++) if (ruled(x)) left = x + 3;
  for (let x = right, end = right - reach; x > end; x--) if (ruled(x)) right = x - 3;
  return { ...zone, x: left, width: right - left };
}

/** Parts of the page set afresh for a second look, one a line, capitals `rise` pixels high. Letters that the first look took for dirt come back. */
export function typesetZones(page: Gray, found: Segmentation, wanted: readonly Rectangle[], rise: number, contrast?: Contrast): Montage {
  const zones = wanted.map((zone) => unframed(found, page.width, zone));
  const leading = Math.round(rise * 2.6);
  const pieces = zones.map((zone, row): Piece => {
    const segment = through(found, zone);
    const scale = rise / Math.max(6, segment.rise);
    const width = Math.ceil((segment.right - segment.left + 1) * scale + rise * 0.5);
    return { segment, row, x: margin, baseline: margin + row * leading + Math.round(rise * 1.4), width, scale };
  });
  const widest = Math.max(200, ...pieces.map((piece) => piece.x + piece.width + margin));
  const image = emptyGray(widest, margin * 2 + zones.length * leading + Math.round(rise * 0.3));
  for (const [at, piece] of pieces.entries()) draw(page, found, inside(found, zones[at]!), image, piece, rise, contrast);
  const rows = zones.map((_, row) => ({ top: margin + row * leading, bottom: margin + (row + 1) * leading }));
  return { image, pieces, rows };
}
