import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, source, vectors } from '../../../lib/scan/kernels/binary.ts';
import { type Bench, instance, type Kernels } from '../../../lib/scan/kernels/index.ts';
import { kernels, sourceHash } from '../../../scripts/kernels-source.mjs';

const builds = [vectors, plain].map((text) => instance(new WebAssembly.Module(Buffer.from(text, 'base64'))));

/** What each build makes of the same picture. */
function both(work: (kernels: Kernels, bench: Bench) => ArrayLike<number>): [number[], number[]] {
  return builds.map(({ kernels, bench }) => {
    const { top } = bench;
    const made = Array.from(work(kernels, bench));
    bench.back(top);
    return made;
  }) as [number[], number[]];
}

// Wider than two vectors, and never a whole number of them: what is left over is done one by one.
const picture = fc
  .tuple(fc.integer({ min: 3, max: 75 }), fc.integer({ min: 3, max: 40 }))
  .chain(([width, height]) => fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((data) => ({ data, width, height })));

const holds = (work: (gray: { data: Uint8Array; width: number; height: number }, kernels: Kernels, bench: Bench) => ArrayLike<number>) =>
  fc.assert(
    fc.property(picture, (gray) => {
      const [quick, slow] = both((kernels, bench) => work(gray, kernels, bench));
      expect(quick).toEqual(slow);
    }),
  );

describe('the pixel loops, with and without vector instructions', () => {
  it('are compiled from the source beside them', () => {
    expect(source, 'run node scripts/build-kernels.mjs').toBe(sourceHash(kernels));
  });

  it('halve', () =>
    holds(({ data, width, height }, kernels, bench) => {
      const [w, h] = [width >> 1, height >> 1];
      const out = bench.take(w * h);
      kernels.halve(bench.put(data), width, out, w, h);
      return bench.get(out, w * h);
    }));

  it('shrink', () =>
    holds(({ data, width, height }, kernels, bench) => {
      const [w, h] = [Math.ceil(width / 2.3), Math.ceil(height / 1.7)];
      const out = bench.take(w * h);
      kernels.shrink(bench.put(data), width, height, out, w, h, 0, h, bench.take(width * 4), bench.take((w + 1) * 16));
      return bench.get(out, w * h);
    }));

  it('soften, blur in a box, spread and turn negative', () =>
    holds(({ data, width, height }, kernels, bench) => {
      const [from, soft, boxed] = [bench.put(data), bench.take(data.length), bench.take(data.length)];
      kernels.soften(from, width, height, soft, bench.take(width * 2));
      kernels.boxBlur(soft, width, height, boxed, 3, bench.take(width * 4));
      kernels.dilate(boxed, width, height, 2, 5, bench.take((height + 10) * width + width + 4));
      kernels.negate(boxed, data.length);
      return bench.get(boxed, data.length);
    }));

  it('divide by the light of the paper, past white too', () =>
    holds(({ data, width, height }, kernels, bench) => {
      const [page, small] = [bench.put(data), bench.put(data.subarray(0, 6))];
      kernels.flatten(page, width, height, small, 3, 2, bench.take(12 + width * 12 + 64));
      return bench.get(page, data.length);
    }));

  it('tell ink from paper', () =>
    holds(({ data, width, height }, kernels, bench) => {
      const [page, out] = [bench.put(data), bench.take(data.length)];
      const across = Math.ceil(width / 64);
      const levels = bench.put(new Uint8Array(across).fill(210));
      const mean = bench.put(data.map((value) => 255 - (value >> 2)));
      kernels.inkMask(page, width, height, out, 190, 224, levels, across, mean, Math.ceil(width / 4), Math.ceil(height / 4), 14);
      return bench.get(out, data.length);
    }));

  it('measure slopes', () =>
    holds(({ data, width, height }, kernels, bench) => {
      const counts = bench.take(1024);
      kernels.slopes(bench.put(data), width, height, counts, bench.take(width));
      const found = bench.counts(counts, 256);
      expect(found.reduce((sum, count) => sum + count, 0)).toBe(width * height);
      return found;
    }));

  it('blur, and take blur back', () =>
    holds(({ data, width, height }, kernels, bench) => {
      const weights = bench.put(Float32Array.of(0.5, 0.2, 0.05));
      const soft = bench.take(data.length);
      kernels.blur(bench.put(data), width, height, soft, weights, 2, bench.take(data.length * 12));
      const [seen, guess] = [bench.put(Float32Array.from(data, (value) => value + 1)), bench.take(data.length * 4)];
      kernels.refocus(seen, guess, width, height, weights, 2, weights, 1, 2, bench.take(data.length * 12));
      return [...bench.get(soft, data.length), ...bench.floats(guess, data.length)];
    }));
});
