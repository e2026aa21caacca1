/**
 * Does a host's name borrow that of Chorus Pro? It is read as an eye in a hurry reads it: letters of other alphabets, digits that stand for letters, doubled or
 * swapped letters. The answer never makes a page genuine (`sites.ts` does that, by exact origins): it only decides who is warned.
 */

/** Letters that are drawn alike, by the letter they are taken for. Accents, wide and mathematical forms are undone by NFKD before. */
const lookalikes: Record<string, string> = {
  a: 'аαɑ4ᴀ',
  c: 'сϲᴄⅽƈꮯ',
  e: 'еҽɛε3ᴇ',
  f: 'ƒꬵքϝ',
  g: 'ɡցɢƍ9',
  h: 'һհℎհнʜ',
  i: 'іıɩιɪ',
  l: 'ӏⅼ1|ɫʟ',
  o: 'оοօσ०๐໐ჿᴏഠ൦໐೦0øⲟ',
  p: 'рρⲣƿþᴘ',
  r: 'гᴦⲅꭇɾʀя',
  s: 'ѕꜱʂƽ5$',
  t: 'тτᴛ7',
  u: 'սυцʋᴜꭎµμ',
  v: 'νѵᴠ',
  '-': '‐‑‒–—−ー_.',
};

const asRead = new Map(Object.entries(lookalikes).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)));

/** RFC 3492: a label without its "xn--". Gives the label as it is when it is no punycode. */
export function fromPunycode(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const text = label.slice(4);
  const cut = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(cut, 0))].map((char) => char.codePointAt(0) ?? 0);
  let [code, bias, index] = [128, 72, 0];
  for (let at = cut + 1, first = true; at < text.length; first = false) {
    const before = index;
    for (let weight = 1, step = 36; ; step += 36) {
      const digit = Number.parseInt(text[at++] ?? '', 36);
      if (Number.isNaN(digit)) return label;
      // base 36 counts 0-9 then a-z; punycode counts a-z then 0-9
      const value = digit < 10 ? digit + 26 : digit - 10;
      index += value * weight;
      const threshold = Math.min(Math.max(step - bias, 1), 26);
      if (value < threshold) break;
      weight *= 36 - threshold;
      if (!Number.isSafeInteger(weight)) return label;
    }
    const count = points.length + 1;
    let delta = Math.floor((index - before) / (first ? 700 : 2));
    delta += Math.floor(delta / count);
    let turns = 0;
    for (; delta > 455; turns += 36) delta = Math.floor(delta / 35);
    bias = turns + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(index / count);
    index %= count;
    if (code > 0x10ffff) return label;
    points.splice(index++, 0, code);
  }
  return String.fromCodePoint(...points);
}

/** What is read of a text: ASCII letters and single hyphens between words. */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...plain]
    .map((char) => asRead.get(char) ?? char)
    .join('')
    .replace(/-{2,}/g, '-');
}

/** One letter more, less, other, or two swapped. */
function nearlySame(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

const NAME = 'choruspro';
/** Names that a letter separates from it and that have nothing to do with it: a chorus's press officer, the falcon god. */
const strangers = new Set(['choruspr', 'horuspro']);
/** « chorus production », « chorus project » … are choirs, not the portal. */
const named = /choruspro(?!duc|ject|mo|gram|fil|fess|tec|toc|cess|vence|vid|vin)/;
const initials = /cpro-?(porta[il]{2}|gouv)|(porta[il]{2}|gouv)-?cpro/;
const half = /^(chorus|cpro)|(chorus|cpro)$/;

/** Takes a host as `URL.hostname` gives it, punycode included, or any text that stands where a name stands. */
export function borrowsName(host: string): boolean {
  const read = folded(host.slice(0, 2000).split('.').map(fromPunycode).join('.'));
  if (initials.test(read)) return true;
  const words = read.split('-').filter(Boolean);
  if (words.some((word) => /^gouv(fr|ernement)?$/.test(word)) && words.some((word) => half.test(word))) return true;
  return words.some((_, index) =>
    [1, 2, 3].some((count) => {
      const glued = words.slice(index, index + count).join('');
      if (named.test(glued)) return true;
      return !glued.startsWith(NAME) && !strangers.has(glued) && nearlySame(glued, NAME);
    }),
  );
}
