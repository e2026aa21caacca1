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
