import { type DirectoryVersion, makeDelta } from './delta.ts';
import type { DirectoryEntry } from './entry.ts';
import type { DirectoryManifest, Piece } from './manifest.ts';
import { pack } from './pack.ts';
import type { Service } from './recipient.ts';
import { sha256 } from './sha256.ts';
import { type ServicesBySiret, shardCountFor, shardsOf } from './shards.ts';

/** Deltas kept in a manifest: half a year of weeks. */
const deltasKept = 26;

/** A published version read back. */
export interface Published {
  manifest: DirectoryManifest;
  version: DirectoryVersion;
}

/** A version ready to be written: its manifest, and the files that it names and that are new. */
export function publish(
  entries: Iterable<DirectoryEntry>,
  read: (() => Published) | null,
  facts: { date: string; source: string; licence: string; skipped: number },
): { manifest: DirectoryManifest; files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  // A name for each content: a cache can keep it for ever.
  const put = (kind: string, bytes: Uint8Array): Piece => {
    const hash = sha256(bytes);
    const file = `${kind}-${hash.slice(0, 16)}.bin`;
    files.set(file, bytes);
    return { file, bytes: bytes.length, sha256: hash };
  };
  const services: ServicesBySiret = new Map();
  const counts = { structures: 0, services: 0, aliases: 0, skipped: facts.skipped };
  function* bare(): Generator<DirectoryEntry> {
    for (const entry of entries) {
      counts.structures++;
      counts.services += entry.services.length;
      counts.aliases += entry.aliases.length;
      if (entry.services.length > 0) services.set(entry.siret, entry.services as Service[]);
      entry.services = [];
      yield entry;
    }
  }
  const packed = pack(bare());
  // Read only now that the entries are packed: both at once would not fit in half a gigabyte.
  const previous = read?.() ?? null;
  // The cut stays what it was: another one would change every shard.
  const count = previous && previous.manifest.shards.length > 0 ? previous.manifest.shards.length : shardCountFor(counts.services);
  const base = put('base', packed);
  const shards = shardsOf(services, count).map((bytes, index) => put(`services-${String(index).padStart(3, '0')}`, bytes));
  const same =
    previous?.manifest.base.sha256 === base.sha256 && shards.every((shard, index) => shard.sha256 === previous.manifest.shards[index]?.sha256);
  const deltas = previous ? previous.manifest.deltas.slice(-deltasKept + 1) : [];
  if (previous && !same) {
    const delta = makeDelta(previous.version, { base: packed, services });
    deltas.push({ ...put('delta', delta), from: previous.manifest.base.sha256, to: base.sha256 });
  }
  const { date, source, licence } = facts;
  const sequence = (previous?.manifest.sequence ?? 0) + (same ? 0 : 1);
  return { manifest: { version: 2, sequence, date, source, licence, counts, base, shards, deltas }, files };
}
