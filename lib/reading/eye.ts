import { type Aim, Steadiness } from '../scan/index.ts';
import type { Quad } from './document.ts';
import type { SourceFile } from './options.ts';
import { pictureOf } from './picture-file.ts';
import { scanWorker } from './scan-client.ts';
import type { Frame } from './scanner.ts';
import { sniff } from './sniff.ts';

/** What is known of a picture before it is read. */
export interface Look {
  /** Where the page is, pixels of the upright picture; null when the picture seems to be the page. */
  corners: Quad | null;
  /** Size of the upright picture, pixels. */
  picture: { width: number; height: number };
  /** What will spoil the reading, as in `Page`'s notices without their prefix. */
  warnings: readonly ('blurred' | 'shadow' | 'too-far')[];
}

/** The scan stage alone, without reading: for aiming, for the corners, and for what may be said of a photograph at once. */
export interface Eye {
  /** One frame of the camera: where the page is in it, in its pixels, and whether it is still enough to be taken. */
  aim(frame: Frame): Promise<{ corners: Quad | null; aim: Aim }>;
  /** Faults: `image-*`, `file-unknown`, `nothing-read`. */
  look(file: SourceFile): Promise<Look>;
  /** Gives the memory back; what was asked is rejected with `aborted`. */
  end(): void;
}

/** `armed` false: a page was just photographed and may still lie there; it is not taken twice. */
export function openEye({ armed = true } = {}): Eye {
  const worker = scanWorker();
  let held: { width: number; height: number; steadiness: Steadiness } | null = null;
  return {
    async aim(frame) {
      const { width, height } = frame;
      const corners = await worker.aim(frame);
      // a phone that was turned gives frames of other proportions
      if (held?.width !== width || held.height !== height)
        held = { width, height, steadiness: new Steadiness({ width, height }, held ? true : armed) };
      return { corners, aim: held.steadiness.push(corners, performance.now()) };
    },
    async look({ bytes }) {
      const opened = await worker.open(pictureOf(bytes, sniff(bytes)), {});
      const { warnings } = await worker.quality(0);
      return { ...opened, warnings };
    },
    end: () => worker.end(),
  };
}
