import { endingOf } from './buttons.ts';
import { isShown } from './dom.ts';
import { type Candidate, surely } from './find.ts';
import { Layer } from './layer.ts';
import { codeOf, type StateNames } from './reading.ts';
import { buttonText, type Scene } from './scene.ts';

/** What the overlay may say: by field, by state, and of the two buttons at the end. */
export interface OverlayWords {
  fields: Readonly<Record<string, { title: string; text: string }>>;
  states: readonly (StateNames & { title: string; text: string })[];
  send: { title: string; text: string };
  draft: { title: string; text: string };
}

/** Draws a sign beside every field, state and last button that it knows; gives the layer, to be taken away. Null when there is nothing to say. */
export function drawOverlay(page: Document, scene: Scene, candidates: readonly Candidate[], words: OverlayWords): Layer | null {
  const layer = new Layer(page);
  let drawn = 0;
  const draw = (element: HTMLElement, sign: string, said: { title: string; text: string }) => {
    layer.sign(element, sign, said.title, said.text);
    drawn++;
  };
  const told = new Set<string>();
  for (const candidate of candidates) {
    const key = surely(candidate);
    const said = key ? words.fields[key] : undefined;
    // in a table of lines the first row speaks for all
    if (!key || !said || !candidate.visible || told.has(key)) continue;
    told.add(key);
    draw(candidate.control.widget ?? candidate.control.element, '?', said);
  }
  if (told.size > 3)
    for (const { element } of scene.buttons) {
      if (!isShown(element)) continue;
      const ending = endingOf(buttonText(element));
      if (ending && element.closest('nav, header, [role="navigation"], [role="banner"]') === null)
        draw(element, ending === 'send' ? '➤' : '✎', words[ending]);
    }
  for (const element of statesOn(page)) {
    const code = codeOf(element.textContent ?? '', words.states);
    const said = words.states.find((state) => state.code === code);
    if (said && isShown(element)) draw(element, '?', said);
    if (drawn > 200) break;
  }
  if (drawn > 0) return layer;
  layer.remove();
  return null;
}

/** Short texts in cells and marks: where a list writes its states. */
function statesOn(page: Document): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>('td, dd, span, strong, b, li')].filter(
    (element) => element.childElementCount === 0 && (element.textContent?.length ?? 99) < 60,
  );
}
