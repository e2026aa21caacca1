import { leave, nextTask, say, setNative, settled, type } from './act.ts';
import { type Control, partsOf } from './controls.ts';
import { isAlive } from './frames.ts';
import type { PlanStep } from './model.ts';
import { isSame, shownBy } from './shown.ts';
import { dayAs, monthOf } from './values.ts';

export type Written = { state: 'done' | 'refused'; said?: string };

export function longestOf(element: HTMLElement): number {
  const { maxLength } = element as HTMLInputElement;
  return typeof maxLength === 'number' && maxLength > 0 ? maxLength : 0;
}

/** The spellings to try on this input, the likeliest first; what cannot go in is left out. */
export function spellingsFor(control: Control, step: PlanStep, hint: string): string[] {
  const { element } = control;
  const longest = longestOf(element);
  const cut = step.values
    .map((value) => (step.mayCut && longest > 0 ? value.slice(0, longest) : value))
    .filter((value) => longest === 0 || value.length <= longest);
  if (step.kind === 'date') {
    const iso = step.values.find((value) => /^\d{4}-/.test(value)) ?? '';
    if (control.type === 'date') return [iso];
    const asked = dayAs(iso, `${element.getAttribute('placeholder') ?? ''} ${element.getAttribute('data-format') ?? ''} ${element.title} ${hint}`);
    return [...new Set([...(asked ? [asked] : []), ...cut])];
  }
  if (control.type === 'number') return cut.filter((value) => /^-?\d+(\.\d+)?$/.test(value));
  if (step.kind === 'amount' || step.kind === 'rate') {
    const numbers = cut.filter((value) => /^[-\d., \u00a0\u202f]+$/.test(value));
    const shown = `${element.getAttribute('placeholder') ?? ''} ${shownBy(control)}`;
    const point = /\d\.\d/.test(shown) && !/\d,\d/.test(shown);
    return fitting(element, point ? [...numbers].sort((a, b) => Number(a.includes(',')) - Number(b.includes(','))) : numbers);
  }
  return fitting(element, cut);
}

/** Those that the input's own pattern takes, if any. */
function fitting(element: HTMLElement, values: string[]): string[] {
  const pattern = element.getAttribute('pattern');
  if (!pattern) return values;
  try {
    const rule = new RegExp(`^(?:${pattern})$`, 'v');
    const taken = values.filter((value) => rule.test(value));
    return taken.length > 0 ? taken : values;
  } catch {
    return values;
  }
}

function isMalformed(element: HTMLElement): boolean {
  const { validity } = element as HTMLInputElement;
  return Boolean(
    validity &&
      (validity.badInput ||
        validity.patternMismatch ||
        validity.stepMismatch ||
        validity.tooLong ||
        validity.rangeOverflow ||
        validity.rangeUnderflow),
  );
}

/** Writes into an input, one spelling after the other, until the page keeps one that means the value. */
export async function write(control: Control, step: PlanStep, hint: string): Promise<Written> {
  if (control.type === 'day-parts') return writeParts(control, step);
  const { element } = control;
  const before = shownBy(control);
  const longest = longestOf(element);
  const holds = () => isSame(step.kind, shownBy(control), step, longest) && !isMalformed(element);
  for (const value of spellingsFor(control, step, hint)) {
    type(element, value);
    await nextTask();
    if (!isAlive(element)) return { state: 'done' };
    if (holds()) return { state: 'done' };
    // a mask or a formatter may still be at work
    await settled(element.ownerDocument, 15, 60);
    if (holds()) return { state: 'done' };
  }
  const said = (element as HTMLInputElement).validationMessage;
  if (shownBy(control) !== before) type(element, before);
  return { state: 'refused', ...(said ? { said } : {}) };
}

async function writeParts(control: Control, step: PlanStep): Promise<Written> {
  const parts = partsOf(control.members);
  const iso = step.values.find((value) => /^\d{4}-\d\d-\d\d$/.test(value));
  if (!parts || !iso) return { state: 'refused' };
  const [year = '', month = '', day = ''] = iso.split('-');
  putPart(parts.day, day);
  putPart(parts.month, month);
  putPart(parts.year, year);
  await nextTask();
  return { state: isSame('date', shownBy(control), step) ? 'done' : 'refused' };
}

function putPart(element: HTMLElement, digits: string): void {
  if (element.localName !== 'select') {
    type(element, digits);
    return;
  }
  const select = element as HTMLSelectElement;
  const number = Number(digits);
  const option = [...select.options].find(
    ({ text, value }) => Number(text) === number || (number <= 12 && monthOf(text) === number) || (Number(value) === number && value !== ''),
  );
  if (!option) return;
  setNative(select, option.value);
  say(select, 'input');
  say(select, 'change');
  leave(select);
}
