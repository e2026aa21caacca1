import { PageSizes, type PDFDocument, PDFName } from 'pdf-lib';
import type { Face, Faces } from './faces.ts';

/** A4 in points, origin at the bottom left, as PDF has it. */
export const margin = 48;
export const [pageWidth, pageHeight] = PageSizes.A4;
export const contentWidth = pageWidth - 2 * margin;
export const right = margin + contentWidth;
/** Lowest baseline of the body: the footer lives below. */
export const floor = 66;

/** Sizes of text, points. */
export const body = 9.5;
export const small = 8;
export const leading = 13;

export interface TextStyle {
  size: number;
  bold?: boolean;
  /** `right`: x is the right edge. */
  align?: 'left' | 'right';
}

/**
 * The pages being drawn and where the next line goes. Text is black on white, as the portal's reader wants it; only rules are grey. Pages are kept as
 * text until `write`, so that a layout can be tried and thrown away.
 */
export class Sheet {
  readonly faces: Faces;
  readonly #onNewPage: (sheet: Sheet) => void;
  readonly #pages: string[][] = [];
  #page: string[] = [];
  /** Baseline of the last line drawn. */
  y = pageHeight - margin;

  constructor(faces: Faces, onNewPage: (sheet: Sheet) => void) {
    this.faces = faces;
    this.#onNewPage = onNewPage;
    this.#open();
  }

  #open(): void {
    this.#page = [];
    this.#pages.push(this.#page);
    this.y = pageHeight - margin;
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  face(bold = false): Face {
    return bold ? this.faces.bold : this.faces.regular;
  }

  /** Points left above the floor. */
  get room(): number {
    return this.y - floor;
  }

  newPage(): void {
    this.#open();
    this.#onNewPage(this);
  }

  /** Breaks the page when `height` points do not fit below. */
  need(height: number): void {
    if (height > this.room) this.newPage();
  }

  /** Draws on an earlier page (0 for the first), for what is known only at the end: the number of pages. */
  onPage(index: number): void {
    this.#page = this.#pages[index] ?? this.#page;
  }

  text(value: string, x: number, y: number, { size, bold = false, align = 'left' }: TextStyle): void {
    const face = this.face(bold);
    const clean = face.clean(value);
    if (clean.trim() === '') return;
    const left = align === 'right' ? x - face.width(clean, size) : x;
    this.#page.push(`BT /${face.key} ${number(size)} Tf ${number(left)} ${number(y)} Td <${face.spelled(clean)}> Tj ET`);
  }

  /** As `text`, smaller when it would be wider than `width`. */
  fitted(value: string, x: number, y: number, width: number, style: TextStyle): void {
    const wide = this.face(style.bold).width(value, style.size);
    this.text(value, x, y, wide > width ? { ...style, size: (style.size * width) / wide } : style);
  }

  /** Lines one under the other from `y`, wrapped; gives the baseline of the last. */
  stack(lines: readonly string[], x: number, y: number, width: number, style: TextStyle, step = leading): number {
    let at = y;
    for (const wrapped of lines.flatMap((line) => this.face(style.bold).wrap(line, style.size, width))) {
      this.text(wrapped, x, at, style);
      at -= step;
    }
    return at + step;
  }

  /** Lines already wrapped, from the sheet's own position down, over as many pages as they take. */
  flow(lines: readonly string[], x: number, style: TextStyle, step: number): void {
    for (const line of lines) {
      this.need(step);
      this.y -= step;
      this.text(line, x, this.y, style);
    }
  }

  rule(y: number, { from = margin, to = right, thickness = 0.5, dark = false } = {}): void {
    this.#page.push(`${dark ? '0' : '0.62'} G ${number(thickness)} w ${number(from)} ${number(y)} m ${number(to)} ${number(y)} l S`);
  }

  frame(x: number, top: number, width: number, height: number): void {
    this.#page.push(`0.62 G 0.75 w ${number(x)} ${number(top - height)} ${number(width)} ${number(height)} re S`);
  }

  /** The pages and their fonts, into the document. */
  write(document: PDFDocument): void {
    const { context } = document;
    const pages = this.#pages.map((operators) => {
      const page = document.addPage([pageWidth, pageHeight]);
      page.node.set(PDFName.of('Contents'), context.register(context.flateStream(operators.join('\n'))));
      return page;
    });
    const fonts = context.obj({});
    for (const face of [this.faces.regular, this.faces.bold]) {
      const embedded = face.embed(document);
      if (embedded) fonts.set(PDFName.of(face.key), embedded);
    }
    for (const page of pages) page.node.set(PDFName.of('Resources'), context.obj({ Font: fonts }));
  }
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
