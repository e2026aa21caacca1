import type { EngagementFacts } from '../invoice/check.ts';
import { sirenOf } from '../invoice/model.ts';
import { big, subtract, sum } from '../invoice/money.ts';
import type { Dossier } from './dossier.ts';
import { byKey, perList } from './per-list.ts';
import { codeKey } from './recipient-memory.ts';
import { gaveBack } from './taken.ts';

/** Pure: what the dossiers of this device tell of an engagement number. */

const leftOnce: ReadonlySet<Dossier['stage']['state']> = new Set(['ready', 'sending', 'sent-unconfirmed', 'deposited', 'sent-by-form']);

/** It bills: it left or is about to, and did not come back for good. */
const bills = (dossier: Dossier) =>
  leftOnce.has(dossier.stage.state) && !(gaveBack(dossier) && 'status' in dossier.stage && dossier.stage.status === 'REJETEE');

const sameBuyer = (a: Dossier['invoice'], b: Dossier['invoice']) => sirenOf(a.buyer) !== '' && sirenOf(a.buyer) === sirenOf(b.buyer);

/** The invoices, other than that one, that bill an order: made of it, or carrying its number to the same body. Drafts among them. */
export function invoicesOf(order: Dossier, dossiers: readonly Dossier[]): Dossier[] {
  const number = codeKey(order.invoice.engagementNumber);
  return dossiers.filter(
    (other) =>
      !other.order &&
      other.deletedAt === 0 &&
      (other.orderId === order.id ||
        (number !== '' && codeKey(other.invoice.engagementNumber) === number && sameBuyer(other.invoice, order.invoice))),
  );
}

/** Excluding VAT, credit notes taken off. */
export function billedOf(invoices: readonly Dossier[]): string {
  const of = (kind: Dossier['invoice']['kind']) =>
    sum(invoices.filter(({ invoice }) => invoice.kind === kind).map(({ invoice }) => invoice.totals.net || '0'));
  return subtract(of('invoice'), of('credit-note'));
}

/** An engagement number and the body that gave it. */
const engagementOf = ({ invoice: { engagementNumber, buyer } }: Dossier) => engagementNumber && `${codeKey(engagementNumber)} ${sirenOf(buyer)}`;
const ordersOf = byKey(engagementOf);
/** A number may be that of a market, with years of invoices: what bills it is gathered and counted once for all who ask. */
const billingOf = byKey((dossier) =>
  !dossier.order && dossier.deletedAt === 0 && bills(dossier) ? `${dossier.environment} ${engagementOf(dossier)}` : '',
);
/** Gathers what bills the engagements of this list, ahead of the questions: a piece of work of its own where years of invoices are there. */
export const gatherBilling = (invoices: readonly Dossier[]): void => void billingOf(invoices);
const totalOf = perList(billedOf);
const firstDayOf = perList((invoices) => earliest(invoices.map(({ invoice }) => invoice.issueDate)));

/** Of ISO days, "" when there is none. */
const earliest = (days: readonly string[]) => days.reduce((first, day) => (day !== '' && (first === '' || day < first) ? day : first), '');

/** `invoices` and `orders`: all that this device keeps. Null when the invoice has no engagement number, or nothing is known of it. */
export function engagementFacts(
  dossier: Dossier,
  { invoices, orders, remembered }: { invoices: readonly Dossier[]; orders: readonly Dossier[]; remembered: readonly string[] },
): EngagementFacts | null {
  const { engagementNumber, kind, buyer } = dossier.invoice;
  if (codeKey(engagementNumber) === '' || kind !== 'invoice') return null;
  const known = sirenOf(buyer) !== '';
  const order = known
    ? ordersOf(orders)
        .get(engagementOf(dossier))
        ?.find(({ id, deletedAt }) => id !== dossier.id && deletedAt === 0)
    : undefined;
  const billing = (known && billingOf(invoices).get(`${dossier.environment} ${engagementOf(dossier)}`)) || [];
  const others = billing.some(({ id }) => id === dossier.id) ? billing.filter(({ id }) => id !== dossier.id) : billing;
  const since = earliest([order?.order?.orderedOn ?? '', firstDayOf(others), ...remembered]);
  if (since === '' && !order && others.length === 0) return null;
  return {
    since,
    ordered: order?.invoice.totals.net ?? '',
    billed: totalOf(others),
    invoices: others.filter(({ invoice }) => invoice.kind === 'invoice').map(({ invoice }) => invoice.invoiceNumber),
  };
}

/** What of an order is billed, by these invoices. Without an amount one invoice that left is the whole. */
export function orderState(order: Dossier, dossiers: readonly Dossier[]): { invoices: Dossier[]; billed: string; done: boolean } {
  const invoices = invoicesOf(order, dossiers);
  const left = invoices.filter(bills);
  const billed = billedOf(left);
  const ordered = big(order.invoice.totals.net);
  const whole = ordered?.gt(0) ? (big(billed)?.gte(ordered) ?? false) : left.length > 0;
  return { invoices, billed, done: whole || (order.order?.closedAt ?? 0) > 0 };
}
