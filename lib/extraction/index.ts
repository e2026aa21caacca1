import { sirenOf } from '../invoice/model.ts';
import { subtract, sum } from '../invoice/money.ts';
import type { Reading } from '../reading/document.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { fromInvoice } from './embedded.ts';
import { fieldOf, findBank, findCode, findDates, isPoor, missing } from './fields.ts';
import { echoedLabels, findLabels, type LabelHit } from './find-labels.ts';
import { helpedBy } from './helped.ts';
import { findCurrency, findKind, isInvoice } from './kind.ts';
import { type Sheet, sheetOf } from './layout.ts';
import { findLines, type Goods } from './lines.ts';
import type { ExtractOptions } from './options.ts';
import { asOnOrder, isOrder } from './order.ts';
import { learntLabels, paperOn } from './paper.ts';
import { findParties, type Parties, type Side } from './parties.ts';
import type { ExtractedVat, Extraction, Field } from './result.ts';
import { invoicesOn } from './several.ts';
import { fold } from './text.ts';
import { type Choice, discountOf, findTotals, type Totals } from './totals.ts';
import { completeRows, exemptionOf, findVatRows, type VatRow } from './vat.ts';

export { draftFrom } from './draft.ts';
export { fromInvoice } from './embedded.ts';
export type { ExtractOptions } from './options.ts';

/**
 * The fields of an invoice from the words of its pages, each with its confidence, its place and the facts behind it. Never throws: what is not found is
 * `missing`. An invoice embedded as data wins over the page.
 */
export function extract(reading: Reading, options: ExtractOptions = {}): Extraction {
  if (reading.embedded) return fromInvoice(reading.embedded);
  const seen = fromPages(reading, options);
  if (!reading.pages.some((page) => page.engine)) return seen;
  const pages = reading.pages.map((page) => (page.engine ? { ...page, ...page.engine } : page));
  return helpedBy(fromPages({ ...reading, pages }, options), seen);
}

function fromPages(reading: Reading, options: ExtractOptions): Extraction {
  const sheet = sheetOf(reading.pages);
  const printed = findLabels(sheet);
  const common = [...printed, ...echoedLabels(sheet)];
  const candidates = findCandidates(sheet, common);
  const paper = paperOn(sheet, candidates, options.papers ?? []);
  const labels = [...common, ...learntLabels(paper, sheet, printed)];
  const goods = findLines(sheet, candidates, printed);
  const exemption = exemptionOf(sheet);
  const rows = findVatRows(candidates, printed, goods.rows);
  const discount = discountOf(sheet, candidates, labels);
  const linesSums = goods.sum === null ? [] : [goods.sum, ...(discount === '' ? [] : [subtract(goods.sum, discount)])];
  const totals = findTotals(sheet, candidates, labels, rows, linesSums, exemption !== null);
  const negative = [totals.gross, totals.net].some((choice) => choice?.candidate?.value.startsWith('-') ?? false);
  // Words of the goods (« pièce », « commande ») label nothing.
  const outside = labels.filter((label) => !goods.rows.has(label.row));
  const kind = findKind(sheet, negative);
  const numbered = findCode('invoiceNumber', sheet, candidates, kind.value === 'credit-note' ? withoutOrigin(outside) : outside, [], paper);
  const bank = findBank(sheet, candidates, labels, options, paper);
  const ordered = isOrder(sheet, printed, { numbered: numbered.evidence.includes('label'), iban: bank.iban.evidence.includes('mod97') });
  const heads = ordered ? asOnOrder(outside) : outside;
  const told = ordered ? asOnOrder(labels) : labels;
  const parties = findParties(sheet, candidates, told, options, paper);
  const invoiceNumber = ordered ? missing() : numbered;
  const engagementNumber = findCode('engagementNumber', sheet, candidates, heads, taken(invoiceNumber), paper);
  const serviceCode = findCode('serviceCode', sheet, candidates, heads, taken(invoiceNumber, engagementNumber), paper);
  const contractNumber = findCode('contractNumber', sheet, candidates, heads, taken(invoiceNumber, engagementNumber, serviceCode), paper);
  const dates = findDates(sheet, candidates, told, options, paper);
  const ocr = reading.source === 'ocr';
  const fields: Extraction['fields'] = {
    kind,
    invoiceNumber,
    // An order has a day of its own, and neither an account nor a day to be paid.
    ...(ordered ? { issueDate: missing(), dueDate: missing() } : dates),
    currency: findCurrency(sheet),
    sellerName: nameField(parties.sellerName, 'seller', sheet, ocr, options),
    sellerSiret: siretField(parties.seller, parties.buyer, 'seller'),
    sellerVat: vatField(parties),
    buyerName: nameField(parties.buyerName, 'buyer', sheet, ocr, options),
    buyerSiret: siretField(parties.buyer, parties.seller, 'buyer'),
    serviceCode,
    engagementNumber,
    contractNumber,
    ...totalFields(totals, !ocr, goods),
    ...(ordered ? { iban: missing(), bic: missing() } : bank),
  };
  const looksLikeInvoice = isInvoice(sheet, printed, {
    siret: parties.seller !== null || parties.buyer !== null,
    iban: bank.iban.evidence.includes('mod97'),
    total: totals.gross !== null && totals.gross.score > 6,
    number: invoiceNumber.value !== null,
    date: dates.issueDate.value !== null,
  });
  const orderedOn = dates.issueDate;
  const invoiceNumbers = ordered ? [] : invoicesOn(sheet, outside, candidates);
  return {
    fields,
    vatBreakdown: breakdown(totals, rows, goods, exemption !== null),
    lines: withRates(goods, rows),
    looksLikeInvoice,
    ...(ordered ? { order: { orderedOn } } : {}),
    ...(invoiceNumbers.length > 1 ? { invoiceNumbers } : {}),
  };
}

/** On a credit note « Réf. facture », « sur facture n° » name what it corrects. */
const withoutOrigin = (labels: readonly LabelHit[]) =>
  labels.filter(
    ({ kind, cell, start, end }) => kind !== 'invoiceNumber' || !namesOrigin(fold(cell.text.slice(0, start)), fold(cell.text.slice(start, end))),
  );
const namesOrigin = (before: string, own: string) =>
  /facture/.test(own) && (/^ref/.test(own) || /(?:\bref\S*|annul\S*|sur|concern\S*|rectifi\S*|relati\S* a|origine)\s(?:la |de )?$/.test(before));

const taken = (...fields: Field[]) => fields.flatMap((field) => (field.value === null ? [] : [field.value]));

/** Sure: the key holds, it was read cleanly, a label says SIRET, and whose it is rests on two kinds of facts (or one that says so outright). */
function siretField(side: Side | null, other: Side | null, role: 'seller' | 'buyer'): Field {
  if (!side) return missing();
  const { candidate, evidence } = side;
  const lean = role === 'seller' ? side.lean : -side.lean;
  const facts = ['party-label', 'vat-siren', 'profile', 'directory', 'block', 'public-words', 'seller-words'].filter((fact) =>
    evidence.includes(fact),
  ).length;
  const told =
    evidence.includes('party-label') ||
    evidence.includes('profile') ||
    evidence.includes('directory') ||
    evidence.includes('vat-siren') ||
    facts >= 2;
  const apart = other !== null && Math.abs(side.lean - other.lean) >= 5;
  const trusted =
    (evidence.includes('luhn') && !evidence.includes('mended') && !evidence.includes('contested')) ||
    evidence.includes('directory') ||
    evidence.includes('known');
  const read =
    evidence.includes('clean') ||
    evidence.includes('vat-siren') ||
    evidence.includes('repeated') ||
    evidence.includes('directory') ||
    evidence.includes('known') ||
    evidence.includes('profile');
  const sure =
    trusted &&
    read &&
    (evidence.includes('label') || evidence.includes('vat-siren')) &&
    ((told && lean > 0) || apart) &&
    !(candidate.evidence.includes('repaired') && !evidence.includes('vat-siren'));
  return fieldOf(candidate, candidate.value, evidence, sure, [...candidate.alternatives, ...(other ? [other.candidate.value] : [])]);
}

function vatField(parties: Parties): Field {
  if (!parties.vat) return missing();
  const { candidate, evidence } = parties.vat;
  const agrees = parties.seller ? candidate.value.slice(4) === sirenOf({ siret: parties.seller.candidate.value }) : false;
  // What was weighed for the one is weighed in the other: that they agree proves nothing then.
  const mended = candidate.evidence.includes('mended');
  const sure = evidence.includes('vat-key') && !mended && (agrees || (evidence.includes('label') && evidence.includes('clean')));
  return fieldOf(candidate, candidate.value, agrees ? [...evidence, 'siret-siren'] : evidence, sure, candidate.alternatives);
}

function nameField(
  found: { candidate: Candidate; evidence: string[] } | null,
  role: 'seller' | 'buyer',
  sheet: Sheet,
  ocr: boolean,
  options: ExtractOptions,
): Field {
  if (!found) return missing();
  const { candidate, evidence } = found;
  const facts = evidence.filter((fact) => fact !== 'clean').length;
  // Words that OCR glued: « NadiaLemoine ».
  const glued = ocr && /\p{Ll}\p{Lu}/u.test(candidate.value);
  const value = glued ? candidate.value.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') : candidate.value;
  const clean = evidence.includes('clean') && !glued && !/[|_{}\\~«»]/.test(value) && !isPoor(sheet, candidate.page);
  const enough = evidence.includes('profile') || facts >= (ocr ? 3 : 2);
  const known = role === 'buyer' ? (options.knownBuyers?.(candidate.value) ?? []).map((buyer) => buyer.name) : [];
  return fieldOf(candidate, value, evidence, clean && enough, glued ? [candidate.value, ...known] : known);
}

/**
 * Sure: the three totals add up as printed, or two of them rest on the lines or the rate. Without VAT the net and the gross total are the same print read
 * twice, which proves nothing after OCR: only the lines do.
 */
function totalFields(
  totals: Totals,
  textLayer: boolean,
  goods: Goods,
): Pick<Extraction['fields'], 'totalNet' | 'totalVat' | 'totalGross' | 'amountDue'> {
  const field = (choice: Choice | null, sure: (facts: string[]) => boolean): Field => {
    if (!choice) return missing();
    const { candidate } = choice;
    return {
      value: choice.value,
      confidence: sure(choice.evidence) ? 'sure' : 'check',
      page: candidate?.page ?? null,
      box: candidate?.box ?? null,
      evidence: choice.evidence,
      alternatives: choice.alternatives,
    };
  };
  const has = (facts: string[], ...wanted: string[]) => wanted.every((fact) => facts.includes(fact));
  // Thousands dropped from all three alike still add up and still hold the rate: after a repair only the lines prove anything.
  const mended = [totals.net, totals.vat, totals.gross].some((choice) => choice?.evidence.includes('repaired') ?? false);
  // A lone line is its total printed once more, in the same letters: only its quantity and price prove it.
  const counted = textLayer || goods.lines.length > 1 || goods.proved > 0;
  const supported = (facts: string[]) => has(facts, 'sum') && ((has(facts, 'lines') && counted) || (has(facts, 'rate') && !mended));
  const printed = [totals.net, totals.vat, totals.gross].every(
    (choice) => choice?.candidate && choice.evidence.includes('clean') && !choice.evidence.includes('repaired'),
  );
  const exempt = totals.vat?.evidence.includes('exempt') ?? false;
  const whole = (facts: string[]) =>
    !has(facts, 'less-than-asked') && (supported(facts) || (has(facts, 'sum') && (exempt ? textLayer && has(facts, 'clean') : printed)));
  const net = field(totals.net, (facts) => whole(facts) || (counted && has(facts, 'lines', 'label', 'clean')));
  const gross = field(totals.gross, whole);
  return {
    totalNet: net,
    totalVat: field(totals.vat, whole),
    totalGross: gross,
    amountDue: field(totals.payable, (facts) => gross.confidence === 'sure' && facts.includes('gross')),
  };
}

function breakdown(totals: Totals, rows: readonly VatRow[], goods: Goods, exempt: boolean): ExtractedVat[] {
  const net = totals.net?.value ?? '';
  const vat = totals.vat?.value ?? '';
  if (exempt && (vat === '' || Number(vat) === 0)) return [{ category: 'E', rate: '0', taxableAmount: net, taxAmount: '0.00' }];
  const bases = new Map<string, string>();
  for (const rate of new Set(goods.lines.map((line) => line.vatRate).filter((value) => value !== ''))) {
    bases.set(rate, sum(goods.lines.filter((line) => line.vatRate === rate).map((line) => line.netAmount)));
  }
  const complete = completeRows(rows, net, bases);
  if (complete.length > 0) return complete.map((row) => ({ category: 'S', rate: row.rate, taxableAmount: row.base, taxAmount: row.tax }));
  const rate = ['20', '10', '5.5', '2.1', '8.5'].find((one) => Number(net) > 0 && Math.abs((Number(net) * Number(one)) / 100 - Number(vat)) < 0.015);
  return rate ? [{ category: 'S', rate, taxableAmount: net, taxAmount: vat }] : [];
}

/** Lines take the document's rate when there is only one. */
function withRates(goods: Goods, rows: readonly VatRow[]): Extraction['lines'] {
  const only = rows.length === 1 ? (rows[0]?.rate ?? '') : '';
  return goods.lines.map((line) => ({ ...line, vatRate: line.vatRate || only }));
}
