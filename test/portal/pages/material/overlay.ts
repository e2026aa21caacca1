import type { Option } from '../options.ts';
import { h, nextId } from './dom.ts';

/** Lists open over everything, at the end of the body, far from the field they belong to. */
export interface Overlay {
  id: string;
  close(): void;
}

let opened: Overlay | null = null;

export function openList(anchor: Element, title: string, options: readonly Option[], chosen: string, choose: (value: string) => void): Overlay {
  opened?.close();
  const id = nextId('mat-panel');
  const list = h(
    'div',
    { role: 'listbox', id, class: 'mat-panel', 'aria-label': title },
    ...options.map((option) =>
      h(
        'div',
        {
          role: 'option',
          id: nextId('mat-option'),
          class: 'mat-option',
          'aria-selected': String(option.value === chosen),
          onclick: () => {
            overlay.close();
            choose(option.value);
          },
        },
        h('span', {}, option.label),
      ),
    ),
  );
  const backdrop = h('div', { class: 'cdk-overlay-backdrop', onclick: () => overlay.close() });
  const container = h('div', { class: 'cdk-overlay-container' }, backdrop, list);
  const box = anchor.getBoundingClientRect();
  Object.assign(list.style, { left: `${box.left}px`, top: `${box.bottom}px`, minWidth: `${box.width}px` });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') overlay.close();
  };
  document.addEventListener('keydown', onKey);
  const overlay: Overlay = {
    id,
    close() {
      container.remove();
      document.removeEventListener('keydown', onKey);
      anchor.setAttribute('aria-expanded', 'false');
      if (opened === overlay) opened = null;
    },
  };
  document.body.append(container);
  list.style.top = `${Math.max(8, Math.min(box.bottom, innerHeight - list.offsetHeight - 8))}px`;
  anchor.setAttribute('aria-expanded', 'true');
  opened = overlay;
  return overlay;
}
