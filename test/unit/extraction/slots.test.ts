import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeliestIban, likeliestSiret, likeliestVat } from '../../../lib/extraction/values/keyed.ts';
import { type Keys, likeliest, NOTHING, type Slot, slotsOf, together } from '../../../lib/extraction/values/slots.ts';
import { frenchVatIdentifier, ibanProblem, siretProblem, vatIdentifierProblem } from '../../../lib/invoice/identifiers.ts';
import type { Weighed, Word } from '../../../lib/reading/document.ts';
import { fictiveIban, fictiveSiret } from '../../fixtures/identifiers.ts';

const box = { x: 0, y: 0, width: 100, height: 20 };
const printed = (text: string): Word => ({ text, box, confidence: 80 });
/** A word whose letters were weighed: « 9|4 » is a 9 that might be a 4. */
function weighed(text: string): Word {
  const letters = text.match(/.(?:\|.)*/g) ?? [];
  const told: Weighed = letters.map((letter) => {
    const [first = '', ...others] = letter.split('|');
    return [[first, 60], ...others.map((other) => [other, 30] as const), ['', 2]];
  });
  return { text: letters.map((letter) => letter.charAt(0)).join(''), box, confidence: 40, weighed: told };
}

/** Every way of taking figures from the slots, one by one: what `likeliest` must give without listing them. */
function listed(slots: readonly Slot[], { length, moduli, wanted, weigh }: Keys) {
  const ways: { value: string; share: number }[] = [];
  const walk = (at: number, value: string, share: number) => {
    if (at === slots.length) {
      if (value.length !== length) return;
      const sums = [0, 1].map(
        (key) => [...value].reduce((sum, figure, place) => sum + (weigh(place, Number(figure))[key] ?? 0), 0) % (moduli[key] ?? 1),
      );
      if (sums[0] === wanted[0] && sums[1] === wanted[1]) ways.push({ value, share });
      return;
    }
    const slot = slots[at] as Slot;
    walk(at + 1, value, share * (slot[NOTHING] ?? 0));
    for (let figure = 0; figure < 10; figure++) {
      walk(at + 1, value + figure, share * (slot[figure] ?? 0));
      walk(at + 1, value + figure + figure, share * (slot[figure] ?? 0) * 0.004);
    }
  };
  walk(0, '', 1);
  ways.sort((a, b) => b.share - a.share);
  const best = ways[0];
  return best && { value: best.value, chance: best.share ** 2 / ways.reduce((sum, { share }) => sum + share ** 2, 0) };
}

describe('the likeliest number under its keys', () => {
  const slot = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 11, maxLength: 11 }).map((weights): Slot => {
    const total = weights.reduce((sum, weight) => sum + weight ** 4, 0);
    return Float64Array.from(weights, (weight) => weight ** 4 / total);
  });
  it('is the one that listing them all gives, and its chance as well', () => {
    const keys: Keys = { length: 3, moduli: [7, 5], wanted: [3, 1], weigh: (place, figure) => [(figure * (place + 2)) % 7, figure % 5] };
    fc.assert(
      fc.property(fc.array(slot, { minLength: 2, maxLength: 4 }), (slots) => {
        const [found, expected] = [likeliest(slots, keys), listed(slots, keys)];
        expect(found?.value).toBe(expected?.value);
        if (expected) expect(found?.chance).toBeCloseTo(expected.chance, 6);
      }),
      { numRuns: 20 },
    );
  });

  it('always holds its keys, whatever was weighed', () => {
    const figures = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((list) => list.join(''));
    fc.assert(
      fc.property(figures(23), figures(14), figures(11), (account, establishment, taxed) => {
        const iban = likeliestIban.solve(slotsOf([printed(`FR76${account}`)]))?.value ?? '';
        expect(ibanProblem(iban)).toBeNull();
        expect(siretProblem(likeliestSiret.solve(slotsOf([printed(establishment)]))?.value ?? '')).toBeNull();
        const vat = likeliestVat.solve(slotsOf([printed(`FR${taxed}`)]));
        if (vat) expect(vatIdentifierProblem(vat.value)).toBeNull();
      }),
      { numRuns: 10 },
    );
  });

  it('is the number itself where it was read right', () => {
    for (const seed of [1, 77, 4242]) {
      const siret = fictiveSiret(seed);
      const vat = frenchVatIdentifier(siret.slice(0, 9));
      expect(likeliestIban.solve(slotsOf([printed(fictiveIban(seed))]))?.value).toBe(fictiveIban(seed));
      expect(likeliestSiret.solve(slotsOf([printed(siret)]))?.value).toBe(siret);
      // A fictive account, whose RIB key fails and whose key is not 76.
      expect(likeliestIban.solve(slotsOf([printed('FR8318364590221472813824683')]))?.value).toBe('FR8318364590221472813824683');
      expect(likeliestVat.solve(slotsOf([printed(vat)]))?.value).toBe(vat);
    }
  });

  it('is found though every look took four figures for others, where the right ones were weighed', () => {
    const right = 'FR7619999003780005289542788';
    const looks = ['FR76199990093|0786|0000526|89542788', 'FR7619999003780005286|9|4542788', 'FR76199940|9006|03780005286|94|9542788'].map(weighed);
    expect(ibanProblem(right)).toBeNull();
    expect(looks.map(({ text }) => ibanProblem(text))).not.toContain(null);
    const found = likeliestIban.solve(
      together(
        looks.map((look) => slotsOf([look])),
        likeliestIban.length,
      ),
    );
    expect(found?.value).toBe(right);
  });
});

describe('several readings of one print', () => {
  it('are laid over each other though one lost a figure and another has one too many', () => {
    const siret = fictiveSiret(31);
    const readings = [siret, siret.slice(0, 4) + siret.slice(5), `${siret.slice(0, 9)}|${siret.slice(9)}`].map((text) => slotsOf([weighed(text)]));
    const whole = together(readings, 14);
    expect(likeliestSiret.solve(whole)?.value).toBe(siret);
    for (const one of whole) expect(one.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  });
  it('none: nothing', () => {
    expect(together([], 14)).toEqual([]);
    expect(likeliestSiret.solve([])).toBeNull();
  });
});
