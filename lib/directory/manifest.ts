import * as z from 'zod/mini';
import { Fault } from '../invoice/fault.ts';
import { ByteReader, broken } from './bytes.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** A name beside the manifest, never a path. */
const file = z.string().check(z.regex(/^[\w-][\w.-]{0,100}$/));
const size = z.number().check(z.int(), z.nonnegative(), z.lte(64_000_000));
const pieceShape = { file, bytes: size, sha256: hash };
const amount = z.number().check(z.int(), z.nonnegative());

const manifestSchema = z.object({
  /** Layout of this manifest. */
  version: z.literal(2),
  /** Grows by one with each version of one publisher: an older one is never taken. */
  sequence: amount,
  /** Day the sources describe, ISO. */
  date: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** In French, shown to the user. */
  source: z.string().check(z.maxLength(500)),
  licence: z.string().check(z.maxLength(500)),
  counts: z.object({ structures: amount, services: amount, aliases: amount, skipped: amount }),
  /** Every structure; with their services when there is no shard. */
  base: z.object(pieceShape),
  /** Services by hash of the SIREN (`shardOf`), [] when they are in the base. */
  shards: z.array(z.object(pieceShape)).check(z.maxLength(256)),
  /** From earlier bases to later ones, latest last; `from` and `to` are SHA-256 of bases. */
  deltas: z.array(z.object({ ...pieceShape, from: hash, to: hash })).check(z.maxLength(60)),
});

/** What `manifest.json` says of the files beside it. */
export type DirectoryManifest = z.infer<typeof manifestSchema>;
export type Piece = DirectoryManifest['base'];

function textOf(bytes: Uint8Array): string {
  const ended = new Uint8Array(bytes.length + 1);
  ended.set(bytes);
  ended[bytes.length] = 10;
  return new ByteReader(ended).lines().join('\n');
}

/** Reads a manifest, or throws a Fault `directory-broken`: it names files and hashes that everything else is trusted by. */
export function manifestFrom(bytes: Uint8Array): DirectoryManifest {
  if (bytes.length > 200_000) throw broken('manifest too long');
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes));
  } catch (error) {
    throw new Fault('directory-broken', 'manifest is not JSON', { cause: error });
  }
  const read = manifestSchema.safeParse(value);
  if (!read.success) throw broken(`manifest: ${read.error.issues[0]?.path.join('.')}`);
  return read.data;
}
