import { useRef, useState } from 'preact/hooks';
import type { Point, Quad } from '../../reading/document.ts';
import { corners as words } from '../words/fr/corners.ts';

interface Props {
  /** Size of the upright picture, pixels. */
  picture: { width: number; height: number };
  /** The picture, for the magnifier. */
  url: string;
  corners: Quad;
  onChange: (corners: Quad) => void;
}

/** Share of the picture's long side that an arrow key moves, and with Shift. */
const step = 0.01;
const fineStep = 0.002;
/** Magnifier: its side on screen, and how much larger than the picture on screen. */
const glass = 112;
const zoom = 2.5;

/** Least angle between two sides, as the sine: flatter, and the page folds over itself. */
const leastSine = 0.2;

/** Whether four corners are still a page seen from above: convex, turning the same way. */
export function isSheet(corners: Quad): boolean {
  return corners.every((a, index) => {
    const b = corners[(index + 1) % 4]!;
    const c = corners[(index + 2) % 4]!;
    const turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    return turn > leastSine * Math.hypot(b.x - a.x, b.y - a.y) * Math.hypot(c.x - b.x, c.y - b.y);
  });
}

/** Four handles over a picture shown at any size: dragged by finger or mouse, moved by arrow keys, with a magnifier under way. */
export function CornerHandles({ picture: { width, height }, url, corners, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<number | null>(null);
  const grip = useRef({ x: 0, y: 0 });

  const move = (index: number, to: Point) => {
    const corner = { x: Math.min(width, Math.max(0, to.x)), y: Math.min(height, Math.max(0, to.y)) };
    const next = corners.map((old, rank) => (rank === index ? corner : old)) as unknown as Quad;
    if (isSheet(next)) onChange(next);
  };
  const pointOf = (event: PointerEvent): Point => {
    const frame = box.current?.getBoundingClientRect() ?? new DOMRect();
    return {
      x: ((event.clientX - grip.current.x - frame.left) / frame.width) * width,
      y: ((event.clientY - grip.current.y - frame.top) / frame.height) * height,
    };
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const by = (event.shiftKey ? fineStep : step) * Math.max(width, height);
    const moves: Record<string, Point> = {
      ArrowLeft: { x: -by, y: 0 },
      ArrowRight: { x: by, y: 0 },
      ArrowUp: { x: 0, y: -by },
      ArrowDown: { x: 0, y: by },
    };
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    const corner = corners[index]!;
    move(index, { x: corner.x + to.x, y: corner.y + to.y });
  };
  const percent = ({ x, y }: Point) => ({ left: `${(100 * x) / width}%`, top: `${(100 * y) / height}%` });
  const seen = held === null ? null : corners[held]!;
  const shown = box.current?.getBoundingClientRect();

  return (
    <div class="handles" ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path class="outside" fill-rule="evenodd" d={`M0 0H${width}V${height}H0Z M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`} />
        <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} vector-effect="non-scaling-stroke" />
      </svg>
      {corners.map((corner, index) => (
        <button
          key={words.names[index]}
          type="button"
          class="handle"
          style={percent(corner)}
          aria-label={words.corner(words.names[index] ?? '', Math.round((100 * corner.x) / width), Math.round((100 * corner.y) / height))}
          aria-describedby="corners-hint"
          onKeyDown={(event) => onKey(event, index)}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            const middle = event.currentTarget.getBoundingClientRect();
            // the corner stays under the place of the finger where it was taken
            grip.current = { x: event.clientX - (middle.left + middle.width / 2), y: event.clientY - (middle.top + middle.height / 2) };
            event.currentTarget.setPointerCapture(event.pointerId);
            setHeld(index);
          }}
          onPointerMove={(event) => held === index && move(index, pointOf(event))}
          onPointerUp={() => setHeld(null)}
          onPointerCancel={() => setHeld(null)}
        />
      ))}
      {seen && shown && (
        <span
          class={seen.x > width / 2 ? 'glass left' : 'glass right'}
          aria-hidden="true"
          style={{
            width: `${glass}px`,
            height: `${glass}px`,
            backgroundImage: `url(${url})`,
            backgroundSize: `${shown.width * zoom}px ${shown.height * zoom}px`,
            backgroundPosition: `${glass / 2 - (seen.x / width) * shown.width * zoom}px ${glass / 2 - (seen.y / height) * shown.height * zoom}px`,
          }}
        />
      )}
    </div>
  );
}
