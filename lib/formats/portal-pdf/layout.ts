import type { PDFDocument } from 'pdf-lib';
import type { Invoice, Line } from '../../invoice/model.ts';
import { big } from '../../invoice/money.ts';
import type { Faces } from './faces.ts';
import { contentWidth, floor, margin, pageHeight, Sheet, type TextStyle } from './sheet.ts';
import {
  addressLines,
  exemptionsOf,
  factsOf,
  frenchAmount,
  frenchNumber,
  frenchRate,
  mentionsOf,
  paymentLines,
  quantityOf,
  recipientKeywords,
  titleOf,
} from './wording.ts';

const right = margin + contentWidth;
const body = 9.5;
const leading = 13;
const small = 8;

/** Right edges of the table's columns; the name starts at the margin. */
const columns = { quantity: 352, price: 425, rate: 470, amount: right };
const nameWidth = 236;
const breakdownWidth = 216;

/** Draws the whole invoice on new pages of the document. Says nothing that the invoice does not hold. */
export function drawInvoice(document: PDFDocument, invoice: Invoice, faces: Faces): void {
  let inTable = false;
  const sheet = new Sheet(document, faces, (next) => {
    next.text(`${titleOf(invoice)} ${invoice.invoiceNumber} (suite)`, margin, next.y - 6, { size: body, bold: true });
    next.y -= 24;
    if (inTable) tableHead(next);
  });
  drawHead(sheet, invoice);
  inTable = true;
  tableHead(sheet);
  for (const line of invoice.lines) drawLine(sheet, line);
  inTable = false;
  drawTotals(sheet, invoice);
  drawPayment(sheet, invoice);
  drawMentions(sheet, invoice);
  drawFooters(document, invoice, sheet);
}

/** Lines one under the other from `y`; gives the baseline of the last. */
function stack(sheet: Sheet, lines: readonly string[], x: number, y: number, width: number, style: TextStyle, step = leading): number {
  let at = y;
  for (const wrapped of lines.flatMap((line) => sheet.face(style.bold).wrap(line, style.size, width))) {
    sheet.text(wrapped, x, at, style);
    at -= step;
  }
  return at + step;
}

function drawHead(sheet: Sheet, invoice: Invoice): void {
  const { seller } = invoice;
  const top = pageHeight - margin;
  const boxX = margin + 264;
  const boxWidth = right - boxX;
  let y = stack(sheet, [seller.name || seller.tradingName], margin, top - 18, 236, { size: 15, bold: true }, 18);
  const contact = seller.phone && `Tél. : ${seller.phone}`;
  const address = [seller.tradingName === seller.name ? '' : seller.tradingName, ...addressLines(seller.address), contact, seller.email].filter(
    Boolean,
  );
  if (address.length > 0) y = stack(sheet, address, margin, y - 20, 236, { size: body });
  const legal = [seller.siret && `SIRET : ${seller.siret}`, seller.vatIdentifier && `TVA : ${seller.vatIdentifier}`, seller.legalMention].filter(
    Boolean,
  );
  if (legal.length > 0) y = stack(sheet, legal, margin, y - 16, 236, { size: small }, 11);

  sheet.text(titleOf(invoice).toUpperCase(), boxX, top - 18, { size: 24, bold: true });
  const numberEnd = stack(sheet, [`N° ${invoice.invoiceNumber}`], boxX, top - 38, boxWidth, { size: 12, bold: true });
  const boxTop = numberEnd - 20;
  const boxEnd = drawRecipient(sheet, invoice, boxX, boxTop, boxWidth);
  const factsTop = Math.min(y - 30, boxTop - 16);
  const factsEnd = drawFacts(sheet, factsOf(invoice), factsTop);
  sheet.y = Math.min(factsEnd, boxEnd) - 34;
}

function drawFacts(sheet: Sheet, facts: readonly [string, string][], top: number): number {
  const valueX = margin + 88;
  let y = top;
  for (const [label, value] of facts) {
    sheet.text(`${label} :`, margin, y, { size: body });
    y = stack(sheet, [value], valueX, y, 236 - 88, { size: body, bold: value.length < 24 }) - leading - 1;
  }
  return y + leading + 1;
}

/** The window of a French envelope: recipient, then what the portal's reader looks for. */
function drawRecipient(sheet: Sheet, invoice: Invoice, x: number, top: number, width: number): number {
  const inner = x + 12;
  const innerWidth = width - 24;
  sheet.text('Destinataire', inner, top - 16, { size: small });
  let y = stack(sheet, [invoice.buyer.name], inner, top - 33, innerWidth, { size: 11, bold: true }, 14);
  const lines = [invoice.buyer.tradingName, ...addressLines(invoice.buyer.address)].filter(Boolean);
  if (lines.length > 0) y = stack(sheet, lines, inner, y - 15, innerWidth, { size: body });
  const keywords = recipientKeywords(invoice);
  if (keywords.length > 0) y = stack(sheet, keywords, inner, y - 20, innerWidth, { size: body, bold: true }, 14);
  sheet.frame(x, top, width, top - y + 13);
  return y - 13;
}

function tableHead(sheet: Sheet): void {
  const style: TextStyle = { size: small, bold: true };
  const y = sheet.y;
  sheet.text('Désignation', margin, y, style);
  sheet.text('Quantité', columns.quantity, y, { ...style, align: 'right' });
  sheet.text('Prix unit. HT', columns.price, y, { ...style, align: 'right' });
  sheet.text('TVA', columns.rate, y, { ...style, align: 'right' });
  sheet.text('Montant HT', columns.amount, y, { ...style, align: 'right' });
  sheet.rule(y - 6, { thickness: 1, dark: true });
  sheet.y = y - 6;
}

function drawLine(sheet: Sheet, line: Line): void {
  const names = sheet.face().wrap(line.name, body, nameWidth);
  const details = line.description ? sheet.face().wrap(line.description, small, nameWidth) : [];
  // Kept whole when it can be; a text longer than that goes on over the page.
  sheet.need(Math.min(4 + names.length * 12 + details.length * 11 + 7, 240));
  const y = sheet.y - 16;
  sheet.y -= 4;
  flow(sheet, names.slice(0, 1), { size: body }, 12);
  const figures: TextStyle = { size: body, align: 'right' };
  sheet.text(quantityOf(line), columns.quantity, y, figures);
  sheet.text(frenchNumber(line.netPrice), columns.price, y, figures);
  sheet.text(line.vatCategory === 'O' ? '' : frenchRate(line.vatRate), columns.rate, y, figures);
  sheet.text(frenchNumber(line.netAmount), columns.amount, y, figures);
  flow(sheet, names.slice(1), { size: body }, 12);
  flow(sheet, details, { size: small }, 11);
  sheet.y -= 7;
  sheet.rule(sheet.y, { thickness: 0.4 });
}

/** Lines already wrapped, from the sheet's own position, over as many pages as they take. */
function flow(sheet: Sheet, lines: readonly string[], style: TextStyle, step: number): void {
  for (const line of lines) {
    sheet.need(step);
    sheet.y -= step;
    sheet.text(line, margin, sheet.y, style);
  }
}

type Row = [label: string, value: string, weight?: 'strong' | 'final'];

function totalRows(invoice: Invoice): Row[] {
  const { totals, allowances, currency, kind } = invoice;
  const money = (value: string) => frenchAmount(value, currency);
  const some = (value: string) => value !== '' && !big(value)?.eq(0);
  const rows: Row[] = [];
  if (allowances.length > 0) rows.push(['Total des lignes', money(totals.lines)]);
  for (const item of allowances)
    rows.push([item.reason || (item.charge ? 'Frais' : 'Remise'), item.charge ? money(item.amount) : `–\u00a0${money(item.amount)}`]);
  rows.push(['Total HT', money(totals.net), 'strong'], ['Total TVA', money(totals.vat)], ['Total TTC', money(totals.gross), 'strong']);
  if (some(totals.prepaid)) rows.push(['Déjà payé', `–\u00a0${money(totals.prepaid)}`]);
  rows.push([kind === 'credit-note' ? 'Montant de l’avoir' : 'Net à payer', money(totals.payable), 'final']);
  return rows;
}

function drawTotals(sheet: Sheet, invoice: Invoice): void {
  const rows = totalRows(invoice).filter(([, value]) => value.trim() !== '');
  const labelX = margin + 264;
  const labelWidth = right - labelX - 84;
  const heights = rows.map(
    ([label, , weight]) => sheet.face(Boolean(weight)).wrap(label, body, labelWidth).length * 12 + (weight === 'final' ? 20 : 5),
  );
  const exemptions = exemptionsOf(invoice).flatMap((reason) => sheet.face().wrap(reason, body, breakdownWidth));
  const breakdownHeight = 18 + invoice.vatBreakdown.length * 15 + exemptions.length * 12;
  const height = Math.max(
    heights.reduce((total, each) => total + each, 0),
    breakdownHeight + 12,
  );
  sheet.need(height + 26);
  const top = sheet.y - 24;
  drawBreakdown(sheet, invoice, top, exemptions);
  let y = top;
  rows.forEach(([label, value, weight], index) => {
    const style: TextStyle = weight === 'final' ? { size: 13, bold: true } : { size: body, bold: weight === 'strong' };
    if (weight === 'final') {
      sheet.rule(y + 8, { from: labelX, thickness: 1.2, dark: true });
      y -= 10;
    }
    stack(sheet, [label], labelX, y, labelWidth, style, 12);
    sheet.text(value, right, y, { ...style, align: 'right' });
    y -= weight === 'final' ? 8 : (heights[index] ?? 17);
  });
  sheet.y = Math.min(y, top - breakdownHeight) - 6;
}

function drawBreakdown(sheet: Sheet, invoice: Invoice, top: number, exemptions: readonly string[]): void {
  if (invoice.vatBreakdown.length === 0) return;
  const edges = { base: margin + 132, tax: margin + breakdownWidth };
  const head: TextStyle = { size: small, bold: true };
  sheet.text('Taux de TVA', margin, top, head);
  sheet.text('Base HT', edges.base, top, { ...head, align: 'right' });
  sheet.text('Montant TVA', edges.tax, top, { ...head, align: 'right' });
  sheet.rule(top - 5, { to: edges.tax, thickness: 0.75, dark: true });
  let y = top - 18;
  for (const entry of invoice.vatBreakdown) {
    sheet.text(entry.category === 'O' ? 'Hors champ' : frenchRate(entry.rate), margin, y, { size: body });
    sheet.text(frenchAmount(entry.taxableAmount, invoice.currency), edges.base, y, { size: body, align: 'right' });
    sheet.text(frenchAmount(entry.taxAmount, invoice.currency), edges.tax, y, { size: body, align: 'right' });
    y -= 15;
  }
  if (exemptions.length > 0) stack(sheet, exemptions, margin, y - 3, breakdownWidth, { size: body }, 12);
}

function drawPayment(sheet: Sheet, invoice: Invoice): void {
  const [head = '', ...lines] = paymentLines(invoice);
  const wrapped = lines.flatMap((line) => sheet.face().wrap(line, body, contentWidth));
  sheet.need(Math.min(24 + wrapped.length * leading, 240));
  sheet.y = stack(sheet, [head], margin, sheet.y - 18, contentWidth, { size: body, bold: true }) - 1;
  flow(sheet, wrapped, { size: body }, leading);
}

function drawMentions(sheet: Sheet, invoice: Invoice): void {
  sheet.y -= 14;
  for (const mention of mentionsOf(invoice)) {
    const lines = sheet.face().wrap(mention, small, contentWidth);
    sheet.need(Math.min(lines.length * 11, 110));
    flow(sheet, lines, { size: small }, 11);
    sheet.y -= 2;
  }
}

function drawFooters(document: PDFDocument, invoice: Invoice, sheet: Sheet): void {
  const pages = document.getPages();
  const identity = [invoice.seller.name, invoice.seller.siret && `SIRET ${invoice.seller.siret}`, `${titleOf(invoice)} ${invoice.invoiceNumber}`];
  const [line = ''] = sheet.face().wrap(identity.filter(Boolean).join(' – '), 7.5, contentWidth - 70);
  pages.forEach((page, index) => {
    sheet.page = page;
    sheet.rule(floor - 22, { thickness: 0.5 });
    sheet.text(line, margin, floor - 34, { size: 7.5 });
    sheet.text(`Page ${index + 1} / ${pages.length}`, right, floor - 34, { size: 7.5, align: 'right' });
  });
}
