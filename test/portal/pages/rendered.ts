import { Hono } from 'hono';
import { advance } from '../books.ts';
import type { Portal } from '../state.ts';
import { bodyOf } from './body.ts';
import type { Counter } from './desk.ts';
import { classiqueDoor, tableauDoor } from './doors.ts';
import { formNames } from './fields.ts';
import type { Gate } from './gate.ts';
import { layout } from './layout.ts';
import { searchStructures } from './lookups.ts';
import { tableauServices, tableauStructures } from './tableau/page.ts';
import { tableauOutside } from './tableau/space.ts';
import { nextState, remember, startFlow, stateAt } from './webflow.ts';

/** The builds that the server draws page by page, and the phishing copy. */
export function renderedPages(portal: Portal, counter: Counter, gate: Gate): Hono {
  const app = new Hono();
  for (const door of [classiqueDoor('classique'), classiqueDoor('imitation'), tableauDoor]) {
    const { called, build, prefix } = door;
    app.get(`/${called}/${prefix}accueil`, (c) => door.show(c, 'accueil', 'Factures émises', door.home()));
    app.get(`/${called}/${prefix}factures`, async (c) => {
      await advance(portal);
      return door.show(c, 'factures', 'Synthèse', door.list([...portal.state.invoices].reverse(), [...counter.drafts].reverse()));
    });
    app.get(`/${called}/${prefix}facture`, async (c) => {
      await advance(portal);
      const invoice = portal.state.invoices.find((candidate) => candidate.identifiantFactureCPP === Number(c.req.query('id')));
      return invoice ? door.show(c, 'factures', `Facture ${invoice.numeroFacture}`, door.detail(invoice)) : c.notFound();
    });
    app.get(`/${called}/connexion`, (c) => gate.login(c, door.name));
    app.post(`/${called}/connexion`, (c) => gate.loggedIn(c));
    for (const form of formNames) {
      const here = `${prefix}${form}`;
      const expired = `connexion?expiree=1&retour=${here}`;
      app.get(`/${called}/${here}`, (c) => {
        const execution = c.req.query('execution');
        if (!execution) return c.redirect(`${here}?execution=${startFlow(gate.open(c), build, called, form, gate.switchesOf(c))}`, 302);
        const session = gate.sessionOf(c);
        const found = session && stateAt(session, execution);
        if (!found || found.flow.form !== form || found.flow.called !== called) return c.redirect(expired, 302);
        const { flow, state } = found;
        const body =
          state.outcome?.kind === 'envoi'
            ? door.sent(state.outcome.invoice)
            : state.outcome?.kind === 'flux'
              ? door.sentFlow(state.outcome.flow)
              : state.outcome?.kind === 'brouillon'
                ? door.saved()
                : door.form(portal, flow, state, execution);
        return door.show(c, form, form === 'saisir' ? 'Saisir une facture' : 'Déposer une facture', body, flow.switches);
      });
      // The next state, shown by a redirect as Web Flow does.
      app.post(`/${called}/${here}`, async (c) => {
        const session = gate.sessionOf(c);
        const found = session && stateAt(session, c.req.query('execution'));
        if (!session || !found || gate.isOver(session, found.flow.switches)) return c.redirect(expired, 303);
        const state = await nextState(portal, counter, found.flow, found.state, await bodyOf(c));
        return c.redirect(`${here}?execution=e${found.number}s${remember(found.flow, state)}`, 303);
      });
    }
  }

  for (const name of ['accueil', 'saisir', 'deposer', 'factures'])
    app.get(`/tableau/${name}`, (c) =>
      c.html(
        layout({ title: 'Portail d’entraînement', style: 'tableau', bodyClass: 'dehors' }, tableauOutside(`f-${name}${new URL(c.req.url).search}`)),
      ),
    );
  app.get('/tableau/f-structures', (c) => {
    const [siret, name] = [c.req.query('siret') ?? '', c.req.query('nom') ?? ''];
    return tableauDoor.show(c, '', 'Recherche', tableauStructures({ siret, name }, siret || name ? searchStructures(portal, { siret, name }) : null));
  });
  app.get('/tableau/f-services', (c) =>
    tableauDoor.show(c, '', 'Services', tableauServices(portal, c.req.query('siret') ?? '', c.req.query('code') ?? '')),
  );
  return app;
}
