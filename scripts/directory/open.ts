import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadDirectory } from '../../lib/directory/load.ts';
import { type Directory, openDirectory } from '../../lib/directory/open.ts';
import { pack } from '../../lib/directory/pack.ts';
import { addShard } from '../../lib/directory/shards.ts';
import { entriesFromNdjson } from './ndjson.ts';
import { ensureStarter } from './starter.ts';

/** A published directory with all its shards. */
async function openFolder(folder: string): Promise<Directory> {
  const bytesAt = async (name: string) => new Uint8Array(readFileSync(join(dirname(folder), name)));
  const { directory, manifest } = await loadDirectory(bytesAt, folder.slice(dirname(folder).length + 1));
  for (const [index, piece] of manifest.shards.entries()) addShard(directory, index, new Uint8Array(readFileSync(join(folder, piece.file))));
  return directory;
}

/**
 * The directory at `path` (a packed file, the folder or the manifest that `directory:build` writes, or ndjson, gzip or not), or the one that ships when
 * no path is given. Throws when it cannot be read.
 */
export async function openAt(path: string | null): Promise<Directory> {
  if (path === null) return openFolder(ensureStarter());
  if (!existsSync(path)) throw new Error(`le fichier ${path} n’existe pas.`);
  if (statSync(path).isDirectory()) return openFolder(path);
  if (path.endsWith('manifest.json')) return openFolder(dirname(path));
  if (/\.ndjson(\.gz)?$/.test(path)) {
    const directory = openDirectory(pack(await entriesFromNdjson(path, (line, reason) => console.error(`${path}:${line}: ${reason}, skipped`))));
    if (directory.structures === 0) throw new Error(`${path} ne contient aucun destinataire.`);
    return directory;
  }
  return openDirectory(new Uint8Array(readFileSync(path)));
}
