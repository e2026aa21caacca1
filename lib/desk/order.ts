import * as z from 'zod/mini';
import { isIsoDate } from '../invoice/dates.ts';

/**
 * What makes a dossier an order (« bon de commande ») that waits for its invoice: what was read of it stands in the dossier's `invoice`, as the invoice to
 * come will carry it. Whether it is billed is told by the invoices (`engagements.ts`), never kept here.
 */
export const Order = z.object({
  /** ISO day of the order, "" unknown. */
  orderedOn: z.catch(z.string().check(z.refine((day) => day === '' || isIsoDate(day))), ''),
  /** The user said that nothing more will be billed: milliseconds, 0 while it waits. */
  closedAt: z.catch(z.number(), 0),
});
export type Order = z.infer<typeof Order>;
