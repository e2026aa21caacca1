import { Hono, type MiddlewareHandler } from 'hono';
import { securityHeaders } from './headers.ts';
import { notFoundPage } from './pages.ts';
import { type Caller, type RelayOptions, relay } from './relay.ts';

export interface HandlerOptions extends RelayOptions {
  /** The built app's files: from a disk (`files.ts`) or from a worker platform's store. */
  assets: (request: Request) => Response | Promise<Response>;
  /** The training portal's page for the person who plays the town hall. */
  operator?: (request: Request) => Response | Promise<Response>;
  /** The site is reached by https alone: browsers are told never to try otherwise. */
  https?: boolean;
}

export interface RelayHandler {
  app: Hono<{ Bindings: Caller }>;
  fetch(request: Request, caller?: Caller): Response | Promise<Response>;
  /** From now on the health route says that this process is leaving. */
  leave(): void;
}

/** The operator's page and the practice pages, as paths of the training portal. */
const trainingPage = /^\/(style\.css|operateur\/((statut|vie|pannes|vider)|(piece|facture)\/\d+)|formulaires(\/[\w./-]*)?)?$/;

/**
 * The whole site as one function from Request to Response, on web APIs alone: node (`pwa/server.ts`) and a worker platform (`worker.ts`) run the same.
 * test/unit/server/worker.test.ts bundles it and runs it where nothing of node exists.
 */
export function createHandler({ assets, operator, https = false, ...options }: HandlerOptions): RelayHandler {
  const app = new Hono<{ Bindings: Caller }>();
  let leaving = false;
  app.use('*', securityHeaders({ https }));

  app.get('/sante', (c) => c.json({ etat: leaving ? 'arret' : 'ok' }, leaving ? 503 : 200, { 'cache-control': 'no-store' }));
  app.route('/relais', relay(options));

  app.get('/entrainement', (c) => (operator ? c.redirect('/entrainement/', 301) : notFoundPage()));
  app.all('/entrainement/*', (c) => {
    const path = c.req.path.slice('/entrainement'.length);
    // The operator's page and the practice pages alone: the API is reached through the relay, under its rules.
    if (!operator || !trainingPage.test(path)) return notFoundPage();
    const url = new URL(c.req.url);
    url.pathname = path;
    return operator(new Request(url, c.req.raw));
  });

  // Every page asks once a day: none is no error.
  app.get('/annuaire/manifest.json', async (c) => {
    const answer = await assets(c.req.raw);
    return answer.status === 404 ? c.body(null, 204) : answer;
  });

  // Without its service worker (first visit, private window) the page cannot receive the file: it opens and says to pick it.
  app.post('/partage', (c) => c.redirect('/#/partage', 303));
  const files: MiddlewareHandler = async (c) => assets(c.req.raw);
  app.on(['GET', 'HEAD'], '*', files);
  app.notFound(notFoundPage);
  app.onError((_, c) => c.text('Erreur interne du serveur de Coursier. Vos factures sont intactes sur votre appareil.', 500));

  return {
    app,
    fetch: (request, caller = {}) => app.fetch(request, caller),
    leave() {
      leaving = true;
    },
  };
}
