import { describe, expect, it, vi } from 'vitest';
import { OTHER_API_HEADER, OTHER_TOKEN_HEADER, paths } from '../../../lib/portal/paths.ts';
import { restoreRelayState } from '../../../lib/portal/relay-state.ts';
import { byFetch } from '../../../pwa/server/carrier.ts';
import { createHandler, type HandlerOptions } from '../../../pwa/server/handler.ts';
import type { Caller } from '../../../pwa/server/relay.ts';

const home = 'http://localhost';
const secret = 'le-secret+de/PISTE "x"';
const key = { id: 'application-de-l-hote', secret };

interface Call {
  url: string;
  method: string;
  headers: Headers;
  body: string;
}

/** A relay whose upstream writes down what it gets and answers `answer`. */
function made(options: Partial<HandlerOptions> = {}, answer: (call: Call) => Response | Promise<Response> = () => Response.json({ codeRetour: 0 })) {
  const calls: Call[] = [];
  const upstream: typeof fetch = async (input, init = {}) => {
    const body = init.body ? await new Response(init.body as BodyInit).text() : '';
    const call = { url: String(input), method: init.method ?? 'GET', headers: new Headers(init.headers), body };
    calls.push(call);
    return answer(call);
  };
  const handler = createHandler({ carrier: byFetch(upstream), assets: () => new Response('page'), ...options });
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}, caller: Caller = {}) =>
    handler.fetch(
      new Request(`${home}/relais/${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', origin: home, host: 'localhost', ...headers },
        ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
      } as RequestInit),
      caller,
    );
  const token = (environment: string, form: string, headers: Record<string, string> = {}, caller: Caller = {}) =>
    post(`${environment}/api/oauth/token`, form, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, caller);
  const state = async (caller: Caller = {}) => {
    const response = await handler.fetch(new Request(`${home}/relais/etat`), caller);
    return { response, state: restoreRelayState(await response.json()) };
  };
  return { handler, calls, post, token, state };
}

describe('the extension', () => {
  const extension = { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' };
  it('may train here, and reaches no real portal through this relay', async () => {
    const { calls, post, token } = made({ training: () => Response.json({ codeRetour: 0 }), keys: { production: key } });
    expect((await token('training', 'client_id=a', extension)).status).toBe(200);
    expect((await post('training/cpro/structures/v1/rechercher', '{}', { origin: 'moz-extension://7c9b1f0e-2a54' })).status).toBe(200);
    for (const environment of ['production', 'qualification', 'other']) expect((await token(environment, 'client_id=', extension)).status).toBe(403);
    expect((await token('training', 'client_id=a', { origin: 'https://ailleurs.example' })).status).toBe(403);
    expect(calls).toEqual([]);
  });
});

describe('« autre »', () => {
  const submit = 'other/cpro/factures/v1/soumettre';
  const here: Caller = { client: 'a', atThisMachine: true };
  const api = (value: string) => ({ [OTHER_API_HEADER]: value });

  it('carries the API calls below the base and the token request to its whole address', async () => {
    const { calls, post, token } = made({ otherHosts: ['https://emulateur.example:8443'] });
    expect((await post(submit, '{}', { ...api('https://emulateur.example:8443/chorus/'), authorization: 'Bearer t' })).status).toBe(200);
    await token('other', 'client_id=a&client_secret=b', { [OTHER_TOKEN_HEADER]: 'https://emulateur.example:8443/oauth/jeton?x=1' });
    expect(calls.map(({ url }) => url)).toEqual([
      'https://emulateur.example:8443/chorus/cpro/factures/v1/soumettre',
      'https://emulateur.example:8443/oauth/jeton?x=1',
    ]);
    expect([...(calls[0]?.headers.keys() ?? [])].sort()).toEqual(['authorization', 'content-type']);
  });

  it.each([
    ['another host', 'https://autre.example:8443'],
    ['another port', 'https://emulateur.example'],
    ['another scheme', 'http://emulateur.example:8443'],
    ['a name that begins alike', 'https://emulateur.example:8443.mechant.example'],
    ['a user name', 'https://emulateur.example:8443@mechant.example'],
    ['credentials', 'https://moi:secret@emulateur.example:8443'],
    ['a query', 'https://emulateur.example:8443/?a=1'],
    ['a fragment', 'https://emulateur.example:8443/#'],
    ['no http', 'ftp://emulateur.example:8443'],
    ['a file', 'file:///etc/passwd'],
    ['this machine', 'http://127.0.0.1:8787'],
    ['nonsense', 'emulateur'],
    ['nothing', ''],
  ])('refuses %s', async (_, base) => {
    const { calls, post } = made({ otherHosts: ['https://emulateur.example:8443'] });
    const answer = await post(submit, '{}', base ? api(base) : {}, here);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-coursier-relais')).toBe('refuse');
    expect(await answer.json()).toEqual({ relais: 'adresse non autorisée' });
    expect(calls).toEqual([]);
  });

  it('is this machine alone when the operator said nothing, and for those who sit at it', async () => {
    const { calls, post } = made();
    for (const base of ['http://127.0.0.1:8787', 'http://localhost:8787/a', 'http://[::1]:1', 'http://127.1:8787'])
      expect((await post(submit, '{}', api(base), here)).status).toBe(200);
    expect(calls.at(-1)?.url).toBe('http://127.0.0.1:8787/cpro/factures/v1/soumettre');
    for (const base of ['http://192.168.0.1', 'http://169.254.169.254', 'http://example.org', 'http://localhost.example.org', 'http://[::]'])
      expect((await post(submit, '{}', api(base), here)).status).toBe(403);
    expect((await post(submit, '{}', api('http://127.0.0.1:8787'), { client: 'b' })).status).toBe(403);
    expect((await made({ otherHosts: [] }).post(submit, '{}', api('http://127.0.0.1:8787'), here)).status).toBe(403);
  });

  it('keeps the fixed list of paths and follows no redirection', async () => {
    const moved = () => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } });
    const { calls, post } = made({ otherHosts: ['http://a.example'] }, moved);
    expect((await post('other/cpro/autre', '{}', api('http://a.example'))).status).toBe(404);
    const answer = await post(submit, '{}', api('http://a.example'));
    expect([answer.status, answer.headers.get('x-coursier-relais'), answer.headers.get('location')]).toEqual([502, 'perdu', null]);
    expect(calls).toHaveLength(1);
  });
});

describe('the host’s PISTE key', () => {
  const empty = 'grant_type=client_credentials&client_id=&client_secret=&scope=openid';

  it('fills an empty form, in its own environment alone', async () => {
    const { calls, token } = made({ keys: { production: key }, otherHosts: ['http://a.example'] });
    await token('production', empty);
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: key.id,
      client_secret: secret,
      scope: 'openid',
    });
    await token('production', 'grant_type=client_credentials&scope=openid');
    expect(new URLSearchParams(calls[1]?.body).get('client_secret')).toBe(secret);
    await token('qualification', empty);
    await token('other', empty, { [OTHER_TOKEN_HEADER]: 'http://a.example/jeton' });
    expect(calls.slice(2).map(({ body }) => body)).toEqual([empty, empty]);
  });

  it('leaves untouched whoever has his own, or half of it', async () => {
    const { calls, token } = made({ keys: { production: key } });
    const own = ['client_id=moi&client_secret=mien&x=%20', 'client_id=moi&client_secret=', 'client_id=&client_secret=mien'];
    for (const form of own) await token('production', form);
    await token('production', empty, { authorization: 'Basic bW9pOm1pZW4=' });
    expect(calls.map(({ body }) => body)).toEqual([...own, empty]);
  });

  it.each([
    ['as it is', () => new Response(`{"echo":"${secret}"}`, { status: 403 })],
    ['as the form had it', (call: Call) => new Response(call.body, { status: 400 })],
    ['in JSON', () => Response.json({ echo: [secret] })],
    [
      'in a header',
      (call: Call) => new Response('', { status: 401, headers: { 'www-authenticate': new URLSearchParams(call.body).get('client_secret') ?? '' } }),
    ],
  ])('holds back an answer that sends the secret back %s', async (_, echo) => {
    const { token } = made({ keys: { production: key } }, echo);
    const answer = await token('production', empty);
    const told = JSON.stringify([...answer.headers]) + (await answer.text());
    expect([answer.status, answer.headers.get('x-coursier-relais')]).toEqual([502, 'perdu']);
    expect(told).toContain('réponse retenue');
    expect(told).not.toContain('PISTE');
  });

  it('never appears in an error or a log', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
    const { token, state } = made({ keys: { production: key } }, (call) => {
      throw new Error(call.body);
    });
    const answer = await token('production', empty);
    const told = `${JSON.stringify([...answer.headers])}${await answer.text()}${JSON.stringify((await state()).state)}`;
    const logged = spies.flatMap((spy) => spy.mock.calls).flat();
    for (const spy of spies) spy.mockRestore();
    expect(answer.status).toBe(502);
    expect(told).not.toContain('PISTE');
    expect(logged).toEqual([]);
  });
});

describe('what the relay says of itself', () => {
  it('names the environments it can serve, without an origin and without a cache', async () => {
    const { state } = made({ keys: { production: key } });
    const { response, state: read } = await state({ atThisMachine: true });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(read).toEqual({
      environnements: { training: { ouvert: false }, qualification: { cle: false }, production: { cle: true }, other: { hotes: true } },
    });
    expect((await state()).state?.environnements.other).toEqual({ hotes: false });
    expect((await made({ otherHosts: ['http://a.example'] }).state()).state?.environnements.other).toEqual({ hotes: true });
    expect((await made({ otherHosts: [] }).state({ atThisMachine: true })).state?.environnements.other).toEqual({ hotes: false });
  });

  it('is read leniently, and not at all from something else', () => {
    const none = { training: { ouvert: false }, qualification: { cle: false }, production: { cle: false }, other: { hotes: false } };
    expect(restoreRelayState({ environnements: {} })).toEqual({ environnements: none });
    expect(restoreRelayState({ environnements: { production: { cle: 'oui' }, other: 3 } })).toEqual({ environnements: none });
    for (const foreign of [null, '', '<html>', [], { relais: 'adresse inconnue' }]) expect(restoreRelayState(foreign)).toBeNull();
  });

  it('refuses training where there is none, with a sentence', async () => {
    const answer = await made().post('training/cpro/factures/v1/soumettre', '{}');
    expect([answer.status, answer.headers.get('x-coursier-relais')]).toEqual([404, 'refuse']);
    expect(await answer.text()).toContain('pas de portail d’entraînement');
  });
});

describe('limits', () => {
  it('lets a client go on at its pace and asks a flood to wait, telling that the portal saw nothing', async () => {
    let time = 0;
    const { calls, post, handler } = made({ limits: { perSecond: 2, burst: 3 }, now: () => time });
    const once = (client: string) => post('production/cpro/factures/v1/soumettre', '{}', {}, { client });
    const statuses = async (times: number, client: string) => {
      const found: number[] = [];
      for (let i = 0; i < times; i++) found.push((await once(client)).status);
      return found;
    };
    expect(await statuses(5, 'a')).toEqual([200, 200, 200, 429, 429]);
    const refused = await once('a');
    expect([refused.headers.get('retry-after'), refused.headers.get('x-coursier-relais')]).toEqual(['1', 'refuse']);
    expect(calls).toHaveLength(3);
    expect(await statuses(1, 'b')).toEqual([200]);
    time += 1000;
    expect(await statuses(3, 'a')).toEqual([200, 200, 429]);
    expect((await handler.fetch(new Request(`${home}/`), { client: 'a' })).status).toBe(200);
    expect((await handler.fetch(new Request(`${home}/sante`), { client: 'a' })).status).toBe(200);
  });

  it('gives each kind of body its own size', async () => {
    const { calls, post, token } = made();
    const big = 'x'.repeat(1_100_000);
    expect((await token('production', 'x'.repeat(5000))).status).toBe(413);
    expect((await post('production/cpro/factures/v1/soumettre', big)).status).toBe(413);
    for (const { path } of [paths.depositPdf, paths.depositFlow, paths.addFile, paths.complete])
      expect((await post(`production${path}`, big)).status).toBe(200);
    expect(calls.map(({ body }) => body.length)).toEqual([1_100_000, 1_100_000, 1_100_000, 1_100_000]);
  });

  it('counts a body that does not say its size', async () => {
    const flow = (pieces: number) =>
      new ReadableStream({
        start(controller) {
          for (let i = 0; i < pieces; i++) controller.enqueue(new Uint8Array(400_000).fill(120));
          controller.close();
        },
      });
    const { calls, post } = made({ bodyLimit: 2_000_000 });
    expect((await post('production/cpro/factures/v1/soumettre', flow(2))).status).toBe(200);
    expect((await post('production/cpro/factures/v1/soumettre', flow(3))).status).toBe(413);
    expect((await post('production/cpro/factures/v1/deposer/pdf', flow(5))).status).toBe(200);
    expect((await post('production/cpro/factures/v1/deposer/pdf', flow(6))).status).toBe(413);
    expect(calls.map(({ body }) => body.length)).toEqual([800_000, 2_000_000]);
  });

  it('gives back what a body held, however the call ends', async () => {
    let fail = true;
    const { post } = made({ bodyLimit: 300_000_000 }, () => {
      if (fail) throw new Error('cut');
      return Response.json({});
    });
    // 600 times a megabyte announced: more than may be held at once
    for (let i = 0; i < 600; i++) await post('production/cpro/factures/v1/soumettre', '{}', { 'content-length': '1000000' });
    fail = false;
    expect((await post('production/cpro/factures/v1/soumettre', '{}')).status).toBe(200);
  });
});

describe('answers', () => {
  it('are whole or known to be cut', async () => {
    const cut = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"codeRetour":0,'));
            controller.error(new Error('reset'));
          },
        }),
      );
    const answer = await made({}, cut).post('production/cpro/factures/v1/soumettre', '{}');
    expect([answer.status, answer.headers.get('x-coursier-relais')]).toEqual([502, 'perdu']);
  });

  it('stream when they are long', async () => {
    const text = `"${'x'.repeat(3_000_000)}"`;
    const answer = await made({}, () => new Response(text)).post('production/cpro/factures/v1/telecharger/groupe', '{}');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(text);
  });

  it('carry the headers of safety, and the word of https when the operator gave it', async () => {
    const plain = await made().handler.fetch(new Request(`${home}/`));
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    expect(plain.headers.get('x-powered-by')).toBeNull();
    expect(plain.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const secure = await made({ https: true }).post('production/cpro/factures/v1/soumettre', '{}');
    expect(secure.headers.get('strict-transport-security')).toContain('max-age=');
    expect(secure.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});
