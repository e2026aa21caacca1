import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Unzip, UnzipInflate } from 'fflate';
import { DirectoryCsv } from './csv.ts';
import { entriesFromNdjson } from './ndjson.ts';
import type { OfficialDirectory } from './official.ts';
import { DirectoryXml } from './xml.ts';

export type Report = (place: string, line: number, reason: string) => void;

/** Bytes to text: UTF-8, or Windows-1252 when the first chunk is not valid UTF-8 or the XML says so. Then to the reader its first sign asks for. */
class TextSource {
  private decoder: TextDecoder | null = null;
  private reader: DirectoryXml | DirectoryCsv | null = null;

  constructor(
    private readonly place: string,
    private readonly directory: OfficialDirectory,
    private readonly report: Report,
  ) {}

  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.decoder ??= new TextDecoder(encodingOf(bytes));
    this.read(this.decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    if (this.decoder) this.read(this.decoder.decode());
    if (!this.reader) throw new Error('empty file');
    this.reader.end();
  }

  private read(text: string): void {
    if (!this.reader) {
      const first = text.replace(/^\ufeff/, '').trimStart();
      if (first === '') return;
      const report = (line: number, reason: string) => this.report(this.place, line, reason);
      this.reader = first.startsWith('<') ? new DirectoryXml(this.directory, report) : new DirectoryCsv(this.directory, report);
    }
    this.reader.write(text);
  }
}

function encodingOf(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  if (/encoding=["'](iso-8859-1|iso-8859-15|windows-1252)["']/i.test(head)) return 'windows-1252';
  try {
    // The last character may be cut by the end of the chunk.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

async function readText(stream: Readable, source: TextSource): Promise<void> {
  for await (const chunk of stream) source.write(chunk as Uint8Array);
  source.end();
}

async function readZip(path: string, directory: OfficialDirectory, report: Report): Promise<void> {
  const unzip = new Unzip();
  unzip.register(UnzipInflate);
  let files = 0;
  let failure: unknown = null;
  const unfinished = new Set<string>();
  unzip.onfile = (file) => {
    if (!/\.(xml|csv|txt)$/i.test(file.name)) return;
    files++;
    unfinished.add(file.name);
    const source = new TextSource(`${path}/${file.name}`, directory, report);
    file.ondata = (error, chunk, final) => {
      try {
        if (error) throw error;
        source.write(chunk);
        if (final) {
          source.end();
          unfinished.delete(file.name);
        }
      } catch (thrown) {
        failure ??= thrown;
        file.terminate();
      }
    };
    file.start();
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    unzip.push(chunk as Uint8Array);
    if (failure) throw failure;
  }
  unzip.push(new Uint8Array(0), true);
  if (failure) throw failure;
  if (files === 0) throw new Error('no XML and no CSV inside this ZIP');
  if (unfinished.size > 0) throw new Error(`${[...unfinished].join(', ')} is cut short inside the ZIP`);
}

/** Reads one source into the directory, its form told by its first bytes. Throws with the reason when the file as a whole cannot be trusted. */
export async function readSource(path: string, directory: OfficialDirectory, report: Report): Promise<void> {
  const file = await open(path);
  const head = new Uint8Array(512);
  const { bytesRead } = await file.read(head, 0, 512);
  await file.close();
  if (bytesRead === 0) throw new Error('empty file');
  const text = new TextDecoder('latin1').decode(head.subarray(0, bytesRead));
  if (text.startsWith('PK')) {
    if (/\.xlsx$/i.test(path)) throw new Error('XLSX is not read: choose the CSV, the XML or the ZIP of the same directory');
    return readZip(path, directory, report);
  }
  if (text.startsWith('CRSR')) throw new Error('this file is already packed');
  if (/\.ndjson(\.gz)?$/i.test(path)) {
    for (const entry of await entriesFromNdjson(path, (line, reason) => report(path, line, reason))) directory.entries.set(entry.siret, entry);
    return;
  }
  const stream = createReadStream(path, { highWaterMark: 1 << 18 });
  const source = new TextSource(path, directory, report);
  await readText(head[0] === 0x1f && head[1] === 0x8b ? stream.pipe(createGunzip()) : stream, source);
}
