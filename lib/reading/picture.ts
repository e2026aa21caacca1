import type { MontageRequest, Piece, Turns } from '../scan/index.ts';
import type { Adviser, EarlyFacts, Zone } from './adviser.ts';
import { lookAgain, within } from './again.ts';
import type { Page, TextLine, Word } from './document.ts';
import { mergePasses } from './merge.ts';
import { linesOfMontage, recogniseMontage } from './montage-lines.ts';
import type { Recogniser } from './recogniser.ts';
import type { PictureSource, Scanner } from './scanner.ts';
import { piecesIn, withSecond, worthSecond } from './second/merge.ts';
import { type LineReader, readSecond } from './second/reader.ts';

/** Below this mean confidence the page may lie on its side or upside down: right side up reads at 68 or more, upside down at 49 or less. */
const upright = 75;
/** Lines read to tell which way is up. */
const probeLines = 12;
/** Below this mean confidence a second reading, of the page cleared of grain and blur, is merged in. */
const secondPassBelow = 90;
/** Milliseconds after which no further look at doubtful places begins. */
const againBudget = 3_000;
const hardBudget = 5_000;

export interface PictureOptions {
  signal?: AbortSignal;
  /** Corners set by hand. */
  quad?: Page['quad'];
  /** False when the picture is known to be the page. */
  search?: boolean;
  images?: boolean;
  adviser?: Adviser;
  /** A reader of another make for what reads badly; null when it is not on this device. Asked for only when it would serve. */
  second?: () => Promise<LineReader | null>;
  /** Called with 0 to 1. */
  onProgress?: (step: 'straightening' | 'reading', ratio: number, early?: EarlyFacts) => void;
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
  const readLines = async (turns: Turns, how: Pick<MontageRequest, 'longest' | 'clear'> = {}) => {
    const montage = await scanner.montage({ turns, ...how });
    signal?.throwIfAborted();
    if (!how.longest && !how.clear) shown = showing(turns);
    if (!montage.pieces.length) return [];
    const onFirst = (read: Word[][]) => {
      const lines = linesOfMontage(montage, read);
      tellEarly(0.4, page(lines, turns, meanConfidence(wordsOf(lines))));
    };
    const first = how.longest || how.clear ? undefined : onFirst;
    return linesOfMontage(montage, await recogniseMontage(montage, recogniser, signal, first));
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

  const pageOf = () => page(lines, turns, confidence);
  onProgress?.('reading', 0.6, lines.length > 0 ? adviser?.early([pageOf()]) : undefined);
  const others: Word[][] = [];
  const hard = confidence < secondPassBelow && lines.length > 0;
  if (hard) {
    const clear = await readLines(turns, { clear: true });
    // The surer reading is the page, and the other lends it words.
    const better = meanConfidence(wordsOf(clear)) > confidence;
    const [best, lesser] = better ? [clear, lines] : [lines, clear];
    others.push(...lesser.map((line) => line.words));
    lines = mergePasses(best, wordsOf(lesser));
    confidence = meanConfidence(wordsOf(lines));
  }

  const draft = pageOf();
  let again: Word[][] = [];
  let zones: Zone[] = [];
  if (adviser && lines.length > 0) {
    onProgress?.('reading', 0.7);
    zones = adviser.doubts([draft]);
    if (zones.length > 0) {
      again = await lookAgain(zones, scanner, recogniser, {
        turns,
        signal,
        budget: hard ? hardBudget : againBudget,
        hard,
        onProgress: (ratio) => onProgress?.('reading', 0.7 + ratio * 0.1),
      });
      again.push(...within(others, zones));
    }
  }
  const first: Page = { ...draft, ...(again.length > 0 ? { again } : {}) };
  const second = hard || zones.length > 0 ? await options.second?.() : undefined;
  let helped: Page['second'];
  if (second) {
    const choose = (pieces: readonly Piece[]) => (hard ? worthSecond(pieces, lines, adviser?.settled([first]) ?? []) : piecesIn(zones, pieces));
    await recogniser.rest?.();
    const seen = await readSecond(second, scanner, choose, { turns, signal, onProgress: (ratio) => onProgress?.('reading', 0.8 + ratio * 0.18) });
    if (seen.length > 0) {
      const both = withSecond(lines, seen);
      helped = { lines: both.lines, again: [...again, ...both.beside] };
    }
  }
  const { quality: judged, image: drawn } = shown ?? showing(turns);
  const quality = await judged;
  const notices: string[] = quality.warnings.map((warning) => `quality-${warning}`);
  if (confidence < 80) notices.push('low-quality');
  if (hard && second === null) notices.push('second-reader');
  const image = await drawn;
  signal?.throwIfAborted();
  onProgress?.('reading', 1);
  return { page: { ...first, image, ...(helped ? { second: helped } : {}) }, notices };
}
