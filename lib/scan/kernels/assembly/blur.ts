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
