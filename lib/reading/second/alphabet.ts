/** Letters that the second reader knows, in the order of its answers; before them comes « nothing ». It was taught with them: `scripts/second-reader/synth.py` has the same. */
export const secondAlphabet: readonly string[] = [
  ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàâäçèéêëîïôöùûüœÀÂÇÈÉÊËÎÔ',
  ...' .,:;-/()+*%=#&@\'!?_|<>"°§«»€',
];
