import type { OfficialDirectory } from './official.ts';
import { SourceRefused } from './refused.ts';
import { DirectoryTable } from './table.ts';
import { plainText } from './xml.ts';

/** Rows looked at for the titles: a sheet may begin with a few lines of explanation. */
const titlesWithin = 20;
const longestTag = 100_000;
const longestText = 40_000;

/** The tags and texts of a part of a workbook as they come. Only what spreadsheets write: no document type, tags and texts bounded. */
abstract class PartReader {
  private buffer = '';
  private closed = false;

  protected abstract open(name: string, attributes: string): void;
  protected abstract close(name: string): void;
  protected abstract text(text: string): void;

  write(chunk: string): void {
    this.buffer += chunk;
    let at = 0;
    for (;;) {
      const open = this.buffer.indexOf('<', at);
      const close = open < 0 ? -1 : this.buffer.indexOf('>', open);
      if (close < 0) break;
      if (open > at) this.text(this.buffer.slice(at, open));
      this.tag(this.buffer.slice(open + 1, close));
      at = close + 1;
    }
    this.buffer = this.buffer.slice(at);
    if (this.buffer.length > longestTag) throw new SourceRefused('dans ce classeur, une balise ou un texte ne finit pas');
  }

  end(): void {
    if (!this.closed) throw new SourceRefused('ce classeur s’arrête au milieu d’une feuille');
  }

  private tag(inside: string): void {
    if (/^!(DOCTYPE|ENTITY)/i.test(inside)) throw new SourceRefused('ce classeur contient des ordres interdits (DOCTYPE)');
    if (inside.startsWith('?') || inside.startsWith('!')) return;
    // A prefix ("x:row") says nothing here.
    const name = /^\/?(?:[\w.-]+:)?([\w.-]+)/.exec(inside)?.[1];
    if (name === undefined) throw new SourceRefused('dans ce classeur, une balise est mal écrite');
    if (inside.startsWith('/')) {
      this.closed = name === 'worksheet' || name === 'sst';
      this.close(name);
      return;
    }
    this.open(name, inside);
    if (!inside.endsWith('/')) return;
    this.closed = name === 'worksheet' || name === 'sst';
    this.close(name);
  }
}

/** The list of texts: each <si>, whose <t> are run together (phonetic readings left out). */
export class StringsReader extends PartReader {
  private current = '';
  private inText = false;
  private phonetic = false;

  constructor(private readonly put: (text: string) => void) {
    super();
  }

  protected open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 't') this.inText = !this.phonetic;
    else if (name === 'rPh') this.phonetic = true;
  }

  protected close(name: string): void {
    if (name === 'si') this.put(this.current);
    else if (name === 't') this.inText = false;
    else if (name === 'rPh') this.phonetic = false;
  }

  protected text(text: string): void {
    if (this.inText && this.current.length < longestText) this.current += plainText(text);
  }
}

/** "B12" -> 1; -1 when it names no column below the 702nd. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,2}(?=\d)/.exec(reference)?.[0] ?? '';
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A number as a spreadsheet writes it: "2.1350360000018E13" is a SIRET. */
function digitsOfNumber(value: string): string {
  return /[.eE]/.test(value) && Number.isSafeInteger(Number(value)) ? Number(value).toFixed(0) : value;
}

const attribute = (inside: string, name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(inside)?.[1] ?? '';

/** One sheet, row by row, into the directory. */
export class SheetReader extends PartReader {
  private readonly table: DirectoryTable;
  private cells: string[] = [];
  private line = 0;
  private column = -1;
  private type = '';
  private value = '';
  private inValue = false;

  constructor(
    directory: OfficialDirectory,
    report: (line: number, reason: string) => void,
    private readonly textAt: (index: number) => string,
  ) {
    super();
    this.table = new DirectoryTable(directory, report);
  }

  get recognised(): boolean {
    return this.table.recognised;
  }

  get rows(): number {
    return this.table.rows;
  }

  protected open(name: string, inside: string): void {
    if (name === 'row') {
      this.cells = [];
      this.column = -1;
      const number = Number(attribute(inside, 'r'));
      this.line = Number.isInteger(number) && number > 0 ? number : this.line + 1;
    } else if (name === 'c') {
      const column = columnOf(attribute(inside, 'r'));
      this.column = column < 0 ? this.column + 1 : column;
      this.type = attribute(inside, 't');
      this.value = '';
    } else if (name === 'v' || name === 't') this.inValue = true;
  }

  protected close(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
  }

  protected text(text: string): void {
    if (this.inValue && this.value.length < longestText) this.value += plainText(text);
  }

  private endCell(): void {
    if (this.value === '' || this.column > 700) return;
    while (this.cells.length <= this.column) this.cells.push('');
    const text =
      this.type === 's' ? this.textAt(Number(this.value)) : this.type === '' || this.type === 'n' ? digitsOfNumber(this.value) : this.value;
    this.cells[this.column] = text.trim();
  }

  private endRow(): void {
    if (this.cells.every((cell) => cell === '')) return;
    if (this.recognised) this.table.row(this.line, this.cells, false);
    else if (this.line <= titlesWithin) this.table.titles(this.cells);
  }
}
