import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { type Carried, type Carrier, joined, Unreachable, WHOLE } from './carrier.ts';

/** A connection that does not open in this time will not. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Idle connections are left before the other side closes them under a request. */
const IDLE_MS = 4_000;

/**
 * node's own HTTP client with kept connections. Its fetch builds two web streams a call: 700 requests/s where this one gives more than 2,000
 * (test/bench/RELAY.md).
 */
export function byHttp(): Carrier {
  const options = { keepAlive: true, timeout: IDLE_MS, maxSockets: 1024, maxFreeSockets: 128 };
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);

  return (url, { method, headers, body, signal }) =>
    new Promise<Carried>((resolve, reject) => {
      const secure = url.startsWith('https:');
      let connected = false;
      let timer: NodeJS.Timeout | undefined;
      const length = body instanceof Uint8Array ? { 'content-length': String(body.byteLength) } : {};
      const request = (secure ? httpsRequest : httpRequest)(url, {
        method,
        agent: secure ? https : http,
        headers: { ...headers, ...length, 'accept-encoding': 'identity' },
      });
      const stop = () => request.destroy(new Error('stopped'));
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      };
      const fail = (error: unknown) => {
        settle();
        reject(connected ? error : new Unreachable());
      };
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      request.once('socket', (socket) => {
        if (!socket.connecting) {
          connected = true;
          return;
        }
        timer = setTimeout(stop, CONNECT_TIMEOUT_MS);
        // TLS first: until it is agreed, not a byte of ours has left
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          connected = true;
          clearTimeout(timer);
        });
      });
      // `on`: a second error, after the answer has begun, would otherwise end the process
      request.on('error', fail);
      request.once('response', (incoming) => {
        receive(incoming, settle).then(resolve, fail);
      });
      if (body instanceof Uint8Array) request.end(body);
      else if (body) {
        const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
        // a body cut or refused on its way must not look complete to the other side
        source.on('error', (error) => request.destroy(error));
        request.once('close', () => source.destroy());
        source.pipe(request);
      } else request.end();
    });
}

function receive(incoming: IncomingMessage, settle: () => void): Promise<Carried> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const carried = (body: Carried['body']): Carried => ({
      status: incoming.statusCode ?? 502,
      header: (name) => {
        const value = incoming.headers[name];
        return Array.isArray(value) ? value.join(', ') : (value ?? null);
      },
      body,
    });
    const broken = () => reject(new Error('cut'));
    const collect = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size <= WHOLE) return;
      incoming.off('data', collect).off('end', whole).off('close', broken);
      incoming.pause();
      incoming.unshift(Buffer.concat(chunks));
      incoming.once('close', settle);
      resolve(carried(Readable.toWeb(incoming) as ReadableStream<Uint8Array>));
    };
    const whole = () => {
      incoming.off('close', broken);
      settle();
      resolve(carried(joined(chunks, size)));
    };
    incoming.on('data', collect).once('end', whole).once('close', broken).on('error', reject);
  });
}
