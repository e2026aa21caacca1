import { Fault, faultCodeOf } from '../../invoice/fault.ts';
import type { DirectoryAnswer, DirectoryOrder } from './directory.worker.ts';

type Last = Exclude<DirectoryAnswer, { say: 'progress' | 'fault' }>;

/**
 * One order to a worker of its own, which ends with it; an abort ends it at once. Faults: what the work threw, 'aborted', 'unknown' when the worker's
 * script could not be loaded.
 */
export async function ordered(
  order: DirectoryOrder,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: Extract<DirectoryAnswer, { say: 'progress' }>['progress']) => void } = {},
): Promise<Last> {
  if (signal?.aborted) throw new Fault('aborted');
  const worker = new Worker(new URL('./directory.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<Last>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Fault('aborted')), { once: true });
      worker.onerror = (event) => reject(new Fault('unknown', event.message || 'the directory worker did not load'));
      worker.onmessage = ({ data }: MessageEvent<DirectoryAnswer>) => {
        if (data.say === 'progress') onProgress?.(data.progress);
        else if (data.say === 'fault') reject(new Fault(faultCodeOf(data.code, 'unknown'), data.detail));
        else resolve(data);
      };
      worker.postMessage(order);
    });
  } finally {
    worker.terminate();
  }
}
