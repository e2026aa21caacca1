import { addShard, type Directory, expectShards } from '../../directory/index.ts';
import { shardOf } from '../../directory/shard-number.ts';
import { fetchPiece } from '../../directory/update.ts';
import type { Platform } from '../../platform/ports.ts';
import { breath } from '../breath.ts';
import type { DirectoryView, Stages } from '../stages.ts';
import { fetchPublished } from './fetching.ts';
import { indexed, warm } from './indexing.ts';
import type { Held } from './records.ts';
import { pieceOfShard, type Shelf } from './shelf.ts';
import { LiveWords, viewOf, withLive } from './view.ts';

const BASE = 'base';
const KEPT = 'kept';
/** A shard that could not be fetched is not asked for again at once. */
const SHARD_RETRY_MS = 60_000;
const SHARD_TIMEOUT_MS = 6_000;

/** Where the index of the directory that ships is kept: the version's key is its hash. */
export const shippedKey = (sha256: string): string => `shipped-${sha256.slice(0, 16)}`;
export const isShipped = (version: string): boolean => version.startsWith('shipped-');

/** A version, and the manifest by which its missing pieces are fetched. */
const nameOf = (held: Held | null): string => (held ? `${held.version} ${held.manifest.date} ${held.manifest.sequence}` : '');

interface Parts {
  platform: Platform;
  stages: Pick<Stages, 'directory'>;
  shelf: Shelf;
}

/**
 * The directory in use, opened once for the page: the version on the shelf, else the one that ships. Follows what other tabs put on the shelf; a version
 * that cannot be read back is passed over, never in the way.
 */
export class DirectoryKeeper {
  readonly #parts: Parts;
  #view: Promise<DirectoryView> | null = null;
  #version = '';
  #words = new LiveWords([]);
  #stale = true;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.shelf.subscribe(() => {
      this.#stale = true;
    });
  }

  /** A failure is forgotten, so that the next call tries again. */
  async view(): Promise<DirectoryView> {
    if (this.#stale) await this.#look();
    this.#view ??= this.#open().catch((error) => {
      this.#view = null;
      throw error;
    });
    return this.#view;
  }

  /** What the shelf says now: another version is opened at the next use, the portal's words are heard at once. */
  async #look(): Promise<void> {
    this.#stale = false;
    const { shelf } = this.#parts;
    const held = await shelf.held().catch(() => null);
    this.#words = new LiveWords(await shelf.live().catch(() => []));
    if (nameOf(held) !== this.#version) this.#view = null;
  }

  async #open(): Promise<DirectoryView> {
    const { shelf, stages } = this.#parts;
    const held = await shelf.held().catch(() => null);
    this.#version = nameOf(held);
    const own = held && (await this.#openHeld(held).catch(() => null));
    const view = own ?? (await stages.directory((base, sha256) => this.#opened(base, shippedKey(sha256))));
    return withLive(view, () => this.#words);
  }

  /** With the index of its last opening, else made anew and kept. */
  async #opened(base: Uint8Array, version: string): Promise<Directory> {
    const { shelf } = this.#parts;
    const kept = await shelf.piece(version, KEPT).catch(() => null);
    // a megabyte was copied out of the database, another is about to be summed
    await breath();
    const known = warm(base, kept);
    await breath();
    if (known) return known;
    const { directory, kept: made } = await indexed(base);
    // its index came from a worker and was summed; another copy of it goes to the database
    await breath();
    void shelf.put(version, new Map([[KEPT, made]])).catch(() => undefined);
    return directory;
  }

  async #openHeld(held: Held): Promise<DirectoryView | null> {
    const { shelf, platform } = this.#parts;
    const { manifest, version, address } = held;
    const base = await shelf.piece(version, BASE);
    if (!base) return null;
    const directory = await this.#opened(base, version);
    if (manifest.shards.length > 0) expectShards(directory, manifest.shards.length);
    const failedAt = new Map<number, number>();
    const bring = async (siret: string): Promise<boolean> => {
      const index = shardOf(siret.slice(0, 9), manifest.shards.length);
      if (directory.shards?.opened.has(index)) return true;
      const since = platform.clock.now() - (failedAt.get(index) ?? Number.NEGATIVE_INFINITY);
      try {
        let bytes = await shelf.piece(version, pieceOfShard(index));
        if (!bytes) {
          if (address === '' || since < SHARD_RETRY_MS || !platform.network.online()) return false;
          const limit = AbortSignal.timeout(SHARD_TIMEOUT_MS);
          const piece = manifest.shards[index];
          if (!piece) return false;
          bytes = await fetchPiece(piece, (file) => fetchPublished(platform.network, `${address}${file}`, piece.bytes, limit));
          // A full disk must not cost the services that are here now.
          await shelf.put(version, new Map([[pieceOfShard(index), bytes]])).catch(() => undefined);
        }
        addShard(directory, index, bytes);
        return true;
      } catch {
        failedAt.set(index, platform.clock.now());
        return false;
      }
    };
    return { ...viewOf(directory, manifest), ...(manifest.shards.length > 0 ? { bring } : {}) };
  }
}
