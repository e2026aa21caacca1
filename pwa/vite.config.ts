import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';
import { leanPdf } from '../scripts/lean-pdf.ts';
import { runtimeAssets } from '../scripts/runtime-assets.ts';
import { manifest } from './manifest.ts';
import { ofLanguage } from './messages.ts';
import { opening } from './opening-plugin.ts';
import { site } from './site/plugin.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = resolve(root, '../.output/pwa');

/** OCR, PDF and font files: copied from node_modules under fixed addresses shared with the extension. */
function runtimeFiles(): Plugin {
  return {
    name: 'coursier:runtime-files',
    generateBundle() {
      for (const { source, path } of runtimeAssets()) this.emitFile({ type: 'asset', fileName: path, source: readFileSync(source) });
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(manifest) });
    },
  };
}

export interface PrecacheEntry {
  url: string;
  /** null when the hash is in the name already. */
  revision: string | null;
  bytes: number;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Fetched at run time by the stages: cached after the shell, at the page's first idle moment. */
const heavyFolder = /^(ocr|pdf|fonts|samples|directory|guide\/images)\//;
const heavyChunk = /^assets\/(reading|extraction|directory|formats|lecture|depot|pdf|scan\.worker|directory\.worker|directory\.building)-/;

/**
 * Builds sw.ts as one classic script with its lists in it: the shell (precached at install), the heavy parts (cached at first idle), and what is only kept on demand.
 * Own plugin rather than workbox-build: 30 lines against 325 packages (toolchain trap 1).
 */
function serviceWorker(): Plugin {
  return {
    name: 'coursier:service-worker',
    apply: 'build',
    async closeBundle() {
      const entries: (PrecacheEntry & { kept: 'shell' | 'heavy' | 'language' })[] = [];
      for (const path of filesBelow(outDir).sort()) {
        // a published directory is the desk's to fetch and to keep
        if (path === 'sw.js' || path.endsWith('.map') || path.startsWith('annuaire/')) continue;
        const hashed = path.startsWith('assets/');
        const revision = hashed
          ? null
          : createHash('sha256')
              .update(readFileSync(join(outDir, path)))
              .digest('hex')
              .slice(0, 16);
        const heavy = heavyFolder.test(path) || (hashed && (heavyChunk.test(path) || statSync(join(outDir, path)).size > 200_000));
        const kept = ofLanguage.test(path) ? 'language' : heavy ? 'heavy' : 'shell';
        entries.push({ url: path === 'index.html' ? '/' : `/${path}`, revision, bytes: statSync(join(outDir, path)).size, kept });
      }
      const list = (kept: string) => entries.filter((entry) => entry.kept === kept).map(({ url, revision }) => ({ url, revision }));
      const version = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        root,
        logLevel: 'error',
        publicDir: false,
        define: {
          'self.__SHELL': JSON.stringify(list('shell')),
          'self.__HEAVY': JSON.stringify(list('heavy')),
          'self.__LANGUAGE': JSON.stringify(list('language')),
          'self.__VERSION': JSON.stringify(version),
          'process.env.NODE_ENV': '"production"',
        },
        build: {
          outDir,
          emptyOutDir: false,
          lib: { entry: join(root, 'sw.ts'), formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
        },
      });
      writeFileSync(join(outDir, 'version.json'), JSON.stringify({ version }));
    },
  };
}

/**
 * What is always wanted at once comes in one file: what draws the first screen, what opens the store, what draws the list. Left to itself the bundler cuts
 * them by who else uses each part: forty files, of which a phone's connection carries six at a time.
 */
const together = [
  {
    name: 'early',
    test: /pwa[\\/]early\.ts$|lib[\\/](desk[\\/](store[\\/](first-look|schema)|glimpse|lateness|company-names|taken)|claims[\\/](clock|terms)|invoice[\\/](decimal|dates)|portal[\\/]environment)\.ts$/,
    priority: 5,
  },
  { name: 'first', test: /\.[jt]sx?$/, tags: ['$initial' as const], priority: 4 },
  { name: 'statuses', test: /lib[\\/](desk[\\/](shelf|breath)|portal[\\/]statuses)\.ts$/, priority: 3 },
  { name: 'standing', test: /lib[\\/]ui[\\/](format|today|waiting|standing|progress)\.ts$/, priority: 3 },
  // evaluated before the desk, in a task of its own
  { name: 'schemas', test: /lib[\\/]desk[\\/](dossier|settings)\.ts$/, priority: 2.5 },
  { name: 'desk', test: /lib[\\/](desk[\\/](desk|store[\\/]store|stages-web)|platform[\\/]web)\.ts$/, priority: 2 },
  { name: 'home-list', test: /lib[\\/]ui[\\/](parts[\\/]home-list\.tsx|lateness\.ts)$/, priority: 1 },
  // What the screens of an invoice want together, and no other screen without: each file more is a tag more while the page is busy drawing, and each byte more
  // is paid by who did not ask for it.
  // A group takes along whatever its modules import and no group before it has: what other screens import too stands apart first.
  { name: 'invoice-words', test: /lib[\\/]ui[\\/]words[\\/]fr[\\/]invoice\.ts$/, priority: 0.99 },
  { name: 'quoted', test: /lib[\\/]ui[\\/]parts[\\/]quoted\.tsx$/, priority: 0.985 },
  { name: 'fields', test: /lib[\\/]ui[\\/]fields\.ts$/, priority: 0.98 },
  { name: 'requirements', test: /lib[\\/]directory[\\/](normalise|requirements)\.ts$/, priority: 0.97 },
  { name: 'claim-words', test: /lib[\\/]ui[\\/](words[\\/]fr[\\/]claims\.ts|parts[\\/]claim-letter\.tsx)$/, priority: 0.3 },
  { name: 'recipient-words', test: /lib[\\/]ui[\\/]words[\\/]fr[\\/]recipient\.ts$/, priority: 0.95 },
  { name: 'money', test: /big\.js[\\/]|lib[\\/]invoice[\\/]money\.ts$/, priority: 0.94 },
  { name: 'sums', test: /lib[\\/](invoice[\\/](complete|mentions)|desk[\\/](lines|articles))\.ts$/, priority: 0.9 },
  { name: 'editing', test: /lib[\\/]ui[\\/]((edits|orders)\.ts|words[\\/]fr[\\/]write\.ts|parts[\\/]problems\.tsx)$/, priority: 0.7 },
  {
    name: 'invoice-parts',
    test: /lib[\\/]ui[\\/](leaving\.ts|words[\\/]fr[\\/]orders\.ts|parts[\\/](by-form|hand-over-door|history|no-invoice|page|send-dock|steps)\.tsx)$/,
    priority: 0.6,
  },
  {
    name: 'recipient-parts',
    test: /lib[\\/]ui[\\/](recipients\.ts|parts[\\/](lights|service-select)\.tsx)$/,
    priority: 0.5,
  },
  { name: 'told', test: /lib[\\/](portal[\\/](coach|errors)\.ts|ui[\\/](words[\\/]fr[\\/]coach\.ts|parts[\\/]complaints\.tsx))$/, priority: 0.4 },
];

export default defineConfig({
  root,
  base: '/',
  publicDir: resolve(root, '../public'),
  // esbuild/oxc read jsxImportSource from the nearest tsconfig, which is the root's.
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    rolldownOptions: {
      input: { index: join(root, 'index.html'), site: join(root, 'site/site.css') },
      output: { codeSplitting: { groups: together } },
    },
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1300,
  },
  worker: { format: 'es' },
  plugins: [leanPdf(), runtimeFiles(), site(), opening(), serviceWorker()],
});
