import { nextTask, pause, until } from './act.ts';
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

/** How long a page that is leaving is waited for: what came instead of another page was a file, or nothing. Milliseconds. */
const PAGE_MOST = 8_000;

/** The page itself on its way to another: what is pressed then is lost, and its silence is no end. */
export class Departure {
  private leaving = false;
  private readonly page: Document;
  private readonly hear = () => {
    this.leaving = true;
  };

  constructor(page: Document) {
    this.page = page;
    page.defaultView?.addEventListener('beforeunload', this.hear);
  }

  /** Waits for a page that a press has sent away; the next page goes on, and this never comes back there. */
  async passed(): Promise<void> {
    await nextTask();
    await until(() => !this.leaving, PAGE_MOST);
    this.leaving = false;
  }

  stop(): void {
    this.page.defaultView?.removeEventListener('beforeunload', this.hear);
  }
}

/** Waits until no frame is between two documents. True when one was. */
export async function framesSettled(page: Document): Promise<boolean> {
  if (!heedFrames(page)) return false;
  // the word of leaving comes a task after the gesture
  await pause(12);
  const busy = () => framesOf(page).some((frame) => leaving.has(frame) || frameDocument(frame)?.readyState === 'loading');
  if (!busy()) return false;
  for (const begun = Date.now(); busy() && Date.now() - begun < MOST; ) await pause(15);
  heedFrames(page);
  return true;
}
