import { readShard } from '../../directory/shards.ts';
import type { VersionFiles } from '../../directory/update.ts';
import type { Platform } from '../../platform/ports.ts';
import { indexed } from './indexing.ts';
import { isShipped } from './keeper.ts';
import type { Held } from './records.ts';
import { pieceOfShard, type Shelf } from './shelf.ts';

interface Parts {
  platform: Platform;
  shelf: Shelf;
}

/**
 * Puts a whole version on the shelf under a new key, then points to it in one write, then takes the former one away. Everything is opened before it
 * serves: a hash proves what was published, not that it is a directory. False when another tab went first. Faults 'directory-broken', 'storage-full',
 * 'storage-broken': the former version then serves as before.
 */
export async function install(
  { platform, shelf }: Parts,
  { base, shards }: VersionFiles,
  facts: Omit<Held, 'version' | 'installedAt'>,
  former: string,
  made: Uint8Array | null = null,
): Promise<boolean> {
  for (const bytes of shards.values()) readShard(bytes);
  const kept = made ?? (await indexed(base)).kept;
  const version = platform.uuid();
  await shelf.put(version, new Map([['base', base], ['kept', kept], ...[...shards].map(([index, bytes]) => [pieceOfShard(index), bytes] as const)]));
  const moved = await shelf.point({ ...facts, version, installedAt: platform.clock.now() }, former);
  await tidy(shelf).catch(() => undefined);
  return moved;
}

/** Takes away versions that nothing points to: the former one, and what a dead page left. */
export async function tidy(shelf: Shelf): Promise<void> {
  const current = (await shelf.held())?.version;
  await shelf.sweep((version) => version === current || isShipped(version));
}
