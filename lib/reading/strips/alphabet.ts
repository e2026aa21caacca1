/** Letters that the strip reader knows, in the order of its answers; before them comes « nothing ». It was taught with them: `scripts/strip-reader/synth.py` has the same. */
export const stripAlphabet: readonly string[] = [
  ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàâäçèéêëîïôöùûüœÀÂÇÈÉÊËÎÔ',
  ...' .,:;-/()+*%=#&@\'!?_|<>"°§«»€',
];
