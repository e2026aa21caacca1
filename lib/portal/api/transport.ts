import type * as z from 'zod/mini';
import type { Platform } from '../../platform/ports.ts';
import type { Environment, OtherAddresses, PortalCredentials } from '../environment.ts';
import { refusalCode } from '../errors.ts';
import { type ApiPath, OTHER_API_HEADER, OTHER_TOKEN_HEADER, paths, RELAY_HEADER, TOKEN_PATH } from '../paths.ts';
import { Envelope, Token } from './answers.ts';
import { PortalFault, type Reached } from './fault.ts';
import { base64Of, type JsonValue, writeJson } from './json.ts';

export interface TransportOptions {
  environment: Environment;
  /** Base address of the relay without its last slash, "/relais" on our own site. */
  base: string;
  credentials: PortalCredentials;
  /** Where « autre » is, told to the relay; of no use elsewhere. */
  other?: OtherAddresses;
  /** PISTE itself, called without a relay: only an extension that was allowed these sites can. */
  direct?: OtherAddresses;
  platform: Platform;
  /** 0 to 1, for the jitter of the backoff; Math.random by default. */
  random?: () => number;
  /** Milliseconds before a silent call is given up: reads, then deposits. */
  timeouts?: { read: number; write: number };
}

/** Least silence between two calls: faster ones meet random 401 (seen live). */
export const SPACING_MS = 1000;
/** A token is renewed this long before its end, as OCA does. */
export const TOKEN_MARGIN_MS = 240_000;
const READ_TIMEOUT_MS = 45_000;
export const WRITE_TIMEOUT_MS = 100_000;
const TOKEN_TRIES = 4;
const READ_TRIES = 4;
const FIRST_BACKOFF_MS = 1500;
/** A portal that asks for more patience than this gets it from the outbox, not from a call that hangs. */
const LONGEST_RETRY_AFTER_MS = 20_000;

interface Reply {
  status: number;
  relay: string;
  /** Milliseconds asked for by `Retry-After`, 0 when absent. */
  retryAfter: number;
  body: string;
}

/** Sends calls one at a time, spaced, authorised, parsed at the door. */
export interface Transport {
  call<T>(route: ApiPath, body: JsonValue, schema: z.ZodMiniType<T>, signal?: AbortSignal): Promise<T>;
}

export function createTransport({
  environment,
  base,
  credentials,
  other,
  direct,
  platform,
  random = Math.random,
  timeouts = { read: READ_TIMEOUT_MS, write: WRITE_TIMEOUT_MS },
}: TransportOptions): Transport {
  const { clock, network } = platform;
  const addresses: Record<string, string> =
    environment === 'other' && other && !direct ? { [OTHER_TOKEN_HEADER]: other.token, [OTHER_API_HEADER]: other.api } : {};
  const addressOf = (path: string) => (direct ? (path === TOKEN_PATH ? direct.token : `${direct.api}${path}`) : `${base}/${environment}${path}`);
  let token = '';
  let tokenUntil = 0;
  let tokenTaken = 0;
  let lastEnd = Number.NEGATIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  /** Every request passes here, the token's too. A clock set back must not make us wait for hours. */
  async function space(path: string, signal?: AbortSignal): Promise<void> {
    const wait = lastEnd + SPACING_MS - clock.now();
    if (wait <= 0 || wait > SPACING_MS) return;
    await clock.sleep(wait, signal).catch((cause: unknown) => {
      throw new PortalFault('aborted', path, 'no', { cause });
    });
  }

  async function request(
    path: string,
    init: { method: string; headers: Record<string, string>; body?: string },
    timeout: number,
    signal?: AbortSignal,
  ): Promise<Reply> {
    await space(path, signal);
    if (signal?.aborted) throw new PortalFault('aborted', path, 'no');
    if (!network.online()) throw new PortalFault('offline', path, 'no');
    const control = new AbortController();
    const stop = () => control.abort();
    signal?.addEventListener('abort', stop, { once: true });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      control.abort();
    }, timeout);
    try {
      const response = await network.fetch(addressOf(path), {
        ...init,
        headers: { ...init.headers, ...addresses },
        signal: control.signal,
        // what the user's browser keeps for PISTE's own site is none of this call's business
        credentials: direct ? 'omit' : 'same-origin',
        cache: 'no-store',
        redirect: 'error',
      });
      return {
        status: response.status,
        relay: response.headers.get(RELAY_HEADER) ?? '',
        retryAfter: 1000 * (Number(response.headers.get('retry-after')) || 0),
        body: await response.text(),
      };
    } catch (cause) {
      if (late) throw new PortalFault('portal-timeout', path, 'maybe', { cause });
      if (signal?.aborted) throw new PortalFault('aborted', path, 'maybe', { cause });
      throw new PortalFault(network.online() ? 'portal-unreachable' : 'offline', path, 'maybe', { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      lastEnd = clock.now();
    }
  }

  async function authorise(signal?: AbortSignal): Promise<string> {
    const now = clock.now();
    // `tokenTaken > now`: the clock went back, the token's age is unknown.
    if (token && now < tokenUntil - TOKEN_MARGIN_MS && now >= tokenTaken) return token;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      scope: 'openid',
    });
    let last: PortalFault | null = null;
    for (let attempt = 0; attempt < TOKEN_TRIES; attempt++) {
      if (attempt > 0) await clock.sleep(patience(attempt, last), signal);
      const reply = await request(
        TOKEN_PATH,
        { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }, body: form.toString() },
        timeouts.read,
        signal,
      ).catch((error: PortalFault) => error);
      if (reply instanceof PortalFault) {
        last = reply;
        if (!retryable(reply)) throw reply;
        continue;
      }
      const read = reply.status === 200 ? Token.safeParse(parse(reply.body)) : null;
      if (read?.success) {
        token = read.data.access_token;
        tokenTaken = clock.now();
        tokenUntil = tokenTaken + read.data.expires_in * 1000;
        return token;
      }
      // One 400 in ten strikes valid credentials at random (seen live): only a series of them means wrong ones.
      last =
        reply.relay === '' && (reply.status === 400 || reply.status === 401)
          ? new PortalFault('portal-credentials', `${TOKEN_PATH} HTTP ${reply.status}`, 'no')
          : read
            ? new PortalFault('portal-nonsense', TOKEN_PATH, 'no')
            : httpFault(reply, TOKEN_PATH);
    }
    throw last ?? new PortalFault('portal-credentials', TOKEN_PATH, 'no');
  }

  /** Exponential with jitter, and at least what the portal asked for. */
  const patience = (attempt: number, fault: PortalFault | null) =>
    Math.max(Math.round(FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + random())), Math.min(fault?.retryAfter ?? 0, LONGEST_RETRY_AFTER_MS));

  /** The token, with its own tries: a call that waited for it in vain has not left, and does not begin them again. */
  async function bearerOf(route: ApiPath, signal?: AbortSignal): Promise<string> {
    try {
      return await authorise(signal);
    } catch (error) {
      if (error instanceof PortalFault) throw new PortalFault(error.code, error.detail, 'no', { cause: error });
      throw new PortalFault('aborted', route.path, 'no', { cause: error });
    }
  }

  async function once<T>(route: ApiPath, bearer: string, body: string, schema: z.ZodMiniType<T>, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${bearer}`,
      'cpro-account': base64Of(new TextEncoder().encode(`${credentials.login}:${credentials.password}`)),
      accept: 'application/json',
    };
    if (route.method === 'POST') headers['content-type'] = 'application/json;charset=utf-8';
    const init = route.method === 'POST' ? { method: route.method, headers, body } : { method: route.method, headers };
    const reply = await request(route.path, init, route.repeatable ? timeouts.read : timeouts.write, signal);
    if (reply.status === 401) token = '';
    return answerOf(reply, route, schema);
  }

  async function attempt<T>(route: ApiPath, body: string, schema: z.ZodMiniType<T>, signal?: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      const bearer = await bearerOf(route, signal);
      try {
        return await once(route, bearer, body, schema, signal);
      } catch (error) {
        if (!(error instanceof PortalFault) || !route.repeatable || tries >= READ_TRIES || !retryable(error)) throw error;
        await clock.sleep(patience(tries, error), signal).catch((cause: unknown) => {
          throw new PortalFault('aborted', route.path, error.reached, { cause });
        });
      }
    }
  }

  return {
    call(route, body, schema, signal) {
      const text = writeJson(body);
      const run = queue.then(() => attempt(route, text, schema, signal));
      queue = run.catch(() => undefined);
      return run;
    },
  };
}

/** What may pass by waiting: busy, down, unreachable, the random 401. Not our own refusals, not a wrong account that says so. */
function retryable(fault: PortalFault): boolean {
  if (fault.reached === 'answered') return false;
  return ['portal-busy', 'portal-down', 'portal-timeout', 'portal-unreachable', 'portal-nonsense', 'portal-account'].includes(fault.code);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerOf<T>(reply: Reply, route: ApiPath, schema: z.ZodMiniType<T>): T {
  const value = parse(reply.body);
  const envelope = Envelope.safeParse(value);
  const code = envelope.success && envelope.data.codeRetour !== undefined ? Number(envelope.data.codeRetour) : null;
  if (code !== null && code !== 0 && reply.status !== 401 && reply.status < 500) {
    const libelle = envelope.success ? envelope.data.libelle : '';
    throw new PortalFault(refusalCode(code, libelle), `${route.path} codeRetour ${code}`, 'answered', { codeRetour: code, libelle });
  }
  if (reply.status !== 200) throw httpFault(reply, route.path);
  const read = envelope.success ? schema.safeParse(value) : null;
  if (!read?.success) throw new PortalFault('portal-nonsense', route.path, 'maybe');
  return read.data;
}

const saysNothing: readonly string[] = [paths.health.path, paths.ownStructures.path];

/** HTTP statuses (chorus-pro.md §1). Those of the gate (4xx) mean that the application behind has not seen the request. */
function httpFault(reply: Reply, path: string): PortalFault {
  const detail = `${path} HTTP ${reply.status}`;
  const { retryAfter } = reply;
  const gate = (code: ConstructorParameters<typeof PortalFault>[0], reached: Reached = 'no') =>
    new PortalFault(code, detail, reached, { retryAfter });
  // The relay's own words: the portal has seen nothing, whatever the number.
  if (reply.relay === 'refuse')
    return gate(reply.status === 413 ? 'portal-too-big' : [429, 503].includes(reply.status) ? 'portal-busy' : 'portal-unreachable');
  if (reply.relay === 'injoignable') return gate('portal-unreachable');
  if (reply.relay === 'perdu') return gate(reply.status === 504 ? 'portal-timeout' : 'portal-unreachable', 'maybe');
  switch (reply.status) {
    case 400:
      return gate('portal-refused');
    case 401:
      return gate(/expir/i.test(reply.body) ? 'portal-account-expired' : 'portal-account');
    case 403:
      // {} = application not subscribed to this API; an echo of our request = raccordement missing or not active yet.
      // Of the two calls whose own request is empty, the echo is empty too: it tells nothing.
      return gate(/^\s*\{\s*\}\s*$/.test(reply.body) && !saysNothing.includes(path) ? 'portal-subscription' : 'portal-connection');
    case 404:
    case 405:
    case 415:
      return gate('portal-refused');
    case 413:
      return gate('portal-too-big');
    case 429:
      return gate('portal-busy');
    default:
      return gate(reply.status >= 500 ? 'portal-down' : 'portal-nonsense', 'maybe');
  }
}
