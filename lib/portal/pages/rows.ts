import { nextTask, press, settled } from './act.ts';
import { addsSomething, mayPress } from './buttons.ts';
import { isShown, shownParent, shownWithin } from './dom.ts';
import { type Candidate, surely } from './find.ts';
import { framesSettled, isAlive } from './frames.ts';
import { type Button, buttonText, type Scene } from './scene.ts';
import { wordsOf } from './text.ts';
import { groupIn, type Words } from './words.ts';

/** One row of the lines or of the VAT by rate: its fields by key; null where two of them claim the same key. */
export interface Row {
  box: HTMLElement;
  fields: ReadonlyMap<string, Candidate | null>;
}

/** What every row holds once, the surest first. */
const spines = ['lines.*.quantity', 'lines.*.netPrice', 'lines.*.name', 'vatBreakdown.*.taxableAmount', 'vatBreakdown.*.taxAmount'];

/** The rows that stand on the page, in order. A row is the largest box that holds a key once. */
export function rowsOf(candidates: readonly Candidate[], group: 'line' | 'vat'): Row[] {
  const prefix = group === 'line' ? 'lines.' : 'vatBreakdown.';
  const mine = candidates.filter((candidate) => candidate.visible && surely(candidate)?.startsWith(prefix));
  const byKey = new Map<string, Candidate[]>();
  for (const candidate of mine) {
    const key = surely(candidate) ?? '';
    byKey.set(key, [...(byKey.get(key) ?? []), candidate]);
  }
  const spine = spines.map((key) => byKey.get(key)).find((all) => all !== undefined) ?? [...byKey.values()].sort((a, b) => b.length - a.length)[0];
  if (!spine) return [];
  const places = spine.map(placeOf);
  const rows = spine.map((candidate) => rowBox(placeOf(candidate), places, mine.map(placeOf)));
  return rows.map((box) => {
    const fields = new Map<string, Candidate | null>();
    for (const [key, all] of byKey) {
      const inside = all.filter((candidate) => shownWithin(placeOf(candidate), box));
      if (inside.length > 0) fields.set(key, inside.length === 1 ? (inside[0] as Candidate) : null);
    }
    return { box, fields };
  });
}

const placeOf = ({ control }: Candidate): HTMLElement => control.widget ?? control.element;

/** Up from a field until the next box would hold another row, or more than all rows. */
function rowBox(place: HTMLElement, spine: readonly HTMLElement[], all: readonly HTMLElement[]): HTMLElement {
  let box = place;
  for (let node = shownParent(place); node; node = shownParent(node)) {
    const around = node;
    if (spine.some((other) => other !== place && shownWithin(other, around))) break;
    box = node;
    if (all.every((other) => shownWithin(other, around))) break;
  }
  return box;
}

/** The button that adds a row: by its words, else any « Ajouter » right beside the rows. */
export function adderFor(scene: Scene, rows: readonly Row[], group: 'line' | 'vat', words: Words): HTMLElement | null {
  const shown = scene.buttons.filter(({ element }) => isShown(element) && (element as HTMLButtonElement).disabled !== true);
  const about = (button: Button) => groupIn(wordsOf(button.text), words);
  const named = shown.filter(({ text }) =>
    group === 'line' ? mayPress(text, 'add-line') : mayPress(text, 'add-rate') && /taux|tva|recap/i.test(text),
  );
  if (named.length === 1) return named[0]?.element ?? null;
  const [first] = rows;
  let box: HTMLElement | null = first?.box ?? null;
  for (let steps = 0; box && steps < 6; box = shownParent(box), steps++) {
    const around = box;
    if (!rows.every((row) => shownWithin(row.box, around))) continue;
    const inside = (list: readonly Button[]) => list.filter(({ element }) => shownWithin(element, around));
    const near = inside(named);
    if (near.length === 1) return near[0]?.element ?? null;
    const plain = inside(shown).filter(
      (button) =>
        addsSomething(button.text) && ((about(button) ?? group) === group || mayPress(button.text, group === 'line' ? 'add-line' : 'add-rate')),
    );
    if (plain.length === 1) return plain[0]?.element ?? null;
    if (plain.length > 1) return null;
  }
  return named.length > 1 && rows.length === 0 ? (named[0]?.element ?? null) : null;
}

/** Presses the button so many times, the page being given its time after each. */
export async function addRows(page: Document, adder: HTMLElement, count: number, group: 'line' | 'vat'): Promise<void> {
  for (let added = 0; added < count && isAlive(adder); added++) {
    const words = buttonText(adder);
    if (!press(adder, group === 'line' ? (mayPress(words, 'add-line') ? 'add-line' : 'open') : mayPress(words, 'add-rate') ? 'add-rate' : 'open'))
      return;
    await nextTask();
    if (await framesSettled(page)) return;
    await settled(adder.ownerDocument, 10, 80);
  }
}
