import { onceMask, type Vocabulary } from './vocabulary.ts';
import { encodeWord, longestWord } from './words.ts';

/**
 * How a French word sounds, one number a sound: "Puteaux" and "putox", "Courcy" and "courci" have the same. Spelling by ear changes several letters at once, which
 * a distance takes for another word. Rough on purpose: it only says which words to weigh, never that two are one.
 */
const letter = (text: string) => encodeWord(text)[0]!;
const [a, c, d, e, f, g] = [letter('a'), letter('c'), letter('d'), letter('e'), letter('f'), letter('g')];
const [h, i, j, k, l, m, n] = [letter('h'), letter('i'), letter('j'), letter('k'), letter('l'), letter('m'), letter('n')];
const [o, p, q, r, s, t] = [letter('o'), letter('p'), letter('q'), letter('r'), letter('s'), letter('t')];
const [u, v, w, x, y, z] = [letter('u'), letter('v'), letter('w'), letter('x'), letter('y'), letter('z')];
const silent = 63;
/** Sounds written with several letters, numbered after letters and digits. */
const [ou, eu, wa, nasalA, nasalI, nasalO, ch, gn] = [40, 41, 42, 43, 44, 45, 46, 47] as const;
const vowel = new Uint8Array(64);
for (const one of [a, e, i, o, u, y]) vowel[one] = 1;
const silentAtTheEnd = new Uint8Array(64);
for (const one of [s, x, t, d, p, z]) silentAtTheEnd[one] = 1;
const soft = new Uint8Array(64);
for (const one of [e, i, y]) soft[one] = 1;
/** What stands after the last letter. */
const nothing = 63;

/** A sound and how many letters it is written with, as one number: every word passes here. */
const taken = (sound: number, letters: number) => sound + 64 * letters;

/** True for an n or an m that only colours the vowel before it: before a consonant other than itself, or at the end. */
function colours(word: Uint8Array, at: number, end: number): boolean {
  if (at >= end || (word[at] !== n && word[at] !== m)) return false;
  return at + 1 >= end || (vowel[word[at + 1]!] === 0 && word[at + 1] !== word[at]);
}

/** The sound of the letters from `at`, as `taken` writes it. */
function take(word: Uint8Array, at: number, start: number, end: number): number {
  const here = word[at]!;
  const next = at + 1 < end ? word[at + 1]! : nothing;
  const third = at + 2 < end ? word[at + 2]! : nothing;
  if (vowel[here] === 0) {
    if (here === next) return taken(here === s ? s : silent, here === s ? 2 : 1);
    if (here === h) return taken(silent, 1);
    if (here === c && next === h) return taken(ch, 2);
    if (here === s && next === c && third === h) return taken(ch, 3);
    if (here === p && next === h) return taken(f, 2);
    if (here === q) return taken(k, next === u ? 2 : 1);
    if (here === c) return taken(soft[next] === 1 ? s : k, 1);
    if (here === g && next === n) return taken(gn, 2);
    if (here === g && next === u && soft[third] === 1) return taken(g, 2);
    if (here === g) return taken(soft[next] === 1 ? j : g, 1);
    if (here === s) return taken(at > start && vowel[word[at - 1]!] === 1 && vowel[next] === 1 ? z : s, 1);
    return taken(here === w ? v : here, 1);
  }
  if (here === o && next === u) return taken(ou, 2);
  if (here === o && (next === i || next === y)) return taken(wa, 2);
  if (here === o && colours(word, at + 1, end)) return taken(nasalO, 2);
  if (here === o && next === e && third === u) return taken(eu, 3);
  if (here === e && next === a && third === u) return taken(o, 3);
  if (here === e && next === u) return taken(eu, 2);
  if (here === a && next === u) return taken(o, 2);
  if ((here === a || here === e) && (next === i || next === y)) {
    if (colours(word, at + 2, end)) return taken(nasalI, 3);
    return taken(e, 2);
  }
  if ((here === a || here === e) && colours(word, at + 1, end)) {
    const before = at > start ? word[at - 1]! : nothing;
    return taken(here === e && (before === i || before === y) ? nasalI : nasalA, 2);
  }
  if ((here === i || here === y || here === u) && colours(word, at + 1, end)) return taken(nasalI, 2);
  return taken(here === y ? i : here, 1);
}

/** What is before a letter, as far as a sound depends on it: no vowel, a vowel, an i or a y. */
const kindBefore = vowel.slice();
kindBefore[i] = kindBefore[y] = 2;
/** What "take" found, by what is before, the letter and the two after it; 0 for what was not met yet. */
const met = new Uint8Array(3 << 15);

/**
 * The sounds of word[start … end] into `sounds`, which must hold as many as the word has letters; gives how many they are, 0 for a word too short or with
 * digits, which is not pronounced.
 */
export function pronounce(word: Uint8Array, start: number, end: number, sounds: Uint8Array): number {
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
  let count = 0;
  for (let at = start; at < last; ) {
    const here = word[at]!;
    const next = at + 1 < last ? word[at + 1]! : nothing;
    const third = at + 2 < last ? word[at + 2]! : nothing;
    const place = ((at > start ? kindBefore[word[at - 1]!]! : 0) << 15) | (here << 10) | ((next & 31) << 5) | (third & 31);
    let found = met[place]!;
    if (heard && at === end - 2) found = taken(e, 2);
    else if (found === 0) {
      found = take(word, at, start, last);
      // "ain" depends on the letter after it too.
      if (vowel[here] === 0 || vowel[next] !== 1 || (third !== n && third !== m)) met[place] = found;
    }
    if ((found & 63) !== silent) sounds[count++] = found & 63;
    at += found >> 6;
  }
  return count;
}

/** Letters that may begin words of one first sound, as one number for them all: "Quimper" and "Kimper", "Philippe" and "Filipe", "Hières" and "Yerres". */
const beginning = new Uint8Array(64);
for (let one = 0; one < 64; one++) beginning[one] = vowel[one] === 1 || one === h ? a : one;
for (const one of [k, q, s]) beginning[one] = c;
beginning[j] = g;
beginning[p] = f;
beginning[w] = v;
/** Where an r is silent. */
const endsInEr = (word: Uint8Array, start: number, end: number) => end - start > 1 && word[end - 1] === r && word[end - 2] === e;
/** Letters more or less that one sound alike is written with: "eaux" for "o", and an "e" that is not heard. */
const mostLetters = 4;
const mine = new Uint8Array(longestWord);
const theirs = new Uint8Array(longestWord);

/** The words that sound like this one, itself among them. Few are pronounced: the others begin, or are made, in another way. */
export function soundingLike({ codes, start, lengthStart, lengthWords, once }: Vocabulary, word: string): number[] {
  const letters = encodeWord(word);
  const { length } = letters;
  const count = pronounce(letters, 0, length, mine);
  if (count === 0) return [];
  const first = beginning[letters[0]!]!;
  // Letters heard wherever they stand: both have one of them, or neither. A "w" is a "v" here, an "n" an "m", a "j" a "g".
  const [vs, ms, gs, rs] = [1 << v, 1 << m, 1 << g, 1 << r];
  const heard = (1 << letter('b')) | (1 << l) | rs | vs | ms | gs;
  const own = onceMask(letters, 0, length);
  const made = own | ((own >> 1) & (vs | ms)) | ((own >> 3) & gs);
  const found: number[] = [];
  const last = lengthStart[Math.min(longestWord, length + mostLetters) + 1]!;
  for (let at = lengthStart[Math.max(4, length - mostLetters)]!; at < last; at++) {
    const has = once[at]!;
    const differing = ((has | ((has >> 1) & (vs | ms)) | ((has >> 3) & gs)) ^ made) & heard;
    if (differing !== 0 && differing !== rs) continue;
    const other = lengthWords[at]!;
    const from = start[other]!;
    if (beginning[codes[from]!] !== first) continue;
    if (differing !== 0 && !endsInEr(letters, 0, length) && !endsInEr(codes, from, start[other + 1]!)) continue;
    if (pronounce(codes, from, start[other + 1]!, theirs) !== count) continue;
    let sound = 0;
    while (sound < count && mine[sound] === theirs[sound]) sound++;
    if (sound === count) found.push(other);
  }
  return found;
}
