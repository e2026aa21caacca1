import { Unzip, UnzipInflate } from 'fflate';
import { DirectoryCsv } from './csv.ts';
import type { OfficialDirectory } from './official.ts';
import { refusedAs, SourceRefused } from './refused.ts';
import { readXlsx } from './xlsx.ts';
import { DirectoryXml } from './xml.ts';
import { Inflated } from './zip.ts';

export type Report = (place: string, line: number, reason: string) => void;

export interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

/** What node and the browsers have each in their way. */
export interface SourceTools {
  /** `fatal`: throws at the first byte that is not of that encoding. */
  decoder(encoding: 'utf-8' | 'windows-1252', fatal: boolean): Decoder;
  /** Rejects when the file is cut short. */
  gunzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** A file as it comes, chunk after chunk. */
export interface OfficialFile {
  name: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** Bytes to text: UTF-8, or Windows-1252 when the first chunk is not valid UTF-8 or the XML says so. Then to the reader its first sign asks for. */
class TextSource {
  private decoder: Decoder | null = null;
  private reader: DirectoryXml | DirectoryCsv | null = null;

  constructor(
    private readonly place: string,
    private readonly directory: OfficialDirectory,
    private readonly report: Report,
    private readonly tools: SourceTools,
  ) {}

  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.decoder ??= this.tools.decoder(encodingOf(bytes, this.tools), false);
    this.read(this.decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    if (this.decoder) this.read(this.decoder.decode());
    if (!this.reader) throw new SourceRefused('ce fichier est vide');
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

function encodingOf(bytes: Uint8Array, tools: SourceTools): 'utf-8' | 'windows-1252' {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  if (/encoding=["'](iso-8859-1|iso-8859-15|windows-1252)["']/i.test(head)) return 'windows-1252';
  try {
    // The last character may be cut by the end of the chunk.
    tools.decoder('utf-8', true).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

async function readZip({ name, chunks }: OfficialFile, directory: OfficialDirectory, report: Report, tools: SourceTools): Promise<void> {
  const unzip = new Unzip();
  unzip.register(UnzipInflate);
  let files = 0;
  let failure: unknown = null;
  const unfinished = new Set<string>();
  const inflated = new Inflated();
  unzip.onfile = (file) => {
    if (file.name === '[Content_Types].xml')
      failure ??= new SourceRefused('ce fichier est un classeur Excel : donnez-lui un nom qui finit par .xlsx');
    if (!/\.(xml|csv|txt)$/i.test(file.name)) return;
    files++;
    unfinished.add(file.name);
    const source = new TextSource(`${name}/${file.name}`, directory, report, tools);
    file.ondata = (error, chunk, final) => {
      try {
        if (error) throw error;
        inflated.grew(chunk.length);
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
  try {
    for await (const chunk of chunks) {
      inflated.read(chunk.length);
      unzip.push(chunk);
      if (failure) throw failure;
    }
    unzip.push(new Uint8Array(0), true);
    if (failure) throw failure;
  } catch (error) {
    throw refusedAs('ce ZIP est incomplet ou abîmé', error);
  }
  if (files === 0) throw new SourceRefused('ce ZIP ne contient ni XML ni CSV');
  if (unfinished.size > 0) throw new SourceRefused(`dans le ZIP, ${[...unfinished].join(', ')} est incomplet`);
}

/** The chunks of a file, its beginning given back with them. */
async function* withHead(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (;;) {
    const next = await rest.next();
    if (next.done) return;
    yield next.value;
  }
}

/** Reads one source into the directory, its form told by its first bytes. Throws with the reason when the file as a whole cannot be trusted. */
export async function readSource(file: OfficialFile, directory: OfficialDirectory, report: Report, tools: SourceTools): Promise<void> {
  const rest = file.chunks[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done || first.value.length === 0) throw new SourceRefused('ce fichier est vide');
  const head = first.value;
  const magic = String.fromCharCode(...head.subarray(0, 4));
  const chunks = withHead(head, rest);
  if (magic.startsWith('PK')) {
    if (/\.xlsx$/i.test(file.name)) return readXlsx({ name: file.name, chunks }, directory, report, tools);
    return readZip({ name: file.name, chunks }, directory, report, tools);
  }
  if (magic === 'CRSR') throw new SourceRefused('ce fichier est déjà un annuaire préparé');
  const source = new TextSource(file.name, directory, report, tools);
  if (head[0] !== 0x1f || head[1] !== 0x8b) for await (const chunk of chunks) source.write(chunk);
  else
    try {
      for await (const chunk of tools.gunzip(chunks)) source.write(chunk);
    } catch (error) {
      throw refusedAs('ce fichier gzip est incomplet ou abîmé', error);
    }
  source.end();
}
