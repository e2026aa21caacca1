import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { TrainingPortal } from '../test/portal/app.ts';
import { notFoundPage, staticFiles } from './server/files.ts';
import { securityHeaders } from './server/headers.ts';
import { type RelayOptions, relay } from './server/relay.ts';

export interface ServerOptions {
  /** Folder of the built app. */
  root: string;
  portal: TrainingPortal;
  upstream?: RelayOptions['upstream'];
  bodyLimit?: number;
}

export interface CoursierServer {
  app: Hono;
  /** Starts listening; resolves with the port taken (0 asks for any) and the way to stop. */
  listen(port: number, hostname?: string): Promise<{ port: number; close(): Promise<void> }>;
}

/** Static files of the app, the training portal's page, and the API relay: one process, no state of its own, no log. */
export function createServer({ root, portal, upstream, bodyLimit }: ServerOptions): CoursierServer {
  const app = new Hono();
  app.use('*', securityHeaders());

  app.get('/sante', (c) => c.json({ etat: 'ok' }, 200, { 'cache-control': 'no-store' }));
  app.route('/relais', relay({ training: (request) => portal.app.fetch(request), upstream, bodyLimit }));

  app.get('/entrainement', (c) => c.redirect('/entrainement/', 301));
  app.all('/entrainement/*', (c) => {
    const path = c.req.path.slice('/entrainement'.length);
    // The operator's page alone: the API is reached through the relay, under its rules.
    if (path !== '/' && path !== '/style.css' && !/^\/operateur\/(statut|pannes|vider)$/.test(path)) return notFoundPage(c);
    const url = new URL(c.req.url);
    url.pathname = path;
    return portal.app.fetch(new Request(url, c.req.raw));
  });

  // Without its service worker (first visit, private window) the page cannot receive the file: it opens and says to pick it.
  app.post('/partage', (c) => c.redirect('/#/partage', 303));
  app.on(['GET', 'HEAD'], '*', staticFiles(root));
  app.notFound(notFoundPage);
  app.onError((_, c) => c.text('Erreur interne du serveur de Coursier. Vos factures sont intactes sur votre appareil.', 500));

  return {
    app,
    listen: (port, hostname) =>
      new Promise((resolve, reject) => {
        const server = serve({ fetch: app.fetch, port, hostname }, (info: AddressInfo) =>
          resolve({
            port: info.port,
            close: () =>
              new Promise<void>((done) => {
                server.close(() => done());
                (server as Server).closeAllConnections?.();
              }),
          }),
        ) as Server;
        server.once('error', reject);
      }),
  };
}
