import { addDays, type IsoDate } from '../invoice/dates.ts';
import { big, type Decimal, round, sum } from '../invoice/money.ts';
import type { Clock } from './clock.ts';
import { interestOf } from './interest.ts';
import { type EcbRate, lateRate } from './rates.ts';

/** Fixed indemnity for recovery costs, once for each late invoice (L.2192-13, D.2192-35). */
export const INDEMNITY: Decimal = '40.00';

/** What a late invoice gives right to, without having to ask (L.2192-13: « de plein droit et sans autre formalité »). Euros. */
export interface Claim {
  /** With VAT. */
  principal: Decimal;
  /** Last day to pay. */
  dueOn: IsoDate;
  /** First and last days that bear interest: the day after the last day to pay, the day of payment (or today) included. */
  from: IsoDate;
  to: IsoDate;
  days: number;
  ecb: Decimal;
  /** Percent a year. */
  rate: Decimal;
  /** False: the rate of that half-year is a guess to be checked. */
  rateSure: boolean;
  interest: Decimal;
  indemnity: Decimal;
  /** Interest and indemnity. */
  due: Decimal;
  /** The invoice itself is paid: only `due` is claimed. */
  paid: boolean;
  /** All that is claimed today: `due`, and the principal when it is not paid. */
  total: Decimal;
}

/**
 * Null when nothing is late. Interest runs until the payment included (R.2192-32 [?]: « jusqu'à la date de mise en paiement du principal, incluse », quoted
 * from memory); while unpaid, until `today`, and a letter says « à parfaire ».
 */
export function claimOf(clock: Clock, principal: Decimal, today: IsoDate, rates: readonly EcbRate[]): Claim | null {
  const amount = big(principal);
  if ((clock.state !== 'late' && clock.state !== 'paid') || clock.daysLate <= 0 || clock.dueOn === '' || !amount?.gt(0)) return null;
  const from = addDays(clock.dueOn, 1);
  const { ecb, rate, sure } = lateRate(from, rates);
  const paid = clock.state === 'paid';
  const interest = interestOf(principal, rate, clock.daysLate);
  const due = sum([interest, INDEMNITY]);
  return {
    principal: round(amount),
    dueOn: clock.dueOn,
    from,
    to: paid ? clock.paidOn : today,
    days: clock.daysLate,
    ecb,
    rate,
    rateSure: sure,
    interest,
    indemnity: INDEMNITY,
    due,
    paid,
    total: paid ? due : sum([principal, due]),
  };
}
