import { onBench } from './kernels/index.ts';
import type { Gray } from './pixels.ts';
import { closing, levelAt, percentile, resize } from './pixels.ts';

/** What may spoil the reading, measured before it. */
export interface Quality {
  /** Width of the transition from ink to paper, in pixels of the source; above about 6 letters melt. */
  blur: number;
  /** Darkest part of the paper over its brightest, 0 to 1; below 0.45 a strong shadow lies on it. */
  evenness: number;
  /** Height of capitals in the source, pixels; below 16 small print is guesswork. */
  textHeight: number;
  warnings: ('blurred' | 'shadow' | 'too-far')[];
}

/** How sharp the print is: contrast of the strongest edges over their slope, 95th percentile. */
function edgeWidth({ data, width, height }: Gray): number {
  return onBench((kernels, bench) => {
    const [picture, counts] = [bench.put(data), bench.take(1024)];
    const level = (share: number) => levelAt(bench.counts(counts, 256), data.length * share);
    kernels.slopes(picture, width, height, counts, bench.take(width));
    const steep = level(0.995);
    kernels.histogram(picture, data.length, counts);
    return (level(0.6) - level(0.01)) / Math.max(1, steep);
  });
}

/** `page` upright and cropped, before its light is flattened; `scale` page pixels per source pixel; `rise` height of capitals on the page. */
export function measureQuality(page: Gray, scale: number, rise: number): Quality {
  const small = closing(resize(page, page.width / 12, page.height / 12), 4);
  const dark = percentile(small.data, 0.05);
  const bright = percentile(small.data, 0.95);
  const evenness = bright > 0 ? dark / bright : 0;
  const blur = edgeWidth(page) / Math.max(scale, 0.01);
  const textHeight = rise / Math.max(scale, 0.01);
  const warnings: Quality['warnings'] = [];
  if (blur > 6) warnings.push('blurred');
  if (evenness < 0.45) warnings.push('shadow');
  if (rise > 0 && textHeight < 16) warnings.push('too-far');
  return { blur, evenness, textHeight, warnings };
}
