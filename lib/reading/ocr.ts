import type { Worker as Engine, ImageLike, PSM } from 'tesseract.js';
import { Fault } from '../invoice/fault.ts';
import type { Gray } from '../scan/index.ts';

import type { Alphabet } from './adviser.ts';
import { assetsArePacked, assetUrl } from './assets.ts';
import type { Word } from './document.ts';
import { alphabets, type EngineBlocks, engineMode, engineWords, type LayoutMode, pgm, type Recogniser } from './recogniser.ts';

/** Without `wasm-unsafe-eval` in the page's policy the engine never answers nor fails: the start is raced against this, ms. */
const startDeadline = 30_000;
/** The engine's memory never shrinks: it is given back after this rest, ms ... */
const idleEnd = 20_000;
/** ... and the engine is renewed after this many pictures. */
const picturesPerEngine = 20;
/** Pixels up to which a picture counts for a fifth. */
const smallPicture = 1_000_000;

interface Running {
  engine: Engine;
  mode: LayoutMode | null;
  alphabet: Alphabet;
  pictures: number;
}

let running: Running | null = null;
let starting: Promise<Running> | null = null;
let queue: Promise<unknown> = Promise.resolve();
let idle: ReturnType<typeof setTimeout> | undefined;
let waiting = 0;

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
    await Promise.race([engine.setParameters({ user_defined_dpi: '300' }), stopped]);
    return { engine, mode: null, alphabet: 'text', pictures: 0 };
  } catch (error) {
    // Should it wake up after all, it must not stay.
    created.then((late) => late.terminate()).catch(() => undefined);
    throw Fault.from(error, 'ocr-start');
  } finally {
    clearTimeout(timer);
    stopped.catch(() => undefined);
  }
}

/** Starts the engine ahead of need (the camera is open: a picture will come). */
export async function warmRecogniser(): Promise<void> {
  if (running) return;
  starting ??= start().finally(() => {
    starting = null;
  });
  running = await starting;
  restLater();
}

/** Ends the engine and gives its memory back. */
export async function endRecogniser(): Promise<void> {
  clearTimeout(idle);
  const ended = running;
  running = null;
  await ended?.engine.terminate();
}

function restLater() {
  clearTimeout(idle);
  if (waiting === 0) idle = setTimeout(() => void endRecogniser(), idleEnd);
}

async function recogniseNow(image: Gray, mode: LayoutMode, signal?: AbortSignal, alphabet: Alphabet = 'text'): Promise<Word[][]> {
  signal?.throwIfAborted();
  if (running && running.pictures >= picturesPerEngine) await endRecogniser();
  let cancel: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    cancel = () => {
      // The engine cannot be interrupted: it is ended, and started again when needed.
      void endRecogniser();
      reject(new Fault('aborted'));
    };
    signal?.addEventListener('abort', cancel, { once: true });
  });
  aborted.catch(() => undefined);
  try {
    if (!running) await Promise.race([warmRecogniser(), aborted]);
    clearTimeout(idle);
    const current = running!;
    if (current.mode !== mode) {
      await Promise.race([current.engine.setParameters({ tessedit_pageseg_mode: engineMode[mode] as PSM }), aborted]);
      current.mode = mode;
    }
    if (current.alphabet !== alphabet) {
      await Promise.race([current.engine.setParameters({ tessedit_char_whitelist: alphabets[alphabet] }), aborted]);
      current.alphabet = alphabet;
    }
    // A second look at a few lines wears the engine little.
    current.pictures += image.width * image.height > smallPicture ? 1 : 0.2;
    const image_ = new Blob([pgm(image) as Uint8Array<ArrayBuffer>]) as ImageLike;
    const { data } = await Promise.race([current.engine.recognize(image_, {}, { text: false, blocks: true }), aborted]);
    return engineWords(data as EngineBlocks);
  } catch (error) {
    if (error instanceof Fault) throw error;
    // An engine that failed once (out of memory) is not trusted again.
    await endRecogniser();
    throw Fault.from(error, 'ocr-failed');
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** The page's one engine: calls wait for one another, abort ends the engine, rest gives its memory back. */
export const recogniser: Recogniser = {
  recognise(image, mode, signal, alphabet) {
    waiting++;
    const result = queue.then(
      () => recogniseNow(image, mode, signal, alphabet),
      () => recogniseNow(image, mode, signal, alphabet),
    );
    queue = result
      .catch(() => undefined)
      .then(() => {
        waiting--;
        restLater();
      });
    return result;
  },
};
