import { bottom, type Cell, right, type Sheet } from './layout.ts';

/** Cells one under another without a gap, at the same left edge or one inside the other: an address, a stamp, a box. Top to bottom. */
export type Block = Cell[];

export function blocksOf(sheet: Sheet): Block[] {
  const blocks: Block[] = [];
  for (const cell of sheet.cells) {
    const unit = sheet.pages.find((page) => page.number === cell.page)?.unit ?? 20;
    const block = blocks.findLast((other) => {
      const last = other.at(-1);
      if (!last || last.page !== cell.page) return false;
      const gap = cell.box.y - bottom(last.box);
      if (gap > unit * 1.25 || cell.box.y <= last.box.y) return false;
      const left = Math.abs(cell.box.x - last.box.x) < unit * 1.2;
      const centre = Math.abs(cell.box.x + cell.box.width / 2 - (last.box.x + last.box.width / 2)) < unit * 1.2;
      return (left || centre) && Math.min(right(cell.box), right(last.box)) > Math.max(cell.box.x, last.box.x);
    });
    if (block) block.push(cell);
    else blocks.push([cell]);
  }
  return blocks;
}
