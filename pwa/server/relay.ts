import { Hono } from 'hono';
import { type Environment, environments, pisteHosts } from '../../lib/portal/environment.ts';
import { apiPaths, RELAY_HEADER, TOKEN_PATH } from '../../lib/portal/paths.ts';
import { CUT_HEADER } from '../../test/portal/gateway.ts';

/** PISTE takes 120 Mo at most (chorus-pro.md §1); base64 and JSON around it stay under this. */
export const BODY_LIMIT = 130 * 1024 * 1024;
const UPSTREAM_TIMEOUT_MS = 110_000;
const FORWARDED = ['authorization', 'cpro-account', 'content-type', 'accept'];
const RETURNED = ['content-type', 'www-authenticate', 'retry-after', 'x-correlationid'];

export interface RelayOptions {
  /** The training portal of this process. */
  training: (request: Request, env?: unknown) => Response | Promise<Response>;
  /** How the real hosts are reached; the global fetch by default. */
  upstream?: typeof fetch;
  bodyLimit?: number;
}

/** A request of our own page: browsers name the origin of every POST, and say "same-origin" of a GET. */
function sameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  const host = request.headers.get('host') ?? new URL(request.url).host;
  if (!origin) return request.headers.get('sec-fetch-site') === 'same-origin';
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** Passes the bytes on and breaks the stream when the promised limit is passed. */
function limited(body: ReadableStream<Uint8Array>, limit: number, onExcess: () => void): ReadableStream<Uint8Array> {
  let seen = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > limit) {
          onExcess();
          controller.error(new Error('body too big'));
        } else controller.enqueue(chunk);
      },
    }),
  );
}

/** Error codes of a connection that never opened: nothing can have reached the other side. */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
]);

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : '';
}

/**
 * `/relais/:environment/…` onto PISTE's hosts, for a fixed list of paths: not an open proxy. It keeps nothing and logs nothing.
 * Its own refusals carry `x-coursier-relais`: "refuse" and "injoignable" mean that the portal has not seen the request, "perdu" that it may have.
 */
export function relay({ training, upstream = fetch, bodyLimit = BODY_LIMIT }: RelayOptions): Hono {
  const app = new Hono();
  const known = new Map([...apiPaths.map((route) => [route.path as string, route.method] as const), [TOKEN_PATH, 'POST'] as const]);
  const refuse = (status: 400 | 403 | 404 | 405 | 413 | 415 | 502 | 504, what: 'refuse' | 'injoignable' | 'perdu', message: string) =>
    new Response(JSON.stringify({ relais: message }), {
      status,
      headers: { 'content-type': 'application/json', [RELAY_HEADER]: what, 'cache-control': 'no-store' },
    });

  app.all('/:environment/*', async (c) => {
    const request = c.req.raw;
    const environment = environments.find((name) => name === c.req.param('environment')) as Environment | undefined;
    if (!environment || environment === 'other') return refuse(404, 'refuse', 'environnement inconnu');
    const url = new URL(request.url);
    const path = url.pathname.slice(url.pathname.indexOf(`/${environment}/`) + environment.length + 1);
    const method = known.get(path);
    if (!method || url.search) return refuse(404, 'refuse', 'adresse inconnue');
    if (request.method !== method) return refuse(405, 'refuse', 'méthode refusée');
    if (!sameOrigin(request)) return refuse(403, 'refuse', 'origine refusée');
    const type = request.headers.get('content-type') ?? '';
    const wanted = path === TOKEN_PATH ? 'application/x-www-form-urlencoded' : 'application/json';
    if (method === 'POST' && !type.startsWith(wanted)) return refuse(415, 'refuse', 'type de contenu refusé');
    if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) return refuse(413, 'refuse', 'demande trop grosse');

    const headers = new Headers();
    for (const name of FORWARDED) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    let excess = false;
    const body = request.body
      ? limited(request.body, bodyLimit, () => {
          excess = true;
        })
      : null;
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(UPSTREAM_TIMEOUT_MS)]),
      ...(body ? { body, duplex: 'half' } : {}),
    };
    try {
      const answer =
        environment === 'training'
          ? await training(new Request(`http://entrainement.invalid${path}`, init))
          : await upstream(`${path === TOKEN_PATH ? pisteHosts[environment].oauth : pisteHosts[environment].api}${path}`, init);
      if (answer.headers.has(CUT_HEADER)) return refuse(502, 'perdu', 'connexion coupée');
      if (answer.status >= 300 && answer.status < 400) return refuse(502, 'perdu', 'redirection refusée');
      const returned = new Headers({ 'cache-control': 'no-store' });
      for (const name of RETURNED) {
        const value = answer.headers.get(name);
        if (value !== null) returned.set(name, value);
      }
      return new Response(answer.body, { status: answer.status, headers: returned });
    } catch (error) {
      if (excess) return refuse(413, 'refuse', 'demande trop grosse');
      if (neverReached.has(codeOf(error))) return refuse(502, 'injoignable', 'portail injoignable');
      return refuse(504, 'perdu', 'pas de réponse du portail');
    }
  });
  app.all('*', () => refuse(404, 'refuse', 'adresse inconnue'));
  return app;
}
