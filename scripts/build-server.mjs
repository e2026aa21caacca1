import { copyFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { needNode, node, root } from './steps.mjs';

/**
 * `npm run build:server`: scripts/serve.ts and all it imports as .output/server.mjs (and .output/server/, what it loads later), which node runs without
 * node_modules. The image holds this and .output/pwa, nothing else.
 */
needNode();
// another folder for the test that starts it away from this repository
const outDir = process.argv[2] ? resolve(process.argv[2]) : join(root, '.output');
rmSync(join(outDir, 'server'), { recursive: true, force: true });

/** pdf.js asks a native drawing library for three classes, which reading text never uses; without them it does not even load. */
const noCanvas = {
  name: 'coursier:no-canvas',
  transform(code, id) {
    if (!id.endsWith('/pdfjs-dist/legacy/build/pdf.mjs')) return null;
    const asked = 'canvas = require("@napi-rs/canvas")';
    if (!code.includes(asked)) throw new Error('build-server: pdf.js no longer asks for its canvas in these words');
    return { code: code.replace(asked, 'canvas = { DOMMatrix: class {}, ImageData: class {}, Path2D: class {} }'), map: null };
  },
};

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  plugins: [noCanvas],
  ssr: { noExternal: true },
  build: {
    ssr: 'scripts/serve.ts',
    outDir,
    // the app built beside it stays
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'server.mjs', chunkFileNames: 'server/[name].mjs' } },
  },
});
// The training portal reads deposited PDFs; pdf.js looks for its worker beside itself.
copyFileSync(createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs'), join(outDir, 'server/pdf.worker.mjs'));
// The scripts of its practice pages, which are bundled at the first request where the sources are.
process.exitCode = node(['--import', 'tsx', 'test/portal/pages/pack.ts', join(outDir, 'server/practice')]);
