import type { Invoice, Line } from '../../invoice/model.ts';
import { body, contentWidth, margin, right, type Sheet, small, type TextStyle } from './sheet.ts';
import { detailsOf, frenchNumber, frenchRate, quantityOf } from './wording.ts';

/** Room above and below a line's text, points: `airy` for an invoice of one page, `compact` when that saves a page. */
export const densities = { airy: { above: 5, below: 8 }, compact: { above: 1, below: 4 } } as const;
export type Density = keyof typeof densities;

const headings = ['Quantité', 'Prix unit. HT', 'TVA', 'Montant HT'] as const;
type Figures = readonly [quantity: string, price: string, rate: string, amount: string];
/** Right edges of the four columns of figures, and the width left to the name. */
interface Columns {
  edges: readonly [number, number, number, number];
  widths: readonly [number, number, number, number];
  nameWidth: number;
}

const gap = 16;
const narrowestName = 170;

function figuresOf(line: Line): Figures {
  return [quantityOf(line), frenchNumber(line.netPrice), line.vatCategory === 'O' ? '' : frenchRate(line.vatRate), frenchNumber(line.netAmount)];
}

/** The table of lines: columns of figures as wide as what they hold, the name takes the rest. */
export class Table {
  readonly #sheet: Sheet;
  readonly #columns: Columns;
  readonly #currency: string;
  readonly #room: { above: number; below: number };

  constructor(sheet: Sheet, { lines, currency }: Invoice, density: Density) {
    this.#sheet = sheet;
    this.#currency = currency;
    this.#room = densities[density];
    const rows = lines.map(figuresOf);
    const widest = (column: 0 | 1 | 2 | 3) =>
      rows.reduce((width, row) => Math.max(width, sheet.face().width(row[column], body)), sheet.face(true).width(headings[column], small));
    let widths: [number, number, number, number] = [Math.max(48, widest(0)), widest(1), Math.max(34, widest(2)), Math.max(64, widest(3))];
    const total = widths.reduce((sum, width) => sum + width, 0);
    const most = contentWidth - narrowestName - 4 * gap;
    // Figures of absurd length shrink rather than push the name off the page.
    if (total > most) widths = [(widths[0] * most) / total, (widths[1] * most) / total, (widths[2] * most) / total, (widths[3] * most) / total];
    const rate = right - widths[3] - gap;
    const price = rate - widths[2] - gap;
    const quantity = price - widths[1] - gap;
    this.#columns = { edges: [quantity, price, rate, right], widths, nameWidth: quantity - widths[0] - gap - margin };
  }

  drawHead(): void {
    const style: TextStyle = { size: small, bold: true };
    const y = this.#sheet.y;
    this.#sheet.text('Désignation', margin, y, style);
    headings.forEach((heading, index) => {
      this.#sheet.text(heading, this.#columns.edges[index] ?? right, y, { ...style, align: 'right' });
    });
    this.#sheet.rule(y - 6, { thickness: 1, dark: true });
    this.#sheet.y = y - 6;
  }

  #wrapped(line: Line): { names: string[]; details: string[] } {
    const { nameWidth } = this.#columns;
    return {
      names: this.#sheet.face().wrap(line.name, body, nameWidth),
      details: detailsOf(line, this.#currency).flatMap((text) => this.#sheet.face().wrap(text, small, nameWidth)),
    };
  }

  height(line: Line): number {
    const { names, details } = this.#wrapped(line);
    return this.#room.above + names.length * 12 + details.length * 10.5 + this.#room.below;
  }

  drawLine(line: Line): void {
    const sheet = this.#sheet;
    const { names, details } = this.#wrapped(line);
    // Kept whole when it can be; a text longer than that goes on over the page.
    sheet.need(Math.min(this.height(line), 240));
    sheet.y -= this.#room.above;
    const y = sheet.y - 12;
    sheet.flow(names.slice(0, 1), margin, { size: body }, 12);
    this.#drawFigures(line, y);
    sheet.flow(names.slice(1), margin, { size: body }, 12);
    sheet.flow(details, margin, { size: small }, 10.5);
    sheet.y -= this.#room.below;
    sheet.rule(sheet.y, { thickness: 0.4 });
  }

  #drawFigures(line: Line, y: number): void {
    const { edges, widths } = this.#columns;
    figuresOf(line).forEach((figure, index) => {
      this.#sheet.fitted(figure, edges[index] ?? right, y, widths[index] ?? 60, { size: body, align: 'right' });
    });
  }
}
