// Places are whole numbers of 65536ths of a pixel: a processor rounds a fraction and minds what is no number far more slowly.
export const one = 65536;

/** The level between four pixels. */
function between(at: usize, width: i32, x: i32, y: i32): u8 {
  const fx = (x >> 8) & 255;
  const a = <i32>load<u8>(at);
  const c = <i32>load<u8>(at + width);
  const top = (a << 8) + (<i32>load<u8>(at + 1) - a) * fx;
  const bottom = (c << 8) + (<i32>load<u8>(at + width + 1) - c) * fx;
  return <u8>(((top << 8) + (bottom - top) * ((y >> 8) & 255) + 32768) >> 16);
}

/** Pixels between two places that are computed exactly; between them the way is straight to a hundredth of a pixel. */
const stride = 16;

/**
 * The quadrilateral pulled flat; rows `firstRow` up to `lastRow` of it, so that a large source can come by strips: `source` and `out` are where row 0 would be.
 * `map`: nine doubles that carry the unit square to the source.
 */
export function warp(source: usize, sw: i32, sh: i32, map: usize, out: usize, width: i32, height: i32, firstRow: i32, lastRow: i32): void {
  const m0 = load<f64>(map);
  const m3 = load<f64>(map, 24);
  const m6 = load<f64>(map, 48);
  const right = (sw - 1) * one - 66;
  const bottom = (sh - 1) * one - 66;
  for (let y = firstRow; y < lastRow; y++) {
    const v = (<f64>y + 0.5) / height;
    const ax = load<f64>(map, 8) * v + load<f64>(map, 16);
    const ay = load<f64>(map, 32) * v + load<f64>(map, 40);
    const aw = load<f64>(map, 56) * v + 1;
    let u = 0.5 / <f64>width;
    let share = <f64>one / (m6 * u + aw);
    let x0 = <i32>((m0 * u + ax) * share);
    let y0 = <i32>((m3 * u + ay) * share);
    const to = out + <usize>y * width;
    for (let from = 0; from < width; from += stride) {
      u = (<f64>(from + stride) + 0.5) / width;
      share = <f64>one / (m6 * u + aw);
      const x1 = <i32>((m0 * u + ax) * share);
      const y1 = <i32>((m3 * u + ay) * share);
      const dx = (x1 - x0) / stride;
      const dy = (y1 - y0) / stride;
      let sx = x0;
      let sy = y0;
      const end = min(width, from + stride);
      for (let x = from; x < end; x++, sx += dx, sy += dy) {
        const px = max(0, min(right, sx));
        const py = max(0, min(bottom, sy));
        store<u8>(to + x, between(source + <usize>(py >> 16) * sw + (px >> 16), sw, px, py));
      }
      x0 = x1;
      y0 = y1;
    }
  }
}

/** Four levels from `at` on, weighed. */
function cubicRow(at: usize, w0: f32, w1: f32, w2: f32, w3: f32): f32 {
  return w0 * <f32>load<u8>(at) + w1 * <f32>load<u8>(at + 1) + w2 * <f32>load<u8>(at + 2) + w3 * <f32>load<u8>(at + 3);
}

/** The same where the source is enlarged, by the weights of Catmull and Rom: letters stay sharper than between two neighbours. */
export function warpCubic(source: usize, sw: i32, sh: i32, map: usize, out: usize, width: i32, height: i32, firstRow: i32, lastRow: i32): void {
  const m0 = load<f64>(map);
  const m3 = load<f64>(map, 24);
  const m6 = load<f64>(map, 48);
  for (let y = firstRow; y < lastRow; y++) {
    const v = (<f64>y + 0.5) / height;
    const ax = load<f64>(map, 8) * v + load<f64>(map, 16);
    const ay = load<f64>(map, 32) * v + load<f64>(map, 40);
    const aw = load<f64>(map, 56) * v + 1;
    for (let x = 0; x < width; x++) {
      const u = (<f64>x + 0.5) / width;
      const share = 1 / (m6 * u + aw);
      const px = max<f32>(0, min<f32>(<f32>sw - 1.001, <f32>((m0 * u + ax) * share)));
      const py = max<f32>(0, min<f32>(<f32>sh - 1.001, <f32>((m3 * u + ay) * share)));
      const ix = <i32>px;
      const iy = <i32>py;
      const at = source + <usize>iy * sw + ix;
      if (ix < 1 || iy < 1 || ix > sw - 3 || iy > sh - 3) {
        store<u8>(out + <usize>y * width + x, load<u8>(at));
        continue;
      }
      const t = px - <f32>ix;
      const w0 = t * (t * (t * -0.5 + 1) - 0.5);
      const w1 = t * t * (t * 1.5 - 2.5) + 1;
      const w2 = t * (t * (t * -1.5 + 2) + 0.5);
      const w3 = t * t * (t * 0.5 - 0.5);
      const s = py - <f32>iy;
      const v0 = s * (s * (s * -0.5 + 1) - 0.5);
      const v1 = s * s * (s * 1.5 - 2.5) + 1;
      const v2 = s * (s * (s * -1.5 + 2) + 0.5);
      const v3 = s * s * (s * 0.5 - 0.5);
      const first = at - sw - 1;
      const total =
        v0 * cubicRow(first, w0, w1, w2, w3) +
        v1 * cubicRow(first + sw, w0, w1, w2, w3) +
        v2 * cubicRow(first + 2 * sw, w0, w1, w2, w3) +
        v3 * cubicRow(first + 3 * sw, w0, w1, w2, w3);
      store<u8>(out + <usize>y * width + x, <u8>max<f32>(0, min<f32>(255, total + 0.5)));
    }
  }
}

/** The picture turned about its centre by the angle of this cosine and sine, white where nothing was. */
export function rotate(source: usize, width: i32, height: i32, cos: f64, sin: f64, out: usize): void {
  memory.fill(out, 255, <usize>width * height);
  const cx = <f64>(width - 1) / 2;
  const cy = <f64>(height - 1) / 2;
  const dx = <i32>(cos * one);
  const dy = <i32>(-sin * one);
  const right = (width - 1) * one;
  const bottom = (height - 1) * one;
  for (let y = 0; y < height; y++) {
    const to = out + <usize>y * width;
    for (let from = 0; from < width; from += stride) {
      let sx = <i32>((cos * (<f64>from - cx) + sin * (<f64>y - cy) + cx) * one);
      let sy = <i32>((-sin * (<f64>from - cx) + cos * (<f64>y - cy) + cy) * one);
      const end = min(width, from + stride);
      for (let x = from; x < end; x++, sx += dx, sy += dy) {
        if (sx < 0 || sy < 0 || sx >= right || sy >= bottom) continue;
        store<u8>(to + x, between(source + <usize>(sy >> 16) * width + (sx >> 16), width, sx, sy));
      }
    }
  }
}
