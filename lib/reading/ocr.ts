import type { Worker as Engine, ImageLike } from 'tesseract.js';
import { Fault } from '../invoice/fault.ts';
import type { Gray } from '../scan/index.ts';
import { assetsArePacked, assetUrl } from './assets.ts';
import type { Word } from './document.ts';
import { type EngineBlocks, engineOutput, engineSettings, pgm, type Recogniser, wordsOfBlocks } from './recogniser.ts';

/** Without `wasm-unsafe-eval` in the page's policy the engine never answers nor fails: the start is raced against this, ms. */
const startDeadline = 30_000;
/** The engine's memory never shrinks: it is given back after this rest, ms ... */
const idleEnd = 20_000;
/** ... and the engine is renewed after this many pictures. */
const picturesPerEngine = 20;

interface Running {
  engine: Engine;
  pictures: number;
}

async function start(): Promise<Running> {
  const { default: tesseract } = await import('tesseract.js');
  let failed: (reason: unknown) => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<never>((_, reject) => {
    failed = (reason) => reject(new Fault('ocr-start', String(reason)));
    timer = setTimeout(() => reject(new Fault('ocr-start', `no answer in ${startDeadline} ms`)), startDeadline);
  });
  const created = tesseract.createWorker('fra', tesseract.OEM.LSTM_ONLY, {
    workerPath: assetUrl(assetsArePacked() ? 'ocr/packed-worker.js' : 'ocr/worker.min.js'),
    corePath: assetUrl('ocr/core.js'),
    langPath: assetUrl('ocr').replace(/\/$/, ''),
    workerBlobURL: false,
    // The service worker keeps the data; tesseract.js's own cache has no version in its key.
    cacheMethod: 'none',
    gzip: true,
    errorHandler: (reason: unknown) => failed(reason),
  });
  try {
    const engine = await Promise.race([created, stopped]);
    await Promise.race([engine.setParameters(engineSettings), stopped]);
    return { engine, pictures: 0 };
  } catch (error) {
    // Should it wake up after all, it must not stay.
    created.then((late) => late.terminate()).catch(() => undefined);
    throw Fault.from(error, 'ocr-start');
  } finally {
    clearTimeout(timer);
    stopped.catch(() => undefined);
  }
}

/** The engine and its queue: calls wait for one another, abort ends the engine, rest gives its memory back. */
class QueuedEngine implements Recogniser {
  #running: Running | null = null;
  #starting: Promise<Running> | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: ReturnType<typeof setTimeout> | undefined;
  #waiting = 0;

  start(): void {
    // Should it fail, the next call starts it again and says why.
    this.#start().catch(() => undefined);
  }

  async #start(): Promise<void> {
    if (this.#running) return;
    this.#starting ??= start().finally(() => {
      this.#starting = null;
    });
    this.#running = await this.#starting;
    this.#restLater();
  }

  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const ended = this.#running;
    this.#running = null;
    await ended?.engine.terminate();
  }

  recognise(image: Gray, signal: AbortSignal | undefined): Promise<Word[][]> {
    this.#waiting++;
    const now = () => this.#recogniseNow(image, signal);
    const result = this.#queue.then(now, now);
    this.#queue = result
      .catch(() => undefined)
      .then(() => {
        this.#waiting--;
        this.#restLater();
      });
    return result;
  }

  #restLater() {
    clearTimeout(this.#idle);
    if (this.#waiting === 0) this.#idle = setTimeout(() => void this.end(), idleEnd);
  }

  async #recogniseNow(image: Gray, signal: AbortSignal | undefined): Promise<Word[][]> {
    signal?.throwIfAborted();
    if (this.#running && this.#running.pictures >= picturesPerEngine) await this.end();
    let cancel: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      cancel = () => {
        // The engine cannot be interrupted: it is ended, and started again when needed.
        void this.end();
        reject(new Fault('aborted'));
      };
      signal?.addEventListener('abort', cancel, { once: true });
    });
    aborted.catch(() => undefined);
    try {
      if (!this.#running) await Promise.race([this.#start(), aborted]);
      clearTimeout(this.#idle);
      const current = this.#running!;
      current.pictures++;
      const image_ = new Blob([pgm(image) as Uint8Array<ArrayBuffer>]) as ImageLike;
      const { data } = await Promise.race([current.engine.recognize(image_, {}, engineOutput), aborted]);
      return wordsOfBlocks(data as EngineBlocks);
    } catch (error) {
      if (error instanceof Fault) throw error;
      // An engine that failed once (out of memory) is not trusted again.
      await this.end();
      throw Fault.from(error, 'ocr-failed');
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }
}

/** The page's engine. */
export const recogniser = new QueuedEngine();
