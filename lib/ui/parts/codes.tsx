import { useEffect, useState } from 'preact/hooks';
import { useMedia } from '../hooks.ts';
import { handOver as words } from '../words/fr/backup.ts';
import { Code } from './code.tsx';
import { Icon } from './icon.tsx';

/** Long enough for a camera to find, focus and read a code. */
const SHOWN_MS = 1_500;

/** The codes of one invoice, in turn; by hand for who asked for less motion, or stopped them. */
export function Codes({ texts }: { texts: readonly string[] }) {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const [moving, setMoving] = useState<boolean | null>(null);
  const [index, setIndex] = useState(0);
  const count = texts.length;
  const running = count > 1 && (moving ?? !still);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setIndex((current) => (current + 1) % count), SHOWN_MS);
    return () => clearInterval(timer);
  }, [running, count]);
  const move = (by: number) => {
    setMoving(false);
    setIndex((current) => (current + by + count) % count);
  };
  return (
    <div class="stack">
      <p>{count > 1 ? words.showMany(count) : words.show}</p>
      <Code text={texts[index] ?? ''} label={words.codeAlt(index + 1, count)} />
      {count > 1 && (
        <div class="code-place">
          <button type="button" class="button icon" aria-label={words.previous} onClick={() => move(-1)}>
            <Icon name="back" />
          </button>
          <strong class="number" role={running ? undefined : 'status'}>
            {words.place(index + 1, count)}
          </strong>
          <button type="button" class="button icon" aria-label={words.next} onClick={() => move(1)}>
            <Icon name="next" />
          </button>
        </div>
      )}
      {count > 1 && (
        <button type="button" class="button plain" onClick={() => setMoving(!running)}>
          {running ? words.pause : words.play}
        </button>
      )}
      <p class="hint">{words.byCodeHint}</p>
    </div>
  );
}
