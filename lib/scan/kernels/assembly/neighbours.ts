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
