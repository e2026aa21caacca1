import { PDFDocument } from 'pdf-lib';
import { frenchDate } from '../../invoice/dates.ts';
import { saved } from '../pdfa/container.ts';
import { setFacts } from '../pdfa/facts.ts';
import { type FontBytes, openFaces } from '../portal-pdf/faces.ts';
import { body, contentWidth, floor, margin, pageHeight, right, Sheet, small } from '../portal-pdf/sheet.ts';
import { addressLines, frenchAmount, frenchRate } from '../portal-pdf/wording.ts';
import { type ClaimedInvoice, type LetterFacts, totalsOf } from './facts.ts';
import { letterWords, referencesOf, spaced, trialMention, writtenDay } from './wording.ts';

export type { ClaimedInvoice, LetterFacts } from './facts.ts';
export { type ClaimMail, claimMail, mailtoOf } from './wording.ts';

/** Sizes of the letter itself, points; the compact ones when they save a page. */
interface Density {
  text: number;
  line: number;
  /** Between paragraphs. */
  gap: number;
  /** Above the subject. */
  above: number;
  signature: number;
  /** The account beside the totals, references run on. */
  tight: boolean;
}
const airy: Density = { text: 10, line: 14, gap: 8, above: 30, signature: 62, tight: false };
const compact: Density = { text: 9.5, line: 12, gap: 5, above: 16, signature: 46, tight: true };
const buyerX = margin + 250;

/** Right edges of the figures; the invoice's number stands at the margin. */
const columns = {
  principal: margin + 176,
  due: margin + 246,
  days: margin + 300,
  rate: margin + 356,
  interest: margin + 424,
  indemnity: right,
} as const;

/**
 * The letter that claims late interest and the fixed indemnity (and the invoice, when it is not paid): one A4 page for one to three invoices, more when there
 * are more. Sober on purpose: it goes to a public accountant. Same facts and fonts, same bytes.
 */
export async function claimLetter(facts: LetterFacts, fonts: FontBytes): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const wide = drawn(facts, fonts, airy);
  const tight = wide.pageCount > 1 ? drawn(facts, fonts, compact) : wide;
  const sheet = tight.pageCount < wide.pageCount ? tight : wide;
  drawFooters(sheet, facts);
  sheet.write(document);
  const { subject } = letterWords(facts);
  setFacts(document, {
    title: subject,
    author: facts.seller.name,
    subject: `${subject}, ${facts.buyer.name}`,
    date: new Date(`${facts.on}T12:00:00Z`),
  });
  return saved(document);
}

function drawn(facts: LetterFacts, fonts: FontBytes, density: Density): Sheet {
  const { text, line, gap, above } = density;
  const sheet = new Sheet(openFaces(fonts), () => undefined);
  const words = letterWords(facts);
  const paragraph = (sentence: string) => {
    const lines = sheet.face().wrap(sentence, text, contentWidth);
    sheet.need(Math.min(lines.length * line, 3 * line));
    sheet.flow(lines, margin, { size: text }, line);
    sheet.y -= gap;
  };
  drawHead(sheet, facts);
  sheet.y -= above;
  sheet.flow(sheet.face(true).wrap(`Objet : ${words.subject}`, text, contentWidth), margin, { size: text, bold: true }, line);
  sheet.y -= gap + 4;
  paragraph('Madame, Monsieur,');
  for (const each of words.opening) paragraph(each);
  drawTable(sheet, facts, density);
  for (const each of words.closing) paragraph(each);
  if (!density.tight) {
    sheet.need(46);
    sheet.y = drawAccount(sheet, facts, sheet.y - 2, contentWidth);
  }
  // The name signs on the page of the last words.
  sheet.need(line + gap + density.signature);
  paragraph(words.politeness);
  drawSignature(sheet, facts, density);
  return sheet;
}

/** The sender at the top left, the addressee where the window of an envelope shows him, place and day under him. */
function drawHead(sheet: Sheet, { seller, buyer, on, trial }: LetterFacts): void {
  const top = pageHeight - margin - 12;
  if (trial) sheet.text(trialMention, margin, pageHeight - 30, { size: small, bold: true });
  let y = sheet.stack([seller.name || seller.tradingName], margin, top, 230, { size: 14, bold: true }, 17);
  const lines = [
    seller.tradingName === seller.name ? '' : seller.tradingName,
    ...addressLines(seller.address),
    seller.phone && `Tél. : ${seller.phone}`,
    seller.email,
    seller.siret && `SIRET : ${seller.siret}`,
    seller.vatIdentifier && `TVA : ${seller.vatIdentifier}`,
    seller.legalMention,
  ].filter(Boolean);
  y = sheet.stack(lines, margin, y - 16, 230, { size: body });
  // 45 mm from the top: the usual window of a French envelope.
  const window = pageHeight - 128;
  let end = sheet.stack([buyer.name], buyerX, window, right - buyerX, { size: 11, bold: true }, 14);
  end = sheet.stack(
    ['Service chargé du paiement des factures', ...addressLines(buyer.address), buyer.siret && `SIRET : ${buyer.siret}`].filter(Boolean),
    buyerX,
    end - 15,
    right - buyerX,
    { size: body },
  );
  const place = seller.address.city ? `${seller.address.city}, le ${writtenDay(on)}` : `Le ${writtenDay(on)}`;
  sheet.text(place, buyerX, end - 26, { size: airy.text });
  sheet.y = Math.min(y, end - 26);
}

const euros = (amount: string) => frenchAmount(amount, 'EUR');

function drawTable(sheet: Sheet, facts: LetterFacts, density: Density): void {
  const { invoices } = facts;
  sheet.y -= 2;
  sheet.need(120);
  const head = { size: small, bold: true, align: 'right' } as const;
  sheet.y -= 12;
  sheet.text('Facture', margin, sheet.y, { size: small, bold: true });
  sheet.text('Montant TTC', columns.principal, sheet.y, head);
  sheet.text('Échéance', columns.due, sheet.y, head);
  sheet.text('Retard', columns.days, sheet.y, head);
  sheet.text('Taux', columns.rate, sheet.y, head);
  sheet.text('Intérêts', columns.interest, sheet.y, head);
  sheet.text('Indemnité', columns.indemnity, sheet.y, head);
  sheet.y -= 6;
  sheet.rule(sheet.y, { thickness: 0.75, dark: true });
  for (const invoice of invoices) drawInvoice(sheet, invoice, density);
  const totals = totalsOf(facts);
  const rows: [string, string][] = [
    ...(totals.unpaid > 0 ? [[totals.unpaid > 1 ? 'Factures non payées' : 'Facture non payée', euros(totals.principal)] as [string, string]] : []),
    ['Intérêts moratoires', euros(totals.interest)],
    [totals.indemnity === '40.00' ? 'Indemnité forfaitaire' : 'Indemnités forfaitaires', euros(totals.indemnity)],
  ];
  sheet.need(rows.length * 15 + 40);
  sheet.y -= 6;
  if (density.tight) drawAccount(sheet, facts, sheet.y - 6, buyerX - margin - 24);
  for (const [label, value] of rows) {
    sheet.y -= 15;
    sheet.text(label, buyerX, sheet.y, { size: body });
    sheet.text(value, right, sheet.y, { size: body, align: 'right' });
  }
  sheet.y -= 8;
  sheet.rule(sheet.y, { from: buyerX, thickness: 1, dark: true });
  sheet.y -= 17;
  sheet.text('Total à verser', buyerX, sheet.y, { size: 12, bold: true });
  sheet.text(euros(totals.total), right, sheet.y, { size: 12, bold: true, align: 'right' });
  sheet.y -= 16;
}

/** Its figures on one line, its references small below. */
function drawInvoice(sheet: Sheet, invoice: ClaimedInvoice, { tight }: Density): void {
  const { claim } = invoice;
  const each = referencesOf(invoice);
  const references = (tight ? [`${each.join('. ')}.`] : each).flatMap((reference) => sheet.face().wrap(reference, small, contentWidth));
  sheet.need(30 + references.length * 10.5);
  sheet.y -= 15;
  const style = { size: body, align: 'right' } as const;
  sheet.fitted(`${invoice.number} du ${frenchDate(invoice.issueDate)}`, margin, sheet.y, 112, { size: body, bold: true });
  sheet.fitted(euros(claim.principal), columns.principal, sheet.y, 62, style);
  sheet.text(frenchDate(claim.dueOn), columns.due, sheet.y, style);
  sheet.text(`${claim.days} ${claim.days > 1 ? 'jours' : 'jour'}`, columns.days, sheet.y, style);
  sheet.text(frenchRate(claim.rate), columns.rate, sheet.y, style);
  sheet.fitted(euros(claim.interest), columns.interest, sheet.y, 64, style);
  sheet.text(euros(claim.indemnity), columns.indemnity, sheet.y, style);
  sheet.y -= 2;
  sheet.flow(references, margin, { size: small }, 10.5);
  sheet.y -= 7;
  sheet.rule(sheet.y);
}

/** Where the money goes, in a frame from `top` down; gives where to go on. */
function drawAccount(sheet: Sheet, { account, seller }: LetterFacts, top: number, width: number): number {
  if (!account.iban) return top;
  const end = margin + width - 12;
  const beside = width === contentWidth;
  const height = beside || !account.bic ? 36 : 49;
  sheet.frame(margin, top, width, height);
  sheet.fitted(`À verser à ${account.name || seller.name}`, margin + 12, top - 14, width - 24, { size: small });
  sheet.fitted(`IBAN : ${spaced(account.iban)}`, margin + 12, top - 28, width - (beside ? 160 : 24), { size: 10.5, bold: true });
  if (account.bic)
    sheet.text(`BIC : ${account.bic}`, beside ? end : margin + 12, top - (beside ? 28 : 41), { size: body, align: beside ? 'right' : 'left' });
  return top - height - 6;
}

function drawSignature(sheet: Sheet, { seller }: LetterFacts, { signature }: Density): void {
  sheet.text(seller.name || seller.tradingName, buyerX, sheet.y - 14, { size: body, bold: true });
  sheet.text('Signature :', buyerX, sheet.y - 27, { size: small });
  sheet.y -= signature;
}

function drawFooters(sheet: Sheet, facts: LetterFacts): void {
  if (sheet.pageCount < 2) return;
  for (let index = 0; index < sheet.pageCount; index++) {
    sheet.onPage(index);
    sheet.text(`${facts.seller.name}, ${frenchDate(facts.on)}`, margin, floor - 34, { size: 7.5 });
    sheet.text(`Page ${index + 1} / ${sheet.pageCount}`, right, floor - 34, { size: 7.5, align: 'right' });
  }
}
