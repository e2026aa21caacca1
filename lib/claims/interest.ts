import { Big } from 'big.js';
import { big, type Decimal, round } from '../invoice/money.ts';

/** Days of a year in the usual formula. */
const YEAR = 365;

/**
 * Late interest: amount with VAT × rate × days ÷ 365, exact, rounded to the cent once, half up. The amount with VAT (R.2192-32 [?], not read word for
 * word; the administration's simulator asks for it too). Always 365, leap years included: the usual formula of the public accountants [?].
 * `rate` in percent a year. Days below one give nothing. Worked example of users.md §5 G: 320 €, 15 days, 10.15 % → 1.33 €.
 */
export function interestOf(principal: Decimal, rate: Decimal, days: number): Decimal {
  const amount = big(principal);
  const percent = big(rate);
  if (!amount || !percent || !Number.isInteger(days) || days <= 0 || amount.lte(0) || percent.lte(0)) return '0.00';
  // Multiplied first, divided once: big.js keeps twenty decimals of a quotient, far below a cent.
  return round(
    new Big(amount)
      .times(percent)
      .times(days)
      .div(100 * YEAR),
  );
}
