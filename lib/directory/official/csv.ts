import { type Fields, foldedName, type OfficialDirectory } from './official.ts';
import { SourceRefused } from './refused.ts';

/** Reads a directory in CSV (";" or ",", quoted fields, BOM) chunk by chunk. The header tells structures from services; an unknown one is refused. */
export class DirectoryCsv {
  private header: string[] | null = null;
  private services = false;
  private separator = ';';
  private cells: string[] = [];
  private cell = '';
  private quoted = false;
  private wasQuote = false;
  private line = 1;
  private rowLine = 1;
  private rows = 0;

  constructor(
    private readonly directory: OfficialDirectory,
    private readonly report: (line: number, reason: string) => void,
  ) {}

  write(chunk: string): void {
    for (const character of chunk) {
      if (character === '\n') this.line++;
      if (this.quoted) {
        if (character === '"') {
          this.quoted = false;
          this.wasQuote = true;
        } else if (this.cell.length < 10_000) this.cell += character;
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
      else if (this.header === null && character === ',' && !this.cells.length && foldedName(this.cell) === 'typeidentifiant') {
        this.separator = ',';
        this.endCell();
      } else if (character === this.separator) this.endCell();
      else if (character !== '\r' && character !== '\ufeff') this.cell += character;
    }
  }

  end(): void {
    if (this.quoted) throw new SourceRefused(`ligne ${this.rowLine} : le fichier s’arrête au milieu d’un champ entre guillemets`);
    if (this.cell !== '' || this.cells.length > 0) this.endRow();
    if (this.header === null) throw new SourceRefused('ce fichier est vide');
    if (this.rows === 0) throw new SourceRefused('il y a des titres de colonnes, mais aucune ligne');
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
    if (this.header === null) {
      this.header = cells.map(foldedName);
      const has = (...options: string[]) => options.some((option) => this.header!.includes(option));
      this.services = has('code', 'codeservice') && has('nom', 'nomservice', 'serviceactif');
      if (!has('identifiant', 'siret') || (!this.services && !has('raisonsociale', 'designationstructure')))
        throw new SourceRefused(`ses colonnes ne sont pas celles de l’annuaire de Chorus Pro (${cells.slice(0, 5).join(' ; ').slice(0, 120)})`);
      return;
    }
    this.rows++;
    if (cells.length < this.header.length - 2 || cells.length > this.header.length + 1) {
      this.report(line, `${cells.length} champs au lieu de ${this.header.length}`);
      return;
    }
    const row: Fields = {};
    this.header.forEach((name, index) => {
      row[name] ??= cells[index] ?? '';
    });
    const outcome = this.services ? this.directory.service(row) : this.directory.structure(row);
    if (outcome && 'skipped' in outcome) this.report(line, outcome.skipped);
  }
}
