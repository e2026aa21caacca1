import type { Invoice } from '../../invoice/model.ts';
import { big } from '../../invoice/money.ts';
import { body, contentWidth, floor, leading, margin, right, type Sheet, small, type TextStyle } from './sheet.ts';
import type { Density } from './table.ts';
import { accountOf, exemptionsOf, frenchAmount, frenchRate, mentionsOf, paymentHead, paymentLines, signedAmount } from './wording.ts';

const leftWidth = 236;
const breakdownWidth = 216;
const totalsX = margin + 264;

/** What follows the lines, measured before it is drawn: a total must never stand alone on a page. Heights in points. */
export interface Closing {
  totals: number;
  payment: number;
  mentions: number;
  draw(): void;
}

/** A part that can be measured before it is drawn: at x, from `top` down. */
interface Block {
  height: number;
  draw(top: number): void;
}

/** `airy`: totals, then how to pay in a frame as wide as the page. `compact`: how to pay beside the totals. */
export function closingOf(sheet: Sheet, invoice: Invoice, density: Density): Closing {
  const totals = totalsOf(sheet, invoice);
  const breakdown = breakdownOf(sheet, invoice);
  const narrow = accountOfWidth(sheet, invoice, margin, leftWidth);
  // Terms of payment as long as a letter keep the frame, which may go on over the page.
  const beside = density === 'compact' && narrow.height <= 150 ? narrow : null;
  const left = breakdown.height + (beside ? 16 + beside.height : 0);
  const totalsHeight = Math.max(totals.height, left) + 24;
  const framed = beside ? null : accountOfWidth(sheet, invoice, margin + 12, contentWidth - 24);
  const paymentHeight = framed ? framed.height + 38 : 0;
  const mentions = mentionsOf(invoice).map((mention) => sheet.face().wrap(mention, small, contentWidth));
  const mentionsHeight = mentions.reduce((height, lines) => height + lines.length * 10.5 + 2, 14);
  return {
    totals: totalsHeight,
    payment: paymentHeight,
    mentions: mentionsHeight,
    draw() {
      sheet.need(totalsHeight);
      const top = sheet.y - 22;
      breakdown.draw(top);
      beside?.draw(top - breakdown.height - 16);
      totals.draw(top);
      sheet.y = top - totalsHeight + 22;
      if (framed) drawFramed(sheet, framed, paymentHeight);
      drawMentions(sheet, mentions, mentionsHeight);
    },
  };
}

type Row = [label: string, value: string, weight?: 'strong' | 'final'];

function totalRows(invoice: Invoice): Row[] {
  const { totals, allowances, currency, kind } = invoice;
  const money = (value: string) => frenchAmount(value, currency);
  const some = (value: string) => value !== '' && !big(value)?.eq(0);
  const rows: Row[] = [];
  if (allowances.length > 0) rows.push(['Total des lignes HT', money(totals.lines)]);
  for (const item of allowances) rows.push([item.reason || (item.charge ? 'Frais' : 'Remise'), signedAmount(item, currency)]);
  rows.push(['Total HT', money(totals.net), 'strong'], ['Total TVA', money(totals.vat)], ['Total TTC', money(totals.gross), 'strong']);
  if (some(totals.prepaid)) rows.push(['Déjà payé', `–\u00a0${money(totals.prepaid)}`]);
  if (some(totals.rounding)) rows.push(['Arrondi', money(totals.rounding).replace('-', '–\u00a0')]);
  rows.push([kind === 'credit-note' ? 'Montant de l’avoir' : 'Net à payer', money(totals.payable), 'final']);
  return rows.filter(([, value]) => value.trim() !== '');
}

function totalsOf(sheet: Sheet, invoice: Invoice): Block {
  const rows = totalRows(invoice);
  const widest = Math.max(84, ...rows.map(([, value, weight]) => sheet.face(weight !== undefined).width(value, weight === 'final' ? 13 : body) + 12));
  const labelWidth = Math.max(60, right - totalsX - widest);
  const heights = rows.map(([label, , weight]) =>
    weight === 'final' ? 34 : sheet.face(weight === 'strong').wrap(label, body, labelWidth).length * 12 + 4,
  );
  return {
    height: heights.reduce((total, each) => total + each, 0),
    draw(top) {
      let y = top;
      rows.forEach(([label, value, weight], index) => {
        if (weight === 'final') drawFinal(sheet, label, value, y);
        else {
          const style: TextStyle = { size: body, bold: weight === 'strong' };
          sheet.stack([label], totalsX, y, labelWidth, style, 12);
          sheet.text(value, right, y, { ...style, align: 'right' });
        }
        y -= heights[index] ?? 16;
      });
    },
  };
}

/** The one figure to pay, between two black rules. */
function drawFinal(sheet: Sheet, label: string, value: string, y: number): void {
  const style: TextStyle = { size: 13, bold: true };
  const baseline = y - 11;
  sheet.rule(y + 6, { from: totalsX, thickness: 1.2, dark: true });
  sheet.text(label, totalsX, baseline, style);
  const taken = sheet.face(true).width(label, style.size);
  sheet.fitted(value, right, baseline, right - totalsX - taken - 10, { ...style, align: 'right' });
  sheet.rule(baseline - 8, { from: totalsX, thickness: 1.2, dark: true });
}

/** VAT by rate, and why there is none where there is none. */
function breakdownOf(sheet: Sheet, invoice: Invoice): Block {
  const edges = { base: margin + 132, tax: margin + breakdownWidth };
  const exemptions = exemptionsOf(invoice).flatMap((reason) => sheet.face().wrap(reason, body, leftWidth));
  const rows = invoice.vatBreakdown;
  return {
    height: (rows.length > 0 ? 18 + rows.length * 15 : 0) + exemptions.length * 12,
    draw(top) {
      let y = top;
      if (rows.length > 0) {
        const head: TextStyle = { size: small, bold: true };
        sheet.text('Taux de TVA', margin, y, head);
        sheet.text('Base HT', edges.base, y, { ...head, align: 'right' });
        sheet.text('Montant TVA', edges.tax, y, { ...head, align: 'right' });
        sheet.rule(y - 5, { to: edges.tax, thickness: 0.75, dark: true });
        y -= 18;
      }
      for (const entry of rows) {
        sheet.text(entry.category === 'O' ? 'Hors champ' : frenchRate(entry.rate), margin, y, { size: body });
        sheet.fitted(frenchAmount(entry.taxableAmount, invoice.currency), edges.base, y, 90, { size: body, align: 'right' });
        sheet.fitted(frenchAmount(entry.taxAmount, invoice.currency), edges.tax, y, 78, { size: body, align: 'right' });
        y -= 15;
      }
      sheet.stack(exemptions, margin, y - 3, leftWidth, { size: body }, 12);
    },
  };
}

/** How to pay: means and due date, account, then the rest, which may be long and then goes on over the page. */
function accountOfWidth(sheet: Sheet, invoice: Invoice, x: number, width: number): Block {
  const { iban, bic } = accountOf(invoice);
  const wide = width > leftWidth;
  const lines = [wide ? '' : bic, ...paymentLines(invoice)].filter(Boolean).flatMap((line) => sheet.face().wrap(line, body, width));
  const account = iban !== '' || (wide && bic !== '');
  return {
    height: 10 + (account ? 17 : 0) + lines.length * leading,
    draw(top) {
      sheet.fitted(paymentHead(invoice), x, top, width, { size: body, bold: true });
      sheet.y = top;
      if (account) {
        sheet.y -= 17;
        const taken = wide && bic ? sheet.face().width(bic, body) + 16 : 0;
        sheet.fitted(iban, x, sheet.y, width - taken, { size: 10.5, bold: true });
        if (wide) sheet.fitted(bic, x + width, sheet.y, width / 2, { size: body, align: 'right' });
      }
      sheet.flow(lines, x, { size: body }, leading);
    },
  };
}

/** In a frame as wide as the page: after the total it is what the payer looks for. Without the frame when it goes on over the page. */
function drawFramed(sheet: Sheet, block: Block, height: number): void {
  sheet.need(Math.min(height, 260));
  const top = sheet.y - 18;
  const whole = height <= sheet.room;
  if (whole) sheet.frame(margin, top, contentWidth, height - 18);
  block.draw(top - 17);
  sheet.y = whole ? top - height + 18 : sheet.y - 8;
}

/** Mentions stand at the foot of the page when there is room, as on printed letterheads. */
function drawMentions(sheet: Sheet, mentions: readonly string[][], height: number): void {
  if (height <= sheet.room) sheet.y = Math.min(sheet.y - 14, floor + height - 14);
  else sheet.y -= 14;
  for (const lines of mentions) {
    sheet.need(Math.min(lines.length * 10.5, 105));
    sheet.flow(lines, margin, { size: small }, 10.5);
    sheet.y -= 2;
  }
}
