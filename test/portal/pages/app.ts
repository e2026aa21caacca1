import { type Context, Hono } from 'hono';
import { advance } from '../books.ts';
import type { Markup } from '../page-invoice.ts';
import type { Portal } from '../state.ts';
import { classiqueForm } from './classique/page.ts';
import { classiqueDetail, classiqueFrame, classiqueHome, classiqueList, classiqueSaved, classiqueSent } from './classique/space.ts';
import { css as classiqueCss } from './classique/style.ts';
import { clientOf } from './clients.ts';
import { type Brought, Counter, type Receipt } from './desk.ts';
import { type FormName, formNames } from './fields.ts';
import { homePage, loginPage } from './home.ts';
import { layout } from './layout.ts';
import { searchStructures, servicesAt } from './lookups.ts';
import { SLOW_MS, type SwitchName, switchesIn, switchNames } from './switches.ts';
import { type Flow, type FlowState, nextState, remember, type Session, Sessions, startFlow, stateAt } from './webflow.ts';

export interface PagesControl {
  /** What the server received from the forms, oldest first. */
  received(): readonly Receipt[];
  /** Switches of every page from now on; those of an address (`?essai=`) are added. */
  set(...names: SwitchName[]): void;
  reset(): void;
}

const COOKIE = 'JSESSIONID';
/** Scripts as files, and framed by themselves (the table build); nothing else. */
export const FORMS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
const MAX_BODY = 30 * 1024 * 1024;

/** The practice pages, to be mounted at /formulaires (with the app: /entrainement/formulaires). Links are relative: they work at any depth. */
export function practicePages(portal: Portal): { app: Hono; control: PagesControl } {
  const app = new Hono();
  const sessions = new Sessions(portal.random);
  const counter = new Counter(portal);
  let always: SwitchName[] = [];

  const control: PagesControl = {
    received: () => counter.received,
    set(...names) {
      always = switchNames.filter((name) => names.includes(name));
    },
    reset() {
      always = [];
      counter.reset();
      sessions.clear();
    },
  };

  const switchesOf = (c: Context): SwitchName[] => {
    const asked = switchesIn(c.req.query('essai'));
    return switchNames.filter((name) => always.includes(name) || asked.includes(name));
  };
  const sessionOf = (c: Context): Session | undefined =>
    sessions.find(new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(c.req.header('cookie') ?? '')?.[1]);
  const openSession = (c: Context): Session => {
    const session = sessionOf(c) ?? sessions.open();
    c.header('set-cookie', `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`);
    return session;
  };

  app.use('*', async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > MAX_BODY) return c.text('Envoi trop gros', 413);
    const slow = always.includes('lenteur') || switchesIn(c.req.query('essai')).includes('lenteur');
    if (slow && !/\/(client|style)\//.test(c.req.path)) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    await next();
    c.res.headers.set('content-security-policy', FORMS_POLICY);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });

  const page = (
    c: Context,
    title: string,
    body: Markup,
    options: { client?: string; style?: string; up?: string; trials?: readonly string[] } = {},
  ) => c.html(layout({ title, style: 'classique', ...options }, body));

  app.get('/', (c) => page(c, 'Portail d’entraînement', homePage(always), { up: '' }));
  app.post('/essais', async (c) => {
    const form = await c.req.parseBody({ all: true });
    control.set(...switchNames.filter((name) => [form.essai].flat().includes(name)));
    return c.redirect('./', 303);
  });
  app.get('/_recu', (c) => c.json(counter.received));

  app.get('/client/:file{.+\\.(js|css)}', async (c) => {
    const [name = '', kind] = c.req.param('file').split('.');
    const client = await clientOf(name);
    if (!client) return c.notFound();
    return c.body(kind === 'js' ? client.js : client.css, 200, {
      'content-type': kind === 'js' ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
    });
  });
  const styles: Record<string, string> = { classique: classiqueCss };
  app.get('/style/:file{.+\\.css}', (c) =>
    c.body(styles[c.req.param('file').slice(0, -4)] ?? '', 200, { 'content-type': 'text/css; charset=utf-8' }),
  );

  app.get('/donnees/structures', (c) =>
    c.json(searchStructures(portal, { siret: c.req.query('siret'), name: c.req.query('nom'), town: c.req.query('ville') })),
  );
  app.get('/donnees/services', (c) =>
    c.json(
      servicesAt(portal, c.req.query('siret') ?? '')
        .filter((service) => service.codeService.toLowerCase().includes((c.req.query('code') ?? '').toLowerCase()))
        .map((service) => ({ code: service.codeService, name: service.libelleService })),
    ),
  );

  /** The two doors that are the same code: the classique build and its copy. */
  for (const called of ['classique', 'imitation'] as const) {
    const name = called === 'imitation' ? 'Chorus Pro' : 'Portail d’entraînement';
    const framed = (c: Context, here: string, title: string, body: Markup, trials: readonly string[] = []) =>
      page(c, `${title} - ${name}`, classiqueFrame(here, body, name), { client: 'classique', trials });
    app.get(`/${called}`, (c) => c.redirect(`${called}/accueil`, 302));
    app.get(`/${called}/accueil`, (c) => framed(c, 'accueil', 'Factures émises', classiqueHome()));
    app.get(`/${called}/connexion`, (c) =>
      page(
        c,
        `Authentification - ${name}`,
        loginPage({ expired: c.req.query('expiree') === '1', back: c.req.query('retour') ?? '', portalName: name }),
      ),
    );
    app.post(`/${called}/connexion`, async (c) => {
      const form = await c.req.parseBody();
      openSession(c);
      return c.redirect(formNames.find((known) => known === form.retour) ?? 'accueil', 303);
    });
    app.get(`/${called}/factures`, async (c) => {
      await advance(portal);
      const newest = [...portal.state.invoices].reverse();
      return framed(c, 'factures', 'Synthèse', classiqueList(newest, [...counter.drafts].reverse()));
    });
    app.get(`/${called}/facture`, async (c) => {
      await advance(portal);
      const invoice = portal.state.invoices.find((candidate) => candidate.identifiantFactureCPP === Number(c.req.query('id')));
      return invoice ? framed(c, 'factures', `Facture ${invoice.numeroFacture}`, classiqueDetail(invoice)) : c.notFound();
    });
    for (const form of formNames) {
      app.get(`/${called}/${form}`, (c) => {
        const execution = c.req.query('execution');
        if (!execution) {
          const session = openSession(c);
          return c.redirect(`${form}?execution=${startFlow(session, 'classique', called, form, switchesOf(c))}`, 302);
        }
        const session = sessionOf(c);
        const found = session && stateAt(session, execution);
        if (!found || found.flow.form !== form) return c.redirect(`connexion?expiree=1&retour=${form}`, 302);
        return framed(
          c,
          form,
          form === 'saisir' ? 'Saisir une facture' : 'Déposer une facture',
          shown(found.flow, found.state, execution),
          found.flow.switches,
        );
      });
      app.post(`/${called}/${form}`, (c) => posted(c, form));
    }
  }

  function shown(flow: Flow, state: FlowState, execution: string): Markup {
    if (state.outcome?.kind === 'envoi') return classiqueSent(state.outcome.invoice);
    if (state.outcome?.kind === 'brouillon') return classiqueSaved();
    return classiqueForm(portal, flow, state, execution);
  }

  /** A post of a server-rendered page: the next state, shown by a redirect as Web Flow does. */
  async function posted(c: Context, form: FormName): Promise<Response> {
    const session = sessionOf(c);
    const found = session && stateAt(session, c.req.query('execution'));
    if (!session || !found) return c.redirect(`connexion?expiree=1&retour=${form}`, 303);
    session.posts++;
    if (found.flow.switches.includes('session-expiree') && session.posts === 2) {
      sessions.close(session);
      return c.redirect(`connexion?expiree=1&retour=${form}`, 303);
    }
    const state = await nextState(portal, counter, found.flow, found.state, await bodyOf(c));
    return c.redirect(`${form}?execution=e${found.number}s${remember(found.flow, state)}`, 303);
  }

  return { app, control };
}

/** Fields and files of a multipart post; an empty file input brings nothing. */
async function bodyOf(c: Context): Promise<{ fields: Record<string, string>; files: Record<string, Brought> }> {
  const fields: Record<string, string> = {};
  const files: Record<string, Brought> = {};
  for (const [name, value] of Object.entries(await c.req.parseBody())) {
    if (typeof value === 'string') fields[name] = value;
    else if (value instanceof File && value.size > 0)
      files[name] = { name: value.name, type: value.type, size: value.size, base64: Buffer.from(await value.arrayBuffer()).toString('base64') };
  }
  return { fields, files };
}
