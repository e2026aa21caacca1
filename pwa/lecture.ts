import { adviserWith } from '../lib/extraction/doubts.ts';
import { extract } from '../lib/extraction/index.ts';
import { type ExtractedLine, type ExtractedVat, type Field, type FieldName, fieldNames } from '../lib/extraction/result.ts';
import { Fault } from '../lib/invoice/fault.ts';
import type { Quad, ReadingSource } from '../lib/reading/document.ts';
import { endRecogniser, read } from '../lib/reading/index.ts';
import type { ReadingProgress } from '../lib/reading/options.ts';
import { faults } from '../lib/ui/words/fr/faults.ts';

type ShownField = Pick<Field, 'value' | 'confidence' | 'page' | 'box'>;

const unread: ShownField = { value: null, confidence: 'missing', page: null, box: null };
const shownFields = (give: (name: FieldName) => ShownField) =>
  Object.fromEntries(fieldNames.map((name) => [name, give(name)])) as Record<FieldName, ShownField>;

/** One line of `npm run read`, without the file's name. */
export interface Lecture {
  /** Milliseconds; `read` is the file to pages, `extract` pages to fields, `early` until number and total were both told. */
  ms: { total: number; read: number; extract: number; early?: number | null };
  source: ReadingSource | null;
  pages: number;
  quad: Quad | null;
  fields: Record<FieldName, ShownField>;
  vatBreakdown: ExtractedVat[];
  lines: ExtractedLine[];
  notices: string[];
  /** Lines of text as read, when asked for. */
  text?: string;
  error?: { code: string; message: string };
}

export interface LectureOptions {
  /** Gives the text read as well. */
  text?: boolean;
  /** Ends the reading after so many milliseconds. */
  abortAfter?: number;
}

async function lecture(name: string, base64: string, options: LectureOptions = {}): Promise<Lecture> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const started = performance.now();
  const since = (from: number) => Math.round(performance.now() - from);
  try {
    const signal = options.abortAfter === undefined ? {} : { signal: AbortSignal.timeout(options.abortAfter) };
    let early: number | null = null;
    const onProgress = (progress: ReadingProgress) => {
      if (early === null && progress.early?.invoiceNumber && progress.early.totalGross) early = since(started);
    };
    const reading = await read({ name, bytes }, { images: true, adviser: adviserWith(), onProgress, ...signal });
    const readMs = since(started);
    const extracting = performance.now();
    const { fields, vatBreakdown, lines } = extract(reading);
    return {
      ms: { total: since(started), read: readMs, extract: since(extracting), early },
      source: reading.source,
      pages: reading.pageCount,
      quad: reading.pages[0]?.quad ?? null,
      fields: shownFields((field) => {
        const { value, confidence, page, box } = fields[field];
        return { value, confidence, page, box };
      }),
      vatBreakdown,
      lines,
      notices: reading.notices,
      ...(options.text
        ? { text: reading.pages.map((page) => page.lines.map((line) => line.words.map((w) => w.text).join(' ')).join('\n')).join('\f') }
        : {}),
    };
  } catch (error) {
    const { code } = Fault.from(error);
    const words = faults[code];
    return {
      ms: { total: since(started), read: since(started), extract: 0 },
      source: null,
      pages: 0,
      quad: null,
      fields: shownFields(() => unread),
      vatBreakdown: [],
      lines: [],
      notices: [],
      error: { code, message: `${words.what} ${words.next}` },
    };
  }
}

const reader = { read: lecture, end: endRecogniser };
export type LectureDoor = typeof reader;

declare global {
  var coursierLecture: LectureDoor | undefined;
}

globalThis.coursierLecture = reader;
