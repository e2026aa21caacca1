import type { Gray } from './pixels.ts';
import { closing, percentile, resize } from './pixels.ts';

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
function edgeWidth(picture: Gray): number {
  const { data, width, height } = picture;
  const slopes = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      slopes[i] = Math.min(255, Math.max(Math.abs(data[i + 1]! - data[i - 1]!), Math.abs(data[i + width]! - data[i - width]!)) / 2);
    }
  }
  const steep = percentile(slopes, 0.995);
  const contrast = percentile(data, 0.6) - percentile(data, 0.01);
  return contrast / Math.max(1, steep);
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
