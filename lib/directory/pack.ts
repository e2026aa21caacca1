import { requirements } from '../invoice/requirement.ts';
import { ByteWriter } from './bytes.ts';
import type { DirectoryEntry } from './entry.ts';
import {
  bareTownSign,
  type ColumnName,
  columnNames,
  firstPiece,
  flagBits,
  layoutVersion,
  longestShared,
  magic,
  nameEnd,
  origins,
  otherBits,
  parentSign,
  sharedBase,
  townSign,
} from './layout.ts';
import { joined, nameWithTown, piecesOf, withoutArticle } from './names.ts';
import { recipientKinds } from './recipient.ts';
import { sealed } from './sealed.ts';
import { regularSiret } from './siret.ts';

/** The pieces of `name` with its town, or the name it extends, replaced by a sign. */
function encoded(name: string, town: string, parent: string): (string | number)[] {
  if (parent !== '' && name === parent) return [parentSign];
  if (parent !== '' && name.startsWith(`${parent} `) && !/['’-]$/.test(parent))
    return [parentSign, ...encoded(name.slice(parent.length + 1), town, '')];
  const pieces: (string | number)[] = piecesOf(name);
  for (const [form, sign] of [
    [town, townSign],
    [withoutArticle(town) ?? '', bareTownSign],
  ] as const) {
    if (form === '') continue;
    const target = piecesOf(form);
    for (let start = 0; start + target.length <= pieces.length; start++) {
      if (!target.every((piece, offset) => pieces[start + offset] === piece)) continue;
      const replaced = [...pieces.slice(0, start), sign, ...pieces.slice(start + target.length)];
      const back = joined(replaced.map((piece) => (piece === sign ? form : String(piece))));
      if (back === name) return replaced;
    }
  }
  return pieces;
}

/** Nothing at all for the commonest name of all, "Commune de" and the town. */
function shortest(name: string, town: string, parent: string): (string | number)[] {
  return town !== '' && name === nameWithTown('Commune', town) ? [] : encoded(name, town, parent);
}

function byNumber(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.siret < b.siret ? -1 : a.siret > b.siret ? 1 : 0;
}

/** Exactly one main per SIREN unless the source said otherwise: the shortest name, then the lowest number. */
function mains(sorted: readonly DirectoryEntry[]): boolean[] {
  const result = sorted.map((entry) => entry.main === true);
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end]!.siret.slice(0, 9) === sorted[start]!.siret.slice(0, 9)) end++;
    if (!sorted.slice(start, end).some((entry) => entry.main !== null)) {
      let best = start;
      for (let index = start + 1; index < end; index++) {
        const better = Number(sorted[index]!.active) - Number(sorted[best]!.active) || sorted[best]!.name.length - sorted[index]!.name.length;
        if (better > 0) best = index;
      }
      result[best] = true;
    }
    start = end;
  }
  return result;
}

/** Control characters would break the line columns, and mean nothing in a name. */
export function clean(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * The directory as one file. Entries are sorted by SIRET; of two with the same SIRET the last wins; SIRETs that are not 14 digits are left out.
 * Services named FACTURES_PUBLIQUES (public bodies billing each other) are left out here, so that nothing downstream can propose them.
 */
export function pack(entries: Iterable<DirectoryEntry>): Uint8Array {
  const bySiret = new Map<string, DirectoryEntry>();
  for (const entry of entries) if (/^\d{14}$/.test(entry.siret)) bySiret.set(entry.siret, entry);
  const sorted = [...bySiret.values()].sort(byNumber).map((entry) => ({
    ...entry,
    name: clean(entry.name),
    town: clean(entry.town),
    postcode: /^\d{5}$/.test(entry.postcode) && entry.postcode !== '00000' ? entry.postcode : '',
  }));
  const main = mains(sorted);

  const columns = Object.fromEntries(columnNames.map((name) => [name, new ByteWriter()])) as Record<ColumnName, ByteWriter>;
  const townIndex = new Map<string, number>();
  const names: (string | number)[][] = [];
  const others: { structure: number; flags: number; code: string; pieces: (string | number)[] }[] = [];

  const hundreds = new ByteWriter();
  const units = new ByteWriter();
  let townBefore: Uint8Array = new Uint8Array(0);
  let siren8 = 0;
  let nic4 = 0;
  let expectedTown = 0;
  let parent = '';
  sorted.forEach((entry, index) => {
    const siren = Number(entry.siret.slice(0, 8));
    const nic = Number(entry.siret.slice(9, 13));
    columns.numbers.varint(siren - siren8);
    if (siren !== siren8 || index === 0) {
      parent = '';
      columns.numbers.varint(nic);
    } else columns.numbers.zigzag(nic - nic4);
    siren8 = siren;
    nic4 = nic;
    if (!regularSiret(entry.siret)) columns.irregular.text(`${index} ${entry.siret}\n`);

    const key = `${entry.town}\t${entry.postcode}`;
    let town = townIndex.get(key);
    if (town === undefined) {
      town = townIndex.size;
      townIndex.set(key, town);
      const bytes = utf8(entry.town);
      let shared = 0;
      while (shared < longestShared && shared < bytes.length && bytes[shared] === townBefore[shared]) shared++;
      townBefore = bytes;
      columns.towns.byte(sharedBase + shared);
      columns.towns.append(bytes.subarray(shared));
      columns.towns.byte(10);
      columns.postcodes.text(entry.postcode.slice(0, 2).padStart(2, ' '));
      hundreds.byte(Number(entry.postcode[2] ?? 0));
      units.byte(Number(entry.postcode.slice(3)));
    }
    columns.townSteps.zigzag(town - expectedTown);
    // The next structure most often sits in a town not met yet (a commune after a commune) or in this one (its budgets).
    expectedTown = town;

    columns.kinds.byte(recipientKinds.indexOf(entry.kind) * 8 + requirements.indexOf(entry.requires));
    columns.flags.byte(
      (entry.siretCertain ? flagBits.certain : 0) |
        (entry.active ? flagBits.active : 0) |
        (entry.worksOnly ? flagBits.worksOnly : 0) |
        (main[index] ? flagBits.main : 0) |
        (origins.indexOf(entry.origin) << 4),
    );
    columns.sizes.byte(Math.min(15, Math.round(Math.log2(1 + Math.max(0, entry.population)) * 0.7)));
    names.push(shortest(entry.name, entry.town, parent));
    if (parent === '') parent = entry.name;
    if (entry.successor !== '') columns.successors.text(`${index} ${entry.successor}\n`);
    for (const alias of entry.aliases)
      others.push({ structure: index, flags: otherBits.active, code: '', pieces: shortest(clean(alias), entry.town, entry.name) });
    for (const service of entry.services) {
      if (service.code === 'FACTURES_PUBLIQUES') continue;
      others.push({
        structure: index,
        flags: otherBits.service | (service.active ? otherBits.active : 0) | (service.requiresEngagement ? otherBits.engagement : 0),
        code: clean(service.code),
        pieces: shortest(clean(service.name), entry.town, entry.name),
      });
    }
  });

  columns.postcodes.append(hundreds.done());
  columns.postcodes.append(units.done());

  const counts = new Map<string, number>();
  for (const list of [...names, ...others.map((other) => other.pieces)])
    for (const piece of list) if (typeof piece === 'string') counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const dictionary = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const identifiers = new Map(dictionary.map((piece, index) => [piece, index + firstPiece]));
  for (const piece of dictionary) columns.dictionary.text(`${piece}\n`);
  const writeName = (column: ByteWriter, list: (string | number)[]) => {
    for (const piece of list) column.varint(typeof piece === 'number' ? piece : identifiers.get(piece)!);
    column.byte(nameEnd);
  };
  for (const list of names) writeName(columns.names, list);
  let last = 0;
  for (const other of others) {
    columns.otherSteps.varint(other.structure - last);
    columns.otherFlags.byte(other.flags);
    writeName(columns.names, other.pieces);
    if (other.flags & otherBits.service) columns.codes.text(`${other.code}\n`);
    last = other.structure;
  }

  const body = new ByteWriter();
  body.varint(sorted.length);
  body.varint(others.length);
  for (const name of columnNames) {
    const bytes = columns[name].done();
    body.varint(bytes.length);
    body.append(bytes);
  }
  return sealed(magic, layoutVersion, body.done());
}

function utf8(text: string): Uint8Array {
  const writer = new ByteWriter();
  writer.text(text);
  return writer.done();
}
