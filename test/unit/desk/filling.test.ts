import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../lib/desk/dossier.ts';
import { FillSession } from '../../../lib/desk/filling.ts';
import type { Tab, Tabs } from '../../../lib/platform/tabs.ts';
import type { FillRequest, StepReport } from '../../../lib/portal/pages/model.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { openDesk } from './harness.ts';

const origin = 'http://localhost:4173';
const step: StepReport = { id: 'engagementNumber', outcome: 'filled', label: 'Engagement', value: 'EJ1', ms: 1 };
const form = { verdict: 'form', evidence: 9, steps: [step], ms: 1 };
const SEARCH = 'search/recipient';

/** One tab of a browser whose page answers as `answer` says; `null` stands for a page that goes away before it answers. */
function browser(answer: (request: FillRequest, turn: number) => unknown) {
  const tab: Tab = { id: 7, url: `${origin}/saisir`, title: '', loading: false };
  const requests: FillRequest[] = [];
  let held = false;
  let come: (tab: Tab) => void = () => undefined;
  let told: (told: { tabId: number; frameId: number; url: string; name: string; given: unknown }) => void = () => undefined;
  const tabs: Pick<Tabs, 'get' | 'inject' | 'ask' | 'onTold' | 'onCome'> = {
    get: async () => ({ ...tab }),
    inject: async () => [0],
    ask: async (_tab, _frame, name, given) => {
      if (name === 'holds') return held;
      if (name !== 'fill') return null;
      const request = given as FillRequest;
      requests.push(structuredClone(request));
      const said = answer(request, requests.length);
      if (said === null) throw new Error('the page went away');
      return said;
    },
    onTold: (listener) => {
      told = listener;
      return () => undefined;
    },
    onCome: (listener) => {
      come = listener;
      return () => undefined;
    },
  };
  return {
    tabs: tabs as Tabs,
    requests,
    tell: (name: string, given: unknown) => told({ tabId: 7, frameId: 0, url: tab.url, name, given }),
    /** `sameDocument`: the page only changed its own address. */
    comes(url = tab.url, sameDocument = false) {
      tab.url = url;
      held = sameDocument;
      come({ ...tab });
    },
  };
}

const session = (tabs: Tabs) =>
  new FillSession({
    tabs,
    tabId: 7,
    plan: { steps: [] } as unknown as FillRequest['plan'],
    wanted: new Map(),
    file: async () => null,
    environment: 'training',
    practice: [origin],
  });

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('a page that comes by what the filling pressed is asked for nothing twice', async () => {
  const around = browser((_request, turn) => {
    if (turn > 1) return form;
    around.tell('fill-asked', SEARCH);
    return null;
  });
  await session(around.tabs).start();
  expect(around.requests.map(({ asked }) => asked)).toEqual([[], [SEARCH]]);
});

test('a form that the user opens anew while it is being filled is searched and filled from the start', async () => {
  const around = browser((_request, turn) => {
    if (turn === 1) {
      around.tell('fill-asked', SEARCH);
      return form;
    }
    // asked again on the same form, and the user goes to a new one before it answers
    return turn === 2 ? null : form;
  });
  const filling = session(around.tabs);
  await filling.start();
  const state = await filling.start();
  expect(state.phase).toBe('filled');
  expect(around.requests.map(({ asked }) => asked)).toEqual([[], [SEARCH], []]);
});

test('a form that the user opens anew after it was filled is searched and filled from the start', async () => {
  const around = browser((request) => {
    if (!request.asked.includes(SEARCH)) around.tell('fill-asked', SEARCH);
    return form;
  });
  await session(around.tabs).start();
  around.comes();
  await settled();
  expect(around.requests.map(({ asked }) => asked)).toEqual([[], []]);
});

test('a page that reloads by itself is given its rows again a few times, not for ever', async () => {
  const around = browser(() => {
    around.tell('fill-asked', SEARCH);
    return form;
  });
  await session(around.tabs).start();
  for (let turn = 0; turn < 9; turn++) {
    around.comes();
    await settled();
  }
  expect(around.requests.slice(1).filter(({ asked }) => asked.length === 0)).toHaveLength(5);
});

test('a page that only changes its own address is not taken for another one', async () => {
  const around = browser(() => form);
  await session(around.tabs).start();
  around.comes(`${origin}/saisir?etape=2`, true);
  await settled();
  expect(around.requests).toHaveLength(1);
  around.comes(`${origin}/saisir/lignes`);
  await settled();
  expect(around.requests).toHaveLength(2);
});

test('another portal than the invoice’s is neither filled nor listened to', async () => {
  const around = browser(() => form);
  const filling = session(around.tabs);
  await filling.start();
  around.comes('https://portail.chorus-pro.gouv.fr/saisir');
  await settled();
  around.tell('pressed', 'send');
  expect(around.requests).toHaveLength(1);
  expect(filling.state.pressed).toBeNull();
  expect((await filling.start()).trouble).toBe('other-portal');
  expect(around.requests).toHaveLength(1);
});

describe('the portal’s pages and the invoices of another portal', () => {
  const real = 'https://portail.chorus-pro.gouv.fr/factures';
  const confirmation = { number: 'F2026-118', date: '', state: 'DEPOSEE', identifier: '', certificate: '', sentence: 'Facture envoyée' };

  /** A draft for `environment`, and a page at `url` that lists it as deposited. */
  async function beside(environment: Dossier['environment'], url: string) {
    const bench = await openDesk();
    const { desk, store, platform } = bench;
    await desk.saveSettings({ ...(await desk.settings()), practice: [origin] });
    const { id } = await desk.create();
    const invoice = bakerInvoice();
    await store.update(id, (dossier) => ({ dossier: { ...dossier, environment, invoice } }));
    const row = { number: invoice.invoiceNumber, code: 'DEPOSEE', amounts: [invoice.totals.gross], sirets: [], days: ['2026-11-24'] };
    const tabs: Pick<Tabs, 'get' | 'inject' | 'ask'> = {
      get: async () => ({ id: 7, url, title: '', loading: false }),
      inject: async () => [0],
      ask: async () => ({ kind: 'other', confirmation: null, rows: [row] }),
    };
    platform.tabs = tabs as Tabs;
    const stage = async () => (await desk.open(id))?.stage.state;
    return { id, forms: await desk.forms(), stage };
  }

  test('a list marks the invoices of its own portal', async () => {
    for (const [environment, url] of [
      ['training', `${origin}/liste`],
      ['production', real],
    ] as const) {
      const { forms, stage } = await beside(environment, url);
      expect(await forms.readList(7)).toHaveLength(1);
      expect(await stage()).toBe('sent-by-form');
    }
  });

  test('a practice page says nothing of an invoice for the State, nor the State’s of a practice invoice', async () => {
    for (const [environment, url] of [
      ['production', `${origin}/liste`],
      ['training', real],
      ['qualification', real],
    ] as const) {
      const { id, forms, stage } = await beside(environment, url);
      expect(await forms.readList(7)).toEqual([]);
      await expect(forms.session(id, 7)).rejects.toMatchObject({ code: 'portal-other' });
      await expect(forms.keepProof(id, confirmation, url)).rejects.toMatchObject({ code: 'portal-other' });
      expect(await stage()).toBe('draft');
    }
  });

  test('is made for the portal beside when the user says so, its recipient and codes to be looked at', async () => {
    const { id, forms, stage } = await beside('training', real);
    const moved = await forms.adopt(id, 7);
    expect([moved.environment, await stage()]).toEqual(['production', 'draft']);
    expect(moved.traces['buyer.siret']).toMatchObject({ confidence: 'check', confirmed: false });
    await expect(forms.session(id, 7)).resolves.toBeDefined();
    await forms.keepProof(id, confirmation, real);
    await expect(forms.adopt(id, 7)).rejects.toMatchObject({ code: 'not-ready' });
  });
});
