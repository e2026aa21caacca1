import { type Clock, clockOf } from '../claims/clock.ts';
import { isTermDays, termOf } from '../claims/terms.ts';
import { isPositive } from '../invoice/decimal.ts';
import type { Glimpse } from './glimpse.ts';
import { takenOf } from './taken.ts';

/** Name under `values`: the terms that the user chose, by the buyer's SIRET. */
export const TERMS = 'payment-terms';

/** Last day to pay and days late, as a list shows them. */
export type Lateness = Pick<Clock, 'state' | 'dueOn' | 'daysLate'>;

export const latenessIn = ({ state, dueOn, daysLate }: Clock): Lateness => ({ state, dueOn, daysLate });

/** The clock of payment of one deposited invoice. `days`: of the legal term; `today`: ISO, in France. */
export function clockFor(dossier: Pick<Glimpse, 'invoice' | 'history' | 'paidOn' | 'stage'>, days: number, today: string): Clock {
  const { invoice, history, paidOn = '' } = dossier;
  // What an earlier attempt went through is not this one's.
  const since = history.findLastIndex(({ code }) => code === 'REOPENED') + 1;
  const { delivery, totals } = invoice;
  return clockOf({
    days,
    creditNote: invoice.kind === 'credit-note',
    alreadyPaid: invoice.alreadyPaid,
    nothingPayable: invoice.currency !== 'EUR' || !isPositive(totals.payable || totals.gross),
    depositedAt: takenOf(dossier)?.takenAt ?? '',
    deliveredOn: delivery.date || delivery.periodEnd,
    history: history.slice(since),
    paidOn,
    today,
  });
}

/**
 * The lateness of what was deposited, from what lies in the store and nothing else: a buyer never met has the usual term. `terms`: the value `TERMS`,
 * `kinds`: of the buyers met, both as stored.
 */
export function latenessOf(glimpses: readonly Glimpse[], terms: unknown, kinds: ReadonlyMap<string, unknown>, today: string): Map<string, Lateness> {
  const chosen = (typeof terms === 'object' ? terms : null) as Readonly<Record<string, unknown>> | null;
  const found = new Map<string, Lateness>();
  for (const glimpse of glimpses) {
    if (takenOf(glimpse) === null) continue;
    const { siret } = glimpse.invoice.buyer;
    const days = chosen && Object.hasOwn(chosen, siret) ? chosen[siret] : null;
    const usual = termOf(kinds.get(siret) === 'hospital' ? 'hospital' : 'unknown').days;
    found.set(glimpse.id, latenessIn(clockFor(glimpse, isTermDays(days) ? days : usual, today)));
  }
  return found;
}
