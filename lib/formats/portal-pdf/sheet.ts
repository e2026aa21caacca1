import { PageSizes, type PDFDocument, type PDFPage, rgb } from 'pdf-lib';
import type { Face, Faces } from './faces.ts';

/** A4 in points, origin at the bottom left, as PDF has it. */
export const margin = 48;
export const [pageWidth, pageHeight] = PageSizes.A4;
export const contentWidth = pageWidth - 2 * margin;
/** Lowest baseline of the body: the footer lives below. */
export const floor = 66;

const black = rgb(0, 0, 0);
const grey = rgb(0.62, 0.62, 0.62);

export interface TextStyle {
  size: number;
  bold?: boolean;
  /** `right`: x is the right edge. */
  align?: 'left' | 'right';
}

/** The pages being drawn and where the next line goes. Text is black on white, as the portal's reader wants it; only rules are grey. */
export class Sheet {
  readonly faces: Faces;
  readonly #document: PDFDocument;
  readonly #onNewPage: (sheet: Sheet) => void;
  page: PDFPage;
  /** Baseline of the last line drawn. */
  y = pageHeight - margin;

  constructor(document: PDFDocument, faces: Faces, onNewPage: (sheet: Sheet) => void) {
    this.#document = document;
    this.faces = faces;
    this.#onNewPage = onNewPage;
    this.page = document.addPage([pageWidth, pageHeight]);
  }

  face(bold = false): Face {
    return bold ? this.faces.bold : this.faces.regular;
  }

  /** Breaks the page when `height` points do not fit below; true when it did. */
  need(height: number): boolean {
    if (this.y - height >= floor) return false;
    this.page = this.#document.addPage([pageWidth, pageHeight]);
    this.y = pageHeight - margin;
    this.#onNewPage(this);
    return true;
  }

  text(value: string, x: number, y: number, { size, bold = false, align = 'left' }: TextStyle): void {
    const face = this.face(bold);
    const clean = face.clean(value);
    if (clean.trim() === '') return;
    const left = align === 'right' ? x - face.width(clean, size) : x;
    this.page.drawText(clean, { x: left, y, size, font: face.font, color: black });
  }

  rule(y: number, { from = margin, to = margin + contentWidth, thickness = 0.5, dark = false } = {}): void {
    this.page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness, color: dark ? black : grey });
  }

  frame(x: number, top: number, width: number, height: number): void {
    this.page.drawRectangle({ x, y: top - height, width, height, borderColor: grey, borderWidth: 0.75 });
  }
}
