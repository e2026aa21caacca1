import { type Fields, foldedName, type OfficialDirectory } from './official.ts';
import { SourceRefused } from './refused.ts';

/** Rows of one table, from a CSV or a sheet: the header tells structures from services, then each row goes to the directory. */
export class DirectoryTable {
  private header: string[] | null = null;
  private services = false;
  /** Rows met after the header. */
  rows = 0;

  constructor(
    private readonly directory: OfficialDirectory,
    private readonly report: (line: number, reason: string) => void,
  ) {}

  get recognised(): boolean {
    return this.header !== null;
  }

  /** True, and kept, when these are the titles of the columns of structures or of services. */
  titles(cells: readonly string[]): boolean {
    const header = cells.map(foldedName);
    const has = (...options: string[]) => options.some((option) => header.includes(option));
    const services = has('code', 'codeservice') && has('nom', 'nomservice', 'serviceactif');
    if (!has('identifiant', 'siret') || (!services && !has('raisonsociale', 'designationstructure'))) return false;
    this.header = header;
    this.services = services;
    return true;
  }

  /** `exact`: the row has a cell for each title, give or take one or two; a sheet leaves out the empty ones. */
  row(line: number, cells: readonly string[], exact: boolean): void {
    const { header } = this;
    if (!header) throw new SourceRefused('les titres des colonnes manquent');
    this.rows++;
    if (exact && (cells.length < header.length - 2 || cells.length > header.length + 1)) {
      this.report(line, `${cells.length} champs au lieu de ${header.length}`);
      return;
    }
    const row: Fields = {};
    header.forEach((name, index) => {
      row[name] ??= cells[index] ?? '';
    });
    const outcome = this.services ? this.directory.service(row) : this.directory.structure(row);
    if (outcome && 'skipped' in outcome) this.report(line, outcome.skipped);
  }
}
