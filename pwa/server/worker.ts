import { byFetch } from './carrier.ts';
import { createHandler, type RelayHandler } from './handler.ts';
import { notFoundPage } from './pages.ts';
import { settingsOf } from './settings.ts';

interface Bindings extends Readonly<Record<string, unknown>> {
  /** The platform's store of the built app (.output/pwa). */
  ASSETS: { fetch(request: Request): Promise<Response> };
}

let handler: RelayHandler | undefined;

/** The entry of a worker platform. No training portal (it keeps books), no rate limit of ours unless the platform names the client. */
export default {
  fetch(request: Request, env: Bindings): Response | Promise<Response> {
    handler ??= createHandler({
      ...settingsOf(env),
      carrier: byFetch((input, init) => fetch(input, init)),
      assets: async (asked) => {
        const file = await env.ASSETS.fetch(asked);
        // the platform's own answer cannot be given our headers, its copy can
        return file.status === 404 ? notFoundPage() : new Response(file.body, file);
      },
    });
    return handler.fetch(request, { client: request.headers.get('cf-connecting-ip') ?? undefined });
  },
};
