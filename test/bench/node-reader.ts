import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorker, OEM } from 'tesseract.js';
import type { Word } from '../../lib/reading/document.ts';
import type { Recogniser } from '../../lib/reading/recogniser.ts';
import { engineOutput, engineSettings, pgm, wordsOfBlocks } from '../../lib/reading/recogniser.ts';
import type { Scanner } from '../../lib/reading/scanner.ts';
import { type LineReader, lineReader, stripRise, stripsAt } from '../../lib/reading/strips/reader.ts';
import { type Gray, grayscale, ScanSession } from '../../lib/scan/index.ts';
import { decode } from './pictures.ts';

const require = createRequire(import.meta.url);
export const npmLanguage = join(dirname(require.resolve('@tesseract.js-data/fra/package.json')), '4.0.0_best_int');

/** The shipped engine, in node: same core version, same parameters. */
export async function nodeRecogniser(langPath = npmLanguage, gzip = true): Promise<Recogniser & { end(): Promise<void>; spent: number }> {
  const worker = await createWorker('fra', OEM.LSTM_ONLY, { langPath, gzip, cacheMethod: 'none' });
  await worker.setParameters(engineSettings);
  const reader = {
    spent: 0,
    async recognise(image: Gray): Promise<Word[][]> {
      const started = performance.now();
      const { data } = await worker.recognize(Buffer.from(pgm(image)), {}, engineOutput);
      reader.spent += performance.now() - started;
      return wordsOfBlocks(data);
    },
    async end() {
      await worker.terminate();
    },
  };
  return reader;
}

const weightsFile = fileURLToPath(new URL('../../lib/reading/strips/network/weights.bin', import.meta.url));
let reader: LineReader | null = null;

/** The scan stage in place, without a worker. */
export function nodeScanner(): Scanner {
  let session: ScanSession | null = null;
  const current = () => {
    if (!session) throw new Error('nothing open');
    return session;
  };
  return {
    async open(source, options) {
      const pixels = 'bytes' in source ? decode(source.bytes) : { data: source.pixels, width: source.width, height: source.height };
      session = new ScanSession(grayscale(pixels), options);
      return { corners: session.corners, picture: { width: pixels.width, height: pixels.height }, page: session.size };
    },
    montage: async (request) => current().montage(request),
    layout: async (turns, clear = false) => current().montage({ turns, clear, ...stripsAt(stripRise), drawn: [] }),
    async strips(turns, pieces, rise, clear = false) {
      reader ??= lineReader(new Uint8Array(readFileSync(process.env.NET ?? weightsFile)));
      const montage = current().montage({ turns, clear, ...stripsAt(rise), drawn: pieces });
      return pieces.map((at) => reader!(montage, montage.pieces[at]!));
    },
    page: async (turns) => current().page(turns),
    quality: async (turns) => current().quality(turns),
    jpeg: async () => new Uint8Array(),
  };
}
