import { Fault } from '../invoice/fault.ts';
import { applyDelta, applyDeltaToShard } from './delta.ts';
import type { DirectoryManifest, Piece } from './manifest.ts';
import { sha256 } from './sha256.ts';

/** The version a device holds: what identifies it, not its bytes. */
export interface HeldVersion {
  /** Grows with each version of one publisher. */
  sequence: number;
  /** SHA-256 of the base. */
  base: string;
  /** SHA-256 of each shard held, by number. */
  shards: Record<number, string>;
}

/** What to do about a manifest. */
export type UpdatePlan =
  /** Same version; `shards` are those held that are missing or altered (none, most often). */
  | { do: 'nothing' }
  | { do: 'refuse'; reason: 'older' }
  | { do: 'delta'; deltas: Piece[]; shards: number[]; bytes: number }
  | { do: 'whole'; base: Piece; shards: number[]; bytes: number };

/** More deltas than these, or heavier than half the whole, and the whole is fetched. */
const longestChain = 26;

/** The deltas that lead from a base to the manifest's, null when none do. */
function chainFrom(base: string, manifest: DirectoryManifest): Piece[] | null {
  const chain: Piece[] = [];
  for (let at = base; at !== manifest.base.sha256; ) {
    const step = manifest.deltas.find((delta) => delta.from === at);
    if (!step || chain.length === longestChain) return null;
    chain.push(step);
    at = step.to;
  }
  return chain;
}

/**
 * What to fetch to have the version of a manifest. Pure: `held` is null on a first visit. A manifest older than what is held is refused (a server put
 * back to an old state, or someone replaying one), whatever it offers.
 */
export function planUpdate(held: HeldVersion | null, manifest: DirectoryManifest): UpdatePlan {
  const weight = (pieces: readonly Piece[]) => pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  if (!held) return { do: 'whole', base: manifest.base, shards: [], bytes: manifest.base.bytes };
  if (manifest.sequence < held.sequence) return { do: 'refuse', reason: 'older' };
  const shards = Object.keys(held.shards)
    .map(Number)
    .filter((index) => manifest.shards[index] && manifest.shards[index].sha256 !== held.shards[index]);
  const chain = chainFrom(held.base, manifest);
  if (chain?.length === 0 && shards.length === 0) return { do: 'nothing' };
  if (chain && chain.length > 0 && weight(chain) * 2 < manifest.base.bytes) return { do: 'delta', deltas: chain, shards, bytes: weight(chain) };
  if (chain?.length === 0) return { do: 'delta', deltas: [], shards, bytes: weight(shards.map((index) => manifest.shards[index]!)) };
  return { do: 'whole', base: manifest.base, shards, bytes: manifest.base.bytes + weight(shards.map((index) => manifest.shards[index]!)) };
}

/** The files of a version held, or about to be. */
export interface VersionFiles {
  base: Uint8Array;
  shards: Map<number, Uint8Array>;
}

/** Gives the bytes of a file named in the manifest; rejects when it cannot. */
export type FetchPiece = (file: string) => Promise<Uint8Array>;

/** `digest`: the SHA-256 in hexadecimal, where the caller has a quicker one than plain script. */
export async function fetchPiece(
  piece: Piece,
  fetchFile: FetchPiece,
  digest: (bytes: Uint8Array) => string | Promise<string> = sha256,
): Promise<Uint8Array> {
  const bytes = await fetchFile(piece.file);
  if (bytes.length !== piece.bytes || (await digest(bytes)) !== piece.sha256)
    throw new Fault('directory-broken', `${piece.file} is not what its manifest says`);
  return bytes;
}

/**
 * Carries a plan out beside what is held, and gives the whole new version: the caller stores it, then points to it, in that order. Nothing held is
 * changed, so a failure at any moment leaves the last good version. A delta that does not fit is made up for by the whole file. Throws what
 * `fetchFile` throws, or a Fault `directory-broken`; null when there is nothing to do or the manifest is refused.
 */
export async function carryOut(
  plan: UpdatePlan,
  manifest: DirectoryManifest,
  held: VersionFiles | null,
  fetchFile: FetchPiece,
): Promise<VersionFiles | null> {
  if (plan.do === 'nothing' || plan.do === 'refuse') return null;
  const count = manifest.shards.length;
  // Another cut of the services: those held fit nowhere.
  const kept = [...(held?.shards ?? [])].filter(([index]) => manifest.shards[index]);
  const files: VersionFiles = { base: held?.base ?? new Uint8Array(0), shards: new Map() };
  const deltas: Uint8Array[] = [];
  let whole = plan.do === 'whole' || !held;
  if (plan.do === 'delta' && held) {
    try {
      for (const delta of plan.deltas) deltas.push(await fetchPiece(delta, fetchFile));
      for (const delta of deltas) files.base = applyDelta(files.base, delta);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'directory-broken') throw error;
      whole = true;
    }
  }
  if (whole) files.base = await fetchPiece(manifest.base, fetchFile);
  for (const [index, bytes] of kept) {
    const wanted = manifest.shards[index]!;
    let next = bytes;
    try {
      if (!whole) for (const delta of deltas) next = applyDeltaToShard(next, index, count, delta);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
    files.shards.set(index, sha256(next) === wanted.sha256 ? next : await fetchPiece(wanted, fetchFile));
  }
  return files;
}
