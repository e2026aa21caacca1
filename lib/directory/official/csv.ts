import { foldedName, type OfficialDirectory } from './official.ts';
import { SourceRefused } from './refused.ts';
import { DirectoryTable } from './table.ts';

const longestCell = 10_000;

/** Reads a directory in CSV (";" or ",", quoted fields, BOM) chunk by chunk. The header tells structures from services; an unknown one is refused. */
export class DirectoryCsv {
  private readonly table: DirectoryTable;
  private separator = ';';
  private cells: string[] = [];
  private cell = '';
  private quoted = false;
  private wasQuote = false;
  private line = 1;
  private rowLine = 1;

  constructor(directory: OfficialDirectory, report: (line: number, reason: string) => void) {
    this.table = new DirectoryTable(directory, report);
  }

  write(chunk: string): void {
    for (const character of chunk) {
      if (character === '\n') this.line++;
      if (this.quoted) {
        if (character === '"') {
          this.quoted = false;
          this.wasQuote = true;
        } else if (this.cell.length < longestCell) this.cell += character;
        else throw new SourceRefused(`ligne ${this.rowLine} : un champ entre guillemets ne finit pas`);
        continue;
      }
      if (character === '"') {
        if (this.wasQuote) this.cell += '"';
        this.quoted = this.wasQuote || this.cell.trim() === '';
        this.wasQuote = false;
        if (!this.quoted) this.cell += '"';
        continue;
      }
      this.wasQuote = false;
      if (character === '\n') this.endRow();
      else if (!this.table.recognised && character === ',' && !this.cells.length && foldedName(this.cell) === 'typeidentifiant') {
        this.separator = ',';
        this.endCell();
      } else if (character === this.separator) this.endCell();
      else if (character !== '\r' && character !== '\ufeff') {
        if (this.cell.length === longestCell) throw new SourceRefused(`ligne ${this.rowLine} : un champ ne finit pas`);
        this.cell += character;
      }
    }
  }

  end(): void {
    if (this.quoted) throw new SourceRefused(`ligne ${this.rowLine} : le fichier s’arrête au milieu d’un champ entre guillemets`);
    if (this.cell !== '' || this.cells.length > 0) this.endRow();
    if (!this.table.recognised) throw new SourceRefused('ce fichier est vide');
    if (this.table.rows === 0) throw new SourceRefused('il y a des titres de colonnes, mais aucune ligne');
  }

  private endCell(): void {
    this.cells.push(this.cell.trim());
    this.cell = '';
  }

  private endRow(): void {
    this.endCell();
    const cells = this.cells;
    const line = this.rowLine;
    this.cells = [];
    this.rowLine = this.line;
    if (cells.length === 1 && cells[0] === '') return;
    if (!this.table.recognised) {
      if (!this.table.titles(cells))
        throw new SourceRefused(`ses colonnes ne sont pas celles de l’annuaire de Chorus Pro (${cells.slice(0, 5).join(' ; ').slice(0, 120)})`);
      return;
    }
    this.table.row(line, cells, true);
  }
}
