import type { Weighed } from '../document.ts';

/** A letter that the strip reader saw: where its middle stands, in columns of the strip, how surely (0 to 1), and what else it may be. */
export interface Letter {
  text: string;
  at: number;
  confidence: number;
  weighed: Weighed[number];
}

/** Signs less likely than so many percent are not told. */
const LEAST = 1;

/**
 * Letters of a strip from the network's answer: for each of `steps` columns a number for each of `answers` signs, the first being « nothing »; the greater, the
 * likelier. Greedy CTC: the likeliest of each column, repeats of one letter drawn together, nothing left out.
 */
export function lettersOf(logits: Float32Array, steps: number, answers: number, alphabet: readonly string[]): Letter[] {
  const letters: Letter[] = [];
  let previous = 0;
  let run: { sign: number; from: number; to: number } | null = null;
  const shares = new Float64Array((alphabet.length + 1) * steps);
  const classes = alphabet.length + 1;
  const close = () => {
    if (run) letters.push(letterOf(shares, classes, run, alphabet));
    run = null;
  };
  for (let step = 0; step < steps; step++) {
    const best = likeliest(logits, step * answers, shares, step * classes, classes);
    if (best !== previous) close();
    if (best !== 0) {
      if (run) run.to = step;
      else run = { sign: best, from: step, to: step };
    }
    previous = best;
  }
  close();
  return letters;
}

/** Softmax of one column; the place of its greatest. */
function likeliest(logits: Float32Array, from: number, shares: Float64Array, to: number, classes: number): number {
  let best = 0;
  for (let one = 1; one < classes; one++) if (logits[from + one]! > logits[from + best]!) best = one;
  let total = 0;
  for (let one = 0; one < classes; one++) {
    const share = Math.exp(logits[from + one]! - logits[from + best]!);
    shares[to + one] = share;
    total += share;
  }
  for (let one = 0; one < classes; one++) shares[to + one]! /= total;
  return best;
}

/** Of a run of columns that show one letter: each sign at its likeliest, nothing at its unlikeliest. */
function letterOf(
  shares: Float64Array,
  classes: number,
  { sign, from, to }: { sign: number; from: number; to: number },
  alphabet: readonly string[],
): Letter {
  const weighed: [string, number][] = [];
  let none = 1;
  let confidence = 0;
  for (let step = from; step <= to; step++) none = Math.min(none, shares[step * classes]!);
  for (let one = 1; one < classes; one++) {
    let most = 0;
    for (let step = from; step <= to; step++) most = Math.max(most, shares[step * classes + one]!);
    if (one === sign) confidence = most;
    if (most * 100 >= LEAST) weighed.push([alphabet[one - 1]!, Math.round(most * 100)]);
  }
  return { text: alphabet[sign - 1]!, at: from + to + 1, confidence, weighed: [...weighed, ['', Math.round(none * 100)]] };
}
