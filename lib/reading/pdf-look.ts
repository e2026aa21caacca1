export interface PageLook {
  /** Share of the text drawn invisible (rendering mode 3, PDF 1.7 §9.3.6): an OCR layer under a scan. */
  hiddenText: number;
  /** Share of the page covered by its largest picture. */
  pictureShare: number;
}

interface Operators {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

type Matrix = [number, number, number, number, number, number];

const isMatrix = (value: unknown): value is Matrix => value !== null && typeof value === 'object' && 'length' in value && value.length === 6;

/** What a page shows, from its drawing operators. */
export function lookAt(list: Operators, ops: Record<string, number>, page: { pageWidth: number; pageHeight: number }): PageLook {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  const saved: { matrix: Matrix; mode: number }[] = [];
  let mode = 0;
  let hidden = 0;
  let shown = 0;
  let largest = 0;
  list.fnArray.forEach((fn, i) => {
    const args = list.argsArray[i];
    if (fn === ops.save || fn === ops.paintFormXObjectBegin) saved.push({ matrix, mode });
    else if (fn === ops.restore || fn === ops.paintFormXObjectEnd) {
      const before = saved.pop();
      if (before) ({ matrix, mode } = before);
    }
    const change = fn === ops.transform ? args : fn === ops.paintFormXObjectBegin && Array.isArray(args) ? args[0] : null;
    if (isMatrix(change)) {
      const [a, b, c, d, e, f] = matrix;
      const [g, h, k, l, m, n] = change;
      matrix = [a * g + c * h, b * g + d * h, a * k + c * l, b * k + d * l, a * m + c * n + e, b * m + d * n + f];
    }
    if (fn === ops.setTextRenderingMode && Array.isArray(args)) mode = Number(args[0]);
    if (fn === ops.showText || fn === ops.showSpacedText) {
      const length = Array.isArray(args) && Array.isArray(args[0]) ? args[0].length : 1;
      if (mode === 3 || mode === 7) hidden += length;
      else shown += length;
    }
    if (fn === ops.paintImageXObject || fn === ops.paintInlineImageXObject || fn === ops.paintImageMaskXObject) {
      largest = Math.max(largest, Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    }
  });
  return {
    hiddenText: hidden + shown > 0 ? hidden / (hidden + shown) : 0,
    pictureShare: largest / Math.max(1, page.pageWidth * page.pageHeight),
  };
}
