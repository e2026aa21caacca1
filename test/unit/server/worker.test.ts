import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../../lib/portal/paths.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Worker {
  fetch(request: Request, env: object): Promise<Response>;
}

/** The worker's entry as one script, and every module that went into it. */
async function bundled(): Promise<{ code: string; modules: string[]; imports: string[] }> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: 'pwa/server/worker.ts', formats: ['iife'], name: 'worker', fileName: () => 'worker.js' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const chunks = outputs.flatMap((output) => (output.type === 'chunk' ? [output] : []));
  return {
    code: chunks.map(({ code }) => code).join('\n'),
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    imports: chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
  };
}

describe('the handler on a worker platform', () => {
  let bundle: Awaited<ReturnType<typeof bundled>>;
  let worker: Worker;
  const sent: string[] = [];
  const env = {
    ASSETS: { fetch: async () => new Response('<title>Coursier</title>') },
    COURSIER_PISTE_PRODUCTION_ID: 'a',
    COURSIER_PISTE_PRODUCTION_SECRET: 'b',
  };

  beforeAll(async () => {
    bundle = await bundled();
    // What a worker has, and nothing of node: no process, no Buffer, no require.
    const web = { Request, Response, Headers, URL, URLSearchParams, AbortController, ReadableStream, TransformStream, TextEncoder, TextDecoder };
    const fetched: typeof fetch = async (input, init) => {
      sent.push(String(input), await new Response(init?.body).text());
      return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 3600 });
    };
    const context = createContext({ ...web, performance: { now: () => performance.now() }, setTimeout, clearTimeout, fetch: fetched });
    worker = runInContext(`${bundle.code}; worker.default ?? worker`, context) as Worker;
  });

  it('reaches no module of node and no file of the training portal', () => {
    const ours = bundle.modules.map((id) => id.replaceAll('\\', '/'));
    expect(ours.some((id) => id.endsWith('pwa/server/relay.ts'))).toBe(true);
    expect(ours.filter((id) => /^node:|__vite-browser-external|\/test\/|server\/(files|carrier-node)\.ts/.test(id))).toEqual([]);
    expect(bundle.imports).toEqual([]);
    expect(bundle.code).not.toMatch(/\brequire\(|from ?["']node:|import\(["']node:/);
  });

  it('serves the app with its policy, and its health', async () => {
    const page = await worker.fetch(new Request('https://coursier.example/'), env);
    expect(await page.text()).toContain('Coursier');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await worker.fetch(new Request('https://coursier.example/sante'), env)).status).toBe(200);
  });

  it('carries a call with the host’s key, and says that it has no training portal', async () => {
    const post = (path: string, type: string, body: string) =>
      worker.fetch(
        new Request(`https://coursier.example/relais/${path}`, {
          method: 'POST',
          body,
          headers: { 'content-type': type, origin: 'https://coursier.example', 'cf-connecting-ip': '192.0.2.1' },
        }),
        env,
      );
    const token = await post('production/api/oauth/token', 'application/x-www-form-urlencoded', 'client_id=&client_secret=');
    expect(token.status).toBe(200);
    expect(sent).toEqual(['https://oauth.piste.gouv.fr/api/oauth/token', 'client_id=a&client_secret=b']);
    expect((await post(`training${paths.submit.path}`, 'application/json', '{}')).status).toBe(404);
  });
});
