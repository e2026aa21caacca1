import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Pixels before a slide is one, and before it acts when the finger leaves. */
const BEGIN = 14;
const ACT = 104;

export interface Swipe {
  left: (() => void) | null;
  right: (() => void) | null;
  /** At the first touch: a finger is on it, and may slide. */
  touched(): void;
}

/**
 * A finger that slides an element aside acts on it; the page still scrolls up and down under the same finger (`touch-action: pan-y` in the sheet). Only a
 * shortcut: every act of it stands on a button too. What follows the finger is no animation; the way back is one, and the sheet knows who asked for none.
 */
export function useSwipe(element: RefObject<HTMLElement | null>, acts: Swipe): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const controller = new AbortController();
    const { signal } = controller;
    let start: { x: number; y: number; pointer: number } | null = null;
    let moved = 0;
    const end = () => {
      start = null;
      target.classList.remove('slides', 'acts');
      target.style.translate = '';
      delete target.dataset.slide;
    };
    const move = (event: PointerEvent) => {
      if (!start || event.pointerId !== start.pointer) return;
      const [across, down] = [event.clientX - start.x, event.clientY - start.y];
      if (moved === 0) {
        if (Math.abs(down) > BEGIN) return end();
        if (Math.abs(across) < BEGIN) return;
        target.setPointerCapture(start.pointer);
        target.classList.add('slides');
      }
      const { left, right } = latest.current;
      moved = (across > 0 ? right : left) ? across : Math.sign(across);
      target.style.translate = `${moved}px`;
      target.dataset.slide = moved > 0 ? 'right' : 'left';
      target.classList.toggle('acts', Math.abs(moved) >= ACT);
    };
    const leave = () => {
      const act = Math.abs(moved) >= ACT ? (moved > 0 ? latest.current.right : latest.current.left) : null;
      end();
      act?.();
    };
    // the click that ends a slide opens nothing
    const click = (event: MouseEvent) => {
      if (moved === 0) return;
      moved = 0;
      event.preventDefault();
      event.stopPropagation();
    };
    // heard from the first touch on: most slips of a list are never slid
    const follow = () => {
      target.addEventListener('pointermove', move, { signal });
      target.addEventListener('pointerup', leave, { signal });
      target.addEventListener('pointercancel', end, { signal });
      target.addEventListener('click', click, { signal, capture: true });
    };
    let followed = false;
    target.addEventListener(
      'pointerdown',
      (event) => {
        if (event.pointerType === 'mouse' || !event.isPrimary) return;
        start = { x: event.clientX, y: event.clientY, pointer: event.pointerId };
        moved = 0;
        if (followed) return;
        followed = true;
        follow();
        latest.current.touched();
      },
      { signal },
    );
    return () => controller.abort();
  }, []);
}
