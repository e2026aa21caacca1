import { click, focusOn, key, leave, nextTask, say, setNative, settled, until } from './act.ts';
import type { Control } from './controls.ts';
import { isShown, namedBy, shownWithin, textOf, visit } from './dom.ts';
import type { Choice, PlanStep } from './model.ts';
import { type Option, pickOption } from './options.ts';
import { isOn, memberText, shownBy } from './shown.ts';

export type Chosen = 'done' | 'right' | 'none' | 'several' | 'refused';

/** How long a list may take to come, in milliseconds: some ask their server. Where one may also type, it is not waited for so long. */
const LIST_COMES = 1_500;
const PROPOSALS_COME = 600;

function optionsOf(select: HTMLSelectElement): { option: HTMLOptionElement; seen: Option }[] {
  return [...select.options]
    .filter((option) => !option.disabled)
    .map((option) => ({ option, seen: { text: option.text || option.label || '', value: option.value } }));
}

function pickedIn(select: HTMLSelectElement, step: PlanStep, choices: readonly Choice[] | undefined) {
  const options = optionsOf(select);
  const seen = options.map((one) => one.seen);
  return { options, picked: pickOption(seen, step, choices) };
}

/** Does what the field shows say the wanted value? */
export function saysChoice(control: Control, step: PlanStep, choices: readonly Choice[] | undefined): boolean {
  const text = shownBy(control);
  if (text === '') return false;
  const value = control.type === 'select' ? (control.element as HTMLSelectElement).value : '';
  return typeof pickOption([{ text, value }], step, choices) === 'object';
}

export async function choose(control: Control, step: PlanStep, choices: readonly Choice[] | undefined): Promise<Chosen> {
  if (saysChoice(control, step, choices) && !(await isTied(control, step, choices))) return 'right';
  switch (control.type) {
    case 'select':
      return chooseInSelect(control, step, choices);
    case 'radio':
    case 'toggle':
      return chooseMember(control, step, choices);
    default:
      return chooseInList(control.element, control.element, step, choices, () => saysChoice(control, step, choices));
  }
}

/** A shown option may read as the wanted value while another one reads so better (« Facture » and « Facture d’acompte »). */
async function isTied(control: Control, step: PlanStep, choices: readonly Choice[] | undefined): Promise<boolean> {
  if (control.type !== 'select') return false;
  const select = control.element as HTMLSelectElement;
  const { options, picked } = pickedIn(select, step, choices);
  return typeof picked === 'object' && options[picked.at]?.option !== select.options[select.selectedIndex];
}

async function chooseInSelect(control: Control, step: PlanStep, choices: readonly Choice[] | undefined): Promise<Chosen> {
  const select = control.element as HTMLSelectElement;
  const { options, picked } = pickedIn(select, step, choices);
  if (typeof picked === 'string') {
    // its list is asked of a server as one types
    if (picked === 'none' && control.widget && options.filter(({ seen }) => seen.value !== '').length === 0)
      return chooseInList(control.widget, control.widget, step, choices, () => saysChoice(control, step, choices));
    return picked;
  }
  const wanted = options[picked.at]?.option as HTMLOptionElement;
  if (!control.widget) focusOn(select);
  setNative(select, wanted.value);
  if (select.options[select.selectedIndex] !== wanted) wanted.selected = true;
  say(select, 'input');
  say(select, 'change');
  if (control.widget) {
    for (const own of ['chosen:updated', 'liszt:updated', 'refresh']) say(select, own);
    await nextTask();
    if (!widgetSays(control.widget, wanted.text))
      await chooseInList(control.widget, control.widget, step, choices, () => widgetSays(control.widget as HTMLElement, wanted.text));
  } else leave(select);
  await nextTask();
  return saysChoice(control, step, choices) ? 'done' : 'refused';
}

function widgetSays(widget: HTMLElement, text: string): boolean {
  return textOf(widget, { buttons: true }).includes(text.trim()) || widget.textContent?.includes(text.trim()) === true;
}

async function chooseMember(control: Control, step: PlanStep, choices: readonly Choice[] | undefined): Promise<Chosen> {
  const members = control.members.filter(
    (member) => (member as HTMLInputElement).disabled !== true && member.getAttribute('aria-disabled') !== 'true',
  );
  const seen = members.map((member) => ({ text: memberText(member), value: (member as HTMLInputElement).value ?? '' }));
  const picked = pickOption(seen, step, choices);
  if (typeof picked === 'string') return picked;
  const member = members[picked.at] as HTMLElement;
  if (!click(member)) return 'refused';
  await nextTask();
  if (!isOn(member)) await settled(member.ownerDocument, 20, 120);
  return isOn(member) || saysChoice(control, step, choices) ? 'done' : 'refused';
}

const optionLike =
  '[role="option"], .select2-results__option, .select2-results li, .chosen-results li, .choices__item--choice, .selectize-dropdown .option, .ts-dropdown .option, .dropdown-item, .dropdown-menu li, .ui-menu-item, .vs__dropdown-option, .ng-option, mat-option, .mat-option, li[data-value], [role="listbox"] li';

function shownOptions(page: Document): HTMLElement[] {
  const found: HTMLElement[] = [];
  visit(page, (element) => {
    if (
      element.matches(optionLike) &&
      isShown(element) &&
      !/loading|no-?result|disabled/i.test(element.className) &&
      element.getAttribute('aria-disabled') !== 'true'
    ) {
      // an option inside an option is the same one
      if (!found.some((other) => shownWithin(element, other))) found.push(element);
      return false;
    }
    return true;
  });
  return found;
}

function seenOf(element: HTMLElement): Option {
  return { text: textOf(element, { buttons: true }), value: element.getAttribute('data-value') ?? element.getAttribute('value') ?? '' };
}

/** Opens a list drawn by the page, and presses the option in it; the list may come late, or only once something is typed. */
async function chooseInList(
  trigger: HTMLElement,
  box: HTMLElement,
  step: PlanStep,
  choices: readonly Choice[] | undefined,
  isRight: () => boolean,
): Promise<Chosen> {
  const page = topOf(trigger.ownerDocument);
  const before = new Set(shownOptions(page));
  const input = inputIn(box);
  const opener = (box.querySelector<HTMLElement>(
    '[role="combobox"], .select2-selection, .chosen-single, .selectize-input, .ts-control, .choices__inner, [aria-haspopup="listbox"]',
  ) ?? trigger) as HTMLElement;
  const fresh = () => shownOptions(page).filter((option) => !before.has(option) || within(option, trigger));
  const isTyped = trigger.localName === 'input';
  focusOn(isTyped ? trigger : opener);
  // a list opens, whatever its name says: « Moyen de paiement » pays nothing
  click(opener);
  let options = (await until(() => nonEmpty(fresh()), isTyped ? 30 : 500)) ?? [];
  if (options.length === 0 && !isTyped) {
    key(opener, 'ArrowDown');
    options = (await until(() => nonEmpty(fresh()), 200)) ?? [];
  }
  let picked = pickOption(options.map(seenOf), step, choices);
  if (typeof picked === 'string') {
    const field = isTyped ? (trigger as HTMLInputElement) : (inputIn(box) ?? input ?? freshInput(page, opener));
    const query = queryOf(step, choices);
    if (field && query) {
      setNative(field, query);
      key(field, 'Unidentified', ['keydown']);
      say(field, 'input');
      key(field, 'Unidentified', ['keyup']);
      await until(
        () => {
          options = fresh();
          picked = pickOption(options.map(seenOf), step, choices);
          return typeof picked === 'object';
        },
        isTyped ? PROPOSALS_COME : LIST_COMES,
      );
    }
  }
  if (typeof picked === 'string') {
    key(opener, 'Escape');
    leave(isTyped ? trigger : opener);
    return picked;
  }
  const option = options[picked.at] as HTMLElement;
  click(option);
  await nextTask();
  if (isRight()) return 'done';
  await settled(page, 30, 300);
  if (isRight()) return 'done';
  key(opener, 'Escape');
  return 'refused';
}

function topOf(page: Document): Document {
  try {
    const parent = page.defaultView?.frameElement?.ownerDocument;
    return parent ? topOf(parent) : page;
  } catch {
    return page;
  }
}

function within(option: HTMLElement, trigger: HTMLElement): boolean {
  const lists = [...namedBy(trigger, 'aria-controls'), ...namedBy(trigger, 'aria-owns')];
  return lists.some((list) => shownWithin(option, list));
}

const nonEmpty = (options: HTMLElement[]) => (options.length > 0 ? options : null);

function inputIn(box: HTMLElement): HTMLInputElement | null {
  const input = box.localName === 'input' ? box : box.querySelector('input:not([type="hidden"])');
  return input && isShown(input as HTMLElement) ? (input as HTMLInputElement) : null;
}

/** The search box of a list that is drawn far from its field. */
function freshInput(page: Document, opener: HTMLElement): HTMLInputElement | null {
  const active = (opener.getRootNode() as Document | ShadowRoot).activeElement ?? page.activeElement;
  if (active?.localName === 'input') return active as HTMLInputElement;
  return page.querySelector<HTMLInputElement>(
    '.select2-search__field, .select2-search input, .select2-drop input, [role="dialog"] input[type="search"]',
  );
}

function queryOf(step: PlanStep, choices: readonly Choice[] | undefined): string {
  if (!step.choice) return step.values[0] ?? '';
  const spellings = choices?.find(({ code }) => code === step.choice)?.spellings ?? [];
  return spellings.find((spelling) => spelling.length > 3) ?? '';
}
