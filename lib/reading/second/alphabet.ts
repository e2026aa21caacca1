/**
 * Letters that the second reader knows, in the order of its answers: those of its dictionary that stand on a French invoice. The dictionary has neither
 * ç â ê î ô ù û œ nor €, which is why what it reads serves figures and codes, never names.
 */
export const secondAlphabet: readonly string[] = [
  ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàäéèüÉ',
  ...' .,:;-/()+*%=#&@\'!?_[]|<>"°§×·—’“”…',
];
