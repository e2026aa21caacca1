import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../pwa/server/headers.ts';
import { createServer } from '../../../pwa/server.ts';
import { createTrainingPortal } from '../../portal/app.ts';

const home = 'http://localhost';
const own = { origin: home, host: 'localhost' };
let folder = '';
let root = '';
const forwarded: { url: string; init: RequestInit; body: string }[] = [];
const upstream: typeof fetch = async (input, init = {}) => {
  forwarded.push({ url: String(input), init, body: init.body ? await new Response(init.body as ReadableStream).text() : '' });
  return new Response('{"codeRetour":0,"libelle":"ok"}', {
    headers: { 'content-type': 'application/json', 'set-cookie': 'espion=1', 'x-correlationid': 'Id-1' },
  });
};
const portal = createTrainingPortal();
let server = createServer({ root, portal, upstream });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursier-server-'));
  root = join(folder, 'pwa');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), `<!doctype html><title>Coursier</title>${'<p>bonjour</p>'.repeat(100)}`);
  writeFileSync(join(root, 'assets', 'main-abc.js'), 'export const a = 1;\n'.repeat(200));
  writeFileSync(join(root, 'sw.js'), '// worker');
  mkdirSync(join(root, 'guide'));
  writeFileSync(join(root, 'guide.html'), '<!doctype html><title>Guide</title>');
  writeFileSync(join(root, 'guide/codes.html'), '<!doctype html><title>Codes</title>');
  writeFileSync(join(root, 'manifest.webmanifest'), '{}');
  writeFileSync(join(root, 'core.wasm'), new Uint8Array(2000));
  writeFileSync(join(root, '.hidden'), 'hidden');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  server = createServer({ root, portal, upstream, bodyLimit: 5000 });
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) => server.app.request(`${home}${path}`, { headers });
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  server.app.request(`${home}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...own, ...headers } });

describe('static files', () => {
  it('serves the shell with its type, its policy and no lasting cache', async () => {
    const answer = await get('/');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/assets/main-abc.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/manifest.webmanifest')).headers.get('content-type')).toContain('application/manifest+json');
    expect((await get('/core.wasm')).headers.get('content-type')).toBe('application/wasm');
  });

  it('serves a published directory under its own path, and says that there is none without an error', async () => {
    expect((await get('/annuaire/manifest.json')).status).toBe(204);
    expect((await get('/annuaire/base.bin')).status).toBe(404);
    const directory = join(folder, 'published');
    mkdirSync(directory);
    writeFileSync(join(directory, 'manifest.json'), '{"sequence":1}');
    const { app } = createServer({ root, directory });
    const answer = await app.request(`${home}/annuaire/manifest.json`);
    expect(await answer.json()).toEqual({ sequence: 1 });
    const again = await app.request(`${home}/annuaire/manifest.json`, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect((await app.request(`${home}/annuaire/../secret.txt`)).status).toBe(404);
    expect((await app.request(`${home}/annuaire/%2e%2e/secret.txt`)).status).toBe(404);
  });

  it('serves the pages beside the app by their name, with the same policy', async () => {
    for (const [path, title] of [
      ['/guide', 'Guide'],
      ['/guide/codes', 'Codes'],
      ['/guide.html', 'Guide'],
    ] as const) {
      const answer = await get(path);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(await answer.text()).toContain(`<title>${title}</title>`);
    }
    for (const path of ['/guide/', '/guide/nulle', '/.hidden.html', '/secret']) expect((await get(path)).status).toBe(404);
  });

  it('compresses what gains by it, and answers 304 to whoever has it', async () => {
    const plain = await (await get('/')).text();
    const packed = await get('/', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('vary')).toBe('Accept-Encoding');
    const unzipped = await get('/', { 'accept-encoding': 'gzip' });
    const text = await new Response(unzipped.body?.pipeThrough(new DecompressionStream('gzip'))).text();
    expect(text).toBe(plain);
    const etag = packed.headers.get('etag') ?? '';
    expect((await get('/', { 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(304);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%5c..%5csecret.txt',
    '/link.txt',
    '/.hidden',
    '/%00',
    '/%',
    '/assets',
    '/rien',
    '/index',
  ])('answers 404 to %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    const text = await answer.text();
    expect(text).toContain('Page introuvable');
    expect(text).not.toContain('secret');
  });

  it('does not leave its folder when the path comes raw from a socket', async () => {
    const { port, close } = await server.listen(0, '127.0.0.1');
    try {
      const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
        httpRequest({ port, host: '127.0.0.1', path: '/assets/../../secret.txt' }, (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        })
          .on('error', reject)
          .end();
      });
      expect(answer.status).toBe(404);
      expect(answer.text).not.toBe('secret');
    } finally {
      await close();
    }
  });

  it('opens the app when a file is shared before the worker lives', async () => {
    const answer = await server.app.request(`${home}/partage`, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/#/partage');
  });
});

describe('the relay', () => {
  it('forwards a known path with the two authorisations and nothing else', async () => {
    forwarded.length = 0;
    const answer = await post('/relais/qualification/cpro/factures/v1/soumettre', '{"a":1}', {
      authorization: 'Bearer t',
      'cpro-account': 'abc',
      cookie: 'c=1',
      'x-forwarded-for': '1.2.3.4',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('x-correlationid')).toBe('Id-1');
    const [call] = forwarded;
    expect(call?.url).toBe('https://sandbox-api.piste.gouv.fr/cpro/factures/v1/soumettre');
    expect(call?.body).toBe('{"a":1}');
    const names = [...new Headers(call?.init.headers).keys()].sort();
    expect(names).toEqual(['authorization', 'content-type', 'cpro-account']);
    await post('/relais/production/api/oauth/token', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(forwarded[1]?.url).toBe('https://oauth.piste.gouv.fr/api/oauth/token');
  });

  it.each([
    ['an unknown path', '/relais/qualification/cpro/factures/v1/autre', {}, 404],
    ['a path with more', '/relais/qualification/cpro/factures/v1/soumettre/x', {}, 404],
    ['a query', '/relais/qualification/cpro/factures/v1/soumettre?u=http://x', {}, 404],
    ['another host', '/relais/example.org/cpro/factures/v1/soumettre', {}, 404],
    ['a whole address', '/relais/qualification/https://example.org/', {}, 404],
    ['climbing', '/relais/qualification/cpro/..%2f..%2fx', {}, 404],
    ['no environment', '/relais/', {}, 404],
    ['a foreign origin', '/relais/qualification/cpro/factures/v1/soumettre', { origin: 'https://evil.example' }, 403],
    ['a null origin', '/relais/qualification/cpro/factures/v1/soumettre', { origin: 'null' }, 403],
    ['another content type', '/relais/qualification/cpro/factures/v1/soumettre', { 'content-type': 'text/plain' }, 415],
    ['a form on the API', '/relais/qualification/cpro/factures/v1/soumettre', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('refuses %s', async (_, path, headers, status) => {
    forwarded.length = 0;
    const answer = await post(path, '{}', headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-coursier-relais')).toBe('refuse');
    expect(forwarded).toEqual([]);
  });

  it('refuses a request without origin, and the wrong method', async () => {
    forwarded.length = 0;
    const bare = await server.app.request(`${home}/relais/qualification/cpro/factures/v1/soumettre`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(bare.status).toBe(403);
    expect((await get('/relais/qualification/cpro/factures/v1/soumettre', own)).status).toBe(405);
    expect(forwarded).toEqual([]);
  });

  it('stops a body that is too big, announced or not', async () => {
    expect((await post('/relais/training/cpro/factures/v1/soumettre', 'x', { 'content-length': '6000' })).status).toBe(413);
    expect((await post('/relais/qualification/cpro/factures/v1/soumettre', 'x'.repeat(6000))).status).toBe(413);
  });

  it('says whether the portal can have seen the request', async () => {
    const failing = (error: unknown) => createServer({ root, portal, upstream: () => Promise.reject(error) });
    const call = (which: ReturnType<typeof createServer>) =>
      which.app.request(`${home}/relais/production/cpro/factures/v1/soumettre`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', ...own },
      });
    const refused = await call(failing(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })));
    expect(refused.headers.get('x-coursier-relais')).toBe('injoignable');
    const lost = await call(failing(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })));
    expect(lost.headers.get('x-coursier-relais')).toBe('perdu');
  });

  it('reaches the training portal and writes nothing anywhere of what passes', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
    const out = vi.spyOn(process.stdout, 'write');
    const answer = await post(
      '/relais/training/api/oauth/token',
      'grant_type=client_credentials&client_id=x&client_secret=tres-secret&scope=openid',
      {
        'content-type': 'application/x-www-form-urlencoded',
      },
    );
    expect(answer.status).toBe(400);
    const written = [...spies.flatMap((spy) => spy.mock.calls), ...out.mock.calls].flat().map(String).join('');
    for (const spy of [...spies, out]) spy.mockRestore();
    expect(written).not.toContain('tres-secret');
  });
});

describe('the operator’s page', () => {
  it('is mounted with its style, under the same policy, and nothing of the API', async () => {
    const page = await get('/entrainement/');
    expect(await page.text()).toContain('Ce n’est pas le portail de l’État');
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect((await get('/entrainement/style.css')).headers.get('content-type')).toContain('text/css');
    expect((await get('/entrainement')).status).toBe(301);
    expect((await post('/entrainement/cpro/factures/v1/soumettre', '{}')).status).toBe(404);
    expect(await (await get('/sante')).json()).toEqual({ etat: 'ok' });
  });
});
