import type { DirectoryEntry } from '../entry.ts';
import type { OfficialDirectory } from './official.ts';

/**
 * Adds what the official file does not say: former names and inhabitants, by SIREN; and bodies it does not hold at all, only the fictive ones.
 * `rows`: those of the directory that ships.
 */
export function enrich(directory: OfficialDirectory, rows: Iterable<DirectoryEntry>): void {
  const bySiren = new Map<string, string>();
  for (const siret of [...directory.entries.keys()].sort()) if (!bySiren.has(siret.slice(0, 9))) bySiren.set(siret.slice(0, 9), siret);
  for (const entry of rows) {
    if (entry.origin === 'training') {
      directory.entries.set(entry.siret, entry);
      continue;
    }
    const known = directory.entries.get(bySiren.get(entry.siret.slice(0, 9)) ?? '');
    if (!known) continue;
    known.aliases.push(...entry.aliases);
    known.population = known.population || entry.population;
  }
}

/** Gives the entries away one by one, so that each can be forgotten once packed. */
export function* drained<T>(entries: Map<string, T>): Generator<T> {
  for (const [siret, entry] of entries) {
    entries.delete(siret);
    yield entry;
  }
}
