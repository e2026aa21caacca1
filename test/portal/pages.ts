import { Hono } from 'hono';
import { html } from 'hono/html';
import { agentStatuses, statusWords } from './agent.ts';
import type { TrainingPortal } from './app.ts';
import { notice, structures } from './data.ts';
import { faultGroups, faultNames } from './fault-names.ts';
import { minuteOf, type Portal } from './state.ts';
import { css } from './style.ts';

const faultWords = Object.fromEntries(faultGroups.flatMap((group) => group.faults.map(([name, words]) => [name, words])));
const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
type Markup = ReturnType<typeof html>;

function layout(body: Markup | Markup[]): Markup {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Portail d’entraînement de Coursier</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<p class="notice" role="note">${notice}</p>
<header><h1>Portail d’entraînement</h1><p>Vous jouez ici l’agent public : les factures envoyées par Coursier arrivent sur cette page.</p></header>
<main>${body}</main>
<footer><p>${notice} Fait d’après des textes publics ; rien de ce qui est envoyé ici ne part ailleurs.</p></footer>
</body>
</html>`;
}

function invoiceCard(invoice: ReturnType<TrainingPortal['control']['invoices']>[number]): Markup {
  return html`<article class="card">
<h3>${invoice.typeFacture === 'AVOIR' ? 'Avoir' : 'Facture'} ${invoice.numeroFacture} <span class="status ${invoice.statut.toLowerCase()}">${statusWords[invoice.statut] ?? invoice.statut}</span></h3>
<dl>
<div><dt>Montant TTC</dt><dd>${euros.format(invoice.montantTTC)}</dd></div>
<div><dt>Destinataire</dt><dd>${invoice.designationDestinataire}<br><small>${invoice.codeDestinataire}</small></dd></div>
<div><dt>Service</dt><dd>${invoice.codeServiceExecutant || '—'}</dd></div>
<div><dt>Engagement</dt><dd>${invoice.numeroBonCommande || '—'}</dd></div>
<div><dt>Déposée</dt><dd>${minuteOf(invoice.deposeeLe)}</dd></div>
<div><dt>Pièces</dt><dd>${invoice.pieces.length}${invoice.numeroFluxDepot ? html` <small>(flux Factur-X)</small>` : ''}</dd></div>
<div><dt>Identifiant</dt><dd>${invoice.identifiantFactureCPP}</dd></div>
</dl>
<ol class="history">${invoice.historique.map(
    (entry) =>
      html`<li><time>${minuteOf(entry.le)}</time> ${statusWords[entry.code] ?? entry.code}${entry.commentaire ? html` : « ${entry.commentaire} »` : ''}</li>`,
  )}</ol>
<form method="post" action="operateur/statut" class="push">
<input type="hidden" name="id" value="${invoice.identifiantFactureCPP}">
<label>Nouveau statut <select name="statut">${agentStatuses.map((status) => html`<option value="${status}">${statusWords[status] ?? status}</option>`)}</select></label>
<label>Commentaire de l’agent <input name="commentaire" maxlength="2000" placeholder="Joindre le bon de livraison"></label>
<button>Changer le statut</button>
</form>
</article>`;
}

function page(portal: Portal, control: TrainingPortal['control']): Markup {
  const invoices = [...control.invoices()].reverse();
  return layout([
    html`<section><h2>Factures reçues (${invoices.length})</h2>${
      invoices.length === 0 ? html`<p class="empty">Aucune facture pour l’instant. Envoyez-en une depuis Coursier.</p>` : invoices.map(invoiceCard)
    }</section>`,
    html`<section><h2>Pannes</h2>
<form method="post" action="operateur/pannes" class="faults">
${faultNames.map((name) => html`<label class="check"><input type="checkbox" name="panne" value="${name}" ${portal.has(name) ? 'checked' : ''}> ${faultWords[name]}</label>`)}
<label>Lenteur de chaque réponse, en millisecondes <input type="number" name="lenteur" min="0" max="30000" step="100" value="${portal.state.latency}"></label>
<button>Appliquer</button>
</form></section>`,
    html`<section><h2>Destinataires d’essai</h2><table><thead><tr><th scope="col">SIRET</th><th scope="col">Nom</th><th scope="col">Ce qu’il exige</th><th scope="col">Services</th></tr></thead><tbody>${structures.map(
      (structure) =>
        html`<tr><td>${structure.identifiantStructure}</td><td>${structure.designationStructure}</td><td>${demand(structure)}</td><td>${structure.services.map(
          (service) =>
            html`<div><code>${service.codeService}</code>${service.estActif ? '' : ' (fermé)'}${service.numeroEngagement ? ' + engagement' : ''}</div>`,
        )}</td></tr>`,
    )}</tbody></table></section>`,
    html`<section><h2>Remise à zéro</h2><form method="post" action="operateur/vider"><button class="danger">Oublier toutes les factures et toutes les pannes</button></form></section>`,
  ]);
}

function demand(structure: (typeof structures)[number]): string {
  if (structure.gestionNumeroEJOuCodeService) return 'service ou engagement';
  const wanted = [structure.codeServiceDoitEtreRenseigne ? 'code service' : '', structure.numeroEJDoitEtreRenseigne ? 'engagement' : ''].filter(
    Boolean,
  );
  return wanted.join(' et ') || 'rien';
}

/** The public agent's page. Links are relative: it works at "/" and under "/entrainement/". */
export function operatorPages(portal: Portal, control: TrainingPortal['control']): Hono {
  const app = new Hono();
  app.get('/', (c) => c.html(page(portal, control)));
  app.get('/style.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }));
  // A page of another site must not be able to press these buttons.
  app.use('/operateur/*', async (c, next) => {
    const origin = c.req.header('origin');
    if (origin && new URL(origin).host !== (c.req.header('host') ?? new URL(c.req.url).host)) return c.text('Demande refusée', 403);
    return next();
  });
  app.post('/operateur/statut', async (c) => {
    const form = await c.req.parseBody();
    const status = agentStatuses.find((known) => known === form.statut);
    if (!status || !control.push(Number(form.id), status, String(form.commentaire ?? '').slice(0, 2000)))
      return c.html(layout(html`<p>Facture ou statut inconnu.</p>`), 404);
    return c.redirect('../', 303);
  });
  app.post('/operateur/pannes', async (c) => {
    const form = await c.req.parseBody({ all: true });
    const wanted = new Set([form.panne].flat());
    for (const name of faultNames) control.fault(name, wanted.has(name));
    control.latency(Number(form.lenteur) || 0);
    return c.redirect('../', 303);
  });
  app.post('/operateur/vider', (c) => {
    control.reset();
    return c.redirect('../', 303);
  });
  return app;
}
