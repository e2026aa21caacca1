import type { LabelHit } from './find-labels.ts';
import { bottom, type Cell, right, type Sheet } from './layout.ts';
import { fold } from './text.ts';

/** Where the goods went, as the page names it: « Livré à : École Jean-Jaurès ». */
export interface DeliveryPlace {
  name: string;
  cell: Cell;
}

/** Longest name taken: more is a sentence. */
const LONGEST = 80;

const isDate = /^\W*(le\s)?\d{1,2}[/.\s-]|^\W*\d{4}-/;
const notPlace = /^(idem|meme|identique|voir|date|delai|horaires?|tel|contact|adresse|cf|n°|ci-dessus|ci-dessous|gratuite?|offerte?|franco|sous)\b/;

function placeIn(text: string): string {
  const name = text.replace(/^[\s:;.,–—-]+/, '').replace(/[\s:;,–—-]+$/, '');
  const plain = fold(name);
  if (!/[a-z]{3}/.test(plain) || isDate.test(name) || notPlace.test(plain) || name.length > LONGEST) return '';
  return name;
}

/** Null when no label of a delivery stands on the page, or nothing that reads like a place follows it. */
export function deliveryPlace(sheet: Sheet, labels: readonly LabelHit[]): DeliveryPlace | null {
  for (const label of labels.filter((one) => one.kind === 'deliveryBlock' && !one.header)) {
    // « adresse de facturation et de livraison » names the buyer, who is known otherwise
    if (/factur/.test(fold(label.cell.text.slice(0, label.end)))) continue;
    const unit = sheet.pages.find((page) => page.number === label.page)?.unit ?? 20;
    const rest = placeIn(label.cell.text.slice(label.end));
    if (rest !== '') return { name: rest, cell: label.cell };
    if (/[a-z]{3}/.test(fold(label.cell.text.slice(label.end)))) continue;
    const beside = sheet.rows[label.row]?.cells.find((cell) => cell.box.x >= right(label.box) - 2 && cell.box.x - right(label.box) < unit * 8);
    const under = sheet.cells
      .filter(
        (cell) =>
          cell.page === label.page &&
          cell.box.y > label.box.y + unit * 0.5 &&
          cell.box.y - bottom(label.box) < unit * 3 &&
          Math.abs(cell.box.x - label.cell.box.x) < unit * 4,
      )
      .sort((a, b) => a.box.y - b.box.y)[0];
    for (const cell of [beside, under]) {
      const name = cell && !labels.some((other) => other.cell === cell && other.start <= 2 && other.strength >= 0.9) ? placeIn(cell.text) : '';
      if (cell && name !== '') return { name, cell };
    }
  }
  return null;
}
