// AssemblyScript: the loops over every pixel, compiled to WebAssembly by `scripts/build-kernels.mjs`. They run at full speed from the first picture, where the
// browser's own compiler would learn them anew for each page. Built twice, with and without vector instructions (Safari before 16.4): each loop does sixteen or
// eight pixels at a time where it can, and the rest one by one.
//
// Every pointer is given by `../index.ts`, aligned to 16 bytes, with 64 bytes to spare behind the last one: a vector may be read past the end, never written.

/** Where the caller's memory begins. */
export function base(): usize {
  return __heap_base;
}

// --- sizes -------------------------------------------------------------------------------------------------------------------------------------------------

/** Half the size: each pixel the mean of four. */
export function halve(source: usize, width: i32, out: usize, w: i32, h: i32): void {
  for (let y = 0; y < h; y++) {
    const top = source + <usize>(2 * y) * width;
    const bottom = top + width;
    const to = out + <usize>y * w;
    let x = 0;
    if (ASC_FEATURE_SIMD) {
      const two = i16x8.splat(2);
      for (; x + 16 <= w; x += 16) {
        const left = i16x8.add(i16x8.extadd_pairwise_i8x16_u(v128.load(top + 2 * x)), i16x8.extadd_pairwise_i8x16_u(v128.load(bottom + 2 * x)));
        const right = i16x8.add(
          i16x8.extadd_pairwise_i8x16_u(v128.load(top + 2 * x, 16)),
          i16x8.extadd_pairwise_i8x16_u(v128.load(bottom + 2 * x, 16)),
        );
        v128.store(to + x, i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(left, two), 2), i16x8.shr_u(i16x8.add(right, two), 2)));
      }
    }
    for (; x < w; x++) {
      const at = 2 * x;
      const sum = <u32>load<u8>(top + at) + load<u8>(top + at + 1) + load<u8>(bottom + at) + load<u8>(bottom + at + 1);
      store<u8>(to + x, <u8>((sum + 2) >> 2));
    }
  }
}

/**
 * Every target pixel is the mean of the source area below it; rows `firstRow` up to `lastRow` of them, so that a large source can come by strips: `source` and `out` are
 * where its row 0 would be. `sums`: as many floats as the source is wide. `spans`: sixteen bytes for each target column, and sixteen more: first and last source
 * column (i32) and their weights (f32).
 */
export function shrink(
  source: usize,
  from: i32,
  fromHeight: i32,
  out: usize,
  width: i32,
  height: i32,
  firstRow: i32,
  lastRow: i32,
  sums: usize,
  spans: usize,
): void {
  const acrossStep = <f64>from / width;
  for (let x = 0; x < width; x++) span(spans + <usize>x * 16, x, acrossStep, from);
  const downStep = <f64>fromHeight / height;
  const area = <f32>(acrossStep * downStep);
  const down = spans + <usize>width * 16;
  for (let y = firstRow; y < lastRow; y++) {
    span(down, y, downStep, fromHeight);
    const start = load<i32>(down);
    const end = load<i32>(down, 4);
    memory.fill(sums, 0, <usize>from * 4);
    for (let sy = start; sy <= end; sy++)
      add(source + <usize>sy * from, from, sums, sy === start ? load<f32>(down, 8) : sy === end ? load<f32>(down, 12) : 1);
    const to = out + <usize>y * width;
    for (let x = 0; x < width; x++) {
      const at = spans + <usize>x * 16;
      const a = load<i32>(at);
      const b = load<i32>(at, 4);
      let total = load<f32>(sums + <usize>a * 4) * load<f32>(at, 8);
      for (let sx = a + 1; sx < b; sx++) total += load<f32>(sums + <usize>sx * 4);
      if (b > a) total += load<f32>(sums + <usize>b * 4) * load<f32>(at, 12);
      store<u8>(to + x, <u8>min<f32>(255, total / area + 0.5));
    }
  }
}

function span(to: usize, index: i32, step: f64, from: i32): void {
  const a = <f64>index * step;
  const b = min<f64>(from, <f64>(index + 1) * step);
  const start = <i32>Math.floor(a);
  const end = min<i32>(from - 1, <i32>Math.ceil(b) - 1);
  store<i32>(to, start);
  store<i32>(to, end, 4);
  store<f32>(to, <f32>(start === end ? b - a : min<f64>(1, <f64>(start + 1) - a)), 8);
  store<f32>(to, <f32>(b - end), 12);
}

/** A row, weighed, added to sums. */
function add(row: usize, width: i32, sums: usize, weight: f32): void {
  let x = 0;
  if (ASC_FEATURE_SIMD) {
    const weights = f32x4.splat(weight);
    for (; x + 8 <= width; x += 8) {
      const pixels = v128.load8x8_u(row + x);
      const to = sums + <usize>x * 4;
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(weights, f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(pixels)))));
      v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(weights, f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(pixels)))), 16);
    }
  }
  for (; x < width; x++) {
    const to = sums + <usize>x * 4;
    store<f32>(to, load<f32>(to) + <f32>load<u8>(row + x) * weight);
  }
}

// --- neighbours --------------------------------------------------------------------------------------------------------------------------------------------

/** `to` becomes the brighter of itself and what stands `shift` bytes further on, for `length` bytes, from the first on. */
function brighter(to: usize, shift: usize, length: usize): void {
  let i: usize = 0;
  if (ASC_FEATURE_SIMD) {
    for (; i + 16 <= length; i += 16) v128.store(to + i, i8x16.max_u(v128.load(to + i), v128.load(to + i + shift)));
  }
  for (; i < length; i++) store<u8>(to + i, max<u8>(load<u8>(to + i), load<u8>(to + i + shift)));
}

/**
 * Brightest neighbour in a window of side 2r+1, in place; what lies beyond the edge is black. `scratch`: (height + 2·radiusY)·width bytes, and width + 2·radiusX.
 * A window is two of the last power of two below it, and that power is reached by doubling: the cost hardly grows with the radius.
 */
export function dilate(picture: usize, width: i32, height: i32, radiusX: i32, radiusY: i32, scratch: usize): void {
  if (radiusX > 0) {
    const window = 2 * radiusX + 1;
    const length = width + 2 * radiusX;
    for (let y = 0; y < height; y++) {
      const row = picture + <usize>y * width;
      memory.fill(scratch, 0, <usize>length);
      memory.copy(scratch + radiusX, row, <usize>width);
      let reach = 1;
      for (; reach * 2 <= window; reach *= 2) brighter(scratch, <usize>reach, <usize>(length - reach));
      brighter(scratch, <usize>(window - reach), <usize>width);
      memory.copy(row, scratch, <usize>width);
    }
  }
  if (radiusY > 0) {
    const window = 2 * radiusY + 1;
    const rows = height + 2 * radiusY;
    memory.fill(scratch, 0, <usize>rows * width);
    memory.copy(scratch + <usize>radiusY * width, picture, <usize>height * width);
    let reach = 1;
    for (; reach * 2 <= window; reach *= 2) brighter(scratch, <usize>reach * width, <usize>(rows - reach) * width);
    brighter(scratch, <usize>(window - reach) * width, <usize>height * width);
    memory.copy(picture, scratch, <usize>height * width);
  }
}

/** White becomes black, in place. */
export function negate(picture: usize, size: i32): void {
  let i = 0;
  if (ASC_FEATURE_SIMD) for (; i + 16 <= size; i += 16) v128.store(picture + i, v128.not(v128.load(picture + i)));
  for (; i < size; i++) store<u8>(picture + i, ~load<u8>(picture + i));
}

/** Mean over 3 x 3 pixels; the rim of the picture is left as it is. `down`: two bytes for each column. */
export function soften(source: usize, width: i32, height: i32, out: usize, down: usize): void {
  memory.copy(out, source, <usize>width * height);
  for (let y = 1; y < height - 1; y++) {
    const row = source + <usize>y * width;
    const above = row - width;
    const below = row + width;
    let x = 0;
    if (ASC_FEATURE_SIMD) {
      for (; x + 8 <= width; x += 8)
        v128.store(down + <usize>x * 2, i16x8.add(i16x8.add(v128.load8x8_u(above + x), v128.load8x8_u(row + x)), v128.load8x8_u(below + x)));
    }
    for (; x < width; x++) store<u16>(down + <usize>x * 2, <u16>load<u8>(above + x) + load<u8>(row + x) + load<u8>(below + x));
    const to = out + <usize>y * width;
    x = 1;
    if (ASC_FEATURE_SIMD) {
      // 7282 / 65536 stands for a ninth: the same whole numbers up to 9 x 255
      const ninth = i16x8.splat(7282);
      for (; x + 8 <= width - 1; x += 8) {
        const at = down + <usize>x * 2;
        const sum = i16x8.add(i16x8.add(v128.load(at - 2), v128.load(at)), v128.load(at + 2));
        const low = i32x4.shr_u(i32x4.extmul_low_i16x8_u(sum, ninth), 16);
        const high = i32x4.shr_u(i32x4.extmul_high_i16x8_u(sum, ninth), 16);
        const eight = i16x8.narrow_i32x4_u(low, high);
        v128.store64_lane(to + x, i8x16.narrow_i16x8_u(eight, eight), 0);
      }
    }
    for (; x < width - 1; x++) {
      const at = down + <usize>x * 2;
      store<u8>(to + x, <u8>(((<u32>load<u16>(at - 2) + load<u16>(at) + load<u16>(at + 2)) * 7282) >> 16));
    }
  }
}

/** Mean over a square window of side 2r+1, cut at the edges. `columns`: four bytes for each column. */
export function boxBlur(source: usize, width: i32, height: i32, out: usize, radius: i32, columns: usize): void {
  memory.fill(columns, 0, <usize>width * 4);
  for (let y = 0; y < min(radius, height); y++) addRow(source + <usize>y * width, width, columns, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(source + <usize>(y + radius) * width, width, columns, 1);
    if (y > radius) addRow(source + <usize>(y - radius - 1) * width, width, columns, -1);
    const rows = min(height, y + radius + 1) - max(0, y - radius);
    const to = out + <usize>y * width;
    let sum = 0;
    for (let x = 0; x < min(radius, width); x++) sum += load<i32>(columns + <usize>x * 4);
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += load<i32>(columns + <usize>(x + radius) * 4);
      if (x > radius) sum -= load<i32>(columns + <usize>(x - radius - 1) * 4);
      const count = rows * (min(width, x + radius + 1) - max(0, x - radius));
      store<u8>(to + x, <u8>((2 * sum + count) / (2 * count)));
    }
  }
}

function addRow(row: usize, width: i32, sums: usize, sign: i32): void {
  for (let x = 0; x < width; x++) {
    const to = sums + <usize>x * 4;
    store<i32>(to, load<i32>(to) + sign * load<u8>(row + x));
  }
}

// --- light and ink -----------------------------------------------------------------------------------------------------------------------------------------

/**
 * The page divided by the brightness of its paper, a smaller picture stretched over it: paper becomes 250. In place. `scratch`: 4 bytes for each column of the
 * paper, then 12 for each of the page.
 */
export function flatten(page: usize, width: i32, height: i32, paper: usize, pw: i32, ph: i32, scratch: usize): void {
  const between = scratch;
  const left = between + <usize>((pw * 4 + 15) & ~15);
  const part = left + <usize>((width * 4 + 15) & ~15);
  const row = part + <usize>((width * 4 + 15) & ~15);
  for (let x = 0; x < width; x++) {
    const sx = max<f64>(0, min<f64>(pw - 1, ((<f64>x + 0.5) * pw) / width - 0.5));
    const i = min<i32>(max<i32>(0, pw - 2), <i32>sx);
    store<i32>(left + <usize>x * 4, i * 4);
    store<f32>(part + <usize>x * 4, <f32>(sx - i));
  }
  for (let y = 0; y < height; y++) {
    const sy = max<f64>(0, min<f64>(ph - 1, ((<f64>y + 0.5) * ph) / height - 0.5));
    const iy = min<i32>(max<i32>(0, ph - 2), <i32>sy);
    const share = <f32>(sy - iy);
    const upper = paper + <usize>iy * pw;
    for (let x = 0; x < pw; x++) {
      const a = <f32>load<u8>(upper + x);
      store<f32>(between + <usize>x * 4, a + (<f32>load<u8>(upper + x + pw) - a) * share);
    }
    for (let x = 0; x < width; x++) {
      const at = between + load<i32>(left + <usize>x * 4);
      const a = load<f32>(at);
      store<f32>(row + <usize>x * 4, a + (load<f32>(at, 4) - a) * load<f32>(part + <usize>x * 4));
    }
    divide(page + <usize>y * width, row, width);
  }
}

function divide(line: usize, paper: usize, width: i32): void {
  let x = 0;
  if (ASC_FEATURE_SIMD) {
    const white = f32x4.splat(250);
    const least = f32x4.splat(24);
    for (; x + 8 <= width; x += 8) {
      const pixels = v128.load8x8_u(line + x);
      const at = paper + <usize>x * 4;
      const low = f32x4.div(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(pixels)), white), f32x4.max(least, v128.load(at)));
      const high = f32x4.div(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(pixels)), white), f32x4.max(least, v128.load(at, 16)));
      const eight = i16x8.narrow_i32x4_u(i32x4.trunc_sat_f32x4_u(low), i32x4.trunc_sat_f32x4_u(high));
      // a level above 32767 would be taken for a negative one
      const capped = i16x8.min_u(eight, i16x8.splat(255));
      v128.store64_lane(line + x, i8x16.narrow_i16x8_u(capped, capped), 0);
    }
  }
  for (; x < width; x++) store<u8>(line + x, <u8>min<f32>(255, (<f32>load<u8>(line + x) * 250) / max<f32>(24, load<f32>(paper + <usize>x * 4))));
}

/**
 * Dark/paper mask: 1 where darker than `level`, or darker than `faint`, than the level of its square (64 pixels a side, `across` of them in a row) and than the
 * mean around it (a quarter of the size, `mw` wide) by more than `standsOut`.
 */
export function inkMask(
  page: usize,
  width: i32,
  height: i32,
  out: usize,
  level: i32,
  faint: i32,
  levels: usize,
  across: i32,
  mean: usize,
  mw: i32,
  mh: i32,
  standsOut: i32,
): void {
  for (let y = 0; y < height; y++) {
    const row = page + <usize>y * width;
    const to = out + <usize>y * width;
    const squares = levels + <usize>(y >> 6) * across;
    const near = mean + <usize>min(mh - 1, y >> 2) * mw;
    let x = 0;
    while (x < width) {
      if (ASC_FEATURE_SIMD) {
        // Paper alone, as nearly everywhere.
        if (x + 16 <= width && !v128.any_true(i8x16.lt_u(v128.load(row + x), i8x16.splat(<i8>faint)))) {
          v128.store(to + x, i8x16.splat(0));
          x += 16;
          continue;
        }
      }
      const end = min(width, x + 16);
      for (; x < end; x++) {
        const value = <i32>load<u8>(row + x);
        const dark =
          value < level ||
          (value < faint && value < <i32>load<u8>(squares + (x >> 6)) && value < <i32>load<u8>(near + min(mw - 1, x >> 2)) - standsOut);
        store<u8>(to + x, dark ? 1 : 0);
      }
    }
  }
}

/** The middle level of each square of 64 pixels, on a sample, and how far the darkest fifth lies below it. */
export function grain(page: usize, width: i32, height: i32, middles: usize, lows: usize, counts: usize): void {
  let square: usize = 0;
  for (let top = 0; top < height; top += 64) {
    for (let left = 0; left < width; left += 64, square++) {
      memory.fill(counts, 0, 1024);
      let total = 0;
      for (let y = top; y < min(height, top + 64); y += 2) {
        const row = page + <usize>y * width;
        for (let x = left; x < min(width, left + 64); x += 2, total++) {
          const at = counts + <usize>load<u8>(row + x) * 4;
          store<u32>(at, load<u32>(at) + 1);
        }
      }
      let seen = 0;
      let low = -1;
      let middle = 0;
      for (; middle < 255; middle++) {
        seen += load<u32>(counts + <usize>middle * 4);
        if (low < 0 && <f64>seen >= <f64>total * 0.2) low = middle;
        if (<f64>seen >= <f64>total * 0.5) break;
      }
      store<u8>(middles + square, <u8>middle);
      store<u8>(lows + square, <u8>max(0, low));
    }
  }
}

// --- geometry ----------------------------------------------------------------------------------------------------------------------------------------------

// Places are whole numbers of 65536ths of a pixel: a processor rounds a fraction and minds what is no number far more slowly.
const one = 65536;

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

// --- what a picture is like ----------------------------------------------------------------------------------------------------------------------------------

/** How many pixels have each of the 256 levels. */
export function histogram(picture: usize, size: i32, counts: usize): void {
  memory.fill(counts, 0, 1024);
  for (let i = 0; i < size; i++) {
    const at = counts + <usize>load<u8>(picture + i) * 4;
    store<u32>(at, load<u32>(at) + 1);
  }
}

/** How many pixels rise or fall by each number of levels, across or down, whichever is more, over two pixels; the rim counts as flat. `slopes`: a byte a column. */
export function slopes(picture: usize, width: i32, height: i32, counts: usize, slopes: usize): void {
  memory.fill(counts, 0, 1024);
  for (let y = 1; y < height - 1; y++) {
    const row = picture + <usize>y * width;
    let x = 1;
    if (ASC_FEATURE_SIMD) {
      for (; x + 16 <= width - 1; x += 16) {
        const at = row + x;
        const left = v128.load(at - 1);
        const right = v128.load(at + 1);
        const above = v128.load(at - width);
        const below = v128.load(at + width);
        const across = v128.or(i8x16.sub_sat_u(left, right), i8x16.sub_sat_u(right, left));
        const down = v128.or(i8x16.sub_sat_u(above, below), i8x16.sub_sat_u(below, above));
        v128.store(slopes + x, i8x16.shr_u(i8x16.max_u(across, down), 1));
      }
    }
    for (; x < width - 1; x++) {
      const at = row + x;
      const across = abs(<i32>load<u8>(at + 1) - <i32>load<u8>(at - 1));
      const down = abs(<i32>load<u8>(at + width) - <i32>load<u8>(at - width));
      store<u8>(slopes + x, <u8>(max(across, down) >> 1));
    }
    for (x = 1; x < width - 1; x++) {
      const at = counts + <usize>load<u8>(slopes + x) * 4;
      store<u32>(at, load<u32>(at) + 1);
    }
  }
  store<u32>(counts, load<u32>(counts) + 2 * (width + height) - 4);
}

// --- lines set afresh ----------------------------------------------------------------------------------------------------------------------------------------

/** Whether a pixel is somebody else's ink, or a rule's: paper is shown in its place. */
function hides(owner: usize, mine: usize, at: i32): bool {
  const whose = <i32>load<i16>(owner + <usize>at * 2);
  return whose !== 0 && (whose < 0 || load<u8>(mine + whose) === 0);
}

/**
 * A run of letters, straightened along its baseline (`bases`: the height of the page under each column of the strip, f64) and brought to size: `step` page pixels a
 * strip pixel, `left` where the strip begins, `above` strip pixels over the baseline; `taps` x `taps` looks a pixel. `page` and `owner` are where row 0 would be.
 */
export function draw(
  page: usize,
  pw: i32,
  ph: i32,
  owner: usize,
  mine: usize,
  out: usize,
  width: i32,
  height: i32,
  bases: usize,
  left: f64,
  step: f64,
  above: i32,
  taps: i32,
): void {
  const right = (pw - 1) * one;
  const bottom = (ph - 1) * one;
  const looks = taps * taps;
  for (let ty = 0; ty < height; ty++) {
    for (let tx = 0; tx < width; tx++) {
      const base = load<f64>(bases + <usize>tx * 8);
      let total = 0;
      for (let tap = 0; tap < looks; tap++) {
        const ox = taps === 1 ? 0.5 : (<f64>(tap % taps) + 0.5) / taps;
        const oy = taps === 1 ? 0.5 : (<f64>(tap / taps) + 0.5) / taps;
        const x = <i32>((left + (<f64>tx + ox) * step - 0.5) * one);
        const y = <i32>((base + (<f64>(ty - above) + oy) * step - 0.5) * one);
        if (x < 0 || y < 0 || x >= right || y >= bottom) {
          total += 255;
          continue;
        }
        const i = (y >> 16) * pw + (x >> 16);
        const at = page + i;
        const fx = (x >> 8) & 255;
        let a = <i32>load<u8>(at);
        let b = <i32>load<u8>(at + 1);
        let c = <i32>load<u8>(at + pw);
        let d = <i32>load<u8>(at + pw + 1);
        // somebody's ink near: mostly there is none
        if ((load<i32>(owner + <usize>i * 2) | load<i32>(owner + <usize>(i + pw) * 2)) !== 0) {
          if (hides(owner, mine, i)) a = 255;
          if (hides(owner, mine, i + 1)) b = 255;
          if (hides(owner, mine, i + pw)) c = 255;
          if (hides(owner, mine, i + pw + 1)) d = 255;
        }
        const top = (a << 8) + (b - a) * fx;
        const low = (c << 8) + (d - c) * fx;
        total += ((top << 8) + (low - top) * ((y >> 8) & 255)) >> 16;
      }
      store<u8>(out + <usize>ty * width + tx, <u8>(total / looks));
    }
  }
}

// --- blur taken back -----------------------------------------------------------------------------------------------------------------------------------------

/**
 * Floats seen out of focus: `across` and `down` are one half of the blur each, from its middle outwards. What lies beyond the rim looks like the rim. `middle` is
 * scratch.
 */
function defocus(source: usize, out: usize, middle: usize, width: i32, height: i32, across: usize, reachX: i32, down: usize, reachY: i32): void {
  for (let y = 0; y < height; y++) {
    const row = source + <usize>(y * width) * 4;
    const to = middle + <usize>(y * width) * 4;
    for (let x = 0; x < width; x++) {
      if (ASC_FEATURE_SIMD) {
        if (x >= reachX && x + 4 <= width - reachX) {
          const at = row + <usize>x * 4;
          let sums = f32x4.mul(v128.load_splat<f32>(across), v128.load(at));
          for (let k = 1; k <= reachX; k++) {
            const beside = <usize>k * 4;
            sums = f32x4.add(sums, f32x4.mul(v128.load_splat<f32>(across + beside), f32x4.add(v128.load(at - beside), v128.load(at + beside))));
          }
          v128.store(to + <usize>x * 4, sums);
          x += 3;
          continue;
        }
      }
      let total = load<f32>(across) * load<f32>(row + <usize>x * 4);
      for (let k = 1; k <= reachX; k++) {
        const left = load<f32>(row + <usize>max(0, x - k) * 4);
        total += load<f32>(across + <usize>k * 4) * (left + load<f32>(row + <usize>min(width - 1, x + k) * 4));
      }
      store<f32>(to + <usize>x * 4, total);
    }
  }
  for (let y = 0; y < height; y++) {
    const row = middle + <usize>(y * width) * 4;
    const to = out + <usize>(y * width) * 4;
    let x = 0;
    if (ASC_FEATURE_SIMD) {
      for (; x + 4 <= width; x += 4) {
        const column = <usize>x * 4;
        let sums = f32x4.mul(v128.load_splat<f32>(down), v128.load(row + column));
        for (let k = 1; k <= reachY; k++) {
          const above = middle + <usize>(max(0, y - k) * width) * 4 + column;
          const below = middle + <usize>(min(height - 1, y + k) * width) * 4 + column;
          sums = f32x4.add(sums, f32x4.mul(v128.load_splat<f32>(down + <usize>k * 4), f32x4.add(v128.load(above), v128.load(below))));
        }
        v128.store(to + column, sums);
      }
    }
    for (; x < width; x++) {
      const column = <usize>x * 4;
      let total = load<f32>(down) * load<f32>(row + column);
      for (let k = 1; k <= reachY; k++) {
        const above = middle + <usize>(max(0, y - k) * width) * 4 + column;
        const below = middle + <usize>(min(height - 1, y + k) * width) * 4 + column;
        total += load<f32>(down + <usize>k * 4) * (load<f32>(above) + load<f32>(below));
      }
      store<f32>(to + column, total);
    }
  }
}

/** A picture out of focus. `scratch`: twelve bytes a pixel. */
export function blur(source: usize, width: i32, height: i32, out: usize, weights: usize, reach: i32, scratch: usize): void {
  const size = width * height;
  const middle = scratch + <usize>size * 4;
  const blurred = middle + <usize>size * 4;
  for (let i = 0; i < size; i++) store<f32>(scratch + <usize>i * 4, <f32>load<u8>(source + i));
  defocus(scratch, blurred, middle, width, height, weights, reach, weights, reach);
  for (let i = 0; i < size; i++) store<u8>(out + i, <u8>(load<f32>(blurred + <usize>i * 4) + 0.5));
}

/** Richardson and Lucy's iteration: `guess` becomes what gives `seen` when it is out of focus. `scratch`: twelve bytes a pixel. */
export function refocus(
  seen: usize,
  guess: usize,
  width: i32,
  height: i32,
  across: usize,
  reachX: i32,
  down: usize,
  reachY: i32,
  rounds: i32,
  scratch: usize,
): void {
  const size = <usize>(width * height) * 4;
  const ratio = scratch;
  const middle = ratio + size;
  const blurred = middle + size;
  memory.copy(guess, seen, size);
  for (let round = 0; round < rounds; round++) {
    defocus(guess, blurred, middle, width, height, across, reachX, down, reachY);
    for (let i: usize = 0; i < size; i += 4) store<f32>(ratio + i, load<f32>(seen + i) / load<f32>(blurred + i));
    defocus(ratio, blurred, middle, width, height, across, reachX, down, reachY);
    for (let i: usize = 0; i < size; i += 4) store<f32>(guess + i, load<f32>(guess + i) * load<f32>(blurred + i));
  }
}
