import { click, nextTask, press, settled, type, until, viewOf } from './act.ts';
import { mayPress } from './buttons.ts';
import { isOpen, isVisible } from './controls.ts';
import { frameDocument, isShown, shownParent, shownWithin, textOf, visit } from './dom.ts';
import type { Candidate } from './find.ts';
import { framesSettled, isAlive } from './frames.ts';
import { labelsOf } from './labels.ts';
import type { PlanStep } from './model.ts';
import { type Button, buttonText, type Scene, sceneOf } from './scene.ts';
import { digitsOf, plain, wordsOf } from './text.ts';
import { roleIn, type Words } from './words.ts';

/** A window over the page, or what took its place. */
const windows = 'dialog[open], [role="dialog"], [aria-modal="true"], .modal.show, .modal.in, .ui-dialog, .modal, .popup, .overlay, .fenetre';
const WINDOW_COMES = 900;
const RESULTS_COME = 2_500;
/** A portal that has not said anything yet is waited for longer than one that listed something else. */
const ANSWER_COMES = 8_000;
/** A window that searches by itself when it opens, and again when it is asked to, lists its results twice. */
const MOST_TAKEN = 4;

function shownWindows(page: Document): HTMLElement[] {
  const found: HTMLElement[] = [];
  visit(page, (element) => {
    // a window may be a frame of its own
    if (element.localName === 'iframe' && frameDocument(element) && isShown(element)) found.push(element);
    else if (element.matches(windows) && isShown(element) && element.querySelector('input, button, table, a') !== null) found.push(element);
    else if (element.shadowRoot && element.matches(windows) && isShown(element)) found.push(element);
    return true;
  });
  return found;
}

const about: Readonly<Record<string, RegExp>> = {
  'buyer.siret': /\b(structure|destinataire|siret|acheteur|client|etablissement|organisme)\b/,
  'seller.siret': /\b(structure|fournisseur|siret|emetteur|etablissement)\b/,
  serviceCode: /\bservices?\b/,
};

/** The button that opens the search of a structure or of a service for this field: the one beside it, or the one whose words and block say so. */
export function searcherFor(key: string, scene: Scene, candidate: Candidate | null, words: Words): HTMLElement | null {
  const shown = scene.buttons.filter(
    ({ element, text }) =>
      (mayPress(text, 'search') || mayPress(text, 'choose')) && isShown(element) && (element as HTMLButtonElement).disabled !== true,
  );
  const fits = ({ text }: Button) => (about[key] as RegExp).test(plain(text));
  const wrong = ({ text }: Button) =>
    Object.entries(about).some(([other, pattern]) => other !== key && pattern.test(plain(text))) && !fits({ text } as Button);
  if (candidate) {
    for (let box: HTMLElement | null = candidate.control.element, steps = 0; box && steps < 5; box = shownParent(box), steps++) {
      const around = box;
      const near = shown.filter((button) => shownWithin(button.element, around) && !wrong(button));
      // beside another field too, it may be that one's
      if (near.length === 1 && scene.within(around) <= 1) return near[0]?.element ?? null;
      const best = near.filter(fits);
      if (best.length === 1) return best[0]?.element ?? null;
      if (near.length > 1 || scene.within(around) > 3) break;
    }
  }
  const named = shown.filter(fits).filter(({ element, text }) => {
    const role = roleIn(wordsOf(text), words) ?? roleOf(element, scene, words);
    return role === null || role === (key === 'seller.siret' ? 'seller' : 'buyer');
  });
  const sure = named.filter(({ element, text }) => (roleIn(wordsOf(text), words) ?? roleOf(element, scene, words)) !== null);
  return sure.length === 1 ? (sure[0]?.element ?? null) : named.length === 1 && key === 'serviceCode' ? (named[0]?.element ?? null) : null;
}

function roleOf(element: HTMLElement, scene: Scene, words: Words) {
  // the titles above a button are those above its neighbours
  for (let box: HTMLElement | null = element; box; box = shownParent(box)) {
    const around = box;
    const neighbour = scene.controls.find((control) => shownWithin(control.element, around));
    if (neighbour) return roleIn(wordsOf(neighbour.context.at(-1)?.text ?? ''), words);
    const heading = box.querySelector('h1, h2, h3, h4, h5, h6, legend, [role="heading"]');
    const role = heading ? roleIn(wordsOf(textOf(heading, { buttons: true })), words) : null;
    if (role) return role;
  }
  return null;
}

const whose = /^(raison sociale|nom|denomination|designation|nom de la structure|structure|organisme|libelle)$/;

/**
 * Does the page know nobody by this number? Either there is a place for the name of whom it designates, with nothing in it; or the field and its own search
 * button stand alone in their place, without a word of anybody.
 */
export function showsNobody(element: HTMLElement, opener: HTMLElement | null = null): boolean {
  for (let box = shownParent(element), steps = 0; box && steps < 6; box = shownParent(box), steps++) {
    const labels: HTMLElement[] = [];
    visit(box, (one) => {
      if (one.childElementCount === 0 && whose.test(plain(one.textContent ?? '').trim()) && isShown(one)) labels.push(one);
      return true;
    });
    const [label, ...others] = labels;
    if (!label) continue;
    const place = label.parentElement;
    if (others.length > 0 || !place || place.querySelector('input, select, textarea')) return false;
    return saysNothing((place.textContent ?? '').replace(label.textContent ?? '', ''));
  }
  if (!opener) return false;
  let place = shownParent(element);
  for (let steps = 0; place && steps < 3 && !shownWithin(opener, place); steps++) place = shownParent(place);
  if (!place || !shownWithin(opener, place)) return false;
  const own = [...place.querySelectorAll('label, button, [role="button"], option, script, style')].map((one) => one.textContent ?? '');
  return saysNothing(own.reduce((text, words) => text.replace(words, ''), place.textContent ?? ''));
}

const saysNothing = (text: string) => plain(text).trim() === '';

const says = (key: string, text: string, value: string) =>
  key === 'serviceCode'
    ? plain(` ${text} `).includes(plain(value))
    : digitsOf(text.replace(/(?<=\d)[\s\u00a0](?=\d)/g, '')).includes(digitsOf(value));

/**
 * What may still be searched for, and the mark of that search, the least searched first: a recipient is not searched for again before its services were asked for.
 * Twice more at most: a page that was drawn anew meanwhile may have forgotten the times before.
 */
export function searchesLeft(asked: ReadonlySet<string>): { key: string; mark: string }[] {
  return ['buyer.siret', 'serviceCode', 'seller.siret']
    .map((key) => ({ key, marks: [key, `${key}/again`, `${key}/last`].filter((mark) => !asked.has(mark)) }))
    .sort((one, other) => other.marks.length - one.marks.length)
    .flatMap(({ key, marks: [mark] }) => (mark === undefined ? [] : [{ key, mark }]));
}

/** True once the structure or the service is chosen in the window that the button opens. What cannot be told for sure is left to the user. */
export async function searchInWindow(key: string, opener: HTMLElement, step: PlanStep, page: Document): Promise<boolean> {
  const value = step.values[0] ?? '';
  const before = new Set(shownWindows(page));
  const pressed = press(opener, mayPress(buttonText(opener), 'search') ? 'search' : 'choose');
  if (!pressed) return false;
  await nextTask();
  const box = await until(() => shownWindows(page).find((one) => !before.has(one)), WINDOW_COMES);
  // no window: the search ran where it stands
  if (!box) {
    await framesSettled(page);
    return false;
  }
  await framesSettled(page);
  await settled(page, 30, 300);
  const scene = sceneOf(page);
  const inside = scene.controls.filter(
    (control) => shownWithin(control.element, box) && isVisible(control) && isOpen(control) && (control.type === 'text' || control.type === 'number'),
  );
  const wanted = key === 'serviceCode' ? ['code', 'service'] : ['siret', 'identifiant', 'structure'];
  const field =
    inside.find((control) => labelsOf(control, scene).some(({ source, text }) => source !== 'id' && wordsOf(text).includes(wanted[0] as string))) ??
    inside.find((control) => labelsOf(control, scene).some(({ text }) => wanted.some((word) => wordsOf(text).includes(word)))) ??
    (inside.length === 1 ? inside[0] : undefined);
  if (field) {
    type(field.element, value);
    await nextTask();
    const buttons = sceneOf(page).buttons.filter(({ element, text }) => shownWithin(element, box) && isShown(element) && mayPress(text, 'search'));
    if (buttons.length > 0) press((buttons[0] as Button).element, 'search');
  }
  for (let tries = 0; tries < MOST_TAKEN; tries++) {
    const row = await rowComing(box, key, value);
    const taken = row !== null && (await take(row, box, page));
    if (taken === 'replaced') continue;
    if (!taken) break;
    await until(() => !isAlive(box) || !isShown(box), 700);
    await framesSettled(page);
    return true;
  }
  closeWindow(box, page);
  return false;
}

/** The row that the window lists at last; null when it has listed other things for a while, or nothing for a longer one. */
async function rowComing(box: HTMLElement, key: string, value: string): Promise<HTMLElement | null> {
  const begun = Date.now();
  let answered = 0;
  const observer = new (viewOf(box).MutationObserver)(() => {
    answered = Date.now();
  });
  observer.observe(frameDocument(box) ?? box.shadowRoot ?? box, { subtree: true, childList: true, characterData: true });
  const isOver = () => Date.now() - (answered || begun) > (answered ? RESULTS_COME : ANSWER_COMES);
  const row = await until(() => resultIn(box, key, value) ?? isOver(), ANSWER_COMES + RESULTS_COME);
  observer.disconnect();
  return row === true ? null : row;
}

/** The smallest row of the results that holds the value; none while several do. */
function resultIn(box: HTMLElement, key: string, value: string): HTMLElement | null {
  const rows: HTMLElement[] = [];
  visit(box, (element) => {
    const isRow =
      element.localName === 'tr' ||
      element.localName === 'li' ||
      ['row', 'option', 'listitem', 'radio'].includes(element.getAttribute('role') ?? '') ||
      /\b(result|resultat|item|ligne|card)\b/i.test(element.className);
    if (isRow && isShown(element) && says(key, textOf(element, { buttons: true }), value)) {
      if (element.querySelector('input[type="text"], input:not([type])')) return true;
      rows.push(element);
      return false;
    }
    return true;
  });
  return rows.length === 1 ? (rows[0] as HTMLElement) : null;
}

/**
 * Chooses that row as it asks to be chosen: its radio button and « Sélectionner », its own button, or a press on the row. 'replaced': results that came later have
 * taken its place, and « Sélectionner » would choose nothing.
 */
async function take(row: HTMLElement, box: HTMLElement, page: Document): Promise<boolean | 'replaced'> {
  const inner: HTMLElement[] = [];
  visit(row, (element) => {
    inner.push(element);
    return true;
  });
  const radio = inner.find((element) => element.localName === 'input' && /radio|checkbox/.test(element.getAttribute('type') ?? ''));
  if (radio) {
    click(radio);
    await nextTask();
    if (!isAlive(radio) || !(radio as HTMLInputElement).checked) return 'replaced';
  } else {
    const own = inner.find((element) => /^(button|a)$/.test(element.localName) || element.getAttribute('role') === 'button');
    if (own && press(own, 'choose')) return gone(box, page);
    const link = inner.find((element) => element.localName === 'a');
    if (!(link ? click(link) : click(row))) return false;
    if (await gone(box, page, 250)) return true;
  }
  const button = sceneOf(page).buttons.find(
    ({ element, text }) =>
      shownWithin(element, box) &&
      !shownWithin(element, row) &&
      isShown(element) &&
      mayPress(text, 'choose') &&
      (element as HTMLButtonElement).disabled !== true,
  );
  return button ? press(button.element, 'choose') && gone(box, page) : gone(box, page, 250);
}

async function gone(box: HTMLElement, page: Document, most = 1_000): Promise<boolean> {
  const closed = await until(() => !isAlive(box) || !isShown(box), most);
  if (closed) await settled(page, 20, 150);
  return closed !== null;
}

function closeWindow(box: HTMLElement, page: Document): void {
  const button = sceneOf(page).buttons.find(
    ({ element, text }) =>
      shownWithin(element, box) && isShown(element) && /^(fermer|close|retour|x)$/.test(plain(text) || text.trim().toLowerCase().replace('×', 'x')),
  );
  if (button) press(button.element, 'close');
}
