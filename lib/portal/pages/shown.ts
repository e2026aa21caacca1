import { type Control, labelOf, partsOf } from './controls.ts';
import { textOf } from './dom.ts';
import type { FieldKind, PlanStep } from './model.ts';
import { digitsOf } from './text.ts';
import { amountOf, dayOf, monthOf, sameNumber } from './values.ts';

/** What a field shows, as a person reads it; "" when nothing is chosen or written. */
export function shownBy({ type, element, members, widget }: Control): string {
  switch (type) {
    case 'select': {
      const select = element as HTMLSelectElement;
      const option = select.selectedIndex >= 0 ? select.options[select.selectedIndex] : undefined;
      if (option) return option.value === '' ? '' : option.text.trim();
      return widget ? textOf(widget, { buttons: true }) : '';
    }
    case 'radio':
    case 'toggle': {
      const chosen = members.find(isOn);
      return chosen ? memberText(chosen) : '';
    }
    case 'combobox':
      if (element.localName === 'input') return (element as HTMLInputElement).value.trim();
      return comboText(element);
    case 'editable':
      return element.textContent?.trim() ?? '';
    case 'file':
      return [...((element as HTMLInputElement).files ?? [])].map(({ name }) => name).join(', ');
    case 'day-parts': {
      const parts = partsOf(members);
      if (!parts) return '';
      const [day, month, year] = [partText(parts.day), monthIn(parts.month), partText(parts.year)];
      return day && month && year ? `${day}/${month}/${year}` : '';
    }
    default:
      return (element as HTMLInputElement).value.trim();
  }
}

function comboText(element: HTMLElement): string {
  const text = textOf(element, { buttons: true }) || element.getAttribute('aria-valuetext') || '';
  const hint = element.getAttribute('placeholder') ?? element.querySelector('[class*="placeholder"]')?.textContent ?? '';
  return text === hint.trim() || /^[-–— ]*(s[ée]lectionne|choisi|aucune?\b|--)/i.test(text) ? '' : text;
}

function partText(element: HTMLElement): string {
  const { value } = element as HTMLInputElement;
  return element.localName === 'select' ? ((element as HTMLSelectElement).selectedOptions[0]?.text.trim() ?? value) : value;
}

function monthIn(element: HTMLElement): string {
  const text = partText(element);
  if (/^\d+$/.test(text)) return text;
  const month = monthOf(text);
  return month ? String(month) : '';
}

export function isOn(member: HTMLElement): boolean {
  if (member.localName === 'input') return (member as HTMLInputElement).checked;
  return (
    member.getAttribute('aria-checked') === 'true' ||
    member.getAttribute('aria-pressed') === 'true' ||
    member.getAttribute('aria-selected') === 'true'
  );
}

/** Words of one radio button or toggle. */
export function memberText(member: HTMLElement): string {
  const label = member.localName === 'input' ? labelOf(member) : null;
  const said = label ? textOf(label) : textOf(member, { buttons: true });
  if (said) return said;
  const aria = member.getAttribute('aria-label');
  if (aria) return aria;
  const next = member.nextSibling;
  const beside = next ? (next.nodeType === 3 ? (next.nodeValue ?? '') : textOf(next)).trim() : '';
  return beside || (member as HTMLInputElement).value || '';
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
const bare = (text: string) => text.replace(/\s/g, '').toUpperCase();

/** Is that the value wanted, however the page writes it? */
export function isSame(kind: FieldKind, shown: string, step: Pick<PlanStep, 'values' | 'mayCut'>, longest = 0): boolean {
  const text = squeezed(shown);
  if (text === '') return false;
  return step.values.some((value) => {
    switch (kind) {
      case 'amount':
      case 'rate':
        return sameNumber(text, value);
      case 'date':
        return dayOf(text) !== null && dayOf(text) === dayOf(value);
      case 'siret':
        return digitsOf(value) !== '' && digitsOf(text) === digitsOf(value);
      case 'code':
        return bare(text) === bare(value);
      default: {
        const wanted = squeezed(value);
        if (text.localeCompare(wanted, 'fr', { sensitivity: 'accent' }) === 0) return true;
        return step.mayCut === true && longest > 0 && text.length >= Math.min(longest, wanted.length) - 1 && wanted.startsWith(text);
      }
    }
  });
}

/** Nothing there yet: empty, or the zero that a page puts where an amount will be. */
export function isBlank(kind: FieldKind, shown: string): boolean {
  const text = squeezed(shown);
  if (text === '' || /^[-_/.: ]+$/.test(text) || /^(jj|dd|__)[/.-]/i.test(text)) return true;
  return (kind === 'amount' || kind === 'rate') && amountOf(text) === '0';
}
