import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Scripts of the builds: bundled from their source at the first request, or read where `npm run build:server` put them. */
export const clientEntries: Readonly<Record<string, string>> = {
  classique: 'classique/client.ts',
  react: 'react/client.tsx',
  material: 'material/client.ts',
  tableau: 'tableau/client.ts',
};

export interface Client {
  js: string;
  css: string;
}

const made = new Map<string, Promise<Client>>();

export function clientOf(name: string): Promise<Client> | null {
  const entry = clientEntries[name];
  if (!entry) return null;
  const known = made.get(name);
  if (known) return known;
  const source = fileURLToPath(new URL(entry, import.meta.url));
  const client = existsSync(source) ? bundle(source) : Promise.resolve(prebuilt(name));
  made.set(name, client);
  client.catch(() => made.delete(name));
  return client;
}

/** The server's bundle is .output/server.mjs or a chunk of .output/server/. */
function prebuilt(name: string): Client {
  for (const folder of ['./server/practice/', './practice/']) {
    const js = fileURLToPath(new URL(`${folder}${name}.js`, import.meta.url));
    if (existsSync(js)) return { js: readFileSync(js, 'utf8'), css: readFileSync(js.replace(/js$/, 'css'), 'utf8') };
  }
  return { js: '', css: '' };
}

interface Chunk {
  type: 'chunk' | 'asset';
  fileName: string;
  code?: string;
  source?: string | Uint8Array;
}

export async function bundle(source: string): Promise<Client> {
  // By a name that no bundler follows: the packaged server has no Vite and never comes here.
  const bundler = 'vite';
  const { build } = (await import(bundler)) as typeof import('vite');
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    logLevel: 'silent',
    publicDir: false,
    mode: 'production',
    // a test's NODE_ENV would ask for React's development face
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: 'es2022', cssCodeSplit: false, rolldownOptions: { input: source, output: { format: 'iife' } } },
  });
  const output = [result].flat().flatMap((one) => ('output' in one ? (one.output as Chunk[]) : []));
  const css = output.filter((part) => part.fileName.endsWith('.css')).map((part) => String(part.source ?? ''));
  return { js: output.map((part) => part.code ?? '').join('\n'), css: css.join('\n') };
}
