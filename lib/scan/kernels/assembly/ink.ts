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
