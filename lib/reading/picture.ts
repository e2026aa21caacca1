import type { MontageRequest, Turns } from '../scan/index.ts';
import type { Adviser, EarlyFacts } from './adviser.ts';
import type { Page, TextLine, Word } from './document.ts';
import { mergePasses } from './merge.ts';
import { linesOfMontage, recogniseMontage } from './montage-lines.ts';
import type { Recogniser } from './recogniser.ts';
import type { PictureSource, Scanner } from './scanner.ts';
import { touches } from './second/lines.ts';
import { type Look, lookAt, lookBeside } from './second/looks.ts';
import { otherRises } from './second/reader.ts';

/** Below this mean confidence the page may lie on its side or upside down: right side up reads at 68 or more, upside down at 49 or less. */
const upright = 75;
/** Lines read to tell which way is up. */
const probeLines = 12;
/** Below this mean confidence all of the page is in doubt. */
const hardBelow = 90;

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

interface Beside {
  look: Look;
  lines: Promise<TextLine[] | null>;
}

export interface PictureReading {
  page: Page;
  notices: string[];
}

/** Mean confidence of the words, each weighing its letters; 0 when nothing was read. */
export function meanConfidence(words: readonly Word[]): number {
  let total = 0;
  let letters = 0;
  for (const word of words) {
    total += word.confidence * word.text.length;
    letters += word.text.length;
  }
  return letters ? total / letters : 0;
}

/** One picture of a page, read. Throws what the scanner and the recogniser throw. */
export async function readPicture(
  source: PictureSource,
  scanner: Scanner,
  recogniser: Recogniser,
  options: PictureOptions = {},
): Promise<PictureReading> {
  const { signal, onProgress } = options;
  onProgress?.('straightening', 0);
  const opened = await scanner.open(source, { ...(options.quad ? { corners: options.quad } : {}), search: options.search ?? true });
  signal?.throwIfAborted();

  /** What the scan stage can tell while the engine reads. */
  const showing = (turns: Turns) => {
    const quality = scanner.quality(turns);
    const image = options.images === false ? Promise.resolve(null) : scanner.jpeg(turns);
    for (const asked of [quality, image]) asked.catch(() => undefined);
    return { quality, image };
  };
  let shown: ReturnType<typeof showing> | null = null;
  const { adviser } = options;
  const page = (lines: TextLine[], turns: Turns, confidence: number): Page => ({
    number: 1,
    width: turns % 2 === 0 ? opened.page.width : opened.page.height,
    height: turns % 2 === 0 ? opened.page.height : opened.page.width,
    source: 'ocr',
    lines,
    quad: opened.corners,
    confidence,
    image: null,
  });
  const tellEarly = (ratio: number, page: Page) => {
    // Of a page that lies on its side nothing is to be told yet.
    if (adviser && page.confidence >= upright) onProgress?.('reading', ratio, adviser.early([page]));
  };
  let beside = null as Beside | null;
  const readLines = async (turns: Turns, how: Pick<MontageRequest, 'longest' | 'clear'> = {}) => {
    const montage = await scanner.montage({ turns, ...how });
    signal?.throwIfAborted();
    if (!how.longest && !how.clear) {
      const look = { scanner, turns, montage };
      const early = (seen: TextLine[]) => tellEarly(0.3, page(seen, turns, meanConfidence(wordsOf(seen))));
      beside = montage.pieces.length > 0 ? { look, lines: lookBeside(look, early) } : null;
      shown = showing(turns);
    }
    if (!montage.pieces.length) return [];
    return linesOfMontage(montage, await recogniseMontage(montage, recogniser, signal));
  };
  const wordsOf = (lines: TextLine[]) => lines.flatMap((line) => line.words);

  onProgress?.('reading', 0.2);
  let turns: Turns = 0;
  let lines = await readLines(0);
  let confidence = meanConfidence(wordsOf(lines));
  if (confidence < upright) {
    onProgress?.('reading', 0.5);
    let bestTurn: Turns = 0;
    let best = confidence;
    for (const turn of [2, 1, 3] as const) {
      const probed = wordsOf(await readLines(turn, { longest: probeLines }));
      // A few lucky words are no page.
      const score = probed.length >= 3 ? meanConfidence(probed) : 0;
      if (score > best + 4) {
        best = score;
        bestTurn = turn;
      }
      if (best >= upright + 5) break;
    }
    if (bestTurn !== 0) {
      turns = bestTurn;
      lines = await readLines(turns);
      confidence = meanConfidence(wordsOf(lines));
    }
  }

  onProgress?.('reading', 0.6, lines.length > 0 ? adviser?.early([page(lines, turns, confidence)]) : undefined);
  const hard = confidence < hardBelow && lines.length > 0;
  if (hard) {
    const clear = await readLines(turns, { clear: true });
    // The surer reading is the page, and the other lends it words.
    const better = meanConfidence(wordsOf(clear)) > confidence;
    const [best, lesser] = better ? [clear, lines] : [lines, clear];
    lines = mergePasses(best, wordsOf(lesser));
    confidence = meanConfidence(wordsOf(lines));
  }
  onProgress?.('reading', 0.7);
  const seen = await beside?.lines;
  signal?.throwIfAborted();
  const wordLists = (list: readonly TextLine[]) => list.map((line) => line.words);
  let read: Page = page(lines, turns, confidence);
  if (beside && seen && lines.length > 0) {
    const { pieces } = beside.look.montage;
    const doubts = hard ? [] : (adviser?.doubts([{ ...read, again: wordLists(seen) }]) ?? []);
    const wanted = [...pieces.keys()].filter((piece) => hard || touches(pieces[piece]!, doubts));
    const again: Word[][] = [];
    for (const [index, rise] of otherRises.entries()) {
      if (wanted.length > 0) again.push(...wordLists((await lookAt(beside.look, [wanted], rise)) ?? []));
      signal?.throwIfAborted();
      onProgress?.('reading', 0.8 + 0.1 * index);
    }
    read = {
      ...read,
      again: [...wordLists(seen), ...again],
      second: { lines: seen, again: [...wordLists(lines), ...again] },
    };
  }
  const { quality: judged, image: drawn } = shown ?? showing(turns);
  const quality = await judged;
  const notices: string[] = quality.warnings.map((warning) => `quality-${warning}`);
  if (confidence < 80) notices.push('low-quality');
  const image = await drawn;
  signal?.throwIfAborted();
  onProgress?.('reading', 1);
  return { page: { ...read, image }, notices };
}
