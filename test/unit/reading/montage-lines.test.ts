import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recogniseMontage } from '../../../lib/reading/montage-lines.ts';
import type { Recogniser } from '../../../lib/reading/recogniser.ts';
import type { Gray, Montage } from '../../../lib/scan/index.ts';

const LEADING = 10;

/** A montage whose every line holds one dark pixel, at a place of its own. */
function montage(count: number): Montage {
  const image: Gray = { data: new Uint8Array(50 * (count * LEADING + 8)).fill(255), width: 50, height: count * LEADING + 8 };
  const rows = Array.from({ length: count }, (_, line) => ({ top: 4 + line * LEADING, bottom: 4 + (line + 1) * LEADING }));
  for (const [line, { top }] of rows.entries()) image.data[(top + 5) * 50 + (line % 50)] = 0;
  return { image, rows, pieces: [] };
}

/** Reads each dark pixel as a word that says where it stood in the whole. */
function eye(hands: number): { recogniser: Recogniser; seen: Gray[] } {
  const seen: Gray[] = [];
  const recognise: Recogniser['recognise'] = async (image) => {
    seen.push(image);
    return [...image.data].flatMap((value, at) =>
      value === 0 ? [[{ text: String(at % 50), confidence: 90, box: { x: at % 50, y: Math.floor(at / 50), width: 1, height: 1 } }]] : [],
    );
  };
  return { recogniser: { hands, recognise }, seen };
}

it('two engines read what one reads, each line once and whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4 }), async (count, hands) => {
      const whole = montage(count);
      const { recogniser, seen } = eye(hands);
      expect(await recogniseMontage(whole, recogniser)).toEqual(await recogniseMontage(whole, eye(1).recogniser));
      expect(seen.reduce((sum, { height }) => sum + height, 0)).toBe(whole.image.height);
      expect(seen.length).toBe(count < 12 ? 1 : hands);
    }),
  );
});
