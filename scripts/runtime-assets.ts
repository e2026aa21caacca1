import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { minifySync } from 'vite';
import { packable } from '../lib/reading/assets.ts';
import { ensureStarter, starterFile } from './directory/starter.ts';

const require = createRequire(import.meta.url);
const packageFolder = (name: string) => dirname(require.resolve(`${name}/package.json`));

const root = fileURLToPath(new URL('..', import.meta.url));

export interface RuntimeAsset {
  /** Absolute path of the file inside node_modules or the repository. */
  source: string;
  /** Path below the root of the built app, the same in the PWA and the extension. */
  path: string;
}

/**
 * Files fetched at run time by the reading and directory stages, self-hosted by both builds under the same addresses.
 * The core is the plain SIMD LSTM build: every target has SIMD, Safari refuses relaxed SIMD, and naming one build keeps 1.3 MB out of the kit.
 */
export function runtimeAssets(): RuntimeAsset[] {
  const tesseract = packageFolder('tesseract.js');
  const core = packageFolder('tesseract.js-core');
  const pdfjs = packageFolder('pdfjs-dist');
  const directory = ensureStarter();
  return [
    ...[starterFile, 'manifest.json'].map((name) => ({ source: join(directory, name), path: `directory/${name}` })),
    { source: join(tesseract, 'dist/worker.min.js'), path: 'ocr/worker.min.js' },
    { source: join(core, 'tesseract-core-simd-lstm.js'), path: 'ocr/core.js' },
    { source: join(core, 'tesseract-core-simd-lstm.wasm'), path: 'ocr/tesseract-core-simd-lstm.wasm' },
    { source: join(packageFolder('@tesseract.js-data/fra'), '4.0.0_best_int/fra.traineddata.gz'), path: 'ocr/fra.traineddata.gz' },
    { source: join(root, 'lib/reading/strips/network/weights.bin'), path: 'ocr/strips.bin' },
    { source: join(pdfjs, 'build/pdf.worker.min.mjs'), path: 'pdf/pdf.worker.min.mjs' },
    // not qcms_bg.wasm: pdf.js manages colours by it only where its worker fetches by itself (`useWorkerFetch`), which ours does not
    ...['jbig2.wasm', 'openjpeg.wasm'].map((name) => ({ source: join(pdfjs, 'wasm', name), path: `pdf/wasm/${name}` })),
    ...['Regular', 'Bold', 'Italic', 'BoldItalic']
      .map((face) => `LiberationSans-${face}.ttf`)
      .map((name) => ({
        source: join(pdfjs, 'standard_fonts', name),
        path: `fonts/${name}`,
      })),
  ];
}

/**
 * The same for an extension, whose files no server compresses: what the browser unpacks by itself lies packed in `.cache`, under its name and ".gz", and pdf.js's
 * worker without what its own minifier left (90 KB).
 */
export function packedAssets(): RuntimeAsset[] {
  const cache = join(root, '.cache/packed');
  const kept = (path: string, bytes: Uint8Array | string): RuntimeAsset => {
    const source = join(cache, path);
    mkdirSync(dirname(source), { recursive: true });
    writeFileSync(source, bytes);
    return { source, path };
  };
  const assets = runtimeAssets().map(({ source, path }) => {
    if (path.endsWith('pdf.worker.min.mjs')) return kept(path, minifySync(path, readFileSync(source, 'utf8')).code);
    // node writes no date into it: the same bytes at each build
    if (packable.test(path)) return kept(`${path}.gz`, gzipSync(readFileSync(source), { level: 9 }));
    return { source, path };
  });
  return [...assets, { source: join(root, 'lib/reading/packed-worker.js'), path: 'ocr/packed-worker.js' }];
}
