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
