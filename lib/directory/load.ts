import { Fault } from '../invoice/fault.ts';
import { ByteReader, broken } from './bytes.ts';
import { type Directory, openDirectory } from './open.ts';
import { sha256 } from './sha256.ts';

/** What `directory/manifest.json` says of the packed file beside it. */
export interface DirectoryManifest {
  /** Layout of this manifest. */
  version: 1;
  /** Packed file, beside the manifest. */
  file: string;
  bytes: number;
  sha256: string;
  /** Day the sources describe, ISO. */
  date: string;
  /** In French, shown to the user. */
  source: string;
  licence: string;
  counts: { structures: number; services: number; aliases: number; skipped: number };
}

/** Gives the bytes at a path below the root of the app ("directory/manifest.json"); rejects when it cannot. */
export type FetchBytes = (path: string) => Promise<Uint8Array>;

function textOf(bytes: Uint8Array): string {
  const ended = new Uint8Array(bytes.length + 1);
  ended.set(bytes);
  ended[bytes.length] = 10;
  return new ByteReader(ended).lines().join('\n');
}

export function manifestFrom(bytes: Uint8Array): DirectoryManifest {
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes));
  } catch (error) {
    throw new Fault('directory-broken', 'manifest is not JSON', { cause: error });
  }
  const manifest = value as Partial<DirectoryManifest> | null;
  if (manifest?.version !== 1 || typeof manifest.file !== 'string' || typeof manifest.sha256 !== 'string') throw broken('manifest');
  if (!/^[\w.-]+$/.test(manifest.file)) throw broken('manifest names a path');
  return manifest as DirectoryManifest;
}

export interface LoadedDirectory {
  directory: Directory;
  manifest: DirectoryManifest;
}

/** Fetches the manifest and the packed file, compares the SHA-256, opens. Faults: `directory-broken`, or what `fetchBytes` throws. */
export async function loadDirectory(fetchBytes: FetchBytes, folder = 'directory'): Promise<LoadedDirectory> {
  const manifest = manifestFrom(await fetchBytes(`${folder}/manifest.json`));
  const bytes = await fetchBytes(`${folder}/${manifest.file}`);
  if (bytes.length !== manifest.bytes || sha256(bytes) !== manifest.sha256) throw broken('the file is not the one its manifest describes');
  return { directory: openDirectory(bytes), manifest };
}
