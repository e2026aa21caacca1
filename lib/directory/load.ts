import { type DirectoryManifest, manifestFrom } from './manifest.ts';
import { type Directory, openDirectory } from './open.ts';
import { expectShards } from './shards.ts';
import { fetchPiece } from './update.ts';

/** Gives the bytes at a path below the root of the app ("directory/manifest.json"); rejects when it cannot. */
export type FetchBytes = (path: string) => Promise<Uint8Array>;

export interface LoadedDirectory {
  directory: Directory;
  manifest: DirectoryManifest;
}

/** Fetches the manifest and the base, compares the SHA-256 (`digest` as in `fetchPiece`). Faults: `directory-broken`, or what `fetchBytes` throws. */
export async function loadBase(
  fetchBytes: FetchBytes,
  folder = 'directory',
  digest?: Parameters<typeof fetchPiece>[2],
): Promise<{ manifest: DirectoryManifest; base: Uint8Array }> {
  const manifest = manifestFrom(await fetchBytes(`${folder}/manifest.json`));
  return { manifest, base: await fetchPiece(manifest.base, (file) => fetchBytes(`${folder}/${file}`), digest) };
}

/** The same, and opens. */
export async function loadDirectory(fetchBytes: FetchBytes, folder = 'directory'): Promise<LoadedDirectory> {
  const { manifest, base } = await loadBase(fetchBytes, folder);
  const directory = openDirectory(base);
  if (manifest.shards.length > 0) expectShards(directory, manifest.shards.length);
  return { directory, manifest };
}
