import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmedAt, restoreConfirmations, stillTrue, valueOfField } from '../../../lib/desk/confirmations.ts';
import type { Dossier } from '../../../lib/desk/dossier.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { type Bench, openDesk } from './harness.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openDesk();
});
afterEach(() => bench.store.close());

/** A paper on which a line does not multiply right: 12 × 3,20 is written 40,00, and the sum of the lines is not the total either. */
async function oddPaper(): Promise<Dossier> {
  const { id } = await bench.desk.create();
  const invoice = bakerInvoice();
  const [bread, baguette] = invoice.lines;
  if (!bread || !baguette) throw new Error('no lines');
  return bench.store.update(id, (dossier) => ({
    dossier: { ...dossier, invoice: { ...invoice, lines: [{ ...bread, netAmount: '40.00' }, baguette] } },
  }));
}

const odd = { rule: 'LINE-PRODUCT', field: 'lines.0.netAmount' };
const sum = { rule: 'BR-CO-10', field: 'totals.lines' };
async function found(dossier: Dossier, { rule, field }: typeof odd) {
  return (await bench.desk.problems(dossier)).find((problem) => problem.rule === rule && problem.field === field);
}

describe('an anomaly of the paper', () => {
  it('is offered for confirmation, and once confirmed blocks no more, with its date', async () => {
    const { desk } = bench;
    const dossier = await oddPaper();
    expect(await found(dossier, sum)).toMatchObject({ severity: 'error', confirmable: true });
    const kept = await desk.confirmProblem(dossier.id, sum);
    expect(await found(kept, sum)).toMatchObject({ severity: 'info', confirmed: true });
    expect(Object.values(kept.confirmations)).toMatchObject([{ field: 'totals.lines', at: Date.parse('2026-11-24T09:00:00Z') }]);
    const withdrawn = await desk.withdrawConfirmation(dossier.id, sum);
    expect(await found(withdrawn, sum)).toMatchObject({ severity: 'error', confirmable: true });
  });

  it('lets the invoice leave, its confirmation kept with it', async () => {
    const { desk } = bench;
    const dossier = await oddPaper();
    await desk.edit(dossier.id, 'buyer.siret', '11000201100044');
    await expect(desk.send(dossier.id)).rejects.toMatchObject({ code: 'not-ready' });
    for (const problem of (await desk.problems(dossier)).filter(({ confirmable }) => confirmable)) await desk.confirmProblem(dossier.id, problem);
    const sent = await desk.send(dossier.id);
    expect(sent.stage.state).toBe('ready');
    expect(Object.values(sent.confirmations).map(({ field }) => field)).toContain('totals.lines');
  });

  it('is asked again when the field changes, and only then', async () => {
    const { desk } = bench;
    const { id } = await oddPaper();
    await desk.confirmProblem(id, odd);
    const elsewhere = await desk.edit(id, 'engagementNumber', 'BC9');
    expect(await found(elsewhere, odd)).toMatchObject({ confirmed: true });
    const changed = await desk.edit(id, 'lines.0.netAmount', '41,00');
    expect(changed.confirmations).toEqual({});
    expect(await found(changed, odd)).toMatchObject({ severity: 'warning' });
  });

  it('is asked again when the rule now says something else of the same field', async () => {
    const { desk } = bench;
    const { id } = await oddPaper();
    await desk.confirmProblem(id, odd);
    // the sentence names the line: another article stands there now
    const renamed = await desk.edit(id, 'lines.0.name', 'Brioche');
    expect(Object.keys(renamed.confirmations)).toHaveLength(1);
    expect(await found(renamed, odd)).toMatchObject({ severity: 'warning', confirmable: true });
    expect((await found(renamed, odd))?.confirmed).toBeUndefined();
  });

  it('is undone and redone like any change', async () => {
    const { desk, platform } = bench;
    const { id } = await oddPaper();
    await desk.confirmProblem(id, odd);
    platform.advance(5_000);
    await desk.edit(id, 'lines.0.netAmount', '41,00');
    expect(await found(await desk.undo(id), odd)).toMatchObject({ confirmed: true });
    expect(await found(await desk.undo(id), odd)).toMatchObject({ severity: 'warning' });
    expect(await found(await desk.redo(id), odd)).toMatchObject({ confirmed: true });
  });

  it('cannot be confirmed where the rule does not allow it, nor where there is none', async () => {
    const { desk } = bench;
    const { id } = await oddPaper();
    await desk.edit(id, 'invoiceNumber', '');
    await expect(desk.confirmProblem(id, { rule: 'BR-02', field: 'invoiceNumber' })).rejects.toMatchObject({ code: 'not-ready' });
    await expect(desk.confirmProblem(id, { rule: 'LINE-PRODUCT', field: 'lines.1.netAmount' })).rejects.toMatchObject({ code: 'not-ready' });
    expect((await desk.open(id))?.confirmations).toEqual({});
  });
});

describe('stored confirmations', () => {
  it('come through their door: a damaged one falls away', () => {
    const good = { rule: 'BR-CO-15', field: 'totals.gross', value: '"1"', message: 'm', at: 3 };
    expect(restoreConfirmations({ a: good, b: { rule: 'x', field: 3 }, c: null })).toEqual({ a: good });
    expect(restoreConfirmations('x')).toEqual({});
    expect(confirmedAt({ a: good }, { rule: 'BR-CO-15', field: 'totals.gross' })).toBe(3);
    expect(confirmedAt({ a: good }, { rule: 'BR-CO-1', field: 'totals.gross' })).toBe(0);
  });

  it('hold as long as what stands there is the same, lists included', () => {
    const invoice = bakerInvoice();
    const kept = { a: { rule: 'x', field: 'lines', value: valueOfField(invoice, 'lines'), message: '', at: 0 } };
    expect(stillTrue(kept, structuredClone(invoice))).toEqual(kept);
    expect(stillTrue(kept, { ...invoice, lines: invoice.lines.slice(1) })).toEqual({});
    expect(valueOfField(invoice, 'nowhere.at.all')).toBe('""');
  });
});
