import type { Invoice } from '../../invoice/model.ts';
import { body, contentWidth, leading, margin, pageHeight, right, type Sheet, small } from './sheet.ts';
import { addressLines, factsOf, recipientKeywords, representativeLines, titleOf } from './wording.ts';

/** The left column, and where the right one starts. */
const columnWidth = 236;
const columnX = margin + 264;
const labelWidth = 92;
const smallestKeyword = 7;

/** Seller and title side by side, then the dates beside the recipient, their tops on one line. */
export function drawHead(sheet: Sheet, invoice: Invoice): void {
  const top = pageHeight - margin - 16;
  const sellerEnd = drawSeller(sheet, invoice, top);
  const titleWidth = right - columnX;
  sheet.fitted(titleOf(invoice).toUpperCase(), columnX, top, titleWidth, { size: 24, bold: true });
  const numberEnd = sheet.stack([`N° ${invoice.invoiceNumber}`], columnX, top - 21, titleWidth, { size: 12, bold: true }, 16);
  const second = Math.min(sellerEnd, numberEnd - 10) - 18;
  const boxEnd = drawRecipient(sheet, invoice, second, titleWidth);
  const factsEnd = drawFacts(sheet, factsOf(invoice), second - 16);
  sheet.y = Math.min(factsEnd, boxEnd) - 30;
}

function drawSeller(sheet: Sheet, invoice: Invoice, top: number): number {
  const { seller } = invoice;
  let y = sheet.stack([seller.name || seller.tradingName], margin, top, columnWidth, { size: 15, bold: true }, 18);
  const address = [
    seller.tradingName === seller.name ? '' : seller.tradingName,
    ...addressLines(seller.address),
    seller.phone && `Tél. : ${seller.phone}`,
    seller.email,
  ].filter(Boolean);
  if (address.length > 0) y = sheet.stack(address, margin, y - 18, columnWidth, { size: body });
  const legal = [
    seller.siret && `SIRET : ${seller.siret}`,
    seller.vatIdentifier && `TVA : ${seller.vatIdentifier}`,
    seller.legalMention,
    ...representativeLines(invoice),
  ].filter(Boolean);
  if (legal.length > 0) y = sheet.stack(legal, margin, y - 16, columnWidth, { size: small }, 11);
  return y;
}

function drawFacts(sheet: Sheet, facts: readonly [string, string][], top: number): number {
  let y = top;
  for (const [label, value] of facts) {
    sheet.text(`${label} :`, margin, y, { size: body });
    y = sheet.stack([value], margin + labelWidth, y, columnWidth - labelWidth, { size: body, bold: /^\d\d\/\d\d\/\d{4}$/.test(value) }) - leading - 2;
  }
  return y + leading + 2;
}

/** The window of a French envelope: recipient, then what the portal's reader looks for. */
function drawRecipient(sheet: Sheet, invoice: Invoice, top: number, width: number): number {
  const inner = columnX + 12;
  const innerWidth = width - 24;
  sheet.text('Destinataire', inner, top - 16, { size: small });
  let y = sheet.stack([invoice.buyer.name], inner, top - 32, innerWidth, { size: 11, bold: true }, 14);
  const lines = [invoice.buyer.tradingName, ...addressLines(invoice.buyer.address)].filter(Boolean);
  if (lines.length > 0) y = sheet.stack(lines, inner, y - 15, innerWidth, { size: body });
  const keywords = recipientKeywords(invoice);
  if (keywords.length > 0) y = drawKeywords(sheet, keywords, inner, y - 20, innerWidth);
  sheet.frame(columnX, top, width, top - y + 12);
  return y - 12;
}

/** One keyword to a line, its value on that very line: a long one shrinks a little, an endless one is cut rather than sent below its label. */
function drawKeywords(sheet: Sheet, keywords: readonly string[], x: number, y: number, width: number): number {
  let at = y;
  for (const keyword of keywords) {
    const natural = sheet.face(true).width(keyword, body);
    const size = Math.max(smallestKeyword, Math.min(body, (body * width) / natural));
    at = sheet.stack([keyword.replaceAll(' ', '\u00a0')], x, at, width, { size, bold: true }, 12) - 14;
  }
  return at + 14;
}

/**
 * Head of the next pages: which invoice goes on, and for whom in the portal's second keyword (« SIRET dest », users.md §0.1), so that a page astray
 * still finds its way.
 */
export function drawContinuation(sheet: Sheet, invoice: Invoice): void {
  const y = sheet.y - 6;
  const recipient = invoice.buyer.siret && `SIRET dest : ${invoice.buyer.siret}`;
  const style = { size: body };
  const taken = sheet.face().width(recipient, body);
  sheet.fitted(`${titleOf(invoice)} ${invoice.invoiceNumber} (suite)`, margin, y, contentWidth - taken - 20, { ...style, bold: true });
  sheet.text(recipient, right, y, { ...style, align: 'right' });
  sheet.y = y - 22;
}
