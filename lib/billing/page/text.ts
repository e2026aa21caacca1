import { type ElementLike, isElement, type Look, type NodeLike, type RootLike, shownValue, silent, TEXT, tidy } from '../dom.ts';

/** The words of an element as a person reads them, form values included, on one line. Two texts never glue: hidden copies for the clipboard stay apart. */
export function textOf(element: ElementLike, look: Look | null): string {
  const parts: string[] = [];
  const visit = (node: NodeLike): void => {
    if (parts.length > 200) return;
    if (node.nodeType === TEXT) parts.push(node.nodeValue ?? '');
    else if (isElement(node)) {
      if (silent.test(node.tagName) || (look && !look.seen(node))) return;
      const value = shownValue(node);
      if (value !== '' || /^(select|textarea|input)$/i.test(node.tagName)) parts.push(` ${value} `);
      else for (const child of childrenOf(node)) visit(child);
      if (!look?.inline(node)) parts.push(' ');
    }
  };
  visit(element);
  return tidy(parts.join(''));
}

/** What is drawn inside an element: its open shadow tree if it has one, and what a slot was given. */
export function childrenOf(element: ElementLike): NodeLike[] {
  const root: RootLike | null = element.shadowRoot;
  if (root) return Array.from(root.childNodes);
  if (/^slot$/i.test(element.tagName)) {
    const given = (element as unknown as { assignedNodes?: () => NodeLike[] }).assignedNodes?.() ?? [];
    if (given.length > 0) return given;
  }
  return Array.from(element.childNodes);
}
