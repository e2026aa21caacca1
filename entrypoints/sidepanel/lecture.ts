import { originOf } from '../../lib/billing/generic/merge.ts';
import type { CaptureOptions, PageOutcome } from '../../lib/desk/api-pages.ts';
import { failedLecture, type Lecture, lectureOf } from '../../lib/desk/lecture.ts';
import { Fault } from '../../lib/invoice/fault.ts';
import { faults } from '../../lib/ui/words/fr/faults.ts';
import { unanswered } from '../../lib/ui/words/fr/page.ts';
import { openDesk } from './surface.ts';

type Read = Parameters<NonNullable<CaptureOptions['onRead']>>[0];

const desk = openDesk();

/** The door of `npm run capture` and the bench: the panel's own engine, without its screens. `url`: a file to fetch instead of the tab's page. */
async function capture(tabId: number, options: Pick<CaptureOptions, 'number' | 'insist' | 'press' | 'values'> = {}, url = ''): Promise<Lecture> {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  let read: Read | null = null;
  const onRead = (one: Read) => {
    read = one;
  };
  try {
    const pages = await (await desk).pages();
    if (!pages) throw new Fault('page-closed');
    const outcome: PageOutcome = await (url ? pages.link(tabId, url, { ...options, onRead }) : pages.capture(tabId, { ...options, onRead }));
    const { from, reading, extraction } = read ?? ({} as Partial<Read>);
    if (outcome.kind === 'captured' && from && reading && extraction) {
      const lecture = lectureOf(reading, extraction, { total: since(), read: since(), extract: 0 }, originOf);
      return from === 'page' ? { ...lecture, source: 'page' } : lecture;
    }
    const { code, message } = unanswered(outcome);
    return { ...failedLecture(null, since(), (unknown) => faults[unknown]), error: { code, message } };
  } catch (error) {
    return failedLecture(error, since(), (code) => faults[code]);
  }
}

export type CaptureDoor = typeof capture;

declare global {
  var coursierCapture: CaptureDoor | undefined;
}

globalThis.coursierCapture = capture;
