import type { PDFDocument } from 'pdf-lib';
import type { Invoice } from '../../invoice/model.ts';
import { closingOf } from './closing.ts';
import { type FontBytes, openFaces } from './faces.ts';
import { drawContinuation, drawHead } from './head.ts';
import { contentWidth, floor, margin, pageHeight, right, Sheet } from './sheet.ts';
import { type Density, Table } from './table.ts';
import { titleOf } from './wording.ts';

/** Draws the whole invoice on new pages of the document. Says nothing that the invoice does not hold. */
export function drawInvoice(document: PDFDocument, invoice: Invoice, fonts: FontBytes): void {
  const airy = laidOut(invoice, fonts, 'airy');
  const tight = airy.pageCount > 1 ? laidOut(invoice, fonts, 'compact') : airy;
  const sheet = tight.pageCount < airy.pageCount ? tight : airy;
  drawFooters(sheet, invoice);
  sheet.write(document);
}

function laidOut(invoice: Invoice, fonts: FontBytes, density: Density): Sheet {
  const open: { table: Table | null } = { table: null };
  const sheet = new Sheet(openFaces(fonts), (next) => {
    drawContinuation(next, invoice);
    open.table?.drawHead();
  });
  drawHead(sheet, invoice);
  const table = new Table(sheet, invoice, density);
  open.table = table;
  table.drawHead();
  const closing = closingOf(sheet, invoice, density);
  const last = invoice.lines.slice(-2);
  const first = invoice.lines.length - last.length;
  for (const [index, line] of invoice.lines.entries()) {
    if (index === first) {
      // The last lines go over the page with the totals, and with as much of what follows as one page holds.
      const lines = last.reduce((height, each) => height + Math.min(table.height(each), 240), 0);
      const most = pageHeight - margin - floor - 70;
      const wanted = [closing.totals + closing.payment + closing.mentions, closing.totals + closing.payment, closing.totals].map(
        (height) => lines + height,
      );
      sheet.need(wanted.find((height) => height <= most) ?? lines);
    }
    table.drawLine(line);
  }
  open.table = null;
  closing.draw();
  return sheet;
}

function drawFooters(sheet: Sheet, invoice: Invoice): void {
  const { seller } = invoice;
  const identity = [seller.name, seller.siret && `SIRET ${seller.siret}`, `${titleOf(invoice)} ${invoice.invoiceNumber}`.trim()];
  const [line = ''] = sheet.face().wrap(identity.filter(Boolean).join(' – '), 7.5, contentWidth - 70);
  for (let index = 0; index < sheet.pageCount; index++) {
    sheet.onPage(index);
    sheet.rule(floor - 22, { thickness: 0.5 });
    sheet.text(line, margin, floor - 34, { size: 7.5 });
    sheet.text(`Page ${index + 1} / ${sheet.pageCount}`, right, floor - 34, { size: 7.5, align: 'right' });
  }
}
