import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Handler } from 'hono';
import { notFoundPage } from './pages.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.icc': 'application/vnd.iccprofile',
};
const compressible = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg', '.wasm', '.txt', '.xml', '.ttf', '.bin']);
/** Above this size the strongest setting costs seconds of the first visitor's time. */
const BIG = 300_000;
const SMALLEST_WORTH = 600;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

interface Cached {
  modified: number;
  size: number;
  etag: string;
  bytes: Uint8Array;
  encoded: Map<string, Promise<Uint8Array>>;
}

/** The file of `root` that a URL path names, or null: nothing outside `root`, no hidden file, no link that leads out. */
export async function fileAt(root: string, path: string): Promise<string | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').some((part) => part.startsWith('.'))) return null;
  const file = resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`);
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(file)]);
    const inside = relative(realRoot, real);
    if (inside === '' || inside.startsWith(`..${sep}`) || inside === '..' || resolve(inside) === inside) return null;
    return (await stat(real)).isFile() ? join(realRoot, inside) : null;
  } catch {
    return null;
  }
}

/** The file, or the page of that name: "/guide" is guide.html, as most hosts of static files have it. The app has one address, "/". */
async function fileOrPage(root: string, path: string): Promise<string | null> {
  return (await fileAt(root, path)) ?? (extname(path) === '' && !path.endsWith('/') && path !== '/index' ? fileAt(root, `${path}.html`) : null);
}

/** The path as it came, encoded. */
const pathOf = (request: Request) => new URL(request.url).pathname;

/** The same for a hono route. */
export function staticFiles(root: string): Handler {
  const files = filesOf(root);
  return (c) => files(c.req.raw);
}

/** Compressed once for all servers of this process, by the file's own path: the strongest setting takes seconds over the whole app. */
const cache = new Map<string, Cached>();

/** The built app, compressed once and kept in memory; a changed file is read again. */
export function filesOf(root: string): (request: Request) => Promise<Response> {
  async function load(file: string): Promise<Cached> {
    const facts = await stat(file);
    const known = cache.get(file);
    if (known && known.modified === facts.mtimeMs && known.size === facts.size) return known;
    const bytes = new Uint8Array(await readFile(file));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const entry: Cached = { modified: facts.mtimeMs, size: facts.size, etag, bytes, encoded: new Map() };
    cache.set(file, entry);
    return entry;
  }

  function encode(entry: Cached, encoding: 'br' | 'gzip'): Promise<Uint8Array> {
    let result = entry.encoded.get(encoding);
    if (!result) {
      const big = entry.bytes.length > BIG;
      result =
        encoding === 'br'
          ? brotli(entry.bytes, {
              params: { [constants.BROTLI_PARAM_QUALITY]: big ? 6 : 11, [constants.BROTLI_PARAM_SIZE_HINT]: entry.bytes.length },
            })
          : zip(entry.bytes, { level: big ? 6 : 9 });
      entry.encoded.set(encoding, result);
    }
    return result;
  }

  return async (request) => {
    const path = pathOf(request);
    const file = await fileOrPage(root, path);
    if (!file) return notFoundPage();
    const entry = await load(file);
    const extension = extname(file).toLowerCase();
    const accepted = request.headers.get('accept-encoding') ?? '';
    const worth = compressible.has(extension) && entry.bytes.length >= SMALLEST_WORTH;
    const encoding = !worth ? null : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
    const headers: Record<string, string> = {
      'content-type': types[extension] ?? 'application/octet-stream',
      // Names under /assets/ hold a hash of their content; everything else is asked again, cheaply.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: encoding ? entry.etag.replace(/"$/, `-${encoding}"`) : entry.etag,
    };
    if (worth) headers.vary = 'Accept-Encoding';
    if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
    if (encoding) headers['content-encoding'] = encoding;
    const body = encoding ? await encode(entry, encoding) : entry.bytes;
    headers['content-length'] = String(body.length);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
  };
}
