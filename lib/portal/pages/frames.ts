import { frameDocument, visit } from './dom.ts';

/**
 * Frames that go on to another document while the page around them stays: old portals submit their form inside a frame. The old document looks whole until the
 * answer comes, so that only its own word tells that it is leaving.
 */
const leaving = new Set<HTMLElement>();
const heeded = new WeakSet<HTMLElement>();
const MOST = 10_000;

/** Part of a document that is still shown? An element of a document that a frame has left looks connected for ever. */
export function isAlive(element: Element): boolean {
  return element.isConnected && element.ownerDocument.defaultView !== null;
}

function framesOf(page: Document): HTMLElement[] {
  const frames: HTMLElement[] = [];
  visit(page, (element) => {
    if (frameDocument(element)) frames.push(element);
    return true;
  });
  return frames;
}

/** Listens to every frame of the page; called again when it may have more. True when there are any. */
export function heedFrames(page: Document): boolean {
  const frames = framesOf(page);
  for (const frame of frames) {
    if (heeded.has(frame)) continue;
    heeded.add(frame);
    const attach = () => {
      leaving.delete(frame);
      (frame as HTMLIFrameElement).contentWindow?.addEventListener('beforeunload', () => leaving.add(frame));
    };
    attach();
    frame.addEventListener('load', attach);
  }
  return frames.length > 0;
}

/** Waits until no frame is between two documents. True when one was. */
export async function framesSettled(page: Document): Promise<boolean> {
  if (!heedFrames(page)) return false;
  // the word of leaving comes a task after the gesture
  await new Promise((resolve) => setTimeout(resolve, 12));
  const busy = () => framesOf(page).some((frame) => leaving.has(frame) || frameDocument(frame)?.readyState === 'loading');
  if (!busy()) return false;
  for (const begun = Date.now(); busy() && Date.now() - begun < MOST; ) await new Promise((resolve) => setTimeout(resolve, 15));
  heedFrames(page);
  return true;
}
