import type { Adviser, EarlyFacts } from './adviser.ts';
import { meanConfidence, type Page, type TextLine, type Word, wordsIn } from './document.ts';
import { enginePage } from './engine-page.ts';
import type { Recogniser } from './recogniser.ts';
import type { PictureSource, Scanner } from './scanner.ts';
import { linesOfPieces, touches } from './strips/lines.ts';
import { otherRises } from './strips/reader.ts';
import { readUpright, type Side, sideLines, upright } from './strips/sides.ts';

/** Below this mean confidence of the strip reader all of the page is in doubt. */
const hardBelow = 97;
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

/** Below this mean confidence a piece of the page is looked at again, whatever stands there ... */
const weakBelow = 92;
/** ... and another look takes its place that is surer by so much. */
const surer = 5;
const wordLists = (lines: readonly TextLine[]) => lines.map((line) => line.words);

/**
 * One picture of a page, read: by the strip reader as a whole; again, larger and smaller, where something is in doubt; and by the engine where looking again does not
 * settle it. Throws what the scanner throws; what the engine throws costs nothing that was read before.
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
  const byEngine = () => enginePage(scanner, recogniser, side.turns, signal);
  // its picture is made before anything else, so that it reads meanwhile
  const engineOnHard = hard ? byEngine() : null;
  const judged = scanner.quality(side.turns);
  const drawn = options.images === false ? Promise.resolve(null) : scanner.jpeg(side.turns);
  for (const asked of [engineOnHard, judged, drawn]) asked?.catch(() => undefined);

  const read = await readAgain();
  const quality = await judged;
  const notices: string[] = quality.warnings.map((warning) => `quality-${warning}`);
  if (read.confidence < poorBelow[read.engine ? 'engine' : 'strips']) notices.push('low-quality');
  const image = await drawn;
  signal?.throwIfAborted();
  onProgress?.('reading', 1);
  return { page: { ...read, image }, notices };

  async function readAgain(): Promise<Page> {
    const { pieces } = side.layout;
    const all = [...pieces.keys()];
    const first = (at: number) => side.seen.get(at) ?? [];
    const inDoubt = (seen: Page, zones = adviser?.doubts([seen]) ?? []) => {
      const exact = zones.filter((zone) => !zone.words);
      return all.filter((at) => touches(pieces[at]!, zones)).map((at) => ({ at, exact: touches(pieces[at]!, exact) }));
    };
    const doubted = hard ? all : inDoubt(page).map(({ at }) => at);
    const wanted = all.filter((at) => doubted.includes(at) || (first(at).length > 0 && meanConfidence(first(at)) < weakBelow));
    if (wanted.length === 0) return page;
    tell(0.6, page);
    /** Of each piece that is looked at again, what was seen there, look by look. */
    const looks = new Map<number, Word[][]>(wanted.map((at) => [at, []]));
    const alike = (one: Word[] | undefined, other: Word[] | undefined) => one !== undefined && other !== undefined && letters(one) === letters(other);
    /** Read alike when larger: neither a third look nor the engine is needed there. */
    const settled = (at: number) => alike(looks.get(at)?.[0], first(at));
    /** Of words, two looks that agree are believed. */
    const outvoted = (at: number) => alike(looks.get(at)?.[0], looks.get(at)?.[1]);
    const believed = (at: number) => settled(at) || outvoted(at) || alike(looks.get(at)?.[1], first(at));
    for (const [look, rise] of otherRises.entries()) {
      const pieces = look === 0 || hard ? wanted : wanted.filter((at) => !settled(at));
      const words = pieces.length > 0 ? await scanner.strips(side.turns, pieces, rise) : [];
      for (const [index, at] of pieces.entries()) looks.get(at)!.push(words[index] ?? []);
      signal?.throwIfAborted();
      onProgress?.('reading', 0.7 + 0.1 * look);
    }
    /** What each look saw, line by line. */
    const listed = (seen: ReadonlyMap<number, Word[][]>) =>
      otherRises.flatMap((_, look) => {
        const there = wanted.filter((at) => seen.get(at)?.[look] !== undefined);
        return wordLists(
          linesOfPieces(
            there.map((at) => pieces[at]!),
            there.map((at) => seen.get(at)![look]!),
          ),
        );
      });

    // By itself, the page is of each piece the look that the others outvote not, or the surest; the others are claims beside it.
    const best = new Map(side.seen);
    const others = new Map(looks);
    for (const [at, seen] of looks) {
      const [surest = [], ...rest] = outvoted(at) ? seen : [...seen].sort((one, other) => meanConfidence(other) - meanConfidence(one));
      if (!outvoted(at) && meanConfidence(surest) <= meanConfidence(first(at)) + surer) continue;
      best.set(at, surest);
      others.set(at, [first(at), ...rest]);
    }
    const alone: Page = { ...page, lines: sideLines({ ...side, seen: best }), again: listed(others) };

    const engine = engineOnHard
      ? await engineOnHard
      : inDoubt(alone).every(({ at, exact }) => (exact ? settled(at) : believed(at)))
        ? null
        : await byEngine();
    if (!engine || engine.length === 0) return alone;
    const confidence = meanConfidence(wordsIn(engine));
    return {
      ...page,
      confidence,
      again: [...wordLists(engine), ...listed(looks)],
      engine: { lines: engine, again: [...wordLists(page.lines), ...listed(looks)] },
    };
  }
}

/** Letters and figures alone; whether they are capitals, and their accents, set aside: a name is found without them, and no code differs by them. */
const letters = (words: readonly Word[]) =>
  words
    .map((word) => word.text)
    .join('')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
