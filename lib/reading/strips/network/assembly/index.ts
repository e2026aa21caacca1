// AssemblyScript: the layers of the strip reader's network, compiled to WebAssembly by `scripts/build-kernels.mjs`. Numbers are floats of four bytes; a plane is
// one feature over the strip, its rows `row` bytes apart, with rims of nought around it that `../network.ts` provides, so that no loop asks where the edge is.

/**
 * Each of `outs` planes (a multiple of four) as a weighed sum over `ins` planes of a window of `rows` times `columns` numbers, the latter `apart` bytes from each
 * other; `input` is the first window's first number. `width`: a multiple of eight. `weights`: for four planes at a time, for each plane that is seen and each place
 * of the window, four numbers. Below nought becomes nought where `cut`; `beside` (0: none) is added afterwards, and lies like `out`.
 */
export function convolve(
  input: usize,
  ins: i32,
  plane: usize,
  row: usize,
  weights: usize,
  biases: usize,
  outs: i32,
  out: usize,
  outPlane: usize,
  outRow: usize,
  height: i32,
  width: i32,
  rows: i32,
  columns: i32,
  apart: usize,
  cut: bool,
  beside: usize,
): void {
  const block = <usize>(ins * rows * columns) * 16;
  for (let o = 0; o < outs; o += 4) {
    const own = weights + <usize>(o >> 2) * block;
    const bias = biases + <usize>o * 4;
    const to = out + <usize>o * outPlane;
    for (let y = 0; y < height; y++) {
      const from = input + <usize>y * row;
      const line = to + <usize>y * outRow;
      for (let x = 0; x < width; x += 8) {
        const at = from + <usize>x * 4;
        const place = line + <usize>x * 4;
        eightAtOnce(at, ins, plane, row, own, bias, place, outPlane, rows, columns, apart, cut, beside ? place - out + beside : 0);
      }
    }
  }
}

/** A product added in one step where the browser knows one (it rounds once instead of twice), in two elsewhere. */
function plus(sum: v128, one: v128, other: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(one, other, sum) : f32x4.add(sum, f32x4.mul(one, other));
}

/** Eight columns of four planes. */
function eightAtOnce(
  at: usize,
  ins: i32,
  plane: usize,
  row: usize,
  own: usize,
  bias: usize,
  place: usize,
  outPlane: usize,
  rows: i32,
  columns: i32,
  apart: usize,
  cut: bool,
  beside: usize,
): void {
  let a = v128.load32_splat(bias);
  let b = v128.load32_splat(bias + 4);
  let c = v128.load32_splat(bias + 8);
  let d = v128.load32_splat(bias + 12);
  let e = a;
  let f = b;
  let g = c;
  let h = d;
  let weight = own;
  for (let i = 0; i < ins; i++) {
    let rowAt = at + <usize>i * plane;
    for (let r = 0; r < rows; r++) {
      let seen = rowAt;
      for (let k = 0; k < columns; k++) {
        const left = v128.load(seen);
        const right = v128.load(seen + 16);
        const w0 = v128.load32_splat(weight);
        const w1 = v128.load32_splat(weight + 4);
        const w2 = v128.load32_splat(weight + 8);
        const w3 = v128.load32_splat(weight + 12);
        a = plus(a, w0, left);
        e = plus(e, w0, right);
        b = plus(b, w1, left);
        f = plus(f, w1, right);
        c = plus(c, w2, left);
        g = plus(g, w2, right);
        d = plus(d, w3, left);
        h = plus(h, w3, right);
        weight += 16;
        seen += apart;
      }
      rowAt += row;
    }
  }
  put(a, e, place, cut, beside);
  put(b, f, place + outPlane, cut, beside ? beside + outPlane : 0);
  put(c, g, place + outPlane * 2, cut, beside ? beside + outPlane * 2 : 0);
  put(d, h, place + outPlane * 3, cut, beside ? beside + outPlane * 3 : 0);
}

/** What came of one plane, where it belongs. */
function put(left: v128, right: v128, place: usize, cut: bool, beside: usize): void {
  if (cut) {
    const nought = f32x4.splat(0);
    left = f32x4.max(left, nought);
    right = f32x4.max(right, nought);
  }
  if (beside) {
    left = f32x4.add(left, v128.load(beside));
    right = f32x4.add(right, v128.load(beside + 16));
  }
  v128.store(place, left);
  v128.store(place + 16, right);
}

/** The greatest of each two rows, and of `across` (1 or 2) columns of them. `height`, `width`: of what comes out. */
export function pool(
  input: usize,
  planes: i32,
  plane: usize,
  row: usize,
  out: usize,
  outPlane: usize,
  outRow: usize,
  height: i32,
  width: i32,
  across: i32,
): void {
  for (let p = 0; p < planes; p++)
    for (let y = 0; y < height; y++) {
      const above = input + <usize>p * plane + <usize>(y * 2) * row;
      const to = out + <usize>p * outPlane + <usize>y * outRow;
      for (let x = 0; x < width; x++) {
        const at = above + <usize>(x * across) * 4;
        let most = max(load<f32>(at), load<f32>(at + row));
        if (across === 2) most = max(most, max(load<f32>(at + 4), load<f32>(at + row + 4)));
        store<f32>(to + <usize>x * 4, most);
      }
    }
}

/** A strip of grey as the network was taught to see it: about one above and three below nought. */
export function see(strip: usize, width: i32, height: i32, out: usize, outRow: usize): void {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) store<f32>(out + <usize>y * outRow + <usize>x * 4, (<f32>load<u8>(strip + <usize>(y * width + x)) - 200) / 64);
}

/** Nought everywhere. */
export function clear(at: usize, bytes: usize): void {
  memory.fill(at, 0, bytes);
}

/** Where the memory begins that the bench shares out. */
export function base(): usize {
  return __heap_base;
}
