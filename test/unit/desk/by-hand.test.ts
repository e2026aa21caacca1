import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ByHand } from '../../../lib/desk/api.ts';
import { isByHand } from '../../../lib/desk/dossier.ts';
import { check } from '../../../lib/invoice/check.ts';
import { complete } from '../../../lib/invoice/complete.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { type Bench, hospital, openDesk, portalTakes, townHall } from './harness.ts';

let bench: Bench;
let byHand: ByHand;

beforeEach(async () => {
  bench = await openDesk();
  byHand = await bench.desk.byHand();
});
afterEach(() => bench.store.close());

/** A typed invoice for the town hall: two lines, ready to leave. */
async function typed(number = 'F2026-010') {
  const { desk } = bench;
  const { id } = await desk.create();
  await desk.chooseRecipient(id, townHall, { serviceCode: 'CANTINE', engagementNumber: 'BC-1', contractNumber: '' });
  for (const [path, value] of [
    ['invoiceNumber', number],
    ['payment.dueDate', '2026-12-24'],
    ['lines.0.name', 'Pain de campagne'],
    ['lines.0.quantity', '12'],
    ['lines.0.netPrice', '3,20'],
  ] as const)
    await desk.edit(id, path, value);
  return desk.edit(id, 'delivery.date', '2026-11-23');
}

describe('a new invoice by hand', () => {
  it('knows its seller, its number, today, and starts with a line of the seller’s VAT', async () => {
    const { invoice } = await byHand.create();
    expect(invoice).toMatchObject({
      invoiceNumber: 'F2026-010',
      issueDate: '2026-11-24',
      delivery: { date: '2026-11-24' },
      seller: { name: 'Boulangerie Martin' },
    });
    expect(invoice.lines).toMatchObject([{ name: '', quantity: '1', vatCategory: 'E', vatRate: '0' }]);
  });

  it('is by hand until a picture comes', async () => {
    expect(isByHand(await byHand.create())).toBe(true);
    expect(isByHand(await bench.desk.capture([{ name: 'a.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff]) }]))).toBe(false);
  });

  it('takes the next free number of the series: drafts count, a new year starts again', async () => {
    await byHand.create();
    expect((await byHand.create()).invoice.invoiceNumber).toBe('F2026-011');
    bench.platform.advance(60 * 86_400_000);
    expect((await byHand.create()).invoice.invoiceNumber).toBe('F2027-001');
  });

  it('tells a number left out, and never blocks for it', async () => {
    const dossier = await typed('F2026-014');
    expect(await byHand.numbering(dossier)).toEqual({ proposed: 'F2026-010', gap: { first: 'F2026-010', last: 'F2026-013', count: 4 } });
    expect((await bench.desk.problems(dossier)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('does not go back after an older invoice is sent', async () => {
    const { desk } = bench;
    await desk.saveProfile({ ...(await desk.profile()), lastNumber: 'F2026-120' });
    await desk.send((await typed('F2026-100')).id);
    expect((await desk.profile()).lastNumber).toBe('F2026-120');
    await typed('F2026-125');
    expect((await byHand.create()).invoice.invoiceNumber).toBe('F2026-126');
  });

  it('leaves the numbers of the training portal out of the real series', async () => {
    const { desk } = bench;
    await desk.send((await typed('ESSAI-3')).id);
    expect((await desk.profile()).lastNumber).toBe('ESSAI-3');
    await desk.saveSettings({ ...(await desk.settings()), environment: 'production' });
    expect((await byHand.create()).invoice.invoiceNumber).toBe('');
  });

  it('proposes the day by which this buyer must pay', async () => {
    const { desk } = bench;
    const { id } = await desk.create();
    expect(await byHand.dueDate(await desk.chooseRecipient(id, townHall))).toBe('2026-12-24');
    expect(await byHand.dueDate(await desk.chooseRecipient(id, hospital))).toBe('2027-01-13');
    expect(await byHand.dueDate(await desk.create())).toBe('');
  });

  it('takes over the lines of the last invoice to this buyer, not the deliveries they billed', async () => {
    const { desk } = bench;
    const first = await typed();
    await desk.change(first.id, (invoice) => ({ ...invoice, lines: invoice.lines.map((line) => ({ ...line, note: 'Livré : 16/11 (12)' })) }));
    const next = await desk.chooseRecipient((await desk.create()).id, townHall);
    expect(await byHand.lastLines(next)).toMatchObject({ number: 'F2026-010', lines: [{ name: 'Pain de campagne', quantity: '12', note: '' }] });
    expect(await byHand.lastLines(await desk.create())).toBeNull();
  });
});

describe('duplicate', () => {
  it('keeps buyer, codes and lines; number and dates are new, nothing is paid yet', async () => {
    const { desk } = bench;
    const { id } = await typed();
    await desk.edit(id, 'totals.prepaid', '10');
    const copy = await byHand.duplicate(id);
    expect(copy.invoice).toMatchObject({
      invoiceNumber: 'F2026-011',
      issueDate: '2026-11-24',
      serviceCode: 'CANTINE',
      engagementNumber: 'BC-1',
      buyer: { siret: townHall.siret },
      payment: { dueDate: '' },
      lines: [{ name: 'Pain de campagne', netAmount: '38.40' }],
      totals: { gross: '38.40', prepaid: '', payable: '38.40' },
    });
    expect((await desk.open(id))?.invoice.invoiceNumber).toBe('F2026-010');
  });
});

describe('credit note', () => {
  it('gives back the whole invoice in plain amounts, names its origin, asks for no money', async () => {
    const { id } = await typed();
    const { invoice } = await byHand.creditNote(id);
    expect(invoice).toMatchObject({
      kind: 'credit-note',
      invoiceNumber: 'F2026-011',
      issueDate: '2026-11-24',
      precedingInvoices: [{ number: 'F2026-010', issueDate: '2026-11-24' }],
      payment: { meansCode: '97', iban: '', dueDate: '' },
      totals: { gross: '38.40', payable: '38.40' },
      lines: [{ name: 'Pain de campagne', quantity: '12' }],
    });
    expect(check(complete(invoice), 'portal', { today: '2026-11-24', requires: 'none' }).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('becomes partial by editing its lines', async () => {
    const { id } = await byHand.creditNote((await typed()).id);
    expect((await bench.desk.edit(id, 'lines.0.quantity', '2')).invoice.totals).toMatchObject({ gross: '6.40', payable: '6.40' });
  });

  it('goes on with the series of credit notes where there is one', async () => {
    const { desk } = bench;
    const { id } = await typed();
    const first = await byHand.creditNote(id);
    await desk.edit(first.id, 'invoiceNumber', 'AV2026-004');
    expect((await byHand.creditNote(id)).invoice.invoiceNumber).toBe('AV2026-005');
    // the invoices go on with their own
    expect((await byHand.create()).invoice.invoiceNumber).toBe('F2026-011');
  });

  it('keeps the amounts of a paper that did not add up', async () => {
    const { desk, store } = bench;
    const { id } = await desk.create();
    const read = { ...bakerInvoice(), totals: { ...bakerInvoice().totals, gross: '80.00', payable: '80.00' } };
    await store.update(id, (dossier) => ({ dossier: { ...dossier, invoice: read } }));
    expect((await byHand.creditNote(id)).invoice.totals).toMatchObject({ net: '76.40', gross: '80.00', payable: '80.00' });
  });

  it('is refused of a credit note and of an invoice without number', async () => {
    const { desk } = bench;
    const { id } = await typed();
    const credit = await byHand.creditNote(id);
    await expect(byHand.creditNote(credit.id)).rejects.toMatchObject({ code: 'not-ready' });
    await desk.edit(id, 'invoiceNumber', '');
    await expect(byHand.creditNote(id)).rejects.toMatchObject({ code: 'not-ready' });
  });

  it('typed by hand has somewhere to write its origin', async () => {
    const { desk } = bench;
    const { id } = await typed();
    await desk.edit(id, 'kind', 'credit-note');
    const dossier = await desk.edit(id, 'precedingInvoices.0.number', 'F2026-001');
    expect(dossier.invoice.precedingInvoices).toEqual([{ number: 'F2026-001', issueDate: '' }]);
  });
});

describe('memory of articles', () => {
  it('is taught by what the portal took, shown, forgotten and brought back', async () => {
    const { desk } = bench;
    const articles = await desk.articles();
    const { id } = await typed();
    expect(await articles.list()).toEqual([]);
    await portalTakes(bench, id);
    await expect.poll(async () => (await articles.list()).length).toBe(1);
    const [pain] = await articles.list();
    expect(pain).toMatchObject({ name: 'Pain de campagne', netPrice: '3.20', vatCategory: 'E', buyers: { [townHall.siret]: { quantity: '12' } } });
    await articles.forget([pain!.key]);
    expect(await articles.list()).toEqual([]);
    await articles.remember([pain!]);
    expect(await articles.list()).toEqual([pain]);
  });

  it('is taught once by the invoices that were there before it, and does not learn again what is forgotten', async () => {
    const { desk, store } = bench;
    await portalTakes(bench, (await typed()).id);
    const refused = await desk.change((await typed()).id, (invoice) => ({
      ...invoice,
      lines: invoice.lines.map((line) => ({ ...line, name: 'Mal lu' })),
    }));
    await store.update(refused.id, (dossier) => ({
      dossier: { ...dossier, stage: { state: 'refused', since: 1, code: 'portal-refused', messages: [], numeroFluxDepot: '' } },
    }));
    const articles = await desk.articles();
    expect((await articles.list()).map(({ name }) => name)).toEqual(['Pain de campagne']);
    await articles.forget((await articles.list()).map(({ key }) => key));
    expect(await (await desk.articles()).list()).toEqual([]);
  });
});

it('shows the invoice as the PDF that would leave', async () => {
  const { id } = await typed();
  const preview = await bench.desk.preview(id);
  expect(preview.name).toBe('facture-F2026-010.pdf');
  expect(new TextDecoder().decode(preview.bytes)).toBe('%PDF F2026-010');
  expect(preview.pages).toHaveLength(1);
});

it('lists the rules for the page that shows them', async () => {
  const rules = await bench.desk.rules();
  expect(rules.length).toBeGreaterThan(40);
  expect(new Set(rules.map(({ id, syntax }) => `${id}/${syntax ?? ''}`)).size).toBe(rules.length);
  for (const rule of rules) expect(rule.targets.length > 0 || rule.syntax !== undefined, rule.id).toBe(true);
  for (const rule of rules) expect([rule.id, rule.family, rule.source, rule.message, rule.remedy].every((text) => text.trim() !== '')).toBe(true);
});
