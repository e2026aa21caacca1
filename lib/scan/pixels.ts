/** A picture in colour: four bytes a pixel (red, green, blue, alpha), rows from the top. The shape of the browser's ImageData, without the browser. */
export interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

/** A picture in grey: one byte a pixel, 0 black, 255 white. */
export interface Gray {
  data: Uint8Array;
  width: number;
  height: number;
}

export function emptyGray(width: number, height: number, value = 255): Gray {
  return { data: new Uint8Array(width * height).fill(value), width, height };
}

/** Luma of BT.601, in integers. Transparent pixels are taken as lying on white paper. */
export function grayscale(pixels: Pixels): Gray {
  const { data, width, height } = pixels;
  const out = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < out.length; i++, p += 4) {
    const luma = (77 * data[p]! + 150 * data[p + 1]! + 29 * data[p + 2]!) >> 8;
    const alpha = data[p + 3]!;
    out[i] = alpha === 255 ? luma : 255 + (((luma - 255) * alpha) >> 8);
  }
  return { data: out, width, height };
}

/** Spans of source cells under each target cell, with the weight of the first and last one. */
function spans(from: number, to: number): { start: Int32Array; end: Int32Array; first: Float32Array; last: Float32Array } {
  const start = new Int32Array(to);
  const end = new Int32Array(to);
  const first = new Float32Array(to);
  const last = new Float32Array(to);
  const step = from / to;
  for (let i = 0; i < to; i++) {
    const a = i * step;
    const b = Math.min(from, (i + 1) * step);
    start[i] = Math.floor(a);
    end[i] = Math.min(from - 1, Math.ceil(b) - 1);
    first[i] = Math.min(1, start[i]! + 1 - a);
    last[i] = b - end[i]!;
    if (start[i] === end[i]) first[i] = b - a;
  }
  return { start, end, first, last };
}

/** Every target pixel is the mean of the source area below it: no aliasing when shrinking. Down first: its plain loop over whole rows is most of the work. */
function shrink(gray: Gray, width: number, height: number): Gray {
  const { data, width: from } = gray;
  const across = spans(from, width);
  const down = spans(gray.height, height);
  const sums = new Float32Array(from);
  const out = new Uint8Array(width * height);
  const area = (from / width) * (gray.height / height);
  for (let y = 0; y < height; y++) {
    const start = down.start[y]!;
    const end = down.end[y]!;
    for (let sy = start; sy <= end; sy++) {
      const base = sy * from;
      const weight = sy === start ? down.first[y]! : sy === end ? down.last[y]! : 1;
      if (sy === start) for (let x = 0; x < from; x++) sums[x] = data[base + x]! * weight;
      else for (let x = 0; x < from; x++) sums[x]! += data[base + x]! * weight;
    }
    for (let x = 0; x < width; x++) {
      const a = across.start[x]!;
      const b = across.end[x]!;
      let total = sums[a]! * across.first[x]!;
      for (let sx = a + 1; sx < b; sx++) total += sums[sx]!;
      if (b > a) total += sums[b]! * across.last[x]!;
      out[y * width + x] = Math.min(255, total / area + 0.5);
    }
  }
  return { data: out, width, height };
}

/** Catmull-Rom kernel: sharper letters than bilinear when a small picture is enlarged. */
function cubicWeights(t: number): readonly [number, number, number, number] {
  const t2 = t * t;
  const t3 = t2 * t;
  return [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2];
}

function enlarge(gray: Gray, width: number, height: number): Gray {
  const { data } = gray;
  const clampX = (x: number) => (x < 0 ? 0 : x >= gray.width ? gray.width - 1 : x);
  const middle = new Float32Array(width * gray.height);
  for (let x = 0; x < width; x++) {
    const source = ((x + 0.5) * gray.width) / width - 0.5;
    const base = Math.floor(source);
    const [a, b, c, d] = cubicWeights(source - base);
    const [xa, xb, xc, xd] = [clampX(base - 1), clampX(base), clampX(base + 1), clampX(base + 2)];
    for (let y = 0, o = 0; y < gray.height; y++, o += gray.width) {
      middle[y * width + x] = a * data[o + xa]! + b * data[o + xb]! + c * data[o + xc]! + d * data[o + xd]!;
    }
  }
  const out = new Uint8ClampedArray(width * height);
  const clampY = (y: number) => (y < 0 ? 0 : y >= gray.height ? gray.height - 1 : y) * width;
  for (let y = 0; y < height; y++) {
    const source = ((y + 0.5) * gray.height) / height - 0.5;
    const base = Math.floor(source);
    const [a, b, c, d] = cubicWeights(source - base);
    const [ya, yb, yc, yd] = [clampY(base - 1), clampY(base), clampY(base + 1), clampY(base + 2)];
    for (let x = 0; x < width; x++) out[y * width + x] = a * middle[ya + x]! + b * middle[yb + x]! + c * middle[yc + x]! + d * middle[yd + x]!;
  }
  return { data: new Uint8Array(out.buffer), width, height };
}

/** The picture at another size: mean of the area when shrinking, cubic when enlarging. Both sides at least 1 pixel. */
export function resize(gray: Gray, width: number, height: number): Gray {
  const w = Math.max(1, Math.round(width));
  const h = Math.max(1, Math.round(height));
  if (w === gray.width && h === gray.height) return gray;
  const narrowed = shrink(gray, Math.min(w, gray.width), Math.min(h, gray.height));
  return narrowed.width === w && narrowed.height === h ? narrowed : enlarge(narrowed, w, h);
}

/** Half the size: each pixel the mean of four. What `resize` does, in a third of its time; an odd last row or column is left out. */
export function halved({ data, width, height }: Gray): Gray {
  const half = { width: width >> 1, height: height >> 1 };
  const out = new Uint8Array(half.width * half.height);
  for (let y = 0, at = 0; y < half.height; y++) {
    for (let x = 0, i = 2 * y * width; x < half.width; x++, i += 2)
      out[at++] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]! + 2) >> 2;
  }
  return { data: out, ...half };
}

/** Sum of the grey levels above and left of each pixel, (width + 1) x (height + 1), for means over windows. */
export function integral(gray: Gray): Float64Array {
  const { data, width, height } = gray;
  const stride = width + 1;
  const out = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      sum += data[y * width + x]!;
      out[(y + 1) * stride + x + 1] = out[y * stride + x + 1]! + sum;
    }
  }
  return out;
}

/** Mean over a square window of side 2r+1, cut at the edges. */
export function boxBlur(gray: Gray, radius: number): Gray {
  const { width, height } = gray;
  const sums = integral(gray);
  const stride = width + 1;
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius);
    const bottom = Math.min(height, y + radius + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const total = sums[bottom * stride + right]! - sums[top * stride + right]! - sums[bottom * stride + left]! + sums[top * stride + left]!;
      out[y * width + x] = total / ((bottom - top) * (right - left)) + 0.5;
    }
  }
  return { data: out, width, height };
}

/** Mean over 3 x 3 pixels; the rim of the picture is left as it is. */
export function soften(gray: Gray): Gray {
  const { data, width, height } = gray;
  const out = data.slice();
  const down = new Uint16Array(width);
  for (let y = 1; y < height - 1; y++) {
    const base = y * width;
    for (let x = 0; x < width; x++) down[x] = data[base - width + x]! + data[base + x]! + data[base + width + x]!;
    // 7282 / 65536 stands for a ninth: the same whole numbers up to 9 x 255
    for (let x = 1; x < width - 1; x++) out[base + x] = ((down[x - 1]! + down[x]! + down[x + 1]!) * 7282) >> 16;
  }
  return { data: out, width, height };
}

/**
 * Greatest value within `radius` to the left and right of each pixel, after van Herk, Gil and Werman: running maxima from both ends of blocks as long as the
 * window, of which any window needs two. The cost does not grow with the radius.
 */
function widened({ data, width, height }: Gray, radius: number): Gray {
  const window = 2 * radius + 1;
  const length = Math.ceil((width + 2 * radius) / window) * window;
  const line = new Uint8Array(length);
  const head = new Uint8Array(length);
  const tail = new Uint8Array(length);
  const out = new Uint8Array(data.length);
  for (let base = 0; base < data.length; base += width) {
    line.set(data.subarray(base, base + width), radius);
    for (let block = 0; block < length; block += window) {
      let most = 0;
      for (let i = block; i < block + window; i++) {
        if (line[i]! > most) most = line[i]!;
        head[i] = most;
      }
      most = 0;
      for (let i = block + window - 1; i >= block; i--) {
        if (line[i]! > most) most = line[i]!;
        tail[i] = most;
      }
    }
    for (let x = 0; x < width; x++) {
      const before = tail[x]!;
      const after = head[x + 2 * radius]!;
      out[base + x] = before > after ? before : after;
    }
  }
  return { data: out, width, height };
}

function negative({ data, width, height }: Gray): Gray {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = 255 - data[i]!;
  return { data: out, width, height };
}

/** Brightest neighbour in a window of side 2r+1. */
export const dilate = (gray: Gray, radiusX: number, radiusY = radiusX): Gray =>
  quarterTurn(widened(quarterTurn(widened(gray, radiusX), 1), radiusY), 3);
/** Darkest neighbour in a window of side 2r+1. */
export const erode = (gray: Gray, radiusX: number, radiusY = radiusX): Gray => negative(dilate(negative(gray), radiusX, radiusY));
/** Erases dark marks thinner than 2r+1: what remains is the paper. */
export const closing = (gray: Gray, radius: number): Gray => erode(dilate(gray, radius), radius);

/** Lowest level that, with those below it, holds this many pixels; `counts` of each of the 256 levels. */
export function levelAt(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += counts[level]!;
    if (seen >= wanted) return level;
  }
  return 255;
}

/** Level below which `share` of the pixels lie, on a sample. */
export function percentile(data: Uint8Array, share: number, step = 1): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let i = 0; i < data.length; i += step) {
    counts[data[i]!]!++;
    total++;
  }
  return levelAt(counts, total * share);
}

/** The picture turned clockwise by a number of quarter turns. */
export function quarterTurn(gray: Gray, turns: 0 | 1 | 2 | 3): Gray {
  const { data, width, height } = gray;
  if (turns === 0) return gray;
  const out = new Uint8Array(data.length);
  if (turns === 2) {
    for (let i = 0, j = data.length - 1; j >= 0; i++, j--) out[i] = data[j]!;
    return { data: out, width, height };
  }
  // Square by square: a column written at once would touch a new line of the processor's cache at every pixel.
  const side = 64;
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      const bottom = Math.min(height, top + side);
      const right = Math.min(width, left + side);
      for (let y = top; y < bottom; y++) {
        let target = turns === 1 ? left * height + (height - 1 - y) : (width - 1 - left) * height + y;
        const step = turns === 1 ? height : -height;
        for (let x = left; x < right; x++, target += step) out[target] = data[y * width + x]!;
      }
    }
  }
  return { data: out, width: height, height: width };
}
