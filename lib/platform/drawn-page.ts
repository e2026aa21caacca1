/** What the browser knows of a page as it is drawn, for the scripts put into it. Boxes are pixels of the whole page, not of what is scrolled into view. */
export interface DrawnPage {
  width: number;
  height: number;
  seen(element: unknown): boolean;
  inline(element: unknown): boolean;
  placeOf(text: unknown, start: number, end: number): { x: number; y: number; width: number; height: number } | null;
  boxOf(element: unknown): { x: number; y: number; width: number; height: number };
}

const inFlow = /^(inline|contents|ruby)/;

export function drawnPage(): DrawnPage {
  const range = document.createRange();
  const root = document.documentElement;
  const placed = ({ x, y, width, height }: DOMRect) => ({ x: x + scrollX, y: y + scrollY, width, height });
  const displays = new WeakMap<Element, boolean>();
  return {
    width: Math.max(root.scrollWidth, innerWidth),
    height: Math.max(root.scrollHeight, innerHeight),
    seen(element) {
      if (!(element instanceof Element)) return true;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return getComputedStyle(element).display === 'contents';
      // Kept for screen readers alone: one pixel of it is drawn.
      const { offsetWidth: width, offsetHeight: height } = element as HTMLElement;
      if (width === undefined || width > 1 || height > 1) return true;
      const { position, overflow } = getComputedStyle(element);
      return !(position === 'absolute' && overflow === 'hidden');
    },
    inline(element) {
      if (!(element instanceof Element)) return false;
      let flows = displays.get(element);
      if (flows === undefined) {
        const { display, float, position } = getComputedStyle(element);
        const { display: outer = '' } = element.parentElement ? getComputedStyle(element.parentElement) : {};
        flows = inFlow.test(display) && float === 'none' && position !== 'absolute' && position !== 'fixed' && !/flex|grid/.test(outer);
        displays.set(element, flows);
      }
      return flows;
    },
    placeOf(text, start, end) {
      range.setStart(text as Text, start);
      range.setEnd(text as Text, end);
      const [first] = range.getClientRects();
      return first && first.width > 0 && first.height > 0 ? placed(first) : null;
    },
    boxOf: (element) => placed((element as Element).getBoundingClientRect()),
  };
}
