import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AFRelationship, PDFDocument, StandardFonts } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { depositByPdf } from '../../../lib/portal/deposit.ts';
import { flowOutcome } from '../../../lib/portal/statuses.ts';
import { agentStatuses, nextSteps, reasons } from '../../portal/agent.ts';
import { createTrainingPortal, faultNames } from '../../portal/app.ts';
import { sentences } from '../../portal/flow.ts';
import { COMPLETED_MS } from '../../portal/life.ts';
import { prefill } from '../../portal/prefill.ts';
import { ciiOf } from '../desk/outbox/cii.ts';
import { bakerInvoice, bench, pdf } from './bench.ts';

async function facturx(change: Record<string, unknown> = {}) {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  await pdf.attach(new TextEncoder().encode(ciiOf(bakerInvoice(change))), 'factur-x.xml', {
    mimeType: 'text/xml',
    afRelationship: AFRelationship.Data,
  });
  return { name: 'facture.pdf', type: 'application/pdf', bytes: await pdf.save() };
}

async function endOf(change: Record<string, unknown>) {
  const { client, portal } = bench();
  const flow = await client.depositFlow(await facturx(change));
  const states: string[] = [];
  for (let look = 0; look < 8; look++) {
    const report = await client.flowReport(flow);
    states.push(report.etatCourantDepotFlux);
    if (flowOutcome(report.etatCourantDepotFlux) !== 'going') return { report, states, portal, client, flow };
  }
  throw new Error(`no end: ${states.join()}`);
}

describe('a Factur-X flow', () => {
  it('advances look by look, then stands in the books under its flow', async () => {
    const { states, client, flow } = await endOf({});
    expect(states[0]).toBe('IN_DEPOT_PORTAIL_EN_ATTENTE_TRAITEMENT_SE_CPP');
    expect(states.at(-1)).toBe('IN_INTEGRE');
    expect(await client.searchInvoices({ numeroFluxDepot: flow })).toMatchObject([
      { numeroFacture: 'F2026-001', statut: 'DEPOSEE', montantTTC: '110.78' },
    ]);
  });

  it.each([
    ['a missing service', { buyer: { siret: '12345678200028' } }, sentences.service],
    ['a missing engagement', { buyer: { siret: '12345678200036' } }, sentences.engagement],
    ['a number too long', { invoiceNumber: 'F2026-0000000000000001' }, sentences.number],
    ['no payment means', { payment: {} }, sentences.paymentMeans],
  ])('is rejected for %s in the State’s own misleading words', async (_, change, sentence) => {
    const { report, portal } = await endOf(change);
    expect(report.etatCourantDepotFlux).toBe('IN_REJETE');
    expect(report.listeErreurDP[0]?.libelleErreurDP).toBe(sentence.slice(0, 200));
    expect(portal.control.invoices()).toEqual([]);
  });

  it('joins several complaints with | and cuts them at 200', async () => {
    const { report } = await endOf({ buyer: { siret: '12345678200044' }, payment: {} });
    expect(report.listeErreurDP[0]?.libelleErreurDP).toHaveLength(200);
    expect(report.listeErreurDP[0]?.libelleErreurDP).toContain('|');
  });
});

describe('the gateway', () => {
  const { app, control } = createTrainingPortal();
  const call = (path: string, init: RequestInit = {}) => app.request(path, { method: 'POST', body: '{"a":1}', ...init });
  const tokenOf = async () =>
    (
      (await (
        await app.request('/api/oauth/token', {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'grant_type=client_credentials&client_id=entrainement&client_secret=entrainement&scope=openid',
        })
      ).json()) as { access_token: string }
    ).access_token;

  it('checks in the order of the real one', async () => {
    const bare = await call('/cpro/factures/v1/soumettre');
    expect([bare.status, bare.headers.get('www-authenticate')]).toEqual([400, 'Bearer realm="DefaultRealm", error="invalid_request"']);
    expect((await call('/cpro/factures/v1/soumettre', { headers: { authorization: 'Bearer x' } })).status).toBe(401);
    const authorization = `Bearer ${await tokenOf()}`;
    const unknown = await call('/cpro/factures/v1/consulterCR', { headers: { authorization } });
    expect([unknown.status, await unknown.text()]).toEqual([403, '{}']);
    expect((await call('/cpro/factures/v1/soumettre', { headers: { authorization, 'cpro-account': 'eA==' } })).status).toBe(401);
    const headers = { authorization, 'cpro-account': btoa('TECH_1_ENTRAINEMENT@cpro.fr:entrainement') };
    expect((await call('/cpro/factures/v1/soumettre', { headers: { ...headers, 'content-type': 'text/plain' } })).status).toBe(415);
    control.fault('raccordement-absent', true);
    const echo = await call('/cpro/factures/v1/soumettre', { headers: { ...headers, 'content-type': 'application/json' } });
    expect([echo.status, await echo.text()]).toEqual([403, '{"a":1}']);
    control.fault('raccordement-absent', false);
    const health = await app.request('/cpro/transverses/v1/health-check', { headers });
    expect(await health.text()).toContain('Ce n’est pas le portail de l’État');
  });
});

describe('the operator’s page', () => {
  const form = (body: Record<string, string>, headers = {}) => ({
    method: 'POST',
    body: new URLSearchParams(body).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
  async function withInvoice(change: Record<string, unknown> = {}) {
    const { client, portal } = bench();
    const evil = { name: '<img src=x>.html', type: 'text/html', bytes: new TextEncoder().encode('<script>alert(1)</script>') };
    const { identifiantFactureCPP: id } = await depositByPdf(client, { invoice: bakerInvoice(change), pdf, attachments: [evil] });
    return { client, portal, id: String(id), page: async (path = '/') => (await portal.app.request(path)).text() };
  }

  it('escapes what suppliers send, and runs no script', async () => {
    const { client, portal } = bench();
    const flow = await client.depositFlow(await facturx({ engagementNumber: '&lt;script&gt;alert(1)&lt;/script&gt;' }));
    for (let look = 0; look < 4; look++) await client.flowReport(flow);
    expect(portal.control.invoices()[0]?.numeroBonCommande).toContain('<script>');
    const answer = await portal.app.request('/?q=%3Cscript%3E');
    const page = await answer.text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<script|<img|style=| on[a-z]+=/);
    expect(page).toContain('certifié');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('offers the likely next steps of each status, and their reasons', async () => {
    const { portal, id, page } = await withInvoice();
    expect(await page()).toMatch(/value="MISE_A_DISPOSITION">Mettre à disposition/);
    portal.control.push(Number(id), 'MISE_A_DISPOSITION');
    const text = await page();
    for (const words of ['Service fait', 'Suspendre…', 'Renvoyer à recycler…', 'Rejeter…', 'Joindre le bon de livraison signé', 'SE Incorrect'])
      expect(text).toContain(words);
    portal.control.push(Number(id), 'REJETEE', 'Facture en double');
    expect(await page()).toContain('Au fournisseur de la refaire.');
    expect(await page()).not.toContain('Suspendre…');
    for (const status of [...agentStatuses, 'DEPOSEE', 'COMPLETEE']) {
      const { plain, reasoned } = nextSteps(status);
      expect([...plain, ...reasoned], status).not.toContain(status);
      for (const step of reasoned) expect(reasons[step]?.length, step).toBeGreaterThan(2);
    }
  });

  it('pushes a status with its reason, and takes no rejection without words', async () => {
    const { portal, id } = await withInvoice();
    const push = (body: Record<string, string>, headers = {}) => portal.app.request('/operateur/statut', form({ id, ...body }, headers));
    expect((await push({ statut: 'REJETEE', commentaire: ' ' })).status).toBe(400);
    expect((await push({ statut: 'PAYEE' })).status).toBe(404);
    expect((await push({ statut: 'REJETEE', commentaire: 'x' }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await push({ statut: 'REJETEE', commentaire: 'x' }, { origin: 'null' })).status).toBe(403);
    expect((await push({ statut: 'REJETEE', commentaire: 'x' }, { origin: 'null', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    // Firefox, from this very page
    expect((await push({ statut: 'PAYEE' }, { origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(404);
    expect(portal.control.invoices()[0]?.statut).toBe('DEPOSEE');
    const done = await push({ statut: 'REJETEE', commentaire: 'EJ incorrect', q: 'F 2026' });
    expect([done.status, done.headers.get('location')]).toEqual([303, `../?q=F+2026&fait=${id}#f${id}`]);
    expect(portal.control.invoices()[0]).toMatchObject({
      statut: 'REJETEE',
      historique: [{ code: 'DEPOSEE' }, { code: 'REJETEE', commentaire: 'EJ incorrect' }],
    });
  });

  it('lives the whole life until the payment, which some bodies never tell', async () => {
    const hospital = { buyer: { siret: '12345678200044' }, serviceCode: 'SERVICE_DEST_SERV_OBL', engagementNumber: 'EJ1' };
    for (const [change, last] of [
      [{}, 'MISE_EN_PAIEMENT'],
      [hospital, 'COMPTABILISEE'],
    ] as const) {
      const { portal, id } = await withInvoice(change);
      expect((await portal.app.request('/operateur/vie', form({ id }))).status).toBe(303);
      expect(portal.control.invoices()[0]?.historique.at(-1)?.code).toBe(last);
      expect(portal.control.invoices()[0]?.historique.map((entry) => entry.code)).toContain('SERVICE_FAIT');
    }
  });

  it('finds by number, recipient and status, newest first', async () => {
    const { client, portal, page } = await withInvoice();
    await depositByPdf(client, { invoice: bakerInvoice({ invoiceNumber: 'F2026-002' }), pdf, attachments: [] });
    portal.control.push(portal.control.invoices()[0]?.identifiantFactureCPP ?? 0, 'SUSPENDUE', 'RIB');
    const numbers = async (query: string) =>
      [...(await page(`/?q=${encodeURIComponent(query)}`)).matchAll(/<h3 [^>]*>Facture ([^<]*)/g)].map((match) => match[1]);
    expect(await numbers('')).toEqual(['F2026-002', 'F2026-001']);
    expect(await numbers('college fontaine')).toHaveLength(2);
    expect(await numbers('suspendue')).toEqual(['F2026-001']);
    expect(await page('/?q=rien')).toContain('Aucune facture ne répond');
  });

  it('opens the PDF, saves what it cannot trust, and never lets a file run', async () => {
    const { portal, id } = await withInvoice();
    const paper = await portal.app.request(`/operateur/facture/${id}`);
    expect(paper.headers.get('content-type')).toBe('application/pdf');
    expect(paper.headers.get('content-disposition')).toBe('inline; filename="F2026-001.pdf"');
    const invoice = portal.control.invoices()[0];
    const file = portal.state.files.find((candidate) => candidate.id === invoice?.pieces[1]);
    if (file) file.nom = 'a"b\r\n<img>.html';
    const evil = await portal.app.request(`/operateur/piece/${invoice?.pieces[1]}`);
    expect(evil.headers.get('content-type')).toBe('application/octet-stream');
    expect(evil.headers.get('content-disposition')).toBe('attachment; filename="a-b-img-.html"');
    expect(evil.headers.get('x-content-type-options')).toBe('nosniff');
    expect(evil.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const path of ['facture/1', 'piece/1', 'piece/x']) expect((await portal.app.request(`/operateur/${path}`)).status).toBe(404);
  });

  it('switches faults, says that they are on, repairs and forgets', async () => {
    const { app, control, state } = createTrainingPortal();
    const text = await (await app.request('/')).text();
    for (const name of faultNames) expect(text).toContain(`value="${name}"`);
    await app.request('/operateur/pannes', form({ panne: 'erreur-500', lenteur: '500' }));
    await app.request('/operateur/pannes', { ...form({}), body: 'panne=erreur-500&panne=inconnue&panne=maintenance&lenteur=500' });
    expect([state.faults, state.latency]).toEqual([['erreur-500', 'maintenance'], 500]);
    expect(await (await app.request('/')).text()).toContain('3 pannes sont en marche');
    await app.request('/operateur/pannes', form({ panne: 'erreur-500', lenteur: '500', aucune: '1' }));
    expect([state.faults, state.latency]).toEqual([[], 0]);
    control.fault('erreur-500', true);
    await app.request('/operateur/vider', form({}));
    expect(state.faults).toEqual([]);
  });
});

it('brings a completed invoice back to the recipient after a minute, or when the agent says so', async () => {
  const { client, portal, platform } = bench();
  const { identifiantFactureCPP: id } = await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
  portal.control.push(id, 'SUSPENDUE', 'Joindre le bon de livraison signé');
  await client.complete(id, { commentaire: 'voici' });
  expect((await client.history(id)).statutCourantCode).toBe('COMPLETEE');
  platform.advance(COMPLETED_MS);
  expect((await client.history(id)).statutCourantCode).toBe('MISE_A_DISPOSITION');
  portal.control.push(id, 'SUSPENDUE', 'encore');
  await client.complete(id, { commentaire: 'voilà' });
  portal.control.push(id, 'SERVICE_FAIT');
  platform.advance(COMPLETED_MS);
  expect((await client.history(id)).statutCourantCode).toBe('SERVICE_FAIT');
});

it('reads the books of an earlier edition', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coursier-portal-'));
  const store = join(folder, 'books.json');
  const { client, portal } = bench({ store });
  await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
  const books = JSON.parse(readFileSync(store, 'utf8')) as { invoices: Record<string, unknown>[] };
  for (const name of ['lignes', 'tva', 'commentaire', 'visibleLe', 'ensuite', 'cadre']) delete books.invoices[0]?.[name];
  writeFileSync(store, JSON.stringify(books));
  const again = createTrainingPortal({ store });
  expect(again.control.invoices()[0]).toMatchObject({ numeroFacture: 'F2026-001', lignes: [], visibleLe: 0, ensuite: null });
  expect(await (await again.app.request('/')).text()).toContain('F2026-001');
  expect(portal.control.invoices()).toHaveLength(1);
  rmSync(folder, { recursive: true });
});

it('its README names every fault', () => {
  const readme = readFileSync(new URL('../../portal/README.md', import.meta.url), 'utf8');
  for (const name of faultNames) expect(readme).toContain(`\`${name}\``);
});

it('keeps its books in a file, written whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coursier-portal-'));
  const store = join(folder, 'books.json');
  createTrainingPortal({ store }).control.fault('rafale-401', true);
  expect(createTrainingPortal({ store }).state.faults).toEqual(['rafale-401']);
  expect(JSON.parse(readFileSync(store, 'utf8'))).toMatchObject({ version: 1 });
  rmSync(folder, { recursive: true });
});

it('recognises the labels of a text PDF, and nothing in a scan', async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  ['Facture n° F2026-001', 'SIRET client : 12345678200051', 'Engagement : EJ12345', 'Code service : CANTINE', 'Total TTC : 110,78 €'].forEach(
    (line, index) => {
      page.drawText(line, { x: 50, y: 700 - index * 30, size: 12, font });
    },
  );
  expect(await prefill(await pdf.save())).toMatchObject({
    numeroFacture: 'F2026-001',
    codeDestinataire: '12345678200051',
    numeroBonCommande: 'EJ12345',
    codeServiceExecutant: 'CANTINE',
    montantTtcAvantRemiseGlobalTTC: 110.78,
  });
  const scan = await PDFDocument.create();
  scan.addPage();
  expect(await prefill(await scan.save())).toMatchObject({ numeroFacture: null, codeDestinataire: null });
});
