import type { Box, Page } from '../reading/document.ts';
import { type Candidate, type Candidates, findCandidates } from './candidates.ts';
import { findLabels, type LabelHit, type LabelKind } from './find-labels.ts';
import { bottom, type Cell, right, type Sheet, sheetOf, span } from './layout.ts';
import type { FieldName } from './result.ts';
import { blur, distance, fold } from './text.ts';
import { weights } from './weights.ts';

/** Where a field stood on a seller's paper: the words before or above it, its place as shares of the page, the form of its value (A letter, 9 figure). */
export interface Mark {
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
  shape: string;
}

/** What is remembered of the paper of one seller: kept on the device, shown and forgotten at will. Each invoice that leaves confirms or corrects it. */
export interface SellerPaper {
  siret: string;
  name: string;
  vatIdentifier: string;
  iban: string;
  bic: string;
  /** Invoices that taught it. */
  invoices: number;
  usedOn: string;
  marks: Partial<Record<FieldName, Mark>>;
  /** Public bodies billed on it. */
  buyers: { siret: string; name: string }[];
}

/** Fields whose place is learnt, and the kind of label that names them. */
const kinds = {
  invoiceNumber: 'invoiceNumber',
  issueDate: 'issueDate',
  dueDate: 'dueDate',
  engagementNumber: 'engagement',
  serviceCode: 'service',
  contractNumber: 'contract',
  totalNet: 'net',
  totalVat: 'vat',
  totalGross: 'gross',
  amountDue: 'payable',
  sellerSiret: 'siret',
  iban: 'iban',
} as const satisfies Partial<Record<FieldName, LabelKind>>;
export type Placed = keyof typeof kinds;
const placedFields = Object.keys(kinds) as Placed[];

/** « FA-2026-118 » → « AA-9999-999 ». */
export const shapeOf = (value: string) => value.replace(/[A-Za-z]/g, 'A').replace(/\d/g, '9');

const poolOf = (field: Placed, { dates, amounts, codes, sirets, ibans }: Candidates): readonly Candidate[] => {
  if (field === 'issueDate' || field === 'dueDate') return dates;
  if (field === 'sellerSiret') return sirets;
  if (field === 'iban') return ibans;
  return field.startsWith('total') || field === 'amountDue' ? amounts : codes;
};

/**
 * The paper as it is known once an invoice is right: `values` are the user's, wherever they came from, so that a correction teaches as much as a reading.
 * A field that is not found on the page keeps its former mark.
 */
export function learnPaper(
  former: SellerPaper | null,
  pages: readonly Page[],
  values: Partial<Record<FieldName, string>>,
  about: Pick<SellerPaper, 'siret' | 'name' | 'vatIdentifier' | 'iban' | 'bic' | 'usedOn'> & { buyer: { siret: string; name: string } },
): SellerPaper {
  const sheet = sheetOf(pages);
  const candidates = findCandidates(sheet, findLabels(sheet));
  const marks: SellerPaper['marks'] = { ...former?.marks };
  for (const field of placedFields) {
    const value = values[field];
    if (!value) continue;
    const found = poolOf(field, candidates).filter((one) => [one.value, ...one.alternatives].some((other) => other.replace(/^-/, '') === value));
    // Printed twice: the one that stands where it stood, else the first.
    const known = marks[field];
    const best = known
      ? [...found].sort((a, b) => apart(known, placeOf(sheet, a.page, a.box)) - apart(known, placeOf(sheet, b.page, b.box)))[0]
      : found[0];
    if (best?.page === 1) marks[field] = { ...placeOf(sheet, 1, best.box), label: labelOf(sheet, best), shape: shapeOf(value) };
  }
  const { buyer, ...seller } = about;
  const buyers = [buyer, ...(former?.buyers ?? []).filter((one) => one.siret !== buyer.siret)].filter((one) => one.siret !== '').slice(0, 30);
  return { ...seller, invoices: (former?.invoices ?? 0) + 1, marks, buyers };
}

type Place = Pick<Mark, 'x' | 'y' | 'width' | 'height'>;

function placeOf(sheet: Sheet, number: number, box: Box): Place {
  const page = sheet.pages.find((one) => one.number === number);
  const [width, height] = [page?.width ?? 1, page?.height ?? 1];
  return { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height };
}

/** 0 at the same place; 1 at a twentieth of the page's width sideways or a thirtieth of its height up or down. Values are set left or right: the nearer edge counts. */
function apart(a: Place, b: Place): number {
  const sideways = Math.min(Math.abs(a.x - b.x), Math.abs(a.x + a.width - b.x - b.width));
  return Math.hypot(sideways / 0.05, (a.y + a.height / 2 - b.y - b.height / 2) / 0.033);
}

/** The words that name a value: before it in its cell, else the cell on its left, else the cell above. */
function labelOf(sheet: Sheet, { cell, start, box }: Candidate): string {
  const letters = (text: string) =>
    fold(text)
      .replace(/[^a-z°']+/g, ' ')
      .trim();
  const before = letters(cell.text.slice(0, start));
  if (before !== '') return before.slice(-40);
  const cells = sheet.rows[cell.row]?.cells ?? [];
  const left = letters(cells[cells.indexOf(cell) - 1]?.text ?? '');
  if (left !== '') return left.slice(-40);
  const above = sheet.cells
    .filter(
      (other) =>
        bottom(other.box) <= box.y + box.height * 0.3 &&
        box.y - bottom(other.box) < box.height * 2.5 &&
        Math.min(right(other.box), right(box)) > Math.max(other.box.x, box.x),
    )
    .at(-1);
  return above ? letters(above.text).slice(-40) : '';
}

/** The paper that a page is: the one whose SIREN, VAT number or account stands on it, figures misread allowed. null when none does, or several do. */
export function paperOn(sheet: Sheet, candidates: Candidates, papers: readonly SellerPaper[]): SellerPaper | null {
  const named = papers.filter(
    (paper) =>
      [...candidates.sirets, ...candidates.vatIds].some(
        (one) => near(one.value, paper.siret, 2) || (paper.vatIdentifier !== '' && near(one.value, paper.vatIdentifier, 2)),
      ) ||
      candidates.ibans.some((one) => near(one.value, paper.iban, 3)) ||
      sheet.cells.some((cell) => paper.name.length > 6 && fold(cell.text) === fold(paper.name)),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** The same number but for a few figures misread. */
export function near(read: string, known: string, most: number): boolean {
  return known !== '' && distance(read, known, most) <= most;
}

/** How much a value's place and form speak for a field, 0 to `weights.paper`. */
export function remembered(
  paper: SellerPaper | null,
  field: FieldName,
  sheet: Sheet,
  candidate: Candidate,
): { score: number; evidence?: string } | null {
  const mark = paper?.marks[field];
  if (!mark || candidate.page !== 1) return null;
  const closeness = Math.max(0, 1 - apart(mark, placeOf(sheet, candidate.page, candidate.box)));
  const form = mark.shape === shapeOf(candidate.value) ? 1 : 0.4;
  const score = closeness * form * weights.paper;
  return score > weights.paper * 0.45 ? { score, evidence: 'paper' } : { score };
}

/** Labels that this seller uses and nobody else: they count as his. */
export function learntLabels(paper: SellerPaper | null, sheet: Sheet, known: readonly LabelHit[]): LabelHit[] {
  if (!paper) return [];
  return placedFields.flatMap((field): LabelHit[] => {
    const mark = paper.marks[field];
    if (!mark || mark.label.replace(/[^a-z]/g, '').length < 3) return [];
    return sheet.cells.flatMap((cell): LabelHit[] => {
      const at = endOf(cell, mark.label);
      if (at === null || known.some((hit) => hit.cell === cell && hit.kind === kinds[field] && hit.strength >= 0.9)) return [];
      return [
        {
          kind: kinds[field],
          strength: 0.95,
          party: null,
          cell,
          start: at.start,
          end: at.end,
          box: span(cell, at.start, at.end).box,
          page: cell.page,
          row: cell.row,
          header: false,
          length: mark.label.length,
        },
      ];
    });
  });
}

function endOf(cell: Cell, label: string): { start: number; end: number } | null {
  const text = blur(fold(cell.text)).replace(/[^a-z°']/g, ' ');
  const start = text.indexOf(blur(label));
  return start < 0 ? null : { start, end: start + label.length };
}

/** Where a field should stand on this paper, in pixels of the page. */
export function expectedBox(paper: SellerPaper | null, field: FieldName, sheet: Sheet): Box | null {
  const mark = paper?.marks[field];
  const page = sheet.pages[0];
  if (!mark || !page) return null;
  return { x: mark.x * page.width, y: mark.y * page.height, width: mark.width * page.width, height: mark.height * page.height };
}
