import { isActing } from './act.ts';
import { type Control, labelOf } from './controls.ts';
import { rootsOf, textOf } from './dom.ts';
import type { PlanStep } from './model.ts';
import { isBlank, shownBy } from './shown.ts';

/** Who wrote what: the user's own typing is never replaced in silence, what the page or we put there may be. */
export class Touches {
  private readonly page: Document;
  private readonly users = new WeakSet<Node>();
  private readonly mine = new WeakSet<Node>();
  private readonly first = new WeakMap<Node, string>();
  private looked = false;
  /** Names of what he touched: a page may put a new element in the place of the old. */
  private readonly signs = new Set<string>();
  private readonly heard = new WeakSet<Node>();
  onTouch: () => void = () => undefined;

  constructor(page: Document) {
    this.page = page;
  }

  /** Listens in every document and shadow root; called again when the page has grown. */
  start(): void {
    for (const root of rootsOf(this.page)) {
      if (this.heard.has(root)) continue;
      this.heard.add(root);
      for (const name of ['input', 'change', 'click']) root.addEventListener(name, (event) => this.hear(event), { capture: true, passive: true });
    }
  }

  private hear(event: Event): void {
    // a script's own events, ours among them, are not the user
    if (!event.isTrusted || isActing()) return;
    const [target] = event.composedPath();
    if (!target || !(target as Node).nodeType) return;
    const element = target as HTMLElement;
    if (event.type === 'click' && element.localName !== 'option' && (element as HTMLInputElement).type !== 'radio') return;
    this.users.add(element);
    this.signs.add(signOf(element));
    this.onTouch();
  }

  ours({ element, members }: Control): void {
    for (const one of [element, ...members]) this.mine.add(one);
  }

  isOurs({ element }: Control): boolean {
    return this.mine.has(element);
  }

  wasTouched({ element, members }: Control): boolean {
    return [element, ...members].some((one) => this.users.has(one) || this.signs.has(signOf(one)));
  }

  /**
   * True when the value that stands there may be the user's: he touched it, or it was there when we first looked and is none of a page's usual beginnings.
   */
  isUsers(control: Control, step: PlanStep): boolean {
    const { element, type } = control;
    if (this.wasTouched(control)) return true;
    if (type !== 'text' && type !== 'number' && type !== 'date' && type !== 'editable') return false;
    if (this.mine.has(element)) return false;
    const shown = shownBy(control);
    const before = this.first.get(element);
    // it came or changed since, and not by a hand: the page did it
    if (before === undefined || before !== shown || isBlank(step.kind, before)) return false;
    return !isBeginning(control, step);
  }

  /**
   * Remembers what stands on the page before anything is done, the first time that it is called. What comes later no hand has written that was not heard: a page
   * that reads the file late brings its fields with what it took for the number.
   */
  look(controls: readonly Control[]): void {
    if (this.looked) return;
    this.looked = true;
    for (const control of controls) this.first.set(control.element, shownBy(control));
  }
}

/** A field by its name, its label and its row's: what stays when a page draws it anew. "" when nothing tells it apart. */
function signOf(element: HTMLElement): string {
  const name = element.getAttribute('name') ?? '';
  const label = labelOf(element);
  const around = element.closest('[role="group"], fieldset, tr');
  const said = name || (label ? textOf(label) : (element.getAttribute('aria-label') ?? ''));
  return said === '' ? Math.random().toString() : `${said}/${around?.getAttribute('aria-label') ?? ''}`;
}

/** What a page puts into a new form by itself: one piece, this unit, today. */
function isBeginning(control: Control, step: PlanStep): boolean {
  const { element } = control;
  const shown = shownBy(control);
  if (
    step.row !== undefined &&
    (step.key.endsWith('.quantity')
      ? /^[01]([.,]0+)?$/.test(shown)
      : (element as HTMLInputElement).defaultValue === (element as HTMLInputElement).value && element.hasAttribute('value'))
  )
    return true;
  if (step.kind !== 'date') return false;
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  return shown === today || shown === today.split('-').reverse().join('/');
}
