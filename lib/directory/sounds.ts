import type { Vocabulary } from './vocabulary.ts';
import { encodeWord } from './words.ts';

/**
 * How a French word sounds, as one number: "Puteaux" and "putox", "Courcy" and "courci" have the same. Spelling by ear changes several letters at once, which
 * a distance takes for another word. Rough on purpose: it only says which words to weigh, never that two are one.
 */
const letter = (text: string) => encodeWord(text)[0]!;
const [a, c, d, e, f, g] = [letter('a'), letter('c'), letter('d'), letter('e'), letter('f'), letter('g')];
const [h, i, j, k, m, n] = [letter('h'), letter('i'), letter('j'), letter('k'), letter('m'), letter('n')];
const [o, p, q, r, s, t] = [letter('o'), letter('p'), letter('q'), letter('r'), letter('s'), letter('t')];
const [u, v, w, x, y, z] = [letter('u'), letter('v'), letter('w'), letter('x'), letter('y'), letter('z')];
const silent = -1;
/** Sounds written with several letters, numbered after letters and digits. */
const [ou, eu, wa, nasalA, nasalI, nasalO, ch, gn] = [40, 41, 42, 43, 44, 45, 46, 47] as const;
const vowel = new Uint8Array(64);
for (const one of [a, e, i, o, u, y]) vowel[one] = 1;
const silentAtTheEnd = new Uint8Array(64);
for (const one of [s, x, t, d, p, z]) silentAtTheEnd[one] = 1;
const soft = new Uint8Array(64);
for (const one of [e, i, y]) soft[one] = 1;

/** What "take" found: the sound, -1 for none, and how many letters it is written with. Of the module rather than an object: every word passes here. */
let sound = silent;
let taken = 1;

function found(one: number, letters: number): void {
  sound = one;
  taken = letters;
}

/** True for an n or an m that only colours the vowel before it: before a consonant other than itself, or at the end. */
function colours(word: Uint8Array, at: number, end: number): boolean {
  if (at >= end || (word[at] !== n && word[at] !== m)) return false;
  return at + 1 >= end || (vowel[word[at + 1]!] === 0 && word[at + 1] !== word[at]);
}

/** The sound of the letters from `at`. */
function take(word: Uint8Array, at: number, start: number, end: number): void {
  const here = word[at]!;
  const next = at + 1 < end ? word[at + 1]! : 63;
  const third = at + 2 < end ? word[at + 2]! : 63;
  if (vowel[here] === 0) {
    if (here === next) found(here === s ? s : silent, here === s ? 2 : 1);
    else if (here === h) found(silent, 1);
    else if (here === c && next === h) found(ch, 2);
    else if (here === s && next === c && third === h) found(ch, 3);
    else if (here === p && next === h) found(f, 2);
    else if (here === q) found(k, next === u ? 2 : 1);
    else if (here === c) found(soft[next] === 1 ? s : k, 1);
    else if (here === g && next === n) found(gn, 2);
    else if (here === g && next === u && soft[third] === 1) found(g, 2);
    else if (here === g) found(soft[next] === 1 ? j : g, 1);
    else if (here === s) found(at > start && vowel[word[at - 1]!] === 1 && vowel[next] === 1 ? z : s, 1);
    else found(here === w ? v : here, 1);
    return;
  }
  if (here === o && next === u) found(ou, 2);
  else if (here === o && (next === i || next === y)) found(wa, 2);
  else if (here === o && colours(word, at + 1, end)) found(nasalO, 2);
  else if (here === o && next === e && third === u) found(eu, 3);
  else if (here === e && next === a && third === u) found(o, 3);
  else if (here === e && next === u) found(eu, 2);
  else if (here === a && next === u) found(o, 2);
  else if ((here === a || here === e) && (next === i || next === y)) {
    if (colours(word, at + 2, end)) found(nasalI, 3);
    else found(e, 2);
  } else if ((here === a || here === e) && colours(word, at + 1, end)) {
    const before = at > start ? word[at - 1]! : 63;
    found(here === e && (before === i || before === y) ? nasalI : nasalA, 2);
  } else if ((here === i || here === y || here === u) && colours(word, at + 1, end)) found(nasalI, 2);
  else found(here === y ? i : here, 1);
}

/** The number of the sounds of word[start … end]; 0 for a word too short or with digits, which is not pronounced. */
export function soundOf(word: Uint8Array, start: number, end: number): number {
  if (end - start < 4) return 0;
  for (let at = start; at < end; at++) if (word[at]! > 25) return 0;
  let last = end;
  const final = word[end - 1]!;
  // "-er", "-et", "-ez" are heard, where a plain final e is not.
  const heard = word[end - 2] === e && (final === t || final === z || final === r);
  if (!heard) {
    if (final === s) last--;
    // Before a mute e the consonant is heard: "Routes" is not "Rou".
    if (word[last - 1] === e) last--;
    else while (last > start + 2 && silentAtTheEnd[word[last - 1]!] === 1) last--;
  }
  let hash = 0x811c9dc5;
  for (let at = start; at < last; at += taken) {
    if (heard && at === end - 2) found(e, 2);
    else take(word, at, start, last);
    if (sound !== silent) hash = Math.imul(hash ^ sound, 0x01000193);
  }
  hash ^= hash >>> 15;
  return hash >>> 0 || 1;
}

/** The words in the order of their sounds, and those sounds: two words that sound alike are neighbours. */
export function bySound({ codes, start, size }: Vocabulary): { soundWords: Uint32Array; soundKeys: Uint32Array } {
  const keys = new Float64Array(size);
  for (let word = 0; word < size; word++) keys[word] = soundOf(codes, start[word]!, start[word + 1]!) * (1 << 21) + word;
  keys.sort();
  return { soundWords: Uint32Array.from(keys, (key) => key % (1 << 21)), soundKeys: Uint32Array.from(keys, (key) => Math.floor(key / (1 << 21))) };
}

/** The words that sound like this one, itself among them. */
export function soundingLike({ soundWords, soundKeys }: { soundWords: Uint32Array; soundKeys: Uint32Array }, word: string): Uint32Array {
  const letters = encodeWord(word);
  const sound = soundOf(letters, 0, letters.length);
  if (sound === 0) return soundWords.subarray(0, 0);
  let low = 0;
  for (let high = soundKeys.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (soundKeys[middle]! < sound) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (soundKeys[end] === sound) end++;
  return soundWords.subarray(low, end);
}
