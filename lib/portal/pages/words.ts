import type { Catalogue, Choice, FieldKind, FieldSpec, Group, Role } from './model.ts';
import { idWordsOf, plain, wordsOf } from './text.ts';

/** The catalogue with its spellings cut into words, once a plan. */
export interface Spelling {
  words: readonly string[];
  /** 1, or less for a second best one. */
  worth: number;
}

export interface Field {
  key: string;
  kind: FieldKind;
  role?: Role;
  group?: Group;
  names: Spelling[];
  weak: Spelling[];
  not: string[][];
  ids: string[][];
  choices?: readonly Choice[];
}

export interface Words {
  fields: Field[];
  byKey: ReadonlyMap<string, Field>;
  roles: (readonly [Role, string[][]])[];
  groups: (readonly [Group, string[][]])[];
  neutral: ReadonlySet<string>;
  signs: { plain: string; weight: number; strong: boolean; where: string }[];
  /** Likeness of texts already read to every field (`find.ts`). */
  memo: Map<string, readonly number[]>;
  /** Every word of the catalogue. */
  lexicon: ReadonlySet<string>;
}

const SECOND_BEST = 0.85;

function spelling(text: string): Spelling {
  return { words: [...new Set(wordsOf(text.replace(/^~/, '')))], worth: text.startsWith('~') ? SECOND_BEST : 1 };
}

function fieldOf(spec: FieldSpec): Field {
  return {
    key: spec.key,
    kind: spec.kind,
    ...(spec.role ? { role: spec.role } : {}),
    ...(spec.group ? { group: spec.group } : {}),
    names: spec.names.map(spelling),
    weak: (spec.weak ?? []).map(spelling),
    not: (spec.not ?? []).map(wordsOf).filter((words) => words.length > 0),
    ids: (spec.ids ?? []).map(idWordsOf),
    ...(spec.choices ? { choices: spec.choices } : {}),
  };
}

export function wordsFor({ fields, vocabulary }: Catalogue): Words {
  const read = fields.map(fieldOf);
  return {
    fields: read,
    byKey: new Map(read.map((field) => [field.key, field])),
    roles: (Object.entries(vocabulary.roles) as [Role, readonly string[]][]).map(([role, texts]) => [role, texts.map(wordsOf)] as const),
    groups: (Object.entries(vocabulary.groups) as [Group, readonly string[]][]).map(([group, texts]) => [group, texts.map(wordsOf)] as const),
    neutral: new Set(vocabulary.neutral.flatMap(wordsOf)),
    memo: new Map(),
    lexicon: new Set(read.flatMap(({ names, weak, not }) => [...[...names, ...weak].flatMap((one) => one.words), ...not.flat()])),
    signs: vocabulary.signs.map(({ words, weight, strong = false, where = '' }) => ({ plain: plain(words), weight, strong, where })),
  };
}

export function holds(words: ReadonlySet<string> | readonly string[], wanted: readonly string[]): boolean {
  const has = words instanceof Set ? (word: string) => words.has(word) : (word: string) => (words as readonly string[]).includes(word);
  return wanted.length > 0 && wanted.every(has);
}

/** Whose block these words speak of; null for none, or for two at once. */
export function roleIn(words: readonly string[], { roles }: Words): Role | null {
  const found = roles.filter(([, texts]) => texts.some((text) => holds(words, text))).map(([role]) => role);
  // « sous-traitant … du fournisseur »: who validates wins over who sells
  if (found.includes('validator')) return 'validator';
  return found.length === 1 ? (found[0] as Role) : null;
}

export function groupIn(words: readonly string[], { groups }: Words): Group | null {
  return groups.find(([, texts]) => texts.some((text) => holds(words, text)))?.[0] ?? null;
}

/** A word that the catalogue does not know, as the only one of its words that it can be short for: « exéc. », « engagt », or a slip of one letter. */
export function fullWord(word: string, { lexicon }: Words): string {
  if (lexicon.has(word) || word.length < 4 || /\d/.test(word)) return word;
  const cut = [...lexicon].filter(
    (full) =>
      full.startsWith(word) || (word.length >= 5 && full.length > word.length && full.startsWith(word.slice(0, -1)) && full.endsWith(word.slice(-1))),
  );
  if (cut.length === 1) return cut[0] as string;
  if (cut.length > 1 || word.length < 7) return word;
  const slips = [...lexicon].filter((full) => isSlip(word, full));
  return slips.length === 1 ? (slips[0] as string) : word;
}

/** One letter too many, too few, or another one; the first is right. */
function isSlip(word: string, full: string): boolean {
  if (word[0] !== full[0] || Math.abs(word.length - full.length) > 1) return false;
  let at = 0;
  while (at < word.length && word[at] === full[at]) at++;
  const [one, other] = [word.slice(at), full.slice(at)];
  return one.slice(1) === other.slice(1) || one.slice(1) === other || one === other.slice(1);
}
