import 'fake-indexeddb/auto';
import { Window } from 'happy-dom';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DocumentLike, ElementLike, Look } from '../../../lib/billing/dom.ts';
import { harvest } from '../../../lib/billing/page/harvest.ts';
import type { PageOutcome, Pages } from '../../../lib/desk/api-pages.ts';
import { createDesk } from '../../../lib/desk/desk.ts';
import type { Stages } from '../../../lib/desk/stages.ts';
import { Store } from '../../../lib/desk/store/store.ts';
import { draftFrom, extract } from '../../../lib/extraction/index.ts';
import { memoryPlatform } from '../../../lib/platform/memory.ts';
import type { Tabs } from '../../../lib/platform/tabs.ts';
import { paper } from '../extraction/paper.ts';

const site = 'https://outil.example';

/** A file that opens as a PDF and holds its words as lines of text. */
const pdf = (lines: readonly string[]) => new TextEncoder().encode(`%PDF-1.7\n${lines.join('\n')}`);
const invoice = (number: string, more: readonly string[] = []) =>
  pdf([
    'Menuiserie Kervella SARL',
    'SIRET : 732 829 320 00074',
    `Facture n° ${number}`,
    'Date de facture : 12/11/2026',
    'Facturé à : Commune de Plouessai',
    'Total HT : 100,00 €',
    'TVA 20 % : 20,00 €',
    'Total TTC : 120,00 €',
    ...more,
  ]);

/** Nothing is drawn in a test: every text stands below the last one. */
function look(): Look {
  let y = 0;
  return {
    width: 1000,
    height: 4000,
    seen: () => true,
    inline: (element) => /^(span|b|a|strong)$/i.test(element.tagName),
    placeOf: (_, start, end) => {
      if (start === 0) y += 40;
      return { x: 20 + start * 8, y, width: (end - start) * 8, height: 16 };
    },
    boxOf: () => {
      y += 40;
      return { x: 20, y, width: 300, height: 20 };
    },
  };
}

type Answer = Uint8Array | string;

/** A browser with one tab: what its page is, what each address answers, what its buttons do. */
function browser(html: string, answers: Readonly<Record<string, Answer>>, press: (tell: (given: unknown) => void) => void = () => undefined) {
  const asked: string[] = [];
  const listeners = new Set<Parameters<Tabs['onTold']>[0]>();
  const told = (given: unknown) => {
    for (const listener of listeners) listener({ tabId: 1, frameId: 0, url: site, name: 'made', given });
  };
  const { document } = new Window({ url: `${site}/f` });
  document.write(`<!doctype html><body>${html}</body>`);
  const kept: ElementLike[] = [];
  const nothing = () => () => undefined;
  const tabs = {
    get: async () => ({ id: 1, url: `${site}/f`, title: '', loading: false }),
    inject: async () => [0],
    allowed: async () => false,
    onTold: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDownload: nothing,
    onChange: nothing,
    onCome: nothing,
    async ask(_tab, _frame, name, given) {
      if (name === 'look') return harvest(document as unknown as DocumentLike, `${site}/f`, look(), [], (element) => kept.push(element) - 1);
      if (name === 'press') return press(told);
      if (name !== 'fetch') return undefined;
      const { url } = given as { url: string };
      asked.push(new URL(url).pathname);
      const answer = answers[new URL(url).pathname];
      if (answer === undefined) return { kind: 'other', url, type: '', status: 404 };
      if (typeof answer !== 'string') return { kind: 'pdf', url, bytes: answer, name: 'f.pdf' };
      return { kind: 'page', url, login: answer.includes('password'), html: answer };
    },
  } as Partial<Tabs> as Tabs;
  return { tabs, asked, told };
}

let serial = 0;
async function openPages(tabs: Tabs): Promise<{ pages: Pages; list: () => ReturnType<ReturnType<typeof createDesk>['list']> }> {
  const store = await Store.open(`pages-${++serial}`);
  const unused = () => Promise.reject(new Error('unused'));
  const stages: Stages = {
    read: async ({ bytes }) =>
      paper(
        new TextDecoder()
          .decode(bytes)
          .split('\n')
          .slice(1)
          .map((line, index) => [90, 90 + index * 60, line] as const),
        { confidence: 100, source: 'text-layer' },
      ),
    extract: async (reading, _, known) => extract(reading, known),
    draft: async (extraction, reading, base) => {
      const { invoice: made, traces } = draftFrom(extraction, reading, base);
      return { invoice: made, traces: Object.fromEntries(Object.entries(traces).map(([path, trace]) => [path, { ...trace, confirmed: false }])) };
    },
    eye: () => Promise.reject(new Error('no camera here')),
    directory: unused,
    compose: unused,
    photograph: unused,
    letter: unused,
    pictures: unused,
  };
  const desk = createDesk({ platform: { ...memoryPlatform(), tabs }, store, stages, relay: '' });
  const pages = await desk.pages();
  if (!pages) throw new Error('no pages');
  return { pages, list: () => desk.list() };
}

beforeEach(() => {
  vi.stubGlobal('DOMParser', new Window().DOMParser);
  return () => vi.unstubAllGlobals();
});

const page = (number: string, more = '') =>
  `<h1>Facture ${number}</h1><p>Total TTC : 120,00 €</p><p>Client : <a href="/clients/3">Commune de Plouessai</a></p>${more}`;
const kindOf = (outcome: PageOutcome) => outcome.kind;

describe('the PDF of a page', () => {
  test('becomes an ordinary dossier, with the source of each value, and the customer’s SIRET from his page', async () => {
    const { tabs, asked } = browser(page('F-1', '<a href="/pdf/1">Télécharger le PDF</a><a href="/supprimer/1.pdf">Supprimer le PDF</a>'), {
      '/pdf/1': invoice('F-1'),
      '/clients/3': '<table><tr><td>SIRET</td><td>21990471100013</td></tr></table>',
    });
    const { pages, list } = await openPages(tabs);
    expect(await pages.capture(1)).toMatchObject({ kind: 'captured', known: false });
    const [dossier] = await list();
    expect(dossier).toMatchObject({
      reading: 'done',
      readBy: 'text-layer',
      invoice: { invoiceNumber: 'F-1', buyer: { siret: '21990471100013' }, totals: { gross: '120.00' } },
    });
    expect(dossier?.files.map(({ role }) => role).sort()).toEqual(['source', 'told', 'words']);
    expect(dossier?.traces.invoiceNumber?.evidence).toEqual(expect.arrayContaining(['pdf', 'page-agrees']));
    expect(dossier?.traces['buyer.siret']?.evidence).toContain('customer');
    expect(asked.sort()).toEqual(['/clients/3', '/pdf/1']);
  });

  test('captured twice, even when the tool makes it anew, it is one dossier', async () => {
    const answers: Record<string, Uint8Array> = { '/pdf/1': invoice('F-1') };
    const { tabs } = browser(page('F-1', '<a href="/pdf/1">PDF</a>'), answers);
    const { pages, list } = await openPages(tabs);
    const first = await pages.capture(1);
    expect(await pages.capture(1)).toEqual({ ...first, known: true });
    answers['/pdf/1'] = invoice('F-1', ['Édité le 13/11/2026']);
    expect(await pages.capture(1)).toEqual({ ...first, known: true });
    expect(await list()).toHaveLength(1);
  });

  test('of several files, the one that agrees with the page', async () => {
    const { tabs } = browser(page('F-2', '<a href="/pdf/1">Télécharger PDF</a><a href="/pdf/2">PDF</a>'), {
      '/pdf/1': invoice('F-1'),
      '/pdf/2': invoice('F-2'),
    });
    const { pages, list } = await openPages(tabs);
    await pages.capture(1);
    expect((await list())[0]?.invoice.invoiceNumber).toBe('F-2');
  });

  test('a difference between both is left to be looked at', async () => {
    const { tabs } = browser(`${page('F-1', '<a href="/pdf/1">PDF</a>')}<dl><dt>Date d’échéance</dt><dd>15/12/2026</dd></dl>`, {
      '/pdf/1': invoice('F-1', ['Date d’échéance : 12/12/2026']),
    });
    const { pages, list } = await openPages(tabs);
    await pages.capture(1);
    const trace = (await list())[0]?.traces['payment.dueDate'];
    expect(trace).toMatchObject({ confidence: 'check', alternatives: ['2026-12-15'] });
    expect(trace?.evidence).toContain('differs');
  });
});

describe('what is asked, and what is refused', () => {
  test('a page of several invoices asks which, and takes the one that is said', async () => {
    const rows =
      '<h1>Factures</h1><table><tr><td>Facture F-1</td><td><a href="/pdf/1">PDF</a></td></tr><tr><td>Facture F-2</td><td><a href="/pdf/2">PDF</a></td></tr></table>';
    const { tabs, asked } = browser(rows, { '/pdf/1': invoice('F-1'), '/pdf/2': invoice('F-2') });
    const { pages, list } = await openPages(tabs);
    expect(await pages.capture(1)).toMatchObject({ kind: 'several', choices: [{ number: 'F-1' }, { number: 'F-2' }] });
    expect(asked).toEqual([]);
    await pages.capture(1, { number: 'F-2' });
    expect((await list()).map((dossier) => dossier.invoice.invoiceNumber)).toEqual(['F-2']);
  });

  test('a quote is not taken unless the user insists', async () => {
    const quote = pdf([
      'Menuiserie Kervella',
      'Devis n° D-12',
      'Date : 12/11/2026',
      'Total HT : 100,00 €',
      'TVA 20 % : 20,00 €',
      'Total TTC : 120,00 €',
    ]);
    const { tabs } = browser('<h1>Devis D-12</h1><a href="/pdf/1">Télécharger le PDF</a>', { '/pdf/1': quote });
    const { pages, list } = await openPages(tabs);
    expect(await pages.capture(1)).toMatchObject({ kind: 'not-invoice', nature: 'quote' });
    expect(await list()).toEqual([]);
    expect(kindOf(await pages.capture(1, { insist: true }))).toBe('captured');
  });

  test('a tool that shows its login page', async () => {
    const { tabs } = browser('<form><input name="user"><input type="password"></form>', {});
    const { pages } = await openPages(tabs);
    await expect(pages.capture(1)).rejects.toMatchObject({ code: 'page-login' });
    const later = browser(page('F-1', '<a href="/pdf/1">PDF</a>'), { '/pdf/1': '<input type="password">' });
    expect(await (await openPages(later.tabs)).pages.capture(1)).toMatchObject({ kind: 'no-pdf', login: true, values: { number: 'F-1' } });
  });

  test('without a PDF, the values of the page are offered, and taken when asked for', async () => {
    const { tabs } = browser(page('F-3', '<button>Télécharger</button>'), {});
    const { pages, list } = await openPages(tabs);
    expect(await pages.capture(1)).toMatchObject({ kind: 'no-pdf', buttons: [{ label: 'Télécharger' }], values: { number: 'F-3', total: '120.00' } });
    expect(await list()).toEqual([]);
    await pages.capture(1, { values: true });
    expect((await list())[0]).toMatchObject({ readBy: 'page', reading: 'done', invoice: { invoiceNumber: 'F-3', totals: { gross: '120.00' } } });
  });

  test('a page that no script may enter', async () => {
    const { tabs } = browser('', {});
    const { pages } = await openPages({ ...tabs, inject: async () => [] });
    await expect(pages.capture(1)).rejects.toMatchObject({ code: 'page-closed' });
  });
});

describe('armed', () => {
  test('takes what the user’s own click makes', async () => {
    const { tabs, told } = browser(page('F-4'), {});
    const { pages, list } = await openPages(tabs);
    const waiting = pages.await(1);
    setTimeout(() => told({ url: 'blob:x', bytes: invoice('F-4') }), 300);
    expect(kindOf(await waiting)).toBe('captured');
    expect((await list())[0]?.invoice.invoiceNumber).toBe('F-4');
  });

  test('presses the button when the user agreed', async () => {
    const { tabs } = browser(page('F-5', '<button>Télécharger le PDF</button>'), {}, (tell) =>
      setTimeout(() => tell({ url: 'blob:x', bytes: invoice('F-5') }), 10),
    );
    const { pages } = await openPages(tabs);
    expect(kindOf(await pages.capture(1, { press: true }))).toBe('captured');
  });

  test('gives up at once when told to', async () => {
    const { tabs } = browser(page('F-6'), {});
    const { pages } = await openPages(tabs);
    const controller = new AbortController();
    const waiting = pages.await(1, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  });
});
