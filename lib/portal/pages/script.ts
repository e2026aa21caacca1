import type { FillReport, FillRequest } from './model.ts';
import { Filler } from './run.ts';
import { Touches } from './touches.ts';
import { watch } from './watch.ts';

/** How often a page that keeps changing is filled again by itself. */
const MOST_ROUNDS = 60;

/** What the script in the portal's page can do for the panel. `tell`: how it speaks by itself. */
export function portalSkills(page: Document, tell: (name: string, given: unknown) => void) {
  const touches = new Touches(page);
  let filler: Filler | null = null;
  let stopWatching: (() => void) | null = null;
  let rounds = 0;

  const told = new Set<string>();
  touches.onTouch = () => {
    for (const id of filler?.usersSteps() ?? []) {
      if (told.has(id)) continue;
      told.add(id);
      tell('fill-users', id);
    }
  };

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

  return {
    async fill(request: FillRequest): Promise<FillReport> {
      stop();
      touches.start();
      rounds = 0;
      const current = new Filler(page, request, touches, (mark) => tell('fill-asked', mark));
      filler = current;
      const report = await current.fill((step) => tell('fill-step', step));
      if (report.verdict === 'form' && filler === current) stopWatching = watch(page, again);
      return report;
    },
    stop() {
      stop();
    },
  };
}
