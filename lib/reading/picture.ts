import type { Adviser, EarlyFacts } from './adviser.ts';
import { meanConfidence, type Page, type TextLine, wordsIn } from './document.ts';
import { engineWords } from './engine-words.ts';
import type { Recogniser } from './recogniser.ts';
import type { PictureSource, Scanner } from './scanner.ts';
import { touches } from './strips/lines.ts';
import { Looks } from './strips/looks.ts';
import { readUpright, type Side, seenCleared, sideLines, upright } from './strips/sides.ts';

/** Below this mean confidence of the strip reader all of the page is in doubt. */
const hardBelow = 97;
/** Below this one a piece of the page is looked at again, whatever stands there. */
const weakBelow = 92;
/** Below this mean confidence the user is told to photograph again: of the engine; of the strip reader, where the engine did not read. */
const poorBelow = { engine: 80, strips: 92 };

export interface PictureOptions {
  signal?: AbortSignal;
  /** Corners set by hand. */
  quad?: Page['quad'];
  /** False when the picture is known to be the page. */
  search?: boolean;
  images?: boolean;
  adviser?: Adviser;
  /** Called with 0 to 1. */
  onProgress?: (step: 'straightening' | 'reading', ratio: number, early?: EarlyFacts) => void;
}

export interface PictureReading {
  page: Page;
  notices: string[];
}

const wordLists = (lines: readonly TextLine[]) => lines.map((line) => line.words);

/**
 * One picture of a page, read: by the strip reader as a whole; again, larger and smaller, where something is in doubt, and cleared where the page is hard; and by the
 * engine what looking again does not settle. Throws what the scanner throws; what the engine throws costs nothing that was read before.
 */
export async function readPicture(
  source: PictureSource,
  scanner: Scanner,
  recogniser: Recogniser,
  options: PictureOptions = {},
): Promise<PictureReading> {
  const { signal, onProgress, adviser } = options;
  onProgress?.('straightening', 0);
  const opened = await scanner.open(source, { ...(options.quad ? { corners: options.quad } : {}), search: options.search ?? true });
  signal?.throwIfAborted();

  const pageOf = (side: Side): Page => {
    const lines = sideLines(side);
    const { width, height } = opened.page;
    const [across, down] = side.turns % 2 === 0 ? [width, height] : [height, width];
    const confidence = meanConfidence(wordsIn(lines));
    return { number: 1, width: across, height: down, source: 'ocr', lines, quad: opened.corners, confidence, image: null };
  };
  // Of a page that may lie on its side nothing is to be told yet.
  const tell = (ratio: number, page: Page) => {
    if (adviser && page.confidence >= upright) onProgress?.('reading', ratio, adviser.early([page]));
  };

  onProgress?.('reading', 0.2);
  const side = await readUpright(scanner, (seen) => tell(0.3, pageOf(seen)));
  signal?.throwIfAborted();
  const page = pageOf(side);
  const hard = page.lines.length > 0 && page.confidence < hardBelow;
  if (hard) recogniser.start?.();
  const judged = scanner.quality(side.turns);
  const drawn = options.images === false ? Promise.resolve(null) : scanner.jpeg(side.turns);
  for (const asked of [judged, drawn]) asked.catch(() => undefined);

  const read = await readAgain();
  const quality = await judged;
  // Nobody can come nearer to a page that fills its picture and reads well: a scan at 150 points to the inch.
  const near = opened.corners === null && page.confidence >= poorBelow.strips;
  const warnings = quality.warnings.filter((warning) => !(near && warning === 'too-far'));
  const notices: string[] = warnings.map((warning) => `quality-${warning}`);
  if (read.confidence < poorBelow[read.engine ? 'engine' : 'strips']) notices.push('low-quality');
  const image = await drawn;
  signal?.throwIfAborted();
  onProgress?.('reading', 1);
  return { page: { ...read, image }, notices };

  async function readAgain(): Promise<Page> {
    const { pieces } = side.layout;
    const all = [...pieces.keys()];
    const weak = (at: number) => {
      const words = side.seen.get(at) ?? [];
      return words.length > 0 && meanConfidence(words) < weakBelow;
    };
    const doubts = (seen: Page) => adviser?.doubts([seen]) ?? [];
    const zones = hard ? [] : doubts(page);
    const wanted = all.filter((at) => hard || touches(pieces[at]!, zones) || weak(at));
    if (wanted.length === 0) return page;
    tell(0.6, page);
    const looks = new Looks(side, wanted);
    await looks.read(scanner, hard, (look) => {
      signal?.throwIfAborted();
      onProgress?.('reading', 0.7 + 0.1 * look);
    });
    const cleared = hard ? wordLists(await seenCleared(scanner, side.turns)) : [];
    const best = looks.best();
    const alone: Page = { ...page, lines: sideLines(best.side), again: [...best.claims, ...cleared] };
    const left = doubts(alone);
    const exact = left.filter((zone) => !zone.words);
    const unproved = (at: number) => touches(pieces[at]!, exact);
    const unsettled = (at: number) => touches(pieces[at]!, left) && !(unproved(at) ? looks.settled(at) : looks.agreed(at));
    if (!hard && !all.some(unsettled)) return alone;
    const open = all.filter((at) => unproved(at) || unsettled(at) || looks.open(at));
    const seen = open.length > 0 ? await engineWords(scanner, recogniser, side.turns, open, signal) : null;
    if (!seen || seen.size === 0) return alone;
    const engine = sideLines({ ...best.side, seen: new Map([...best.side.seen, ...seen]) });
    // Beside the engine the page stands as it was seen first: measured, see `test/bench/TRIALS.md`.
    const again = [...looks.claims(), ...cleared];
    return {
      ...page,
      confidence: meanConfidence(wordsIn(engine)),
      again: [...wordLists(engine), ...again],
      engine: { lines: engine, again: [...wordLists(page.lines), ...again] },
    };
  }
}
