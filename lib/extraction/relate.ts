import type { Box } from '../reading/document.ts';
import type { LabelHit, LabelKind } from './find-labels.ts';
import { bottom, type Cell, right, type Sheet } from './layout.ts';

/** A value somewhere on the page. */
export interface Place {
  cell: Cell;
  start: number;
  end: number;
  box: Box;
  page: number;
}

export interface Relation {
  how: 'after' | 'beside' | 'below';
  /** 1 touching, towards 0 the further away. */
  closeness: number;
}

/**
 * How a value stands to a label: after it in the same cell, beside it on the same row, or below it. Null: not related, or another label stands between
 * and speaks for the value.
 */
export function relate(sheet: Sheet, label: LabelHit, place: Place, all: readonly LabelHit[]): Relation | null {
  if (label.page !== place.page) return null;
  const unit = sheet.pages.find((page) => page.number === label.page)?.unit ?? 20;
  if (label.cell === place.cell) {
    if (place.start < label.end) return null;
    if (
      all.some(
        (other) => other !== label && other.cell === label.cell && other.start >= label.end && other.end <= place.start && speaks(other, label),
      )
    )
      return null;
    const gap = place.start - label.end;
    // « Marché de maîtrise d'œuvre n° 2024-MOE-07 »
    const numbered = gap < 45 && /\bn\s?[°o]\s?:?\s*$/i.test(label.cell.text.slice(label.end, place.start));
    if (onlyAdjacent(label) && gap > 4 && !numbered) return null;
    return { how: 'after', closeness: gap <= 4 ? 1 : Math.max(0.25, 1 - (gap - 4) / 45) };
  }
  if (label.row === place.cell.row) {
    const gap = place.box.x - right(label.box);
    if (gap < -unit * 0.5 || label.header) return null;
    if (onlyAdjacent(label) && (gap > unit * 14 || label.cell.text.slice(label.end).replace(/\W/g, '') !== '')) return null;
    if (
      all.some(
        (other) =>
          other !== label &&
          other.row === label.row &&
          other.box.x >= right(label.box) - 2 &&
          right(other.box) <= place.box.x + 2 &&
          speaks(other, label),
      )
    )
      return null;
    // Another value already follows the label in its own cell or in a cell between.
    const width = sheet.pages.find((page) => page.number === label.page)?.width ?? 1000;
    return { how: 'beside', closeness: Math.max(0.45, 0.95 - (gap / width) * 0.6) };
  }
  if (onlyAdjacent(label)) return null;
  const gap = (place.box.y - bottom(label.box)) / unit;
  if (gap < -0.4 || gap > 2.6) return null;
  const overlap = Math.min(right(label.box), right(place.box)) - Math.max(label.box.x, place.box.x);
  const aligned = Math.abs(label.box.x - place.box.x) < unit * 1.5;
  if (overlap <= 0 && !aligned) return null;
  // A value that starts in the middle of a long line is not "below" a label at its edge.
  if (place.start > 0 && !aligned && overlap < Math.min(label.box.width, place.box.width) * 0.5) return null;
  if (all.some((other) => other !== label && other.cell === place.cell && other.end <= place.start && speaks(other, label))) return null;
  if (all.some((other) => other !== label && !other.header && between(label, other, place) && speaks(other, label))) return null;
  // What follows the label on its own row is nearer than what stands below.
  const taken = /\w/.test(label.cell.text.slice(label.end).replace(/[:.\s]/g, '')) && !label.header;
  return { how: 'below', closeness: (0.85 - Math.max(0, gap) * 0.15) * (taken ? 0.3 : 1) };
}

/** Neither « Service technique » nor « Brico Marché » above a postcode says anything of it: such a bare word needs its code right after it, or in a cell of its own. */
const onlyAdjacent = (label: LabelHit) => (label.kind === 'service' || (label.kind === 'contract' && !label.header)) && label.strength < 0.9;

function between(label: LabelHit, other: LabelHit, place: Place): boolean {
  return (
    other.page === label.page &&
    other.box.y > bottom(label.box) - 2 &&
    bottom(other.box) <= place.box.y + 2 &&
    Math.min(right(other.box), right(place.box)) > Math.max(other.box.x, place.box.x)
  );
}

/** Labels of the same words or of the same kind do not come between; a bare « n » or « service » neither ends a stronger one. */
function speaks(other: LabelHit, label: LabelHit): boolean {
  if (other.start === label.start && other.cell === label.cell) return false;
  if (other.kind === 'invoiceNumber' && other.strength < 0.5 && label.strength > other.strength) return false;
  return other.kind !== label.kind && !quiet.has(other.kind);
}

const quiet: ReadonlySet<LabelKind> = new Set<LabelKind>([
  'columnName',
  'columnNet',
  'columnPrice',
  'columnOther',
  'columnVat',
  'columnQuantity',
  'buyerBlock',
  'sellerBlock',
]);
