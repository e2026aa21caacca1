import type { Vocabulary } from './vocabulary.ts';
import { encodeWord, longestWord } from './words.ts';

/**
 * How a French word sounds, as one number: "Puteaux" and "putox", "Courcy" and "courci" have the same. Spelling by ear changes several letters at once, which
 * a distance takes for another word. Rough on purpose: it only says which words to weigh, never that two are one.
 */
const letter = (text: string) => encodeWord(text)[0]!;
const [a, c, d, e, f, g] = [letter('a'), letter('c'), letter('d'), letter('e'), letter('f'), letter('g')];
const [h, i, j, k, m, n] = [letter('h'), letter('i'), letter('j'), letter('k'), letter('m'), letter('n')];
const [o, p, q, r, s, t] = [letter('o'), letter('p'), letter('q'), letter('r'), letter('s'), letter('t')];
const [u, v, w, x, y, z] = [letter('u'), letter('v'), letter('w'), letter('x'), letter('y'), letter('z')];
const vowels = new Set([a, e, i, o, u, y]);
/** Sounds written with several letters, numbered after letters and digits. */
const [ou, eu, wa, nasalA, nasalI, nasalO, ch, gn] = [40, 41, 42, 43, 44, 45, 46, 47];
const silentAtTheEnd = new Set([s, x, t, d, p, z]);

const sounds = new Uint8Array(2 * longestWord);

/** One sound for the letters from `at`: writes it and gives how many letters it takes. */
function take(word: Uint8Array, at: number, start: number, end: number, put: (sound: number) => void): number {
  const here = word[at]!;
  const next = at + 1 < end ? word[at + 1]! : -1;
  const third = at + 2 < end ? word[at + 2]! : -1;
  const nasal = (from: number) =>
    from < end && (word[from] === n || word[from] === m) && (from + 1 >= end || (!vowels.has(word[from + 1]!) && word[from + 1] !== word[from]));
  const one = (sound: number, letters: number) => {
    put(sound);
    return letters;
  };
  if (here === next && !vowels.has(here)) return here === s ? one(s, 2) : 1;
  if (here === h) return 1;
  if (here === c && next === h) return one(ch, 2);
  if (here === s && next === c && third === h) return one(ch, 3);
  if (here === p && next === h) return one(f, 2);
  if (here === q) return one(k, next === u ? 2 : 1);
  if (here === c) return one(next === e || next === i || next === y ? s : k, 1);
  if (here === g && next === n) return one(gn, 2);
  if (here === g && next === u && (third === e || third === i || third === y)) return one(g, 2);
  if (here === g) return one(next === e || next === i || next === y ? j : g, 1);
  if (here === s) return one(at > start && vowels.has(word[at - 1]!) && vowels.has(next) ? z : s, 1);
  if (here === w) return one(v, 1);
  if (here === o && next === u) return one(ou, 2);
  if (here === o && (next === i || next === y)) {
    if (!nasal(at + 2)) return one(wa, 2);
    put(ou);
    return one(nasalI, 3);
  }
  if (here === o && nasal(at + 1)) return one(nasalO, 2);
  if (here === o && next === e && third === u) return one(eu, 3);
  if (here === e && next === a && third === u) return one(o, 3);
  if (here === e && next === u) return one(eu, 2);
  if (here === a && next === u) return one(o, 2);
  if ((here === a || here === e) && (next === i || next === y)) return nasal(at + 2) ? one(nasalI, 3) : one(e, 2);
  if ((here === a || here === e) && nasal(at + 1))
    return one(here === e && at > start && (word[at - 1] === i || word[at - 1] === y) ? nasalI : nasalA, 2);
  if ((here === i || here === y || here === u) && nasal(at + 1)) return one(nasalI, 2);
  return one(here === y ? i : here, 1);
}

/** The number of the sounds of word[start … end]; 0 for a word too short or with digits, which is not pronounced. */
export function soundOf(word: Uint8Array, start: number, end: number): number {
  if (end - start < 4) return 0;
  for (let at = start; at < end; at++) if (word[at]! > 25) return 0;
  let count = 0;
  const put = (sound: number) => {
    sounds[count++] = sound;
  };
  let last = end;
  // "-er", "-et", "-ez" are heard, where a plain final e is not.
  const heard = word[end - 2] === e && (word[end - 1] === t || word[end - 1] === z || word[end - 1] === r);
  if (!heard) {
    if (word[last - 1] === s) last--;
    // Before a mute e the consonant is heard: "Routes" is not "Rou".
    if (word[last - 1] === e) last--;
    else while (last > start + 2 && silentAtTheEnd.has(word[last - 1]!)) last--;
  }
  for (let at = start; at < last; ) {
    if (heard && at === end - 2) {
      put(e);
      break;
    }
    at += take(word, at, start, last, put);
  }
  let hash = 0x811c9dc5;
  for (let at = 0; at < count; at++) hash = Math.imul(hash ^ sounds[at]!, 0x01000193);
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
