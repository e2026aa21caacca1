import { strFromU8, strToU8 } from 'fflate';
import * as z from 'zod/mini';
import type { Page } from '../reading/document.ts';
import type { SourceFile } from '../reading/options.ts';

/**
 * The words read on the pages, kept beside the pictures: they make a photographed page searchable in its Factur-X, and tell whether the paper still says
 * what the invoice says after a correction.
 */
const Stored = z.array(
  z.object({
    page: z.number(),
    words: z.array(z.object({ text: z.string(), box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }) })),
  }),
);
export type WordsOfPage = z.infer<typeof Stored>[number];

/** As a file of the dossier; null when nothing was read. Boxes in pixels of the page's picture. */
export function wordsFile(pages: readonly Page[]): SourceFile | null {
  const stored = pages.map(({ number, lines }) => ({
    page: number,
    words: lines.flatMap((line) => line.words.map(({ text, box: { x, y, width, height } }) => ({ text, box: { x, y, width, height } }))),
  }));
  return stored.some(({ words }) => words.length > 0) ? { name: 'words.json', bytes: strToU8(JSON.stringify(stored)) } : null;
}

/** The one door back; what is not words is none. */
export function restoreWords(bytes: Uint8Array | null): WordsOfPage[] {
  if (!bytes) return [];
  try {
    const parsed = Stored.safeParse(JSON.parse(strFromU8(bytes)));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
