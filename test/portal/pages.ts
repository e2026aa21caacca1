import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { agentStatuses, reasons } from './agent.ts';
import type { TrainingPortal } from './app.ts';
import { notice } from './data.ts';
import { faultNames } from './fault-names.ts';
import { mainFile } from './files.ts';
import { faultsPanel, recipientsPanel, resetPanel } from './page-faults.ts';
import { invoiceCard, type Markup, reasonLists, wordsOf } from './page-invoice.ts';
import type { Portal, TrainingInvoice } from './state.ts';
import { css } from './style.ts';

const SHOWN = 30;
/** No script at all, whatever a supplier writes in his invoice. */
const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function layout(body: Markup | Markup[]): Markup {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Portail d’entraînement de Coursier</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
</head>
<body>
<section class="notice" aria-label="Avertissement"><p>${notice}</p></section>
<header><h1>Portail d’entraînement</h1><p>Vous jouez l’agent public. Les factures envoyées par Coursier arrivent ici&nbsp;: rejetez-les, payez-les, et voyez-les changer dans l’application.</p></header>
${body}
<footer><p>${notice} Il est fait d’après des textes publics&nbsp;; rien de ce qui est envoyé ici ne part ailleurs.</p></footer>
</body>
</html>`;
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** All the words of the query, anywhere in what the card shows. */
function matches(invoice: TrainingInvoice, query: string): boolean {
  const text = fold(
    [
      invoice.numeroFacture,
      invoice.designationDestinataire,
      invoice.codeDestinataire,
      invoice.codeServiceExecutant,
      invoice.numeroBonCommande,
      invoice.identifiantFactureCPP,
      wordsOf(invoice.statut),
      invoice.montantTTC.toFixed(2).replace('.', ','),
    ].join(' '),
  );
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function page(portal: Portal, { query, done, all }: { query: string; done: number; all: boolean }): Markup {
  const invoices = [...portal.state.invoices].reverse();
  const found = invoices.filter((invoice) => matches(invoice, query));
  const shown = all ? found : found.slice(0, SHOWN);
  const count = portal.state.faults.length + (portal.state.latency > 0 ? 1 : 0);
  const empty = query
    ? html`<p class="empty">Aucune facture ne répond à « ${query} ». <a href="./">Tout revoir</a></p>`
    : html`<p class="empty"><strong>Aucune facture pour l’instant.</strong><br>Envoyez-en une depuis Coursier, puis rechargez cette page.</p>`;
  return layout(html`
<p class="alone"><a href="formulaires/">Les pages de saisie et de dépôt, pour essayer l’extension</a></p>
${count > 0 ? html`<p class="alarm"><a href="#pannes">${count > 1 ? `${count} pannes sont en marche` : 'Une panne est en marche'}</a></p>` : ''}
<div class="columns"><main>
<h2 id="factures">Factures reçues${invoices.length > 0 ? html` <span class="soft">(${invoices.length})</span>` : ''}</h2>
${
  invoices.length > 0
    ? html`<form method="get" action="./" role="search" class="search"><label for="q">Chercher un numéro, un destinataire, un statut</label><div class="row"><input id="q" type="search" name="q" value="${query}"><button class="quiet">Chercher</button></div></form>`
    : ''
}
${shown.length === 0 ? empty : shown.map((invoice) => invoiceCard(invoice, { query, changed: invoice.identifiantFactureCPP === done, files: portal.state.files }))}
${shown.length < found.length ? html`<p><a href="?tout=1&amp;q=${encodeURIComponent(query)}">Voir les ${found.length} factures</a></p>` : ''}
${reasonLists()}
</main><aside aria-label="Réglages du portail">${faultsPanel(portal)}${recipientsPanel()}${resetPanel()}</aside></div>`);
}

/** What may be shown in a tab. Suppliers send any bytes: all else is saved, never opened, lest it run on this origin. */
function shape(bytes: Uint8Array): { type: string; inline: boolean } {
  const head = Buffer.from(bytes.subarray(0, 4));
  if (head.toString('latin1') === '%PDF') return { type: 'application/pdf', inline: true };
  if (head.toString('hex') === '89504e47') return { type: 'image/png', inline: true };
  if (head.toString('hex').startsWith('ffd8ff')) return { type: 'image/jpeg', inline: true };
  return { type: 'application/octet-stream', inline: false };
}

function fileAnswer(name: string, bytes: Uint8Array): Response {
  const { type, inline } = shape(bytes);
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(-80) || 'piece';
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${plain}"`,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

/** A page of another site must not be able to press these buttons. */
export function foreign(c: Context): boolean {
  // Firefox hides the origin of a form (« null ») from a site that asks for no referrer, and says there whose form it was.
  const site = c.req.header('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  if (!origin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== (c.req.header('host') ?? new URL(c.req.url).host);
}

/** The public agent's page. Links are relative: it works at "/" and under "/entrainement/". */
export function operatorPages(portal: Portal, control: TrainingPortal['control']): Hono {
  const app = new Hono();
  app.use('*', async (c, next) => {
    await next();
    if (c.res.headers.get('content-type')?.startsWith('text/html')) c.res.headers.set('content-security-policy', PAGE_POLICY);
  });
  const sorry = (c: Context, words: string, status: 400 | 404) =>
    c.html(layout(html`<main class="alone"><p>${words}</p><p><a href="../">Revenir aux factures</a></p></main>`), status);
  /** Back to the card that was changed. */
  const back = (c: Context, id: unknown, query: unknown) => {
    const search = new URLSearchParams({ ...(query ? { q: String(query) } : {}), fait: String(id) });
    return c.redirect(`../?${search}#f${Number(id)}`, 303);
  };

  app.get('/', (c) => {
    const query = (c.req.query('q') ?? '').trim().slice(0, 100);
    return c.html(page(portal, { query, done: Number(c.req.query('fait')), all: c.req.query('tout') === '1' }), 200, { 'cache-control': 'no-store' });
  });
  app.get('/style.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }));
  app.use('/operateur/*', async (c, next) => (foreign(c) ? c.text('Demande refusée', 403) : next()));

  app.get('/operateur/facture/:id{\\d+}', async (c) => {
    const invoice = portal.state.invoices.find((candidate) => candidate.identifiantFactureCPP === Number(c.req.param('id')));
    if (!invoice) return sorry(c, 'Cette facture n’existe pas, ou plus.', 404);
    return fileAnswer(`${invoice.numeroFacture}.pdf`, await mainFile(portal, invoice));
  });
  app.get('/operateur/piece/:id{\\d+}', (c) => {
    const file = portal.state.files.find((candidate) => candidate.id === Number(c.req.param('id')));
    if (!file) return sorry(c, 'Ce fichier n’existe pas, ou plus : les soixante derniers sont gardés.', 404);
    return fileAnswer(file.nom, Buffer.from(file.base64, 'base64'));
  });

  app.post('/operateur/statut', async (c) => {
    const form = await c.req.parseBody();
    const status = agentStatuses.find((known) => known === form.statut);
    const comment = String(form.commentaire ?? '')
      .trim()
      .slice(0, 2000);
    if (status && reasons[status] && comment === '') return sorry(c, 'Un motif est attendu : le fournisseur doit savoir quoi corriger.', 400);
    if (!status || !control.push(Number(form.id), status, comment)) return sorry(c, 'Facture ou statut inconnu.', 404);
    return back(c, form.id, form.q);
  });
  app.post('/operateur/vie', async (c) => {
    const form = await c.req.parseBody();
    if (!control.live(Number(form.id))) return sorry(c, 'Facture inconnue.', 404);
    return back(c, form.id, form.q);
  });
  app.post('/operateur/pannes', async (c) => {
    const form = await c.req.parseBody({ all: true });
    const wanted = new Set(form.aucune ? [] : [form.panne].flat());
    for (const name of faultNames) control.fault(name, wanted.has(name));
    control.latency(form.aucune ? 0 : Number(form.lenteur) || 0);
    return c.redirect('../#pannes', 303);
  });
  app.post('/operateur/vider', (c) => {
    control.reset();
    return c.redirect('../', 303);
  });
  return app;
}
