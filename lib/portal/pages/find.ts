import { type Control, isOpen, isVisible } from './controls.ts';
import { shownParent, shownWithin, textOf } from './dom.ts';
import { cellOf, columnOf, type Label, labelsOf, rowOf } from './labels.ts';
import type { FieldKind, Group, Role } from './model.ts';
import type { Heading, Placed, Scene } from './scene.ts';
import { idWordsOf, wordsOf } from './text.ts';
import { type Field, fullWord, groupIn, holds, roleIn, type Words } from './words.ts';

/** Least likeness of a label and a spelling; below it a field is not found. */
export const LEAST = 0.62;
/** How much better than the next one a candidate must be: a field wrongly filled is far worse than one left to the user. */
export const LEAD = 0.05;

/** A field of the page with everything that may tell what it is. */
export interface Candidate {
  control: Placed;
  labels: Label[];
  /** What a person reads as its name. */
  label: string;
  role: Role | null;
  group: Group | null;
  /** The group comes from the row it stands in, not from a title that may speak of more. */
  inRow: boolean;
  visible: boolean;
  open: boolean;
  /** Best fields, best first. */
  ranked: { key: string; score: number }[];
}

const trust: Readonly<Record<Label['source'], number>> = {
  label: 1,
  aria: 0.99,
  host: 0.98,
  column: 0.97,
  near: 0.96,
  placeholder: 0.88,
  title: 0.86,
  id: 0.78,
};

/** The labels that speak for it: what is written for it; else what stands beside it; else hints; else ids. */
function speaking(labels: readonly Label[]): Label[] {
  const written = labels.filter(({ source }) => source === 'label' || source === 'aria' || source === 'host');
  const beside = labels.filter(({ source }) => source === 'near' || source === 'column');
  if (written.length > 0) return [...written, ...beside.filter(({ source }) => source === 'column')];
  if (beside.length > 0) return beside;
  const hints = labels.filter(({ source }) => source === 'placeholder' || source === 'title');
  return hints.length > 0 ? hints : labels.filter(({ source }) => source === 'id');
}

const rowGroups: ReadonlySet<Group> = new Set<Group>(['line', 'vat']);
/** Titles of a whole site say nothing of a block. */
const ofSite = new Set(['espace', 'portail', 'compte', 'site', 'application']);

function contextOf(context: readonly Heading[], words: Words): { role: Role | null; group: Group | null } {
  let role: Role | null = null;
  let group: Group | null = null;
  for (const { text } of [...context].reverse()) {
    const read = wordsOf(text);
    if (read.some((word) => ofSite.has(word))) continue;
    const [own, part] = [roleIn(read, words), groupIn(read, words)];
    // A block of somebody's is no part of the references, whatever stands above it.
    if (role === null && group === null) group = own && part === 'references' ? null : part;
    role ??= own;
    if (role !== null && group === null) break;
    if (role !== null && group !== null) break;
  }
  return { role, group };
}

/** Fields that stand together in rows: by the titles of their columns, else by a quantity or a price among neighbours. */
function rowGroupsOf(placed: readonly { control: Placed; labels: Label[] }[], scene: Scene): Map<Control, Group> {
  const found = new Map<Control, Group>();
  const tables = new Map<Element, Group | null>();
  for (const { control } of placed) {
    const cell = cellOf(control.widget ?? control.element);
    const row = cell && rowOf(cell);
    const table = row?.closest('table, [role="grid"], [role="table"], [role="treegrid"]');
    if (!cell || !row || !table || columnOf(cell) === '') continue;
    if (!tables.has(table)) {
      const titles = wordsOf(
        [...table.querySelectorAll('th, thead td, [role="columnheader"], tr:first-child td')].map((one) => textOf(one)).join(' '),
      );
      tables.set(table, groupOfTitles(titles));
    }
    const group = tables.get(table);
    if (group) found.set(control, group);
  }
  for (const { control, labels } of placed) {
    if (found.has(control)) continue;
    const read = speaking(labels).flatMap(({ text }) => wordsOf(text));
    const group: Group | null =
      read.includes('quantite') || read.includes('prixunitaire') ? 'line' : read.includes('base') && !read.includes('remise') ? 'vat' : null;
    if (!group) continue;
    const least = group === 'line' ? 3 : 2;
    let box: HTMLElement | null = control.element;
    while (box && scene.within(box) < least) box = shownParent(box);
    if (!box || scene.within(box) > 12) continue;
    for (const other of placed) if (!found.has(other.control) && shownWithin(other.control.element, box)) found.set(other.control, group);
  }
  return found;
}

function groupOfTitles(titles: readonly string[]): Group | null {
  if (titles.includes('quantite') || titles.includes('prixunitaire')) return 'line';
  if (titles.includes('base') || (titles.includes('taux') && (titles.includes('ht') || titles.includes('tva')))) return 'vat';
  return null;
}

/** Which kinds of field a control can hold. */
function fits(kind: FieldKind, key: string, { type }: Control): boolean {
  if (type === 'checkbox') return false;
  if (type === 'file' || kind === 'file') return type === 'file' && kind === 'file';
  if (type === 'day-parts' || type === 'date') return kind === 'date';
  if (type === 'select' || type === 'radio' || type === 'toggle' || type === 'combobox')
    return kind === 'choice' || kind === 'rate' || kind === 'siret' || (kind === 'code' && key !== 'invoiceNumber') || kind === 'text';
  if (kind === 'choice') return key === 'currency';
  if (type === 'number') return kind === 'amount' || kind === 'rate' || kind === 'siret' || kind === 'code';
  return true;
}

/** 0 to 1: how much these words are that field, where they stand. */
export function likeness(
  field: Field,
  read: readonly string[],
  { role, group, inRow }: Pick<Candidate, 'role' | 'group' | 'inRow'>,
  words: Words,
): number {
  if (read.length === 0) return 0;
  const own = roleIn(read, words);
  const whose = own ?? role;
  if (group === 'search') return 0;
  if (
    field.role
      ? whose !== null && whose !== field.role
      : whose === 'validator' || whose === 'payee' || (own !== null && own !== role && role !== null)
  )
    return 0;
  const rowField = field.group !== undefined && rowGroups.has(field.group);
  if (rowField && group !== null && group !== field.group) return 0;
  if (!rowField && inRow) return 0;
  // among attached documents « type » and « désignation » are theirs
  const astray =
    group === 'files' && field.group !== 'files' && field.kind !== 'file' && field.key !== 'depositFormat' && field.key !== 'framework' ? 0.8 : 1;
  const home = (field.role !== undefined && whose === field.role) || (field.group !== undefined && group === field.group);
  let best = 0;
  const consider = (spellings: Field['names'], worth: number) => {
    for (const spelling of spellings) {
      if (!holds(read, spelling.words)) continue;
      if (field.not.some((not) => holds(read, not) && !not.every((word) => spelling.words.includes(word)))) continue;
      const said = spelling.words.reduce((total, word) => total + (words.neutral.has(word) ? 0.5 : 1), 0);
      const extra = new Set(read.filter((word) => !spelling.words.includes(word)));
      let more = 0;
      for (const word of extra) more += words.neutral.has(word) ? 0.08 : belongs(word, field, whose, words) ? 0.06 : 0.55;
      best = Math.max(best, worth * spelling.worth * (said / (said + more)));
    }
  };
  if (!rowField || group === field.group || field.names.length > 0)
    consider(field.names, !rowField && group !== null && rowGroups.has(group) ? 0.9 : rowField && group === null ? 0.8 : 1);
  if (home) consider(field.weak, 0.97);
  return best * astray;
}

/** A word that names the field's own block adds nothing and takes nothing. */
function belongs(word: string, field: Field, whose: Role | null, words: Words): boolean {
  const roles = words.roles.find(([role]) => role === (field.role ?? whose))?.[1] ?? [];
  const groups = words.groups.find(([group]) => group === field.group)?.[1] ?? [];
  return [...roles, ...groups].some((text) => text.includes(word));
}

/** Likeness of one text to every field, where it stands: pages repeat their labels row after row. */
function likenesses(text: string, isId: boolean, place: Pick<Candidate, 'role' | 'group' | 'inRow'>, words: Words): readonly number[] {
  const key = `${isId} ${place.role} ${place.group} ${place.inRow} ${text}`;
  let known = words.memo.get(key);
  if (!known) {
    const read = (isId ? idWordsOf(text) : wordsOf(text)).map((word) => fullWord(word, words));
    known = words.fields.map((field) => likeness(field, read, place, words));
    words.memo.set(key, known);
  }
  return known;
}

function rankedFor(candidate: Candidate, words: Words): { key: string; score: number }[] {
  const told = speaking(candidate.labels).map(({ source, text }) => ({
    worth: trust[source],
    likes: likenesses(text, source === 'id', candidate, words),
  }));
  const ids = candidate.labels.filter(({ source }) => source === 'id').map(({ text }) => idWordsOf(text));
  return words.fields
    .map((field, at) => {
      if (!fits(field.kind, field.key, candidate.control)) return { key: field.key, score: 0 };
      const best = Math.max(0, ...told.map(({ worth, likes }) => worth * (likes[at] ?? 0)));
      const habit = best >= LEAST - 0.1 && field.ids.some((wanted) => ids.some((id) => holds(id, wanted)));
      return { key: field.key, score: best + (habit ? 0.06 : 0) };
    })
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score);
}

const joined = new Set(['piecejointe', 'joint', 'joindre', 'annexe', 'complementaire', 'justificatif']);

/** The invoice itself, or what goes with it? The words of the field and of the titles above say so. */
function fileFirst({ ranked, labels, control }: Candidate): Candidate['ranked'] {
  const said = [
    ...labels.filter(({ source }) => source !== 'id').map(({ text }) => text),
    ...control.context.slice(-2).map(({ text }) => text),
  ].flatMap(wordsOf);
  const [first, other] = said.some((word) => joined.has(word)) && !said.includes('principal') ? ['attachment', 'file'] : ['file', 'attachment'];
  const best = ranked.find(({ key }) => key === 'file' || key === 'attachment');
  return best ? [{ key: first as string, score: best.score }, ...ranked.filter(({ key }) => key !== first && key !== other)] : ranked;
}

/** A list of names is a list of structures: one is chosen there by its SIRET. */
function structureFirst({ ranked, control }: Candidate): Candidate['ranked'] {
  const [first] = ranked;
  const whose = first?.key === 'seller.name' ? 'seller.siret' : first?.key === 'buyer.name' ? 'buyer.siret' : null;
  if (!first || !whose || control.element.localName === 'input') return ranked;
  return [{ key: whose, score: first.score }, ...ranked.filter(({ key }) => key !== whose && key !== first.key)];
}

/** Every field of the page, with what it may be. */
export function candidatesIn(scene: Scene, words: Words): Candidate[] {
  const placed = scene.controls.map((control) => ({ control, labels: labelsOf(control, scene) }));
  const rows = rowGroupsOf(placed, scene);
  return placed.map(({ control, labels }) => {
    const around = contextOf(control.context, words);
    const ids = labels.filter(({ source }) => source === 'id').flatMap(({ text }) => idWordsOf(text));
    const row = rows.get(control);
    const candidate: Candidate = {
      control,
      labels,
      label: speaking(labels)[0]?.text ?? '',
      role: around.role ?? roleIn(ids, words),
      group: row ?? around.group,
      inRow: row !== undefined,
      visible: isVisible(control),
      open: isOpen(control),
      ranked: [],
    };
    candidate.ranked = rankedFor(candidate, words);
    if (control.type === 'file') candidate.ranked = fileFirst(candidate);
    if (control.type === 'select' || control.type === 'combobox' || control.type === 'radio') candidate.ranked = structureFirst(candidate);
    return candidate;
  });
}

export type Found = { state: 'found'; candidate: Candidate } | { state: 'ambiguous'; candidates: Candidate[] } | { state: 'none' };

/** What a field of the page is for sure: its first name leads by enough. */
export function surely({ ranked: [first, second] }: Candidate): string | null {
  return first && first.score - (second?.score ?? 0) >= LEAD ? first.key : null;
}

/** The one control that is this field, among those given. */
export function controlFor(key: string, candidates: readonly Candidate[]): Found {
  const scored = candidates
    .flatMap((candidate) => {
      const [first] = candidate.ranked;
      const mine = candidate.ranked.find((one) => one.key === key);
      return first && mine && first.score - mine.score < LEAD ? [{ candidate, score: mine.score }] : [];
    })
    .sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best) return { state: 'none' };
  if (surely(best.candidate) !== key || (next && best.score - next.score < LEAD))
    return { state: 'ambiguous', candidates: scored.filter(({ score }) => best.score - score < LEAD).map(({ candidate }) => candidate) };
  return { state: 'found', candidate: best.candidate };
}
