import { cellsNear, type LabelHit } from './find-labels.ts';
import type { Cell, Sheet } from './layout.ts';
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
    const rest = placeIn(label.cell.text.slice(label.end));
    if (rest !== '') return { name: rest, cell: label.cell };
    if (/[a-z]{3}/.test(fold(label.cell.text.slice(label.end)))) continue;
    const { beside, under } = cellsNear(sheet, label);
    for (const cell of [beside, under]) {
      const name = cell && !labels.some((other) => other.cell === cell && other.start <= 2 && other.strength >= 0.9) ? placeIn(cell.text) : '';
      if (cell && name !== '') return { name, cell };
    }
  }
  return null;
}
