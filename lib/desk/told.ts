import { strFromU8, strToU8 } from 'fflate';
import * as z from 'zod/mini';
import { type Extraction, fieldNames } from '../extraction/result.ts';

import { vatCategories } from '../invoice/model.ts';
import type { Reading } from '../reading/document.ts';
import type { SourceFile } from '../reading/options.ts';

/**
 * What the billing tool said of an invoice, kept beside its PDF: the reading takes both together, now and when it is run again. Where there is no PDF, these are all
 * there is, with the words of the page that the addresses and small print are read from.
 */
const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const Field = z.object({
  value: z.nullable(z.string()),
  confidence: z.enum(['sure', 'check', 'missing']),
  page: z.nullable(z.number()),
  box: z.nullable(Box),
  evidence: z.array(z.string()),
  alternatives: z.array(z.string()),
});
const Line = z.object({
  name: z.string(),
  quantity: z.string(),
  unit: z.string(),
  netPrice: z.string(),
  netAmount: z.string(),
  vatRate: z.string(),
  page: z.nullable(z.number()),
  box: z.nullable(Box),
});
const Told = z.object({
  /** Where it was seen; never fetched again. */
  url: z.string(),
  title: z.string(),
  page: z.nullable(
    z.object({
      fields: z.object(Object.fromEntries(fieldNames.map((name) => [name, Field])) as Record<(typeof fieldNames)[number], typeof Field>),
      vatBreakdown: z.array(z.object({ category: z.enum(vatCategories), rate: z.string(), taxableAmount: z.string(), taxAmount: z.string() })),
      lines: z.array(Line),
      looksLikeInvoice: z.boolean(),
    }),
  ),
  customerSirets: z.array(z.string()),
  /** Words of the page, lines of [text, x, y, width, height]; empty where a PDF has them. */
  words: z.object({
    width: z.number(),
    height: z.number(),
    lines: z.array(z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()]))),
  }),
});

export interface Told {
  url: string;
  title: string;
  page: Extraction | null;
  customerSirets: string[];
  words: z.infer<typeof Told>['words'];
}

export const noWords: Told['words'] = { width: 1, height: 1, lines: [] };

export function wordsOf(reading: Reading | null): Told['words'] {
  const [page] = reading?.pages ?? [];
  if (!page) return noWords;
  const lines = page.lines.map((line) =>
    line.words.map(({ text, box }): [string, number, number, number, number] => [text, box.x, box.y, box.width, box.height]),
  );
  return { width: page.width, height: page.height, lines };
}

/** The page's words as a reading: no picture goes with it. */
export function readingOfTold({ words: { width, height, lines } }: Told): Reading {
  const textLines = lines
    .filter((line) => line.length > 0)
    .map((line) => {
      const words = line.map(([text, x, y, w, h]) => ({ text, box: { x, y, width: w, height: h }, confidence: 100 }));
      const [left, top] = [Math.min(...line.map(([, x]) => x)), Math.min(...line.map(([, , y]) => y))];
      const [right, bottom] = [Math.max(...line.map(([, x, , w]) => x + w)), Math.max(...line.map(([, , y, , h]) => y + h))];
      return { words, box: { x: left, y: top, width: right - left, height: bottom - top } };
    });
  const page = { number: 1, width, height, source: 'text-layer' as const, lines: textLines, quad: null, confidence: 100, image: null };
  return { source: 'text-layer', pages: [page], pageCount: 1, embedded: null, notices: [] };
}

export function toldFile(told: Told): SourceFile {
  return { name: 'outil.json', bytes: strToU8(JSON.stringify(told)) };
}

/** The one door back; what cannot be understood is as if the tool had said nothing. */
export function restoreTold(bytes: Uint8Array | null): Told | null {
  if (!bytes) return null;
  try {
    const parsed = Told.safeParse(JSON.parse(strFromU8(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
