import type { EngagementFacts } from '../invoice/check.ts';
import { sirenOf } from '../invoice/model.ts';
import { big, subtract, sum } from '../invoice/money.ts';
import type { Dossier } from './dossier.ts';
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

/** Null when the invoice has no engagement number, or nothing is known of it. */
export function engagementFacts(dossier: Dossier, dossiers: readonly Dossier[], remembered: readonly string[]): EngagementFacts | null {
  const { invoice } = dossier;
  const number = codeKey(invoice.engagementNumber);
  if (number === '' || invoice.kind !== 'invoice') return null;
  const same = (other: Dossier) =>
    other.id !== dossier.id && codeKey(other.invoice.engagementNumber) === number && sameBuyer(other.invoice, invoice) && other.deletedAt === 0;
  const order = dossiers.find((other) => other.order && same(other)) ?? null;
  const others = dossiers.filter((other) => !other.order && same(other) && other.environment === dossier.environment && bills(other));
  const firstDays = [order?.order?.orderedOn ?? '', ...others.map((other) => other.invoice.issueDate), ...remembered].filter((day) => day !== '');
  const since = firstDays.sort()[0] ?? '';
  if (since === '' && !order && others.length === 0) return null;
  return {
    since,
    ordered: order?.invoice.totals.net ?? '',
    billed: billedOf(others),
    invoices: others.filter((other) => other.invoice.kind === 'invoice').map((other) => other.invoice.invoiceNumber),
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
