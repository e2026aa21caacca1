import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryNotes } from '../../../lib/desk/api.ts';
import type { DeliveryNote } from '../../../lib/desk/delivery-note.ts';
import { editLine } from '../../../lib/desk/lines.ts';
import { type Bench, hospital, openDesk, portalTakes, townHall } from './harness.ts';

const DAY = 86_400_000;

let bench: Bench;
let notes: DeliveryNotes;

beforeEach(async () => {
  bench = await openDesk();
  notes = await bench.desk.deliveryNotes();
});
afterEach(() => bench.store.close());

async function delivered(quantity: string, recipient = townHall): Promise<DeliveryNote> {
  const { id } = await notes.create(recipient);
  return notes.change(id, (note) => {
    const [line] = note.lines;
    if (!line) throw new Error('no line');
    const named = editLine(editLine(line, 'name', 'Baguette'), 'netPrice', '0.95');
    return { ...note, lines: [editLine(named, 'quantity', quantity)] };
  });
}

/** Three days of bread. */
async function week(): Promise<DeliveryNote[]> {
  const made: DeliveryNote[] = [];
  for (const quantity of ['40', '30', '35']) {
    made.push(await delivered(quantity));
    bench.platform.advance(DAY);
  }
  return made;
}

describe('a delivery note', () => {
  it('is of today, in the seller’s VAT; the next one for the same buyer says the same', async () => {
    const first = await delivered('40');
    expect(first).toMatchObject({
      date: '2026-11-24',
      buyer: { siret: townHall.siret, name: townHall.name },
      lines: [{ vatCategory: 'E', netAmount: '38.00' }],
    });
    bench.platform.advance(DAY);
    expect(await notes.create(townHall)).toMatchObject({ date: '2026-11-25', lines: [{ name: 'Baguette', quantity: '40' }] });
    expect(await notes.again(first.id)).toMatchObject({ date: '2026-11-25', lines: [{ name: 'Baguette' }], billedBy: '' });
  });

  it('takes the codes that worked for a buyer already billed', async () => {
    const { desk } = bench;
    const { id } = await desk.create();
    await desk.chooseRecipient(id, townHall, { serviceCode: 'CANTINE', engagementNumber: 'BC-1', contractNumber: '' });
    for (const [path, value] of [
      ['lines.0.name', 'Pain'],
      ['lines.0.netPrice', '3'],
    ] as const)
      await desk.edit(id, path, value);
    await portalTakes(bench, id);
    await expect.poll(() => desk.lastCodes(townHall.siret)).not.toBeNull();
    expect(await notes.create(townHall)).toMatchObject({ serviceCode: 'CANTINE', engagementNumber: 'BC-1' });
  });

  it('goes on with the numbers of who numbers his notes', async () => {
    const first = await delivered('40');
    await notes.change(first.id, (note) => ({ ...note, number: 'BL-2026-041' }));
    expect((await notes.create(hospital)).number).toBe('BL-2026-042');
  });

  it('teaches its articles when it is finished, once, and an empty one is not kept', async () => {
    const note = await delivered('40');
    await notes.finish(note.id);
    await notes.finish(note.id);
    expect(await (await bench.desk.articles()).list()).toMatchObject([
      { name: 'Baguette', uses: 1, buyers: { [townHall.siret]: { quantity: '40' } } },
    ]);
    const empty = await notes.create();
    await notes.finish(empty.id);
    expect((await notes.list()).map(({ id }) => id)).toEqual([note.id]);
  });

  it('is deleted and brought back', async () => {
    const { id } = await delivered('40');
    await notes.remove(id);
    expect(await notes.list()).toEqual([]);
    await notes.restore(id);
    expect(await notes.open(id)).toMatchObject({ id });
  });
});

describe('billing the week', () => {
  it('makes one invoice of the chosen notes: lines grouped, period set, ready to leave', async () => {
    const made = await week();
    const dossier = await notes.bill(made.map(({ id }) => id));
    expect(dossier.invoice).toMatchObject({
      invoiceNumber: 'F2026-010',
      issueDate: '2026-11-27',
      buyer: { siret: townHall.siret },
      delivery: { date: '', periodStart: '2026-11-24', periodEnd: '2026-11-26' },
      payment: { dueDate: '2026-12-27', iban: 'FR7630006000011234567890189' },
      lines: [{ name: 'Baguette', quantity: '105', netAmount: '99.75', note: 'Livré : 24/11 (40), 25/11 (30), 26/11 (35)' }],
      totals: { net: '99.75', vat: '0.00', gross: '99.75' },
    });
    expect((await bench.desk.problems(dossier)).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect((await notes.list()).map(({ billedBy }) => billedBy)).toEqual([dossier.id, dossier.id, dossier.id]);
  });

  it('never bills a note twice, nor changes one that is billed', async () => {
    const [first, second] = await week();
    await notes.bill([first!.id]);
    await expect(notes.bill([first!.id, second!.id])).rejects.toMatchObject({ code: 'notes-billed' });
    await expect(notes.change(first!.id, (note) => note)).rejects.toMatchObject({ code: 'notes-billed' });
    await expect(notes.remove(first!.id)).rejects.toMatchObject({ code: 'notes-billed' });
    expect((await notes.open(second!.id))?.billedBy).toBe('');
    expect(await bench.desk.list()).toHaveLength(1);
    const both = await Promise.allSettled([notes.bill([second!.id]), notes.bill([second!.id])]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses two buyers on one invoice, and a note that is gone', async () => {
    const bread = await delivered('40');
    const other = await delivered('10', hospital);
    await expect(notes.bill([bread.id, other.id])).rejects.toMatchObject({ code: 'not-ready' });
    await expect(notes.bill([bread.id, 'nowhere'])).rejects.toMatchObject({ code: 'storage-broken' });
    expect((await notes.open(bread.id))?.billedBy).toBe('');
  });

  it('frees the notes with the draft, takes them back with it, and not when they were billed meanwhile', async () => {
    const { desk } = bench;
    const ids = (await week()).map(({ id }) => id);
    const dossier = await notes.bill(ids);
    await desk.remove(dossier.id);
    expect((await notes.list()).every(({ billedBy }) => billedBy === '')).toBe(true);
    await desk.restore(dossier.id);
    expect((await notes.list()).every(({ billedBy }) => billedBy === dossier.id)).toBe(true);
    await desk.remove(dossier.id);
    await notes.bill(ids.slice(0, 1));
    await expect(desk.restore(dossier.id)).rejects.toMatchObject({ code: 'notes-billed' });
    expect(await desk.open(dossier.id)).toBeNull();
  });

  it('keeps the notes of a deposited invoice billed, even when it is deleted here', async () => {
    const { desk, store } = bench;
    const dossier = await notes.bill((await week()).map(({ id }) => id));
    await store.update(dossier.id, (current) => ({
      dossier: {
        ...current,
        stage: {
          state: 'deposited',
          identifiantFactureCPP: 7,
          depositedAt: '',
          numeroFacture: '',
          certificate: '',
          status: 'DEPOSEE',
          statusAt: '',
          numeroFluxDepot: '',
          refreshedAt: 0,
        },
      },
    }));
    await desk.remove(dossier.id);
    expect((await notes.list()).every(({ billedBy }) => billedBy === dossier.id)).toBe(true);
  });
});

describe('on another device', () => {
  it('finds notes, articles and confirmations in the backup', async () => {
    const { desk } = bench;
    const [first, second] = await week();
    await notes.finish(first!.id);
    const dossier = await notes.bill([first!.id]);
    await bench.store.update(dossier.id, (current) => ({
      dossier: { ...current, confirmations: { 'X|totals.gross': { rule: 'X', field: 'totals.gross', value: '"38.00"', message: 'm', at: 5 } } },
    }));
    const { blob } = await (await desk.backups()).write('');
    const other = await openDesk();
    await (await (await other.desk.backups()).open(blob)).restore();
    const elsewhere = await other.desk.deliveryNotes();
    expect((await elsewhere.open(first!.id))?.billedBy).toBe(dossier.id);
    expect((await elsewhere.open(second!.id))?.billedBy).toBe('');
    expect((await (await other.desk.articles()).list()).map(({ name }) => name)).toEqual(['Baguette']);
    expect((await other.desk.open(dossier.id))?.confirmations).toMatchObject({ 'X|totals.gross': { at: 5 } });
    other.store.close();
  });

  it('does not let notes be billed again after their invoice came back from a backup', async () => {
    const { desk, store } = bench;
    const [first] = await week();
    const dossier = await notes.bill([first!.id]);
    const { blob } = await (await desk.backups()).write('');
    await desk.remove(dossier.id);
    await store.sweep(bench.platform.clock.now() + 1);
    expect((await notes.open(first!.id))?.billedBy).toBe('');
    await (await (await desk.backups()).open(blob)).restore();
    await expect(notes.bill([first!.id])).rejects.toMatchObject({ code: 'notes-billed' });
  });
});
