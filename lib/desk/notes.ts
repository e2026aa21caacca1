import { Fault } from '../invoice/fault.ts';
import { emptyInvoice, type Invoice, sirenOf } from '../invoice/model.ts';
import type { DeliveryNotes } from './api.ts';
import { ArticleMemories } from './article-memory.ts';
import type { Bench } from './bench.ts';
import { invoiceFor, legalDueDate, numbersOf } from './by-hand.ts';
import type { Checking } from './checking.ts';
import { currentOf } from './company-book.ts';
import type { DeliveryNote } from './delivery-note.ts';
import { grouped } from './delivery-notes.ts';
import { withBuyer } from './drafting.ts';
import { withTotalsFromLines } from './edits.ts';
import { freshCopy, isBlank, nextLine } from './lines.ts';
import { type BillingGroup, billingGroups } from './note-groups.ts';
import { nextNumber } from './numbering.ts';
import { type Codes, proposals } from './recipient-memory.ts';

type Content = Pick<DeliveryNote, 'buyer' | 'site' | 'serviceCode' | 'engagementNumber' | 'contractNumber' | 'lines'>;

const isAlive = (note: DeliveryNote) => note.deletedAt === 0;

function free(note: DeliveryNote): void {
  if (note.billedBy !== '') throw new Fault('notes-billed', note.id);
}

/** Delivery notes and the invoices made of them. */
export function deliveryNoteCases(bench: Bench, { recipientOf }: Checking): DeliveryNotes {
  const { platform, store, memories, alive, book, profile, settings, blankDossier } = bench;

  /** Notes of the company at work; those of no known company are everybody's, so that a corrected SIRET hides nothing. */
  const list = async () => {
    const known = await book();
    const mine = sirenOf(currentOf(known).seller);
    const others = new Set(known.companies.map(({ seller }) => sirenOf(seller)).filter((siren) => siren !== mine && siren !== ''));
    return (await store.notes()).filter((note) => isAlive(note) && !others.has(note.seller));
  };

  async function blankContent(): Promise<Content> {
    const lines = [nextLine([], (await profile()).vatRegime === 'franchise')];
    return { buyer: emptyInvoice().buyer, site: '', serviceCode: '', engagementNumber: '', contractNumber: '', lines };
  }

  async function insert(content: Content, notes: readonly DeliveryNote[]): Promise<DeliveryNote> {
    const now = platform.clock.now();
    const today = platform.clock.today();
    // Who numbers his notes goes on with his series, who does not is left in peace.
    const numbered = [...notes].sort((a, b) => b.createdAt - a.createdAt).map(({ number, date }) => ({ number, date }));
    const [last] = numbered;
    const number = last?.number ? nextNumber(last.number, { lastDate: last.date, date: today, used: numbered }) : '';
    const seller = sirenOf((await profile()).seller);
    const dated = { seller, id: platform.uuid(), createdAt: now, updatedAt: now, number, date: today, billedBy: '', learnedAt: 0, deletedAt: 0 };
    const note: DeliveryNote = { ...content, ...dated };
    await store.saveNote(note);
    return note;
  }

  function again(note: DeliveryNote, notes: readonly DeliveryNote[]): Promise<DeliveryNote> {
    const { buyer, site, serviceCode, engagementNumber, contractNumber } = structuredClone(note);
    return insert({ buyer, site, serviceCode, engagementNumber, contractNumber, lines: note.lines.map(freshCopy) }, notes);
  }

  async function groupsOf(notes: readonly DeliveryNote[]): Promise<BillingGroup[]> {
    const sirets = [...new Set(notes.map(({ buyer }) => buyer.siret))];
    const known = new Map(await Promise.all(sirets.map(async (siret) => [siret, siret === '' ? null : await memories.get(siret)] as const)));
    return billingGroups(notes, (siret) => known.get(siret) ?? null);
  }

  return {
    list,
    toBill: async () => groupsOf((await list()).filter((note) => note.billedBy === '')),
    open: async (id) => (await list()).find((note) => note.id === id) ?? null,
    async create(recipient) {
      const notes = await list();
      if (!recipient) return insert(await blankContent(), notes);
      const last = notes.find((note) => note.buyer.siret === recipient.siret);
      if (last) return again(last, notes);
      const memory = await memories.get(recipient.siret);
      const { buyer } = withBuyer(emptyInvoice(), recipient);
      const { serviceCode = '', engagementNumber = '', contractNumber = '' } = (memory && proposals(memory, '')[0]) ?? {};
      return insert({ ...(await blankContent()), buyer, serviceCode, engagementNumber, contractNumber }, notes);
    },
    async again(id) {
      const notes = await list();
      const note = notes.find((item) => item.id === id);
      if (!note) throw new Fault('storage-broken', `no delivery note ${id}`);
      return again(note, notes);
    },
    change: (id, step) =>
      store.updateNote(id, (note) => {
        free(note);
        const { billedBy, learnedAt, deletedAt, createdAt, seller } = note;
        return { ...step(structuredClone(note)), id, seller, billedBy, learnedAt, deletedAt, createdAt, updatedAt: platform.clock.now() };
      }),
    async finish(id) {
      const note = (await list()).find((item) => item.id === id && item.billedBy === '');
      if (!note) return;
      const now = platform.clock.now();
      if (note.buyer.siret === '' && note.site === '' && note.lines.every(isBlank)) {
        await store.updateNote(id, (current) => ({ ...current, deletedAt: now }));
        return;
      }
      if (note.learnedAt >= note.updatedAt) return;
      await new ArticleMemories(bench).learn(note.lines, (await profile()).seller.siret, note.buyer.siret, note.date);
      await store.updateNote(id, (current) => ({ ...current, learnedAt: now }));
    },
    async remove(id) {
      await store.updateNote(id, (note) => {
        free(note);
        return { ...note, deletedAt: platform.clock.now() };
      });
    },
    async restore(id) {
      await store.updateNote(id, (note) => ({ ...note, deletedAt: 0 }));
    },
    async bill(ids) {
      const [known, chosen, dossiers, notes] = await Promise.all([profile(), settings(), alive(), list()]);
      const [group, ...more] = await groupsOf(notes.filter((note) => ids.includes(note.id)));
      if (!group) throw new Fault('storage-broken', 'a delivery note is gone');
      if (more.length > 0) throw new Fault('not-ready', 'several buyers or codes');
      const today = platform.clock.today();
      const blank = invoiceFor(known, today, numbersOf(dossiers, known, chosen.environment).next(today));
      const { buyer } = group.notes[0] ?? blank;
      const recipient = await recipientOf({ invoice: { ...blank, buyer }, environment: chosen.environment });
      const dueDate = recipient ? legalDueDate(today, recipient.kind) : '';
      return store.bill(ids, (current) => {
        if (current.length < new Set(ids).size || !current.every(isAlive)) throw new Fault('storage-broken', 'a delivery note is gone');
        current.forEach(free);
        const invoice = invoiceOf(current, group.codes, { ...blank, payment: { ...blank.payment, dueDate } });
        const dossier = { ...blankDossier(invoice, chosen), deliveryNotes: current.map((note) => note.id) };
        return { dossier, notes: current.map((note) => ({ ...note, billedBy: dossier.id })) };
      });
    },
  };
}

/** One invoice for these notes of one buyer, under these codes: the lines grouped, the days between the first and the last delivery. */
export function invoiceOf(notes: readonly DeliveryNote[], codes: Codes, blank: Invoice): Invoice {
  const [last] = [...notes].sort((a, b) => b.date.localeCompare(a.date) || b.createdAt - a.createdAt);
  if (!last) throw new Fault('not-ready', 'no delivery note');
  const { lines, periodStart, periodEnd } = grouped(notes.map((note) => ({ ...note, lines: note.lines.filter((line) => !isBlank(line)) })));
  const oneDay = periodStart === periodEnd;
  const sites = new Set(notes.map((note) => note.site.trim()));
  return withTotalsFromLines({
    ...blank,
    buyer: structuredClone(last.buyer),
    ...codes,
    delivery: {
      ...blank.delivery,
      date: oneDay ? periodStart : '',
      periodStart: oneDay ? '' : periodStart,
      periodEnd: oneDay ? '' : periodEnd,
      name: sites.size === 1 ? last.site.trim() : '',
    },
    lines,
  });
}
