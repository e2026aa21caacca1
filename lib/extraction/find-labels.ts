import type { Box } from '../reading/document.ts';
import { type Label, type LabelKind, labels } from './labels.ts';
import { bottom, type Cell, right, type Sheet, span } from './layout.ts';
import { blur, distance, fillers, fold, tokens, tolerance } from './text.ts';

export type { LabelKind };

export interface LabelHit {
  kind: LabelKind;
  strength: number;
  party: 'seller' | 'buyer' | null;
  cell: Cell;
  start: number;
  end: number;
  box: Box;
  page: number;
  row: number;
  /** Stands in the header row of a table: names a column, not the value on its right. */
  header: boolean;
  /** Significant letters matched: the longer label wins where two overlap. */
  length: number;
}

interface Prepared extends Label {
  blurred: readonly string[];
  joined: string;
}

const prepared: readonly Prepared[] = labels.map((label) => {
  const blurred = label.words.map(blur);
  return { ...label, blurred, joined: blurred.join('') };
});
const byFirstLetter = new Map<string, Prepared[]>();
for (const label of prepared) {
  const key = label.joined.charAt(0);
  byFirstLetter.set(key, [...(byFirstLetter.get(key) ?? []), label]);
}

/** All labels of the document; of those that overlap, the longest; then the ones in table headers are marked. */
export function findLabels(sheet: Sheet): LabelHit[] {
  const hits = sheet.cells.flatMap(labelsOf);
  markHeaders(sheet, hits);
  joinTitles(sheet, hits);
  return hits;
}

/** Labels of other readings: they speak for the values read beside them there, and are no part of the layout. */
export const echoedLabels = (sheet: Sheet): LabelHit[] => sheet.echoes.flatMap(labelsOf);

function labelsOf(cell: Cell): LabelHit[] {
  const all = tokens(cell.text).map((token) => ({ ...token, blurred: blur(token.text), filler: fillers.has(token.text) }));
  const words = all.filter((token) => !token.filler);
  const found: LabelHit[] = [];
  for (let from = 0; from < words.length; from++) {
    const first = words[from];
    if (!first) continue;
    for (const label of byFirstLetter.get(first.blurred.charAt(0)) ?? []) {
      const count = matches(label, words, from);
      const last = words[from + count - 1];
      if (count === 0 || !last) continue;
      // « EJ-4512 », in one piece, is a value wherever it stands.
      if (/(BC|BDC|EJ|OS)$/i.test(cell.text.slice(first.start, last.end)) && /^[-/_]\d/.test(cell.text.slice(last.end))) continue;
      // « CS 73310 » of an address: a special delivery number of La Poste, no « code service ».
      if (/^CS$/i.test(cell.text.slice(first.start, last.end)) && /^\s?\d{5}(?!\d)/.test(cell.text.slice(last.end))) continue;
      // « Montant TTC de l'acompte », « facture d'acompte »: the sum of this paper, not what was paid before.
      const [ahead, behind] = [fold(cell.text.slice(0, first.start)), fold(cell.text.slice(last.end))];
      if (label.kind === 'prepaid' && /(?:montant|total|facture|net)\b.{0,20}(?:l'|d'|de |du )$/.test(ahead)) continue;
      // « Total net (TVA non applicable … »
      if ((label.kind === 'net' || label.kind === 'gross') && label.words.at(-1) === 'tva' && /^\W*non\b/.test(behind)) continue;
      const { box } = span(cell, first.start, last.end);
      found.push({
        kind: label.kind,
        strength: label.strength,
        party: label.party ?? null,
        cell,
        start: first.start,
        end: last.end,
        box,
        page: cell.page,
        row: cell.row,
        header: false,
        length: label.joined.length,
      });
    }
  }
  const kept: LabelHit[] = [];
  for (const hit of found.sort((a, b) => b.length - a.length || b.strength - a.strength)) {
    const rival = kept.find((other) => other.start < hit.end && hit.start < other.end);
    // One word may name a column and a total alike: keep both readings of exactly the same words.
    if (!rival || (rival.start === hit.start && rival.end === hit.end && rival.kind !== hit.kind)) kept.push(hit);
  }
  return kept.filter((hit) => !isPrefix(hit, kept));
}

/** « N° engagement BC 4471 »: here BC begins the value, it does not label it. */
function isPrefix(hit: LabelHit, all: readonly LabelHit[]): boolean {
  return (
    /^(BC|BDC|EJ|OS)$/i.test(hit.cell.text.slice(hit.start, hit.end)) &&
    all.some((other) => other !== hit && other.kind === hit.kind && other.end <= hit.start && hit.start - other.end <= 4)
  );
}

/** How many words from `from` on spell the label; 0 when they do not. */
function matches(label: Prepared, words: readonly { blurred: string }[], from: number): number {
  const size = label.blurred.length;
  let errors = 0;
  let same = true;
  for (let index = 0; index < size && same; index++) {
    const wanted = label.blurred[index] ?? '';
    const word = words[from + index]?.blurred;
    if (word === undefined) same = false;
    else {
      const allowed = tolerance(wanted.length);
      const off = distance(word, wanted, allowed);
      errors += off;
      same = off <= allowed;
    }
  }
  if (same && errors <= tolerance(label.joined.length)) return size;
  // Words glued or cut by the reader: one error at most.
  if (label.joined.length < 7) return 0;
  const spread = spelled(label.joined, words, from);
  if (spread > 0) return spread;
  for (const count of [size - 1, size + 1]) {
    if (count < 1 || from + count > words.length) continue;
    const joined = words
      .slice(from, from + count)
      .map((word) => word.blurred)
      .join('');
    if (joined.length === label.joined.length && distance(joined, label.joined, 1) <= 1) return count;
  }
  return 0;
}

/** Letter-spaced titles come cut up: « F A C T U R E N° », « FA C T U R E N° ». */
function spelled(joined: string, words: readonly { blurred: string }[], from: number): number {
  if ((words[from]?.blurred.length ?? 9) > 3) return 0;
  let text = '';
  for (let count = 1; text.length < joined.length && from + count <= words.length; count++) {
    text += words[from + count - 1]?.blurred ?? '';
    if (text === joined) return count;
    if (!joined.startsWith(text)) return 0;
  }
  return 0;
}

/** « FACTURE     N° F2026-5 »: a wide gap cut the label in two cells; the bare N° takes the strength of the title before it. */
function joinTitles(sheet: Sheet, hits: LabelHit[]): void {
  for (const hit of hits) {
    if (hit.kind !== 'invoiceNumber' || hit.strength > 0.3 || hit.start > 1) continue;
    const cells = sheet.rows[hit.row]?.cells ?? [];
    const before = cells[cells.indexOf(hit.cell) - 1];
    if (before && hits.some((other) => other.cell === before && other.kind === 'invoiceNumber' && other.end >= before.text.length - 1))
      hit.strength = 1;
  }
}

const columnKinds: ReadonlySet<LabelKind> = new Set(['columnName', 'columnQuantity', 'columnPrice', 'columnNet', 'columnVat', 'columnOther']);

/** « Total HT 828,00 » on the row of another table's header is a total, not a column. */
function hasAmountBeside(sheet: Sheet, hit: LabelHit): boolean {
  const cells = sheet.rows[hit.row]?.cells ?? [];
  return /^-?\s?[\d\s.]*\d[.,]\s?\d\d(\D|$)/.test(cells[cells.indexOf(hit.cell) + 1]?.text ?? '');
}

/** A row with three labels or more and no amount is the header of a table. */
function markHeaders(sheet: Sheet, hits: LabelHit[]): void {
  const byRow = new Map<number, LabelHit[]>();
  for (const hit of hits) byRow.set(hit.row, [...(byRow.get(hit.row) ?? []), hit]);
  for (const [row, group] of byRow) {
    const cells = (sheet.rows[row]?.cells ?? []).filter((cell) => group.some((hit) => hit.cell === cell));
    if (cells.some((cell) => /\d[.,]\d\d(\D|$)/.test(cell.text) || /\d{4,}/.test(cell.text))) continue;
    const labelled = new Set(group.map((hit) => hit.cell.index));
    const columns = new Set(group.filter((hit) => columnKinds.has(hit.kind)).map((hit) => hit.start * 1000 + hit.cell.index));
    const spread = new Set(group.map((hit) => `${hit.cell.index}:${hit.start}`)).size;
    // « Désignation, Montant HT » and nothing else.
    const short =
      cells.length >= 2 && group.some((hit) => hit.kind === 'columnName') && group.some((hit) => hit.kind === 'net' || hit.kind === 'columnNet');
    if ((columns.size >= 2 && spread >= 3) || labelled.size >= 3 || short) for (const hit of group) hit.header = !hasAmountBeside(sheet, hit);
  }
}

/** What a label alone on its line may name: the cell beside it on its row, and the nearest one under it in its column. */
export function cellsNear(sheet: Sheet, { row, page, box, cell: own }: LabelHit): { beside: Cell | undefined; under: Cell | undefined } {
  const unit = sheet.pages.find(({ number }) => number === page)?.unit ?? 20;
  const beside = sheet.rows[row]?.cells.find((cell) => cell.box.x >= right(box) - 2 && cell.box.x - right(box) < unit * 8);
  const under = sheet.cells
    .filter(
      (cell) =>
        cell.page === page && cell.box.y > box.y + unit * 0.5 && cell.box.y - bottom(box) < unit * 3 && Math.abs(cell.box.x - own.box.x) < unit * 4,
    )
    .sort((a, b) => a.box.y - b.box.y)[0];
  return { beside, under };
}
