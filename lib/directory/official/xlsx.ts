import { Unzip, UnzipInflate } from 'fflate';
import { ByteWriter, textBetween } from '../bytes.ts';
import type { OfficialDirectory } from './official.ts';
import { refusedAs, SourceRefused } from './refused.ts';
import { SheetReader, StringsReader } from './sheet.ts';
import type { OfficialFile, Report, SourceTools } from './source.ts';
import { Inflated } from './zip.ts';

/** The published workbook weighs 27 MB: what is much larger is something else, and would not fit in a phone's memory. */
const heaviestFile = 120_000_000;
const heaviestTexts = 150_000_000;

/** A workbook keeps its texts in one list that its sheets number; kept here as bytes, since half a million strings would weigh four times more. */
class SharedTexts {
  private readonly bytes = new ByteWriter();
  private ends = new Uint32Array(1 << 16);
  count = 0;

  put(text: string): void {
    this.bytes.text(text);
    if (this.bytes.length > heaviestTexts) throw new SourceRefused('ce classeur contient trop de texte pour être un annuaire');
    if (this.count === this.ends.length) {
      const larger = new Uint32Array(this.ends.length * 2);
      larger.set(this.ends);
      this.ends = larger;
    }
    this.ends[this.count++] = this.bytes.length;
  }

  at(index: number): string {
    if (!(index >= 0 && index < this.count)) throw new SourceRefused('dans ce classeur, des textes manquent : le fichier est incomplet');
    return textBetween(this.bytes.view(), index === 0 ? 0 : this.ends[index - 1]!, this.ends[index]!);
  }
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const bytes = new ByteWriter();
  for await (const chunk of chunks) {
    bytes.append(chunk);
    if (bytes.length > heaviestFile) throw new SourceRefused('ce classeur est bien plus lourd que l’annuaire de Chorus Pro');
  }
  return bytes.view();
}

/** Gives each wanted file of the ZIP, unpacked piece by piece, to the writer made for it. Throws when one of them is cut short. */
function unpack(zip: Uint8Array, tools: SourceTools, writerFor: (name: string) => { write(text: string): void; end(): void } | null): void {
  const unzip = new Unzip();
  unzip.register(UnzipInflate);
  let failure: unknown = null;
  const unfinished = new Set<string>();
  const inflated = new Inflated();
  unzip.onfile = (file) => {
    const writer = writerFor(file.name);
    if (!writer) return;
    unfinished.add(file.name);
    const decoder = tools.decoder('utf-8', false);
    file.ondata = (error, chunk, final) => {
      try {
        if (error) throw error;
        inflated.grew(chunk.length);
        writer.write(decoder.decode(chunk, { stream: !final }));
        if (!final) return;
        writer.end();
        unfinished.delete(file.name);
      } catch (thrown) {
        failure ??= thrown;
        file.terminate();
      }
    };
    file.start();
  };
  const step = 1 << 16;
  for (let at = 0; at < zip.length; at += step) {
    inflated.read(Math.min(step, zip.length - at));
    try {
      unzip.push(zip.subarray(at, at + step), at + step >= zip.length);
    } catch (error) {
      failure ??= error;
    }
    if (failure) throw refusedAs('ce classeur est incomplet ou abîmé', failure);
  }
  if (unfinished.size > 0) throw new SourceRefused(`dans le classeur, ${[...unfinished].join(', ')} est incomplet`);
}

/**
 * Reads the directory published as a workbook. Its texts come after its sheets in the file, so that it is held whole (packed) and gone through twice.
 * Sheets whose first rows hold no title of the directory are left aside.
 */
export async function readXlsx({ name, chunks }: OfficialFile, directory: OfficialDirectory, report: Report, tools: SourceTools): Promise<void> {
  const zip = await whole(chunks);
  const texts = new SharedTexts();
  unpack(zip, tools, (path) => (path === 'xl/sharedStrings.xml' ? new StringsReader((text) => texts.put(text)) : null));
  const sheets: SheetReader[] = [];
  unpack(zip, tools, (path) => {
    const number = /^xl\/worksheets\/([^/]+)\.xml$/.exec(path)?.[1];
    if (number === undefined) return null;
    const sheet = new SheetReader(
      directory,
      (line, reason) => report(`${name}/${number}`, line, reason),
      (index) => texts.at(index),
    );
    sheets.push(sheet);
    return sheet;
  });
  if (sheets.length === 0) throw new SourceRefused('ce fichier n’est pas un classeur Excel : il n’a aucune feuille');
  const known = sheets.filter((sheet) => sheet.recognised);
  if (known.length === 0) throw new SourceRefused('aucune feuille de ce classeur n’a les colonnes de l’annuaire de Chorus Pro');
  if (known.every((sheet) => sheet.rows === 0)) throw new SourceRefused('il y a des titres de colonnes, mais aucune ligne');
}
