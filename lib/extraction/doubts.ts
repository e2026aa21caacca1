import type { Adviser, Zone } from '../reading/adviser.ts';
import type { Box, Page, Reading } from '../reading/document.ts';
import { type Candidate, type Candidates, findCandidates } from './candidates.ts';
import { findLabels, type LabelHit, type LabelKind } from './find-labels.ts';
import { extract } from './index.ts';
import { bottom, type Cell, right, type Sheet, sheetOf, span, union } from './layout.ts';
import { accountPlaces } from './numbers.ts';
import type { ExtractOptions } from './options.ts';
import { expectedBox, paperOn } from './paper.ts';
import { relate } from './relate.ts';
import { type Extraction, type Field, type FieldName, fieldNames } from './result.ts';
import { CLEAN } from './weights.ts';

const readingOf = (pages: readonly Page[]): Reading => ({ source: 'ocr', pages: [...pages], pageCount: pages.length, embedded: null, notices: [] });

/** What reading asks extraction while it reads: the first facts, and the places worth a second look. */
export const adviserWith = (options: ExtractOptions = {}): Adviser => ({
  early(pages) {
    const { invoiceNumber, totalGross } = extract(readingOf(pages), options).fields;
    return { invoiceNumber: invoiceNumber.value, totalGross: totalGross.value };
  },
  doubts: (pages) => doubtsOf(readingOf(pages), options),
});

/**
 * Places whose print is in doubt, most wanted first: identifiers whose key fails, totals that do not add up, codes and names (nothing proves them), dates read unclearly,
 * and what stands beside a label without a value. A field that is unsure for its meaning alone is not read again: the same letters would come.
 */
export function doubtsOf(reading: Reading, options: ExtractOptions = {}): Zone[] {
  const extraction = extract(reading, options);
  const sheet = sheetOf(reading.pages);
  const labels = findLabels(sheet);
  const candidates = findCandidates(sheet, labels);
  const zones: Zone[] = [];
  const add = (page: number, box: Box, words?: true) => {
    const unit = sheet.pages.find((one) => one.number === page)?.unit ?? 20;
    // The first and last letters are the ones that get lost.
    const wide = { x: box.x - unit * 0.45, y: box.y, width: box.width + unit * 0.9, height: box.height };
    if (!zones.some((zone) => zone.page === page && covered(wide, zone.box) > 0.7)) zones.push({ page, box: wide, ...(words ? { words } : {}) });
  };
  const fields = extraction.fields;
  const paper = paperOn(sheet, candidates, options.papers ?? []);
  for (const name of fieldNames) {
    const box = expectedBox(paper, name, sheet);
    // Totals stand lower or higher with the number of lines: their labels lead to them.
    if (box && fields[name].value === null && !name.startsWith('total')) add(1, box);
  }
  const look = { sheet, labels, candidates, add };
  identifiers(look, fields);
  totals(look, extraction);
  for (const [name, kinds] of codeLabels) code(look, fields[name], kinds);
  code(look, fields.bic, []);
  date(look, fields.issueDate, ['issueDate']);
  date(look, fields.dueDate, ['dueDate']);
  // nothing proves a name, and the strip reader has no dictionary
  for (const { box, page } of [fields.sellerName, fields.buyerName]) if (box && page !== null) add(page, box, true);
  return zones;
}

interface Look {
  sheet: Sheet;
  labels: readonly LabelHit[];
  candidates: Candidates;
  add(page: number, box: Box): void;
}

const codeLabels: readonly (readonly [FieldName, LabelKind[]])[] = [
  ['invoiceNumber', ['invoiceNumber']],
  ['engagementNumber', ['engagement']],
  ['serviceCode', ['service']],
  ['contractNumber', ['contract']],
];

function identifiers({ sheet, labels, candidates, add }: Look, fields: Extraction['fields']): void {
  const sides = [fields.sellerSiret, fields.buyerSiret];
  if (sides.some((side) => side.confidence !== 'sure')) {
    for (const one of candidates.sirets) {
      if (!one.evidence.includes('luhn') || one.confidence < CLEAN || one.evidence.includes('repaired')) add(one.page, one.box);
    }
    for (const label of unanswered(sheet, labels, ['siret'], candidates.sirets)) for (const box of beside(sheet, label)) add(label.page, box);
  }
  if (fields.iban.confidence !== 'sure') {
    for (const one of candidates.ibans) add(one.page, one.box);
    for (const { page, box } of accountPlaces(sheet)) add(page, box);
    for (const label of unanswered(sheet, labels, ['iban'], candidates.ibans)) for (const box of beside(sheet, label)) add(label.page, box);
  }
  if (fields.sellerVat.confidence !== 'sure') {
    for (const one of candidates.vatIds) if (!one.evidence.includes('vat-key')) add(one.page, one.box);
    for (const label of unanswered(sheet, labels, ['vatId'], candidates.vatIds)) for (const box of beside(sheet, label)) add(label.page, box);
  }
}

/** Until the sum is proved every total is in doubt: the one that is wrong is not known. */
function totals({ sheet, labels, candidates, add }: Look, { fields }: Extraction): void {
  if ([fields.totalNet, fields.totalVat, fields.totalGross].every((field) => field.confidence === 'sure')) return;
  const kinds: readonly LabelKind[] = ['net', 'vat', 'gross', 'payable'];
  const amounts = [...candidates.amounts, ...candidates.commaless];
  for (const label of labels) {
    if (!kinds.includes(label.kind) || label.header || label.strength < 0.5) continue;
    // « TVA non applicable, art. 293 B du CGI »: an article of the law, no amount.
    if (/appl?icable|\bCGI\b/i.test(label.cell.text)) continue;
    const own = amounts.filter((amount) => relate(sheet, label, amount, labels) !== null && amount.cell.row === label.row);
    const below = amounts.filter((amount) => relate(sheet, label, amount, labels) !== null && amount.cell.row !== label.row);
    const [nearest] = [...own, ...below];
    // « 8.389,4 » beside it: no amount, but meant to be one, before anything below.
    const [value] = own.length === 0 ? cellsBeside(sheet, label) : [];
    if (value && /\d[.,]\d|\d\s?(?:€|EUR)/.test(value.text)) add(value.page, value.box);
    if (nearest) add(nearest.page, nearest.box);
    else for (const box of beside(sheet, label)) add(label.page, box);
  }
}

function code({ sheet, labels, candidates, add }: Look, field: Field, kinds: readonly LabelKind[]): void {
  if (field.value !== null && field.box && field.page !== null) {
    // no key proves a code: it is looked at otherwise before it may be sure
    add(field.page, field.box);
    return;
  }
  const strong = labels.filter((label) => kinds.includes(label.kind) && label.strength >= 0.6);
  for (const label of unanswered(
    sheet,
    strong,
    kinds,
    candidates.codes.filter((one) => /\d/.test(one.value)),
  ).slice(0, 3))
    for (const box of beside(sheet, label)) add(label.page, box);
}

function date({ sheet, labels, candidates, add }: Look, field: Field, kinds: readonly LabelKind[]): void {
  if (field.confidence === 'sure') return;
  if (field.value !== null && field.box && field.page !== null) {
    if (!field.evidence.includes('clean') || field.evidence.includes('repaired')) add(field.page, field.box);
    return;
  }
  for (const label of unanswered(sheet, labels, kinds, candidates.dates).slice(0, 2)) for (const box of beside(sheet, label)) add(label.page, box);
  // « 35/06/2026 »: a day that does not exist was a day before it was read.
  for (const cell of sheet.cells) {
    const shape = /\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}(?!\d)/.exec(cell.text);
    if (shape && !candidates.dates.some((one) => one.cell === cell)) add(cell.page, span(cell, shape.index, shape.index + shape[0].length).box);
  }
}

/** Labels of these kinds that no candidate answers. */
function unanswered(sheet: Sheet, labels: readonly LabelHit[], kinds: readonly LabelKind[], values: readonly Candidate[]): LabelHit[] {
  return labels.filter(
    (label) => kinds.includes(label.kind) && label.strength >= 0.5 && !values.some((value) => relate(sheet, label, value, labels) !== null),
  );
}

/** Where the value of a label should stand: the rest of its cell, the cell beside it, the cell below. */
function beside(sheet: Sheet, label: LabelHit): Box[] {
  const unit = sheet.pages.find((page) => page.number === label.page)?.unit ?? 20;
  const boxes: Box[] = [];
  const { cell } = label;
  if (/\w/.test(cell.text.slice(label.end))) boxes.push(span(cell, label.end, cell.text.length).box);
  const cells = sheet.rows[label.row]?.cells ?? [];
  const next = cells[cells.indexOf(cell) + 1];
  if (boxes.length === 0 && next) boxes.push(next.box);
  // A value that was not seen at all: the paper on the right of the label.
  if (boxes.length === 0) boxes.push({ x: right(cell.box), y: cell.box.y, width: unit * 10, height: cell.box.height });
  else if (label.kind === 'iban' || label.kind === 'siret') boxes[0] = union([...boxes, ...following(cells, cell, unit)]);
  const under = sheet.cells
    .filter(
      (other) =>
        other.page === label.page &&
        other.box.y > bottom(label.box) - unit * 0.3 &&
        other.box.y - bottom(label.box) < unit * 2.2 &&
        overlap(other, label) > 0,
    )
    .sort((a, b) => a.box.y - b.box.y)[0];
  if (label.header || (under && !/\w/.test(cell.text.slice(label.end)) && !next)) boxes.push(...(under ? [under.box] : []));
  return boxes;
}

/** Cells of its row on the right of a label. */
const cellsBeside = (sheet: Sheet, { row, cell }: LabelHit): Cell[] => {
  const cells = sheet.rows[row]?.cells ?? [];
  return cells.slice(cells.indexOf(cell) + 1);
};

/** Cells close on the right: a long number falls into pieces where the print is poor. */
function following(cells: readonly Cell[], cell: Cell, unit: number): Box[] {
  const result: Box[] = [];
  let edge = right(cell.box);
  for (const other of cells) {
    if (other.box.x < edge || other.box.x - edge > unit * 4) continue;
    result.push(other.box);
    edge = right(other.box);
  }
  return result;
}

const overlap = (cell: Cell, label: LabelHit) => Math.min(right(cell.box), right(label.box)) - Math.max(cell.box.x, label.box.x);

/** Share of a box that another covers. */
function covered(box: Box, by: Box): number {
  const w = Math.min(right(box), right(by)) - Math.max(box.x, by.x);
  const h = Math.min(bottom(box), bottom(by)) - Math.max(box.y, by.y);
  return w > 0 && h > 0 ? (w * h) / (box.width * box.height) : 0;
}
