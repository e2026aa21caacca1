import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '../../../lib/desk/dossier.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { type Bench, openDesk, townHall } from './harness.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openDesk({ name: `orders-${Math.random()}` });
});

const line = bakerInvoice().lines[0] as Dossier['invoice']['lines'][number];

/** An order of 194 € as the reading leaves it. */
async function order(): Promise<Dossier> {
  const { id } = await bench.desk.create();
  const { buyer, ...blank } = bakerInvoice();
  return bench.store.update(id, (dossier) => ({
    dossier: {
      ...dossier,
      order: { orderedOn: '2026-11-12', closedAt: 0 },
      invoice: {
        ...blank,
        buyer: { ...buyer, siret: townHall.siret, name: townHall.name },
        invoiceNumber: '',
        issueDate: '',
        serviceCode: 'CANTINE',
        engagementNumber: '26D 451',
        delivery: { ...blank.delivery, name: 'École Jean-Jaurès' },
        lines: [{ ...line, quantity: '40', netPrice: '4.85', netAmount: '194.00', vatCategory: 'S', vatRate: '5.5' }],
        totals: { ...blank.totals, net: '194.00' },
      },
    },
  }));
}

async function left(id: string): Promise<void> {
  await bench.store.update(id, (dossier) => ({
    dossier: {
      ...dossier,
      stage: { state: 'sent-by-form', number: '', sentAt: '', status: 'DEPOSEE', statusAt: '', sentence: '', url: '', seenAt: 1 },
    },
  }));
}

describe('an order', () => {
  it('is no invoice, and makes one with its recipient, codes, place and lines', async () => {
    const { desk } = bench;
    const { id } = await order();
    expect(await desk.list()).toEqual([]);
    expect((await desk.glance()).dossiers).toEqual([]);
    const cases = await desk.orders();
    expect(await cases.list()).toMatchObject([{ dossier: { id }, done: false, billed: '0.00' }]);
    const made = await cases.bill(id);
    expect(made).toMatchObject({
      orderId: id,
      stage: { state: 'draft' },
      invoice: {
        invoiceNumber: 'F2026-010',
        issueDate: '2026-11-24',
        buyer: { siret: townHall.siret },
        serviceCode: 'CANTINE',
        engagementNumber: '26D 451',
        delivery: { name: 'École Jean-Jaurès' },
        // a seller without VAT bills none, whatever the order says
        lines: [{ quantity: '40', netAmount: '194.00', vatCategory: 'E', vatRate: '0' }],
        totals: { net: '194.00' },
      },
    });
    expect(made.order).toBeUndefined();
    expect(await cases.open(id)).toMatchObject({ done: false, invoices: [{ id: made.id }] });
    await left(made.id);
    expect(await cases.open(id)).toMatchObject({ done: true, billed: '194.00' });
    await desk.remove(made.id);
    expect(await cases.open(id)).toMatchObject({ done: false, invoices: [] });
  });

  it('gives its codes to another invoice of that body, and is then seen as billed', async () => {
    const { desk } = bench;
    const { id } = await order();
    const draft = await desk.chooseRecipient((await desk.create()).id, townHall);
    const cases = await desk.whoPays();
    const [found] = (await cases.proposals(draft)).orders;
    expect(found?.id).toBe(id);
    const taken = await cases.takeCodes(draft.id, { ...(found as Dossier).invoice, site: 'École Jean-Jaurès' }, id);
    expect(taken).toMatchObject({ orderId: id, invoice: { serviceCode: 'CANTINE', delivery: { name: 'École Jean-Jaurès' } } });
    expect((await desk.undo(draft.id)).invoice.serviceCode).toBe('');
  });

  it('billed in full is doubted the next time, not stopped, and the doubt is answered once', async () => {
    const { desk } = bench;
    const { id } = await order();
    const cases = await desk.orders();
    const first = await cases.bill(id);
    await left(first.id);
    const second = await cases.bill(id);
    const told = async (dossier: Dossier) => (await desk.problems(dossier)).find(({ rule }) => rule === 'CPP-ENGAGEMENT-BILLED');
    expect(await told(second)).toMatchObject({ severity: 'warning', message: expect.stringContaining('F2026-010'), asks: true });
    const kept = await desk.confirmProblem(second.id, { rule: 'CPP-ENGAGEMENT-BILLED', field: 'engagementNumber' });
    expect(await told(kept)).toMatchObject({ severity: 'info', confirmed: true });
    expect(await told(first)).toBeUndefined();
  });

  it('of last year gives a number to ask about', async () => {
    const { desk } = bench;
    const { id } = await order();
    await (await desk.orders()).date(id, '2025-03-03');
    const made = await (await desk.orders()).bill(id);
    const old = (await desk.problems(made)).find(({ rule }) => rule === 'CPP-ENGAGEMENT-OLD');
    expect(old).toMatchObject({ severity: 'warning', message: 'Ce numéro date du 3 mars 2025. Un engagement vaut souvent pour une année.' });
  });

  it('taken for an invoice is turned, and back', async () => {
    const { desk } = bench;
    const { id } = await order();
    const cases = await desk.orders();
    expect((await cases.turn(id, 'invoice')).invoice).toMatchObject({ issueDate: '2026-11-12', engagementNumber: '26D 451' });
    expect(await desk.list()).toHaveLength(1);
    expect(await cases.turn(id, 'order')).toMatchObject({ order: { orderedOn: '2026-11-12' }, invoice: { issueDate: '' } });
    expect(await desk.list()).toEqual([]);
    expect((await cases.close(id, true)).order?.closedAt).toBeGreaterThan(0);
    expect(await cases.open(id)).toMatchObject({ done: true });
  });
});
