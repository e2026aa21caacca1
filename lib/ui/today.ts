import { parisDay } from '../invoice/dates.ts';

/** The civil day in France, ISO: invoices, terms and payments are counted in it wherever the device is. */
export function today(): string {
  return parisDay(Date.now());
}
