/** A letter that the second reader saw: where its middle stands, as a share of the width of the strip, and how surely (0 to 1). */
export interface Letter {
  text: string;
  at: number;
  confidence: number;
}

/**
 * Letters of a strip from the reader's answer: for each of `steps` columns a likelihood for each of `classes` letters, the first being « nothing ».
 * Greedy CTC: the likeliest of each column, repeats of one letter drawn together, nothing left out.
 */
export function lettersOf(likelihoods: Float32Array, steps: number, alphabet: readonly string[]): Letter[] {
  const classes = alphabet.length + 1;
  const letters: Letter[] = [];
  let previous = 0;
  let from = 0;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    let most = likelihoods[step * classes]!;
    for (let one = 1; one < classes; one++) {
      const likelihood = likelihoods[step * classes + one]!;
      if (likelihood > most) {
        most = likelihood;
        best = one;
      }
    }
    if (best !== 0) {
      const last = letters.at(-1);
      if (best === previous && last) {
        last.confidence = Math.max(last.confidence, most);
        last.at = (from + step + 1) / 2 / steps;
      } else {
        from = step;
        letters.push({ text: alphabet[best - 1]!, at: (step + 0.5) / steps, confidence: most });
      }
    }
    previous = best;
  }
  return letters;
}
