/** Text as labels see it: lower case, no accents, one kind of apostrophe and dash. One character in, one character out, so offsets stay true. */
export function fold(text: string): string {
  let result = '';
  for (const character of text) {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const mapped = folded[plain] ?? plain;
    result += mapped.length === character.length ? mapped : mapped.slice(0, character.length).padEnd(character.length, mapped.slice(-1));
  }
  return result;
}

const folded: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '´': "'",
  '`': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  º: '°',
  œ: 'o',
  æ: 'a',
};

/** Letters that OCR exchanges, brought to one form: compare labels in this form only, never values. */
export function blur(text: string): string {
  return text.replace(/[0i1|!58]/g, (character) => blurred[character] ?? character);
}

const blurred: Record<string, string> = { 0: 'o', i: 'l', 1: 'l', '|': 'l', '!': 'l', 5: 's', 8: 'b' };

/** Edit distance (insert, delete, substitute), given up above `limit`: the answer is then `limit + 1`. */
export function distance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  if (left === right) return 0;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const cost = left.charCodeAt(row - 1) === right.charCodeAt(column - 1) ? 0 : 1;
      const value = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + cost);
      current.push(value);
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}

/** Errors of reading allowed in a word of a label: none in short ones, where a letter changes the meaning (HT, TTC, PU). */
export function tolerance(length: number): number {
  if (length < 6) return 0;
  return length < 9 ? 1 : 2;
}

export interface Token {
  /** Folded, dots of abbreviations dropped; every spelling of "numéro" is "n". */
  text: string;
  /** Offsets in the text it came from. */
  start: number;
  end: number;
}

const numberWord = /^(n[°*o]?|no|nr|nro|num|numero|numeros)$/;

/** Words of a folded text: "N° d’engagement :" → n, d, engagement; "P.U. H.T." → pu, ht. */
export function tokens(text: string): Token[] {
  const plain = fold(text);
  const result: Token[] = [];
  for (const match of plain.matchAll(/(?:[a-z]\.){2,}|n[°*](?=\s|$|[^a-z0-9]|[a-z]?\d)|[a-z0-9|!]+°?/g)) {
    const word = match[0].replace(/[.°*]/g, '');
    if (word === '') continue;
    // « TVA20% »: the reader lost a space.
    const glued = /^([a-z]{3,})(\d+)$/.exec(word);
    if (glued?.[1] && glued[2]) {
      const cut = match.index + glued[1].length;
      result.push({ text: glued[1], start: match.index, end: cut }, { text: glued[2], start: cut, end: match.index + match[0].length });
      continue;
    }
    // « dû » is owed, « du » says nothing.
    const owed = word === 'du' && /^d[ûÛ]$/i.test(text.slice(match.index, match.index + 2));
    result.push({ text: owed ? 'due' : numberWord.test(word) ? 'n' : word, start: match.index, end: match.index + match[0].length });
  }
  return result;
}

/** Words that carry no meaning in a label. */
export const fillers: ReadonlySet<string> = new Set([
  'd',
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'l',
  'au',
  'aux',
  'en',
  'sur',
  'votre',
  'vos',
  'notre',
  'nos',
  'ce',
  'cette',
]);
