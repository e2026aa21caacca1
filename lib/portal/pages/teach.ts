import { isElement, rootsOf, shownWithin } from './dom.ts';
import type { Candidate } from './find.ts';
import { Layer } from './layer.ts';
import type { Taught } from './model.ts';

/** Puts the fields that the user pointed at before any label: the description is found again by its path, its id, its name and its label. */
export function taughtIn(candidates: Candidate[], taught: readonly Taught[], origin: string): Candidate[] {
  const mine = taught.filter((one) => one.origin === origin);
  if (mine.length === 0) return candidates;
  for (const one of mine) {
    const scored = candidates.map((candidate) => ({ candidate, score: resemblance(candidate, one) })).sort((a, b) => b.score - a.score);
    const [best, next] = scored;
    if (!best || best.score < 2 || best.score === next?.score) continue;
    for (const { candidate } of scored) candidate.ranked = candidate.ranked.filter(({ key }) => key !== one.key);
    best.candidate.ranked = [{ key: one.key, score: 2 }];
  }
  return candidates;
}

/** Two things must agree: a page that renumbers its ids still has its labels. */
function resemblance({ control, label }: Candidate, one: Taught): number {
  const { element } = control;
  let score = 0;
  if (one.id !== '' && element.id === one.id) score += 2;
  if (one.name !== '' && element.getAttribute('name') === one.name) score += 2;
  if (one.label !== '' && label === one.label) score += 2;
  if (one.path.length > 0 && pathOf(element).join('\n') === one.path.join('\n')) score += 1;
  if (score > 0 && element.localName !== one.tag) score -= 2;
  return score;
}

/** Where an element stands: a path of tags and ranks for each document or shadow root on the way, the outermost first. */
export function pathOf(element: Element): string[] {
  const parts: string[] = [];
  let node: Element | null = element;
  while (node) {
    const steps: string[] = [];
    for (let at: Element | null = node; at; at = at.parentElement) {
      const same = at.parentNode ? [...at.parentNode.children].filter((one) => one.localName === at?.localName) : [];
      steps.unshift(same.length > 1 ? `${at.localName}:${same.indexOf(at) + 1}` : at.localName);
    }
    parts.unshift(steps.join('>').slice(-400));
    const root = node.getRootNode();
    if (root.nodeType === 11) node = (root as ShadowRoot).host;
    else node = frameOf(root as Document);
  }
  return parts;
}

function frameOf(page: Document): Element | null {
  try {
    return page.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/**
 * The user points at a field: what lies under the pointer is framed, his click is taken and goes no further, Escape gives up. Gives the description of the field,
 * null when he gave up, there or by `stop`. `find` names the fields of the page as they are now.
 */
export function pointAt(page: Document, key: string, words: string, find: () => Candidate[], stop: AbortSignal): Promise<Taught | null> {
  const layer = new Layer(page);
  const roots = rootsOf(page).filter((root): root is Document => root.nodeType === 9);
  const candidates = find();
  const under = (event: Event): Candidate | null => {
    const path = event.composedPath().filter(isElement);
    for (const node of path) {
      const found = candidates.find(
        ({ control }) =>
          control.element === node ||
          control.widget === node ||
          control.members.includes(node) ||
          (control.widget && shownWithin(node, control.widget)),
      );
      if (found) return found;
      if (node.localName === 'label') {
        const tied = candidates.find(({ control }) => node.getAttribute('for') === control.element.id && control.element.id !== '');
        if (tied) return tied;
      }
      const inside = candidates.filter(({ control }) => shownWithin(control.element, node));
      if (inside.length === 1) return inside[0] ?? null;
      if (inside.length > 1) return null;
    }
    return null;
  };
  layer.banner(words);
  return new Promise((resolve) => {
    const end = (taught: Taught | null) => {
      for (const root of roots) for (const [name, listener] of listeners) root.removeEventListener(name, listener, true);
      layer.remove();
      resolve(taught);
    };
    const move = (event: Event) => {
      const found = under(event);
      layer.frame(found ? (found.control.widget ?? found.control.element) : null, found?.label ?? '');
    };
    const swallow = (event: Event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const take = (event: Event) => {
      swallow(event);
      const found = under(event);
      if (!found) return;
      const { element } = found.control;
      end({
        key,
        origin: page.location.origin,
        label: found.label.slice(0, 200),
        id: element.id.slice(0, 200),
        name: (element.getAttribute('name') ?? '').slice(0, 200),
        path: pathOf(element),
        tag: element.localName,
        at: Date.now(),
      });
    };
    const giveUp = (event: Event) => {
      if ((event as KeyboardEvent).key !== 'Escape') return;
      swallow(event);
      end(null);
    };
    const listeners: [string, (event: Event) => void][] = [
      ['mousemove', move],
      ['pointerdown', swallow],
      ['mousedown', swallow],
      ['pointerup', swallow],
      ['mouseup', swallow],
      ['click', take],
      ['keydown', giveUp],
    ];
    for (const root of roots) for (const [name, listener] of listeners) root.addEventListener(name, listener, true);
    stop.addEventListener('abort', () => end(null), { once: true });
  });
}
