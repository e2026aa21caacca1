import type { MontageRequest, Turns } from '../scan/index.ts';
import { meanConfidence, type TextLine, wordsIn } from './document.ts';
import { mergePasses } from './merge.ts';
import { linesOfMontage, recogniseMontage } from './montage-lines.ts';
import type { Recogniser } from './recogniser.ts';
import type { Scanner } from './scanner.ts';

/** Below this mean confidence the engine sees the page a second time, its grain and shadows cleared. */
const unclearBelow = 90;

/** An upright page as the engine reads it. Null where it does not start or fails: what the strip reader saw is not lost with it. */
export async function enginePage(scanner: Scanner, recogniser: Recogniser, turns: Turns, signal?: AbortSignal): Promise<TextLine[] | null> {
  const read = async (how: Pick<MontageRequest, 'clear'> = {}) => {
    const montage = await scanner.montage({ turns, ...how });
    signal?.throwIfAborted();
    return montage.pieces.length > 0 ? linesOfMontage(montage, await recogniseMontage(montage, recogniser, signal)) : [];
  };
  try {
    const lines = await read();
    if (lines.length === 0 || meanConfidence(wordsIn(lines)) >= unclearBelow) return lines;
    const clear = await read({ clear: true });
    // The surer reading is the page, and the other lends it words.
    const [best, lesser] = meanConfidence(wordsIn(clear)) > meanConfidence(wordsIn(lines)) ? [clear, lines] : [lines, clear];
    return mergePasses(best, wordsIn(lesser));
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}
