import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ensureStarter, starterFile } from './directory/starter.ts';

const require = createRequire(import.meta.url);
const packageFolder = (name: string) => dirname(require.resolve(`${name}/package.json`));

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
    { source: join(pdfjs, 'build/pdf.worker.min.mjs'), path: 'pdf/pdf.worker.min.mjs' },
    ...['jbig2.wasm', 'openjpeg.wasm', 'qcms_bg.wasm'].map((name) => ({ source: join(pdfjs, 'wasm', name), path: `pdf/wasm/${name}` })),
    ...['Regular', 'Bold', 'Italic', 'BoldItalic']
      .map((face) => `LiberationSans-${face}.ttf`)
      .map((name) => ({
        source: join(pdfjs, 'standard_fonts', name),
        path: `fonts/${name}`,
      })),
  ];
}
