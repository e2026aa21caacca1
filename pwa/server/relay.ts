import { Hono } from 'hono';
import { type Environment, environments, pisteHosts } from '../../lib/portal/environment.ts';
import { apiPaths, OTHER_API_HEADER, OTHER_TOKEN_HEADER, paths, RELAY_HEADER, TOKEN_PATH } from '../../lib/portal/paths.ts';
import { RELAY_STATE_PATH, type RelayState } from '../../lib/portal/relay-state.ts';
import { type Carried, type Carrier, joined, type Parcel, Unreachable, WHOLE } from './carrier.ts';
import { type PisteKey, type PisteKeys, tells, withKey } from './keys.ts';
import { type Budget, createBudget, createLimiter, type RateLimits } from './limits.ts';
import { isAllowed, targetOf } from './targets.ts';

/** PISTE takes 120 Mo at most (chorus-pro.md §1); base64 and JSON around it stay under this. */
export const BODY_LIMIT = 130 * 1024 * 1024;
const TOKEN_LIMIT = 4 * 1024;
/** Bodies and answers held whole at one moment, all clients together. */
const HELD_LIMIT = 256 * 1024 * 1024;
const UPSTREAM_TIMEOUT_MS = 110_000;
const FORWARDED = ['authorization', 'cpro-account', 'content-type', 'accept'];
const RETURNED = ['content-type', 'content-encoding', 'www-authenticate', 'retry-after', 'x-correlationid'];
/** Calls that carry a file; the others fit in a megabyte many times over. */
const filePaths = new Set<string>([paths.depositPdf.path, paths.depositFlow.path, paths.addFile.path, paths.complete.path]);

/** Who asks, as the layer that holds the socket knows it. */
export interface Caller {
  /** One client for the rate limit; absent: the platform limits, not we. */
  client?: string;
  /** Sits at the machine that serves, and came by no proxy. */
  atThisMachine?: boolean;
}

export interface RelayOptions {
  carrier: Carrier;
  /** The training portal of this process; it throws when it plays a cut connection. */
  training?: (request: Request) => Response | Promise<Response>;
  keys?: PisteKeys;
  /** Origins where « autre » may be; absent: this machine, for those who sit at it. */
  otherHosts?: readonly string[];
  limits?: Partial<RateLimits>;
  /** Milliseconds, of the rate limit alone. */
  now?: () => number;
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

/** A browser extension: no page can take this origin, and a page's own GET would name another place. */
const ofExtension = (request: Request) =>
  /^(chrome|moz)-extension:\/\//.test(request.headers.get('origin') ?? '') || request.headers.get('sec-fetch-site') === 'none';

type Refusal = 'too-big' | 'busy';
class Refused extends Error {
  constructor(readonly why: Refusal) {
    super(why);
  }
}

function hold(budget: Budget, held: { bytes: number }, bytes: number): void {
  if (!budget.take(bytes)) throw new Refused('busy');
  held.bytes += bytes;
}

/** The body whole, within the limit; what it holds of the budget is given back by the caller (`held`). */
async function whole(request: Request, limit: number, budget: Budget, held: { bytes: number }): Promise<Uint8Array<ArrayBuffer>> {
  const announced = request.headers.get('content-length');
  if (announced !== null) {
    // the layer below gives no more than was announced
    hold(budget, held, Number(announced) || 0);
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > limit) throw new Refused('too-big');
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > limit) {
      reader?.cancel().catch(() => undefined);
      throw new Refused('too-big');
    }
    hold(budget, held, next.value.byteLength);
    chunks.push(next.value);
  }
  return joined(chunks, size);
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

/** Does `after` once the stream is over, read or not. */
function whenOver(body: ReadableStream<Uint8Array>, after: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        after();
        controller.close();
      } catch {
        after();
        // not the error itself: the layer above writes down what it is given
        controller.error(new Error('answer cut on its way'));
      }
    },
    cancel(reason) {
      after();
      return reader.cancel(reason);
    },
  });
}

function refuse(status: number, what: 'refuse' | 'injoignable' | 'perdu', message: string, more: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ relais: message }), {
    status,
    headers: { 'content-type': 'application/json', [RELAY_HEADER]: what, 'cache-control': 'no-store', ...more },
  });
}

/**
 * `/relais/:environment/…` onto PISTE's hosts (or an allowed « autre »), for a fixed list of paths: not an open proxy. It keeps nothing and logs nothing.
 * Its own refusals carry `x-coursier-relais`: "refuse" and "injoignable" mean that the portal has not seen the request, "perdu" that it may have.
 */
export function relay({ carrier, training, keys = {}, otherHosts, limits, now, bodyLimit = BODY_LIMIT }: RelayOptions): Hono<{ Bindings: Caller }> {
  const app = new Hono<{ Bindings: Caller }>();
  const known = new Map([...apiPaths.map((route) => [route.path as string, route.method] as const), [TOKEN_PATH, 'POST'] as const]);
  const limiter = createLimiter(limits, now);
  const budget = createBudget(Math.max(HELD_LIMIT, bodyLimit));
  const limitOf = (path: string) => (path === TOKEN_PATH ? TOKEN_LIMIT : filePaths.has(path) ? bodyLimit : Math.min(WHOLE, bodyLimit));
  const mayUseOther = (caller: Caller) => (otherHosts ? otherHosts.length > 0 : caller.atThisMachine === true);

  app.get(RELAY_STATE_PATH, (c) => {
    const state: RelayState = {
      environnements: {
        training: { ouvert: training !== undefined },
        qualification: { cle: keys.qualification !== undefined },
        production: { cle: keys.production !== undefined },
        other: { hotes: mayUseOther(c.env ?? {}) },
      },
    };
    return c.json(state, 200, { 'cache-control': 'no-store' });
  });

  /** The address to call, or null when « autre » is not allowed there. */
  function addressOf(environment: Exclude<Environment, 'training'>, path: string, request: Request, caller: Caller): string | null {
    if (environment !== 'other') return (path === TOKEN_PATH ? pisteHosts[environment].oauth : pisteHosts[environment].api) + path;
    const token = path === TOKEN_PATH;
    const target = targetOf(request.headers.get(token ? OTHER_TOKEN_HEADER : OTHER_API_HEADER));
    if (!target || !isAllowed(target, otherHosts, caller.atThisMachine === true)) return null;
    if (token) return target.href;
    return target.search ? null : target.origin + target.pathname.replace(/\/+$/, '') + path;
  }

  app.all('/:environment/*', async (c) => {
    const request = c.req.raw;
    const caller: Caller = c.env ?? {};
    const wait = caller.client === undefined ? 0 : limiter.take(caller.client);
    if (wait > 0) return refuse(429, 'refuse', 'trop de demandes', { 'retry-after': String(wait) });
    const environment = environments.find((name) => name === c.req.param('environment'));
    if (!environment) return refuse(404, 'refuse', 'environnement inconnu');
    const url = new URL(request.url);
    const path = url.pathname.slice(url.pathname.indexOf(`/${environment}/`) + environment.length + 1);
    const method = known.get(path);
    if (!method || url.search) return refuse(404, 'refuse', 'adresse inconnue');
    if (request.method !== method) return refuse(405, 'refuse', 'méthode refusée');
    // The training portal holds nothing: the extension may try it. Real portals are its own affair, it needs no relay and gets no key of ours.
    if (!sameOrigin(request) && !(environment === 'training' && ofExtension(request))) return refuse(403, 'refuse', 'origine refusée');
    const type = request.headers.get('content-type') ?? '';
    const wanted = path === TOKEN_PATH ? 'application/x-www-form-urlencoded' : 'application/json';
    if (method === 'POST' && !type.startsWith(wanted)) return refuse(415, 'refuse', 'type de contenu refusé');
    const limit = limitOf(path);
    const announced = request.headers.get('content-length');
    if (Number(announced ?? 0) > limit) return refuse(413, 'refuse', 'demande trop grosse');
    if (environment === 'training' && !training) return refuse(404, 'refuse', 'pas de portail d’entraînement sur ce serveur');
    const address = environment === 'training' ? '' : addressOf(environment, path, request, caller);
    if (address === null) return refuse(403, 'refuse', 'adresse non autorisée');

    const headers: Record<string, string> = {};
    for (const name of FORWARDED) {
      const value = request.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    const control = new AbortController();
    const stop = () => control.abort();
    let late = false;
    // Not AbortSignal.timeout: each of those lives its 110 s out, 165,000 of them at 1,500 requests a second.
    const timer = setTimeout(() => {
      late = true;
      control.abort();
    }, UPSTREAM_TIMEOUT_MS);
    // some worker platforms give a request no signal
    const gone: AbortSignal | undefined = request.signal;
    gone?.addEventListener('abort', stop, { once: true });
    const held = { bytes: 0 };
    const over = () => {
      clearTimeout(timer);
      gone?.removeEventListener('abort', stop);
      budget.give(held.bytes);
      held.bytes = 0;
    };

    let left = false;
    let excess = false;
    let streaming = false;
    try {
      let body: Parcel['body'] = null;
      let filled: PisteKey | undefined;
      if (method === 'POST') {
        if (limit <= WHOLE || (announced !== null && Number(announced) <= WHOLE)) body = await whole(request, limit, budget, held);
        else if (request.body) {
          // the training portal reads it into this process's memory; a real one lets it pass
          if (environment === 'training') hold(budget, held, announced === null ? limit : Number(announced));
          body = limited(request.body, limit, () => {
            excess = true;
          });
          if (announced !== null) headers['content-length'] = announced;
        }
        const key = environment === 'qualification' || environment === 'production' ? keys[environment] : undefined;
        if (key && path === TOKEN_PATH && body instanceof Uint8Array && !headers.authorization) {
          const form = withKey(new TextDecoder().decode(body), key);
          if (form !== null) {
            body = new TextEncoder().encode(form);
            filled = key;
          }
        }
      }
      left = true;
      const parcel: Parcel = { method, headers, body, signal: control.signal };
      const answer = training && environment === 'training' ? await inProcess(training, path, parcel) : await carrier(address, parcel);
      if (answer.status >= 300 && answer.status < 400) {
        if (answer.body instanceof ReadableStream) answer.body.cancel().catch(() => undefined);
        return refuse(502, 'perdu', 'redirection refusée');
      }
      const returned: Record<string, string> = { 'cache-control': 'no-store' };
      for (const name of RETURNED) {
        const value = answer.header(name);
        if (value !== null) returned[name] = value;
      }
      if (filled && !harmless(answer, returned, filled)) {
        if (answer.body instanceof ReadableStream) answer.body.cancel().catch(() => undefined);
        return refuse(502, 'perdu', 'réponse retenue');
      }
      streaming = answer.body instanceof ReadableStream;
      const content = answer.body instanceof ReadableStream ? whenOver(answer.body, over) : answer.body;
      return new Response(bodyless(answer.status) ? null : content, { status: answer.status, headers: returned });
    } catch (error) {
      if (error instanceof Refused && error.why === 'busy') return refuse(503, 'refuse', 'serveur occupé', { 'retry-after': '5' });
      if (excess || error instanceof Refused) return refuse(413, 'refuse', 'demande trop grosse');
      if (!left) return refuse(400, 'refuse', 'demande incomplète');
      if (error instanceof Unreachable) return refuse(502, 'injoignable', 'portail injoignable');
      return late ? refuse(504, 'perdu', 'pas de réponse du portail') : refuse(502, 'perdu', 'connexion coupée');
    } finally {
      if (!streaming) over();
    }
  });
  app.all('*', () => refuse(404, 'refuse', 'adresse inconnue'));
  return app;
}

const bodyless = (status: number) => status === 204 || status === 205 || status === 304;

/** The answer to a request that held the host's key does not hold it, and can be read to make sure. */
function harmless(answer: Carried, returned: Record<string, string>, key: PisteKey): boolean {
  if (answer.body instanceof ReadableStream || returned['content-encoding'] !== undefined) return false;
  const text = answer.body ? new TextDecoder().decode(answer.body) : '';
  return ![text, ...Object.values(returned)].some((part) => tells(part, key));
}

async function inProcess(
  training: (request: Request) => Response | Promise<Response>,
  path: string,
  { method, headers, body, signal }: Parcel,
): Promise<Carried> {
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal };
  if (body) Object.assign(init, { body, duplex: 'half' });
  const answer = await training(new Request(`http://entrainement.invalid${path}`, init));
  return { status: answer.status, header: (name) => answer.headers.get(name), body: new Uint8Array(await answer.arrayBuffer()) };
}
