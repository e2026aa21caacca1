import { Fault, type FaultCode, faultCodes } from '../invoice/fault.ts';
import type { Corners, Gray, Montage, Quality } from '../scan/index.ts';
import { fetchAsset } from './assets.ts';
import { dimensionsOf } from './dimensions.ts';
import type { Word } from './document.ts';
import type { ScanAnswer, ScanCall } from './scan.worker.ts';
import type { Frame, Layout, ScannedPage, Scanner } from './scanner.ts';
import { sniff } from './sniff.ts';

const isCode = (code: string): code is FaultCode => (faultCodes as readonly string[]).includes(code);

export interface ScanWorker extends Scanner {
  /** Corners of the page in a frame of the camera, in its pixels; null when none is to be believed. */
  aim(frame: Frame): Promise<Corners | null>;
  /** Gives the memory back; what was asked and not answered is rejected with `aborted`. */
  end(): void;
}

/** How long a worker without work is kept, ms: the next page of a row finds its code compiled, which halves its scan. */
const restMs = 20_000;
/** Pictures after which it ends: what they leave behind in it is given back with it alone. */
const picturesPerWorker = 3;
let spare: { worker: Worker; pictures: number; timer: ReturnType<typeof setTimeout> } | null = null;
/** Workers that know the strip reader. */
const taught = new WeakSet<Worker>();

/** What the strip reader knows; asked for once, again after a failure. */
let knowledge: Promise<Uint8Array> | null = null;
function weights(): Promise<Uint8Array> {
  knowledge ??= fetchAsset('ocr/strips.bin').then(async (answer) => {
    if (!answer.ok) throw new Fault('ocr-start', `ocr/strips.bin: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  });
  knowledge.catch(() => {
    knowledge = null;
  });
  return knowledge;
}

/** Ends the worker that waits for the next picture. */
export function endSpareScanner(): void {
  if (!spare) return;
  clearTimeout(spare.timer);
  spare.worker.terminate();
  spare = null;
}

function taken(): { worker: Worker; pictures: number } {
  if (!spare) return { worker: new Worker(new URL('./scan.worker.ts', import.meta.url), { type: 'module' }), pictures: 0 };
  const { worker, pictures, timer } = spare;
  clearTimeout(timer);
  spare = null;
  return { worker, pictures };
}

function givenBack(worker: Worker, pictures: number): void {
  endSpareScanner();
  if (pictures >= picturesPerWorker) {
    worker.terminate();
    return;
  }
  worker.onmessage = null;
  worker.onerror = null;
  worker.postMessage({ method: 'close' } satisfies ScanCall);
  spare = { worker, pictures, timer: setTimeout(endSpareScanner, restMs) };
}

/** A scanner in a worker of its own, so that the page never freezes; an abort ends it at once. */
export function scanWorker(signal?: AbortSignal): ScanWorker {
  const { worker, pictures } = taken();
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  let opened = 0;
  /** Rejects what is being asked. */
  let pending: ((error: Fault) => void) | null = null;
  const kill = () => {
    ended = true;
    worker.terminate();
    pending?.(new Fault('aborted'));
    pending = null;
  };
  const end = () => {
    if (ended) return;
    if (pending) return kill();
    ended = true;
    givenBack(worker, pictures + opened);
  };

  const ask = <T>(call: ScanCall, transfer: Transferable[] = []): Promise<T> => {
    const next = last.then(
      () =>
        new Promise<T>((resolve, reject) => {
          if (signal?.aborted || ended) return reject(new Fault('aborted'));
          pending = reject;
          const done = () => {
            pending = null;
            signal?.removeEventListener('abort', kill);
          };
          signal?.addEventListener('abort', kill, { once: true });
          worker.onmessage = (event: MessageEvent<ScanAnswer>) => {
            done();
            const { fault, value } = event.data;
            if (fault) reject(new Fault(isCode(fault.code) ? fault.code : 'unknown', fault.detail));
            else resolve(value as T);
          };
          worker.onerror = (event) => {
            done();
            kill();
            reject(new Fault('ocr-start', event.message || 'the scan worker did not load'));
          };
          worker.postMessage(call, transfer);
        }),
    );
    last = next.catch(() => undefined);
    return next;
  };

  return {
    open(source, options) {
      opened++;
      // they come while the page is looked for
      if (!taught.has(worker)) void weights().catch(() => undefined);
      const size = 'bytes' in source ? dimensionsOf(source.bytes, sniff(source.bytes)) : null;
      return ask<ScannedPage>({ method: 'open', source, options, size }, 'pixels' in source ? [source.pixels.buffer as ArrayBuffer] : []);
    },
    aim: (frame) => ask<Corners | null>({ method: 'aim', frame }, [frame.pixels.buffer as ArrayBuffer]),
    montage: (request) => ask<Montage>({ method: 'montage', request }),
    page: (turns) => ask<Gray>({ method: 'page', turns }),
    layout: (turns, clear = false) => ask<Layout>({ method: 'layout', turns, clear }),
    async strips(turns, pieces, rise, clear = false) {
      if (taught.has(worker)) return ask<Word[][]>({ method: 'strips', turns, pieces, rise, clear, weights: null });
      const bytes = await weights();
      const first = !taught.has(worker);
      taught.add(worker);
      return ask<Word[][]>({ method: 'strips', turns, pieces, rise, clear, weights: first ? bytes : null });
    },
    quality: (turns) => ask<Quality>({ method: 'quality', turns }),
    jpeg: (turns) => ask<Uint8Array>({ method: 'jpeg', turns }),
    end,
  };
}
