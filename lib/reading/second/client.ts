import { Fault } from '../../invoice/fault.ts';
import { assetUrl } from '../assets.ts';
import type { Letter } from './ctc.ts';
import { secondFiles } from './files.ts';
import type { LineReader } from './reader.ts';
import type { SecondAnswer, SecondCall } from './second.worker.ts';

/** It holds some 200 MB: given back after this rest, ms. */
const idleEnd = 10_000;

let running: Promise<Worker> | null = null;
let queue: Promise<unknown> = Promise.resolve();
let idle: ReturnType<typeof setTimeout> | undefined;

function end(): void {
  clearTimeout(idle);
  void running?.then(
    (worker) => worker.terminate(),
    () => undefined,
  );
  running = null;
}

async function unpacked(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(assetUrl(path), signal ? { signal } : {});
  if (!answer.ok || !answer.body) throw new Fault('ocr-start', `${path}: ${answer.status}`);
  return new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/** One call, one answer. An abort rejects at once; the worker cannot be interrupted, and is ended. */
function ask(worker: Worker, call: SecondCall, transfer: Transferable[], signal?: AbortSignal): Promise<Letter[]> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      end();
      reject(new Fault('aborted'));
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    const done = () => signal?.removeEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<SecondAnswer>) => {
      done();
      if ('letters' in data) resolve(data.letters);
      else reject(new Fault('ocr-failed', data.failed));
    };
    worker.onerror = (event) => {
      done();
      reject(new Fault('ocr-start', event.message || 'the second reader did not load'));
    };
    worker.postMessage(call, transfer);
  });
}

async function start(signal?: AbortSignal): Promise<Worker> {
  const [runtime, model] = await Promise.all([unpacked(secondFiles.runtime, signal), unpacked(secondFiles.model, signal)]);
  const worker = new Worker(new URL('./second.worker.ts', import.meta.url), { type: 'module' });
  const call: SecondCall = { method: 'start', runtime, glue: assetUrl(secondFiles.glue), model };
  await ask(worker, call, [runtime.buffer, model.buffer], signal);
  return worker;
}

async function readNow(strip: Parameters<LineReader['read']>[0], signal?: AbortSignal): Promise<Letter[]> {
  clearTimeout(idle);
  try {
    running ??= start(signal);
    const worker = await running;
    return await ask(worker, { method: 'read', strip }, [], signal);
  } catch (error) {
    // what failed once (out of memory) is not trusted again
    end();
    throw Fault.from(error, 'ocr-failed');
  } finally {
    clearTimeout(idle);
    idle = setTimeout(end, idleEnd);
  }
}

/** The page's one second reader, in a worker of its own: calls wait for one another, abort ends it, rest gives its memory back. */
export const secondReader: LineReader = {
  read(strip, signal) {
    const next = queue.then(() => readNow(strip, signal));
    queue = next.catch(() => undefined);
    return next;
  },
};
