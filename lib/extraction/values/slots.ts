import type { Weighed, Word } from '../../reading/document.ts';

/** Of one place of a number: how likely each figure is, and, last, that nothing stands there. They add up to 1. */
export type Slot = Float64Array;
export const NOTHING = 10;

/** Letters and signs that are figures seen badly. */
const twins: Record<string, number> = {
  ...{ O: 0, o: 0, Q: 0, D: 0, U: 0, I: 1, l: 1, i: 1, '|': 1, '!': 1, Z: 2, z: 2, A: 4, S: 5, s: 5, $: 5, '§': 5 },
  ...{ G: 6, b: 6, T: 7, B: 8, '&': 8, g: 9, q: 9 },
};
/** Of a letter that is no figure's twin, the share that is some figure all the same; the rest is a mark beside the number. */
const SOME = 0.6;
/** Nothing is impossible: an engine is sometimes sure and wrong. */
const FLOOR = 0.004;

const figureOf = (sign: string): number => (/^\d$/.test(sign) ? Number(sign) : (twins[sign] ?? -1));

function settled(weights: Float64Array): Slot {
  let total = 0;
  for (const weight of weights) total += weight;
  return weights.map((weight) => (weight / total) * (1 - FLOOR * 11) + FLOOR);
}

function credit(slot: Float64Array, sign: string, weight: number): void {
  const figure = figureOf(sign);
  if (figure >= 0) slot[figure]! += weight;
  else if (/\p{L}/u.test(sign)) {
    for (let at = 0; at < 10; at++) slot[at]! += (weight * SOME) / 10;
    slot[NOTHING]! += weight * (1 - SOME);
  } else slot[NOTHING]! += weight;
}

function slotOf(letter: Weighed[number]): Slot {
  const slot = new Float64Array(11);
  for (const [sign, percent] of letter) credit(slot, sign, percent);
  return settled(slot);
}

/** The figures of words as they were weighed; of words read once, as they stand. */
export function slotsOf(words: readonly Word[]): Slot[] {
  return words.flatMap((word) =>
    word.weighed
      ? word.weighed.filter((letter) => letter.length > 0).map(slotOf)
      : [...word.text].map((sign) => {
          const slot = new Float64Array(11).fill(0.02);
          credit(slot, sign, 0.4 + Math.max(0, word.confidence) / 160);
          return settled(slot);
        }),
  );
}

const likeness = (a: Slot, b: Slot) => {
  let total = 0;
  for (let at = 0; at < 11; at++) total += a[at]! * b[at]!;
  return total;
};
/** What a place without a partner is worth to the whole. */
const lone = (slot: Slot) => slot[NOTHING]! * 0.6 - 0.1;

/** Pairs of places of two readings that show the same figure of the print, null where one of them has none. */
function paired(a: readonly Slot[], b: readonly Slot[]): [number | null, number | null][] {
  const wide = b.length + 1;
  const worth = new Float64Array((a.length + 1) * wide);
  const from = new Uint8Array(worth.length);
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 && j === 0) continue;
      const both = i > 0 && j > 0 ? worth[(i - 1) * wide + j - 1]! + likeness(a[i - 1]!, b[j - 1]!) : Number.NEGATIVE_INFINITY;
      const first = i > 0 ? worth[(i - 1) * wide + j]! + lone(a[i - 1]!) : Number.NEGATIVE_INFINITY;
      const second = j > 0 ? worth[i * wide + j - 1]! + lone(b[j - 1]!) : Number.NEGATIVE_INFINITY;
      const best = Math.max(both, first, second);
      worth[i * wide + j] = best;
      from[i * wide + j] = best === both ? 0 : best === first ? 1 : 2;
    }
  }
  const pairs: [number | null, number | null][] = [];
  let [i, j] = [a.length, b.length];
  while (i > 0 || j > 0) {
    const way = from[i * wide + j]!;
    if (way !== 2) i--;
    if (way !== 1) j--;
    pairs.push([way === 2 ? null : i, way === 1 ? null : j]);
  }
  return pairs.reverse();
}

const empty = (): Slot => {
  const slot = new Float64Array(11);
  slot[NOTHING] = 1;
  return settled(slot);
};

/** Several readings of one print laid over each other; each has the same say. `length`: figures that the number has. */
export function together(readings: readonly (readonly Slot[])[], length: number): Slot[] {
  const figures = (slots: readonly Slot[]) => slots.reduce((sum, slot) => sum + 1 - slot[NOTHING]!, 0);
  const clear = (slots: readonly Slot[]) =>
    slots.reduce((sum, slot) => sum + Math.max(...slot.subarray(0, 10)), 0) - Math.abs(figures(slots) - length);
  const [first, ...others] = [...readings].sort((a, b) => clear(b) - clear(a));
  if (!first) return [];
  let sums = first.map((slot) => slot.slice());
  for (const [at, other] of others.entries()) {
    const seen = at + 1;
    const mean = sums.map((slot) => slot.map((weight) => weight / seen));
    sums = paired(mean, other).map(([i, j]) => {
      const sum = i === null ? empty().map((weight) => weight * seen) : sums[i]!;
      const more = j === null ? empty() : other[j]!;
      return sum.map((weight, figure) => weight + more[figure]!);
    });
  }
  return sums.map((slot) => slot.map((weight) => weight / readings.length));
}

/** What a number under keys must fulfil: two sums of its figures, each of a remainder. */
export interface Keys {
  length: number;
  moduli: readonly [number, number];
  wanted: readonly [number, number];
  weigh(place: number, figure: number): readonly [number, number];
  /** How usual a figure is at a place, 0 to 1. */
  usual?(place: number, figure: number): number;
  /** Places at the beginning that may be something else, a country's letters. */
  head?: number;
}

export interface Likeliest {
  value: string;
  /** Share of this number among all that the keys allow, 0 to 1. */
  chance: number;
  /** Of its figures the one that the print speaks most against: its likelihood over that of the likeliest there, 0 to 1. */
  worst: number;
}

/** Readings of one print err alike: the mean of several is trusted as if this many of them were independent. */
const INDEPENDENT = 2;
/** A figure of which the print was seen once where it stands twice. */
const DOUBLED = 0.004;

/** The likeliest number under its keys, and how much likelier it is than the others: every one is weighed, by walking the places with remainders as state. */
export function likeliest(slots: readonly Slot[], keys: Keys): Likeliest | null {
  const { length, moduli, wanted, head = 0 } = keys;
  const [first, second] = moduli;
  const size = first * second;
  const states = (length + 1) * size;
  let best = new Float64Array(states);
  let all = new Float64Array(states);
  best[0] = 1;
  all[0] = 1;
  const moves = Array.from({ length }, (_, place) =>
    Array.from({ length: 10 }, (_, figure) => ({ add: keys.weigh(place, figure), usual: keys.usual?.(place, figure) ?? 1 })),
  );
  /** For each place of the print and state: figures taken there, times 10 plus the figure. */
  const came: Int8Array[] = [];
  for (const [at, slot] of slots.entries()) {
    const nextBest = new Float64Array(states);
    const nextAll = new Float64Array(states);
    const from = new Int8Array(states).fill(-1);
    const skip = at < head ? 1 : slot[NOTHING]!;
    for (let place = 0; place <= length; place++) {
      for (let state = 0; state < size; state++) {
        const here = place * size + state;
        const total = all[here]!;
        if (total === 0) continue;
        const top = best[here]!;
        nextAll[here]! += total * (place === 0 ? skip : slot[NOTHING]!) ** INDEPENDENT;
        const stayed = top * (place === 0 ? skip : slot[NOTHING]!);
        if (stayed > nextBest[here]!) {
          nextBest[here] = stayed;
          from[here] = -1;
        }
        for (let figure = 0; figure < 10; figure++) {
          let [a, b] = [Math.floor(state / second), state % second];
          let share = slot[figure]!;
          for (let taken = 1; taken <= 2 && place + taken <= length; taken++) {
            const move = moves[place + taken - 1]![figure]!;
            share *= move.usual;
            if (taken === 2) share *= DOUBLED;
            a = (a + move.add[0]) % first;
            b = (b + move.add[1]) % second;
            const there = (place + taken) * size + a * second + b;
            nextAll[there]! += total * share ** INDEPENDENT;
            if (top * share > nextBest[there]!) {
              nextBest[there] = top * share;
              from[there] = (taken - 1) * 10 + figure;
            }
          }
        }
      }
    }
    came.push(from);
    best = nextBest;
    all = nextAll;
  }
  const end = length * size + wanted[0] * second + wanted[1];
  if (!all[end]) return null;
  const chance = best[end]! ** INDEPENDENT / all[end]!;
  let value = '';
  let worst = 1;
  let place = length;
  let [a, b] = wanted;
  for (let at = slots.length - 1; at >= 0; at--) {
    const way = came[at]![place * size + a * second + b]!;
    if (way < 0) continue;
    const figure = way % 10;
    const slot = slots[at]!;
    worst = Math.min(worst, slot[figure]! / Math.max(...slot));
    for (let taken = way < 10 ? 1 : 2; taken > 0; taken--) {
      place--;
      const { add } = moves[place]![figure]!;
      a = (((a - add[0]) % first) + first) % first;
      b = (((b - add[1]) % second) + second) % second;
      value = figure + value;
    }
  }
  return place === 0 ? { value, chance, worst } : null;
}
