import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '../../../lib/desk/dossier.ts';
import { createTrainingPortal, type TrainingPortal } from '../../portal/app.ts';
import { bakerInvoice, inProcessFetch } from '../portal/bench.ts';
import { type Bench, baker, openDesk, townHall } from './harness.ts';

/** Invoices that come back, on the whole desk and the training portal, in one process. */
let bench: Bench;
let portal: TrainingPortal;
let seen: { path: string; body: string }[];

beforeEach(async () => {
  bench = await openDesk({ name: `returns-${Math.random()}` });
  seen = [];
  portal = createTrainingPortal({ now: bench.platform.clock.now, random: () => 0.5 });
  const reach = inProcessFetch(portal, seen);
  bench.platform.network.fetch = (input, init) =>
    reach(String(input).replace('/training', '/relais/training').replace('/relais/relais', '/relais'), init);
});

/** An invoice that the portal holds. */
async function deposited(): Promise<Dossier & { stage: Extract<Dossier['stage'], { state: 'deposited' }> }> {
  const { desk, store } = bench;
  const { id } = await desk.create();
  const invoice = bakerInvoice({ delivery: { date: '2026-11-20' } });
  await store.update(id, (dossier) => ({
    dossier: { ...dossier, invoice, stage: { state: 'ready', since: 1, attempts: 0, retryAt: 0, committed: false } },
  }));
  await desk.flush();
  const dossier = await store.get(id);
  if (dossier?.stage.state !== 'deposited') throw new Error(`not deposited: ${JSON.stringify(dossier?.stage)}`);
  return dossier as never;
}

async function back(status: string, comment: string): Promise<Dossier & { stage: { identifiantFactureCPP: number } }> {
  const dossier = await deposited();
  portal.control.push(dossier.stage.identifiantFactureCPP, status, comment);
  bench.platform.advance(120_000);
  await bench.desk.refresh();
  return (await bench.store.get(dossier.id)) as never;
}

const change = {
  buyerSiret: '12345678200028',
  buyerName: 'Lycée',
  serviceCode: 'SERVICE_DEST_SERV_OBL',
  engagementNumber: '',
  comment: 'code corrigé',
};
const inBooks = (id: number) => portal.control.invoices().find((invoice) => invoice.identifiantFactureCPP === id);

describe('what is proposed the next time', () => {
  it('is what the portal took, and nothing of what it refused', async () => {
    const { desk, store } = bench;
    const { id } = await desk.create();
    const { seller, ...invoice } = bakerInvoice({ delivery: { date: '2026-11-20' } });
    await desk.change(id, () => ({ ...invoice, seller: { ...seller, address: baker.seller.address, vatIdentifier: 'FR44732829320' } }));
    await desk.chooseRecipient(id, { ...townHall, siret: '12345678200028' }, { serviceCode: 'CODE-FAUX', engagementNumber: '', contractNumber: '' });
    await desk.send(id);
    await desk.flush();
    expect((await store.get(id))?.stage.state).toBe('refused');
    expect((await desk.lastCodes('12345678200028'))?.serviceCode ?? '').toBe('');
    expect(await (await desk.articles()).list()).toEqual([]);
    await desk.reopen(id);
    await desk.edit(id, 'serviceCode', 'SERVICE_DEST_SERV_OBL');
    await desk.send(id);
    await desk.flush();
    await expect.poll(async () => (await desk.lastCodes('12345678200028'))?.serviceCode).toBe('SERVICE_DEST_SERV_OBL');
    await expect.poll(async () => (await (await desk.articles()).list()).length).toBeGreaterThan(0);
    const proposed = await (await desk.whoPays()).proposals({ ...((await store.get(id)) as Dossier), id: 'next' });
    expect(proposed.sites.map(({ serviceCode }) => serviceCode)).toEqual(['SERVICE_DEST_SERV_OBL']);
    expect(proposed.refused).toMatchObject([{ field: 'serviceCode', code: 'CODE-FAUX' }]);
  });
});

describe('to recycle', () => {
  it('leaves again under the same number, at the right address, and the history keeps both', async () => {
    const { desk, store } = bench;
    const { id, stage } = await back('A_RECYCLER', 'SE Incorrect');
    await desk.recycle(id, change);
    expect((await store.get(id))?.errands).toMatchObject([{ kind: 'recycle', state: 'waiting' }]);
    await desk.flush();
    const after = (await store.get(id)) as Dossier;
    expect(after.errands).toEqual([]);
    expect(after.invoice).toMatchObject({ buyer: { siret: change.buyerSiret }, serviceCode: change.serviceCode, invoiceNumber: 'F2026-001' });
    expect(after.stage).toMatchObject({ state: 'deposited', identifiantFactureCPP: stage.identifiantFactureCPP, status: 'DEPOSEE' });
    expect(after.history.map(({ code }) => code)).toEqual(expect.arrayContaining(['DEPOSITED', 'A_RECYCLER', 'RECYCLED']));
    expect(inBooks(stage.identifiantFactureCPP)).toMatchObject({ codeDestinataire: change.buyerSiret, codeServiceExecutant: change.serviceCode });
  });

  it('teaches the codes that went right: those that came back are not proposed again', async () => {
    const { desk } = bench;
    const { id } = await back('A_RECYCLER', 'EJ incorrect ou inexistant');
    await desk.recycle(id, { ...change, buyerSiret: townHall.siret, serviceCode: '', engagementNumber: 'EJ-JUSTE' });
    expect(await desk.lastCodes(townHall.siret)).toMatchObject({ engagementNumber: 'EJ-JUSTE' });
  });

  it('does not propose the code that the agent named, and says in his words why', async () => {
    const { desk, store, platform } = bench;
    const stop = desk.start();
    const { id } = await deposited();
    const { invoice } = await store.update(id, (dossier) => ({
      dossier: { ...dossier, invoice: { ...dossier.invoice, engagementNumber: 'EJ-FAUX' } },
    }));
    await store.saveRecipient({
      siret: invoice.buyer.siret,
      recipient: { ...townHall, siret: invoice.buyer.siret },
      sites: [
        {
          site: 'Mairie',
          serviceCode: '',
          engagementNumber: invoice.engagementNumber,
          contractNumber: '',
          usedOn: '2026-11-01',
          uses: 1,
          since: '2026-11-01',
        },
      ],
      refused: [],
      uses: 1,
    });
    const cases = await desk.whoPays();
    const stage = ((await store.get(id)) as Dossier & { stage: { identifiantFactureCPP: number } }).stage;
    portal.control.push(stage.identifiantFactureCPP, 'A_RECYCLER', 'EJ incorrect ou inexistant');
    platform.advance(120_000);
    await desk.refresh();
    const draft = { ...((await store.get(id)) as Dossier), id: 'other' };
    await expect
      .poll(async () => (await cases.proposals(draft)).refused)
      .toMatchObject([{ field: 'engagementNumber', code: invoice.engagementNumber, why: 'EJ incorrect ou inexistant' }]);
    expect((await cases.proposals(draft)).sites).toEqual([]);
    await cases.proposeAgain(invoice.buyer.siret, { field: 'engagementNumber', code: invoice.engagementNumber });
    expect((await cases.proposals(draft)).sites).toHaveLength(1);
    stop();
  });

  it('waits for the network, and may be taken back meanwhile', async () => {
    const { desk, store, platform } = bench;
    const { id, stage } = await back('A_RECYCLER', '');
    platform.setOnline(false);
    await desk.recycle(id, change);
    await desk.flush();
    expect((await store.get(id))?.errands).toHaveLength(1);
    expect((await desk.dropErrand(id)).errands).toEqual([]);
    platform.setOnline(true);
    await desk.flush();
    expect(inBooks(stage.identifiantFactureCPP)?.statut).toBe('A_RECYCLER');
  });

  it('settles a lost answer by asking, and does not ask the portal twice for the same', async () => {
    const { desk, store, platform } = bench;
    const { id } = await back('A_RECYCLER', '');
    portal.control.once('reponse-perdue', 'recycler');
    await desk.recycle(id, change);
    await desk.flush();
    expect((await store.get(id))?.errands).toMatchObject([{ state: 'unsure' }]);
    platform.advance(10_000);
    await desk.flush();
    expect((await store.get(id))?.errands).toEqual([]);
    expect(seen.filter(({ path }) => path.endsWith('recycler'))).toHaveLength(1);
  });

  it('sends it again when the portal never saw it', async () => {
    const { desk, store, platform } = bench;
    const { id } = await back('A_RECYCLER', '');
    portal.control.once('coupure-avant', 'recycler');
    await desk.recycle(id, change);
    for (let round = 0; round < 8; round++) {
      await desk.flush();
      platform.advance(3 * 60_000);
    }
    expect((await store.get(id))?.errands).toEqual([]);
    expect(seen.filter(({ path }) => path.endsWith('recycler'))).toHaveLength(2);
  });

  it('keeps the portal’s words when it refuses, and takes another answer', async () => {
    const { desk, store } = bench;
    const { id } = await back('A_RECYCLER', '');
    await desk.recycle(id, { ...change, serviceCode: 'INCONNU' });
    await desk.flush();
    expect((await store.get(id))?.errands).toMatchObject([{ state: 'refused', message: expect.stringContaining('service') }]);
    await desk.recycle(id, change);
    await desk.flush();
    expect((await store.get(id))?.errands).toEqual([]);
  });

  it('refuses what the recipient’s own demands forbid, before anything leaves', async () => {
    const { id } = await back('A_RECYCLER', '');
    seen.length = 0;
    await expect(bench.desk.recycle(id, { ...change, buyerSiret: '123' })).rejects.toMatchObject({ code: 'not-ready' });
    expect(seen).toEqual([]);
  });
});

describe('suspended', () => {
  it('sends the answer with its document', async () => {
    const { desk, store } = bench;
    const { id, stage } = await back('SUSPENDUE', 'Joindre le bon de livraison signé');
    await desk.complete(id, { comment: 'Voici le bon.', files: [{ name: 'bon.pdf', bytes: new TextEncoder().encode('%PDF-1.7 bon') }] });
    await desk.flush();
    const after = (await store.get(id)) as Dossier;
    expect(after.errands).toEqual([]);
    expect(after.files.map(({ name }) => name)).toContain('bon.pdf');
    expect(inBooks(stage.identifiantFactureCPP)?.statut).not.toBe('SUSPENDUE');
    expect(after.history.at(-1)).toMatchObject({ code: 'COMPLETED', text: 'Voici le bon.' });
  });

  it('says no to an empty answer and to a document that is too heavy, and nothing changes', async () => {
    const { id } = await back('SUSPENDUE', '');
    await expect(bench.desk.complete(id, { comment: ' ', files: [] })).rejects.toMatchObject({ code: 'not-ready' });
    const heavy = { name: 'gros.pdf', bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
    await expect(bench.desk.complete(id, { comment: '', files: [heavy] })).rejects.toMatchObject({ code: 'portal-too-big' });
    expect((await bench.store.get(id))?.errands).toEqual([]);
  });
});

it('says of a document what the portal says of it: ten megabytes at most', async () => {
  const { id } = await bench.desk.create();
  const heavy = { name: 'gros.pdf', bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
  await expect(bench.desk.attach(id, heavy)).rejects.toMatchObject({ code: 'portal-too-big' });
});

describe('rejected', () => {
  it('becomes a draft without number, and the rejection is acknowledged', async () => {
    const { desk, store } = bench;
    const { id, stage } = await back('REJETEE', 'Montant différent du bon de commande');
    const draft = await desk.reopen(id);
    expect(draft).toMatchObject({ stage: { state: 'draft' }, invoice: { invoiceNumber: '' } });
    await desk.flush();
    expect((await store.get(id))?.errands).toEqual([]);
    expect(inBooks(stage.identifiantFactureCPP)).toMatchObject({ statut: 'REJETEE', rejetTraite: true });
  });
});

it('keeps the proof, and fetches the portal’s own copy', async () => {
  const { id } = await deposited();
  expect(new TextDecoder().decode((await bench.desk.receipt(id)).bytes)).toContain('Certificat de dépôt');
  expect(await bench.desk.portalCopy(id)).toMatchObject({ name: expect.stringContaining('chorus-pro.pdf'), type: 'application/pdf' });
});
