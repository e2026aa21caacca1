import type { Row } from './segments.ts';

/** Lines of a page below which reading it in two parts costs more than it gives. */
const worthParting = 12;
/** The head of a page, as a share of the height of its print: an invoice is numbered there (0 to 0.52 on 38 papers). */
const head = 0.4;
/** The totals stand below this share (0.74 to 0.93 on the same papers) ... */
const foot = 0.6;
/** ... on lines whose print covers less than this share of the page's width: table and terms are wider ... */
const narrow = 0.55;
/** ... and reaches beyond this share of it, as amounts do and the bank's lines seldom; among the last so many of them. */
const reach = 0.6;
const totals = 4;

/**
 * The lines of a page that most likely hold number and total, told by their place alone, and the others; by index, both in order. The first part is empty when there
 * are too few lines to be worth it.
 */
export function likelyFirst(rows: readonly Row[]): [number[], number[]] {
  const all = rows.map((_, index) => index);
  const segments = rows.flat();
  if (all.length < worthParting || segments.length === 0) return [[], all];
  const heights = rows.map((row) => Math.min(...row.map(({ baseline }) => baseline.a)));
  const top = Math.min(...segments.map(({ baseline }) => baseline.a));
  const height = Math.max(...segments.map(({ baseline }) => baseline.a)) - top;
  const left = Math.min(...segments.map((segment) => segment.left));
  const width = Math.max(...segments.map((segment) => segment.right)) - left;
  const at = (index: number) => (heights[index]! - top) / height;
  const ink = (row: Row) => row.reduce((sum, segment) => sum + segment.right - segment.left, 0);
  const end = (row: Row) => Math.max(...row.map((segment) => segment.right)) - left;
  const short = all.filter((index) => at(index) > foot && ink(rows[index]!) < width * narrow);
  const reaching = short.filter((index) => end(rows[index]!) > width * reach);
  const low = (reaching.length > 0 ? reaching : short).slice(-totals);
  const first = all.filter((index) => at(index) < head || low.includes(index));
  return [first, all.filter((index) => !first.includes(index))];
}
