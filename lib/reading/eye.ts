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
  aim(frame: Frame): Promise<Quad | null>;
  /** Faults: `image-*`, `file-unknown`. */
  look(file: SourceFile): Promise<Look>;
  /** Gives the memory back; what was asked is rejected with `aborted`. */
  end(): void;
}

export function openEye(): Eye {
  const controller = new AbortController();
  const worker = scanWorker(controller.signal);
  return {
    aim: (frame) => worker.aim(frame),
    async look({ bytes }) {
      const opened = await worker.open(pictureOf(bytes, sniff(bytes)), {});
      const { warnings } = await worker.quality(0);
      return { ...opened, warnings };
    },
    end: () => {
      controller.abort();
      worker.end();
    },
  };
}
