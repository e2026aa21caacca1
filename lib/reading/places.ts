import type { Row } from '../scan/index.ts';
import type { Box } from './document.ts';
import type { Layout } from './scanner.ts';

/** The segments of each line of a montage, left to right. */
export function rowsOf({ pieces, rows }: Layout): Row[] {
  const lines: Row[] = rows.map(() => []);
  for (const { row, segment } of pieces) lines[row]?.push(segment);
  return lines;
}

export const boundsOf = (boxes: Box[]): Box => {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x, height: Math.max(...boxes.map((b) => b.y + b.height)) - y };
};
