import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { manifestFrom, type Piece } from '../../lib/directory/manifest.ts';
import type { OfficialDirectory } from '../../lib/directory/official/official.ts';
import { type Report, readSource, type SourceTools } from '../../lib/directory/official/source.ts';
import type { Published } from '../../lib/directory/publish.ts';
import { sha256 } from '../../lib/directory/sha256.ts';
import { readShard, type ServicesBySiret } from '../../lib/directory/shards.ts';
import { entriesFromNdjson } from './ndjson.ts';

const tools: SourceTools = {
  decoder: (encoding, fatal) => new TextDecoder(encoding, { fatal }),
  gunzip: (chunks) => Readable.from(chunks).pipe(createGunzip()),
};

/** Reads the source at `path`, ndjson too. Throws with the reason when the file as a whole cannot be trusted. */
export async function readFile(path: string, directory: OfficialDirectory, report: Report): Promise<void> {
  if (/\.ndjson(\.gz)?$/i.test(path)) {
    for (const entry of await entriesFromNdjson(path, (line, reason) => report(path, line, reason))) directory.entries.set(entry.siret, entry);
    return;
  }
  await readSource({ name: path, chunks: createReadStream(path, { highWaterMark: 1 << 18 }) }, directory, report, tools);
}

function pieceAt(folder: string, piece: Piece): Uint8Array {
  const bytes = new Uint8Array(readFileSync(join(folder, piece.file)));
  if (sha256(bytes) !== piece.sha256) throw new Error(`${join(folder, piece.file)} is not what its manifest says`);
  return bytes;
}

/** The version in a folder written by `directory:build`; throws when a file is missing or altered. */
export function versionAt(folder: string): Published {
  const manifest = manifestFrom(new Uint8Array(readFileSync(join(folder, 'manifest.json'))));
  const services: ServicesBySiret = new Map();
  for (const piece of manifest.shards) for (const [siret, list] of readShard(pieceAt(folder, piece))) services.set(siret, list);
  return { manifest, version: { base: pieceAt(folder, manifest.base), services } };
}
