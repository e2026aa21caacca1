import type { Montage, Turns } from '../../scan/index.ts';
import type { TextLine, Word } from '../document.ts';
import { inTurn, likeliestFirst } from '../montage-lines.ts';
import type { Scanner } from '../scanner.ts';
import { linesOfPieces } from './lines.ts';
import { stripRise } from './reader.ts';

/** The pieces of one upright page, and the scanner that holds it. */
export interface Look {
  scanner: Scanner;
  turns: Turns;
  montage: Montage;
}

/**
 * Pieces of the page as the second reader sees them, capitals `rise` pixels high, lines top to bottom; `told` hears what was seen so far after each part. Null
 * where it cannot, which must not cost the reading.
 */
export async function lookAt(
  { scanner, turns, montage }: Look,
  parts: readonly (readonly number[])[],
  rise: number,
  told?: (lines: TextLine[], part: number) => void,
): Promise<TextLine[] | null> {
  try {
    // asked for at once, so that nothing else comes between them in the scan's queue
    const asked = parts.map((part) => scanner.second(turns, part, rise));
    for (const each of asked) each.catch(() => undefined);
    const seen: Word[][] = [];
    const lines = () =>
      linesOfPieces(
        parts
          .flat()
          .slice(0, seen.length)
          .map((piece) => montage.pieces[piece]!),
        seen,
      );
    for (const [at, words] of asked.entries()) {
      seen.push(...(await words));
      told?.(lines(), at);
    }
    return lines();
  } catch {
    return null;
  }
}

/** The whole page so, the lines that most likely hold number and total first: `early` hears what was seen before the rest. */
export function lookBeside(look: Look, early: (lines: TextLine[]) => void): Promise<TextLine[] | null> {
  const [likely, rest] = likeliestFirst(look.montage);
  const parts = [...inTurn(likely, look.montage), rest].filter((part) => part.length > 0);
  return lookAt(look, parts, stripRise, (seen, part) => {
    if (part < Math.max(1, parts.length - 1)) early(seen);
  });
}
