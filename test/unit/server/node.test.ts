import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, request as httpRequest, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { OTHER_API_HEADER } from '../../../lib/portal/paths.ts';
import { Unreachable } from '../../../pwa/server/carrier.ts';
import { byHttp } from '../../../pwa/server/carrier-node.ts';
import { createServer, type Listening, type ServerOptions } from '../../../pwa/server.ts';
import { createTrainingPortal } from '../../portal/app.ts';

/** The parts that only real sockets show. */
let root = '';
const closing: (() => Promise<unknown>)[] = [];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'coursier-node-'));
  writeFileSync(join(root, 'index.html'), 'page');
});
afterAll(() => rmSync(root, { recursive: true }));
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function upstream(listener: RequestListener): Promise<string> {
  const server: Server = createHttp(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function started(options: Partial<ServerOptions> = {}): Promise<Listening & { url: string; app: ReturnType<typeof createServer>['app'] }> {
  const server = createServer({ root, ...options });
  const listening = await server.listen(0, '127.0.0.1');
  closing.push(listening.close);
  return { ...listening, url: `http://127.0.0.1:${listening.port}`, app: server.app };
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Not fetch: it would not let us name the host or the proxy's headers. */
function call(url: string, { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const submit = (base: string, other: string, headers: Record<string, string> = {}, body = '{}') =>
  call(`${base}/relais/other/cpro/factures/v1/soumettre`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin: base, [OTHER_API_HEADER]: other, ...headers },
  });

describe('the server on node', () => {
  it('carries a call to an emulator on this machine, with the length of its body', async () => {
    let seen: IncomingHttpHeaders = {};
    const other = await upstream((request, response) => {
      seen = request.headers;
      request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"codeRetour":0}'));
    });
    const { url } = await started();
    const answer = await submit(url, other, { authorization: 'Bearer t', cookie: 'a=1' });
    expect([answer.status, answer.text]).toEqual([200, '{"codeRetour":0}']);
    expect(seen['content-length']).toBe('2');
    expect(Object.keys(seen).sort()).toEqual(['accept-encoding', 'authorization', 'connection', 'content-length', 'content-type', 'host']);
  });

  it('does not lend this machine to those who come from elsewhere', async () => {
    const other = await upstream((_, response) => response.end('{}'));
    const { url, port } = await started();
    const foreign = `http://mechant.example:${port}`;
    // a name pointed at 127.0.0.1, then three marks of a proxy
    expect((await submit(url, other, { origin: foreign, host: `mechant.example:${port}` })).status).toBe(403);
    for (const mark of ['x-forwarded-for', 'forwarded', 'via']) expect((await submit(url, other, { [mark]: '192.0.2.1' })).status).toBe(403);
    expect((await submit((await started({ proxy: true })).url, other)).status).toBe(403);
  });

  it('counts the client behind a proxy by the hop that the proxy wrote, and believes nobody else', async () => {
    const statuses = async (url: string, hops: string[]) => {
      const found: number[] = [];
      for (const hop of hops) found.push((await submit(url, 'http://interdit.example', { 'x-forwarded-for': hop })).status);
      return found;
    };
    const limits = { perSecond: 0.001, burst: 1 };
    const behind = await started({ proxy: true, limits });
    expect(await statuses(behind.url, ['9.9.9.9, 192.0.2.1', '8.8.8.8, 192.0.2.1', '192.0.2.2'])).toEqual([403, 429, 403]);
    const open = await started({ limits });
    expect(await statuses(open.url, ['192.0.2.1', '192.0.2.2'])).toEqual([403, 429]);
  });

  it('tells an upstream that is not there from one that hangs up', async () => {
    const gone = createTcp();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((done) => gone.close(done));
    const { url } = await started();
    const none = await submit(url, `http://127.0.0.1:${port}`);
    expect([none.status, none.headers['x-coursier-relais']]).toEqual([502, 'injoignable']);
    const rude = await upstream((request) => request.socket.destroy());
    const lost = await submit(url, rude);
    expect([lost.status, lost.headers['x-coursier-relais']]).toEqual([502, 'perdu']);
    const half = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"codeRetour":0', () => response.socket?.destroy());
    });
    const cut = await submit(url, half);
    expect([cut.status, cut.headers['x-coursier-relais']]).toEqual([502, 'perdu']);
  });

  it('breaks a long answer that breaks, and writes nothing of it down', async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name).mockImplementation(() => undefined));
    const other = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-espion': 'tres-secret' });
      response.write(`"${'tres-secret'.repeat(200_000)}`, () => response.socket?.destroy());
    });
    const { url } = await started();
    await expect(submit(url, other)).rejects.toThrow();
    const written = spies.flatMap((spy) =>
      spy.mock.calls.flat().map((part) => (part instanceof Error ? `${part.stack} ${String(part.cause)}` : String(part))),
    );
    for (const spy of spies) spy.mockRestore();
    expect(written.join('\n')).not.toContain('tres-secret');
  });

  it('lets the request in flight end, says on the health route that it leaves, and takes nobody more', async () => {
    let release = () => {};
    let arrived = () => {};
    const here = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const other = await upstream((request, response) => {
      request.resume();
      release = () => response.end('{"codeRetour":0}');
      arrived();
    });
    const { url, stop, app } = await started();
    const pending = submit(url, other, { connection: 'keep-alive' });
    await here;
    const stopped = stop();
    const health = await app.request('/sante');
    expect([health.status, await health.json()]).toEqual([503, { etat: 'arret' }]);
    await expect(call(`${url}/sante`)).rejects.toThrow();
    release();
    expect((await pending).status).toBe(200);
    await stopped;
  });

  it('cuts what outlasts the deadline', async () => {
    let arrived = () => {};
    const here = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const other = await upstream(() => arrived());
    const { url, stop } = await started();
    const pending = submit(url, other);
    const outcome = expect(pending).rejects.toThrow();
    await here;
    await stop(10);
    await outcome;
  });

  it('gives up the call to the portal when the client has gone', async () => {
    let arrived = () => {};
    const here = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let left = () => {};
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const other = await upstream((request, response) => {
      request.resume();
      response.on('close', left);
      arrived();
    });
    const { url, port } = await started();
    const socket: Socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /relais/other/cpro/factures/v1/soumettre HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${url}\r\nContent-Type: application/json\r\n${OTHER_API_HEADER}: ${other}\r\nContent-Length: 2\r\n\r\n{}`,
    );
    await here;
    socket.destroy();
    await gone;
  });

  it('plays a cut connection of the training portal as a lost answer, and takes a big file', async () => {
    const portal = createTrainingPortal();
    const { url } = await started({ portal });
    portal.control.once('coupure-avant', '/soumettre');
    const headers = { 'content-type': 'application/json', origin: url };
    const lost = await call(`${url}/relais/training/cpro/factures/v1/soumettre`, { method: 'POST', body: '{}', headers });
    expect([lost.status, lost.headers['x-coursier-relais']]).toEqual([502, 'perdu']);
    const big = await call(`${url}/relais/training/cpro/factures/v1/deposer/pdf`, {
      method: 'POST',
      body: `{"a":"${'x'.repeat(3_000_000)}"}`,
      headers,
    });
    // no token: the gateway's own refusal, after the body has passed
    expect([big.status, big.headers['x-coursier-relais']]).toEqual([400, undefined]);
  });
});

describe('node’s own client', () => {
  const send = byHttp();
  const never = new AbortController().signal;

  it('carries long bodies both ways as streams, and says their length when it is known', async () => {
    let seen: IncomingHttpHeaders = {};
    const url = await upstream((request, response) => {
      seen = request.headers;
      request.pipe(response);
    });
    const piece = new Uint8Array(500_000).fill(120);
    let left = 6;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left-- > 0) controller.enqueue(piece);
        else controller.close();
      },
    });
    const answer = await send(url, { method: 'POST', headers: { 'content-length': '3000000' }, body, signal: never });
    expect(answer.body).toBeInstanceOf(ReadableStream);
    expect((await new Response(answer.body).arrayBuffer()).byteLength).toBe(3_000_000);
    expect([seen['content-length'], seen['transfer-encoding']]).toEqual(['3000000', undefined]);
  });

  it('does not let a body that breaks look complete', async () => {
    let complete = false;
    let arrived = () => {};
    const here = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let over = () => {};
    const closed = new Promise<void>((resolve) => {
      over = resolve;
    });
    const url = await upstream((request) => {
      arrived();
      request.resume();
      request.on('end', () => {
        complete = true;
      });
      request.on('error', () => undefined).on('close', over);
    });
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(new Uint8Array(100_000));
        await here;
        controller.error(new Error('the client has gone'));
      },
    });
    await expect(send(url, { method: 'POST', headers: {}, body, signal: never })).rejects.toThrow();
    await closed;
    expect(complete).toBe(false);
  });

  it('knows that nothing left when it was stopped before the connection', async () => {
    const control = new AbortController();
    control.abort();
    await expect(send('http://127.0.0.1:1', { method: 'GET', headers: {}, body: null, signal: control.signal })).rejects.toBeInstanceOf(Unreachable);
  });

  it('takes a certificate that nobody vouches for as unreachable', async () => {
    const plain = createTcp((socket) => socket.resume().end('not TLS'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((done) => plain.close(done)));
    const { port } = plain.address() as AddressInfo;
    await expect(send(`https://127.0.0.1:${port}/`, { method: 'GET', headers: {}, body: null, signal: never })).rejects.toBeInstanceOf(Unreachable);
  });
});
