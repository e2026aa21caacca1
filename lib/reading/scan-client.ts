import { Fault, type FaultCode, faultCodes } from '../invoice/fault.ts';
import type { Corners, Gray, Montage, Quality } from '../scan/index.ts';
import { dimensionsOf } from './dimensions.ts';
import type { ScanAnswer, ScanCall } from './scan.worker.ts';
import type { Frame, ScannedPage, Scanner } from './scanner.ts';
import { sniff } from './sniff.ts';

const isCode = (code: string): code is FaultCode => (faultCodes as readonly string[]).includes(code);

export interface ScanWorker extends Scanner {
  /** Corners of the page in a frame of the camera, in its pixels; null when none is to be believed. */
  aim(frame: Frame): Promise<Corners | null>;
  /** Gives the memory back. */
  end(): void;
}

/** A scanner in a worker of its own, so that the page never freezes; an abort ends it at once. */
export function scanWorker(signal?: AbortSignal): ScanWorker {
  const worker = new Worker(new URL('./scan.worker.ts', import.meta.url), { type: 'module' });
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  const end = () => {
    ended = true;
    worker.terminate();
  };

  const ask = <T>(call: ScanCall, transfer: Transferable[] = []): Promise<T> => {
    const next = last.then(
      () =>
        new Promise<T>((resolve, reject) => {
          if (signal?.aborted || ended) return reject(new Fault('aborted'));
          const stop = () => {
            end();
            reject(new Fault('aborted'));
          };
          const done = () => signal?.removeEventListener('abort', stop);
          signal?.addEventListener('abort', stop, { once: true });
          worker.onmessage = (event: MessageEvent<ScanAnswer>) => {
            done();
            const { fault, value } = event.data;
            if (fault) reject(new Fault(isCode(fault.code) ? fault.code : 'unknown', fault.detail));
            else resolve(value as T);
          };
          worker.onerror = (event) => {
            done();
            end();
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
      const size = 'bytes' in source ? dimensionsOf(source.bytes, sniff(source.bytes)) : null;
      return ask<ScannedPage>({ method: 'open', source, options, size }, 'pixels' in source ? [source.pixels.buffer as ArrayBuffer] : []);
    },
    aim: (frame) => ask<Corners | null>({ method: 'aim', frame }, [frame.pixels.buffer as ArrayBuffer]),
    montage: (request) => ask<Montage>({ method: 'montage', request }),
    page: (turns) => ask<Gray>({ method: 'page', turns }),
    quality: (turns) => ask<Quality>({ method: 'quality', turns }),
    jpeg: (turns) => ask<Uint8Array>({ method: 'jpeg', turns }),
    end,
  };
}
