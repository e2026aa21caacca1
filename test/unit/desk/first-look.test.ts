import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Dossier, restoreDossier } from '../../../lib/desk/dossier.ts';
import { type Glimpse, isGlimpse } from '../../../lib/desk/glimpse.ts';
import { shelved } from '../../../lib/desk/shelf.ts';
import { lookEarly } from '../../../lib/desk/store/first-look.ts';
import { forgetEverything, Store } from '../../../lib/desk/store/store.ts';
import { isPositive } from '../../../lib/invoice/decimal.ts';
import { big } from '../../../lib/invoice/money.ts';
import { madeDossier, madeDossiers, type Standing } from '../../fixtures/dossiers.ts';
import { openDesk } from './harness.ts';

/** The day of the harness' clock. */
const today = '2026-11-24';
const standings: Standing[] = ['draft', 'ready', 'followed', 'late', 'suspended', 'recycle', 'paid'];
const made = (standing: Standing, rank = 0) => madeDossier({ rank, standing, today, daysAgo: 40, cents: 7_640, buyer: 0 });

/** What the list shows of a dossier, and nothing else: the fields of `Glimpse`, by name. */
function shown({ order, stage, errands, invoice, ...rest }: Glimpse) {
  const { id, revision, createdAt, updatedAt, deletedAt, notices, reading, environment, history, asked, paidOn } = rest;
  const { kind, invoiceNumber, issueDate, currency, alreadyPaid, serviceCode, engagementNumber, seller, buyer, delivery, payment, totals } = invoice;
  const facts =
    stage.state === 'deposited'
      ? [stage.identifiantFactureCPP, stage.numeroFacture, stage.depositedAt, stage.status]
      : stage.state === 'sent-by-form'
        ? [stage.number, stage.sentAt, stage.status]
        : stage.state === 'ready'
          ? [stage.lastError?.code]
          : [];
  return {
    ...{ id, revision, createdAt, updatedAt, deletedAt, notices, reading, environment, asked, paidOn },
    ...{ kind, invoiceNumber, issueDate, currency, alreadyPaid, serviceCode, engagementNumber },
    isOrder: order !== undefined,
    history: history.map(({ at, code, text }) => ({ at, code, text })),
    errands: errands.map((errand) => [errand.kind, errand.state]),
    stage: [stage.state, ...facts],
    parties: [seller.name, seller.siret, buyer.name, buyer.siret],
    dates: [delivery.date, delivery.periodEnd, payment.dueDate],
    amounts: [totals.gross, totals.payable],
  };
}

/** Every place of a value that can be spoiled, as paths. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  const here = path.length > 0 ? [[...path]] : [];
  if (typeof value !== 'object' || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, inside]) => pathsIn(inside, [...path, key]))];
}

function spoiled(value: object, path: readonly string[], junk: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  let place = copy;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (junk === undefined) delete place[last];
  else place[last] = junk;
  return copy;
}

const errand = { kind: 'recycle', state: 'waiting', identifiantFactureCPP: 7, fault: '', files: [] };
const stored: object[] = [
  ...standings.map((standing) => shelved(made(standing))),
  {
    ...made('ready'),
    stage: { state: 'ready', since: 1, attempts: 2, retryAt: 3, committed: true, lastError: { code: 'offline', detail: '', at: 4 } },
  },
  { ...made('draft'), stage: { state: 'sending', since: 1, attempts: 1, key: 'k', numeroFluxDepot: '', committed: true } },
  { ...made('draft'), stage: { state: 'refused', since: 1, code: 'X', messages: ['non'], numeroFluxDepot: '' } },
  {
    ...made('draft'),
    stage: { state: 'sent-by-form', number: '', sentAt: '2026-11-02', status: '', statusAt: '', sentence: '', url: '', seenAt: 1 },
  },
  { ...made('followed'), errands: [errand], paidOn: '2026-11-20', asked: { at: 5, what: 'both' }, notices: ['backup-copy'] },
  { ...made('draft'), order: { orderedOn: '', closedAt: 0 } },
];
const junk = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    '',
    'x',
    'draft',
    'deposited',
    'EUR',
    0,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    [],
    {},
    [null],
    ['x'],
    [{}],
  ),
  fc.constantFrom(
    { state: 'deposited' },
    { state: 'ready', lastError: 3 },
    { state: 'nowhere' },
    [errand],
    [{ ...errand, state: 'odd' }],
    '2026-13-45',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

describe('the narrow door of the first list', () => {
  it('takes what the app keeps, in every place where an invoice can stand', () => {
    expect(stored.filter((value) => !isGlimpse(value))).toEqual([]);
    expect([null, 3, 'x', [], {}, { id: 'x' }].filter(isGlimpse)).toEqual([]);
  });

  it('never shows what the whole door would have repaired', () => {
    const places = stored.flatMap((value) => pathsIn(value).map((path) => ({ value, path })));
    const spoilt = fc.record({ place: fc.constantFrom(...places), junk });
    let taken = 0;
    fc.assert(
      fc.property(spoilt, ({ place: { value, path }, junk: put }) => {
        const record = spoiled(value, path, put);
        if (!isGlimpse(record)) return;
        taken++;
        const whole = restoreDossier(record);
        expect(whole).not.toBeNull();
        expect(shown(record)).toEqual(shown(whole as Dossier));
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  it('tells an amount to be paid as the arithmetic does', () => {
    const written = fc.oneof(
      fc.constantFrom('', '0', '0.00', '-0', '-1.00', '0.0000000001', '1e5', ' 5', '12,5', '.5', '5.', '1234567890123456'),
      fc.stringMatching(/^-?\d{1,4}(\.\d{1,4})?$/),
    );
    fc.assert(fc.property(written, (value) => isPositive(value) === (big(value)?.gt(0) ?? false)));
  });
});

/** The store, opened by the script that stands first in the page, as it is shipped. */
const openingScript = readFileSync(new URL('../../../pwa/opening.js', import.meta.url), 'utf8');
function openedAtOnce(): Promise<IDBDatabase | 'none' | null> {
  const page = {
    document: { getElementById: () => ({ textContent: '{"files":[],"screens":{}}' }) },
    location: { hash: '' },
    navigator: {},
    indexedDB,
  };
  const global = {} as { coursierStore: Promise<IDBDatabase | 'none' | null> };
  new Function('globalThis', ...Object.keys(page), openingScript)(global, ...Object.values(page));
  return global.coursierStore;
}

describe('the first look at the store', () => {
  afterEach(() => forgetEverything());
  const versions = async () => (await indexedDB.databases()).filter(({ name }) => name === 'coursier').map(({ version }) => version);
  const look = (wanted = true) => lookEarly(openedAtOnce(), wanted, today);

  async function keep(dossiers: readonly Dossier[]): Promise<void> {
    const store = await Store.open();
    for (const dossier of dossiers) await store.insert(dossier);
    store.close();
  }

  it('tells a device where nothing was kept, and makes no database there', async () => {
    const early = look();
    expect(await early.look).toMatchObject({ dossiers: [], past: 0 });
    expect(await early.database).toBeNull();
    expect(await versions()).toEqual([]);
  });

  it('shows what the desk shows after it: the same invoices, in the same order, as late', async () => {
    const order = { ...made('draft', 900), order: { orderedOn: '', closedAt: 0 } };
    const gone = { ...made('followed', 901), deletedAt: 5 };
    await keep([...madeDossiers(140, today), order, gone]);
    const early = look();
    const seen = await early.look;
    const taken = await Store.open('coursier', early.database);
    expect(await taken.live()).toHaveLength(seen ? seen.dossiers.length + 1 : 0);
    taken.close();
    const { desk, store } = await openDesk({ name: 'coursier' });
    await (await desk.claims()).chooseTerm('12345678200044', 60);
    const again = await look().look;
    const glance = await desk.glance();
    expect(seen?.dossiers.map(({ id, revision }) => [id, revision])).toEqual(glance.dossiers.map(({ id, revision }) => [id, revision]));
    expect(seen?.past).toBe(glance.past);
    expect(seen).toMatchObject({ environment: 'training', companies: 1 });
    expect(again?.lateness).toEqual(await (await desk.claims()).lateness(true));
    expect(again?.lateness).not.toEqual(seen?.lateness);
    store.close();
  });

  it('fills the room that those alive leave with the latest past ones', async () => {
    const past = Array.from({ length: 60 }, (_, rank) => ({ ...made('paid', rank), updatedAt: 1_000 + rank }));
    await keep([...past, made('draft', 99)]);
    const seen = await look().look;
    expect(seen?.past).toBe(60);
    expect(seen?.dossiers).toHaveLength(24);
    expect(seen?.dossiers.slice(1, 3).map(({ id }) => id)).toEqual(['made-00059', 'made-00058']);
  });

  it('leaves to the desk what needs repair, and a database of an earlier version', async () => {
    const spoilt = { ...made('draft', 1), environment: 'nowhere' } as unknown as Dossier;
    await keep([made('late', 2), spoilt]);
    expect(await look().look).toBeNull();
    await forgetEverything();
    const old = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('coursier', 2);
      request.onsuccess = () => resolve(request.result);
    });
    old.close();
    const early = look();
    expect(await early.look).toBeNull();
    expect(await early.database).toBeNull();
    expect(await versions()).toEqual([2]);
  });

  it('opens without reading where another screen is asked for, and lets go when the database must change', async () => {
    await keep([made('late', 2)]);
    const early = look(false);
    expect(await early.look).toBeNull();
    expect(await early.database).not.toBeNull();
    await forgetEverything();
    expect(await versions()).toEqual([]);
  });
});
