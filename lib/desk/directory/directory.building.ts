import { keepIndex } from '../../directory/kept.ts';
import { drained, enrich } from '../../directory/official/enrich.ts';
import { OfficialDirectory } from '../../directory/official/official.ts';
import { SourceRefused } from '../../directory/official/refused.ts';
import { readSource, type SourceTools } from '../../directory/official/source.ts';
import { openDirectory } from '../../directory/open.ts';
import { publish } from '../../directory/publish.ts';
import { entriesIn } from '../../directory/unpack.ts';
import type { BuildProgress, BuildReport, SkippedRow } from './api.ts';
import type { DirectoryAnswer, DirectoryOrder } from './directory.worker.ts';

/** Tells the page; what is given is taken from here, not copied. */
type Say = (answer: DirectoryAnswer, given?: Transferable[]) => void;

const tools: SourceTools = {
  decoder: (encoding, fatal) => new TextDecoder(encoding, { fatal }),
  gunzip: (chunks) => read(streamOf(chunks).pipeThrough(new DecompressionStream('gzip'))),
};

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value as Uint8Array<ArrayBuffer>);
    },
  });
}

/** By hand: Safari's streams are not iterable. */
async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Rows that a person looks at; the others are counted. */
const SHOWN_ROWS = 200;
const PROGRESS_EVERY_BYTES = 1 << 21;
/** Five times the real one: a file that unpacks without end is stopped before the memory is full. */
const MOST_STRUCTURES = 1_000_000;

/** Builds a directory from official files, in the worker: `say` is told how far it is, then what was built or why not. */
export async function build({ files, shipped, facts }: Extract<DirectoryOrder, { job: 'build' }>, say: Say): Promise<void> {
  const directory = new OfficialDirectory();
  const rows: SkippedRow[] = [];
  let skipped = 0;
  let bytes = 0;
  let told = 0;
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const tell = (step: BuildProgress['step']) =>
    say({
      say: 'progress',
      progress: { step, ratio: total > 0 ? bytes / total : 0, structures: directory.entries.size, services: directory.services },
    });
  async function* counted(file: File): AsyncGenerator<Uint8Array> {
    for await (const chunk of read(file.stream())) {
      bytes += chunk.length;
      if (directory.entries.size > MOST_STRUCTURES) throw new SourceRefused('il contient trop de destinataires pour être vrai');
      if (bytes - told > PROGRESS_EVERY_BYTES) {
        told = bytes;
        tell('reading');
      }
      yield chunk;
    }
  }
  for (const file of files) {
    try {
      const report = (place: string, line: number, reason: string) => {
        skipped++;
        if (rows.length < SHOWN_ROWS) rows.push({ file: place, line, reason });
      };
      await readSource({ name: file.name, chunks: counted(file) }, directory, report, tools);
    } catch (error) {
      return say({ say: 'refused', file: file.name, reason: error instanceof SourceRefused ? error.message : 'ce fichier est illisible ou abîmé' });
    }
  }
  if (directory.entries.size === 0)
    return say({ say: 'refused', file: files.map((file) => file.name).join(', '), reason: 'aucun destinataire n’y a été trouvé' });
  const orphans = directory.orphanCount;
  tell('packing');
  if (shipped) enrich(directory, entriesIn(shipped));
  const { manifest, files: made } = publish(drained(directory.entries), null, { ...facts, skipped });
  const pieceOf = (name: string) => made.get(name) as Uint8Array;
  const base = pieceOf(manifest.base.file);
  const shards = manifest.shards.map(({ file }) => pieceOf(file));
  tell('indexing');
  const kept = keepIndex(openDirectory(base));
  const report: BuildReport = { structures: manifest.counts.structures, services: manifest.counts.services, skipped, rows, orphans };
  say({ say: 'built', manifest, base, shards, kept, report }, [kept.buffer as ArrayBuffer]);
}
