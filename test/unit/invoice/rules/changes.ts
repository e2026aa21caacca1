import type { CheckContext, Target } from '../../../../lib/invoice/check.ts';
import { type Invoice, restoreInvoice } from '../../../../lib/invoice/model.ts';

/** Parts of a draft to change, to any depth; lists are replaced. */
export type Change = {
  [Key in keyof Invoice]?: Invoice[Key] extends readonly unknown[] ? readonly object[] : Invoice[Key] extends object ? object : Invoice[Key];
};

export function changed(invoice: Invoice, change: object): Invoice {
  return restoreInvoice(merge(invoice, change));
}

function merge(base: unknown, change: unknown): unknown {
  if (Array.isArray(change) || typeof change !== 'object' || change === null) return change;
  const source = typeof base === 'object' && base !== null ? (base as Record<string, unknown>) : {};
  return { ...source, ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, merge(source[key], value)])) };
}

/** Changes to a draft that break a rule, and changes near them that respect it. `from` is the draft, the baker's by default. */
export interface Case {
  breaks: readonly Change[];
  keeps?: readonly Change[];
  from?: Invoice;
  target?: Target;
  context?: CheckContext;
}
