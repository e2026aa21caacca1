import type { Gray, Turns } from '../scan/index.ts';
import type { Alphabet, Zone } from './adviser.ts';
import type { Word } from './document.ts';
import { linesOfMontage } from './montage-lines.ts';
import type { Recogniser } from './recogniser.ts';
import type { Scanner } from './scanner.ts';

/** How the places are shown again: smaller and larger than at first, since what fails at one size often reads at another; then with few letters to choose from. */
const looks: readonly Look[] = [
  { rise: 22, restricted: false },
  { rise: 46, restricted: false },
  { rise: 34, restricted: true },
];
/** On a page that reads badly also cleared of grain and blur. */
const hardLooks: readonly Look[] = [
  { rise: 26, restricted: false, clear: true },
  { rise: 40, restricted: false, clear: true },
  { rise: 32, restricted: true, clear: true },
];
interface Look {
  rise: number;
  restricted: boolean;
  clear?: boolean;
}
/** Places read again on one page at most. */
const mostZones = 18;

export interface SecondLook {
  turns: Turns;
  signal?: AbortSignal | undefined;
  /** No new look begins after so many milliseconds. */
  budget: number;
  /** The page reads badly as a whole. */
  hard?: boolean;
  /** Called with 0 to 1. */
  onProgress?: (ratio: number) => void;
}

interface Pass {
  rise: number;
  clear: boolean;
  alphabet: Alphabet;
  zones: Zone[];
}

/** Other readings of doubtful places, one line of words each. Throws what the scanner and the recogniser throw. */
export async function lookAgain(zones: readonly Zone[], scanner: Scanner, recogniser: Recogniser, look: SecondLook): Promise<Word[][]> {
  const { turns, signal, budget, onProgress } = look;
  const kept = zones.slice(0, mostZones);
  const until = performance.now() + budget;
  const found: Word[][] = [];
  const passes = [...(look.hard ? hardLooks : []), ...looks].flatMap(({ rise, restricted, clear = false }): Pass[] =>
    restricted
      ? (['digits', 'capitals'] as const).map((alphabet) => ({ rise, clear, alphabet, zones: kept.filter((zone) => zone.alphabet === alphabet) }))
      : [{ rise, clear, alphabet: 'text', zones: kept }],
  );
  for (const [index, pass] of passes.entries()) {
    if (pass.zones.length === 0) continue;
    if (performance.now() > until) break;
    const montage = await scanner.montage({
      turns,
      rise: pass.rise,
      clear: pass.clear,
      // What stretched contrast makes black and white, grey leaves in doubt: another look has to see it otherwise.
      contrast: 'gentle',
      zones: pass.zones.map((zone) => zone.box),
    });
    signal?.throwIfAborted();
    const image: Gray = montage.image;
    for (const { words } of linesOfMontage(montage, await recogniser.recognise(image, 'block', signal, pass.alphabet, true))) found.push(words);
    onProgress?.((index + 1) / passes.length);
  }
  return found;
}

/** The words of other lines that stand in these places: a reading of the whole page is one more look at each. */
export function within(lines: readonly Word[][], zones: readonly Zone[]): Word[][] {
  return zones.flatMap(({ box }) => {
    const inside = lines.map((words) =>
      words.filter((word) => {
        const x = word.box.x + word.box.width / 2;
        const y = word.box.y + word.box.height / 2;
        return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
      }),
    );
    return inside.filter((words) => words.length > 0);
  });
}
