import type { Control } from './controls.ts';
import { isElement, isNoise, namedBy, shownChildren, shownParent, shownWithin, textOf } from './dom.ts';
import type { Scene } from './scene.ts';

/** A text that may be a field's name, and where it was found. */
export interface Label {
  text: string;
  source: 'label' | 'aria' | 'host' | 'near' | 'column' | 'placeholder' | 'title' | 'id';
}

const LONGEST = 140;

/** Names of a field: what is written for it first, what merely stands beside it after, ids last. */
export function labelsOf(control: Control, scene: Scene): Label[] {
  const found: Label[] = [];
  const add = (source: Label['source'], text: string | null | undefined) => {
    const tidy = text?.replace(/\s+/g, ' ').trim() ?? '';
    if (tidy !== '' && tidy.length <= LONGEST && /[\p{L}\p{N}]/u.test(tidy)) found.push({ source, text: tidy });
  };
  const { element, widget } = control;
  const group = control.members.length > 1;
  const box = boxOf(control);
  const named = widget ? [element, widget] : [element];
  if (group) {
    for (let node: HTMLElement | null = box, steps = 0; node && steps < 4 && scene.within(node) <= 1; node = shownParent(node), steps++) {
      add(
        'label',
        namedBy(node, 'aria-labelledby')
          .map((one) => textOf(one))
          .join(' '),
      );
      add('label', node.getAttribute('aria-label'));
      if (node.localName === 'fieldset') add('label', textOf(node.querySelector('legend') ?? node.ownerDocument.createElement('i')));
    }
  } else {
    for (const one of named) {
      add(
        'label',
        namedBy(one, 'aria-labelledby')
          .filter((label) => label !== one && !shownWithin(label, one))
          .map((label) => textOf(label))
          .join(' '),
      );
      for (const label of labelElements(one)) add('label', textOf(label));
      add('aria', one.getAttribute('aria-label'));
    }
    addHosts(element, scene, add);
  }
  const column = columnOf(box);
  if (column) add('column', column);
  add('near', nearText(box, scene));
  add(
    'placeholder',
    element.getAttribute('placeholder') ??
      element.getAttribute('data-placeholder') ??
      widget?.querySelector('[data-placeholder]')?.getAttribute('data-placeholder'),
  );
  add('title', element.getAttribute('title'));
  add('id', element.getAttribute('name') || element.getAttribute('formcontrolname'));
  add('id', element.id);
  if (found.every(({ source }) => source === 'id' || source === 'placeholder')) addHostIds(element, add);
  return found;
}

/** The element whose surroundings name a field: the group of its members, what stands for it, or itself. */
function boxOf({ element, widget, members }: Control): HTMLElement {
  if (widget) return widget;
  const last = members.at(-1) ?? element;
  let box = element;
  while (box !== last && !shownWithin(last, box)) {
    const parent = shownParent(box);
    if (!parent) break;
    box = parent;
  }
  return box;
}

function labelElements(element: HTMLElement): HTMLElement[] {
  const root = element.getRootNode() as Document | ShadowRoot;
  const tied = element.id ? [...(root.querySelectorAll?.('label[for]') ?? [])].filter((label) => label.getAttribute('for') === element.id) : [];
  const around = element.closest('label');
  return [...tied, ...(around ? [around] : [])] as HTMLElement[];
}

/** A component's own attributes name the field inside it; so does a label tied to the component. */
function addHosts(element: HTMLElement, scene: Scene, add: (source: Label['source'], text: string | null) => void): void {
  let root = element.getRootNode();
  for (let steps = 0; root.nodeType === 11 && steps < 4; steps++) {
    const host = (root as ShadowRoot).host as HTMLElement | undefined;
    if (!host || scene.within(host) > 1) return;
    add(
      'host',
      namedBy(host, 'aria-labelledby')
        .map((one) => textOf(one))
        .join(' '),
    );
    for (const label of labelElements(host)) add('host', textOf(label));
    for (const name of ['label', 'aria-label', 'data-label', 'libelle', 'heading']) add('host', host.getAttribute(name));
    add('placeholder', host.getAttribute('placeholder'));
    root = host.getRootNode();
  }
}

function addHostIds(element: HTMLElement, add: (source: Label['source'], text: string | null) => void): void {
  const root = element.getRootNode();
  const host = root.nodeType === 11 ? ((root as ShadowRoot).host as HTMLElement | undefined) : undefined;
  add('id', host?.getAttribute('name') ?? host?.id ?? '');
}

const isCell = (node: Element) =>
  node.localName === 'td' || node.localName === 'th' || ['gridcell', 'cell', 'columnheader', 'rowheader'].includes(node.getAttribute('role') ?? '');
const isRow = (node: Element) => node.localName === 'tr' || node.getAttribute('role') === 'row';

export function cellOf(element: HTMLElement): HTMLElement | null {
  for (let node: HTMLElement | null = element, steps = 0; node && steps < 12; node = shownParent(node), steps++) if (isCell(node)) return node;
  return null;
}

export function rowOf(cell: HTMLElement): HTMLElement | null {
  for (let node = shownParent(cell); node; node = shownParent(node)) if (isRow(node)) return node;
  return null;
}

function cellsOf(row: Element): { cell: HTMLElement; from: number }[] {
  let from = 0;
  const cells: { cell: HTMLElement; from: number }[] = [];
  const take = (node: Node) => {
    const children = shownChildren(node);
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (!isElement(child)) continue;
      if (isCell(child)) {
        cells.push({ cell: child, from });
        from += (child as HTMLTableCellElement).colSpan || 1;
      } else if (child.localName !== 'table' && !isRow(child)) take(child);
    }
  };
  take(row);
  return cells;
}

const inputs = 'input:not([type="hidden"]), select, textarea, [role="combobox"], [contenteditable="true"]';

/** The title of the column above: the cell at the same place in the nearest row before that holds no field. */
export function columnOf(element: HTMLElement): string {
  const cell = cellOf(element);
  const row = cell && rowOf(cell);
  const table = row?.closest('table, [role="grid"], [role="table"], [role="treegrid"]');
  if (!cell || !row || !table) return '';
  const place = cellsOf(row).find((one) => one.cell === cell)?.from;
  if (place === undefined) return '';
  const rows = ([...table.querySelectorAll('tr, [role="row"]')] as HTMLElement[]).filter(
    (one) => one.closest('table, [role="grid"], [role="table"], [role="treegrid"]') === table,
  );
  for (let index = rows.indexOf(row) - 1; index >= 0; index--) {
    const above = rows[index] as HTMLElement;
    if (above.querySelector(inputs)) continue;
    const cells = cellsOf(above);
    const named = cells.filter((one) => textOf(one.cell) !== '').length;
    if (named < 2) continue;
    const title = cells.find((one) => one.from <= place && place < one.from + ((one.cell as HTMLTableCellElement).colSpan || 1));
    const text = title ? textOf(title.cell, { buttons: true }) : '';
    if (text) return text;
    return '';
  }
  return '';
}

/** Text beside a field: what stands before it in the smallest box that holds nothing else to fill, else just before that box. */
function nearText(start: HTMLElement, scene: Scene): string {
  let box = start;
  for (let steps = 0; steps < 6; steps++) {
    const before = textBefore(box);
    if (before) return before;
    const parent = shownParent(box);
    if (!parent || parent.localName === 'form' || parent.localName === 'body') return '';
    if (scene.within(parent) > 1) return '';
    const whole = textOf(parent);
    box = parent;
    // A name may follow its field ("floating" labels), in the same box.
    if (whole && steps < 4 && !textBefore(parent) && whole.length <= 60) return whole;
  }
  return '';
}

function textBefore(element: HTMLElement): string {
  const siblings = siblingsBefore(element);
  let text = '';
  for (const node of siblings) {
    if (node.nodeType === 3) text = `${node.nodeValue ?? ''} ${text}`;
    if (!isElement(node)) continue;
    if (node.localName === 'br' || node.localName === 'hr') {
      if (text.trim() !== '') break;
      continue;
    }
    if (['script', 'style', 'svg', 'i', 'img', 'button'].includes(node.localName) || isNoise(node)) continue;
    if (node.matches(inputs) || node.querySelector(inputs) || node.shadowRoot) break;
    text = `${textOf(node)} ${text}`;
    // the nearest block is the name; what is further belongs to others
    if (text.trim() !== '' && /^(td|th|div|p|dt|dd|h\d|label|legend)$/.test(node.localName)) break;
  }
  return text.replace(/\s+/g, ' ').trim();
}

function siblingsBefore(element: HTMLElement): Node[] {
  const parent = element.assignedSlot ? element.parentNode : (element.parentNode ?? null);
  const nodes: Node[] = [];
  for (let node: Node | null = parent ? element.previousSibling : null; node; node = node.previousSibling) nodes.push(node);
  return nodes;
}
