import { deflateSync, inflateSync } from 'fflate';
import { Fault } from '../../invoice/fault.ts';
import { type ByteReader, joined } from './bytes.ts';

/**
 * A ZIP written and read as a stream, one entry in memory at a time. Sizes stand before the content, as `fflate`'s own stream cannot write them: without
 * them a reader would have to guess where a stored picture ends. Any tool opens the result.
 */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAME = 0x0800;
/** How hard the deflating was tried, which changes nothing to the reading. */
const DEFLATE_EFFORT = 0x0006;
const END_BYTES = 22;
/** The directory at the end: far above what 65 535 entries of ours take. */
const MAX_DIRECTORY_BYTES = 16_777_216;
/** Largest entry that is unpacked, and the most that a whole archive may unpack to. */
export const MAX_ENTRY_BYTES = 134_217_728;
export const MAX_TOTAL_BYTES = 2_000_000_000;
const MAX_ENTRIES = 65_535;

let table: Uint32Array | null = null;

export function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (let index = 0; index < bytes.length; index++) crc = (table[(crc ^ bytes[index]!) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function fields(...values: [bytes: 2 | 4, value: number][]): Uint8Array {
  const out = new Uint8Array(values.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [size, value] of values) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return out;
}

/** MS-DOS date and time, in the machine's own time as every ZIP has it. */
function dosMoment(date: Date): [[2, number], [2, number]] {
  const year = Math.max(1980, date.getFullYear());
  return [
    [2, (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1)],
    [2, ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate()],
  ];
}

export class ZipWriter {
  readonly #sink: (bytes: Uint8Array) => void | Promise<void>;
  readonly #moment: [[2, number], [2, number]];
  readonly #central: Uint8Array[] = [];
  #offset = 0;

  constructor(sink: (bytes: Uint8Array) => void | Promise<void>, date: Date) {
    this.#sink = sink;
    this.#moment = dosMoment(date);
  }

  async #out(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.length;
    await this.#sink(bytes);
  }

  /** Stored as it is, or deflated; `date`: of this entry alone. Fault 'file-too-big' beyond what a ZIP of the first kind (and a phone) takes. */
  async add(name: string, content: Uint8Array, packed = false, date?: Date): Promise<void> {
    const data = packed ? deflateSync(content, { level: 6 }) : content;
    const title = new TextEncoder().encode(name);
    if (this.#offset + data.length > MAX_TOTAL_BYTES || this.#central.length >= MAX_ENTRIES) throw new Fault('file-too-big', 'backup');
    const common: [2 | 4, number][] = [
      [2, 20],
      [2, UTF8_NAME],
      [2, packed ? 8 : 0],
      ...(date ? dosMoment(date) : this.#moment),
      [4, crc32(content)],
      [4, data.length],
      [4, content.length],
      [2, title.length],
      [2, 0],
    ];
    const offset = this.#offset;
    this.#central.push(joined([fields([4, CENTRAL], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), title]));
    await this.#out(joined([fields([4, LOCAL], ...common), title]));
    await this.#out(data);
  }

  async end(): Promise<void> {
    const directory = joined(this.#central);
    const count = this.#central.length;
    const start = this.#offset;
    await this.#out(directory);
    await this.#out(fields([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, directory.length], [4, start], [2, 0]));
  }
}

export interface ZipEntry {
  name: string;
  bytes: Uint8Array;
}

/**
 * The entries of a ZIP made by `ZipWriter`, each checked against its CRC, then the directory at the end against their number.
 * Faults: 'backup-cut' when it ends too early, 'backup-broken' for anything else that is not ours.
 */
export async function* readZip(reader: ByteReader): AsyncGenerator<ZipEntry> {
  let total = 0;
  let count = 0;
  for (;;) {
    const signature = new DataView((await reader.take(4)).buffer).getUint32(0, true);
    if (signature === CENTRAL || signature === END) break;
    if (signature !== LOCAL) throw new Fault('backup-broken', 'entry');
    const view = new DataView((await reader.take(26)).buffer);
    const [flags, method] = [view.getUint16(2, true), view.getUint16(4, true)];
    const [crc, packedSize, size] = [view.getUint32(10, true), view.getUint32(14, true), view.getUint32(18, true)];
    const [nameLength, extraLength] = [view.getUint16(22, true), view.getUint16(24, true)];
    total += size;
    if ((flags & ~(UTF8_NAME | DEFLATE_EFFORT)) !== 0 || (method !== 0 && method !== 8) || (method === 0 && size !== packedSize))
      throw new Fault('backup-broken', 'kind');
    if (size > MAX_ENTRY_BYTES || packedSize > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES || ++count > MAX_ENTRIES)
      throw new Fault('backup-broken', 'too big');
    const name = new TextDecoder().decode(await reader.take(nameLength));
    await reader.take(extraLength);
    const data = await reader.take(packedSize);
    const bytes = method === 8 ? inflated(data, size) : data;
    if (bytes.length !== size || crc32(bytes) !== crc) throw new Fault('backup-broken', 'checksum');
    yield { name, bytes };
  }
  const directory = await reader.rest(MAX_DIRECTORY_BYTES);
  const end = new DataView(directory.buffer, directory.byteOffset + Math.max(0, directory.length - END_BYTES));
  // An empty archive has its signature taken already; ours never is.
  if (directory.length < END_BYTES || end.getUint32(0, true) !== END) throw new Fault('backup-cut', 'directory');
  if (end.getUint16(10, true) !== count) throw new Fault('backup-broken', 'count');
}

/** Never more than the size that was told, whatever the stream holds. */
function inflated(data: Uint8Array, size: number): Uint8Array {
  try {
    return inflateSync(data, { out: new Uint8Array(size) });
  } catch (error) {
    throw new Fault('backup-broken', 'deflate', { cause: error });
  }
}
