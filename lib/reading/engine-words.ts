import { pieceAt, type Turns, toPage } from '../scan/index.ts';
import type { Word } from './document.ts';
import type { Recogniser } from './recogniser.ts';
import type { Scanner } from './scanner.ts';

/**
 * What the engine sees in these pieces of an upright page, boxes in pixels of the page; pieces in which it sees nothing are left out. Null where it does not start or
 * fails: what the strip reader saw is not lost with it.
 */
export async function engineWords(
  scanner: Scanner,
  recogniser: Recogniser,
  turns: Turns,
  pieces: readonly number[],
  signal?: AbortSignal,
): Promise<Map<number, Word[]> | null> {
  try {
    const montage = await scanner.montage({ turns, drawn: pieces });
    signal?.throwIfAborted();
    const read = await recogniser.recognise(montage.image, signal);
    const shown = { ...montage, pieces: pieces.map((at) => montage.pieces[at]!) };
    const seen = new Map<number, Word[]>();
    for (const word of read.flat()) {
      const { box } = word;
      const piece = pieceAt(shown, box.x + box.width / 2, box.y + box.height / 2);
      const at = piece === null ? -1 : pieces[shown.pieces.indexOf(piece)]!;
      if (piece) seen.set(at, [...(seen.get(at) ?? []), { ...word, box: toPage(piece, box) }]);
    }
    return seen;
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}
