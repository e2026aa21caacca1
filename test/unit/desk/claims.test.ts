import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claims } from '../../../lib/desk/api-claims.ts';
import { type Dossier, restoreDossier } from '../../../lib/desk/dossier.ts';
import { restoreInvoice } from '../../../lib/invoice/model.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { type Bench, hospital, openDesk, townHall } from './harness.ts';

let bench: Bench;
let claims: Claims;

beforeEach(async () => {
  // 24 November 2026
  bench = await openDesk();
  claims = await bench.desk.claims();
});
afterEach(() => bench.store.close());

interface Given {
  number?: string;
  buyer?: typeof townHall;
  depositedAt?: string;
  gross?: string;
  history?: { at: string; code: string; text: string }[];
  environment?: Dossier['environment'];
  more?: Partial<Dossier['invoice']>;
}

async function deposited({
  number = 'F2026-118',
  buyer = townHall,
  depositedAt = '2026-10-10 09:00',
  gross = '320.00',
  history = [],
  environment = 'production',
  more = {},
}: Given = {}): Promise<Dossier> {
  const { id } = await bench.desk.create();
  const baker = bakerInvoice();
  const invoice = restoreInvoice({
    ...baker,
    invoiceNumber: number,
    issueDate: depositedAt.slice(0, 10),
    buyer: { ...baker.buyer, siret: buyer.siret, name: buyer.name },
    delivery: { ...baker.delivery, date: '2026-08-01' },
    totals: { ...baker.totals, gross, payable: gross },
    ...more,
  });
  return bench.store.update(id, (dossier) => ({
    dossier: {
      ...dossier,
      environment,
      invoice,
      history,
      stage: {
        state: 'deposited',
        identifiantFactureCPP: 987,
        numeroFacture: '',
        depositedAt,
        certificate: 'CERT-1',
        status: 'MISE_A_DISPOSITION',
        statusAt: '',
        numeroFluxDepot: '',
        refreshedAt: 0,
      },
    },
  }));
}

describe('one invoice', () => {
  it('is late fifteen days after a term of thirty from the certificate', async () => {
    const found = await claims.of(await deposited());
    expect(found?.clock).toMatchObject({ state: 'late', startsOn: '2026-10-10', dueOn: '2026-11-09', daysLate: 15 });
    expect(found?.term).toEqual({ days: 30, article: 'R2192-10', sure: true });
    expect(found?.claim).toMatchObject({ interest: '1.33', due: '41.33', total: '361.33', rateSure: false });
  });
  it('has fifty days with a hospital, thirty supposed with a buyer nobody knows, and what the user chose', async () => {
    expect((await claims.of(await deposited({ number: '2', buyer: hospital })))?.clock.dueOn).toBe('2026-11-29');
    const stranger = await deposited({ number: '3', buyer: { ...townHall, siret: '13002526500013' } });
    expect((await claims.of(stranger))?.term).toMatchObject({ days: 30, sure: false });
    await claims.chooseTerm('13002526500013', 60);
    expect((await claims.of(stranger))?.clock.dueOn).toBe('2026-12-09');
    await claims.chooseTerm('13002526500013', null);
    expect((await claims.of(stranger))?.term.days).toBe(30);
  });
  it('counts the same for what went by the portal’s own form, and says what the portal showed', async () => {
    const { id } = await deposited();
    const byForm = await bench.store.update(id, (dossier) => ({
      dossier: {
        ...dossier,
        stage: {
          state: 'sent-by-form',
          number: '20260000000000000014',
          sentAt: '2026-10-10',
          status: 'MISE_A_DISPOSITION',
          statusAt: '',
          sentence: 'Votre facture a bien été envoyée.',
          url: '',
          seenAt: 0,
        },
      },
    }));
    expect((await claims.of(byForm))?.claim).toMatchObject({ interest: '1.33', due: '41.33' });
    const receipt = new TextDecoder().decode((await bench.desk.receipt(id)).bytes);
    expect(receipt).toContain('Numéro donné par le portail : 20260000000000000014');
    expect(receipt).toContain('Ce que le portail a affiché : Votre facture a bien été envoyée.');
    expect((await claims.letter([id])).file.bytes.length).toBeGreaterThan(0);
    expect((await claims.paid(id, '2026-11-20')).paidOn).toBe('2026-11-20');
  });
  it('has no clock while the portal does not hold it, nor as a credit note', async () => {
    expect(await claims.of(await bench.desk.create())).toBeNull();
    expect((await claims.of(await deposited({ more: { kind: 'credit-note' } })))?.clock.state).toBe('not-due');
  });
  it('forgets what an earlier attempt went through', async () => {
    const history = [
      { at: '2026-09-01 10:00', code: 'REJETEE', text: '' },
      { at: '2026-09-02T10:00:00.000Z', code: 'REOPENED', text: '' },
      { at: '2026-10-10 10:00', code: 'MISE_A_DISPOSITION', text: '' },
    ];
    expect((await claims.of(await deposited({ history })))?.clock).toMatchObject({ state: 'late', dueOn: '2026-11-09' });
  });
});

describe('what the user says', () => {
  it('« j’ai été payé le » stops the clock, and can be taken back', async () => {
    const { id } = await deposited();
    const paid = await claims.paid(id, '2026-11-20');
    expect(paid.paidOn).toBe('2026-11-20');
    expect(await claims.of(paid)).toMatchObject({ clock: { state: 'paid', daysLate: 11, daysTaken: 41 }, claim: { paid: true, interest: '0.98' } });
    const again = await claims.paid(id, '');
    expect(again.paidOn).toBeUndefined();
    expect((await claims.of(again))?.clock.state).toBe('late');
  });
  it('is refused for a day to come, before the deposit, or of a draft', async () => {
    const { id } = await deposited();
    await expect(claims.paid(id, '2026-11-25')).rejects.toMatchObject({ code: 'not-ready' });
    await expect(claims.paid(id, '2026-10-09')).rejects.toMatchObject({ code: 'not-ready' });
    await expect(claims.paid((await bench.desk.create()).id, '2026-11-20')).rejects.toMatchObject({ code: 'not-ready' });
  });
  it('a damaged day is no day', async () => {
    const dossier = await deposited();
    expect(restoreDossier({ ...dossier, paidOn: 'hier', claimClosedOn: 12 })).toMatchObject({ paidOn: undefined, claimClosedOn: undefined });
  });
  it('a claim closed is no longer counted', async () => {
    const { id } = await deposited();
    await claims.paid(id, '2026-11-20');
    expect((await claims.byBuyer())[0]).toMatchObject({ interest: '0.98', indemnity: '40.00' });
    await claims.close(id, '2026-11-24');
    expect((await claims.byBuyer())[0]).toMatchObject({ interest: '0.00', indemnity: '0.00', claims: [], paid: 1 });
    await claims.close(id, '');
    expect((await claims.byBuyer())[0]?.claims).toHaveLength(1);
  });
});

describe('totals by buyer', () => {
  it('adds up what is expected, late, due by right, and how long each takes', async () => {
    await deposited({ number: '1' });
    await deposited({ number: '2', depositedAt: '2026-11-20 09:00', gross: '100.00' });
    await deposited({ number: '3', gross: '50.00', history: [{ at: '2026-10-30 10:00', code: 'MISE_EN_PAIEMENT', text: '' }] });
    await deposited({ number: '4', gross: '60.00', history: [{ at: '2026-11-11 10:00', code: 'MISE_EN_PAIEMENT', text: '' }] });
    await deposited({ number: '5', buyer: hospital, gross: '10.00' });
    await deposited({ number: '6', environment: 'training', gross: '999.00' });
    const [town, ward, training, ...others] = await claims.byBuyer();
    expect(others).toEqual([]);
    // Late: 320 € (1.33 €) and, paid two days late, 60 € (60 × 10.15 % × 2 / 365 = 0.03 €). Paid in 20 and 32 days.
    expect(town).toMatchObject({
      name: townHall.name,
      trial: false,
      expected: '420.00',
      waiting: 2,
      late: '320.00',
      interest: '1.36',
      indemnity: '80.00',
      averageDays: 26,
      paid: 2,
    });
    expect(town?.claims.map(({ dossier }) => dossier.invoice.invoiceNumber)).toEqual(['1', '4']);
    expect(ward).toMatchObject({ name: hospital.name, expected: '10.00', late: '0.00', averageDays: null });
    expect(training).toMatchObject({ trial: true, late: '999.00' });
  });
  it('gives a list the days of each', async () => {
    const { id } = await deposited();
    expect((await claims.lateness()).get(id)).toEqual({ state: 'late', dueOn: '2026-11-09', daysLate: 15 });
  });
});

describe('the letter', () => {
  it('is a PDF and a mail for one or several late invoices of a buyer', async () => {
    const one = await deposited({ number: 'F-1' });
    const two = await deposited({ number: 'F-2', depositedAt: '2026-10-01 09:00' });
    const { file, mail, mailto } = await claims.letter([one.id, two.id]);
    expect(file.name).toBe('lettre-retard-Mairie-de-Fontaine-aux-Bois-2026-11-24.pdf');
    expect(new TextDecoder().decode(file.bytes)).toBe('%PDF lettre F-2 F-1');
    expect(mail.body).toContain('Total : ');
    expect(mail.body).not.toContain('ESSAI');
    expect(mailto).toMatch(/^mailto:\?subject=/);
    expect((await claims.letter([one.id])).file.name).toBe('lettre-retard-F-1-2026-11-24.pdf');
  });
  it('is refused when nothing is late, or for two buyers at once', async () => {
    const early = await deposited({ number: 'F-1', depositedAt: '2026-11-20 09:00' });
    await expect(claims.letter([early.id])).rejects.toMatchObject({ code: 'not-ready' });
    const town = await deposited({ number: 'F-2' });
    const ward = await deposited({ number: 'F-3', buyer: hospital, depositedAt: '2026-09-01 09:00' });
    await expect(claims.letter([town.id, ward.id])).rejects.toMatchObject({ code: 'not-ready' });
  });
});

describe('the rates', () => {
  it('can be corrected, and go back to the table', async () => {
    const dossier = await deposited();
    await claims.saveRates({ '2026-07-01': '1.85', '2025-07-01': '2.15', '2024-05-12': '3', '2023-01-01': 'x' });
    const [latest] = await claims.rates();
    expect(latest).toMatchObject({ from: '2026-07-01', ecb: '1.85', certainty: 'user' });
    expect((await claims.rates()).filter(({ certainty }) => certainty === 'user')).toHaveLength(1);
    expect((await claims.of(dossier))?.claim).toMatchObject({ rate: '9.85', rateSure: true });
    await claims.saveRates({});
    expect((await claims.rates())[0]).toMatchObject({ ecb: '2.15', certainty: 'carried' });
  });
  it('keep a guess that the user confirmed', async () => {
    await claims.saveRates({ '2026-07-01': '2.15' });
    expect((await claims.of(await deposited()))?.claim).toMatchObject({ rate: '10.15', rateSure: true });
  });
  it('survive a damaged store', async () => {
    for (const value of ['x', null, 12, { '2026-07-01': 3, '2026-01-01': '99' }]) {
      await bench.store.setValue('ecb-rates', value);
      expect((await claims.rates())[0]?.ecb).toBe('2.15');
    }
  });
});
