/** The focused field and its caret, kept over a replacement of nodes. */
const nodes = new Map<string, HTMLElement>();
export function remember(node: HTMLElement | null, mark: string): void {
  if (node) nodes.set(mark, node);
}

/** Which field holds the focus, and its caret. */
export function focused(): { mark: string; caret: number | null } | null {
  for (const [mark, node] of nodes)
    if (node === document.activeElement)
      return { mark, caret: node instanceof HTMLInputElement && node.type !== 'date' ? node.selectionStart : null };
  return null;
}

export function focusAgain(place: { mark: string; caret: number | null } | null): void {
  if (!place) return;
  const node = nodes.get(place.mark);
  if (!node?.isConnected || node === document.activeElement) return;
  node.focus({ preventScroll: true });
  if (place.caret !== null && node instanceof HTMLInputElement) node.setSelectionRange(place.caret, place.caret);
}
