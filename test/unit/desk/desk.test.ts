import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../lib/desk/api.ts';
import { createDesk } from '../../../lib/desk/desk.ts';
import type { FieldTrace } from '../../../lib/desk/dossier.ts';
import { restoreProfile } from '../../../lib/desk/settings.ts';
import type { Papers, Stages } from '../../../lib/desk/stages.ts';
import { Store } from '../../../lib/desk/store/store.ts';
import type { Recipient } from '../../../lib/directory/recipient.ts';
import { type Extraction, type Field, fieldNames } from '../../../lib/extraction/result.ts';
import { Fault } from '../../../lib/invoice/fault.ts';
import { memoryPlatform } from '../../../lib/platform/memory.ts';
import type { Reading } from '../../../lib/reading/document.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { portalTakes } from './harness.ts';

const townHall: Recipient = {
  siret: '11000201100044',
  siren: '110002011',
  name: 'Mairie de Fontaine-aux-Bois',
  town: 'Fontaine-aux-Bois',
  postcode: '59550',
  kind: 'commune',
  requires: 'engagement',
  services: [],
  siretCertain: true,
  origin: 'training',
};

const reading: Reading = {
  source: 'ocr',
  pages: [{ number: 1, width: 100, height: 140, source: 'ocr', lines: [], quad: null, confidence: 90, image: new Uint8Array([0xff, 0xd8]) }],
  pageCount: 1,
  embedded: null,
  notices: [],
};

function extractionOf(looksLikeInvoice: boolean): Extraction {
  const missing: Field = { value: null, confidence: 'missing', page: null, box: null, evidence: [], alternatives: [] };
  return {
    fields: Object.fromEntries(fieldNames.map((name) => [name, missing])) as Extraction['fields'],
    vatBreakdown: [],
    lines: [],
    looksLikeInvoice,
  };
}

const picture = { name: 'photo.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff, 2, 3]) };

let store: Store;
let desk: Desk;
let stages: Stages;
let serial = 0;
const platform = memoryPlatform();

beforeEach(async () => {
  store = await Store.open(`desk-${++serial}`);
  stages = {
    read: async (_, options) => {
      options.onProgress?.({ step: 'reading', page: 1, pages: 1, ratio: 1 });
      return reading;
    },
    extract: async () => extractionOf(true),
    draft: async () => ({
      invoice: bakerInvoice(),
      traces: {
        invoiceNumber: {
          confidence: 'check',
          page: 1,
          box: { x: 1, y: 1, width: 5, height: 5 },
          evidence: ['label'],
          alternatives: [],
          confirmed: false,
        },
      },
    }),
    eye: () => Promise.reject(new Error('no camera here')),
    directory: async () => ({ search: () => [], bySiret: (siret) => (siret === townHall.siret ? townHall : null) }),
    compose: async () => ({ portalPdf: new Uint8Array([1]), facturx: new Uint8Array([2]), cii: new Uint8Array([3]), notices: [] }),
    photograph: async () => new TextEncoder().encode('%PDF papier'),
    letter: async () => new TextEncoder().encode('%PDF lettre'),
    pictures: async () => [],
  };
  desk = createDesk({ platform, store, stages, relay: '/relais' });
});
afterEach(() => store.close());

async function captured() {
  const { id } = await desk.capture([picture]);
  return desk.read(id);
}

/** The portal took it, and what that teaches is kept. */
async function taken(id: string): Promise<void> {
  await portalTakes({ store, platform }, id);
  await expect.poll(() => desk.lastCodes(townHall.siret)).not.toBeNull();
}

describe('capture and reading', () => {
  it('keeps the picture before anything is read', async () => {
    const dossier = await desk.capture([picture]);
    expect(dossier.reading).toBe('waiting');
    expect(dossier.files).toHaveLength(1);
    expect(await desk.file(dossier.files[0]!.id)).toEqual(picture.bytes);
  });

  it('keeps each page as it is photographed, and takes the last one back', async () => {
    const { id } = await desk.capture([picture]);
    const two = await desk.addPage(id, { ...picture, name: 'photo-2.jpg' });
    expect(two.files.map((file) => file.name)).toEqual(['photo.jpg', 'photo-2.jpg']);
    expect((await desk.dropPage(id))?.files).toHaveLength(1);
    expect(await desk.file(two.files[1]!.id)).toBeNull();
    expect(await desk.dropPage(id)).toBeNull();
    expect(await desk.list()).toEqual([]);
  });

  it.each(['Bonjour, voici la facture.', 'PK\u0003\u0004[Content_Types].xml'])('makes no draft of what no reader opens', async (text) => {
    const file = { name: 'facture.pdf', bytes: new TextEncoder().encode(text) };
    await expect(desk.capture([picture, file])).rejects.toMatchObject({ code: 'file-unknown' });
    expect(await desk.list()).toEqual([]);
  });

  it('refuses an empty file in words, and keeps nothing', async () => {
    await expect(desk.capture([{ name: 'vide.jpg', bytes: new Uint8Array() }])).rejects.toMatchObject({ code: 'file-empty' });
    expect(await desk.list()).toEqual([]);
  });

  it('fills the draft, settles the recipient and stores the page for its crops', async () => {
    const dossier = await captured();
    expect(dossier).toMatchObject({
      reading: 'done',
      readBy: 'ocr',
      invoice: { invoiceNumber: 'F2026-118', buyer: { name: 'Mairie de Fontaine-aux-Bois' } },
    });
    expect(dossier.files.map((file) => file.role)).toEqual(['source', 'page']);
    expect(dossier.traces.invoiceNumber?.box).toEqual({ x: 1, y: 1, width: 5, height: 5 });
  });

  it('keeps picture and draft when reading fails, and says why', async () => {
    stages.read = () => Promise.reject(new Fault('ocr-start'));
    const { id } = await desk.capture([picture]);
    await expect(desk.read(id)).rejects.toMatchObject({ code: 'ocr-start' });
    const dossier = await desk.open(id);
    expect(dossier).toMatchObject({ reading: 'failed', readingFault: 'ocr-start' });
    expect(await desk.file(dossier!.files[0]!.id)).toEqual(picture.bytes);
    // typing by hand goes on from here
    expect((await desk.edit(id, 'invoiceNumber', 'F1')).invoice.invoiceNumber).toBe('F1');
  });

  it('leaves an aborted reading to be taken up again', async () => {
    stages.read = () => Promise.reject(new Fault('aborted'));
    const { id } = await desk.capture([picture]);
    await expect(desk.read(id)).rejects.toMatchObject({ code: 'aborted' });
    expect((await desk.open(id))?.reading).toBe('waiting');
  });

  it('never overwrites what the user typed while it read', async () => {
    const { id } = await desk.capture([picture]);
    await desk.edit(id, 'invoiceNumber', 'MINE-1');
    expect((await desk.read(id)).invoice.invoiceNumber).toBe('MINE-1');
  });

  it('keeps of a reading that ends after the sending its pages alone: the invoice that left stands', async () => {
    const { id } = await captured();
    const gone = { state: 'deposited', identifiantFactureCPP: 7, numeroFacture: '', depositedAt: '', certificate: '', status: 'DEPOSEE' } as const;
    stages.read = async () => {
      await store.update(id, (dossier) => ({
        dossier: { ...dossier, stage: { ...gone, statusAt: '', numeroFluxDepot: '', refreshedAt: 0 } },
      }));
      return reading;
    };
    stages.draft = async () => ({ invoice: { ...bakerInvoice(), invoiceNumber: 'READ-AGAIN' }, traces: {} });
    const before = await desk.open(id);
    const after = await desk.read(id);
    expect(after).toMatchObject({ stage: { state: 'deposited' }, reading: 'done', invoice: before!.invoice, traces: before!.traces });
    expect(after.files.map((file) => file.role)).toEqual(['source', 'page']);
    expect(await desk.file(after.files[1]!.id)).not.toBeNull();
    await expect(desk.addPage(id, picture)).rejects.toMatchObject({ code: 'not-ready' });
    await expect(desk.dropPage(id)).rejects.toMatchObject({ code: 'not-ready' });
    expect((await desk.open(id))?.files).toEqual(after.files);
  });

  it('takes an invoice out of the outbox when a page is added, taken away or read again', async () => {
    const { id } = await captured();
    await desk.addPage(id, picture);
    for (const step of [() => desk.addPage(id, picture), () => desk.dropPage(id), () => desk.read(id)]) {
      await desk.read(id);
      await desk.send(id);
      expect((await step())?.stage.state).toBe('draft');
    }
  });

  it('says so when the picture does not look like an invoice', async () => {
    stages.extract = async () => extractionOf(false);
    expect((await captured()).notices).toContain('not-an-invoice');
  });

  it('goes on without the directory', async () => {
    stages.directory = () => Promise.reject(new Fault('offline'));
    const dossier = await captured();
    expect(dossier.reading).toBe('done');
    expect((await desk.problems(dossier)).map((problem) => problem.rule)).not.toContain('CPP-ENGAGEMENT-REQUIRED');
  });
});

describe('editing', () => {
  it('marks an edited field as confirmed and undoes field by field', async () => {
    const { id } = await captured();
    platform.advance(5_000);
    await desk.edit(id, 'invoiceNumber', 'F');
    await desk.edit(id, 'invoiceNumber', 'F2');
    platform.advance(5_000);
    const edited = await desk.edit(id, 'engagementNumber', 'BC9');
    expect(edited.traces.invoiceNumber).toMatchObject({ confirmed: true, confidence: 'sure' });
    expect((await desk.undo(id)).invoice).toMatchObject({ invoiceNumber: 'F2', engagementNumber: 'BC2026-0457' });
    expect((await desk.undo(id)).invoice.invoiceNumber).toBe('F2026-118');
    expect(await desk.canUndo(id)).toEqual({ undo: false, redo: true });
    expect((await desk.redo(id)).invoice.invoiceNumber).toBe('F2');
    expect((await desk.redo(id)).invoice.engagementNumber).toBe('BC9');
    expect(await desk.canUndo(id)).toEqual({ undo: true, redo: false });
  });

  it('gives back what was received already when « déjà payée » is switched on and off', async () => {
    const { id } = await captured();
    await desk.edit(id, 'totals.prepaid', '30');
    expect((await desk.edit(id, 'alreadyPaid', 'true')).invoice.totals).toMatchObject({ prepaid: '76.40', payable: '0.00' });
    await desk.edit(id, 'lines.0.quantity', '20');
    expect((await desk.edit(id, 'alreadyPaid', 'false')).invoice.totals).toMatchObject({ gross: '102.00', prepaid: '30', payable: '72.00' });
  });

  it('brings a deleted dossier back whole', async () => {
    const { id } = await captured();
    await desk.remove(id);
    expect(await desk.list()).toEqual([]);
    expect(await desk.open(id)).toBeNull();
    await desk.restore(id);
    expect((await desk.open(id))?.invoice.invoiceNumber).toBe('F2026-118');
  });
});

describe('another recipient', () => {
  const sure: FieldTrace = { confidence: 'sure', page: 1, box: null, evidence: ['label'], alternatives: [], confirmed: false };
  const computed = { ...townHall, siret: '21590331100011', siren: '215903311', siretCertain: false };

  it('makes the codes of the former one, and a computed SIRET, to be looked at', async () => {
    stages.draft = async () => ({ invoice: bakerInvoice(), traces: { 'buyer.siret': sure, engagementNumber: sure } });
    const { id } = await captured();
    const same = await desk.chooseRecipient(id, townHall);
    expect(same.traces.engagementNumber?.confidence).toBe('sure');
    const other = await desk.chooseRecipient(id, computed);
    for (const path of ['buyer.siret', 'engagementNumber']) expect(other.traces[path]).toMatchObject({ confidence: 'check', confirmed: false });
    expect(other.traces.serviceCode).toBeUndefined();
  });

  it('keeps the codes of a paper that named no SIRET as they were read', async () => {
    const invoice = bakerInvoice();
    stages.draft = async () => ({ invoice: { ...invoice, buyer: { ...invoice.buyer, siret: '' } }, traces: { engagementNumber: sure } });
    stages.directory = async () => ({ search: () => [], bySiret: () => null });
    const { id } = await captured();
    expect((await desk.chooseRecipient(id, townHall)).traces.engagementNumber?.confidence).toBe('sure');
  });
});

describe('sending', () => {
  it('refuses what is not ready, with the first rule that stands in the way', async () => {
    const { id } = await captured();
    await desk.edit(id, 'engagementNumber', '');
    await expect(desk.send(id)).rejects.toMatchObject({ code: 'not-ready', detail: 'CPP-ENGAGEMENT-REQUIRED' });
    expect((await desk.open(id))?.stage.state).toBe('draft');
  });

  it('refuses what is still being read: what would leave was not looked at', async () => {
    const { id } = await captured();
    await desk.addPage(id, picture);
    await expect(desk.send(id)).rejects.toMatchObject({ code: 'not-read' });
    await desk.read(id);
    expect((await desk.send(id)).stage.state).toBe('ready');
  });

  it('sends what the user typed himself after he stopped the reading', async () => {
    const { id } = await desk.capture([picture]);
    await desk.change(id, () => bakerInvoice());
    expect((await desk.send(id)).stage.state).toBe('ready');
  });

  it('puts it in the outbox and learns the seller; the recipient’s codes once the portal took it', async () => {
    const { id } = await captured();
    expect((await desk.send(id)).stage.state).toBe('ready');
    expect(await desk.profile()).toMatchObject({
      seller: { siret: '73282932000074' },
      vatRegime: 'franchise',
      lastNumber: 'F2026-118',
      iban: 'FR7630006000011234567890189',
    });
    expect(platform.syncTags).toContain('coursier-outbox');
    expect(await desk.lastCodes(townHall.siret)).toBeNull();
    await taken(id);
    expect(await desk.lastCodes(townHall.siret)).toMatchObject({ engagementNumber: 'BC2026-0457', uses: 1 });
    expect((await desk.recentRecipients())[0]?.recipient.name).toBe('Mairie de Fontaine-aux-Bois');
  });

  it('learns nothing from the sample invoice of the tour', async () => {
    const { id } = await captured();
    await desk.saveSettings({ ...(await desk.settings()), tour: id });
    await desk.chooseRecipient(id, townHall, { serviceCode: '', engagementNumber: 'BC2026-0457', contractNumber: '' });
    await desk.send(id);
    expect(await desk.profile()).toMatchObject({ seller: { name: '', siret: '' }, iban: '', lastNumber: '' });
    expect(await desk.recentRecipients()).toEqual([]);
    expect(await (await desk.articles()).list('73282932000074')).toEqual([]);
    expect((await desk.create()).invoice).toMatchObject({ invoiceNumber: '', seller: { name: '' }, payment: { iban: '' } });
  });

  it('gives the place of the sample’s baker, learnt by a former version, to the first real seller', async () => {
    await desk.saveProfile(
      restoreProfile({
        seller: { name: 'Boulangerie Martin', siret: '99980011300030', email: 'faux@exemple.fr' },
        bic: 'FAUX',
        lastNumber: 'F2026-118',
      }),
    );
    const { id } = await captured();
    await desk.edit(id, 'invoiceNumber', 'A-7');
    await desk.send(id);
    expect(await desk.profile()).toMatchObject({ seller: { siret: '73282932000074', email: '' }, bic: '', lastNumber: 'A-7' });
    expect((await desk.book()).companies).toHaveLength(1);
  });

  it('takes an edited or deleted invoice out of the outbox', async () => {
    const { id } = await captured();
    await desk.send(id);
    expect((await desk.edit(id, 'invoiceNumber', 'F2026-119')).stage.state).toBe('draft');
    await desk.send(id);
    await desk.remove(id);
    expect((await desk.restore(id)).stage.state).toBe('draft');
  });

  it('takes out of the outbox what is undone, done again, turned into an order or cut anew', async () => {
    const { id, files } = await captured();
    await desk.edit(id, 'invoiceNumber', 'F2026-119');
    const steps = [
      () => desk.undo(id),
      () => desk.redo(id),
      () => desk.setCorners(id, files[0]!.id, null),
      async () => (await desk.orders()).turn(id, 'order'),
    ];
    for (const step of steps) {
      expect((await desk.send(id)).stage.state).toBe('ready');
      expect((await step()).stage.state).toBe('draft');
      if ((await desk.open(id))?.reading === 'waiting') await desk.read(id);
    }
  });

  it('sees the same number used twice', async () => {
    const first = await captured();
    await desk.send(first.id);
    const second = await captured();
    expect((await desk.problems(second)).map((problem) => problem.rule)).toContain('CPP-NUMBER-USED');
    // without a date it may be of any year
    const undated = await desk.edit(second.id, 'issueDate', '');
    expect((await desk.problems(undated)).map((problem) => problem.rule)).toContain('CPP-NUMBER-USED');
  });

  it('lets nobody edit what may have left', async () => {
    const { id } = await captured();
    await store.update(id, (dossier) => ({
      dossier: { ...dossier, stage: { state: 'sending', since: 1, attempts: 1, key: 'k', numeroFluxDepot: '', committed: true } },
    }));
    await expect(desk.edit(id, 'invoiceNumber', 'X')).rejects.toMatchObject({ code: 'not-ready' });
    await expect(desk.remove(id)).rejects.toMatchObject({ code: 'not-ready' });
    await expect(desk.undo(id)).rejects.toMatchObject({ code: 'not-ready' });
  });
});

describe('the files that leave', () => {
  it('are made around the user’s page while it says what the invoice says, and told when it no longer does', async () => {
    const invoice = bakerInvoice();
    const words = `Facture ${invoice.invoiceNumber} ${invoice.totals.gross.replace('.', ',')}`.split(' ').map((text) => ({
      text,
      box: { x: 1, y: 1, width: 5, height: 5 },
      confidence: 90,
    }));
    const [page] = reading.pages;
    if (!page) throw new Error('no page');
    stages.read = async () => ({ ...reading, pages: [{ ...page, lines: [{ words, box: { x: 1, y: 1, width: 5, height: 5 } }] }] });
    const asked: (Papers | undefined)[] = [];
    stages.compose = async (_, __, papers) => {
      asked.push(papers);
      return { portalPdf: new Uint8Array([1]), facturx: new Uint8Array([2]), cii: new Uint8Array([3]), notices: papers?.notices ?? [] };
    };
    const { id, files } = await captured();
    expect(files.map((file) => file.role)).toEqual(['source', 'page', 'words']);
    expect((await desk.compose(id)).map((file) => file.notices)).toEqual([undefined, []]);
    expect(asked.at(-1)?.page?.pages[0]?.words.map((word) => word.text)).toContain(invoice.invoiceNumber);
    await desk.edit(id, 'invoiceNumber', 'F2026-777');
    expect((await desk.compose(id)).at(-1)?.notices).toEqual(['page-drawn']);
    expect(asked.at(-1)).toMatchObject({ page: null, supporting: [{ name: 'facture-F2026-777-papier.pdf' }] });
    // The preview is the drawn page: nothing of the paper is needed for it.
    await desk.preview(id);
    expect(asked.at(-1)).toBeUndefined();
    // Read again, the old words go with the old pages.
    const again = await desk.read(id);
    expect(again.files.filter((file) => file.role === 'words')).toHaveLength(1);
    expect(await desk.file(files[2]?.id ?? '')).toBeNull();
  });
});

describe('profile, secrets, backup', () => {
  it('starts a typed invoice with the seller and the next number', async () => {
    await desk.saveProfile(
      restoreProfile({ seller: { name: 'Boulangerie Martin', siret: '73282932000074' }, lastNumber: 'F2026-009', iban: 'FR76' }),
    );
    expect((await desk.create()).invoice).toMatchObject({
      invoiceNumber: 'F2026-010',
      seller: { name: 'Boulangerie Martin' },
      payment: { iban: 'FR76', meansCode: '30' },
    });
  });

  it('keeps secrets encrypted, and out of the backup', async () => {
    const credentials = { clientId: 'id-very-secret', clientSecret: 'very-secret', login: 'TECH_1_1@cpro.fr', password: 'p4ssword-very-secret' };
    await desk.saveCredentials('qualification', credentials);
    expect(await desk.credentials('qualification')).toEqual(credentials);
    const stored = JSON.stringify(await store.value('vault'), (_, value) =>
      value instanceof Uint8Array ? [...value].map((byte) => String.fromCharCode(byte)).join('') : value,
    );
    expect(stored).not.toContain('very-secret');
    const { blob } = await (await desk.backups()).write('');
    expect(new TextDecoder('latin1').decode(await blob.arrayBuffer())).not.toContain('very-secret');
    await desk.saveCredentials('qualification', null);
    expect(await desk.credentials('qualification')).toBeNull();
  });

  it('restores a backup on another device: dossiers, pictures, recipients, profile', async () => {
    const former = await captured();
    await desk.edit(former.id, 'invoiceNumber', 'F2026-117');
    await taken(former.id);
    const { id } = await captured();
    await desk.send(id);
    const { blob } = await (await desk.backups()).write('');
    const other = await Store.open(`desk-${++serial}`);
    const elsewhere = createDesk({ platform, store: other, stages, relay: '' });
    expect(await (await (await elsewhere.backups()).open(blob)).restore()).toMatchObject({ added: 2 });
    const dossier = await elsewhere.open(id);
    expect(dossier?.invoice.invoiceNumber).toBe('F2026-118');
    // it may have been sent from the first device meanwhile: here it is a draft again
    expect(dossier?.stage.state).toBe('draft');
    expect(await elsewhere.file(dossier!.files[0]!.id)).toEqual(picture.bytes);
    expect((await elsewhere.profile()).seller.siret).toBe('73282932000074');
    expect(await elsewhere.lastCodes(townHall.siret)).toMatchObject({ engagementNumber: 'BC2026-0457' });
    other.close();
  });

  it.each([new Uint8Array(), new Uint8Array([1, 2, 3]), new TextEncoder().encode('{}')])('refuses what is not a backup', async (bytes) => {
    await expect((await desk.backups()).open(new Blob([bytes as Uint8Array<ArrayBuffer>]))).rejects.toMatchObject({ code: 'backup-broken' });
  });
});
