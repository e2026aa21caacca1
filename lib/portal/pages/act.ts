import { mayPress, type Purpose } from './buttons.ts';
import { lookAgain, rootsOf } from './dom.ts';
import { buttonText } from './scene.ts';

/** Gestures as a person makes them: pages of every make listen to some of these events. */

type View = Window & typeof globalThis;

export function viewOf(element: Element): View {
  return (element.ownerDocument.defaultView ?? globalThis) as View;
}

/** After the page's own handlers and what they put off for a moment. */
export function nextTask(): Promise<void> {
  lookAgain();
  if (typeof MessageChannel === 'undefined') return new Promise((resolve) => setTimeout(resolve, 0));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until nothing changed for `quiet` milliseconds, at most `most`. True when something changed. */
export async function settled(page: Document, quiet = 40, most = 400): Promise<boolean> {
  const Observer = (page.defaultView as View | null)?.MutationObserver ?? globalThis.MutationObserver;
  let last = Date.now();
  const begun = last;
  let changed = false;
  const observer = new Observer(() => {
    last = Date.now();
    changed = true;
  });
  for (const root of rootsOf(page)) observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  try {
    while (Date.now() - last < quiet && Date.now() - begun < most) await pause(Math.min(quiet, 12));
  } finally {
    observer.disconnect();
  }
  return changed;
}

/** Asks again and again, in short pauses, until there is an answer or the time is over. */
export async function until<T>(look: () => T | null | undefined | false, most: number): Promise<T | null> {
  const begun = Date.now();
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() - begun >= most) return null;
    await pause(15);
    lookAgain();
  }
}

function fire(element: Element, event: Event): boolean {
  return element.dispatchEvent(event);
}

export function say(element: Element, type: string, bubbles = true): void {
  const view = viewOf(element);
  fire(element, new view.Event(type, { bubbles, cancelable: true, composed: true }));
}

function mouse(element: Element, type: string): void {
  const view = viewOf(element);
  const box = element.getBoundingClientRect();
  const init = {
    bubbles: true,
    cancelable: true,
    composed: true,
    button: 0,
    detail: 1,
    clientX: box.left + box.width / 2,
    clientY: box.top + box.height / 2,
  };
  const Made = type.startsWith('pointer') && view.PointerEvent ? view.PointerEvent : view.MouseEvent;
  fire(element, new Made(type, { ...init, ...(type.startsWith('pointer') ? { pointerType: 'mouse', isPrimary: true } : {}) }));
}

export function key(element: Element, name: string, types: readonly string[] = ['keydown', 'keyup']): void {
  const view = viewOf(element);
  for (const type of types) fire(element, new view.KeyboardEvent(type, { key: name, code: name, bubbles: true, cancelable: true, composed: true }));
}

/** A click as a hand makes it. Callers name a purpose; a button that is the user's is never reached (`buttons.ts`). */
export function press(element: HTMLElement, purpose: Purpose): boolean {
  const button = element.closest<HTMLElement>('button, [role="button"], input, a') ?? element;
  if (!mayPress(buttonText(button) || (purpose === 'open' || purpose === 'close' ? '' : buttonText(element)), purpose)) return false;
  return click(element);
}

let ours = 0;

/** True while one of our own gestures runs: the browser trusts what follows a scripted click, and it is not the user's. */
export function isActing(): boolean {
  return ours > 0;
}

function acting<T>(work: () => T): T {
  ours++;
  try {
    return work();
  } finally {
    ours--;
  }
}

/** For an option, a row of a list, a radio button: nothing that goes anywhere. */
export function click(element: HTMLElement): boolean {
  const link = element.closest('a[href]');
  if (link && !/^(#|javascript:|$)/i.test(link.getAttribute('href') ?? '')) return false;
  acting(() => {
    mouse(element, 'pointerdown');
    mouse(element, 'mousedown');
    element.focus?.({ preventScroll: true });
    mouse(element, 'pointerup');
    mouse(element, 'mouseup');
    element.click();
  });
  return true;
}

/** Focus, also told when the window has none: the user's is in the panel. */
export function focusOn(element: HTMLElement): void {
  let heard = false;
  const hear = () => {
    heard = true;
  };
  element.addEventListener('focus', hear);
  element.focus({ preventScroll: true });
  element.removeEventListener('focus', hear);
  if (heard) return;
  say(element, 'focus', false);
  say(element, 'focusin');
}

export function leave(element: HTMLElement): void {
  let heard = false;
  const hear = () => {
    heard = true;
  };
  element.addEventListener('blur', hear);
  element.blur();
  element.removeEventListener('blur', hear);
  if (heard) return;
  say(element, 'blur', false);
  say(element, 'focusout');
}

/** Sets a value as the browser does, below what a framework has put over it. */
export function setNative(element: HTMLElement, value: string): void {
  const view = viewOf(element);
  const Kind =
    element.localName === 'textarea' ? view.HTMLTextAreaElement : element.localName === 'select' ? view.HTMLSelectElement : view.HTMLInputElement;
  const setter = Object.getOwnPropertyDescriptor(Kind.prototype, 'value')?.set;
  if (setter) setter.call(element, value);
  else (element as HTMLInputElement).value = value;
}

/** Types a text: focus, a key, the value, what follows it. `lookAway` also leaves the field, which many pages check on. */
export function type(element: HTMLElement, text: string, lookAway = true): void {
  focusOn(element);
  key(element, 'Unidentified', ['keydown', 'keypress']);
  if (element.isContentEditable || element.hasAttribute('contenteditable')) writeInto(element, text);
  else setNative(element, text);
  const view = viewOf(element);
  fire(element, new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }));
  key(element, 'Unidentified', ['keyup']);
  say(element, 'change');
  if (lookAway) leave(element);
}

function writeInto(element: HTMLElement, text: string): void {
  const page = element.ownerDocument;
  const selection = page.getSelection?.();
  if (selection) {
    selection.selectAllChildren(element);
    // old, and the only way an editor hears as typing
    if (acting(() => page.execCommand?.('insertText', false, text)) && element.textContent === text) return;
  }
  element.textContent = text;
}
