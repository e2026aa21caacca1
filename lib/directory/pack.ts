import { requirements } from '../invoice/requirement.ts';
import { ByteWriter, checksum } from './bytes.ts';
import type { DirectoryEntry } from './entry.ts';
import { joined, piecesOf, withoutArticle } from './names.ts';
import { recipientKinds } from './recipient.ts';
import { regularSiret } from './siret.ts';

/** "CRSR", then the version of the layout: a reader of another version refuses the file and keeps what it has. */
export const magic = [0x43, 0x52, 0x53, 0x52];
export const layoutVersion = 1;

/** Columns of the file, in their order. Each is length-prefixed; text columns are lines, number columns LEB128. */
export const columnNames = [
  'dictionary', // pieces of names, most frequent first
  'towns', // names, in the order of first use
  'postcodes', // of the towns, five characters each
  'numbers', // per structure: SIREN8 step, NIC4 (first of its SIREN) or NIC4 step
  'townSteps', // per structure: town index against the expected one
  'kinds', // per structure: kind and requirement
  'flags', // per structure: certain, active, works only, main, has exact SIRET, origin
  'sizes', // per structure: order of magnitude of the population
  'names', // per structure: pieces, closed by 0
  'irregular', // lines "index siret": keys that do not compute
  'others', // per alias or service: structure step, flags, pieces closed by 0
  'codes', // service codes, lines
  'successors', // lines "index siret"
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Signs inside a name: 0 closes it. */
export const nameEnd = 0;
export const townSign = 1;
export const bareTownSign = 2;
/** First name of the same SIREN, or the structure's own name in `others`. */
export const parentSign = 3;
export const firstPiece = 4;

export const origins = ['official', 'open', 'training', 'user'] as const;
export const flagBits = { certain: 1, active: 2, worksOnly: 4, main: 8 } as const;
export const otherBits = { service: 1, active: 2, engagement: 4 } as const;

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
function clean(text: string): string {
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
    postcode: /^[0-9AB]{5}$/.test(entry.postcode) ? entry.postcode : '',
  }));
  const main = mains(sorted);

  const columns = Object.fromEntries(columnNames.map((name) => [name, new ByteWriter()])) as Record<ColumnName, ByteWriter>;
  const townIndex = new Map<string, number>();
  const names: (string | number)[][] = [];
  const others: { structure: number; flags: number; code: string; pieces: (string | number)[] }[] = [];

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
      columns.towns.text(`${entry.town}\n`);
      columns.postcodes.text(entry.postcode.padStart(5, ' '));
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
    names.push(encoded(entry.name, entry.town, parent));
    if (parent === '') parent = entry.name;
    if (entry.successor !== '') columns.successors.text(`${index} ${entry.successor}\n`);
    for (const alias of entry.aliases)
      others.push({ structure: index, flags: otherBits.active, code: '', pieces: encoded(clean(alias), entry.town, entry.name) });
    for (const service of entry.services) {
      if (service.code === 'FACTURES_PUBLIQUES') continue;
      others.push({
        structure: index,
        flags: otherBits.service | (service.active ? otherBits.active : 0) | (service.requiresEngagement ? otherBits.engagement : 0),
        code: clean(service.code),
        pieces: encoded(clean(service.name), entry.town, entry.name),
      });
    }
  });

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
    columns.others.varint(other.structure - last);
    columns.others.byte(other.flags);
    writeName(columns.others, other.pieces);
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
  const payload = body.done();
  const file = new Uint8Array(13 + payload.length);
  file.set([...magic, layoutVersion], 0);
  file.set(payload, 13);
  const view = new DataView(file.buffer);
  const [first, second] = checksum(file, 13);
  view.setUint32(5, first);
  view.setUint32(9, second);
  return file;
}
