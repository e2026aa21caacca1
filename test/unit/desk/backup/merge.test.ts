import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contents } from '../../../../lib/desk/backup/contents.ts';
import { readContents } from '../../../../lib/desk/backup/contents.ts';
import { given, LINEAGE, restoreLineage } from '../../../../lib/desk/backup/lineage.ts';
import { type Kept, type Merge, merge } from '../../../../lib/desk/backup/merge.ts';
import { contentOf, portalIdsOf } from '../../../../lib/desk/backup/rivals.ts';
import { filled, leavingValues } from '../../../../lib/desk/backup/values.ts';
import { restoreBook } from '../../../../lib/desk/company-book.ts';
import { restoreDeliveryNote } from '../../../../lib/desk/delivery-note.ts';
import type { Dossier, HistoryEntry, Stage } from '../../../../lib/desk/dossier.ts';
import { deposited, dossierOf, paper, withNumber } from './world.ts';

const nothing: Kept = { dossiers: [], deliveryNotes: [], articles: [], recipients: [], values: {} };
const keptOf = (dossiers: Dossier[], more: Partial<Kept> = {}): Kept => ({ ...nothing, ...more, dossiers });

/** What a device writes, read through every door as another device reads it; gives the device too, which now knows what it gave. */
function backupOf(device: Kept): { backup: Contents; device: Kept } {
  const values = { ...device.values, [LINEAGE]: given(restoreLineage(device.values[LINEAGE]), device.dossiers) };
  const backup = readContents(
    JSON.stringify({ format: 'coursier-backup', version: 2, kind: 'everything', madeAt: 1, ...device, values: leavingValues(values) }),
    { sealed: true },
  );
  return { backup, device: { ...device, values } };
}

function apply(device: Kept, { dossiers, deliveryNotes, articles, recipients, values }: Merge): Kept {
  const over = <T>(before: readonly T[], after: readonly T[], key: (item: T) => string) => [
    ...new Map([...before, ...after].map((item) => [key(item), item])).values(),
  ];
  return {
    dossiers: over(device.dossiers, dossiers, ({ id }) => id),
    deliveryNotes: over(device.deliveryNotes, deliveryNotes, ({ id }) => id),
    articles: over(device.articles, articles, ({ key }) => key),
    recipients: over(device.recipients, recipients, ({ recipient }) => recipient.siret),
    values: { ...device.values, ...values },
  };
}

const into = (device: Kept, other: Kept) => apply(device, merge(device, backupOf(other).backup));
const only = (device: Kept, id = 'a') => device.dossiers.find((dossier) => dossier.id === id);

const moment = fc.integer({ min: 1, max: 6 });
const stages: fc.Arbitrary<Stage> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Stage>({ state: 'draft' }) },
  fc
    .record({ since: moment, committed: fc.boolean() })
    .map(({ since, committed }): Stage => ({ state: 'ready', since, attempts: 0, retryAt: 0, committed })),
  fc
    .record({ since: moment, committed: fc.boolean() })
    .map(({ since, committed }): Stage => ({ state: 'sending', since, attempts: 0, key: 'k', numeroFluxDepot: '', committed })),
  moment.map((since): Stage => ({ state: 'sent-unconfirmed', since, attempts: 0, key: 'k', numeroFluxDepot: '', checkAt: 0, checks: 0 })),
  moment.map((since): Stage => ({ state: 'refused', since, code: 'portal-refused', messages: [], numeroFluxDepot: '' })),
  fc.record({ id: fc.integer({ min: 1, max: 3 }), day: moment }).map(({ id, day }) => deposited(id, { statusAt: `2026-11-2${day}` })),
);
const histories: fc.Arbitrary<HistoryEntry[]> = fc.uniqueArray(
  fc.record({
    at: moment.map((day) => `2026-11-1${day}T10:00:00.000Z`),
    code: fc.constantFrom('REFUSED', 'REOPENED', 'DEPOSITED'),
    text: fc.constant(''),
  }),
  { maxLength: 3, selector: ({ at, code }) => at + code },
);
const versions: fc.Arbitrary<Dossier> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    number: fc.constantFrom('F1', 'F2', 'F3'),
    updatedAt: moment,
    deletedAt: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, moment),
    stage: stages,
    history: histories,
    portalIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    papers: fc.subarray(['1', '2']),
    bills: fc.subarray(['n1', 'n2']),
    revision: moment,
  })
  .map(({ id, number, papers, bills, portalIds, ...rest }) =>
    withNumber(
      dossierOf(id, {
        ...rest,
        ...(portalIds.length > 0 ? { portalIds } : {}),
        files: papers.map((name) => paper(`${id}-${name}`).reference),
        deliveryNotes: bills,
      }),
      number,
    ),
  );
const notes = fc
  .record({ id: fc.constantFrom('n1', 'n2', 'n3'), updatedAt: moment, number: fc.constantFrom('1', '2'), billedBy: fc.constantFrom('', 'gone') })
  .map((note) => restoreDeliveryNote(note)!);
const devices: fc.Arbitrary<Kept> = fc.record({
  dossiers: fc.uniqueArray(versions, { maxLength: 3, selector: ({ id }) => id }),
  deliveryNotes: fc.uniqueArray(notes, { maxLength: 3, selector: ({ id }) => id }),
  articles: fc.constant([]),
  recipients: fc.constant([]),
  values: fc.constant({}),
});

/** What two devices have in common once they have exchanged: the living, as a backup would bring them. */
function living(device: Kept): unknown {
  const { dossiers, deliveryNotes } = backupOf(device).backup;
  const alive = dossiers.filter(({ deletedAt }) => deletedAt === 0).map(contentOf);
  return { dossiers: alive.sort(), notes: deliveryNotes.map((note) => JSON.stringify(note)).sort() };
}

describe('two devices', () => {
  it('change nothing by a backup that was already taken', () => {
    fc.assert(
      fc.property(devices, devices, (here, other) => {
        const { backup } = backupOf(other);
        const after = apply(here, merge(here, backup));
        const { dossiers, deliveryNotes, copiedFiles, values, summary } = merge(after, backup);
        expect({ dossiers, deliveryNotes, copiedFiles, values }).toEqual({ dossiers: [], deliveryNotes: [], copiedFiles: [], values: {} });
        expect(summary).toMatchObject({ added: 0, further: 0, later: 0, copies: 0, profile: false });
      }),
      { numRuns: 80 },
    );
  });

  it('change nothing by their own backup', () => {
    fc.assert(
      fc.property(devices, (before) => {
        // Notes are settled among themselves once.
        const here = into(before, before);
        const { dossiers, copiedFiles } = merge(here, backupOf(here).backup);
        expect({ dossiers, copiedFiles }).toEqual({ dossiers: [], copiedFiles: [] });
      }),
      { numRuns: 60 },
    );
  });

  it('end with the same invoices, whoever begins', () => {
    // The seconds in which files go up aside: the device that sends holds on to them, and the other sees a draft.
    const still = devices
      .filter(({ dossiers }) => dossiers.every(({ stage }) => stage.state !== 'sending' || stage.committed))
      .map((device) => into(device, device));
    fc.assert(
      fc.property(still, still, (one, other) => {
        const { backup: first, device } = backupOf(one);
        const second = apply(other, merge(other, first));
        const back = into(device, second);
        expect(living(back)).toEqual(living(second));
        const swapped = into(one, other);
        expect(living(into(other, swapped))).toEqual(living(swapped));
      }),
      { numRuns: 80 },
    );
  });

  it('never lose a deposit, an entry of the history or an identifier of the portal', () => {
    fc.assert(
      fc.property(devices, devices, (here, other) => {
        const after = into(here, other);
        for (const dossier of [...here.dossiers, ...other.dossiers.filter(({ deletedAt }) => deletedAt === 0)]) {
          const kept = only(after, dossier.id)!;
          expect(portalIdsOf(kept)).toEqual(expect.arrayContaining(portalIdsOf(dossier)));
          const entries = kept.history.map(({ at, code }) => at + code);
          expect(entries).toEqual(expect.arrayContaining(dossier.history.map(({ at, code }) => at + code)));
          if (dossier.stage.state === 'deposited' && kept.stage.state !== 'deposited') {
            const rival = [here, other].map((device) => only(device, dossier.id)).find((version) => version !== dossier);
            expect(rival?.portalIds).toContain(dossier.stage.identifiantFactureCPP);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('never send by a restore: nothing that comes in is ready or being sent', () => {
    fc.assert(
      fc.property(devices, devices, (here, other) => {
        for (const dossier of merge(here, backupOf(other).backup).dossiers)
          if (dossier.stage.state === 'ready' || dossier.stage.state === 'sending') expect(only(here, dossier.id)?.stage).toEqual(dossier.stage);
      }),
      { numRuns: 60 },
    );
  });

  it('keep every version of a draft that nobody had seen', () => {
    fc.assert(
      fc.property(devices, devices, (here, other) => {
        const after = into(here, other);
        for (const one of here.dossiers) {
          const two = only(other, one.id);
          // What left once is a doubt that waits, no draft any more.
          const isDraft = ({ stage, deletedAt }: Dossier) =>
            deletedAt === 0 && (stage.state === 'draft' || (stage.state === 'ready' && !stage.committed));
          const drafts = two && isDraft(one) && isDraft(two);
          if (!drafts) continue;
          const numbers = after.dossiers.map(({ invoice }) => invoice.invoiceNumber);
          expect(numbers).toEqual(expect.arrayContaining([one.invoice.invoiceNumber, two.invoice.invoiceNumber]));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('bill a delivery note on one invoice at most, and never lose who bills it', () => {
    fc.assert(
      fc.property(devices, devices, (here, other) => {
        const after = into(here, other);
        for (const note of after.deliveryNotes) {
          const claiming = after.dossiers.filter(
            ({ deletedAt, stage, deliveryNotes }) => (deletedAt === 0 || stage.state === 'deposited') && deliveryNotes.includes(note.id),
          );
          if (claiming.length > 0) expect(claiming.map(({ id }) => id)).toContain(note.billedBy);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a phone and a computer', () => {
  const first = withNumber(dossierOf('a', { updatedAt: 1 }), 'F1');

  it('carry a draft on, from one to the other and back, without leaving copies', () => {
    let phone = keptOf([first]);
    let computer = nothing;
    for (let turn = 2; turn < 6; turn++) {
      const giving = backupOf(phone);
      phone = giving.device;
      computer = apply(computer, merge(computer, giving.backup));
      expect(computer.dossiers).toHaveLength(1);
      const edited = withNumber({ ...only(computer)!, updatedAt: turn * 10 }, `F${turn}`);
      computer = keptOf([edited], { values: computer.values });
      const back = backupOf(computer);
      computer = back.device;
      phone = apply(phone, merge(phone, back.backup));
      expect(phone.dossiers).toHaveLength(1);
      expect(only(phone)?.invoice.invoiceNumber).toBe(`F${turn}`);
    }
  });

  it('keep both versions when both went on, one as a copy that no restore makes twice', () => {
    const giving = backupOf(keptOf([first]));
    const computer = keptOf([withNumber({ ...first, updatedAt: 20 }, 'COMPUTER')], { values: merge(nothing, giving.backup).values });
    const phone = keptOf([withNumber({ ...first, updatedAt: 30, files: [paper('p1').reference] }, 'PHONE')], { values: giving.device.values });
    const { backup } = backupOf(phone);
    const done = merge(computer, backup);
    expect(done.summary).toMatchObject({ copies: 1, later: 1, added: 0 });
    const after = apply(computer, done);
    expect(after.dossiers.map(({ invoice }) => invoice.invoiceNumber).sort()).toEqual(['COMPUTER', 'PHONE']);
    expect(only(after)?.invoice.invoiceNumber).toBe('PHONE');
    const copy = after.dossiers.find(({ id }) => id !== 'a');
    expect(copy).toMatchObject({ notices: ['backup-copy'], stage: { state: 'draft' } });
    // Thrown away, the copy does not come back with the same backup.
    const thrown = { ...after, dossiers: after.dossiers.filter(({ id }) => id === 'a') };
    expect(merge(thrown, backup).dossiers).toEqual([]);
    expect(done.replaced).toMatchObject([{ invoice: { invoiceNumber: 'COMPUTER' } }]);
  });

  it('give the pictures of one to the data of the other, received by code', () => {
    const phone = keptOf([{ ...first, files: [paper('p1').reference] }]);
    const computer = keptOf([withNumber({ ...first, updatedAt: 9 }, 'F1')]);
    expect(only(into(computer, phone))).toMatchObject({ updatedAt: 9, files: [{ id: 'p1' }] });
  });
});

describe('a dossier on both sides', () => {
  const meeting = (here: Partial<Dossier>, saved: Partial<Dossier>) => {
    const device = keptOf([dossierOf('a', here)]);
    const done = merge(device, backupOf(keptOf([dossierOf('a', saved)])).backup);
    return { ...done, after: only(apply(device, done))! };
  };

  it('is not sent again: a deposit in the backup stands against a later draft, and the other way round', () => {
    expect(meeting({ updatedAt: 9 }, { updatedAt: 2, stage: deposited(7) })).toMatchObject({
      after: { stage: { state: 'deposited' } },
      summary: { further: 1 },
    });
    expect(meeting({ updatedAt: 2, stage: deposited(7) }, { updatedAt: 9 }).after.stage.state).toBe('deposited');
  });

  it('stays reopened when the backup is of before the rejection', () => {
    const history = [{ at: '2026-11-21T08:00:00.000Z', code: 'REOPENED', text: '' }];
    const { after } = meeting({ updatedAt: 9, portalIds: [7], history }, { updatedAt: 2, stage: deposited(7) });
    expect(after.stage.state).toBe('draft');
  });

  it('stays deleted when it was deleted later, comes back when it changed later or was sent from elsewhere', () => {
    expect(meeting({ deletedAt: 9 }, { updatedAt: 5 })).toMatchObject({ after: { deletedAt: 9 }, summary: { deleted: 1 } });
    expect(meeting({ deletedAt: 5 }, { updatedAt: 9 }).after.deletedAt).toBe(0);
    expect(meeting({ deletedAt: 9 }, { updatedAt: 5, stage: deposited(7) }).after).toMatchObject({ deletedAt: 0, stage: { state: 'deposited' } });
  });

  it('cannot take the files of another', () => {
    const mine = dossierOf('mine', { files: [paper('p1').reference] });
    const { dossiers } = merge(keptOf([mine]), backupOf(keptOf([dossierOf('thief', { files: [paper('p1').reference] })])).backup);
    expect(dossiers).toMatchObject([{ id: 'thief', files: [] }]);
  });
});

describe('values', () => {
  it('leave but for secrets, keys, bytes and what speaks of the device', () => {
    const values = {
      profile: { iban: 'FR76' },
      companies: [{ id: '1' }],
      'ecb-rates': { rows: [{ from: '2026-01-01', rate: 2.15 }] },
      'credentials-production': { iv: new Uint8Array(1) },
      'vault-key': {},
      'vault-lock': { salt: 'x' },
      'account-secrets': { a: 'b' },
      'restore-staged': ['x'],
      'backup-reminder': { lastBackupAt: 3 },
      bytes: { data: new Uint8Array(1) },
      date: new Date(0),
      nothing: undefined,
    };
    expect(Object.keys(leavingValues(values))).toEqual(['profile', 'companies', 'ecb-rates']);
  });

  it('of this device stand, their empty fields filled', () => {
    expect(filled({ a: '', b: 'here', c: { d: '' } }, { a: 'saved', b: 'saved', c: { d: 'saved', e: 1 }, f: false })).toEqual({
      a: 'saved',
      b: 'here',
      c: { d: 'saved', e: 1 },
      f: false,
    });
    expect(
      filled(
        [{ id: '1', name: '' }],
        [
          { id: '1', name: 'A' },
          { id: '2', name: 'B' },
        ],
      ),
    ).toEqual([
      { id: '1', name: 'A' },
      { id: '2', name: 'B' },
    ]);
    expect(filled([1, {}], [{}])).toEqual([1, {}]);
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (here, saved) => {
        const once = filled(here, saved);
        expect(filled(once, saved)).toEqual(once);
      }),
    );
  });

  it('keep the companies of two devices apart, by SIREN: the first has the same identifier on both', () => {
    const book = (siret: string, iban: string) => ({ companies: { current: 'premiere', companies: [{ id: 'premiere', seller: { siret }, iban }] } });
    const saved = backupOf(keptOf([], { values: book('73282932000074', 'FR7630006000011234567890189') })).backup;
    const ibans = (values: Record<string, unknown>) =>
      restoreBook(apply(keptOf([], { values }), merge(keptOf([], { values }), saved)).values.companies, undefined).companies.map(({ iban }) => iban);
    expect(ibans(book('11000201100044', ''))).toEqual(['', 'FR7630006000011234567890189']);
    expect(ibans(book('73282932000074', ''))).toEqual(['FR7630006000011234567890189']);
    expect(ibans(book('73282932000074', 'FR76MINE'))).toEqual(['FR76MINE']);
    expect(ibans({})).toEqual(['FR7630006000011234567890189']);
    const after = apply(keptOf([], { values: book('11000201100044', '') }), merge(keptOf([], { values: book('11000201100044', '') }), saved));
    expect(merge(after, saved).values).toEqual({});
    // The first version's backups had one sheet, under its own name.
    const old = readContents(
      JSON.stringify({ format: 'coursier-backup', version: 1, dossiers: [], profile: { iban: 'FR76OLD', seller: { name: 'A' } } }),
      { sealed: false },
    );
    expect(merge(keptOf([], { values: { profile: { seller: {} } } }), old)).toMatchObject({
      values: { companies: { companies: [{ iban: 'FR76OLD' }] } },
      summary: { profile: true },
    });
  });

  it('bring the address of a relay from a sealed backup alone', () => {
    const json = JSON.stringify({
      format: 'coursier-backup',
      version: 2,
      dossiers: [],
      values: { settings: { relay: 'https://r.example', theme: 'dark' } },
    });
    expect(readContents(json, { sealed: false }).values).toEqual({ settings: { theme: 'dark' } });
    expect(readContents(json, { sealed: true }).values).toEqual({ settings: { theme: 'dark', relay: 'https://r.example' } });
  });

  it('of a single invoice are none', () => {
    const json = JSON.stringify({
      format: 'coursier-backup',
      version: 2,
      kind: 'invoice',
      dossiers: [{ id: 'a' }, { id: 'b' }],
      values: { settings: {} },
    });
    expect(readContents(json, { sealed: false })).toMatchObject({ dossiers: [{ id: 'a' }], values: {} });
  });
});
