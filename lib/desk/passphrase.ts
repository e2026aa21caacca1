export type Strength = 'none' | 'short' | 'weak' | 'fair' | 'strong';

/** Fewest characters that a backup takes. */
export const SHORTEST_PASSPHRASE = 8;

const common = [
  'password',
  'motdepasse',
  'azerty',
  'qwerty',
  'coursier',
  'chorus',
  'facture',
  'boulangerie',
  'bonjour',
  'soleil',
  'doudou',
  'loulou',
];

/**
 * How long a guesser would need, in four words. A rough count, on purpose: the variety of characters once repeats, runs and common words are taken out.
 * The file can be tried at leisure by who has it, half a million rounds of the key slowing him.
 */
export function strengthOf(passphrase: string): Strength {
  const text = passphrase.normalize('NFC');
  if (text === '') return 'none';
  if ([...text].length < SHORTEST_PASSPHRASE) return 'short';
  let plain = text.toLowerCase();
  for (const word of common) plain = plain.replaceAll(word, '*');
  // aaaa, 1234, abcd: one character's worth each.
  let length = 0;
  const letters = [...plain];
  for (const [index, letter] of letters.entries()) {
    const before = letters[index - 1];
    const step = before === undefined ? null : (letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    if (step === null || Math.abs(step) > 1) length += 1;
  }
  const alphabet = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\d/, 10],
    [/[^\p{L}\d\s]/u, 30],
    [/\s/, 4],
  ] as const;
  const variety = alphabet.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
  const bits = length * Math.log2(Math.max(2, variety));
  if (bits < 40) return 'weak';
  return bits < 65 ? 'fair' : 'strong';
}
