import { failedLecture, type Lecture, lectureOf } from '../lib/desk/lecture.ts';
import { adviserWith } from '../lib/extraction/doubts.ts';
import { extract } from '../lib/extraction/index.ts';
import { endReading, read } from '../lib/reading/index.ts';
import type { ReadingProgress } from '../lib/reading/options.ts';
import { faults } from '../lib/ui/words/fr/faults.ts';

export type { Lecture } from '../lib/desk/lecture.ts';

export interface LectureOptions {
  /** Gives the text read as well. */
  text?: boolean;
  /** Ends the reading after so many milliseconds. */
  abortAfter?: number;
}

async function lecture(file: File, options: LectureOptions = {}): Promise<Lecture> {
  const { name } = file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const started = performance.now();
  const since = (from: number) => Math.round(performance.now() - from);
  try {
    const signal = options.abortAfter === undefined ? {} : { signal: AbortSignal.timeout(options.abortAfter) };
    let told = '';
    let toldAt = 0;
    const facts = (number: string | null | undefined, total: string | null | undefined) => (number && total ? `${number} ${total}` : '');
    const onProgress = ({ early }: ReadingProgress) => {
      const now = facts(early?.invoiceNumber, early?.totalGross);
      if (now === '' || now === told) return;
      told = now;
      toldAt = since(started);
    };
    const reading = await read(
      { name, bytes },
      {
        images: true,
        adviser: adviserWith(),
        onProgress,
        ...signal,
      },
    );
    const readMs = since(started);
    const extracting = performance.now();
    const extraction = extract(reading);
    const { invoiceNumber, totalGross } = extraction.fields;
    // What is told and taken back a moment later was not told.
    const early = told !== '' && told === facts(invoiceNumber.value, totalGross.value) ? toldAt : null;
    return {
      ...lectureOf(reading, extraction, { total: since(started), read: readMs, extract: since(extracting), early }),
      ...(options.text
        ? { text: reading.pages.map((page) => page.lines.map((line) => line.words.map((w) => w.text).join(' ')).join('\n')).join('\f') }
        : {}),
    };
  } catch (error) {
    return failedLecture(error, since(started), (code) => faults[code]);
  }
}

const reader = { read: lecture, end: endReading };
export type LectureDoor = typeof reader;

declare global {
  var coursierLecture: LectureDoor | undefined;
}

globalThis.coursierLecture = reader;
