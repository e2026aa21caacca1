import type { Page } from 'playwright-core';
import type { Errand } from '../../lib/desk/dossier.ts';
import { type Dossier, restoreDossier } from '../../lib/desk/dossier.ts';
import { addDays } from '../../lib/invoice/dates.ts';
import { type Invoice, restoreInvoice } from '../../lib/invoice/model.ts';
import { bakerInvoice } from '../unit/invoice/baker.ts';

/** One invoice in each state that a screen can show, put in the store as the desk keeps them: what no first visit would meet in one walk. */
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
const day = (ago: number) => addDays(today, -ago);

type Facts = Omit<Partial<Dossier>, 'invoice'> & { invoice?: Partial<Invoice> };

/** `ago`: days since the invoice was made. */
function dossier(id: string, ago: number, gross: string, { invoice, ...facts }: Facts = {}): Dossier {
  const baker = bakerInvoice();
  const restored = restoreDossier({
    id,
    revision: 1,
    createdAt: 1,
    updatedAt: Date.now() - ago * 86_400_000,
    deletedAt: 0,
    environment: 'training',
    invoice: restoreInvoice({
      ...baker,
      invoiceNumber: `F2026-${100 + ago}`,
      issueDate: day(ago),
      delivery: { date: day(ago) },
      payment: { ...baker.payment, dueDate: day(ago - 30) },
      buyer: { ...baker.buyer, name: 'Mairie de Fontaine-aux-Bois', siret: '12345678200036' },
      totals: { ...baker.totals, gross, payable: gross },
      ...invoice,
    }),
    ...facts,
  });
  if (!restored) throw new Error(`no dossier ${id}`);
  return restored;
}

function deposited(
  id: string,
  ago: number,
  gross: string,
  statuses: readonly (readonly [ago: number, code: string, text?: string])[],
  more: Facts = {},
) {
  return dossier(id, ago, gross, {
    history: statuses.map(([since, code, text = '']) => ({ at: `${day(since)} 10:00`, code, text })),
    stage: {
      state: 'deposited',
      identifiantFactureCPP: 900 + ago,
      numeroFacture: '',
      depositedAt: `${day(ago)} 09:00`,
      certificate: 'CERT',
      status: statuses.at(-1)?.[1] ?? 'MISE_A_DISPOSITION',
      statusAt: '',
      numeroFluxDepot: '',
      refreshedAt: Date.now(),
    },
    ...more,
  });
}

const answer: Errand = {
  kind: 'recycle',
  identifiantFactureCPP: 912,
  state: 'refused',
  since: Date.now(),
  attempts: 1,
  retryAt: 0,
  checks: 0,
  comment: 'Adresse corrigée',
  buyerSiret: '12345678200036',
  buyerName: 'Mairie de Fontaine-aux-Bois',
  serviceCode: '',
  engagementNumber: 'BC2026-0457',
  files: [],
  fault: '',
  message: 'Le service n’existe plus',
};

const since = Date.now() - 3_600_000;
/** Not before tomorrow: nothing leaves by itself while the walk looks. */
const tomorrow = Date.now() + 86_400_000;

export const stock: readonly Dossier[] = [
  dossier('doubtful', 0, '76.40', {
    invoice: { buyer: { ...bakerInvoice().buyer, name: '', siret: '' }, invoiceNumber: '' },
    reading: 'done',
    readBy: 'ocr',
    traces: { 'totals.gross': { confidence: 'check', page: null, box: null, evidence: [], alternatives: ['78.40'], confirmed: false } },
  }),
  dossier('ready', 1, '76.40'),
  dossier('failed', 2, '', {
    invoice: { invoiceNumber: '', buyer: { ...bakerInvoice().buyer, name: '', siret: '' } },
    reading: 'failed',
    readingFault: 'no-text',
  }),
  dossier('waiting', 3, '54.00', { stage: { state: 'ready', since, attempts: 0, retryAt: tomorrow, committed: false } }),
  dossier('retry', 4, '61.20', {
    stage: { state: 'ready', since, attempts: 2, retryAt: tomorrow, committed: false, lastError: { code: 'portal-down', detail: '', at: since } },
  }),
  dossier('unconfirmed', 5, '43.10', {
    stage: { state: 'sent-unconfirmed', since, attempts: 1, key: 'k', numeroFluxDepot: '', checkAt: tomorrow, checks: 1 },
  }),
  dossier('refused', 6, '112.00', {
    stage: { state: 'refused', since, code: 'portal-refused', messages: ['Le numéro d’engagement est inconnu'], numeroFluxDepot: '' },
  }),
  deposited('sent', 7, '86.40', []),
  deposited('suspended', 20, '54.00', [[15, 'SUSPENDUE', 'Il manque le bon de commande']]),
  deposited('sent-back', 12, '230.00', [[3, 'A_RECYCLER', 'Numéro d’engagement inconnu']]),
  deposited('answer-refused', 13, '199.00', [[3, 'A_RECYCLER', 'Service inconnu']], { errands: [answer] }),
  deposited('rejected', 15, '87.00', [[2, 'REJETEE', 'Facture en double']]),
  deposited('late', 45, '320.00', []),
  deposited('paid', 60, '150.00', [[35, 'MISE_EN_PAIEMENT']]),
  deposited('paid-late', 80, '76.40', [[35, 'MISE_EN_PAIEMENT']]),
  dossier('by-form', 8, '64.00', {
    stage: {
      state: 'sent-by-form',
      number: '',
      sentAt: `${day(8)} 09:00`,
      status: 'DEPOSEE',
      statusAt: '',
      sentence: 'Votre facture a été déposée.',
      url: 'https://portail.exemple/',
      seenAt: since,
    },
  }),
  dossier('credit-note', 9, '20.00', {
    invoice: { kind: 'credit-note', precedingInvoices: [{ number: 'F2026-100', issueDate: day(60) }] } as Partial<Invoice>,
  }),
  dossier('long-names', 10, '1234567.89', {
    invoice: {
      invoiceNumber: 'FACTURE-2026-00000099',
      buyer: {
        ...bakerInvoice().buyer,
        name: 'Syndicat intercommunal à vocation unique de la restauration scolaire de Saint-Germain-en-Laye-les-Deux-Églises',
      },
    },
  }),
];

const note = {
  createdAt: 1,
  updatedAt: 1,
  number: 'BL-12',
  seller: '732829320',
  buyer: { name: 'Mairie de Fontaine-aux-Bois', siret: '12345678200036', address: {} },
  site: 'École Jean-Jaurès',
  serviceCode: '',
  engagementNumber: 'BC2026-0457',
  contractNumber: '',
  lines: bakerInvoice().lines,
  billedBy: '',
  learnedAt: 0,
  deletedAt: 0,
};

/** Delivery notes of two days. */
export const notes = [
  { ...note, id: 'note-1', date: day(1) },
  { ...note, id: 'note-2', date: day(2), number: 'BL-11' },
];

export const articles = bakerInvoice().lines.map(({ name, netPrice }) => ({
  key: `${bakerInvoice().seller.siret}/${name.toLowerCase()}`,
  seller: bakerInvoice().seller.siret,
  name,
  unit: 'C62',
  netPrice,
  vatCategory: 'E',
  vatRate: '0',
  usedOn: day(7),
  uses: 3,
  buyers: { '12345678200036': { netPrice, quantity: '12', usedOn: day(7), uses: 3 } },
}));

const company = (id: string, name: string, siret: string) => ({
  id,
  seller: { ...bakerInvoice().seller, name, siret },
  vatRegime: 'franchise',
  iban: 'FR7630006000011234567890189',
  bic: '',
  lastNumber: 'F2026-180',
});

/** The book of a secretary who works for three craftsmen. */
export const book = {
  current: 'one',
  companies: [
    company('one', 'Boulangerie Martin EI', bakerInvoice().seller.siret),
    company('two', 'Plomberie du Val', '99980011300030'),
    company('three', 'Menuiserie Lefèvre et filles', '35600000000048'),
  ],
};

export type Records = Readonly<Record<string, readonly { key?: string; value: unknown }[]>>;

const rows = (values: readonly unknown[]) => values.map((value) => ({ value }));
export const stocked: Records = {
  dossiers: rows(stock),
  notes: rows(notes),
  articles: rows(articles),
  values: [{ key: 'companies', value: { ...book, companies: book.companies.slice(0, 1) } }],
};

/** Writes records into the open app's database, store by store, and opens the page anew on them. */
export async function seed(page: Page, records: Records): Promise<void> {
  await page.evaluate(
    async (stores) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('coursier');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction(Object.keys(stores), 'readwrite');
      for (const [store, values] of Object.entries(stores)) for (const { key, value } of values) transaction.objectStore(store).put(value, key);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = () => reject(transaction.error);
      });
      database.close();
    },
    records as Record<string, { key?: string; value: unknown }[]>,
  );
  await page.reload();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}
