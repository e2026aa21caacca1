import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DirectoryEntry } from '../../lib/directory/entry.ts';
import type { DirectoryManifest } from '../../lib/directory/manifest.ts';
import { pack } from '../../lib/directory/pack.ts';
import { type CommuneRow, type GroupingRow, starterEntries } from '../../lib/directory/starter.ts';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../', import.meta.url));
const data = dirname(require.resolve('@etalab/decoupage-administratif/package.json'));

/** Where the shipped directory is built: never committed, remade from node_modules when missing or older than what makes it. */
export const starterFolder = join(root, '.cache/directory');
export const starterFile = 'annuaire.bin';

/** Changes with the data's version and with every source file of the directory stage: a stale file is never shipped. */
function fingerprint(): string {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(data, 'package.json')));
  const stage = join(root, 'lib/directory');
  for (const name of readdirSync(stage).sort()) if (name.endsWith('.ts')) hash.update(readFileSync(join(stage, name)));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.digest('hex');
}

function rows<T>(name: string): T[] {
  return JSON.parse(readFileSync(join(data, 'data', name), 'utf8')) as T[];
}

/** Everything that ships, unpacked. */
export function starterRows(): DirectoryEntry[] {
  return starterEntries(rows<CommuneRow>('communes.json'), [...rows<GroupingRow>('epci.json'), ...rows<GroupingRow>('ept.json')]);
}

/** Builds the starter directory when needed; gives the folder that holds `annuaire.bin` and `manifest.json`. */
export function ensureStarter(): string {
  const stamp = join(starterFolder, 'fingerprint');
  const mark = fingerprint();
  const manifestPath = join(starterFolder, 'manifest.json');
  const packedPath = join(starterFolder, starterFile);
  if ([stamp, manifestPath, packedPath].every((path) => existsSync(path)) && readFileSync(stamp, 'utf8') === mark) return starterFolder;
  const entries = starterRows();
  const bytes = pack(entries);
  const version = (JSON.parse(readFileSync(join(data, 'package.json'), 'utf8')) as { version: string }).version;
  const manifest: DirectoryManifest = {
    version: 2,
    sequence: 1,
    date: '2026-03-01',
    base: { file: starterFile, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    shards: [],
    deltas: [],
    source: `Communes et groupements de France : INSEE et DGCL, par le paquet @etalab/decoupage-administratif ${version}. SIRET calculés, à confirmer.`,
    licence: 'Licence Ouverte 2.0 (données), MIT (paquet)',
    counts: {
      structures: entries.length,
      services: entries.reduce((sum, entry) => sum + entry.services.length, 0),
      aliases: entries.reduce((sum, entry) => sum + entry.aliases.length, 0),
      skipped: 0,
    },
  };
  mkdirSync(starterFolder, { recursive: true });
  // Written aside and renamed: two builds at once never read half a file.
  for (const [path, content] of [
    [packedPath, bytes],
    [manifestPath, JSON.stringify(manifest, null, 2)],
    [stamp, mark],
  ] as const) {
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, content);
    renameSync(aside, path);
  }
  if (statSync(packedPath).size !== bytes.length) throw new Error(`${packedPath} was not written whole`);
  return starterFolder;
}
