import type { Columns } from './columns.ts';
import { ListBuilder } from './postings.ts';
import type { TextWords } from './text-words.ts';
import { encodeWord, longestWord, type WordReader } from './words.ts';

/** How "Commune" joins its town ("de Lyon", "d'Arles", "du Havre", "des Rousses"): the words, and from which on the article is inside. */
export const links = ['de', 'd', 'du', 'des'] as const;
export const bareLink = 2;

const vowel = new Uint8Array(64);
for (const letter of encodeWord('aeiou')) vowel[letter] = 1;
const [letterH, letterY] = encodeWord('hy') as unknown as [number, number];

/** The link by the letters of the town's first word, as `nameWithTown` chooses it. */
function linkOf(reader: WordReader): number {
  if (reader.count === 0) return 0;
  const length = reader.starts[1]! - reader.starts[0]!;
  const first = reader.letters[0]!;
  const second = reader.letters[1]!;
  const third = reader.letters[2]!;
  const l = 11;
  const e = 4;
  const s = 18;
  if (reader.count > 1 && first === l && second === e && length === 2) return 2;
  if (reader.count > 1 && first === l && second === e && third === s && length === 3) return 3;
  if (reader.count > 1 && first === l && length === 1) return 0;
  const followed = length > 1 && vowel[second] === 1;
  if (first === letterY) return followed ? 0 : 1;
  if (first === letterH) return followed || (length > 1 && second === letterY) ? 1 : 0;
  return vowel[first]!;
}

/** "Le ", "La ", "Les ", "L'": an article, not a name that begins so ("Leers"). */
function isArticle(text: Uint8Array, start: number): boolean {
  for (let at = start; at < start + 4; at++) if (text[at] === 32 || text[at] === 39) return true;
  // The typographic apostrophe, three bytes.
  return text[start + 1] === 0xe2 && text[start + 2] === 0x80;
}

/** The words of every town; `held`: with them, the town run together. What these are is told by WordsIndex (open.ts). */
export function townLists({ towns, townText, townTextStart }: Columns, texts: TextWords) {
  const own = new ListBuilder(towns);
  const held = new ListBuilder(towns);
  const townGlued = new Int32Array(towns).fill(-1);
  const townBare = new Int32Array(towns).fill(-1);
  const townLink = new Uint8Array(towns);
  const { reader, builder } = texts;
  const { letters, starts } = reader;
  for (let town = 0; town < towns; town++) {
    const start = townTextStart[town]!;
    const end = townTextStart[town + 1]!;
    if (!texts.put(townText, start, end, own, held)) texts.putLong(townText, start, end, own, held, null);
    own.endList();
    townLink[town] = linkOf(reader);
    if (reader.count > 1) {
      const length = starts[reader.count]!;
      townGlued[town] = builder.add(letters, 0, Math.min(longestWord, length));
      held.put(townGlued[town]!);
      // "Le Havre" is also "havre", "L'Isle" "isle": run together, only when more than one word is left.
      const first = starts[1]!;
      const article = first <= 3 && letters[0] === 11 && (first === 1 || letters[1] === 4 || letters[1] === 0) && isArticle(townText, start);
      if (article && reader.count > 2) {
        townBare[town] = builder.add(letters, first, Math.min(first + longestWord, length));
        held.put(townBare[town]!);
      }
    }
    held.endList();
  }
  return { own, held, townGlued, townBare, townLink };
}
