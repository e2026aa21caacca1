import type { Option } from '../options.ts';
import { dayIn } from '../values.ts';
import { h, nextId, sheetOf } from './dom.ts';
import { type Overlay, openList } from './overlay.ts';
import { controlCss } from './style.ts';

const sheet = sheetOf(controlCss);

export interface ControlOptions {
  label: string;
  required?: boolean;
  value: string;
  maxLength?: number;
  options?: readonly Option[];
  /** Words of the refusal, or "" when the value is taken; may take its time. */
  check?: (value: string) => string | Promise<string>;
  /** What the form keeps: "" for a value that was refused. */
  onValue: (value: string) => void;
}

/** A field in an open shadow root: floating label, hint, error. A refused value stays shown and is not kept. */
export abstract class Control extends HTMLElement {
  protected readonly root = this.attachShadow({ mode: 'open' });
  protected given!: ControlOptions;
  private readonly told = h('div', { class: 'error', role: 'alert' });
  private readonly hint = h('div', { class: 'hint' });
  private turn = 0;
  /** Ends with the check under way. */
  settled: Promise<void> = Promise.resolve();

  setup(given: ControlOptions): this {
    this.given = given;
    this.root.adoptedStyleSheets = [sheet];
    this.root.replaceChildren(this.draw(), this.hint, this.told);
    this.mark();
    return this;
  }

  protected abstract draw(): Node;
  abstract show(value: string): void;

  say(hint: string): void {
    this.hint.textContent = hint;
  }

  refuse(words: string): void {
    this.told.textContent = words;
    this.toggleAttribute('invalid', words !== '');
  }

  protected take(value: string): void {
    this.settled = this.weigh(value);
  }

  private async weigh(value: string): Promise<void> {
    const mine = ++this.turn;
    this.given.value = value;
    this.mark();
    const words = value === '' || !this.given.check ? '' : await this.given.check(value);
    if (mine !== this.turn) return;
    this.refuse(words);
    this.given.onValue(words ? '' : value);
  }

  /** The label floats once there is something. */
  protected mark(): void {
    this.toggleAttribute('filled', this.given.value !== '');
  }

  protected labelFor(id: string, isFor: boolean): HTMLElement {
    return h(
      isFor ? 'label' : 'span',
      { class: 'floating', id: `${id}-label`, ...(isFor ? { for: id } : {}) },
      this.given.label,
      this.given.required ? h('span', { class: 'star' }, ' *') : null,
    );
  }
}

export class AppInput extends Control {
  protected input!: HTMLInputElement;

  protected draw(): Node {
    const id = nextId('mat-input');
    this.input = h('input', {
      id,
      autocomplete: 'off',
      maxlength: this.given.maxLength,
      oninput: () => this.take(this.input.value),
    }) as HTMLInputElement;
    this.input.value = this.given.value;
    return h('div', { class: 'box' }, this.labelFor(id, true), this.input);
  }

  show(value: string): void {
    this.input.value = value;
    this.given.value = value;
    this.mark();
  }
}

/** Kept when the field is left, after it was understood: dd/mm/yyyy and nothing else. */
export class AppDate extends AppInput {
  protected override draw(): Node {
    const box = super.draw();
    this.input.placeholder = 'jj/mm/aaaa';
    this.given.check = (value) => (dayIn(value) ? '' : 'Date attendue sous la forme jj/mm/aaaa');
    (box as HTMLElement).append(h('span', { class: 'mark', 'aria-hidden': 'true' }, '▦'));
    return box;
  }
}

export class AppTextarea extends Control {
  private area!: HTMLTextAreaElement;

  protected draw(): Node {
    const id = nextId('mat-input');
    this.area = h('textarea', { id, rows: 4, maxlength: this.given.maxLength, oninput: () => this.take(this.area.value) }) as HTMLTextAreaElement;
    this.area.value = this.given.value;
    return h('div', { class: 'box tall' }, this.labelFor(id, true), this.area);
  }

  show(value: string): void {
    this.area.value = value;
    this.given.value = value;
    this.mark();
  }
}

export class AppSelect extends Control {
  private readonly shown = h('span', { class: 'value' });

  protected draw(): Node {
    const id = nextId('mat-select');
    this.shown.id = `${id}-value`;
    this.show(this.given.value);
    const trigger = h(
      'div',
      {
        id,
        role: 'combobox',
        tabindex: 0,
        class: 'trigger',
        'aria-haspopup': 'listbox',
        'aria-expanded': 'false',
        'aria-labelledby': `${id}-label ${id}-value`,
        onclick: () => this.open(trigger),
        onkeydown: (event: KeyboardEvent) => {
          if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
          event.preventDefault();
          this.open(trigger);
        },
      },
      this.shown,
      h('span', { class: 'arrow', 'aria-hidden': 'true' }, '▾'),
    );
    return h('div', { class: 'box' }, this.labelFor(id, false), trigger);
  }

  private open(trigger: Element): void {
    const options = this.given.options ?? [];
    const all = this.given.required ? options : [{ value: '', label: 'Aucun' }, ...options];
    const overlay = openList(trigger, this.given.label, all, this.given.value, (value) => {
      this.show(value);
      this.take(value);
    });
    trigger.setAttribute('aria-controls', overlay.id);
  }

  show(value: string): void {
    this.given.value = value;
    this.shown.textContent = this.given.options?.find((option) => option.value === value)?.label ?? '';
    this.mark();
  }
}

export class AppRadio extends Control {
  protected draw(): Node {
    const id = nextId('mat-radio-group');
    const name = nextId('mat-radio');
    return h(
      'div',
      { class: 'group', role: 'radiogroup', 'aria-labelledby': `${id}-label` },
      this.labelFor(id, false),
      ...(this.given.options ?? []).map((option) => {
        const one = nextId('mat-radio');
        const input = h('input', { type: 'radio', id: one, name, value: option.value, onchange: () => this.take(option.value) }) as HTMLInputElement;
        input.checked = option.value === this.given.value;
        return h('span', { class: 'radio' }, input, h('label', { for: one }, option.label));
      }),
    );
  }

  show(value: string): void {
    for (const input of this.root.querySelectorAll('input')) input.checked = input.value === value;
    this.given.value = value;
  }
}

export class AppCheckbox extends Control {
  protected draw(): Node {
    const id = nextId('mat-checkbox');
    const input = h('input', { type: 'checkbox', id, onchange: () => this.take(input.checked ? 'true' : '') }) as HTMLInputElement;
    return h(
      'div',
      { class: 'group' },
      input,
      h('label', { for: id }, this.given.label, this.given.required ? h('span', { class: 'star' }, ' *') : null),
    );
  }

  show(value: string): void {
    const input = this.root.querySelector('input');
    if (input) input.checked = value === 'true';
  }
}

/** A button that opens the file dialogue; the input itself is hidden. */
export class AppUpload extends Control {
  private readonly shown = h('span', { class: 'value' }, 'Aucun fichier');
  onFile: (file: File) => void = () => undefined;

  protected draw(): Node {
    const id = nextId('mat-file');
    const input = h('input', {
      type: 'file',
      id,
      class: 'hidden',
      'aria-labelledby': `${id}-label`,
      onchange: () => {
        const file = input.files?.[0];
        if (!file) return;
        this.show(file.name);
        this.onFile(file);
      },
    }) as HTMLInputElement;
    const button = h('button', { type: 'button', class: 'stroked', onclick: () => input.click() }, 'Parcourir');
    return h('div', { class: 'group' }, this.labelFor(id, false), input, button, this.shown);
  }

  show(value: string): void {
    this.shown.textContent = value || 'Aucun fichier';
  }
}

/** A code or a SIRET typed whole, checked by the server; or some words, with proposals to choose from. */
export class AppLookup extends AppInput {
  find: (words: string) => Promise<Option[]> = async () => [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private proposals: Overlay | null = null;

  protected override draw(): Node {
    const box = super.draw();
    this.input.setAttribute('role', 'combobox');
    this.input.setAttribute('aria-autocomplete', 'list');
    this.input.setAttribute('aria-expanded', 'false');
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.proposals?.close();
      const words = this.input.value.trim();
      if (words.length >= 2) this.timer = setTimeout(() => this.propose(words), 300);
    });
    this.input.addEventListener('blur', () => setTimeout(() => this.proposals?.close(), 200));
    return box;
  }

  private async propose(words: string): Promise<void> {
    const options = await this.find(words);
    if (options.length === 0 || this.input.value.trim() !== words || this.root.activeElement !== this.input) return;
    this.proposals = openList(this.input, this.given.label, options, '', (value) => {
      this.show(value);
      this.take(value);
    });
  }
}

export function defineControls(): void {
  const all: Record<string, CustomElementConstructor> = {
    'app-input': AppInput,
    'app-date': AppDate,
    'app-textarea': AppTextarea,
    'app-select': AppSelect,
    'app-radio': AppRadio,
    'app-checkbox': AppCheckbox,
    'app-upload': AppUpload,
    'app-lookup': AppLookup,
  };
  for (const [name, element] of Object.entries(all)) customElements.define(name, element);
}
