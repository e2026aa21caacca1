import { type ExtractedLine, type ExtractedVat, type Extraction, type Field, type FieldName, fieldNames } from '../extraction/result.ts';
import { Fault } from '../invoice/fault.ts';
import type { Quad, Reading, ReadingSource } from '../reading/document.ts';
import { noticesOf } from './notices.ts';

type ShownField = Pick<Field, 'value' | 'confidence' | 'page' | 'box'> & {
  /** Of a captured page alone: where the value comes from. */
  from?: string;
};

/** One line of `npm run read` and `npm run capture`, without the file's name or the address. */
export interface Lecture {
  /** Milliseconds; `read` is the file to pages, `extract` pages to fields, `early` until number and total were both told as they stayed. */
  ms: { total: number; read: number; extract: number; early?: number | null };
  /** `page`: the values of a tool's page, without any document. */
  source: ReadingSource | 'page' | null;
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

const unread: ShownField = { value: null, confidence: 'missing', page: null, box: null };

export function shownFields(give: (name: FieldName) => ShownField): Lecture['fields'] {
  return Object.fromEntries(fieldNames.map((name) => [name, give(name)])) as Lecture['fields'];
}

/** What was read, as the commands print it. `from` gives the source of a field by its evidence, where there are several. */
export function lectureOf(
  reading: Reading,
  extraction: Extraction,
  ms: Lecture['ms'],
  from?: (evidence: readonly string[]) => string | null,
): Lecture {
  return {
    ms,
    source: reading.source,
    pages: reading.pageCount,
    quad: reading.pages[0]?.quad ?? null,
    fields: shownFields((name) => {
      const { value, confidence, page, box, evidence } = extraction.fields[name];
      const origin = value === null ? null : from?.(evidence);
      return { value, confidence, page, box, ...(origin ? { from: origin } : {}) };
    }),
    vatBreakdown: extraction.vatBreakdown,
    lines: extraction.lines,
    notices: noticesOf(reading, extraction),
  };
}

/** A failure in the same shape; `words` are the sentences of its code. */
export function failedLecture(error: unknown, ms: number, words: (code: Fault['code']) => { what: string; next: string }): Lecture {
  const { code } = Fault.from(error);
  const { what, next } = words(code);
  return {
    ms: { total: ms, read: ms, extract: 0 },
    source: null,
    pages: 0,
    quad: null,
    fields: shownFields(() => unread),
    vatBreakdown: [],
    lines: [],
    notices: [],
    error: { code, message: `${what} ${next}` },
  };
}
