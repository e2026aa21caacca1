import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { TrainingPortal } from '../test/portal/app.ts';
import { CUT_HEADER } from '../test/portal/gateway.ts';
import { byFetch } from './server/carrier.ts';
import { byHttp } from './server/carrier-node.ts';
import { filesOf } from './server/files.ts';
import { createHandler, type HandlerOptions } from './server/handler.ts';
import { clientKey } from './server/limits.ts';
import type { Caller } from './server/relay.ts';
import { isLoopbackAddress, isLoopbackHost } from './server/targets.ts';

export interface ServerOptions extends Pick<HandlerOptions, 'keys' | 'otherHosts' | 'limits' | 'now' | 'bodyLimit' | 'https'> {
  /** Folder of the built app. */
  root: string;
  /** Folder of a published directory of public bodies (`npm run directory:build`), served under /annuaire/; absent: none but what `root` holds. */
  directory?: string;
  /** Absent: no training on this server. */
  portal?: TrainingPortal;
  /** How the real hosts are reached, in tests; node's own client otherwise. */
  upstream?: typeof fetch;
  /** A proxy stands in front: the client is the last address of X-Forwarded-For, and nobody sits at this machine. */
  proxy?: boolean;
}

export interface Listening {
  /** The port taken: 0 asks for any. */
  port: number;
  /** At once: connections are cut. */
  close(): Promise<void>;
  /** Takes no new connection, lets the requests in flight end, cuts those that outlast the deadline. */
  stop(deadlineMs?: number): Promise<void>;
}

export interface CoursierServer {
  app: Hono<{ Bindings: Caller }>;
  listen(port: number, hostname?: string): Promise<Listening>;
}

/** Headers within 15 s, the whole request within 2 min: a PDF of 10 Mo by a 1 Mbit/s line takes 107 s, and the client gives up at 100. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
/** A connection where nothing passes, longer than the relay's own wait for the portal. */
const SILENCE_TIMEOUT_MS = 130_000;
/** Longer than the minute after which most balancers let a connection go: they, not we, should close first. */
const KEEP_ALIVE_MS = 65_000;
const STOP_DEADLINE_MS = 10_000;

function callerOf(incoming: IncomingMessage, proxy: boolean): Caller {
  const address = incoming.socket?.remoteAddress ?? '';
  const { headers } = incoming;
  const hop = proxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : '';
  const forwarded = proxy || headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined || headers.via !== undefined;
  return {
    client: clientKey(hop || address),
    // The name too: a foreign page whose name was pointed at 127.0.0.1 also comes from this machine.
    atThisMachine: !forwarded && isLoopbackAddress(address) && isLoopbackHost(headers.host ?? ''),
  };
}

/** The app's files, and those of a published directory under its own path. */
function filesBelow(root: string, directory: string | undefined): (request: Request) => Promise<Response> {
  const app = filesOf(root);
  if (directory === undefined) return app;
  const published = filesOf(directory);
  const folder = '/annuaire/';
  return (request) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith(folder)) return app(request);
    url.pathname = url.pathname.slice(folder.length - 1);
    return published(new Request(url, request));
  };
}

/** Static files of the app, the training portal's page, and the API relay: one process, no state of its own, no log. */
export function createServer({ root, directory, portal, upstream, proxy = false, ...options }: ServerOptions): CoursierServer {
  const training = portal && {
    training: async (request: Request) => {
      const answer = await portal.app.fetch(request);
      if (answer.headers.has(CUT_HEADER)) throw new Error('cut');
      return answer;
    },
    operator: (request: Request) => portal.app.fetch(request),
  };
  const handler = createHandler({ ...options, ...training, carrier: upstream ? byFetch(upstream) : byHttp(), assets: filesBelow(root, directory) });

  return {
    app: handler.app,
    listen: (port, hostname) =>
      new Promise((resolve, reject) => {
        let leaving = false;
        const server = serve(
          {
            fetch: (request, { incoming }) => handler.fetch(request, callerOf(incoming as IncomingMessage, proxy)),
            port,
            hostname,
            serverOptions: {
              headersTimeout: HEADERS_TIMEOUT_MS,
              requestTimeout: REQUEST_TIMEOUT_MS,
              keepAliveTimeout: KEEP_ALIVE_MS,
              connectionsCheckingInterval: 5_000,
            },
          },
          (info: AddressInfo) =>
            resolve({
              port: info.port,
              close: () =>
                new Promise<void>((done) => {
                  server.close(() => done());
                  server.closeAllConnections();
                }),
              stop: (deadlineMs = STOP_DEADLINE_MS) => {
                leaving = true;
                handler.leave();
                return drained(server, deadlineMs);
              },
            }),
        ) as Server;
        server.timeout = SILENCE_TIMEOUT_MS;
        server.prependListener('request', (_, response) => {
          if (leaving) response.shouldKeepAlive = false;
        });
        server.once('error', reject);
      }),
  };
}

function drained(server: Server, deadlineMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that answers its last request turns idle after `close()` has swept the idle ones away.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
  });
}
