import { strFromU8, strToU8, unzipSync } from 'fflate';
import { Fault } from '../invoice/fault.ts';
import { BlobSink, ByteReader, bytesOf, piecesOf } from './backup/bytes.ts';
import { type Contents, FORMAT, readContents, VERSION } from './backup/contents.ts';
import { FrameWriter, MAGIC, openSealed, unsealed } from './backup/frames.ts';
import { readZip, ZipWriter } from './backup/zip.ts';

/**
 * The backup file, version 2. Inside, always a ZIP that any tool opens:
 *
 *   coursier.json   { format: "coursier-backup", version: 2, kind: "everything" | "invoice", madeAt, dossiers, deliveryNotes, articles, recipients, values }
 *   files/ID        the bytes of a picture, a PDF, a page as read
 *
 * Credentials and keys are left out on purpose (`backup/values.ts`), and so are the undo steps. Without a passphrase the file is that ZIP as it is.
 * With one it is sealed:
 *
 *   8 bytes         "COURSIER"
 *   1 byte          version of the container, 2
 *   4 bytes         length of the header (little-endian, as every number here)
 *   header          JSON { kdf: "PBKDF2-HMAC-SHA-256", iterations, salt (hex), cipher: "AES-256-GCM", frame: bytes of text in a frame }
 *   frames          4 bytes: length of the sealed text · 12 bytes: its own iv · the sealed text, whose last 16 bytes are the tag
 *
 * Each frame is bound (additional data) to "coursier-backup/2/SHA-256 of all that stands before the frames/its index/more|last": a frame cut off, dropped,
 * repeated, moved or taken from another file does not open. Frames hold 4 MB, so that a backup of any size passes through a phone's memory.
 * A file of a version above ours is refused as newer. The first version, a ZIP whose `coursier.json` came last, is read for ever.
 */
export { type Contents, readContents } from './backup/contents.ts';

const MANIFEST = 'coursier.json';
const FOLDER = 'files/';
/** The first version's backups are unpacked in one go. */
const MAX_UNPACKED_BYTES = 500_000_000;
export const SEALED_TYPE = 'application/x-coursier';

export interface WriteOptions {
  /** '' leaves the file open to whoever finds it. */
  passphrase: string;
  signal?: AbortSignal | undefined;
  /** From 0 to 1. */
  onProgress?: ((ratio: number) => void) | undefined;
  /** For tests: bytes in a frame, and rounds of the key. */
  frameBytes?: number | undefined;
  iterations?: number | undefined;
}

/** The whole file, made with one picture and one frame in memory. Faults: 'aborted', 'file-too-big' beyond 2 GB. */
export async function writeBackup(contents: Contents, file: (id: string) => Promise<Uint8Array | null>, options: WriteOptions): Promise<Blob> {
  const { passphrase, signal, onProgress } = options;
  const sink = new BlobSink();
  const frames = passphrase === '' ? null : await FrameWriter.open((bytes) => sink.write(bytes), passphrase, options);
  const zip = new ZipWriter((bytes) => (frames ? frames.write(bytes) : sink.write(bytes)), new Date(contents.madeAt));
  await zip.add(MANIFEST, strToU8(JSON.stringify({ format: FORMAT, version: VERSION, ...contents })), true);
  const ids = [...new Set(contents.dossiers.flatMap(({ files }) => files.map(({ id }) => id)))];
  for (const [index, id] of ids.entries()) {
    if (signal?.aborted) throw new Fault('aborted');
    const bytes = await file(id);
    if (bytes) await zip.add(FOLDER + id, bytes);
    onProgress?.((index + 1) / ids.length);
  }
  await zip.end();
  await frames?.end();
  return sink.blob(frames ? SEALED_TYPE : 'application/zip');
}

export type BackupForm = 'sealed' | 'open' | 'none';

/** What the first bytes say; the name is never believed. 'none': not a backup of ours. */
export async function formOf(blob: Blob): Promise<BackupForm> {
  const start = await bytesOf(blob.slice(0, 64));
  if (start.length > 0 && MAGIC.every((byte, index) => index >= start.length || start[index] === byte)) return 'sealed';
  if (start[0] !== 0x50 || start[1] !== 0x4b || start[2] !== 3 || start[3] !== 4) return 'none';
  const name = new TextDecoder('latin1').decode(start.subarray(30));
  return name.startsWith(MANIFEST) || name.startsWith(FOLDER) ? 'open' : 'none';
}

export interface OpenBackup {
  contents: Contents;
  /** The files, one after the other. Asked again, they are read again. */
  files(): AsyncGenerator<{ id: string; bytes: Uint8Array }>;
}

/**
 * Reads a backup to its very end, so that what is told of it holds for all of it. Faults: 'backup-newer', 'backup-passphrase', 'backup-cut',
 * 'backup-broken'.
 */
export async function openBackup(blob: Blob, passphrase = '', onProgress?: (ratio: number) => void): Promise<OpenBackup> {
  const form = await formOf(blob);
  if (form === 'none') throw new Fault('backup-broken', 'not ours');
  if (form === 'open' && !(await startsWithManifest(blob))) return openFirstVersion(blob);
  let pieces: () => AsyncIterable<Uint8Array> = () => piecesOf(blob);
  if (form === 'sealed') {
    const sealed = await openSealed(blob);
    const key = await sealed.key(passphrase);
    pieces = () => unsealed(sealed, key);
  }
  let contents: Contents | null = null;
  let done = 0;
  for await (const { name, bytes } of readZip(new ByteReader(pieces()))) {
    if (contents === null) {
      if (name !== MANIFEST) throw new Fault('backup-broken', 'order');
      contents = readContents(strFromU8(bytes), { sealed: form === 'sealed' });
    }
    done += bytes.length;
    onProgress?.(Math.min(1, done / blob.size));
  }
  if (!contents) throw new Fault('backup-broken', 'empty');
  return {
    contents,
    async *files() {
      for await (const { name, bytes } of readZip(new ByteReader(pieces())))
        if (name.startsWith(FOLDER)) yield { id: name.slice(FOLDER.length), bytes };
    },
  };
}

async function startsWithManifest(blob: Blob): Promise<boolean> {
  return new TextDecoder('latin1').decode(await bytesOf(blob.slice(30, 30 + MANIFEST.length))) === MANIFEST;
}

async function openFirstVersion(blob: Blob): Promise<OpenBackup> {
  const bytes = await bytesOf(blob);
  // Its directory stands at the end: a file without one was cut.
  const tail = bytes.subarray(Math.max(0, bytes.length - 65_557));
  if (!tail.some((_, at) => tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6))
    throw new Fault('backup-cut', 'zip');
  let entries: Record<string, Uint8Array>;
  try {
    let unpacked = 0;
    entries = unzipSync(bytes, {
      filter(entry) {
        unpacked += entry.originalSize;
        if (unpacked > MAX_UNPACKED_BYTES) throw new Error('too big');
        return entry.name === MANIFEST || entry.name.startsWith(FOLDER);
      },
    });
  } catch (error) {
    throw new Fault('backup-broken', 'zip', { cause: error });
  }
  const contents = readContents(strFromU8(entries[MANIFEST] ?? new Uint8Array()), { sealed: false });
  return {
    contents,
    async *files() {
      for (const [name, content] of Object.entries(entries)) if (name.startsWith(FOLDER)) yield { id: name.slice(FOLDER.length), bytes: content };
    },
  };
}
