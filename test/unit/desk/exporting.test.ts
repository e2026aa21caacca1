import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exporting, MadeArchive } from '../../../lib/desk/api.ts';
import type { Dossier } from '../../../lib/desk/dossier.ts';
import { archiveStem } from '../../../lib/desk/file-names.ts';
import { receiptOf } from '../../../lib/desk/receipt.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { type Bench, openDesk } from './harness.ts';

let bench: Bench;
let exporting: Exporting;

beforeEach(async () => {
  bench = await openDesk();
  exporting = await bench.desk.exporting();
});
afterEach(() => bench.store.close());

const unzipped = async (file: Promise<MadeArchive>) => unzipSync(new Uint8Array(await (await file).bytes.arrayBuffer()));
const picture = { name: 'photo.jpg', bytes: new Uint8Array([0xff, 0xd8, 1, 2, 3]) };

async function deposited(number: string, issueDate: string, more: Partial<Dossier['invoice']> = {}): Promise<Dossier> {
  const { id } = await bench.desk.capture([picture]);
  return bench.store.update(id, (dossier) => ({
    dossier: {
      ...dossier,
      invoice: { ...bakerInvoice(), invoiceNumber: number, issueDate, ...more },
      history: [{ at: '2026-11-21T08:00:00.000Z', code: 'DEPOSITED', text: '987' }],
      stage: {
        state: 'deposited',
        identifiantFactureCPP: 987,
        depositedAt: '2026-11-21 09:00',
        numeroFacture: '',
        certificate: 'CERT-1',
        status: 'MISE_A_DISPOSITION',
        statusAt: '',
        numeroFluxDepot: 'FLUX-1',
        refreshedAt: 0,
      },
    },
  }));
}

describe('choosing', () => {
  it('takes the period, both days included, oldest first, numbers in order; drafts when asked', async () => {
    await deposited('F-10', '2026-11-30');
    await deposited('F-9', '2026-11-30');
    await deposited('F-1', '2026-11-01');
    await deposited('F-0', '2026-10-31');
    const { id } = await bench.desk.create();
    const november = { from: '2026-11-01', to: '2026-11-30' };
    const numbers = async (drafts: boolean) => (await exporting.choose(november, drafts)).map(({ invoice }) => invoice.invoiceNumber);
    expect(await numbers(false)).toEqual(['F-1', 'F-9', 'F-10']);
    expect(await numbers(true)).toEqual(['F-1', 'F2026-010', 'F-9', 'F-10']);
    await bench.desk.remove(id);
    expect(await numbers(true)).toHaveLength(3);
  });
});

describe('the ZIP', () => {
  it('of one invoice holds its PDF, XML, photo, receipt and data, under names that sort', async () => {
    const { name, bytes } = await exporting.archive([await deposited('F2026-118', '2026-11-20')]);
    expect(name).toBe('2026-11-20_F2026-118_Mairie-de-Fontaine-aux-Bois.zip');
    const entries = unzipSync(new Uint8Array(await bytes.arrayBuffer()));
    const stem = '2026-11-20_F2026-118_Mairie-de-Fontaine-aux-Bois';
    expect(Object.keys(entries).sort()).toEqual([
      `${stem}.json`,
      `${stem}.pdf`,
      `${stem}.xml`,
      `${stem}_depot.txt`,
      `${stem}_factur-x.pdf`,
      `${stem}_original-1.jpg`,
    ]);
    expect(entries[`${stem}_original-1.jpg`]).toEqual(picture.bytes);
    expect(JSON.parse(strFromU8(entries[`${stem}.json`]!))).toMatchObject({ invoiceNumber: 'F2026-118', totals: { gross: '76.40' } });
    const receipt = strFromU8(entries[`${stem}_depot.txt`]!);
    for (const fact of ['987', 'CERT-1', 'FLUX-1', '2026-11-21 09:00', 'entraînement', 'Reçue par le portail', '20/11/2026'])
      expect(receipt).toContain(fact);
  });

  it('of a period has a folder each and the spreadsheet; two invoices of one name stay two', async () => {
    const same = await deposited('F2026-118', '2026-11-20');
    const twin = await deposited('F2026-118', '2026-11-20', { kind: 'invoice' });
    const credit = await deposited('AV-1', '2026-11-22', { kind: 'credit-note' });
    const seen: number[] = [];
    const { name, bytes } = await exporting.archive([same, twin, credit], { name: 'factures_2026-11', onProgress: (done) => seen.push(done) });
    const paths = Object.keys(unzipSync(new Uint8Array(await bytes.arrayBuffer())));
    expect(name).toBe('factures_2026-11.zip');
    expect([...new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]))]).toEqual([
      '2026-11-20_F2026-118_Mairie-de-Fontaine-aux-Bois',
      '2026-11-20_F2026-118_Mairie-de-Fontaine-aux-Bois-2',
      '2026-11-22_Avoir-AV-1_Mairie-de-Fontaine-aux-Bois',
    ]);
    const table = strFromU8(unzipSync(new Uint8Array(await bytes.arrayBuffer()))['factures_2026-11.csv']!);
    expect(table).toContain('-76,40');
    expect(table).toContain('Arrivée (essai)');
    expect(seen).toEqual([1, 2, 3]);
  });

  it('dates every deposit by the day in France, whichever way it was sent and the portal spelled it', async () => {
    const first = await deposited('F-1', '2026-11-20');
    const midnight = '2026-11-23T23:00:00.000Z';
    const api = { ...first, stage: { ...first.stage, depositedAt: midnight } } as Dossier;
    const form = {
      ...first,
      stage: { state: 'sent-by-form', number: 'CP-7', sentAt: midnight, status: 'DEPOSEE', statusAt: '', sentence: '', url: '', seenAt: 0 },
    } as Dossier;
    const table = strFromU8((await exporting.spreadsheet([api, form], 'deux')).bytes);
    expect(table.match(/24\/11\/2026/g)).toHaveLength(2);
    expect(table).toContain('CP-7');
    expect(receiptOf(api)).toContain(`Le : 24/11/2026 (${midnight})`);
  });

  it('has no receipt for what was never deposited, and stops when asked', async () => {
    const { id } = await bench.desk.create();
    const draft = (await bench.desk.open(id))!;
    const paths = Object.keys(await unzipped(exporting.archive([draft])));
    expect(paths.some((path) => path.endsWith('_depot.txt'))).toBe(false);
    await expect(exporting.archive([draft], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('file names', () => {
  it.each([
    [{ invoiceNumber: 'F/2026 118', buyer: 'Œuvre de l’Été & Cie', kind: 'invoice' }, '2026-11-20_F-2026-118_OEuvre-de-l-Ete-Cie'],
    [{ invoiceNumber: '', buyer: '', kind: 'credit-note' }, '2026-11-20_Avoir-brouillon'],
    [{ invoiceNumber: '../../etc', buyer: 'a'.repeat(90), kind: 'invoice' }, `2026-11-20_etc_${'a'.repeat(40)}`],
  ] as const)('%j → %s', ({ invoiceNumber, buyer, kind }, name) => {
    const invoice = bakerInvoice();
    expect(archiveStem({ ...invoice, kind, invoiceNumber, buyer: { ...invoice.buyer, name: buyer } })).toBe(name);
  });
});
