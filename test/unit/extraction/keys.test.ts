import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ribKeyValid } from '../../../lib/extraction/values/identifiers.ts';
import { nearestIban, nearestSiret } from '../../../lib/extraction/values/keys.ts';
import { ibanProblem, siretProblem } from '../../../lib/invoice/identifiers.ts';
import { fictiveIban, fictiveSiret } from '../../fixtures/identifiers.ts';

const alike: Record<string, string> = { 0: '6', 6: '0', 9: '8', 8: '9', 1: '7', 3: '8', 5: '6', 2: '7', 7: '1', 4: '9' };
const misread = (text: string, at: number) => text.slice(0, at) + (alike[text.charAt(at)] ?? '0') + text.slice(at + 1);

describe('the number under the keys that readings come nearest to', () => {
  it('is the number itself where it was read right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (seed) => {
        expect(nearestIban([fictiveIban(seed)])).toEqual({ value: fictiveIban(seed), cost: 0 });
        expect(nearestSiret([fictiveSiret(seed)])?.value).toBe(fictiveSiret(seed));
      }),
      { numRuns: 20 },
    );
  });
  it('always holds its keys', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 4, max: 26 }), fc.integer({ min: 0, max: 13 }), (seed, a, b) => {
        const iban = nearestIban([misread(fictiveIban(seed), a)])?.value;
        if (iban) expect([ibanProblem(iban), ribKeyValid(iban)]).toEqual([null, true]);
        const siret = nearestSiret([misread(fictiveSiret(seed), b)])?.value;
        if (siret) expect(siretProblem(siret)).toBeNull();
      }),
      { numRuns: 25 },
    );
  });
  it('one figure misread in an IBAN is put right by the keys alone, or left', () => {
    let right = 0;
    for (let seed = 1; seed < 12; seed++) {
      const found = nearestIban([misread(fictiveIban(seed), 8 + seed)]);
      if (found) expect(found.value).toBe(fictiveIban(seed));
      if (found) right++;
    }
    expect(right).toBeGreaterThan(7);
  });
  it('figures that differ from reading to reading are chosen by the keys', () => {
    const right = 'FR7619999001780003230602739';
    expect(nearestIban(['FR7619999001786003230682739', 'FR7619999061780003230662739', 'FR7619999001780003230682739'])?.value).toBe(right);
    expect(nearestSiret(['22991102966616', '22991102900010', '22991102900610', '22991162900616'])?.value).toBe('22991102900010');
  });
  it('nothing near: nothing', () => {
    expect(nearestIban(['DE89370400440532013000'])).toBeNull();
    expect(nearestSiret(['123'])).toBeNull();
  });
});
