import { readColumns } from './columns.ts';
import type { DirectoryEntry } from './entry.ts';
import { otherBits } from './layout.ts';

import { nameOf, recipientOf } from './read.ts';

/** A population of the order of magnitude that `pack` would write again. */
function populationOf(size: number): number {
  return 2 ** (size / 0.7) - 1;
}

/** The structures of a packed file, in the order of their SIRETs, as they would be packed again: `pack(entriesIn(file))` gives the same bytes. */
export function* entriesIn(bytes: Uint8Array): Generator<DirectoryEntry> {
  const columns = readColumns(bytes);
  for (let structure = 0; structure < columns.structures; structure++) {
    const { siren: _, active = true, worksOnly = false, main = false, successor = '', ...facts } = recipientOf(columns, structure);
    const aliases: string[] = [];
    for (let other = columns.otherStart[structure]!; other < columns.otherStart[structure + 1]!; other++)
      if (!(columns.otherFlags[other]! & otherBits.service)) aliases.push(nameOf(columns, columns.structures + other));
    yield { ...facts, active, worksOnly, main, successor, aliases, population: populationOf(columns.sizes[structure]!) };
  }
}
