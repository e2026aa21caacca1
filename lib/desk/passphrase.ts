export const SHORTEST_PASSPHRASE = 8;

export type Strength = 'short' | 'weak' | 'fair' | 'good';

const common = /^(motdepasse|azerty|qwerty|password|bonjour|soleil|doudou|loulou|coursier|boulanger(ie)?|chorus(pro)?|123|000|111|abc)/i;

/**
 * How well a passphrase resists someone who copied the database and tries words all night: 600 000 rounds make each try cost about half a second, so
 * length is what counts. A judgement to guide, not a measure.
 */
export function strengthOf(passphrase: string): Strength {
  if ([...passphrase].length < SHORTEST_PASSPHRASE) return 'short';
  const letters = new Set(passphrase.toLowerCase()).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(passphrase)).length;
  const words = passphrase
    .trim()
    .split(/[\s\-_.,;]+/)
    .filter((word) => word.length >= 3).length;
  const plain = common.test(passphrase) && passphrase.length < 16;
  if (letters < 5 || /^\d+$/.test(passphrase) || plain) return 'weak';
  if (words >= 4 || passphrase.length >= 16 || (passphrase.length >= 12 && kinds >= 3)) return 'good';
  return passphrase.length >= 10 || kinds >= 3 ? 'fair' : 'weak';
}
