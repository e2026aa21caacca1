import { isElement, isShown, shownParent, shownWithin, textOf } from './dom.ts';

/** What a person sees as one field, however many elements make it. */
export type ControlType = 'text' | 'number' | 'date' | 'editable' | 'select' | 'radio' | 'toggle' | 'combobox' | 'file' | 'day-parts' | 'checkbox';

export interface Control {
  type: ControlType;
  /** The element that holds the value; the first member of a group. */
  element: HTMLElement;
  /** What stands on the page in place of a hidden `<select>`. */
  widget: HTMLElement | null;
  /** Radio buttons, toggles, or the day, the month and the year. */
  members: HTMLElement[];
}

const typed: Readonly<Record<string, ControlType>> = {
  '': 'text',
  text: 'text',
  search: 'text',
  tel: 'text',
  url: 'text',
  email: 'text',
  number: 'number',
  date: 'date',
  radio: 'radio',
  checkbox: 'checkbox',
  file: 'file',
};

function single(type: ControlType, element: HTMLElement, widget: HTMLElement | null = null): Control {
  return { type, element, widget, members: [element] };
}

const standIns =
  '.select2, .select2-container, .chosen-container, .choices, .selectize-control, .ts-wrapper, .bootstrap-select, .nice-select, .ss-main, .vs__dropdown-toggle, .ui-selectmenu-button, .dropdown, [role="combobox"], [aria-haspopup="listbox"]';

/** The widget that stands for a hidden `<select>`: beside it, around it, or named after it. */
export function widgetOf(select: HTMLElement): HTMLElement | null {
  const root = select.getRootNode() as Document | ShadowRoot;
  const named = select.id
    ? [
        `select2-${select.id}-container`,
        `${select.id}_chosen`,
        `${select.id}-ts-control`,
        `${select.id}-selectized`,
        `${select.id}-button`,
        `${select.id}_msdd`,
      ]
        .map((id) => root.getElementById?.(id) ?? null)
        .find((found) => found !== null)
    : null;
  if (named) return (named.closest(standIns) as HTMLElement | null) ?? (named as HTMLElement);
  for (let near = select.nextElementSibling, steps = 0; near && steps < 2; near = near.nextElementSibling, steps++) {
    if (near.matches(standIns)) return near as HTMLElement;
    const inner = near.querySelector(standIns);
    if (inner && !near.querySelector('select')) return near as HTMLElement;
  }
  const before = select.previousElementSibling;
  if (before?.matches(standIns)) return before as HTMLElement;
  const around = select.closest('.choices, .bootstrap-select, .selectize-control, .ts-wrapper, .nice-select, .custom-select, .select-wrapper');
  if (around) return around as HTMLElement;
  const parent = select.parentElement;
  const beside = parent?.querySelector('[role="combobox"], [aria-haspopup="listbox"]');
  return beside && !shownWithin(beside, select) ? (beside as HTMLElement) : null;
}

const isSecret = (element: HTMLElement) => element.getAttribute('type')?.toLowerCase() === 'password';

export interface Collected {
  controls: Control[];
  /** A password is asked for: a login page, whatever else it shows. */
  login: boolean;
}

/** Groups the bare elements of a page, in shown order, into fields. */
export function controlsAmong(elements: readonly HTMLElement[]): Collected {
  const controls: Control[] = [];
  const radios = new Map<string, Control>();
  const owned: HTMLElement[] = [];
  const roots = new Map<Node, number>();
  let login = false;
  const isOwned = (element: HTMLElement) => owned.some((box) => box !== element && shownWithin(element, box));

  // widgets first, so that their inner search boxes are no fields
  for (const element of elements) {
    if (element.localName !== 'select' || isShown(element)) continue;
    const widget = widgetOf(element);
    if (widget) owned.push(widget);
  }
  for (const element of elements) {
    const tag = element.localName;
    const role = element.getAttribute('role');
    if (tag === 'select') {
      const hidden = !isShown(element);
      controls.push(single('select', element, hidden ? widgetOf(element) : null));
      continue;
    }
    if (isOwned(element) || owned.includes(element)) continue;
    if (tag === 'input') {
      const type = element.getAttribute('type')?.toLowerCase() ?? '';
      if (isSecret(element)) {
        login ||= isShown(element);
        continue;
      }
      const kind = typed[type];
      if (!kind) continue;
      if (kind === 'radio') {
        const root = (element as HTMLInputElement).form ?? element.getRootNode();
        if (!roots.has(root)) roots.set(root, roots.size);
        const name = element.getAttribute('name') ?? '';
        const around = element.closest('[role="radiogroup"], fieldset, tr, ul') ?? element.parentElement;
        const key = name ? `${roots.get(root)}/${name}` : `unnamed/${[...radios.values()].length}`;
        const known = name ? radios.get(key) : [...radios.values()].find((group) => around !== null && shownWithin(group.element, around));
        if (known) known.members.push(element);
        else {
          const group: Control = { type: 'radio', element, widget: null, members: [element] };
          radios.set(key, group);
          controls.push(group);
        }
        continue;
      }
      controls.push(single(role === 'combobox' && kind === 'text' ? 'combobox' : kind, element));
    } else if (tag === 'textarea') controls.push(single('text', element));
    else if (role === 'radio') {
      const group = element.closest('[role="radiogroup"]');
      const known = controls.find((control) => control.type === 'toggle' && group !== null && shownWithin(control.element, group));
      if (known) known.members.push(element);
      else controls.push({ type: 'toggle', element, widget: null, members: [element] });
    } else if (element.hasAttribute('aria-pressed')) {
      const group = element.parentElement;
      const known = controls.find((control) => control.type === 'toggle' && group !== null && control.element.parentElement === group);
      if (known) known.members.push(element);
      else controls.push({ type: 'toggle', element, widget: null, members: [element] });
    } else if (role === 'combobox' || element.getAttribute('aria-haspopup') === 'listbox') {
      // a box with an input of its own is that input
      if (!element.querySelector('input:not([type="hidden"]), textarea')) controls.push(single('combobox', element));
    } else if (isEditable(element)) controls.push(single('editable', element));
  }
  const fields = controls.filter((control) => control.type !== 'toggle' || control.members.length > 1);
  return { controls: withDayParts(fields), login };
}

function isEditable(element: HTMLElement): boolean {
  const state = element.getAttribute('contenteditable');
  return state !== null && state !== 'false';
}

/** Is this element, by itself, part of a field? */
export function isRaw(element: HTMLElement): boolean {
  const tag = element.localName;
  if (tag === 'input') return !['hidden', 'submit', 'button', 'image', 'reset'].includes(element.getAttribute('type')?.toLowerCase() ?? '');
  if (tag === 'select' || tag === 'textarea') return true;
  const role = element.getAttribute('role');
  return (
    role === 'combobox' ||
    role === 'radio' ||
    element.hasAttribute('aria-pressed') ||
    element.getAttribute('aria-haspopup') === 'listbox' ||
    isEditable(element)
  );
}

const part = /jour|mois|ann[ée]e|\bday\b|\bmonth\b|\byear\b|^(jj|mm|aaaa|yyyy|dd)$/i;

/** Three neighbours for the day, the month and the year are one field. */
function withDayParts(controls: readonly Control[]): Control[] {
  const result: Control[] = [];
  for (let index = 0; index < controls.length; index++) {
    const trio = controls.slice(index, index + 3);
    const around = trio[0]?.element.parentElement?.closest('fieldset, div, td, span, p, tr');
    const near = (around && trio.every(({ element }) => shownWithin(element, around))) || sharesGrandparent(trio);
    if (trio.length === 3 && near && partsOf(trio.map(({ element }) => element))) {
      result.push({ type: 'day-parts', element: trio[0]?.element as HTMLElement, widget: null, members: trio.map(({ element }) => element) });
      index += 2;
    } else if (controls[index]) result.push(controls[index] as Control);
  }
  return result;
}

function sharesGrandparent(trio: readonly Control[]): boolean {
  const [one, two, three] = trio.map(({ element }) => shownParent(shownParent(element) ?? element));
  return one !== undefined && one === two && two === three;
}

/** Which of three elements is the day, the month, the year; null when they are no date. */
export function partsOf(elements: readonly HTMLElement[]): { day: HTMLElement; month: HTMLElement; year: HTMLElement } | null {
  const found: { day?: HTMLElement; month?: HTMLElement; year?: HTMLElement } = {};
  for (const element of elements) {
    if (element.localName !== 'select' && element.localName !== 'input') return null;
    const said = [
      element.getAttribute('aria-label'),
      element.getAttribute('placeholder'),
      element.getAttribute('name'),
      element.id,
      element.title,
    ].join(' ');
    const first = element.localName === 'select' ? ((element as HTMLSelectElement).options[0]?.text ?? '') : '';
    const words = `${said} ${first}`.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.-]/g, ' ');
    if (!words.split(' ').some((word) => part.test(word))) return null;
    if (/jour|\bday\b|\bjj\b|\bdd\b/i.test(words)) found.day ??= element;
    else if (/mois|\bmonth\b|\bmm\b/i.test(words)) found.month ??= element;
    else found.year ??= element;
  }
  return found.day && found.month && found.year ? { day: found.day, month: found.month, year: found.year } : null;
}

/** May it be written by hand? Read-only, disabled and switched-off fields are left alone. */
export function isOpen({ element, members, type }: Control): boolean {
  const closed = (one: HTMLElement) =>
    (one as HTMLInputElement).disabled === true ||
    (one as HTMLInputElement).readOnly === true ||
    one.hasAttribute('readonly') ||
    one.getAttribute('aria-disabled') === 'true' ||
    one.getAttribute('aria-readonly') === 'true' ||
    one.closest('fieldset[disabled]') !== null;
  if (type === 'radio' || type === 'toggle') return members.some((member) => !closed(member));
  // A combobox may show its choice in a box that nobody types into.
  if (type === 'combobox') return (element as HTMLInputElement).disabled !== true && element.getAttribute('aria-disabled') !== 'true';
  return !closed(element);
}

/** Is it before the user's eyes? What is drawn by its label or its widget counts as that. */
export function isVisible({ type, element, widget, members }: Control): boolean {
  if (widget) return isShown(widget);
  if (type === 'radio' || type === 'checkbox') return members.some((member) => isShown(member) || labelShown(member));
  if (type === 'file') return isShown(element) || labelShown(element) || zoneShown(element);
  return isShown(element);
}

export function labelOf(element: HTMLElement): HTMLElement | null {
  const around = element.closest('label');
  if (around) return around;
  if (!element.id) return null;
  const root = element.getRootNode() as Document | ShadowRoot;
  return [...(root.querySelectorAll?.('label[for]') ?? [])].find((label) => label.getAttribute('for') === element.id) as HTMLElement | null;
}

function labelShown(element: HTMLElement): boolean {
  const label = labelOf(element);
  return Boolean(label && label.localName === 'label' && isShown(label));
}

/** A file input is often hidden in a zone that one clicks. */
function zoneShown(element: HTMLElement): boolean {
  for (let node = shownParent(element), steps = 0; isElement(node) && steps < 3; node = shownParent(node), steps++)
    if (isShown(node) && textOf(node, { buttons: true }) !== '') return true;
  return false;
}
