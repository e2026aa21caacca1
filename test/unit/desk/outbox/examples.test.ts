import { describe, expect, it } from 'vitest';
import { type Dossier, idempotencyKey, restoreDossier } from '../../../../lib/desk/dossier.ts';
import { applyEdit } from '../../../../lib/desk/edits.ts';
import { waitingForUser } from '../../../../lib/desk/followup.ts';
import { createOutbox } from '../../../../lib/desk/outbox.ts';
import { Fault } from '../../../../lib/invoice/fault.ts';
import { bench, pdf } from '../../portal/bench.ts';
import { ciiOf } from './cii.ts';
import { readyDossier } from './world.ts';

function desk(dossiers: Dossier[], options: Parameters<typeof bench>[0] = {}, locked = { times: 0, is: false }) {
  const { client, portal, platform, seen } = bench(options);
  const disk = new Map(dossiers.map((dossier) => [dossier.id, dossier]));
  const states: string[] = [];
  const meanwhile = { run: () => {} };
  const outbox = createOutbox({
    platform,
    random: () => 0.5,
    clientFor() {
      if (!locked.is) return Promise.resolve(client);
      locked.times++;
      return Promise.reject(new Fault('vault-locked'));
    },
    compose: (dossier) =>
      Promise.resolve({
        portalPdf: pdf,
        facturx: { name: 'f.pdf', bytes: new TextEncoder().encode(ciiOf(dossier.invoice)) },
        attachments: [],
        notices: dossier.route === 'facturx' ? ['page-as-picture'] : [],
      }),
    store: {
      get: (id) => Promise.resolve(disk.get(id) ?? null),
      list() {
        meanwhile.run();
        return Promise.resolve([...disk.values()]);
      },
      live: () => Promise.resolve([...disk.values()]),
      save(dossier) {
        if (disk.get(dossier.id)?.revision !== dossier.revision) return Promise.reject(new Error('conflict'));
        const saved = { ...dossier, revision: dossier.revision + 1 };
        disk.set(dossier.id, saved);
        states.push(saved.stage.state === 'sending' && saved.stage.committed ? 'sending committed' : saved.stage.state);
        return Promise.resolve(saved);
      },
    },
  });
  const one = (id = 'a') => disk.get(id) as Dossier;
  return { outbox, portal, platform, seen, one, states, meanwhile, put: (dossier: Dossier) => disk.set(dossier.id, dossier) };
}

describe('sending', () => {
  it('takes up at once what died before the invoice could exist, and doubts what died after', async () => {
    const dead = (id: string, committed: boolean): Dossier => {
      const dossier = readyDossier(id);
      return { ...dossier, stage: { state: 'sending', since: 1, attempts: 0, key: idempotencyKey(dossier.invoice), numeroFluxDepot: '', committed } };
    };
    const { outbox, one } = desk([dead('a', false), dead('b', true)]);
    await outbox.recover();
    expect(one('a').stage).toMatchObject({ state: 'ready', retryAt: 0 });
    expect(one('b').stage).toMatchObject({ state: 'sent-unconfirmed', checks: 0 });
  });

  it('keeps with the dossier what was said of the files that left', async () => {
    const { outbox, one } = desk([readyDossier('a', 'facturx'), readyDossier('b')]);
    await outbox.flush();
    expect([one('a').notices, one('b').notices]).toEqual([['page-as-picture'], []]);
  });

  it('writes `sending` before the first byte, then what the portal gave', async () => {
    const { outbox, states, one, portal, platform, seen } = desk([readyDossier('a')]);
    expect(await outbox.flush()).toEqual({ sent: 1, waiting: 0, refused: 0 });
    expect(states).toEqual(['sending', 'sending committed', 'deposited']);
    const [kept] = portal.control.invoices();
    expect(one().stage).toMatchObject({
      state: 'deposited',
      identifiantFactureCPP: kept?.identifiantFactureCPP,
      certificate: kept?.empreinte,
      status: 'DEPOSEE',
    });
    expect(platform.notifications).toHaveLength(1);
    seen.length = 0;
    expect(await outbox.flush()).toEqual({ sent: 0, waiting: 0, refused: 0 });
    expect(seen).toEqual([]);
  });

  it('follows a Factur-X flow to its end', async () => {
    const { outbox, one, states } = desk([readyDossier('a', 'facturx')]);
    expect(await outbox.flush()).toMatchObject({ sent: 1 });
    expect(one().stage).toMatchObject({ state: 'deposited', numeroFluxDepot: expect.stringMatching(/^CPP\d{22}$/) });
    expect(states.slice(0, 3)).toEqual(['sending', 'sending committed', 'sent-unconfirmed']);
  });

  it('keeps the portal’s sentences of a rejected flow', async () => {
    const { outbox, one } = desk([readyDossier('a', 'facturx', { buyer: { siret: '12345678200028' } })]);
    expect(await outbox.flush()).toMatchObject({ refused: 1 });
    expect(one().stage).toMatchObject({ state: 'refused', code: 'portal-recipient', messages: [expect.stringContaining('BuyerReference.value')] });
    expect(waitingForUser(one())).toBe(true);
  });

  it('leaves at once without network, and nothing is in doubt', async () => {
    const { outbox, one, platform, seen } = desk([readyDossier('a')]);
    platform.setOnline(false);
    expect(await outbox.flush()).toEqual({ sent: 0, waiting: 1, refused: 0 });
    expect(one().stage.state).toBe('ready');
    expect(seen).toEqual([]);
  });

  it('goes back to ready when it is certain that nothing was deposited, and waits longer each time', async () => {
    const { outbox, one, portal, platform } = desk([readyDossier('a')]);
    portal.control.fault('raccordement-absent', true);
    await outbox.flush();
    const first = one().stage;
    expect(first).toMatchObject({ state: 'ready', attempts: 1, lastError: { code: 'portal-connection' } });
    expect(await outbox.nextWake()).toBe(first.state === 'ready' ? first.retryAt : 0);
    portal.control.fault('raccordement-absent', false);
    await outbox.flush();
    expect(one().stage.state).toBe('ready');
    platform.advance(6 * 60_000);
    await outbox.flush();
    expect(one().stage.state).toBe('deposited');
  });

  it('finds by asking what a lost answer left in doubt, without a second deposit', async () => {
    const { outbox, one, portal, seen, states } = desk([readyDossier('a')], { faults: ['unicite-absente'] });
    portal.control.once('reponse-perdue', 'soumettre');
    expect(await outbox.flush()).toMatchObject({ sent: 1 });
    expect(states).toContain('sent-unconfirmed');
    expect(one().stage.state).toBe('deposited');
    expect(seen.filter((call) => call.path.endsWith('soumettre'))).toHaveLength(1);
  });

  it.each(['pdf', 'entry', 'facturx'] as const)(
    'deposits once (%s) what its user took back while the portal was asked, and sent again',
    async (route) => {
      const { outbox, one, portal, put, meanwhile } = desk([readyDossier('a', route)], { faults: ['unicite-absente'] });
      await outbox.flush();
      const [kept] = portal.control.invoices();
      const again = () => put({ ...readyDossier('a', route), portalIds: one().portalIds, history: one().history, revision: one().revision + 1 });
      // As after an answer that was lost: the device knows of no deposit.
      put({ ...readyDossier('a', route), stage: { state: 'ready', since: 1, attempts: 1, retryAt: 0, committed: true } });
      meanwhile.run = () => put({ ...one(), stage: { state: 'draft' }, revision: one().revision + 1 });
      await outbox.flush();
      expect(one().stage.state).toBe('draft');
      meanwhile.run = () => {};
      again();
      await outbox.flush();
      expect(one().stage).toMatchObject({ state: 'deposited', identifiantFactureCPP: kept?.identifiantFactureCPP });
      expect(portal.control.invoices()).toHaveLength(1);
      // Taken up again after a rejection, that deposit is no proof of the next one.
      put({ ...one(), history: [...one().history, { at: '', code: 'REOPENED', text: '' }], revision: one().revision + 1 });
      again();
      await outbox.flush();
      expect(portal.control.invoices()).toHaveLength(2);
    },
  );

  it.each(['pdf', 'entry', 'facturx'] as const)(
    'refuses (%s) what its user took back, changed and sent again under a number that the portal holds by now',
    async (route) => {
      const { outbox, one, portal, put, meanwhile } = desk([readyDossier('a', route)]);
      await outbox.flush();
      const [kept] = portal.control.invoices();
      put({ ...readyDossier('a', route), stage: { state: 'ready', since: 1, attempts: 1, retryAt: 0, committed: true } });
      meanwhile.run = () => put({ ...one(), stage: { state: 'draft' }, revision: one().revision + 1 });
      await outbox.flush();
      meanwhile.run = () => {};
      const { invoice } = one();
      const send = (changed: Dossier['invoice'], ...history: Dossier['history']) =>
        put({ ...one(), ...readyAgain, invoice: changed, history: [...one().history, ...history], revision: one().revision + 1 });
      const readyAgain = { stage: { state: 'ready', since: 1, attempts: 0, retryAt: 0, committed: false } } as const;
      send(applyEdit(invoice, 'lines.0.quantity', '20'));
      await outbox.flush();
      expect(one().stage).toMatchObject({ state: 'refused', code: 'portal-duplicate' });
      expect(portal.control.invoices()).toHaveLength(1);
      // As it was, it is what the portal holds: only that attempt was refused.
      send(invoice, { at: '', code: 'REOPENED', text: '' });
      await outbox.flush();
      expect(one().stage).toMatchObject({ state: 'deposited', identifiantFactureCPP: kept?.identifiantFactureCPP });
      expect(portal.control.invoices()).toHaveLength(1);
      // Under another number it is another invoice.
      send({ ...invoice, invoiceNumber: 'F-other' });
      await outbox.flush();
      expect(one().stage.state).toBe('deposited');
      expect(portal.control.invoices()).toHaveLength(2);
    },
  );

  it('settles one dossier when asked', async () => {
    const { outbox, portal, platform, one } = desk([readyDossier('a')]);
    portal.control.fault('erreur-500', true);
    portal.control.fault('erreur-500', false);
    portal.control.once('coupure-avant', 'soumettre');
    await outbox.flush();
    expect(one().stage.state).toBe('sent-unconfirmed');
    platform.advance(4 * 60_000);
    await outbox.settle('a');
    expect((await outbox.settle('a'))?.stage.state).toBe('ready');
  });

  it('refuses a number taken by another invoice, and never takes that one for ours', async () => {
    const other = { totals: { lines: '10.00', net: '10.00', vat: '0.55', gross: '10.55', payable: '10.55' } };
    const { outbox, one, put, portal } = desk([readyDossier('a', 'pdf', { invoiceNumber: 'X1', ...other })]);
    await outbox.flush();
    put({ ...readyDossier('b'), invoice: readyDossier('b', 'pdf', { invoiceNumber: 'X1' }).invoice });
    put({ ...readyDossier('c'), invoice: one().invoice });
    expect(await outbox.flush()).toMatchObject({ refused: 2, sent: 0 });
    expect(one('b').stage).toMatchObject({ state: 'refused', code: 'portal-duplicate' });
    expect(one('c').stage).toMatchObject({ state: 'refused', code: 'portal-duplicate' });
    expect(portal.control.invoices()).toHaveLength(1);
  });

  it('asks for locked keys now and then, whatever waits for them, and goes on when they are open', async () => {
    const locked = { times: 0, is: true };
    const dossier = readyDossier('a');
    const doubted = { since: 1, attempts: 0, key: idempotencyKey(dossier.invoice), numeroFluxDepot: '', checkAt: 0, checks: 0 };
    const errand = { kind: 'acknowledge', identifiantFactureCPP: 1, state: 'waiting', retryAt: 0 };
    const asking = restoreDossier({
      ...readyDossier('b'),
      stage: { state: 'draft' },
      errands: [errand, { ...errand, kind: 'complete', state: 'unsure' }],
    });
    const { outbox, one, platform } = desk([{ ...dossier, stage: { state: 'sent-unconfirmed', ...doubted } }, asking!], {}, locked);
    const start = platform.clock.now();
    while (platform.clock.now() - start < 10 * 60_000) {
      await outbox.flush();
      platform.advance(Math.max(1_000, ((await outbox.nextWake()) ?? Number.POSITIVE_INFINITY) - platform.clock.now()));
    }
    expect(locked.times).toBeLessThanOrEqual(8);
    expect(one('a').stage).toMatchObject({ state: 'sent-unconfirmed', since: 1, checks: 0 });
    expect(one('b').errands).toMatchObject([
      { state: 'waiting', attempts: 0, fault: 'vault-locked' },
      { state: 'unsure', checks: 0 },
    ]);
    locked.is = false;
    platform.advance(7 * 60_000);
    await outbox.flush();
    expect(one('a').stage).toMatchObject({ state: 'sent-unconfirmed', checks: 1 });
  });

  it('wakes for what is due first, the invoice or an answer to the portal about its former life', async () => {
    const errand = { kind: 'acknowledge', identifiantFactureCPP: 1, state: 'waiting', retryAt: 9_000_000 };
    const wakes = (stage: Dossier['stage']) => desk([restoreDossier({ ...readyDossier('a'), stage, errands: [errand] })!]).outbox.nextWake();
    const doubt = { since: 1, attempts: 0, key: 'k', numeroFluxDepot: '', checkAt: 5_000, checks: 0 };
    expect(await wakes({ state: 'sent-unconfirmed', ...doubt })).toBe(5_000);
    expect(await wakes({ state: 'ready', since: 1, attempts: 0, retryAt: 7_000, committed: false })).toBe(7_000);
    expect(await wakes({ state: 'draft' })).toBe(9_000_000);
  });

  it('does not let a wrong password hammer the portal with every invoice', async () => {
    const { outbox, portal, seen } = desk(['a', 'b', 'c', 'd'].map((id) => readyDossier(id)));
    portal.control.fault('mot-de-passe-expire', true);
    await outbox.flush();
    expect(seen.filter((call) => call.path.includes('structures/actives')).length).toBeLessThanOrEqual(4);
  });
});

describe('following', () => {
  it('learns the status and the agent’s words, notifies, and counts what waits for the user', async () => {
    const { outbox, one, portal, platform, seen } = desk([readyDossier('a'), readyDossier('b')]);
    await outbox.flush();
    await outbox.refresh();
    platform.notifications.length = 0;
    const id = portal.control.invoices()[0]?.identifiantFactureCPP ?? 0;
    portal.control.push(id, 'SUSPENDUE', 'Joindre le bon de livraison');
    platform.advance(120_000);
    await outbox.refresh();
    const moved = [one('a'), one('b')].find(({ stage }) => stage.state === 'deposited' && stage.identifiantFactureCPP === id) as Dossier;
    expect(moved.stage).toMatchObject({ status: 'SUSPENDUE' });
    expect(moved.history.at(-1)).toMatchObject({ code: 'SUSPENDUE', text: 'Joindre le bon de livraison' });
    expect(platform.notifications).toEqual([expect.objectContaining({ body: '« Joindre le bon de livraison »' })]);
    expect(platform.badgeCount).toBe(1);
    const before = moved.history.length;
    platform.advance(120_000);
    seen.length = 0;
    await outbox.refresh();
    expect([one('a'), one('b')].find((dossier) => dossier.id === moved.id)?.history).toHaveLength(before);
    expect(seen.filter((call) => call.path.includes('historique'))).toEqual([]);
    seen.length = 0;
    await outbox.refresh();
    expect(seen).toEqual([]);
  });
});
