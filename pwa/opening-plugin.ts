import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rollup } from 'vite';

const pwa = fileURLToPath(new URL('.', import.meta.url));
const read = (path: string) => readFileSync(join(pwa, path), 'utf8');

/** `#/name` → the file that draws it, as the app itself has it. */
const screens = () =>
  [...read('../lib/ui/screens.ts').matchAll(/^ {2}(\w+): \(\) => import\('\.\/screens\/([\w-]+)\.tsx'\)/gm)].map(([, name = '', file = '']) => ({
    name,
    file,
  }));

type Bundle = Rollup.OutputBundle;

const chunkOf = (bundle: Bundle, path: RegExp) =>
  Object.values(bundle)
    .filter((chunk) => chunk.type === 'chunk')
    .filter(({ moduleIds }) => moduleIds.some((id) => path.test(id)));

/** The chunks that hold these modules and all that they cannot run without, with their sheets. */
function filesOf(bundle: Bundle, path: RegExp): string[] {
  const wanted = new Set<string>();
  const add = (fileName: string) => {
    const chunk = bundle[fileName];
    if (chunk?.type !== 'chunk' || wanted.has(fileName)) return;
    wanted.add(fileName);
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) wanted.add(sheet);
    for (const imported of chunk.imports) add(imported);
  };
  for (const { fileName } of chunkOf(bundle, path)) add(fileName);
  return [...wanted];
}

/**
 * How the page opens. One classic script runs before anything is parsed: `appearance.js` and `opening.js` in one file. The desk, which the page imports once
 * it runs, is told to the browser in the HTML, so that its files come beside the page's own script; and so are, by the address, those of each screen.
 */
export function opening(): Plugin {
  const text = `${read('../public/appearance.js')}${read('opening.js')}`.replace(/^\s*\/\/.*\n/gm, '');
  const script = `assets/opening-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.js`;
  return {
    name: 'coursier:opening',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: script, source: text });
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const isNew = (file: string) => !html.includes(`="/${file}"`);
        const desk = filesOf(bundle, /lib\/(desk\/(desk|store\/store|stages-web)|platform\/web)\.ts$/).filter(isNew);
        const parts = [{ name: 'liste', file: 'parts/home-list' }, ...screens().map(({ name, file }) => ({ name, file: `screens/${file}` }))];
        const files: string[] = [];
        const indexes = parts.map(({ name, file }) => {
          const wanted = filesOf(bundle, new RegExp(`lib/ui/${file}\\.tsx$`)).filter((path) => isNew(path) && !desk.includes(path));
          for (const path of wanted) if (!files.includes(path)) files.push(path);
          return [name, wanted.map((path) => files.indexOf(path))];
        });
        const map = JSON.stringify({ files: files.map((path) => path.replace('assets/', '')), screens: Object.fromEntries(indexes) });
        const tags = desk.map((path) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${path}` },
          injectTo: 'head' as const,
        }));
        return {
          html: html
            .replace(
              '<script src="/appearance.js"></script>',
              () => `<script type="application/json" id="screens">${map}</script>\n    <script src="/${script}"></script>`,
            )
            // as soon as it is there, whatever the page still waits for
            .replace(/<script type="module"(?=[^>]* src="\/assets\/early-)/, '$& async'),
          tags,
        };
      },
    },
  };
}
