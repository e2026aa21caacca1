import { settled } from './act.ts';
import { endingOf } from './buttons.ts';
import { rootsOf } from './dom.ts';
import { candidatesIn } from './find.ts';
import { isInner } from './guard.ts';
import { Layer } from './layer.ts';
import type { Catalogue, FillReport, FillRequest, Taught } from './model.ts';
import { drawOverlay, type OverlayWords } from './overlay.ts';
import { type PageReading, type ReadRequest, readPage } from './reading.ts';
import { Filler } from './run.ts';
import { buttonText, sceneOf } from './scene.ts';
import { pointAt } from './teach.ts';
import { Touches } from './touches.ts';
import { watch } from './watch.ts';
import { wordsFor } from './words.ts';

/** How often a page that keeps changing is filled again by itself. */
const MOST_ROUNDS = 60;
/** When values are looked at again, in milliseconds: a page that writes into its own fields changes nothing that an observer sees. */
const LATE_LOOKS = [700, 2_000];

/** What the script in the portal's page can do for the panel. `tell`: how it speaks by itself. */
export function portalSkills(page: Document, tell: (name: string, given: unknown) => void) {
  const touches = new Touches(page);
  let filler: Filler | null = null;
  let stopWatching: (() => void) | null = null;
  let rounds = 0;
  let pointing: AbortController | null = null;

  const told = new Set<string>();
  touches.onTouch = () => {
    for (const id of filler?.usersSteps() ?? []) {
      if (told.has(id)) continue;
      told.add(id);
      tell('fill-users', id);
    }
  };

  /** The user presses the last button himself; what the page says next is then the portal's answer. */
  const pressed = (event: Event) => {
    if (!event.isTrusted) return;
    const button = event
      .composedPath()
      .find(
        (node) =>
          node instanceof Element &&
          (/^(button|a)$/.test(node.localName) ||
            node.getAttribute('role') === 'button' ||
            node.matches('input[type="submit"], input[type="button"]')),
      );
    const ending = button ? endingOf(buttonText(button as HTMLElement)) : null;
    if (ending) tell('pressed', ending);
  };
  for (const root of rootsOf(page)) root.addEventListener('click', pressed, { capture: true, passive: true });

  const stop = () => {
    stopWatching?.();
    stopWatching = null;
    filler = null;
  };

  /** New fields are filled as they come: a further step, a block drawn anew. */
  const again = () => {
    const current = filler;
    if (!current || current.isRunning || rounds++ > MOST_ROUNDS) return;
    void current
      .fill((step) => tell('fill-step', step))
      .then((report) => {
        if (filler === current) tell('fill-report', report);
        if (report.verdict !== 'form') stop();
      });
  };

  let layer: Layer | null = null;
  let overlayWords: OverlayWords | null = null;
  let stopOverlay: (() => void) | null = null;
  const known = (catalogue: Catalogue) => candidatesIn(sceneOf(page), wordsFor(catalogue));

  /** The overlay follows the page: drawn again when it changes. */
  const redraw = (catalogue: Catalogue) => {
    layer?.remove();
    layer = null;
    if (!overlayWords || filler?.isRunning) return;
    const scene = sceneOf(page);
    if (!scene.login) layer = drawOverlay(page, scene, candidatesIn(scene, wordsFor(catalogue)), overlayWords);
  };

  return {
    async fill(request: FillRequest): Promise<FillReport> {
      stop();
      touches.start();
      rounds = 0;
      const current = new Filler(page, request, touches, (mark) => tell('fill-asked', mark));
      filler = current;
      const report = await current.fill((step) => tell('fill-step', step));
      if (report.verdict === 'form' && filler === current) {
        const stopWatch = watch(page, again);
        const looks = LATE_LOOKS.map((ms) => setTimeout(again, ms));
        stopWatching = () => {
          stopWatch();
          for (const look of looks) clearTimeout(look);
        };
      } else if (report.verdict !== 'inner-frame' && filler === current) filler = null;
      return report;
    },
    stop() {
      stop();
    },
    /** Is a plan being carried out in this very document? */
    holds: (): boolean => filler !== null,
    /** What the page says when it is no form. */
    async read(request: ReadRequest): Promise<PageReading | null> {
      if (isInner(page)) return null;
      const look = () => readPage(page, request, sceneOf(page).login);
      let reading = look();
      for (const begun = Date.now(); reading.rows.length === 0 && reading.kind === 'other' && Date.now() - begun < (request.waits ?? 0); ) {
        await settled(page, 120, 500);
        reading = look();
      }
      return reading;
    },
    /** Brings the field of a step before the user's eyes. */
    show({ id, words }: { id: string; words: string }): boolean {
      const place = filler?.placeOf(id);
      if (!place?.isConnected) return false;
      place.scrollIntoView({ block: 'center', behavior: 'smooth' });
      const frame = new Layer(page);
      setTimeout(() => frame.frame(place, words), 350);
      setTimeout(() => frame.remove(), 3_500);
      return true;
    },
    async teach({ key, words, catalogue }: { key: string; words: string; catalogue: Catalogue }): Promise<Taught | null> {
      if (isInner(page)) return null;
      pointing?.abort();
      pointing = new AbortController();
      return pointAt(page, key, words, () => known(catalogue), pointing.signal);
    },
    /** The user gave up pointing, in the panel. */
    giveUp() {
      pointing?.abort();
    },
    overlay({ words, catalogue }: { words: OverlayWords | null; catalogue: Catalogue }): boolean {
      if (isInner(page)) return false;
      overlayWords = words;
      stopOverlay?.();
      stopOverlay = null;
      redraw(catalogue);
      if (words) {
        const stopWatch = watch(page, () => redraw(catalogue));
        const resized = () => redraw(catalogue);
        addEventListener('resize', resized);
        stopOverlay = () => {
          stopWatch();
          removeEventListener('resize', resized);
        };
      }
      return layer !== null;
    },
  };
}
