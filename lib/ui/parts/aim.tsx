import { useEffect, useRef, useState } from 'preact/hooks';
import type { Quad } from '../../reading/document.ts';
import type { Eye } from '../../reading/eye.ts';
import { announce, theDesk } from '../state.ts';
import { capture as words } from '../words/fr/capture.ts';
import { Outline } from './outline.tsx';

export type Aiming = Awaited<ReturnType<Eye['aim']>>['aim'];

/** Long side of what is looked at, pixels. */
const side = 480;
/** Milliseconds between two looks: a phone's hand is steadier than that, and its battery matters. */
const pause = 90;
/** A hint that comes and goes faster than this is not read aloud. */
const sayAfter = 900;

interface Props {
  video: HTMLVideoElement;
  /** False when a page was just taken: it may still lie there. */
  armed: boolean;
  onAim: (aim: Aiming) => void;
}

function frameOf(video: HTMLVideoElement, context: CanvasRenderingContext2D) {
  const scale = side / Math.max(video.videoWidth, video.videoHeight);
  const width = Math.round(video.videoWidth * scale);
  const height = Math.round(video.videoHeight * scale);
  Object.assign(context.canvas, { width, height });
  context.drawImage(video, 0, 0, width, height);
  return { pixels: context.getImageData(0, 0, width, height).data, width, height };
}

/** Draws the page's outline over the camera's picture and says when it is still. Where the search cannot run, the camera works as before. */
export function Aim({ video, armed, onAim }: Props) {
  const [seen, setSeen] = useState<{ corners: Quad; aim: Aiming; width: number; height: number } | null>(null);
  const latest = useRef(onAim);
  latest.current = onAim;
  useEffect(() => {
    let alive = true;
    let eye: Eye | null = null;
    let timer = 0;
    let spoken = 0;
    let said: Aiming = 'searching';
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const again = () => {
      if (alive) timer = window.setTimeout(() => void look(), pause);
    };
    const tell = (aim: Aiming) => {
      if (aim === said) return;
      said = aim;
      clearTimeout(spoken);
      spoken = window.setTimeout(() => announce(words.aims[aim]), sayAfter);
    };
    const look = async () => {
      if (!eye || !context || document.hidden || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return again();
      const frame = frameOf(video, context);
      const { width, height } = frame;
      const found = await eye.aim(frame).catch(() => null);
      if (!alive || !found) return;
      setSeen(found.corners && { corners: found.corners, aim: found.aim, width, height });
      tell(found.aim);
      latest.current(found.aim);
      again();
    };
    theDesk()
      .eye({ armed })
      .then(
        (opened) => {
          eye = opened;
          if (alive) void look();
          else eye.end();
        },
        () => undefined,
      );
    return () => {
      alive = false;
      clearTimeout(timer);
      clearTimeout(spoken);
      eye?.end();
    };
  }, [video, armed]);
  if (!seen) return <div class="guide" aria-hidden="true" />;
  const tone = seen.aim === 'hold' || seen.aim === 'now' ? 'hold' : seen.aim === 'taken' ? 'done' : 'far';
  return <Outline corners={seen.corners} width={seen.width} height={seen.height} tone={tone} />;
}
