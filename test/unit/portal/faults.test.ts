import { describe, expect, it } from 'vitest';
import { PortalFault } from '../../../lib/portal/api/fault.ts';
import { depositByPdf, findDeposit } from '../../../lib/portal/deposit.ts';
import { paths, TOKEN_PATH } from '../../../lib/portal/paths.ts';
import { flowOutcome } from '../../../lib/portal/statuses.ts';
import { createTrainingPortal, type FaultName, faultNames } from '../../portal/app.ts';
import { mixed } from '../../portal/mixed.ts';
import { INDEX_LAG_MS } from '../../portal/submit.ts';
import { ciiOf } from '../desk/outbox/cii.ts';
import { bakerInvoice, bench, pdf } from './bench.ts';

const invoice = bakerInvoice();
const deposit = (client: ReturnType<typeof bench>['client']) => depositByPdf(client, { invoice, pdf, attachments: [] });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => Promise.reject(new Error('should have failed')),
    (error: unknown) => error as PortalFault,
  );

describe('after the treatment: the invoice is deposited, and the answer says something else', () => {
  it.each<[FaultName, string, string]>([
    ['reponse-tronquee', 'portal-nonsense', 'maybe'],
    ['erreur-500-apres', 'portal-down', 'maybe'],
    ['reponse-perdue', 'portal-unreachable', 'maybe'],
    ['demande-double', 'portal-duplicate', 'answered'],
  ])('%s is %s, reached %s; the portal is asked, and knows it', async (fault, code, reached) => {
    for (const how of ['once', 'switch']) {
      const { client, portal } = bench();
      if (how === 'once') portal.control.once(fault, paths.submit.path);
      else portal.control.fault(fault, true);
      expect(await failure(deposit(client))).toMatchObject({ code, reached });
      expect(portal.control.invoices()).toHaveLength(1);
      expect(await findDeposit(client, invoice)).toMatchObject({
        found: { identifiantFactureCPP: portal.control.invoices()[0]?.identifiantFactureCPP },
      });
    }
  });

  it('a request delivered twice makes two invoices where uniqueness is not kept', async () => {
    const { client, portal } = bench({ faults: ['unicite-absente'] });
    portal.control.once('demande-double', paths.submit.path);
    await deposit(client);
    expect(portal.control.invoices()).toHaveLength(2);
    await depositByPdf(client, { invoice: bakerInvoice({ invoiceNumber: 'F2' }), pdf, attachments: [] });
    expect(portal.control.invoices()).toHaveLength(3);
  });

  it('an index that lags shows the invoice twenty seconds later', async () => {
    const { client, portal, platform } = bench();
    portal.control.once('etat-en-retard', paths.submit.path);
    const { identifiantFactureCPP } = await deposit(client);
    expect(await findDeposit(client, invoice)).toEqual({ found: null, sameNumber: false });
    expect((await client.history(identifiantFactureCPP)).statutCourantCode).toBe('DEPOSEE');
    platform.advance(INDEX_LAG_MS);
    expect(await findDeposit(client, invoice)).toMatchObject({ found: { identifiantFactureCPP } });
  });
});

describe('before the treatment: nothing has arrived', () => {
  it.each<[FaultName, string, string]>([
    ['maintenance', 'portal-down', 'maybe'],
    ['trop-de-demandes', 'portal-busy', 'no'],
  ])('%s is %s, reached %s', async (fault, code, reached) => {
    const { client, portal } = bench();
    portal.control.once(fault, paths.submit.path);
    expect(await failure(deposit(client))).toMatchObject({ code, reached });
    expect(portal.control.invoices()).toEqual([]);
  });

  it('more than ten calls in a minute are told how long to wait; reads wait and pass', async () => {
    const { client, portal, seen } = bench({ faults: ['trop-de-demandes'] });
    for (let call = 0; call < 9; call++) await client.ownStructures();
    expect(seen).toHaveLength(10);
    const refused = await portal.app.request(paths.ownStructures.path, { method: 'POST' });
    expect([refused.status, Number(refused.headers.get('retry-after')) > 1]).toEqual([429, true]);
    for (let call = 0; call < 9; call++) await client.ownStructures();
    expect(seen.length).toBeGreaterThan(19);
  });

  it('slow deposits wait, other calls do not', async () => {
    const { app } = createTrainingPortal({ faults: ['lenteur'], slowMs: 300 });
    const first = (path: string) =>
      Promise.race([
        Promise.resolve(app.request(path, { method: 'POST' })).then(() => 'answered'),
        new Promise((resolve) => setTimeout(resolve, 100, 'waiting')),
      ]);
    expect(await first(paths.submit.path)).toBe('waiting');
    expect(await first(paths.history.path)).toBe('answered');
  });
});

describe('flows that end badly', () => {
  it.each<[FaultName, string, number]>([
    ['flux-incident', 'IN_INCIDENTE', 0],
    ['flux-partiel', 'IN_INTEGRE_PARTIEL', 1],
  ])('%s ends %s', async (fault, state, count) => {
    const { client, portal } = bench();
    portal.control.once(fault, paths.depositFlow.path);
    const flow = await client.depositFlow({ name: 'f.xml', type: 'text/xml', bytes: new TextEncoder().encode(ciiOf(invoice)) });
    let report = await client.flowReport(flow);
    for (let look = 0; look < 6 && flowOutcome(report.etatCourantDepotFlux) === 'going'; look++) report = await client.flowReport(flow);
    expect(report.etatCourantDepotFlux).toBe(state);
    expect(report.listeErreurDP.length + report.listeErreurTechnique.length).toBe(1);
    expect(portal.control.invoices()).toHaveLength(count);
  });
});

describe('mixed shapes', () => {
  it('turn every member into a shape seen somewhere, and another at the next answer', () => {
    const answer = {
      codeRetour: 0,
      dateDepot: '2026-11-24',
      identifiantFactureCPP: 12,
      montantTTC: 110.78,
      listeFactures: [{ dateFacture: '2026-11-20' }],
      vide: [],
      deux: [1, 2],
    };
    const first = mixed(answer, 0) as Record<string, unknown>;
    expect(first).toMatchObject({ codeRetour: '0', identifiantFactureCPP: '12', montantTTC: '110.780000', vide: null });
    expect(first).toHaveProperty('champInconnuEntrainement');
    expect(first.listeFactures).toHaveProperty('dateFacture');
    expect(first.deux).toHaveLength(2);
    const shapes = [0, 1, 2].map((turn) => (mixed({ dateDepot: '2026-11-24' }, turn) as Record<string, unknown>).dateDepot);
    expect(shapes).toEqual(['2026-11-24T00:00:00.000+01:00', '2026-11-24 00:00', Date.parse('2026-11-24T00:00:00+01:00')]);
  });

  it('do not stop the client', async () => {
    const { client, portal } = bench({ faults: ['formes-melees'] });
    const { identifiantFactureCPP: id } = await deposit(client);
    expect(id).toBe(portal.control.invoices()[0]?.identifiantFactureCPP);
    expect(await client.searchServices((await client.searchStructures({ siret: '12345678200028' }))[0]?.idStructureCPP ?? 0)).toHaveLength(4);
    for (let turn = 0; turn < 6; turn++) {
      expect(await client.searchInvoices({})).toMatchObject([{ identifiantFactureCPP: id, numeroFacture: 'F2026-001', montantTTC: '110.780000' }]);
      expect((await client.history(id)).historiquesDesStatuts.histoStatut).toHaveLength(1);
      expect((await client.invoice(id)).numeroFacture).toBe('F2026-001');
    }
  });

  it('do not hide our own deposit, whatever the shape of its date', async () => {
    const { client, portal } = bench({ faults: ['formes-melees'] });
    await deposit(client);
    for (let turn = 0; turn < 6; turn++) expect(await findDeposit(client, invoice)).toHaveProperty('found.identifiantFactureCPP');
    expect(portal.control.invoices()).toHaveLength(1);
  });

  it('do not cut a long list', async () => {
    const { client, portal } = bench();
    await deposit(client);
    const [first] = portal.state.invoices;
    for (let rank = 0; rank < 149 && first; rank++) portal.state.invoices.push({ ...first, identifiantFactureCPP: 4_000_000 + rank });
    portal.control.fault('formes-melees', true);
    for (let turn = 0; turn < 4; turn++) expect(await client.searchInvoices({})).toHaveLength(150);
  });
});

describe('a technical account of two companies', () => {
  it('names both, and takes no third', async () => {
    const { client, portal } = bench();
    expect(await client.ownStructures()).toHaveLength(1);
    portal.control.fault('plusieurs-entreprises', true);
    expect((await client.ownStructures()).map((structure) => structure.idStructureCPP)).toEqual([160, 161]);
    expect(await client.bankAccounts(161)).toHaveLength(2);
    const flow = await client.depositFlow({ name: 'f.xml', type: 'text/xml', bytes: new TextEncoder().encode(ciiOf(invoice)) });
    for (let look = 0; look < 4; look++) await client.flowReport(flow);
    expect((await client.flowReport(flow)).listeErreurDP[0]?.libelleErreurDP).toContain('SellerTradeParty');
  });
});

it('every fault may be asked for once, and then is over', async () => {
  for (const fault of faultNames) {
    const { client, portal, platform } = bench({ slowMs: 1 });
    if (fault === 'sans-reponse') continue; // waits two minutes by design
    portal.control.once(fault, fault === 'jeton-400-au-hasard' ? TOKEN_PATH : paths.submit.path);
    await deposit(client).catch((error: unknown) => expect(error, fault).toBeInstanceOf(PortalFault));
    platform.advance(INDEX_LAG_MS);
    const again = await deposit(client).catch((error: unknown) => error);
    if (again instanceof PortalFault) expect(again.code, fault).toBe('portal-duplicate');
    expect(portal.state.faults).toEqual([]);
  }
});
