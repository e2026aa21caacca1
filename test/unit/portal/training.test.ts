import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AFRelationship, PDFDocument, StandardFonts } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { flowOutcome } from '../../../lib/portal/statuses.ts';
import { createTrainingPortal } from '../../portal/app.ts';
import { sentences } from '../../portal/flow.ts';
import { prefill } from '../../portal/prefill.ts';
import { ciiOf } from '../desk/outbox/cii.ts';
import { bakerInvoice, bench } from './bench.ts';

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
  it('escapes what suppliers send, pushes statuses, switches faults, forgets', async () => {
    const { app, control, state } = createTrainingPortal();
    const { client, portal } = bench();
    const flow = await client.depositFlow(await facturx({ engagementNumber: '&lt;script&gt;alert(1)&lt;/script&gt;' }));
    for (let look = 0; look < 4; look++) await client.flowReport(flow);
    expect(portal.control.invoices()[0]?.numeroBonCommande).toContain('<script>');
    const page = await (await portal.app.request('/')).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
    expect(page).toContain('certifié');
    const id = portal.control.invoices()[0]?.identifiantFactureCPP;
    const form = (body: string, headers = {}) => ({
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
    expect((await portal.app.request('/operateur/statut', form(`id=${id}&statut=REJETEE&commentaire=EJ+incorrect`))).status).toBe(303);
    expect(portal.control.invoices()[0]).toMatchObject({
      statut: 'REJETEE',
      historique: [{ code: 'DEPOSEE' }, { code: 'REJETEE', commentaire: 'EJ incorrect' }],
    });
    expect((await portal.app.request('/operateur/vider', form('', { origin: 'https://evil.example' }))).status).toBe(403);
    await app.request('/operateur/pannes', form('panne=erreur-500&panne=inconnue&lenteur=0'));
    expect(state.faults).toEqual(['erreur-500']);
    control.reset();
    expect(state.faults).toEqual([]);
  });
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
