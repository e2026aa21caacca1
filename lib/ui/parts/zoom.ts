import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const most = 5;
const byPress = 1.5;

export interface Zoom {
  /** 1: the page is as wide as its place. */
  scale: number;
  larger: (() => void) | null;
  smaller: (() => void) | null;
}

/**
 * Enlarges what scrolls inside `view`: two fingers, Ctrl and the wheel, the keys + and −, or the two steps given back. The point under the fingers (or the
 * middle) stays where it is.
 */
export function useZoom(view: RefObject<HTMLElement | null>, ready: boolean): Zoom {
  const [scale, setScale] = useState(1);
  const now = useRef(1);
  const anchor = useRef<{ x: number; y: number; left: number; top: number; from: number } | null>(null);

  const zoomTo = (wanted: number, x?: number, y?: number) => {
    const element = view.current;
    const next = Math.min(most, Math.max(1, wanted));
    if (!element || next === now.current) return;
    const at = { x: x ?? element.clientWidth / 2, y: y ?? element.clientHeight / 2 };
    anchor.current = { ...at, left: element.scrollLeft, top: element.scrollTop, from: now.current };
    now.current = next;
    setScale(next);
  };
  useLayoutEffect(() => {
    const element = view.current;
    const kept = anchor.current;
    if (!element || !kept) return;
    const by = scale / kept.from;
    element.scrollTo({ left: (kept.left + kept.x) * by - kept.x, top: (kept.top + kept.y) * by - kept.y, behavior: 'instant' });
    anchor.current = null;
  }, [scale]);

  useEffect(() => {
    const element = view.current;
    if (!element || !ready) return;
    const controller = new AbortController();
    const { signal } = controller;
    let start: { apart: number; scale: number } | null = null;
    const apart = ([a, b]: TouchList) => (a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0);
    element.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        const frame = element.getBoundingClientRect();
        zoomTo(now.current * Math.exp(-event.deltaY / 250), event.clientX - frame.left, event.clientY - frame.top);
      },
      { signal, passive: false },
    );
    element.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== '+' && event.key !== '-') return;
        event.preventDefault();
        zoomTo(event.key === '+' ? now.current * byPress : now.current / byPress);
      },
      { signal },
    );
    // touch events rather than pointers: a browser that begins to scroll takes its pointers back in the middle of a pinch
    element.addEventListener(
      'touchstart',
      ({ touches }) => {
        start = touches.length === 2 ? { apart: apart(touches), scale: now.current } : null;
      },
      { signal, passive: true },
    );
    element.addEventListener(
      'touchmove',
      (event) => {
        const [a, b] = event.touches;
        if (!start || !a || !b || start.apart === 0) return;
        event.preventDefault();
        const frame = element.getBoundingClientRect();
        zoomTo((start.scale * apart(event.touches)) / start.apart, (a.clientX + b.clientX) / 2 - frame.left, (a.clientY + b.clientY) / 2 - frame.top);
      },
      { signal, passive: false },
    );
    return () => controller.abort();
  }, [ready]);

  return {
    scale,
    larger: scale < most ? () => zoomTo(scale * byPress) : null,
    smaller: scale > 1 ? () => zoomTo(scale / byPress) : null,
  };
}
