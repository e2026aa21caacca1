import type { Quad } from '../../reading/document.ts';

/** The page drawn over its picture. `width` and `height` are the picture's own; the drawing fits as `object-fit: contain` does. */
export function Outline({ corners, width, height, tone }: { corners: Quad; width: number; height: number; tone: 'far' | 'hold' | 'done' }) {
  return (
    <svg
      class={`outline ${tone}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
      focusable="false"
      data-testid="outline"
    >
      <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
