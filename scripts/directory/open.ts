import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadDirectory } from '../../lib/directory/load.ts';
import { type Directory, openDirectory } from '../../lib/directory/open.ts';
import { pack } from '../../lib/directory/pack.ts';
import { entriesFromNdjson } from './ndjson.ts';
import { ensureStarter } from './starter.ts';

/** The directory at `path` (packed file, or ndjson, gzip or not), or the one that ships when no path is given. Throws when it cannot be read. */
export async function openAt(path: string | null): Promise<Directory> {
  if (path === null) {
    const folder = ensureStarter();
    const { directory } = await loadDirectory(async (name) => new Uint8Array(readFileSync(join(dirname(folder), name))));
    return directory;
  }
  if (!existsSync(path)) throw new Error(`${path}: no such file`);
  if (/\.ndjson(\.gz)?$/.test(path)) {
    return openDirectory(pack(await entriesFromNdjson(path, (line, reason) => console.error(`${path}:${line}: ${reason}, skipped`))));
  }
  return openDirectory(new Uint8Array(readFileSync(path)));
}
