import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { html } from 'hono/html';
import { foreign } from '../pages.ts';
import type { Portal } from '../state.ts';
import { css as classiqueCss } from './classique/style.ts';
import { clientOf } from './clients.ts';
import { dataRoutes } from './data-routes.ts';
import { Counter, type Receipt } from './desk.ts';
import { Gate } from './gate.ts';
import { homePage } from './home.ts';
import { layout } from './layout.ts';
import { css as materialCss } from './material/style.ts';
import { ordinaryForms } from './ordinary/forms.ts';
import { ordinaryIndex, ordinaryPage } from './ordinary/page.ts';
import { css as ordinaryCss } from './ordinary/style.ts';
import { css as reactCss } from './react/style.ts';
import { renderedPages } from './rendered.ts';
import { SLOW_MS, type SwitchName, switchNames } from './switches.ts';
import { css as tableauCss } from './tableau/style.ts';
import type { Values } from './values.ts';

export interface PagesControl {
  /** What the server received from the forms, oldest first. */
  received(): readonly Receipt[];
  /** What the newest conversation of a build rendered by the server holds now: values of its earlier pages too. */
  held(): Values;
  /** Switches of every page from now on; those of an address (`?essai=`) are added. */
  set(...names: SwitchName[]): void;
  /** A structure gets a name and services, so that drafts for it can be routed; the API knows them too. */
  teach(siret: string, name: string, services: readonly { code: string; name: string }[]): void;
  reset(): void;
}

/** Scripts as files, and framed by themselves (the table build); nothing else. */
export const FORMS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
/** Three files of the portal's ten megabytes. */
const MAX_BODY = 30 * 1024 * 1024;

const styles: Readonly<Record<string, string>> = {
  classique: classiqueCss,
  material: materialCss,
  ordinaires: ordinaryCss,
  react: reactCss,
  tableau: tableauCss,
};

/** The practice pages, to be mounted at /formulaires (with the app: /entrainement/formulaires). Links are relative: they work at any depth. */
export function practicePages(portal: Portal): { app: Hono; control: PagesControl } {
  const app = new Hono();
  const gate = new Gate(portal.random);
  const counter = new Counter(portal);
  const control: PagesControl = {
    received: () => counter.received,
    held: () => gate.sessions.newest()?.states.at(-1)?.values ?? {},
    set(...names) {
      gate.always = switchNames.filter((name) => names.includes(name));
    },
    teach(siret, name, services) {
      portal.state.taught[siret] = { name, services: [...services] };
      portal.save();
    },
    reset() {
      gate.always = [];
      counter.reset();
      gate.sessions.clear();
    },
  };

  app.use('*', async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > MAX_BODY) return c.text('Envoi trop gros', 413);
    if (c.req.method === 'POST' && foreign(c)) return c.text('Demande refusée', 403);
    if (gate.switchesOf(c).includes('lenteur') && !/\/(client|style)\//.test(c.req.path))
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    await next();
    c.res.headers.set('content-security-policy', FORMS_POLICY);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });

  app.get('/', (c) => c.html(layout({ title: 'Portail d’entraînement', style: 'classique', up: '' }, homePage(gate.always))));
  app.post('/essais', async (c) => {
    const form = await c.req.parseBody({ all: true });
    control.set(...switchNames.filter((name) => [form.essai].flat().includes(name)));
    return c.redirect('./', 303);
  });
  app.get('/_recu', (c) => c.json(counter.received));

  app.use('/client/*', etag());
  app.get('/client/:file{.+\\.(js|css)}', async (c) => {
    const [name = '', kind] = c.req.param('file').split('.');
    const client = await clientOf(name);
    if (!client) return c.notFound();
    return c.body(kind === 'js' ? client.js : client.css, 200, {
      'content-type': kind === 'js' ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });
  app.get('/style/:file{.+\\.css}', (c) =>
    c.body(styles[c.req.param('file').slice(0, -4)] ?? '', 200, { 'content-type': 'text/css; charset=utf-8' }),
  );

  // The builds that live in the browser: an empty page, and their script.
  for (const build of ['react', 'material'] as const) {
    for (const name of ['accueil', 'saisir', 'deposer', 'factures'])
      app.get(`/${build}/${name}`, (c) => {
        gate.open(c);
        const trials = gate.switchesOf(c);
        return c.html(
          layout(
            { title: 'Portail d’entraînement', client: build, style: build, trials },
            build === 'react' ? html`<div id="root"></div>` : html`<app-root></app-root>`,
          ),
        );
      });
    app.get(`/${build}/connexion`, (c) => gate.login(c, 'Portail d’entraînement'));
    app.post(`/${build}/connexion`, (c) => gate.loggedIn(c));
  }
  app.get('/ordinaires/', (c) => c.html(layout({ title: 'Vingt formulaires ordinaires', style: 'ordinaires' }, ordinaryIndex())));
  app.get('/ordinaires/:name', (c) => {
    const name = c.req.param('name');
    const form = ordinaryForms[name];
    return form ? c.html(layout({ title: `${form.title} - ${form.site}`, style: 'ordinaires' }, ordinaryPage(name, form))) : c.notFound();
  });
  app.post('/ordinaires/recu', (c) => c.redirect('./', 303));
  app.route('/donnees', dataRoutes(portal, counter, gate));
  app.route('/', renderedPages(portal, counter, gate));
  return { app, control };
}
