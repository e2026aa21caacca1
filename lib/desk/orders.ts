import { isIsoDate } from '../invoice/dates.ts';
import { Fault } from '../invoice/fault.ts';
import { emptyInvoice, type Invoice } from '../invoice/model.ts';
import type { Orders, WaitingOrder } from './api-recipients.ts';
import type { Bench } from './bench.ts';
import { invoiceFor, legalDueDate, numbersOf } from './by-hand.ts';
import type { Checking } from './checking.ts';
import type { Dossier } from './dossier.ts';
import { withTotalsFromLines } from './edits.ts';
import { orderState } from './engagements.ts';
import { editable, takenBack } from './history.ts';
import { freshCopy } from './lines.ts';
import { codesOf } from './memory.ts';

const latestFirst = (a: Dossier, b: Dossier) => (b.order?.orderedOn ?? '').localeCompare(a.order?.orderedOn ?? '') || b.createdAt - a.createdAt;

/** The invoice to come of an order: whom, codes, where, and what was ordered at the seller's own VAT where the order says none. */
export function invoiceOfOrder({ invoice: order }: Pick<Dossier, 'invoice'>, blank: Invoice, franchise: boolean): Invoice {
  const lines = order.lines.map((line) => {
    const fresh = freshCopy(line);
    return franchise ? { ...fresh, vatCategory: 'E' as const, vatRate: '0' } : fresh;
  });
  return withTotalsFromLines({
    ...blank,
    buyer: structuredClone(order.buyer),
    ...codesOf(order),
    delivery: { ...blank.delivery, name: order.delivery.name, address: structuredClone(order.delivery.address) },
    lines: lines.length > 0 ? lines : blank.lines,
  });
}

/** Orders that were read, and the invoices made of them. */
export function orderCases(bench: Bench, { recipientOf }: Checking): Orders {
  const { platform, store, alive, orders, need, profileOf, profile, settings, blankDossier } = bench;
  const now = () => platform.clock.now();

  async function known(id: string): Promise<Dossier> {
    const dossier = await need(id);
    if (!dossier.order) throw new Fault('not-ready', 'not an order');
    return dossier;
  }

  const change = (id: string, part: Partial<NonNullable<Dossier['order']>>) =>
    store.update(id, (dossier) => {
      if (!dossier.order) throw new Fault('not-ready', 'not an order');
      return { dossier: { ...dossier, order: { ...dossier.order, ...part }, updatedAt: now() } };
    });

  return {
    async list() {
      const [kept, invoices] = await Promise.all([orders(), alive()]);
      const all = [...kept].sort(latestFirst).map((dossier): WaitingOrder => ({ dossier, ...orderState(dossier, invoices) }));
      return all.sort((a, b) => Number(a.done) - Number(b.done));
    },
    async open(id) {
      const [kept, invoices] = await Promise.all([orders(), alive()]);
      const dossier = kept.find((order) => order.id === id);
      return dossier ? { dossier, ...orderState(dossier, invoices) } : null;
    },
    turn: (id, into) =>
      store.update(id, (current) => {
        editable(current);
        const dossier = takenBack(current);
        const { invoice } = dossier;
        // The number and the day of a paper are those of an invoice, or of an order.
        if (into === 'order') {
          const engagementNumber = invoice.engagementNumber || invoice.invoiceNumber;
          const order = { orderedOn: isIsoDate(invoice.issueDate) ? invoice.issueDate : '', closedAt: 0 };
          return { dossier: { ...dossier, order, invoice: { ...invoice, engagementNumber, invoiceNumber: '', issueDate: '' }, updatedAt: now() } };
        }
        const issueDate = invoice.issueDate || (dossier.order?.orderedOn ?? '');
        return { dossier: { ...dossier, order: undefined, invoice: { ...invoice, issueDate }, updatedAt: now() } };
      }),
    date: (id, day) => change(id, { orderedOn: isIsoDate(day) ? day : '' }),
    close: (id, closed) => change(id, { closedAt: closed ? now() : 0 }),
    async bill(id) {
      const order = await known(id);
      const [own, chosen, dossiers] = await Promise.all([
        profileOf(order.invoice.seller.siret).then((found) => found ?? profile()),
        settings(),
        alive(),
      ]);
      const today = platform.clock.today();
      const blank = invoiceFor(own, today, numbersOf(dossiers, own, chosen.environment).next(today));
      const invoice = invoiceOfOrder(order, blank, own.vatRegime === 'franchise');
      const recipient = await recipientOf({ invoice, environment: chosen.environment });
      const dueDate = recipient ? legalDueDate(today, recipient.kind) : '';
      return store.insert({ ...blankDossier({ ...invoice, payment: { ...invoice.payment, dueDate } }, chosen), orderId: id });
    },
  };
}

/** What was read of an order, as the invoice to come will carry it: an order has no invoice number, no day of issue and no account of ours. */
export function asOrdered(invoice: Invoice): Invoice {
  const blank = emptyInvoice();
  return { ...invoice, invoiceNumber: '', issueDate: '', kind: 'invoice', payment: blank.payment, notes: [] };
}
