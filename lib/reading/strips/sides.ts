import type { Turns } from '../../scan/index.ts';
import { meanConfidence, type TextLine, type Word } from '../document.ts';
import type { Layout, Scanner } from '../scanner.ts';
import { linesOfPieces } from './lines.ts';
import { inTurn, likeliestFirst } from './order.ts';
import { stripRise } from './reader.ts';

/** From this mean confidence on, a page lies the right way up: upside down, 42 hurried photographs read at 85 or less, on their side at 69. */
export const upright = 90;
/** Below it other ways are tried, on so many of the longest pieces; the right one reads more surely than this one by so much (14 on the same photographs). */
const probed = 12;
const clearly = 4;
/** Fewer words are no page. */
const leastWords = 3;

/** A page one way up: its pieces, and what the strip reader saw in each of them so far. */
export interface Side {
  turns: Turns;
  layout: Layout;
  seen: Map<number, Word[]>;
}

export const sideLines = ({ layout, seen }: Side): TextLine[] => {
  const pieces = [...seen.keys()].sort((one, other) => one - other);
  return linesOfPieces(
    pieces.map((at) => layout.pieces[at]!),
    pieces.map((at) => seen.get(at)!),
  );
};

/** All of the page seen once more, its grain smoothed and its blur taken back. */
export async function seenCleared(scanner: Scanner, turns: Turns): Promise<TextLine[]> {
  const layout = await scanner.layout(turns, true);
  const all = [...layout.pieces.keys()];
  const words = await scanner.strips(turns, all, stripRise, true);
  return sideLines({ turns, layout, seen: new Map(all.map((at) => [at, words[at] ?? []])) });
}

const wordsSeen = ({ seen }: Side, pieces: readonly number[]): Word[] => pieces.flatMap((at) => seen.get(at) ?? []);

/**
 * The page the right way up, read whole, the lines that most likely hold number and total first; `told` hears what was seen after each part but the last.
 * Faults: `ocr-start` where the strip reader's weights are not at hand, or the browser is too old for it.
 */
export async function readUpright(scanner: Scanner, told: (side: Side) => void): Promise<Side> {
  const sideAt = async (turns: Turns): Promise<Side> => ({ turns, layout: await scanner.layout(turns), seen: new Map() });
  const read = async (side: Side, part: readonly number[]) => {
    const pieces = part.filter((at) => !side.seen.has(at));
    const words = pieces.length > 0 ? await scanner.strips(side.turns, pieces, stripRise) : [];
    for (const [at, piece] of pieces.entries()) side.seen.set(piece, words[at] ?? []);
  };
  const partsOf = ({ layout }: Side) => {
    const [likely, rest] = likeliestFirst(layout);
    return [...inTurn(likely, layout), rest].filter((part) => part.length > 0);
  };

  let side = await sideAt(0);
  let parts = partsOf(side);
  await read(side, parts[0] ?? []);
  if (meanConfidence(wordsSeen(side, parts[0] ?? [])) < upright) {
    const score = async (one: Side) => {
      const width = (at: number) => one.layout.pieces[at]!.width;
      const longest = [...one.layout.pieces.keys()].sort((a, b) => width(b) - width(a)).slice(0, probed);
      await read(one, longest);
      const words = wordsSeen(one, longest);
      return words.length >= leastWords ? meanConfidence(words) : 0;
    };
    let best = await score(side);
    for (const turns of [2, 1, 3] as const) {
      if (best >= upright) break;
      const other = await sideAt(turns);
      const reached = await score(other);
      if (reached <= best + clearly) continue;
      best = reached;
      side = other;
    }
    parts = partsOf(side);
  }
  // asked for at once, so that nothing else comes between them in the scan's queue
  const asked = parts.map((part) => read(side, part));
  for (const each of asked) each.catch(() => undefined);
  for (const [at, each] of asked.entries()) {
    await each;
    const sofar = parts.slice(0, at + 1).flat();
    if (at < parts.length - 1) told({ ...side, seen: new Map(sofar.map((piece) => [piece, side.seen.get(piece)!])) });
  }
  return side;
}
